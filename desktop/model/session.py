"""Keeping the store true: find an Engine, list it, follow its events, and come back after a loss.

How one Engine is followed is in :mod:`desktop.model.follower`. There is one connection at a time;
when it is lost, what is known stays, marked stale, until the Engine is back and the difference is
applied.
"""

from __future__ import annotations

import asyncio
import enum
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field, replace
from typing import Any

from desktop.engine.discovery import Attempt
from desktop.engine.endpoint import Endpoint
from desktop.engine.errors import EngineError
from desktop.engine.protocol import Engine
from desktop.engine.records import EngineInfo, Event
from desktop.model.follower import Connect, Follower, all_done, cause, identity
from desktop.model.observers import Observers
from desktop.model.pace import Backoff
from desktop.model.secrets import masked_text
from desktop.model.store import Store
from desktop.model.stories import Stories
from desktop.model.timeline import Timeline

log = logging.getLogger(__name__)


class Link(enum.Enum):
    """How we stand with the Engine."""

    SEARCHING = "searching"
    LIVE = "live"
    LOST = "lost"  # it was live; what is shown is the last known state
    NOWHERE = "nowhere"  # no Engine answers at any place
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Status:
    """How we stand with which Engine. ``retry_at`` is on the loop's clock.

    ``slow``: a list has not been answered for three seconds. ``replaced``: another Engine answers
    at this endpoint than before.
    """

    link: Link = Link.SEARCHING
    endpoint: Endpoint | None = None
    info: EngineInfo | None = None
    error: EngineError | None = None
    attempts: tuple[Attempt, ...] = field(default=())
    since: float = 0.0
    retry_at: float | None = None
    replaced: bool = False
    slow: bool = False


Find = Callable[[], Awaitable[tuple[Endpoint | None, tuple[Attempt, ...]]]]


class Session:
    """One connection at a time, as long as the application runs. Start it by awaiting ``run``."""

    def __init__(self, store: Store, find: Find, connect: Connect) -> None:
        self.store = store
        self.timeline = Timeline()
        self.status = Status()
        self.status_changed: Observers[Status] = Observers()
        self._find = find
        self.connect = connect
        """To an Engine, whichever is in use."""
        self._follower: Follower | None = None
        self._identity: tuple[str, str] | None = None  # endpoint and id of the Engine in the store
        self._skew = 0.0  # the Engine's clock, less ours
        self._fixed: Endpoint | None = None
        self._nudged = asyncio.Event()
        self._moved = asyncio.Event()
        self._stories = Stories()
        self._backoff = Backoff()

    @property
    def engine(self) -> Engine | None:
        """The Engine while it is live; None otherwise."""
        follower = self._follower
        return follower.engine if follower and self.status.link is Link.LIVE else None

    @property
    def engine_id(self) -> str:
        """Whose objects the store has, also while that Engine is lost; "" while it has none's."""
        return self._identity[1] if self._identity is not None else ""

    def clock(self) -> float:
        """The Engine's time as far as known, else ours."""
        follower = self._follower
        return follower.engine.clock() if follower else time.time() + self._skew

    def story(self, container: str) -> tuple[Event, ...]:
        """What was seen to happen to a container's life, the newest last; bounded."""
        return self._stories.of(container)

    def retry_now(self) -> None:
        """Don't wait for the next attempt: a person asked for it."""
        self._nudged.set()

    def move_to(self, endpoint: Endpoint | None) -> None:
        """Use this endpoint from now on; None: the one that is found by itself."""
        self._fixed = endpoint
        self._moved.set()

    def suspect(self) -> None:
        """Something got no answer: see whether the Engine still gives any; if not, it is lost."""
        if self._follower is not None:
            self._follower.suspect()

    async def refresh(self) -> None:
        """List everything again because a person asked for it; return when that has ended."""
        if self._follower is not None:
            await self._follower.refresh()

    async def run(self) -> None:
        """Until cancelled: connect, follow, and come back."""
        try:
            while True:
                self._moved.clear()
                await self._unless_moved(self._attempt())
                if not self._moved.is_set():
                    await self._pause(self._backoff.next())
                if self._moved.is_set():
                    self._leave()
        finally:
            self._tell(link=Link.CLOSED, retry_at=None)

    async def _unless_moved(self, work: Coroutine[Any, Any, None]) -> None:
        """Await ``work``, but end it where a move comes first. Returns when it has ended."""
        worker = asyncio.ensure_future(work)
        mover = asyncio.ensure_future(self._moved.wait())
        try:
            await asyncio.wait((worker, mover), return_when=asyncio.FIRST_COMPLETED)
        finally:
            worker.cancel()
            mover.cancel()
            await all_done(worker, mover)
        if not worker.cancelled():
            worker.result()

    def _leave(self) -> None:
        """Turn to another endpoint: what belongs to the old one is not shown as the new one's."""
        if self._fixed is not None and self._identity and self._identity[0] != self._fixed.url:
            self._forget()
        self._backoff.reset()
        self._set(Status(endpoint=self._fixed, since=time.time()))

    def _forget(self) -> None:
        self._identity = None
        self._skew = 0.0
        self.store.clear()
        self._stories.clear()
        self.timeline.clear()

    async def _pause(self, seconds: float) -> None:
        self._nudged.clear()
        self._tell(retry_at=asyncio.get_running_loop().time() + seconds)
        waits = [asyncio.ensure_future(event.wait()) for event in (self._nudged, self._moved)]
        try:
            await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
            await all_done(*waits)
            self._tell(retry_at=None)

    async def _attempt(self) -> None:
        """Connect and follow until the Engine is lost; the status tells how it ended."""
        was_live = self.status.link is Link.LOST
        endpoint = self._fixed or (self.status.endpoint if was_live else None)
        attempts: tuple[Attempt, ...] = ()
        try:
            if endpoint is None:
                endpoint, attempts = await self._find()
            engine = await self.connect(endpoint) if endpoint is not None else None
        except Exception as problem:
            self._fail(cause(problem), endpoint, attempts)
            return
        if engine is None:
            self._tell(link=Link.NOWHERE, endpoint=None, info=None, attempts=attempts, error=None)
        else:
            await self._follow(engine)

    def _fail(
        self, error: EngineError, endpoint: Endpoint | None, attempts: tuple[Attempt, ...] = ()
    ) -> None:
        log.info("no Engine: %s", masked_text(str(error)))
        if self.status.link is Link.LIVE:
            self._tell(link=Link.LOST, error=error, since=time.time())
        elif self.status.link is Link.LOST:
            self._tell(error=error)
        else:
            if endpoint is not None:
                others = tuple(a for a in attempts if a.endpoint.url != endpoint.url)
                attempts = (*others, Attempt(endpoint, error))
            self._tell(link=Link.NOWHERE, endpoint=endpoint, attempts=attempts, error=error)

    async def _follow(self, engine: Engine) -> None:
        """Keep the store true until the Engine is lost; then say so, and close the connection."""
        replaced = self._recognize(engine)
        self.store.engine = engine.info
        self._follower = follower = Follower(
            engine,
            self.store,
            self._stories,
            self.timeline,
            self.connect,
            on_live=lambda: self._live(engine, replaced),
            on_slow=lambda slow: self._tell(slow=slow),
        )
        try:
            await follower.run()
        except Exception as problem:
            self._part(engine)
            self._fail(cause(problem), engine.endpoint)
        finally:
            self._part(engine)
            await engine.close()

    def _live(self, engine: Engine, replaced: bool) -> None:
        self._backoff.reset()
        self._tell(
            link=Link.LIVE,
            endpoint=engine.endpoint,
            info=engine.info,
            error=None,
            attempts=(),
            since=time.time(),
            replaced=replaced,
        )

    def _part(self, engine: Engine) -> None:
        """What is shown from now on is the last known state."""
        if self._follower is not None:
            self._follower = None
            self._skew = engine.clock() - time.time()
            self.store.mark_stale()
            self._tell(slow=False)

    def _recognize(self, engine: Engine) -> bool:
        """Forget what another Engine had; whether it answered at this very endpoint."""
        now = identity(engine)
        before, self._identity = self._identity, now
        if before is None or before[1] == now[1]:
            return False
        self._forget()
        self._identity = now
        return before[0] == now[0]

    def _tell(self, **changed: Any) -> None:
        self._set(replace(self.status, **changed))

    def _set(self, status: Status) -> None:
        if status != self.status:
            self.status = status
            self.status_changed.tell(status)
