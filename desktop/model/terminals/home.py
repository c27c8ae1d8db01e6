"""The Engine that a terminal belongs to, also while the window shows another one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from desktop.engine.endpoint import Endpoint
from desktop.engine.errors import EngineError, Reason, Unreachable
from desktop.engine.protocol import Engine

Connect = Callable[[Endpoint], Awaitable[Engine]]


class Elsewhere(EngineError):
    """The Engine in use is another one than the terminal's, which answers at ``endpoint``."""

    def __init__(self, endpoint: Endpoint) -> None:
        super().__init__(f"it is on the Engine at {endpoint.url}")
        self.endpoint = endpoint


class Home:
    """``live`` tells the Engine in use. The first that is asked for stays the terminal's."""

    def __init__(self, live: Callable[[], Engine | None], connect: Connect | None = None) -> None:
        self._live = live
        self._connect = connect
        self._endpoint: Endpoint | None = None

    def engine(self) -> Engine:
        """The terminal's own Engine, while it is the one in use.

        Raises :class:`Elsewhere` while another one is, and ``Unreachable`` while none answers.
        """
        engine = self._live()
        if engine is None:
            raise Unreachable(Reason.DROPPED)
        if self._endpoint is None:
            self._endpoint = engine.endpoint
        if engine.endpoint.url != self._endpoint.url:
            raise Elsewhere(self._endpoint)
        return engine

    @asynccontextmanager
    async def reached(self) -> AsyncIterator[Engine]:
        """The terminal's own Engine; while another one is in use, by a connection for this."""
        try:
            engine = self.engine()
        except Elsewhere as elsewhere:
            if self._connect is None:
                raise
            engine = await self._connect(elsewhere.endpoint)
            try:
                yield engine
            finally:
                await engine.close()
        else:
            yield engine
