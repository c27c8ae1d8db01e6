"""Streams only for what is watched and runs."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

from desktop.engine.errors import NotFound, Reason, Unreachable
from desktop.engine.records import Container, State
from desktop.model.session import Link, Session
from desktop.model.stats import watcher as watcher_module
from desktop.model.stats.watcher import StatsWatcher
from desktop.model.store import Store
from tests.model.clock import now, settle
from tests.model.fake_engine import FakeWorld, make_container, make_id
from tests.model.stats.samples import line, sample
from tests.support.aio import Aio

ONE, TWO = make_id(1), make_id(2)


class Watching:
    """A watcher on a session on a world with containers."""

    def __init__(self, world: FakeWorld) -> None:
        self.world = world
        self.session = Session(Store(), world.find, world.connect)
        loop = asyncio.get_running_loop()
        self.watcher = StatsWatcher(self.session, loop.time)
        self.news: list[frozenset[str]] = []
        self.watcher.changed.subscribe(self.news.append)

    def streams(self, *keys: str) -> list[bool]:
        """Whether these have a stream at the Engine now."""
        engines = self.world.connected
        return [any(e.observe.streaming("stats", key) for e in engines) for key in keys]

    def say(self, second: int, *keys: str) -> None:
        for engine in self.world.connected:
            for key in keys:
                engine.observe.say("stats", key, line(sample(second)))

    async def until(self, holds: Callable[[], object]) -> None:
        while not holds():  # noqa: ASYNC110 - the clock jumps
            await asyncio.sleep(0.01)

    async def watch(self, *keys: str) -> None:
        self.watcher.watch(self, keys)
        await settle()

    async def tell(self, first: int, last: int, key: str = ONE) -> None:
        """So many seconds of samples."""
        for second in range(first, last + 1):
            self.say(second, key)
            await asyncio.sleep(1)
        await asyncio.sleep(1)

    def cpu(self, key: str = ONE) -> list[float | None]:
        history = self.watcher.history(key)
        assert history is not None
        return [None if math.isnan(value) else value for value in history.values("cpu")]


@asynccontextmanager
async def watching(world: FakeWorld, *containers: Container) -> AsyncIterator[Watching]:
    world.add(*(containers or (make_container(1), make_container(2))))
    it = Watching(world)
    running = asyncio.ensure_future(it.session.run())
    try:
        await it.until(lambda: it.session.status.link is Link.LIVE)
        yield it
    finally:
        await it.watcher.close()
        assert not any(it.streams(*world.containers))
        running.cancel()
        await asyncio.wait([running])


def test_only_what_is_watched_has_a_stream(clock_aio: Aio, world: FakeWorld) -> None:
    async def scenario() -> None:
        async with watching(world) as it:
            assert it.streams(ONE, TWO) == [False, False]
            await it.watch(ONE)
            assert it.streams(ONE, TWO) == [True, False]
            await it.watch(TWO)
            assert it.streams(ONE, TWO) == [False, True]
            await it.watch()
            assert it.streams(ONE, TWO) == [False, False]

    clock_aio(scenario())


def test_samples_of_all_are_told_together(clock_aio: Aio, world: FakeWorld) -> None:
    async def scenario() -> None:
        async with watching(world) as it:
            await it.watch(ONE, TWO)
            it.say(1, ONE, TWO)
            await asyncio.sleep(0.1)
            it.say(2, ONE)
            await settle()
            assert it.news == []
            await asyncio.sleep(1)
            assert it.news == [frozenset((ONE, TWO))]
            assert it.cpu() == [None, 50.0]
            assert it.cpu(TWO) == [None]

    clock_aio(scenario())


def test_pages_that_look_at_one_container_share_its_stream_and_history(
    clock_aio: Aio, world: FakeWorld
) -> None:
    async def scenario() -> None:
        async with watching(world) as it:
            await it.watch(ONE, TWO)
            await it.tell(1, 2)
            it.watcher.watch("tab", [ONE], promptly=True)
            await settle()
            assert it.cpu() == [None, 50.0]
            await it.watch()
            assert it.streams(ONE, TWO) == [True, False]
            await it.watch(ONE)
            await it.watcher.leave("tab")
            assert it.streams(ONE) == [True]
            assert len(world.called("stats")) == 2, "one for each container, ever"
            await it.tell(3, 3)
            assert it.cpu() == [None, 50.0, 50.0]
            await it.watch()
            assert it.streams(ONE) == [False]

    clock_aio(scenario())


def test_a_page_that_is_prompt_hears_at_once_and_the_others_with_it(
    clock_aio: Aio, world: FakeWorld
) -> None:
    async def scenario() -> None:
        async with watching(world) as it:
            await it.watch(ONE, TWO)
            it.watcher.watch("tab", [ONE], promptly=True)
            await settle()
            it.say(1, TWO)
            await asyncio.sleep(0.5)
            assert it.news == []
            it.say(1, ONE)
            await asyncio.sleep(0.1)
            assert it.news == [frozenset((ONE, TWO))]
            await asyncio.sleep(5)
            assert len(it.news) == 1, "of nothing new nothing is told"

    clock_aio(scenario())


def test_a_series_ends_with_the_container_and_goes_on_with_it(
    clock_aio: Aio, world: FakeWorld
) -> None:
    async def scenario() -> None:
        async with watching(world) as it:
            await it.watch(ONE)
            await it.tell(1, 2)
            stopped = make_container(1, state=State.EXITED, exit_code=0)
            world.change(stopped)
            await it.until(lambda: it.streams(ONE) == [False])
            history = it.watcher.history(ONE)
            assert history is not None
            assert history.latest is None
            assert it.cpu() == [None, 50.0, None]
            world.change(replace(stopped, state=State.RUNNING))
            await it.until(lambda: it.streams(ONE) == [True])
            await it.tell(1, 2)
            assert it.cpu() == [None, 50.0, None, None, 50.0]
            assert it.news[-1] == frozenset((ONE,))

    clock_aio(scenario())


def test_a_lost_engine_leaves_a_gap_and_the_streams_come_back(
    clock_aio: Aio, world: FakeWorld
) -> None:
    async def scenario() -> None:
        async with watching(world) as it:
            await it.watch(ONE)
            await it.tell(1, 2)
            world.fail("connect", Unreachable(Reason.REFUSED, "down"), times=3)
            world.drop()
            await it.until(lambda: it.session.status.link is Link.LOST)
            assert it.streams(ONE) == [False]
            assert it.cpu() == [None, 50.0, None]
            left = now()
            await it.until(lambda: len(world.connected) == 2 and it.streams(ONE) == [True])
            await it.tell(8, 9)
            history = it.watcher.history(ONE)
            assert history is not None
            assert it.cpu() == [None, 50.0, None, None, 50.0]
            assert history.times[3] - left > 1.0

    clock_aio(scenario())


def test_a_stream_that_breaks_is_opened_again_ever_less_often(
    clock_aio: Aio, world: FakeWorld
) -> None:
    async def scenario() -> None:
        async with watching(world) as it:
            await it.watch(ONE)
            await it.tell(1, 2)
            it.world.connected[-1].observe.say("stats", ONE, None)
            await it.until(lambda: it.streams(ONE) == [False])
            assert it.cpu() == [None, 50.0, None]
            world.fail("stats", Unreachable(Reason.DROPPED, "again"))
            begun = now()
            await asyncio.sleep(60)
            asked = len(world.called("stats"))
            assert 5 < asked < 20, now() - begun
            world.heal()
            await it.until(lambda: it.streams(ONE) == [True])

    clock_aio(scenario())


def test_a_container_that_is_gone_is_not_asked_for_again(clock_aio: Aio, world: FakeWorld) -> None:
    async def scenario() -> None:
        async with watching(world) as it:
            world.fail("stats", NotFound("gone", status=404))
            await it.watch(ONE)
            await asyncio.sleep(60)
            assert len(world.called("stats")) == 1
            world.vanish(make_container(1))
            await it.until(lambda: ONE not in it.watcher.streaming)
            assert it.watcher.history(ONE) is None

    clock_aio(scenario())


def test_what_rests_or_restarts_has_no_stream_and_a_paused_one_has(
    clock_aio: Aio, world: FakeWorld
) -> None:
    states = (State.EXITED, State.RESTARTING, State.PAUSED, State.CREATED)

    async def scenario() -> None:
        made = [make_container(number, state=state) for number, state in enumerate(states, 1)]
        async with watching(world, *made) as it:
            keys = [each.id for each in made]
            await it.watch(*keys)
            assert it.streams(*keys) == [False, False, True, False]

    clock_aio(scenario())


def test_streams_and_histories_are_bounded(clock_aio: Aio, world: FakeWorld) -> None:
    async def scenario() -> None:
        made = [make_container(number) for number in range(1, 301)]
        async with watching(world, *made) as it:
            keys = [each.id for each in made]
            for first in range(0, 300, 50):
                await it.watch(*keys[first:])
                assert len(it.watcher.streaming) <= watcher_module.STREAMS
            await settle()
            assert sum(it.streams(*keys)) == 50
            kept = [key for key in keys if it.watcher.history(key) is not None]
            assert len(kept) <= watcher_module.HISTORIES
            assert it.watcher.streaming <= set(kept)

    clock_aio(scenario())
