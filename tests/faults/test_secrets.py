"""A secret in an error reaches neither the log nor the trace nor the window."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.app import _on_unexpected
from desktop.engine.errors import EngineFault
from tests.faults.under_fault import under_fault
from tests.journeys.hands import until
from tests.support.aio import Aio
from tests.support.leaks import ExpectLog

SECRET = "hunter2-correct-horse"
SAID = f"docker login -u me -p {SECRET} failed; DB_PASSWORD={SECRET} tcp://me:{SECRET}@registry"


def fails(password: str) -> None:
    """Raises with a secret in the message, and has another in its variables."""
    environment = {"DB_PASSWORD": password}
    raise EngineFault(f"{SAID} ({len(environment)})")


@pytest.mark.display
def test_a_fault_of_ours_is_logged_and_said_without_secrets(
    aio: Aio, engine_host: str, expect_log: ExpectLog, tmp_path: Path
) -> None:
    expect_log("unexpected")
    expect_log("a deed failed")

    async def deed() -> None:
        fails(SECRET)

    async def journey() -> None:
        async with under_fault(tmp_path, "--host", engine_host) as hands:
            try:
                fails(SECRET)
            except EngineFault:
                _on_unexpected(*sys.exc_info())  # type: ignore[arg-type]
            logging.getLogger("desktop").info("it said %s", "\x1b]0;title\x07\u202e")
            logging.getLogger("desktop").info("asked with %s", {"X-Registry-Auth": SECRET})
            hands.window.deeds.spawn(deed())
            shown = hands.window.status.currentMessage
            await until(shown, "it is said")
            assert SECRET not in shown()
            assert "failed" in shown()

    aio(journey(), timeout=60)
    logged = (tmp_path / "portside.log").read_text()
    assert "EngineFault" in logged
    assert "registry" in logged
    assert SECRET not in logged
    assert "it said \\x1b]0;title\\x07\\u202e" in logged, "no terminal obeys it"
    assert (tmp_path / "portside.log").stat().st_mode & 0o077 == 0


@pytest.mark.display
def test_a_containers_environment_is_masked_and_never_written(
    aio: Aio, engine_host: str, docker_run: Callable[..., str], tmp_path: Path
) -> None:
    docker_run("--env", f"DB_PASSWORD={SECRET}", name="vault")

    async def journey() -> None:
        async with under_fault(tmp_path, "--host", engine_host) as hands:
            await until(lambda: hands.state("vault") == "running")
            hands.select("vault")
            await until(lambda: "DB_PASSWORD" in hands.read_details(), "its environment is shown")
            assert SECRET not in hands.read_details()

    aio(journey(), timeout=60)
    for written in tmp_path.rglob("*"):
        if written.is_file():
            assert SECRET.encode() not in written.read_bytes(), written
