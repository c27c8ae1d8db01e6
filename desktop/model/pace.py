"""How fast, and how soon again."""

from __future__ import annotations

import asyncio
import random
import time


class Pace:
    """At most ``rate`` passes a second, the first few at once: a lone event is answered at once."""

    def __init__(self, rate: float, *, burst: int = 3) -> None:
        self._interval = 1.0 / rate
        self._burst = burst
        self._free_at = 0.0  # when the bucket is full again

    async def wait(self) -> None:
        """Pass now, or as soon as the pace allows."""
        now = time.monotonic()
        self._free_at = max(self._free_at, now) + self._interval
        delay = self._free_at - now - self._interval * self._burst
        if delay > 0:
            await asyncio.sleep(delay)


class Backoff:
    """Growing waits between attempts: half a second, doubled up to ten, with some jitter."""

    FIRST = 0.5
    LONGEST = 10.0

    def __init__(self) -> None:
        self._next = self.FIRST

    def next(self) -> float:
        """Seconds to wait before the next attempt."""
        wait, self._next = self._next, min(self._next * 2, self.LONGEST)
        return wait * random.uniform(0.8, 1.2)  # noqa: S311 - jitter, no secret

    def reset(self) -> None:
        """It went well: begin anew."""
        self._next = self.FIRST
