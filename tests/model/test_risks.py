"""What gives a container power over the machine is found, and asked for once, by need."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from desktop.engine.errors import EngineFault
from desktop.model.asked_once import AT_ONCE, WAITING
from desktop.model.facts import ContainerFacts
from desktop.model.risks import KnownRisks, Risk, risks_of
from desktop.model.session import Session
from desktop.model.store import Store
from tests.model.fake_engine import FakeWorld, make_container
from tests.support.aio import Aio

MANY = [make_container(number) for number in range(1, 9)]


def test_an_ordinary_container_has_none() -> None:
    assert risks_of(ContainerFacts(capabilities=("NET_RAW",))) == ()


def test_the_most_powerful_comes_first() -> None:
    found = risks_of(
        ContainerFacts(
            privileged=True,
            sensitive_mounts=("/var/run/docker.sock", "/etc"),
            host_namespaces=("pid",),
            capabilities=("CAP_SYS_ADMIN", "CHOWN"),
            devices=("/dev/sda",),
            unconfined=("seccomp=unconfined",),
        )
    )
    assert found == (
        (Risk.PRIVILEGED, ()),
        (Risk.ENGINE_SOCKET, ("/var/run/docker.sock",)),
        (Risk.MOUNTS, ("/etc",)),
        (Risk.NAMESPACES, ("pid",)),
        (Risk.CAPABILITIES, ("CAP_SYS_ADMIN",)),
        (Risk.DEVICES, ("/dev/sda",)),
        (Risk.UNCONFINED, ("seccomp=unconfined",)),
    )


async def until(holds: Callable[[], object]) -> None:
    async with asyncio.timeout(40):
        while not holds():  # noqa: ASYNC110 - of what tells by no event
            await asyncio.sleep(0)


def test_each_is_asked_about_once_few_at_a_time(aio: Aio) -> None:
    async def scenario() -> None:
        world = FakeWorld()
        world.add(*MANY)
        for each in MANY:
            world.inspections[each.id] = {"Id": each.id, "HostConfig": {"Privileged": True}}
        session = Session(Store(), world.find, world.connect)
        running = asyncio.ensure_future(session.run())
        await until(lambda: session.engine)
        known = KnownRisks(session)
        news: list[str] = []
        known.changed.subscribe(lambda keys: news.extend(keys))
        go = asyncio.Event()
        world.fail("inspect", until=go)
        for each in (*MANY[:7], *MANY[:7]):  # a row is painted again and again
            assert known.look(each.id) == ()
        await until(lambda: len(world.called("inspect")) == AT_ONCE)
        go.set()
        world.heal()
        await until(lambda: len(news) == 7)
        assert known.look(MANY[6].id) == ((Risk.PRIVILEGED, ()),)
        asked = [key for _kind, key in world.called("inspect")]
        assert sorted(asked) == sorted(each.id for each in MANY[:7])
        world.fail("inspect", EngineFault("no", status=500))
        known.look(MANY[7].id)
        await until(lambda: len(world.called("inspect")) == 8)
        assert known.of(MANY[7].id) == ()
        await known.close()
        running.cancel()
        await asyncio.wait([running])

    aio(scenario())


def test_what_was_seen_before_the_engine_was_live_is_looked_at_again(aio: Aio) -> None:
    async def scenario() -> None:
        world = FakeWorld()
        world.add(MANY[0])
        world.inspections[MANY[0].id] = {"Id": MANY[0].id, "HostConfig": {"Privileged": True}}
        session = Session(Store(), world.find, world.connect)
        known = KnownRisks(session)
        assert known.look(MANY[0].id) == ()
        known.changed.subscribe(lambda _keys: known.look(MANY[0].id))  # as a tree paints again
        running = asyncio.ensure_future(session.run())
        await until(lambda: known.of(MANY[0].id))
        world.drop()
        await until(lambda: session.engine is None)
        assert known.of(MANY[0].id), "the last known state has it, too"
        await known.close()
        running.cancel()
        await asyncio.wait([running])

    aio(scenario())


def test_what_was_scrolled_past_is_not_asked_about(aio: Aio) -> None:
    async def scenario() -> None:
        known = KnownRisks(Session(Store(), FakeWorld().find, FakeWorld().connect))
        for number in range(10 * WAITING):
            known.look(str(number))
        assert [*known._wanted] == [str(number) for number in range(9 * WAITING, 10 * WAITING)]
        await known.close()

    aio(scenario())
