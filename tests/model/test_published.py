"""All published ports, those of resting containers as well, and who is in whose way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from desktop.engine.records import Container, Kind, State
from desktop.model import port_filter
from desktop.model.ports import Publication, publications
from desktop.model.published import PublishedPorts
from desktop.model.session import Session
from desktop.model.store import Change, Store
from tests.model.fake_engine import FakeWorld, make_container, published
from tests.support.aio import Aio

WEB = make_container(1, "web", ports=(published(80, 8080),))
REST = make_container(2, "rest", state=State.CREATED)
TURN = make_container(3, "turn", state=State.EXITED, exit_code=0)


def _binding(key: str, host_port: int, host_ip: str = "") -> dict[str, Any]:
    bound = [{"HostIp": host_ip, "HostPort": str(host_port)}]
    return {"Id": key, "HostConfig": {"PortBindings": {"80/tcp": bound}}}


@asynccontextmanager
async def _ports(
    *containers: Container, wanted: int = 8080
) -> AsyncIterator[tuple[PublishedPorts, FakeWorld, Store]]:
    """The ports of an Engine on which those that rest have asked for ``wanted``."""
    world = FakeWorld()
    world.add(*containers)
    for each in containers:
        world.inspections[each.id] = _binding(each.id, wanted)
    session = Session(Store(), world.find, world.connect)
    ports = PublishedPorts(session)
    session.store.changed.subscribe(
        lambda change: ports.take(change) if change.kind is Kind.CONTAINER else None
    )
    running = asyncio.ensure_future(session.run())
    await _until(lambda: session.engine)
    await _until(lambda: len(session.store.containers) == len(containers))
    yield ports, world, session.store
    await ports.close()
    running.cancel()
    await asyncio.wait([running])


async def _until(holds: Callable[[], object]) -> None:
    async with asyncio.timeout(40):
        while not holds():  # noqa: ASYNC110 - of what tells by no event
            await asyncio.sleep(0)


def _learn(ports: PublishedPorts, store: Store) -> set[str]:
    """Take in what is learned; the ids of what was."""
    learned: set[str] = set()

    def take(keys: frozenset[str]) -> None:
        learned.update(keys)
        found = (store.containers.get(key) for key in keys)
        ports.take(Change(Kind.CONTAINER, changed=tuple(each for each in found if each)))

    ports.learned.subscribe(take)
    return learned


def test_of_resting_containers_it_is_asked_when_somebody_looks(aio: Aio) -> None:
    async def scenario() -> None:
        async with _ports(WEB, REST) as (ports, world, store):
            [mine] = ports.of(WEB)
            assert ports.of(REST) == ()
            assert ports.rivals(WEB, mine) == ()
            assert world.called("inspect") == []
            learned = _learn(ports, store)
            ports.look()
            await _until(lambda: REST.id in learned)
            [wanted] = ports.of(REST)
            assert wanted == Publication(8080, "tcp", 80, ("",))
            assert ports.rivals(REST, wanted) == (WEB,)
            assert ports.rivals(WEB, mine) == (REST,)
            ports.look()
            assert len(world.called("inspect")) == 1, "a running one, and one that is known, is not"

    aio(scenario())


def test_two_that_take_turns_are_no_conflict(aio: Aio) -> None:
    async def scenario() -> None:
        async with _ports(REST, TURN) as (ports, _world, store):
            learned = _learn(ports, store)
            ports.look()
            await _until(lambda: len(learned) == 2)
            assert ports.rivals(REST, ports.of(REST)[0]) == ()

    aio(scenario())


def test_news_of_one_name_the_others_that_they_concern(aio: Aio) -> None:
    async def scenario() -> None:
        async with _ports(WEB, REST) as (ports, _world, store):
            learned = _learn(ports, store)
            ports.look()
            await _until(lambda: learned)
            moved = make_container(1, "web", ports=(published(80, 8081),))
            assert ports.take(Change(Kind.CONTAINER, changed=(moved,))) == [REST]
            assert ports.rivals(REST, ports.of(REST)[0]) == ()
            assert ports.take(Change(Kind.CONTAINER, changed=(moved,))) == []
            assert ports.take(Change(Kind.CONTAINER, changed=(WEB,))) == [REST]
            assert ports.take(Change(Kind.CONTAINER, vanished=(WEB,))) == [REST]
            assert ports.of(WEB) == ()

    aio(scenario())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", True),
        ("8080", True),
        ("80/tcp", True),
        ("web", True),
        ("app:1", True),
        ("port:80", True),
        ("port:808", False),
        ("protocol:udp", False),
        ("-protocol:udp", True),
        ("address:127", False),
        ("state:running", True),
        ("is:open", True),
        ("is:conflict", False),
        ("db", False),
    ],
)
def test_a_filter_finds_ports(text: str, found: bool) -> None:
    [port] = publications(WEB.ports)
    assert port_filter.matches(port_filter.parse(text), WEB, port, conflict=False) is found


def test_a_filter_finds_conflicts() -> None:
    [port] = publications(WEB.ports)
    assert port_filter.matches(port_filter.parse("is:conflict"), WEB, port, conflict=True)
