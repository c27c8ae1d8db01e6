"""The disk is measured when somebody asks, and what changed since is known."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from desktop.engine.errors import EngineFault
from desktop.model.session import Session
from desktop.model.store import Store
from desktop.model.usage.watch import UsageWatch
from tests.model.clock import settle
from tests.model.fake_engine import FakeWorld, make_container, make_info
from tests.model.usage.records import cache_usage, disk_usage
from tests.support.aio import Aio


@asynccontextmanager
async def watching(world: FakeWorld) -> AsyncIterator[UsageWatch]:
    session = Session(Store(), world.find, world.connect)
    running = asyncio.get_running_loop().create_task(session.run())
    watch = UsageWatch(session)
    await settle()
    try:
        yield watch
    finally:
        watch.close()
        running.cancel()
        await asyncio.wait([running])


def test_nothing_is_asked_before_somebody_asks(clock_aio: Aio, world: FakeWorld) -> None:
    async def main() -> None:
        async with watching(world) as watch:
            assert watch.usage is None
            assert not world.called("disk_usage")

    clock_aio(main())


def test_it_is_asked_once_at_a_time(clock_aio: Aio, world: FakeWorld) -> None:
    async def main() -> None:
        answered = asyncio.Event()
        world.fail("disk_usage", until=answered)
        world.watched.usage = disk_usage(cache_usage("a"))
        async with watching(world) as watch:
            first = asyncio.ensure_future(watch.ask())
            await settle()
            assert watch.asking
            await watch.ask()
            answered.set()
            await first
            assert len(world.called("disk_usage")) == 1
            assert watch.usage == world.watched.usage
            assert not watch.asking

    clock_aio(main())


def test_what_changes_afterwards_makes_it_outdated_and_is_told_once(
    clock_aio: Aio, world: FakeWorld
) -> None:
    async def main() -> None:
        async with watching(world) as watch:
            await watch.ask()
            told: list[bool] = []
            watch.changed.subscribe(lambda _watch: told.append(watch.outdated))
            for number in (1, 2):
                world.change(make_container(number))
                await asyncio.sleep(5)
            assert watch.outdated
            assert told == [True]
            await watch.ask()
            assert not watch.outdated

    clock_aio(main())


def test_a_failure_is_kept_beside_the_last_answer(clock_aio: Aio, world: FakeWorld) -> None:
    async def main() -> None:
        async with watching(world) as watch:
            await watch.ask()
            world.fail("disk_usage", EngineFault("no", status=500))
            await watch.ask()
            assert isinstance(watch.problem, EngineFault)
            assert watch.usage is not None
            world.heal()
            await watch.ask()
            assert watch.problem is None

    clock_aio(main())


def test_another_engine_has_another_disk(clock_aio: Aio, world: FakeWorld) -> None:
    async def main() -> None:
        async with watching(world) as watch:
            await watch.ask()
            world.info = make_info("engine-2")
            world.drop()
            await asyncio.sleep(60)
            assert watch.usage is None

    clock_aio(main())
