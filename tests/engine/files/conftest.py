"""What the tests of files share."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import pytest

from desktop.engine.engine import DockerEngine
from tests.support.aio import Aio
from tests.support.connecting import connected

T = TypeVar("T")
On = Callable[..., Any]


@pytest.fixture
def on(aio: Aio, engine_host: str) -> On:
    """``on(work)`` awaits ``work(engine)`` on the real Engine."""

    async def main(work: Callable[[DockerEngine], Awaitable[T]]) -> T:
        async with connected(engine_host) as engine:
            return await work(engine)

    return lambda work, timeout=120: aio(main(work), timeout=timeout)
