"""What is said of ports is what docker says, and who has one is found where docker fails."""

from __future__ import annotations

import socket
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import pytest

from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.records import Kind
from desktop.model.commands import Target
from desktop.model.inspection import container_facts
from desktop.model.ports import (
    HeldByContainer,
    HeldByHost,
    free_port,
    holders_of,
    is_local,
)
from desktop.model.store import Store
from desktop.ui.details.container_sections import container_sections
from desktop.ui.details.facts import Fact
from desktop.ui.details.subject import Subject
from tests.support.aio import Aio
from tests.support.connecting import connected

Docker = Callable[..., str]


async def _holder(store: Store, address: str, port: int, protocol: str, *, local: bool) -> object:
    found = await holders_of(store, address, range(port, port + 1), protocol, local=local)
    return found.get(port)


@dataclass(frozen=True)
class Told:
    """What the Engine tells of a container: in the list, and when it is inspected."""

    store: Store
    inspection: Mapping[str, Any]

    def port_facts(self) -> list[Fact]:
        """The lines of published ports on its overview."""
        [record] = self.store.containers
        here = Endpoint("unix:///var/run/docker.sock", "default", Origin.CURRENT_CONTEXT)
        subject = Subject(
            Kind.CONTAINER, record.id, self.store, record, self.inspection, endpoint=here
        )
        sections = container_sections(subject, container_facts(self.inspection), 0.0)
        found = [section.facts for section in sections if section.key == "ports"]
        return [fact for facts in found for fact in facts if fact.copied]


@pytest.fixture
def ask(aio: Aio, engine_host: str) -> Callable[[str], Told]:
    """``ask(id)`` asks the Engine about a container."""

    async def told(key: str) -> Told:
        async with connected(engine_host) as engine:
            store = Store()
            store.take_containers([key], await engine.containers([key]))
            return Told(store, await engine.inspect(Kind.CONTAINER, key))

    return lambda key: aio(told(key))


def test_the_overview_has_the_lines_of_docker_port(
    docker: Docker, docker_run: Docker, ask: Callable[[str], Told]
) -> None:
    options = ("-p", "80", "-p", "127.0.0.1::443", "-p", "127.0.0.1::53/udp")
    key = docker_run(*options, "--expose", "9000", name="ports-many")
    facts = ask(key).port_facts()
    said = docker("port", key).splitlines()
    assert sorted(f"{fact.label} -> {fact.copied}" for fact in facts) == sorted(said)
    assert [fact.value for fact in facts] == [fact.copied for fact in facts]
    assert {fact.label for fact in facts if fact.go is None} == {"53/udp"}
    docker("stop", "-t", "0", key)
    assert docker("port", key) == ""
    assert ask(key).port_facts() == [], "which ones it will have, the Engine chooses"


def test_a_port_of_a_container_is_held_by_it(
    aio: Aio, docker: Docker, docker_run: Docker, ask: Callable[[str], Told]
) -> None:
    key = docker_run("-p", "127.0.0.1::80", name="ports-holder")
    port = int(docker("port", key, "80").rpartition(":")[2])
    who = HeldByContainer(Target(Kind.CONTAINER, key, "ports-holder"))
    assert aio(_holder(ask(key).store, "127.0.0.1", port, "tcp", local=True)) == who
    assert aio(_holder(ask(key).store, "", port, "tcp", local=True)) == who
    assert aio(_holder(Store(), "127.0.0.1", port, "tcp", local=True)) == HeldByHost(), (
        "were it another Engine's"
    )
    docker("stop", "-t", "0", key)
    assert aio(_holder(ask(key).store, "127.0.0.1", port, "tcp", local=True)) is None


def test_what_is_said_before_a_start_comes_true(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker
) -> None:
    """Where it is said that something has the port docker fails; what is offered is got."""
    assert is_local(Endpoint(engine_host, "here", Origin.HOST_OPTION))
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
        assert aio(_holder(Store(), "127.0.0.1", port, "tcp", local=True)) == HeldByHost()
        with pytest.raises(AssertionError, match="address already in use"):
            docker_run("-p", f"127.0.0.1:{port}:80", name="ports-refused")
        offered = aio(free_port(Store(), "127.0.0.1", port, "tcp", local=True))
        key = docker_run("-p", f"127.0.0.1:{offered}:80", name="ports-got")
        assert docker("port", key).strip() == f"80/tcp -> 127.0.0.1:{offered}"
