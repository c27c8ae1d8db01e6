"""The life of an Engine that the application starts itself, and of the products that bring one."""

from __future__ import annotations

import asyncio
import contextlib
import enum
import logging
import os
import socket
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.engine.endpoint import Endpoint
from desktop.engine.start_failure import StartFailed, StartProblem
from desktop.engine.threads import run_in_thread, until_done
from desktop.model.observers import Observers

if TYPE_CHECKING:
    from desktop.engine.host_programs import Way
    from desktop.engine.private_engine import PrivateEngine

log = logging.getLogger(__name__)

CLOSE_SECONDS = 1.5
"""How long the end of the application waits for the Engine's: an idle one takes 1.4 s."""


class Life(enum.Enum):
    """Where the private Engine stands."""

    IDLE = "idle"
    STARTING = "starting"
    RUNNING = "running"
    ENDED = "ended"  # by itself, though nobody asked for it
    FAILED = "failed"
    STOPPING = "stopping"


@dataclass(frozen=True, slots=True)
class PrivateState:
    """What is so. ``since`` is on ``time.monotonic``'s clock; ``kept``: it outlives the window.

    ``IDLE`` with a ``way``: that product was told to start, and brings its Engine by itself.
    """

    life: Life = Life.IDLE
    way: Way | None = None
    endpoint: Endpoint | None = None
    failure: StartFailed | None = None
    since: float = 0.0
    kept: bool = False

    @property
    def launched(self) -> Way | None:
        """The product that was told to start, whose Engine answers after a while."""
        return self.way if self.life is Life.IDLE else None


Start = Callable[["Way", Path], Awaitable["PrivateEngine"]]


# Most starts of the application need none of these: their modules are imported when they run.


async def _start(way: Way, folder: Path) -> PrivateEngine:
    from desktop.engine.private_engine import PrivateEngine

    return await PrivateEngine.start(way, folder)


async def _launch(way: Way) -> None:
    from desktop.engine import products

    await products.launch(way)


def _ways_to_start() -> tuple[Way, ...]:
    from desktop.engine import host_programs

    return host_programs.ways_to_start()


class PrivateEngineKeeper:
    """Starts at most one private Engine, whose data is in ``folder``, and stops it in the end.

    One that runs in the folder already is taken over by the same start. A person chose to keep it
    (or it is another window's), so it is kept again until a person says otherwise. A crash of the
    application ends also a kept one: ``keep`` is told to it only in the end.
    """

    def __init__(
        self,
        folder: Path,
        start: Start = _start,
        launch: Callable[[Way], Awaitable[None]] = _launch,
        find_ways: Callable[[], tuple[Way, ...]] = _ways_to_start,
    ) -> None:
        self.folder = folder
        self.state = PrivateState()
        self.changed: Observers[PrivateState] = Observers()
        self._start = start
        self._launch = launch
        self._find_ways = find_ways
        self._engine: PrivateEngine | None = None
        self._starting: asyncio.Task[Endpoint | None] | None = None
        self._stopping: asyncio.Task[None] | None = None
        self._waiting = 0  # how many wait for the start

    async def ways(self) -> tuple[Way, ...]:
        """How an Engine could be started here, best first, also those that lack something."""
        return await run_in_thread(self._find_ways, name="ways")

    async def start(self, way: Way | None = None) -> Endpoint | None:
        """Start an Engine; without a ``way``, by the best one that needs no password.

        Returns where it answers; None for a product, which is then found at its well-known place,
        and after :meth:`cancel_start`. Raises :class:`StartFailed`. Whoever calls while a start
        is under way shares it; when the last of them is cancelled, so is the start, and nothing
        of it is left.
        """
        if self._starting is None:
            self._starting = asyncio.create_task(self._begin(way), name="private Engine: start")
            self._starting.add_done_callback(self._on_start_ended)
        task = self._starting
        self._waiting += 1
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError:
            if self._waiting == 1:
                task.cancel()
                await until_done(task)
            raise
        finally:
            self._waiting -= 1
        return None if task.cancelled() else task.result()

    def cancel_start(self) -> None:
        """End a start that is under way, for all who wait for it."""
        if self._starting is not None:
            self._starting.cancel()

    async def adopt(self) -> Endpoint | None:
        """Take over the Engine that an earlier run kept, if one runs in the folder."""
        ours = self._engine is not None or self._starting is not None
        if not ours and not await run_in_thread(self._is_left_running, name="left-running"):
            return None
        with contextlib.suppress(StartFailed):
            return await self.start()
        return None

    async def check(self) -> None:
        """Notice that the Engine has ended by itself."""
        engine = self._engine
        if self.state.life is not Life.RUNNING or engine is None:
            return
        listens = await run_in_thread(_listens, engine.endpoint.url, name="listens")
        if not listens and self._engine is engine and self.state.life is Life.RUNNING:
            self._tell(PrivateState(Life.ENDED, self.state.way))

    def keep(self, kept: bool = True) -> None:
        """Let it run on when the application ends, or not."""
        if kept != self.state.kept:
            self._tell(replace(self.state, kept=kept))

    async def stop(self) -> None:
        """Stop it and its containers; its data stays. Raises :class:`StartFailed` (STUCK).

        A start under way is cancelled. Cancelling ends only the waiting.
        """
        if self._starting is not None:
            self._starting.cancel()
            await asyncio.wait([self._starting])
        if self._stopping is None:
            if self._engine is None:
                return
            self._stopping = asyncio.create_task(self._end(), name="private Engine: stop")
            self._stopping.add_done_callback(self._on_stop_ended)
        task = self._stopping
        await asyncio.wait([task])
        if not task.cancelled():
            task.result()

    async def close(self, seconds: float = CLOSE_SECONDS) -> None:
        """The application ends: stop what runs or starts, unless it is to be kept.

        Waits so long and no longer: its supervisor ends the Engine also after we are gone.
        """
        if self._engine is not None and self.state.kept and self._stopping is None:
            self._engine.keep()
            self._engine = None
            return
        stop = asyncio.create_task(self.stop(), name="private Engine: close")
        await asyncio.wait([stop], timeout=seconds)
        left = [task for task in (stop, self._stopping) if task is not None and not task.done()]
        for task in left:
            task.cancel()
        if left:
            log.info("the private Engine is still ending when the application is gone")
            await asyncio.wait(left, timeout=seconds)
        if stop.done() and not stop.cancelled() and (problem := stop.exception()) is not None:
            log.info("the private Engine did not stop: %s", problem)

    # Work, at most one of each

    async def _begin(self, way: Way | None) -> Endpoint | None:
        if self._stopping is not None:
            await asyncio.wait([self._stopping])
        engine = self._engine
        if engine is not None:
            listens = await run_in_thread(_listens, engine.endpoint.url, name="listens")
            if listens:
                return engine.endpoint
        ended, self._engine = self._engine, None
        since = time.monotonic()
        self._tell(PrivateState(Life.STARTING, way, since=since))
        try:
            if ended is not None:
                await ended.stop()  # what it left is cleared away
            if way is None:
                way = await self._best_way()
                self._tell(PrivateState(Life.STARTING, way, since=since))
            if way.is_product:
                await self._launch(way)
                self._tell(PrivateState(way=way))
                return None
            self._engine = engine = await self._start(way, self.folder)
        except StartFailed as failure:
            self._tell(PrivateState(Life.FAILED, way, failure=failure))
            raise
        except BaseException:
            self._tell(PrivateState(Life.ENDED, way) if ended else PrivateState())
            raise
        now = time.monotonic()
        kept = engine.adopted
        self._tell(PrivateState(Life.RUNNING, way, engine.endpoint, since=now, kept=kept))
        return engine.endpoint

    async def _best_way(self) -> Way:
        for way in await self.ways():
            if way.usable and not way.asks_password and not way.is_product:
                return way
        raise StartFailed(StartProblem.NO_PROGRAM)

    async def _end(self) -> None:
        engine = self._engine
        if engine is None:
            return
        self._tell(replace(self.state, life=Life.STOPPING))
        try:
            await engine.stop()
        except StartFailed as failure:
            self._tell(PrivateState(Life.FAILED, failure=failure))
            raise
        except BaseException:
            self._tell(PrivateState())
            raise
        else:
            self._tell(PrivateState())
        finally:
            self._engine = None

    def _is_left_running(self) -> bool:
        if not (self.folder / "engine.log").exists():
            return False
        from desktop.engine.private_places import Places, run_folder

        try:
            folder = self.folder.absolute()
            return Places(folder, run_folder(folder, os.environ)).socket.is_socket()
        except OSError:
            return False

    def _on_start_ended(self, task: asyncio.Task[Endpoint | None]) -> None:
        self._starting = None
        if not task.cancelled():
            task.exception()  # seen, also where nobody waits any more

    def _on_stop_ended(self, task: asyncio.Task[None]) -> None:
        self._stopping = None
        if not task.cancelled():
            task.exception()

    def _tell(self, state: PrivateState) -> None:
        self.state = state
        self.changed.tell(state)


def _listens(url: str) -> bool:
    """Whether anybody listens at this socket: a killed Engine leaves its file for a while."""
    with socket.socket(socket.AF_UNIX) as probe:
        probe.setblocking(False)
        try:
            probe.connect(url.removeprefix("unix://"))
        except BlockingIOError:
            return True  # so many wait already
        except OSError:
            return False
    return True
