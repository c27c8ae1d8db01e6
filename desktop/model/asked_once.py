"""What a list does not tell of containers, and what never changes while one lives.

Each is asked about once, when somebody looks at it.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

from desktop.engine.errors import EngineError
from desktop.engine.protocol import Engine
from desktop.engine.records import Kind
from desktop.model.facts import ContainerFacts
from desktop.model.inspection import container_facts
from desktop.model.observers import Observers
from desktop.model.session import Link, Session, Status

log = logging.getLogger(__name__)

AT_ONCE = 2
KEPT = 5000
WAITING = 200  # what was scrolled past is not asked about

T = TypeVar("T")


class AskedOnce(Generic[T]):
    """What ``read`` finds, by container id; ``nothing`` where it finds none, or nothing is known.

    ``changed`` tells that a look at these may show more; at any, where it names none. Of more than
    ``waiting``, those that were looked at last are asked about.
    """

    def __init__(
        self,
        session: Session,
        read: Callable[[ContainerFacts], T],
        nothing: T,
        *,
        waiting: int = WAITING,
    ) -> None:
        self.changed: Observers[frozenset[str]] = Observers()
        self._session = session
        self._read = read
        self._nothing = nothing
        self._waiting = waiting
        self._known: OrderedDict[str, T] = OrderedDict()
        self._wanted: OrderedDict[str, None] = OrderedDict()
        self._asking: set[str] = set()
        self._closed = False
        self._tasks: set[asyncio.Task[None]] = set()
        self._end = session.status_changed.subscribe(self._on_status_changed)

    def of(self, container: str) -> T:
        """What is known so far; nothing is asked."""
        return self._known.get(container, self._nothing)

    def look(self, container: str) -> T:
        """What is known so far of one that is seen now; if nothing is, it is asked about."""
        if container not in self._known and container not in self._asking:
            self._wanted[container] = None
            if len(self._wanted) > self._waiting:
                self._wanted.popitem(last=False)
            self._begin()
        return self.of(container)

    def _begin(self) -> None:
        engine = self._session.engine
        while engine and not self._closed and self._wanted and len(self._tasks) < AT_ONCE:
            task = asyncio.get_running_loop().create_task(self._ask(engine, self._next()))
            self._tasks.add(task)
            task.add_done_callback(self._on_ended)

    async def close(self) -> None:
        """Ask nothing any more."""
        self._closed = True
        self._end()
        self._wanted.clear()
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    def _next(self) -> str:
        key, _ = self._wanted.popitem(last=False)
        self._asking.add(key)
        return key

    async def _ask(self, engine: Engine, key: str) -> None:
        while True:
            try:
                facts = container_facts(await engine.inspect(Kind.CONTAINER, key))
            except EngineError as problem:  # it has gone, or the Engine has
                log.info("no facts are known: %s", type(problem).__name__)
                self._know(key, self._nothing)
            else:
                self._know(key, self._read(facts))
            finally:
                self._asking.discard(key)
            if not self._wanted or self._session.engine is not engine:
                return
            key = self._next()

    def _know(self, key: str, found: T) -> None:
        self._known[key] = found
        while len(self._known) > KEPT:
            self._known.popitem(last=False)
        if found != self._nothing:
            self.changed.tell(frozenset((key,)))

    def _on_status_changed(self, status: Status) -> None:
        if status.link is not Link.LIVE:
            # What is known stays true, as an id is one container's for ever; where nothing was
            # found there may have been no answer.
            self._known = OrderedDict(
                (key, found) for key, found in self._known.items() if found != self._nothing
            )
            self._wanted.clear()
        else:  # rows may have been seen before it was live
            self.changed.tell(frozenset())

    def _on_ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (fault := task.exception()) is not None:
            log.error("the facts were not read", exc_info=fault)
        if not task.cancelled():
            self._begin()  # what was looked at in its last moment
