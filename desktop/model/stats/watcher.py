"""The one place where histories of containers are kept, while somebody looks at them."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass

from desktop.engine.errors import EngineError, NotFound, Unreachable
from desktop.engine.protocol import Engine
from desktop.engine.records import Kind, State
from desktop.engine.samples import Gathering, Reading
from desktop.model.follower import all_done
from desktop.model.observers import Observers
from desktop.model.pace import Backoff
from desktop.model.secrets import masked_text
from desktop.model.session import Session, Status
from desktop.model.stats.history import History
from desktop.model.store import Change

log = logging.getLogger(__name__)

STREAMS = 60  # at once: each has a thread
HISTORIES = 100  # that are kept, also of containers that nobody looks at now

_TOGETHER = 1.0  # seconds: what comes in them is told at once, which costs less
_WORKING = (State.RUNNING, State.PAUSED)  # one that restarts has no samples


@dataclass(frozen=True, slots=True)
class _Watched:
    """What one page looks at."""

    containers: tuple[str, ...]
    promptly: bool


class StatsWatcher:
    """A stream for each watched container that runs; a gap in its history where there is none.

    Any number of pages look by it, at the same containers too: each container has one history and
    at most one stream. ``changed`` tells whose histories have news. ``clock`` is asked in threads.
    """

    def __init__(self, session: Session, clock: Callable[[], float] = time.monotonic) -> None:
        self.changed: Observers[frozenset[str]] = Observers()
        self.clock = clock
        self._session = session
        self._engine: Engine | None = None
        self._watched: dict[Hashable, _Watched] = {}
        self._streams: dict[str, asyncio.Task[None]] = {}
        self._ending: set[asyncio.Task[None]] = set()
        self._histories: dict[str, History] = {}
        self._gathering: Gathering | None = None
        self._unsubscribe = (
            session.status_changed.subscribe(self._on_status),
            session.store.changed.subscribe(self._on_change),
        )

    def history(self, container: str) -> History | None:
        """What is known of the last minutes; None: nothing."""
        return self._histories.get(container)

    @property
    def streaming(self) -> frozenset[str]:
        """The containers that have a stream now."""
        return frozenset(self._streams)

    def watch(self, page: Hashable, containers: Collection[str], *, promptly: bool = False) -> None:
        """A page looks at these from now on, and no longer at what it looked at before.

        Their news are told together, about once a second, or ``promptly``. Of more than
        ``STREAMS`` that run only the first have one.
        """
        self._watched.pop(page, None)
        if containers:
            self._watched[page] = _Watched(tuple(containers), promptly=promptly)
        self._arrange()

    async def leave(self, page: Hashable) -> None:
        """A page looks at nothing any more; the streams that nobody needs have ended then."""
        self.watch(page, ())
        await all_done(*self._ending)

    async def close(self) -> None:
        """End every stream, and hear nothing any more."""
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        self._watched.clear()
        self._arrange()
        await all_done(*self._ending)

    def _on_status(self, _status: Status) -> None:
        self._arrange()

    def _on_change(self, change: Change) -> None:
        if change.kind is Kind.CONTAINER:
            for record in change.vanished:
                self._histories.pop(record.key, None)
            self._arrange()

    def _arrange(self) -> None:
        """Have the streams that are wanted, and no others."""
        engine = self._session.engine
        wanted = self._wanted() if engine is not None else []
        over = [key for key in self._streams if engine is not self._engine or key not in wanted]
        for key in over:
            self._end(key)
        self._interrupt(over)
        self._engine = engine
        if engine is None or not wanted:
            if self._gathering is not None:
                self._gathering.close()
                self._gathering = None
            return
        if self._gathering is None:
            self._gathering = Gathering(self._take, _TOGETHER, self.clock)
        self._gathering.urgent = frozenset(self._keys(promptly=True))
        for key in wanted:
            if key not in self._streams:
                self._begin(engine, self._gathering, key)

    def _keys(self, *, promptly: bool) -> list[str]:
        pages = [each for each in self._watched.values() if each.promptly is promptly]
        return [key for page in pages for key in page.containers]

    def _wanted(self) -> list[str]:
        watched = dict.fromkeys(self._keys(promptly=True) + self._keys(promptly=False))
        known = map(self._session.store.containers.get, watched)
        return [found.id for found in known if found and found.state in _WORKING][:STREAMS]

    def _begin(self, engine: Engine, gathering: Gathering, key: str) -> None:
        history = self._histories.pop(key, None) or History()
        self._histories[key] = history  # the youngest is the last
        resting = [other for other in self._histories if other not in self._streams]
        for other in resting[: max(0, len(self._histories) - HISTORIES)]:
            del self._histories[other]
        self._streams[key] = asyncio.ensure_future(self._follow(engine, gathering, key, history))

    def _end(self, key: str) -> None:
        task = self._streams.pop(key)
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)
        task.cancel()

    async def _follow(
        self, engine: Engine, gathering: Gathering, key: str, history: History
    ) -> None:
        """Until cancelled, or the container is gone; a stream that ends otherwise comes back."""
        backoff = Backoff()
        while True:
            try:
                await engine.observe.stats(key, gathering)
            except NotFound:
                return
            except EngineError as problem:
                log.info("no statistics: %s", masked_text(str(problem)))
                if isinstance(problem, Unreachable):
                    self._session.suspect()
            if history.latest is not None:
                backoff.reset()
            self._interrupt((key,))
            await asyncio.sleep(backoff.next())

    def _interrupt(self, keys: Collection[str]) -> None:
        histories = [found for key in keys if (found := self._histories.get(key)) is not None]
        for history in histories:
            history.interrupt(self.clock())
        if histories:
            self.changed.tell(frozenset(keys))

    def _take(self, readings: list[Reading]) -> None:
        for key, sample, moment in readings:
            if key in self._streams:  # else it came too late to be of now
                self._histories[key].add(sample, moment)
        self.changed.tell(frozenset(reading.container for reading in readings))
