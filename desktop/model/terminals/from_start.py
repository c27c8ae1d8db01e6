"""The main program of a container, heard from its first moment on, as ``docker run`` does it.

Who attaches to what runs already misses what was written before, and all of what ended at once.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field, replace

from desktop.engine.errors import EngineError
from desktop.engine.protocol import Engine
from desktop.engine.records import Kind
from desktop.model.commands import Target
from desktop.model.terminals.plans import AttachPlan, Opened

_USUAL_SIZE = (80, 24)  # until a terminal takes it


class Listener:
    """Attaches to a container that is about to start, and keeps what it says for a terminal.

    Whoever makes one awaits ``close``, which does nothing once a terminal has taken it.
    """

    def __init__(self) -> None:
        self._held = AsyncExitStack()
        self._opened: Opened | None = None
        self._engine: Engine | None = None

    async def attach(self, engine: Engine, container: str) -> None:
        """Where it can't be, a terminal attaches later by itself."""
        plan = AttachPlan(Target(Kind.CONTAINER, container, container))
        with suppress(EngineError):
            opening = plan.open(engine, *_USUAL_SIZE)
            self._opened = await self._held.enter_async_context(opening)
            self._engine = engine

    async def started(self) -> None:
        """It runs from now on: of a later start this would be the end."""
        if self._opened is not None:
            with suppress(EngineError):
                await self._opened.channel.pid()

    def take(self, engine: Engine) -> tuple[Opened, AsyncExitStack] | None:
        """What it has, once, and what ends it; None where that is nothing of this Engine's."""
        opened = self._opened
        if opened is None or engine is not self._engine:
            return None
        self._opened = None
        return replace(opened, from_start=True), self._held.pop_all()

    async def close(self) -> None:
        """Nobody takes it any more."""
        self._opened = None
        await self._held.aclose()


@dataclass(frozen=True, slots=True)
class FromStartPlan(AttachPlan):
    """As ``docker attach``; the first time it goes on with what was heard since the start."""

    listener: Listener = field(default_factory=Listener, compare=False, repr=False)

    @asynccontextmanager
    async def open(self, engine: Engine, columns: int, rows: int) -> AsyncIterator[Opened]:
        taken = self.listener.take(engine)
        if taken is None:
            async with AttachPlan.open(self, engine, columns, rows) as opened:
                yield opened
            return
        opened, held = taken
        async with held:
            await opened.channel.resize(columns, rows)
            yield opened
