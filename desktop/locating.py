"""Which Engine the application talks with: where it is looked for, and connecting to it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from typing import Any

from desktop.engine import discovery
from desktop.engine.discovery import Attempt, Candidate
from desktop.engine.endpoint import Endpoint
from desktop.engine.protocol import Engine
from desktop.engine.records import EngineInfo
from desktop.engine.start_failure import StartFailed
from desktop.engine.threads import run_in_thread
from desktop.model.private import PrivateEngineKeeper


class Locator:
    """Finds an Engine and connects to it. docker-py is imported here, in a thread, when needed."""

    def __init__(
        self,
        keeper: PrivateEngineKeeper,
        *,
        host: str | None,
        context: str | None,
        starts_private: bool,
        preferred: Callable[[], Endpoint | None] = lambda: None,
    ) -> None:
        """``preferred`` is the place that the settings name, if they do."""
        self._keeper = keeper
        self._host = host
        self._context = context
        self._start_private = starts_private
        self._preferred = preferred
        self._known: dict[Endpoint, EngineInfo] = {}
        self._engine_module: Any = None

    async def find(self) -> tuple[Endpoint | None, tuple[Attempt, ...]]:
        """The first place at which an Engine answers; else, if wanted, a private one."""
        places = await run_in_thread(self._places, name="places")
        endpoint, attempts = await discovery.find(places, self._probe)
        if endpoint is None and any(each.endpoint.origin.is_named for each in attempts):
            return None, attempts  # a person named that place: no other one will do
        if endpoint is None:
            endpoint = await self._keeper.adopt()  # one that was kept running
        if endpoint is None and self._start_private:
            self._start_private = False  # once: afterwards a person decides
            with contextlib.suppress(StartFailed):  # the start page tells why
                endpoint = await self._keeper.start()
        return endpoint, attempts

    def _places(self) -> tuple[Candidate, ...]:
        """Where to ask: what was said at this start counts for more than the settings."""
        said = discovery.is_named(self._host, self._context, os.environ)
        preferred = None if said else self._preferred()
        if preferred is not None:
            return (Candidate(preferred),)
        return discovery.candidates(self._host, self._context)

    async def connect(self, endpoint: Endpoint) -> Engine:
        """The Engine at an endpoint; what was asked while finding it is not asked again."""
        engine_module = await self._import_engine()
        info = self._known.pop(endpoint, None)
        if info is not None:
            engine: Engine = engine_module.DockerEngine(endpoint, info)
            return engine
        connected: Engine = await engine_module.DockerEngine.connect(endpoint)
        return connected

    async def _probe(self, endpoint: Endpoint) -> None:
        engine_module = await self._import_engine()
        self._known[endpoint] = await engine_module.probe(endpoint)

    async def _import_engine(self) -> Any:
        def load() -> Any:
            from desktop.engine import engine

            return engine

        # Not what sys.modules has: another thread may be in the middle of importing it.
        if self._engine_module is None:
            self._engine_module = await run_in_thread(load, name="import")
        return self._engine_module
