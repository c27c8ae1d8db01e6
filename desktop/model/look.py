"""One look at an object: asked for when somebody wants to see it, and true for that moment."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from desktop.engine.errors import EngineError
from desktop.engine.protocol import Engine
from desktop.model.observers import Observers
from desktop.model.session import Session

T = TypeVar("T")

log = logging.getLogger(__name__)


class Look(Generic[T]):
    """The Engine's last answer about the object that is looked at.

    ``changed`` tells of everything here. ``asked_at`` is the Engine's time in seconds since 1970.
    A new question ends the one before; of an object that was left nothing is kept.
    """

    def __init__(self, session: Session, question: Callable[[Engine, str], Awaitable[T]]) -> None:
        self.changed: Observers[Look[T]] = Observers()
        self.key = ""
        self.value: T | None = None
        self.problem: EngineError | None = None
        self.asked_at = 0.0
        self._session = session
        self._question = question
        self._task: asyncio.Task[None] | None = None
        self._ending: set[asyncio.Task[None]] = set()

    @property
    def asking(self) -> bool:
        """Whether an answer is on its way."""
        return self._task is not None

    def turn_to(self, key: str) -> None:
        """Look at another object, of which nothing is known yet."""
        if key != self.key:
            self._cancel()
            self.key, self.value, self.problem, self.asked_at = key, None, None, 0.0
            self.changed.tell(self)

    def ask(self) -> None:
        """Ask now; without an Engine nothing happens."""
        engine = self._session.engine
        if engine is None or not self.key:
            return
        self._cancel()
        task = asyncio.get_running_loop().create_task(self._ask(engine, self.key))
        self._task = task
        self._ending.add(task)
        task.add_done_callback(self._on_ended)
        self.changed.tell(self)

    async def close(self) -> None:
        """End what is asked."""
        self._cancel()
        if self._ending:
            await asyncio.wait(self._ending)

    async def _ask(self, engine: Engine, key: str) -> None:
        try:
            value = await self._question(engine, key)
        except EngineError as problem:
            self.problem = problem
        else:
            self.value, self.problem, self.asked_at = value, None, engine.clock()

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _on_ended(self, task: asyncio.Task[None]) -> None:
        self._ending.discard(task)
        if not task.cancelled() and (fault := task.exception()) is not None:
            log.error("a look failed", exc_info=fault)
        if self._task is task:
            self._task = None
            self.changed.tell(self)
