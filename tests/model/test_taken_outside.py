"""Ports that resting containers want and another program of this machine has."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing

import pytest

from desktop.engine.endpoint import Endpoint
from desktop.engine.records import Container, Kind, Port, State
from desktop.model.published import PublishedPorts
from desktop.model.session import Session
from desktop.model.store import Change, Store
from desktop.model.taken_outside import TakenOutside
from tests.model.fake_engine import HERE, THERE, FakeWorld, make_container
from tests.support.aio import Aio

REST = make_container(2, "rest", state=State.CREATED)


def listener(port: int = 0) -> socket.socket:
    return socket.create_server(("127.0.0.1", port))


async def _until(holds: Callable[[], object]) -> None:
    async with asyncio.timeout(40):
        while not holds():  # noqa: ASYNC110 - of what tells by no event
            await asyncio.sleep(0)


class Watched:
    """Ports as somebody looks at them, and the containers of which something was told."""

    def __init__(self, session: Session) -> None:
        self.published = PublishedPorts(session)
        self.outside = TakenOutside(session, self.published)
        self.store = session.store
        self.told: list[frozenset[str]] = []
        self.outside.changed.subscribe(self.told.append)
        self.published.learned.subscribe(self._on_learned)
        self.store.changed.subscribe(self._on_changed)

    def _on_changed(self, change: Change) -> None:
        if change.kind is Kind.CONTAINER:
            self.published.take(change)

    def _on_learned(self, keys: frozenset[str]) -> None:
        found = (self.store.containers.get(key) for key in keys)
        self.published.take(Change(Kind.CONTAINER, changed=tuple(each for each in found if each)))

    @property
    def is_marked(self) -> bool:
        (port,) = self.published.of(REST)
        return self.outside.holds(port)


@asynccontextmanager
async def watched(
    wanted: int, *others: Container, endpoint: Endpoint = HERE
) -> AsyncIterator[Watched]:
    """``REST`` wants this port of the loopback address."""
    world = FakeWorld(endpoint=endpoint)
    world.add(REST, *others)
    bound = [{"HostIp": "127.0.0.1", "HostPort": str(wanted)}]
    world.inspections[REST.id] = {
        "Id": REST.id,
        "HostConfig": {"PortBindings": {"80/tcp": bound}},
    }
    session = Session(Store(), world.find, world.connect)
    made = Watched(session)
    running = asyncio.ensure_future(session.run())
    try:
        await _until(lambda: session.engine and len(session.store.containers) == 1 + len(others))
        made.published.look()
        await _until(lambda: made.published.of(REST))
        yield made
    finally:
        await made.outside.close()
        await made.published.close()
        running.cancel()
        await asyncio.wait([running])


def test_a_port_of_another_program_is_marked_when_one_looks_and_free_again_later(aio: Aio) -> None:
    async def scenario() -> None:
        with closing(listener()) as server:
            async with watched(server.getsockname()[1]) as it:
                assert not it.is_marked, "nobody has looked"
                it.outside.look()
                it.outside.look()
                await _until(lambda: it.is_marked)
                assert it.told == [frozenset((REST.id,))]
                server.close()
                it.outside.look()
                await _until(lambda: not it.is_marked)
                assert it.told == [frozenset((REST.id,))] * 2

    aio(scenario())


@pytest.mark.parametrize("held_by", ["nobody", "a container", "another machine's program"])
def test_what_is_free_held_by_a_container_or_elsewhere_is_not_marked(
    aio: Aio, held_by: str
) -> None:
    async def scenario() -> None:
        with closing(listener()) as server:
            port = int(server.getsockname()[1])
            web = make_container(1, "web", ports=(Port(80, "tcp", "127.0.0.1", port),))
            others = (web,) if held_by == "a container" else ()
            endpoint = THERE if held_by.startswith("another") else HERE
            if held_by == "nobody":
                server.close()
            async with watched(port, *others, endpoint=endpoint) as it:
                it.outside.look()
                await _until(lambda: it.outside._task is None)
                assert not it.is_marked
                assert it.told == []

    aio(scenario())
