"""Keeping the store true: find an Engine, list it, follow its events, and come back after a loss.

No gap: the event stream is opened first (from a moment before), then everything is listed, then
the events are answered. An event only says what to ask for again; state is never derived from it.
"""

from __future__ import annotations

import asyncio
import enum
import logging
import time
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field, replace
from typing import Any

from desktop.engine.discovery import Attempt
from desktop.engine.endpoint import Endpoint
from desktop.engine.errors import EngineError, Garbled, Reason, Rejected, Unreachable
from desktop.engine.protocol import Engine
from desktop.engine.records import Changes, EngineInfo, Event, Kind
from desktop.model.observers import Observers
from desktop.model.pace import Backoff, Pace
from desktop.model.store import Store

log = logging.getLogger(__name__)

LISTS_A_SECOND = 10.0
LOOK_BACK_SECONDS = 2.0  # an event's time may lie a little before the list that shows it
STORIES_KEPT = 1000
STORY_EVENTS = 16


class Link(enum.Enum):
    """How we stand with the Engine."""

    SEARCHING = "searching"
    LIVE = "live"
    LOST = "lost"  # it was live; what is shown is the last known state
    NOWHERE = "nowhere"  # no Engine answers at any place
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Status:
    """How we stand with which Engine. ``retry_at`` is on ``time.monotonic``'s clock."""

    link: Link = Link.SEARCHING
    endpoint: Endpoint | None = None
    info: EngineInfo | None = None
    error: EngineError | None = None
    attempts: tuple[Attempt, ...] = field(default=())
    since: float = 0.0
    retry_at: float | None = None
    replaced: bool = False  # another Engine answers here than before


Find = Callable[[], Awaitable[tuple[Endpoint | None, tuple[Attempt, ...]]]]
Connect = Callable[[Endpoint], Awaitable[Engine]]


class Session:
    """One connection at a time, as long as the application runs. Start it by awaiting ``run``."""

    def __init__(self, store: Store, find: Find, connect: Connect) -> None:
        self.store = store
        self.status = Status()
        self.status_changed: Observers[Status] = Observers()
        self._find = find
        self._connect = connect
        self._engine: Engine | None = None
        self._engine_id = ""
        self._fixed: Endpoint | None = None
        self._nudged = asyncio.Event()
        self._moved = asyncio.Event()
        self._failing = asyncio.Event()  # a kind's list failed and must be asked for again
        self._refreshing = asyncio.Lock()  # answers are taken in the order of their questions
        self._stories: OrderedDict[str, deque[Event]] = OrderedDict()

    @property
    def engine(self) -> Engine | None:
        """The Engine while it is live; None otherwise."""
        return self._engine if self.status.link is Link.LIVE else None

    def clock(self) -> float:
        """The Engine's time as far as known, else ours."""
        return self._engine.clock() if self._engine is not None else time.time()

    def story(self, container: str) -> tuple[Event, ...]:
        """What was seen to happen to a container's life, the newest last; bounded."""
        return tuple(self._stories.get(container, ()))

    def retry_now(self) -> None:
        """Don't wait for the next attempt: a person asked for it."""
        self._nudged.set()

    def move_to(self, endpoint: Endpoint | None) -> None:
        """Use this endpoint from now on; None: the one that is found by itself."""
        self._fixed = endpoint
        self._moved.set()
        self._nudged.set()

    async def run(self) -> None:
        """Until cancelled: connect, follow, and come back."""
        backoff = Backoff()
        try:
            while True:
                engine = await self._reach()
                if engine is None:
                    await self._pause(backoff.next())
                    continue
                self._moved.clear()
                problem: EngineError | None = None
                try:
                    await self._until_moved(self._follow(engine, backoff))
                except EngineError as error:
                    problem = error
                    log.info("engine lost: %s", error)
                finally:
                    self._engine = None
                    self.store.mark_stale()
                    await engine.close()
                if problem is None:
                    self._tell(link=Link.SEARCHING, endpoint=None, info=None, error=None)
                else:
                    self._tell(link=Link.LOST, error=problem, since=time.time())
                    await self._pause(backoff.next())
        finally:
            self._tell(link=Link.CLOSED, retry_at=None)

    async def _until_moved(self, following: Any) -> None:
        follower = asyncio.ensure_future(following)
        mover = asyncio.ensure_future(self._moved.wait())
        try:
            await asyncio.wait((follower, mover), return_when=asyncio.FIRST_COMPLETED)
        finally:
            mover.cancel()
            if not follower.done():
                follower.cancel()
            await asyncio.wait((follower, mover))
        if not follower.cancelled():
            try:
                follower.result()
            except* EngineError as group:
                raise _first(group) from group

    async def _reach(self) -> Engine | None:
        """Connect to the endpoint in use, or find one; None (and the status) when that fails."""
        lost = self.status.link is Link.LOST
        endpoint = self._fixed or (self.status.endpoint if lost else None)
        attempts: tuple[Attempt, ...] = ()
        if endpoint is None:
            endpoint, attempts = await self._find()
        if endpoint is None:
            self._tell(link=Link.NOWHERE, endpoint=None, info=None, attempts=attempts, error=None)
            return None
        try:
            return await self._connect(endpoint)
        except EngineError as error:
            if lost:
                self._tell(link=Link.LOST, error=error)
            else:
                attempts = (Attempt(endpoint, error),)
                self._tell(link=Link.NOWHERE, endpoint=endpoint, attempts=attempts, error=error)
            return None

    async def _pause(self, seconds: float) -> None:
        self._tell(retry_at=time.monotonic() + seconds)
        self._nudged.clear()
        try:
            await asyncio.wait_for(self._nudged.wait(), seconds)
        except TimeoutError:
            pass
        finally:
            self._tell(retry_at=None)

    async def _follow(self, engine: Engine, backoff: Backoff) -> None:
        self._engine = engine
        info = engine.info
        replaced = bool(self._engine_id) and info.id != self._engine_id
        if replaced:
            self.store.clear()
            self._stories.clear()
        self._engine_id = info.id
        pace = Pace(LISTS_A_SECOND)
        async with engine.changes(engine.clock() - LOOK_BACK_SECONDS) as batches:
            await self._refresh(engine, Changes(images=True), everything=True)
            backoff.reset()
            self._tell(
                link=Link.LIVE,
                endpoint=engine.endpoint,
                info=info,
                error=None,
                attempts=(),
                since=time.time(),
                replaced=replaced,
            )
            async with asyncio.TaskGroup() as group:
                mender = group.create_task(self._mend(engine))
                async for changes in batches:
                    self._remember(changes)
                    await pace.wait()
                    await self._refresh(engine, changes)
                mender.cancel()
        raise Unreachable(Reason.DROPPED, "the event stream ended")

    async def _mend(self, engine: Engine) -> None:
        """Ask again, ever more slowly, for the kinds whose list failed."""
        backoff = Backoff()
        while True:
            await self._failing.wait()
            await asyncio.sleep(backoff.next())
            self._failing.clear()
            await self._refresh(engine, Changes())
            if not self._failing.is_set():
                backoff.reset()

    async def _refresh(self, engine: Engine, changes: Changes, *, everything: bool = False) -> None:
        """Ask again for what changed. A kind whose list fails is marked and asked for whole again."""
        store = self.store

        def again(kind: Kind) -> bool:
            return everything or store.table(kind).standing.stale

        async def containers() -> None:
            ids: Collection[str] | None = None if again(Kind.CONTAINER) else changes.containers
            if ids is None or ids:
                store.take_containers(ids, await engine.containers(ids))

        async def images() -> None:
            if changes.images or again(Kind.IMAGE):
                store.take_images(await engine.images())

        async def networks() -> None:
            ids: Collection[str] | None = None if again(Kind.NETWORK) else changes.networks
            if ids is None or ids:
                store.take_networks(ids, await engine.networks(ids))

        async def volumes() -> None:
            names: Collection[str] | None = None if again(Kind.VOLUME) else changes.volumes
            if names is None or names:
                store.take_volumes(names, await engine.volumes(names))

        kinds = {
            Kind.CONTAINER: containers,
            Kind.IMAGE: images,
            Kind.NETWORK: networks,
            Kind.VOLUME: volumes,
        }
        async with self._refreshing:
            outcomes = await asyncio.gather(
                *(ask() for ask in kinds.values()), return_exceptions=True
            )
        for kind, outcome in zip(kinds, outcomes, strict=True):
            if isinstance(outcome, (Rejected, Garbled)):
                log.info("listing %ss failed: %s", kind.value, outcome)
                store.mark_problem(kind, outcome)
                self._failing.set()
            elif isinstance(outcome, BaseException):
                raise outcome

    async def refresh(self) -> None:
        """List everything again because a person asked for it."""
        engine = self.engine
        if engine is not None:
            await self._refresh(engine, Changes(images=True), everything=True)

    def _remember(self, changes: Changes) -> None:
        for event in changes.deaths:
            story = self._stories.setdefault(event.id, deque(maxlen=STORY_EVENTS))
            self._stories.move_to_end(event.id)
            story.append(event)
        while len(self._stories) > STORIES_KEPT:
            self._stories.popitem(last=False)

    def _tell(self, **changed: Any) -> None:
        status = replace(self.status, **changed)
        if status != self.status:
            self.status = status
            self.status_changed.tell(status)


def _first(group: BaseExceptionGroup[EngineError]) -> EngineError:
    """The first Engine error in a group; the others came of it."""
    for error in group.exceptions:
        return _first(error) if isinstance(error, BaseExceptionGroup) else error
    raise AssertionError("an empty exception group")
