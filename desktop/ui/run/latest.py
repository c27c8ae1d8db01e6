"""What is asked while one types: a moment later, and only the latest question is answered."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

log = logging.getLogger(__name__)

_PAUSE = 0.2  # seconds


class Latest:
    """Runs one coroutine at a time, on the loop that it is made on. ``close`` ends it."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._tasks: set[asyncio.Task[None]] = set()

    def ask(self, make: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Ask this, rather than what was to be asked until now."""
        self.drop()
        task = self._loop.create_task(_later(make))
        self._tasks.add(task)
        task.add_done_callback(self._on_ended)

    def drop(self) -> None:
        """Nothing is asked any more."""
        for task in self._tasks:
            task.cancel()

    async def close(self) -> None:
        """As :meth:`drop`; returns when it has ended."""
        self.drop()
        if self._tasks:
            await asyncio.wait(tuple(self._tasks))

    def _on_ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (fault := task.exception()) is not None:
            log.error("it was not found out", exc_info=fault)


async def _later(make: Callable[[], Coroutine[Any, Any, None]]) -> None:
    await asyncio.sleep(_PAUSE)
    await make()
