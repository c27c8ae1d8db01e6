"""Long work on the loop's thread, in slices so short that nobody notices."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

SECONDS = 0.006


class Slices:
    """Calls ``step`` again and again while it answers True, for a few milliseconds a turn."""

    def __init__(self, step: Callable[[], bool], done: Callable[[], None] = lambda: None) -> None:
        self._step = step
        self._done = done
        self._next: asyncio.Handle | None = None
        self._closed = False
        self._end = 0.0

    @property
    def busy(self) -> bool:
        """Whether there is work left for another turn."""
        return self._next is not None

    @property
    def late(self) -> bool:
        """Whether this turn has taken long enough: ``step`` should return."""
        return time.perf_counter() >= self._end

    def wake(self) -> None:
        """There is work: begin with it at once."""
        if self._next is None and not self._closed:
            self._turn()

    def close(self) -> None:
        """No more work."""
        self._closed = True
        if self._next is not None:
            self._next.cancel()
            self._next = None

    def _turn(self) -> None:
        self._next = None
        self._end = time.perf_counter() + SECONDS
        while self._step():
            if self.late:
                self._next = asyncio.get_running_loop().call_soon(self._turn)
                break
        self._done()
