"""Following one Engine: its event stream first, then its lists, then what the events say.

No gap: the event stream is opened first (from a moment before), then everything is listed, then
the events are answered. An event only says what to ask for again; state is never derived from it.

Nothing polls, so an Engine that hangs is noticed when something is asked of it: a list that times
out, or an operation that does, of which :meth:`Follower.suspect` is told.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator
from typing import Any

from desktop.engine.endpoint import Endpoint
from desktop.engine.errors import EngineError, Garbled, Reason, Rejected, Unreachable
from desktop.engine.protocol import Engine
from desktop.engine.records import Changes, Kind
from desktop.engine.threads import until_done
from desktop.model.lister import Lister
from desktop.model.pace import Pace
from desktop.model.secrets import masked_text
from desktop.model.store import Store
from desktop.model.stories import Stories
from desktop.model.timeline import Timeline

log = logging.getLogger(__name__)

LISTS_A_SECOND = 10.0
LOOK_BACK_SECONDS = 2.0  # an event's time may lie a little before the list that shows it
GRACE_SECONDS = 1.0  # once the containers are there, the window waits so long for the rest
CHECK_SECONDS = 10.0  # for the two calls of a connection attempt, five seconds each

Connect = Callable[[Endpoint], Awaitable[Engine]]


class Follower:
    """Keeps the store true to one connected Engine, as long as ``run`` is awaited.

    ``on_live()`` is called once the lists are there, ``on_slow(slow)`` when one is waited for in
    vain and when it came after all.
    """

    def __init__(
        self,
        engine: Engine,
        store: Store,
        stories: Stories,
        timeline: Timeline,
        connect: Connect,
        *,
        on_live: Callable[[], None],
        on_slow: Callable[[bool], None],
    ) -> None:
        self.engine = engine
        self._store = store
        self._stories = stories
        self._timeline = timeline
        self._connect = connect
        self._on_live = on_live
        self._tell_slow = on_slow
        self._slow: set[Kind] = set()
        self._suspected = asyncio.Event()
        self._listers = self._make_listers()

    def suspect(self) -> None:
        """Something got no answer: see whether the Engine still gives any; if not, it is lost."""
        self._suspected.set()

    async def refresh(self) -> None:
        """List everything again, now; return when that has ended."""
        await asyncio.gather(*(lister.listed(now=True) for lister in self._listers.values()))

    async def run(self) -> None:
        """Until cancelled or lost; raises what ended it, several things as a group."""
        engine = self.engine
        stream = engine.changes(engine.clock() - LOOK_BACK_SECONDS)
        async with stream as batches, asyncio.TaskGroup() as group:
            for lister in self._listers.values():
                group.create_task(lister.run())
            group.create_task(self._answer(batches))
            group.create_task(self._check())
            await self._first_lists()
            if not any(lister.ended for lister in self._listers.values()):
                self._on_live()

    def _make_listers(self) -> dict[Kind, Lister]:
        store, engine = self._store, self.engine

        async def containers(keys: Collection[str] | None) -> None:
            store.take_containers(keys, await engine.containers(keys))

        async def images(_keys: Collection[str] | None) -> None:
            store.take_images(await engine.images())

        async def networks(keys: Collection[str] | None) -> None:
            store.take_networks(keys, await engine.networks(keys))

        async def volumes(keys: Collection[str] | None) -> None:
            store.take_volumes(keys, await engine.volumes(keys))

        pace = Pace(LISTS_A_SECOND, burst=len(Kind))
        asks = {
            Kind.CONTAINER: containers,
            Kind.IMAGE: images,
            Kind.NETWORK: networks,
            Kind.VOLUME: volumes,
        }
        return {
            kind: Lister(kind, ask, pace, on_problem=store.mark_problem, on_slow=self._on_slow)
            for kind, ask in asks.items()
        }

    async def _first_lists(self) -> None:
        lists = {
            kind: asyncio.ensure_future(lister.listed()) for kind, lister in self._listers.items()
        }
        try:
            await asyncio.wait([lists[Kind.CONTAINER]])
            await asyncio.wait(lists.values(), timeout=GRACE_SECONDS)
        finally:
            for waiting in lists.values():
                waiting.cancel()
            await all_done(*lists.values())

    async def _answer(self, batches: AsyncIterator[Changes]) -> None:
        async for changes in batches:
            self._stories.remember(changes.deaths)
            self._timeline.take(changes)
            self._listers[Kind.CONTAINER].want_twice(changes.containers)
            self._listers[Kind.NETWORK].want(changes.networks)
            self._store.forget_sizes(changes.removed_volumes)
            self._listers[Kind.VOLUME].want(changes.volumes)
            if changes.images:
                self._listers[Kind.IMAGE].want(None)
        raise Unreachable(Reason.DROPPED, "the event stream ended")

    async def _check(self) -> None:
        """Where the Engine is suspected, see whether it still answers, over a new connection."""
        while True:
            await self._suspected.wait()
            self._suspected.clear()
            again: Engine | None = None
            try:
                async with asyncio.timeout(CHECK_SECONDS):
                    again = await self._connect(self.engine.endpoint)
                if identity(again) != identity(self.engine):
                    raise Unreachable(Reason.DROPPED, "another Engine answers")
            except TimeoutError:
                raise Unreachable(Reason.TIMEOUT, "no answer to a ping") from None
            except (Rejected, Garbled) as problem:
                log.info("a suspected Engine answers: %s", masked_text(str(problem)))
            finally:
                if again is not None:
                    await again.close()

    def _on_slow(self, kind: Kind, slow: bool) -> None:
        (self._slow.add if slow else self._slow.discard)(kind)
        self._tell_slow(bool(self._slow))


def identity(engine: Engine) -> tuple[str, str]:
    """Where it answers and who it is. Podman makes up a new ID for each answer.

    https://github.com/containers/podman/blob/v4.9.4/pkg/api/handlers/compat/info.go
    """
    url, info = engine.endpoint.url, engine.info
    made_up = not info.id or info.product.startswith("Podman")
    return url, f"{url} {info.name} {info.root}" if made_up else info.id


def cause(problem: BaseException) -> EngineError:
    """What ended a run, out of all that failed at once; a fault of ours is logged whole."""
    leaves = list(_leaves(problem))
    faults = [leaf for leaf in leaves if not isinstance(leaf, EngineError)]
    if faults:
        log.error("the session failed unexpectedly", exc_info=faults[0])
        return EngineError(f"{type(faults[0]).__name__}: {faults[0]}")
    errors = [leaf for leaf in leaves if isinstance(leaf, EngineError)]
    return next((error for error in errors if isinstance(error, Unreachable)), errors[0])


def _leaves(problem: BaseException) -> Iterator[BaseException]:
    if isinstance(problem, BaseExceptionGroup):
        for inner in problem.exceptions:
            yield from _leaves(inner)
    else:
        yield problem


async def all_done(*futures: asyncio.Future[Any]) -> None:
    """Wait for the end of all, however often cancelled, whatever they raise."""
    await until_done(asyncio.gather(*futures, return_exceptions=True))
