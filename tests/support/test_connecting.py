"""An engine that a test has connected ends with it, however it ends."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.aio import Aio
from tests.support.connecting import connected
from tests.support.leaks import OwnThreads

TESTS = Path(__file__).parents[1]


def test_a_body_that_fails_leaves_neither_thread_nor_connection(
    aio: Aio, engine_host: str, own_threads: OwnThreads
) -> None:
    async def main() -> None:
        async with connected(engine_host) as engine:
            await engine.containers()
            assert own_threads("ask")
            raise LookupError

    with pytest.raises(LookupError):
        aio(main())
    assert not own_threads("ask")


def test_no_test_connects_without_it() -> None:
    """A bench does: each is a process of its own."""
    own = re.compile(r"await DockerEngine\.connect\(")
    found = {
        path.relative_to(TESTS).as_posix()
        for path in TESTS.rglob("*.py")
        if path.parent.name != "bench" and own.search(path.read_text())
    }
    assert found == {"support/connecting.py"}
