"""Who has a port of the machine, and which one is free."""

from __future__ import annotations

import socket
from contextlib import closing

import pytest

from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.records import Container, Kind, Port, State
from desktop.model.commands import Target
from desktop.model.ports import (
    HeldByContainer,
    HeldByHost,
    Publication,
    free_port,
    held,
    holders_of,
    is_local,
    publications,
)
from desktop.model.store import Store
from tests.model.fake_engine import make_container, make_id, published
from tests.support.aio import Aio


async def _holder(store: Store, address: str, port: int, protocol: str, *, local: bool) -> object:
    found = await holders_of(store, address, range(port, port + 1), protocol, local=local)
    return found.get(port)


def _store(*containers: Container) -> Store:
    store = Store()
    store.take_containers(None, containers)
    return store


def test_both_families_of_a_publication_are_one() -> None:
    found = publications(
        (
            Port(80, "tcp", "::", 8080),
            Port(80, "tcp", "0.0.0.0", 8080),
            Port(80, "tcp", "0.0.0.0", 8080),
            Port(53, "udp", "127.0.0.1", 53),
            Port(9000, "tcp"),
        )
    )
    assert found == (
        Publication(8080, "tcp", 80, ("0.0.0.0", "::")),
        Publication(53, "udp", 53, ("127.0.0.1",)),
    )
    assert [each.everywhere for each in found] == [True, False]
    assert [each.loopback for each in found] == [False, True]


@pytest.mark.parametrize(
    ("one", "two", "both"),
    [
        ("", "127.0.0.1", False),
        ("0.0.0.0", "192.168.1.2", False),
        ("127.0.0.1", "127.0.0.1", False),
        ("127.0.0.1", "192.168.1.2", True),
        ("0.0.0.0", "::", True),
        ("::", "::1", False),
    ],
)
def test_two_may_have_one_port_on_different_addresses(one: str, two: str, both: bool) -> None:
    first, second = (Publication(80, "tcp", 80, (address,)) for address in (one, two))
    assert first.overlaps(second) is not both
    assert not first.overlaps(Publication(80, "udp", 80, (two,)))
    assert not first.overlaps(Publication(81, "tcp", 80, (two,)))


def test_the_engine_tells_which_container_has_a_port(aio: Aio) -> None:
    store = _store(make_container(1, "web", ports=(published(80, 8080),)))
    web = HeldByContainer(Target(Kind.CONTAINER, make_id(1), "web"))
    for local in (True, False):
        assert aio(_holder(store, "127.0.0.1", 8080, "tcp", local=local)) == web
        assert aio(_holder(store, "", 8080, "tcp", local=local)) == web
    assert aio(_holder(store, "", 8080, "udp", local=False)) is None
    assert aio(_holder(store, "", 8081, "tcp", local=False)) is None


def test_one_whose_start_has_failed_has_no_port(aio: Aio) -> None:
    store = _store(make_container(1, state=State.CREATED, ports=(published(80, 8080),)))
    assert aio(_holder(store, "", 8080, "tcp", local=False)) is None
    assert [held(container) for container in store.containers] == [()]


def test_another_program_is_seen_where_the_engine_is_here(aio: Aio) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
        assert aio(_holder(_store(), "127.0.0.1", port, "tcp", local=True)) == HeldByHost()
        assert aio(_holder(_store(), "127.0.0.1", port, "tcp", local=False)) is None
    assert aio(_holder(_store(), "127.0.0.1", port, "tcp", local=True)) is None


def test_the_port_that_is_offered_is_nobodys(aio: Aio) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
        store = _store(make_container(1, ports=(published(80, port + 1),)))
        found = aio(free_port(store, "127.0.0.1", port - 1, "tcp", local=True))
        assert found is not None
        assert found not in (port, port + 1)
        assert aio(_holder(store, "127.0.0.1", found, "tcp", local=True)) is None
        assert aio(free_port(store, "", port, "tcp", local=False)) == port + 2


@pytest.mark.parametrize(("near", "offered"), [(80, 8080), (443, 8443), (8080, 8081)])
def test_what_is_offered_is_like_what_was_wanted(aio: Aio, near: int, offered: int) -> None:
    assert aio(free_port(_store(), "", near, "tcp", local=False)) == offered


def test_at_the_end_it_is_looked_for_below(aio: Aio) -> None:
    assert aio(free_port(_store(), "", 65_535, "tcp", local=False)) == 64_535


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("unix:///var/run/docker.sock", True),
        ("npipe:////./pipe/docker_engine", True),
        ("tcp://127.0.0.1:2375", True),
        ("tcp://localhost:2375", True),
        ("tcp://[::1]:2375", True),
        ("tcp://db.example:2376", False),
        ("ssh://localhost", False),
    ],
)
def test_an_engine_is_here_or_elsewhere(url: str, local: bool) -> None:
    assert is_local(Endpoint(url, "x", Origin.HOST_OPTION)) is local
    assert not is_local(None)
