"""What gives a container power over the machine is found, and asked for once, by need."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from desktop.engine.errors import EngineFault
from desktop.model.facts import ContainerFacts
from desktop.model.inspection import container_facts
from desktop.model.risks import AT_ONCE, KnownRisks, Risk, risks_of
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
    async with asyncio.timeout(5):
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
        known.want(each.id for each in MANY)
        await until(lambda: len(world.called("inspect")) == AT_ONCE)
        known.want([MANY[0].id, MANY[7].id])  # a person has scrolled on
        go.set()
        world.heal()
        await until(lambda: MANY[7].id in news)
        assert known.of(MANY[7].id) == ((Risk.PRIVILEGED, ()),)
        asked = [key for _kind, key in world.called("inspect")]
        assert set(asked) == {MANY[0].id, MANY[1].id, MANY[7].id}
        known.want([MANY[7].id])
        await asyncio.sleep(0)
        assert len(world.called("inspect")) == len(asked)
        world.fail("inspect", EngineFault("no", status=500))
        known.want([MANY[3].id])
        await until(lambda: len(world.called("inspect")) == len(asked) + 1)
        assert known.of(MANY[3].id) == ()
        await known.close()
        running.cancel()
        await asyncio.wait([running])

    aio(scenario())


def test_what_is_inspected_anyhow_is_learnt(aio: Aio) -> None:
    async def scenario() -> None:
        world = FakeWorld()
        known = KnownRisks(Session(Store(), world.find, world.connect))
        known.learn(container_facts({"Id": "x", "HostConfig": {"PidMode": "host"}}))
        assert known.of("x") == ((Risk.NAMESPACES, ("pid",)),)
        await known.close()

    aio(scenario())
