"""How fast, and how soon again. Times are the loop's."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable


class Pace:
    """At most ``rate`` passes a second, the first few at once: a lone event is answered at once.

    In any stretch of ``t`` seconds there are at most ``burst + rate * t`` passes. Those that wait
    pass in the order of their coming.
    """

    def __init__(self, rate: float, *, burst: int = 3) -> None:
        self._interval = 1.0 / rate
        self._burst = burst
        self._free_at = 0.0  # when the bucket is full again

    async def wait(self) -> None:
        """Pass now, or as soon as the pace allows."""
        now = asyncio.get_running_loop().time()
        self._free_at = max(self._free_at, now) + self._interval
        delay = self._free_at - now - self._interval * self._burst
        if delay > 0:
            await asyncio.sleep(delay)


class Backoff:
    """Growing waits between attempts, with some jitter: half a second, doubled.

    An Engine that restarts is back within seconds, so for the first dozen seconds or so no wait is
    longer than two; one that is gone for longer is asked every ten.
    """

    FIRST = 0.5
    SHORT = 2.0
    SHORT_ATTEMPTS = 8
    LONGEST = 10.0
    JITTER = 0.2

    def __init__(self) -> None:
        self._next = self.FIRST
        self._attempts = 0

    def next(self) -> float:
        """Seconds to wait before the next attempt."""
        wait = self._next
        self._attempts += 1
        limit = self.SHORT if self._attempts < self.SHORT_ATTEMPTS else self.LONGEST
        self._next = min(wait * 2, limit)
        return wait * random.uniform(1 - self.JITTER, 1 + self.JITTER)  # noqa: S311 - no secret

    def reset(self) -> None:
        """It went well: begin anew."""
        self._next = self.FIRST
        self._attempts = 0


class Throttle:
    """Calls ``tell`` at most ``rate`` times a second; what comes too soon is told once, later.

    Within its context it is a function. What is still to be told in the end is not told any more.
    """

    def __init__(self, tell: Callable[[], None], rate: float) -> None:
        self._tell = tell
        self._interval = 1.0 / rate
        self._loop = asyncio.get_running_loop()
        self._free_at = 0.0
        self._later: asyncio.TimerHandle | None = None

    def __enter__(self) -> Callable[[], None]:
        return self._tell_in_time

    def __exit__(self, *_problem: object) -> None:
        if self._later is not None:
            self._later.cancel()

    def _tell_in_time(self) -> None:
        if self._later is None:
            if self._loop.time() >= self._free_at:
                self._tell_now()
            else:
                self._later = self._loop.call_at(self._free_at, self._tell_now)

    def _tell_now(self) -> None:
        self._later = None
        self._free_at = self._loop.time() + self._interval
        self._tell()
