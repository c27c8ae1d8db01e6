"""A program's run in a container, where the Engine's answers are of another shape."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.engine.errors import Garbled
from tests.support.aio import Aio
from tests.support.connecting import connected
from tests.support.proxy import Proxy, http_answer


@pytest.fixture
def proxy(engine_host: str) -> Iterator[Proxy]:
    with Proxy(Path(engine_host.removeprefix("unix://"))) as proxy:
        yield proxy


@pytest.mark.parametrize("made", [b"{}", b"[]", b'{"Id": 1}', b"null"])
def test_an_answer_of_another_shape_is_garbled(aio: Aio, proxy: Proxy, made: bytes) -> None:
    async def main() -> None:
        async with connected(proxy.url) as engine:
            proxy.answer = http_answer(made)
            proxy.cut()
            with pytest.raises(Garbled):
                await engine.observe.execute("c" * 64, ["true"])

    aio(main())
