"""A loop whose clock jumps: sleeping costs nothing, and its times are exact."""

from __future__ import annotations

import asyncio
import selectors
from typing import Any


class _Selector(selectors.DefaultSelector):
    """Where the loop would wait for time to pass, it passes."""

    loop: ClockLoop

    def select(self, timeout: float | None = None) -> Any:
        if timeout is not None and timeout > 0:
            self.loop.now += timeout
        return super().select(0)


class ClockLoop(asyncio.SelectorEventLoop):
    """``now`` is its time in seconds. For tests without threads: nothing real is waited for."""

    def __init__(self) -> None:
        self.now = 1000.0
        selector = _Selector()
        selector.loop = self
        super().__init__(selector)
        self._clock_resolution = 1e-9

    def time(self) -> float:
        return self.now


async def settle(turns: int = 50) -> None:
    """Let everything happen that needs no time."""
    for _ in range(turns):
        await asyncio.sleep(0)


def now() -> float:
    """The loop's time."""
    return asyncio.get_running_loop().time()
