"""Stores full of networks and containers."""

from __future__ import annotations

from dataclasses import replace

from desktop.engine.records import Attachment, Container, Network, Subnet
from desktop.model.store import Store
from tests.model.fake_engine import make_container, make_network, published

BRIDGE = replace(make_network(690, "bridge"), predefined=True)
FRONT = make_network(701, "front", subnets=(Subnet("10.1.0.0/24", "10.1.0.1"),))
BACK = make_network(702, "back", internal=True)


def within(*networks: Network) -> tuple[Attachment, ...]:
    return tuple(Attachment(network.name, network.id, "10.0.0.2") for network in networks)


WEB = make_container(1, "web", networks=within(FRONT), ports=(published(80, 8080),))
APP = make_container(2, "app", networks=within(FRONT, BACK))
DB = make_container(3, "db", networks=within(BACK))


def store_of(networks: list[Network], containers: list[Container]) -> Store:
    store = Store()
    store.take_networks(None, networks)
    store.take_containers(None, containers)
    return store


def shop() -> Store:
    """Two networks with one shared container, and a published port."""
    return store_of([BRIDGE, FRONT, BACK], [WEB, APP, DB])


def many(containers: int = 200, networks: int = 20, ports: int = 40) -> Store:
    """Containers over networks, each tenth in two, some with a published port."""
    nets = [make_network(1000 + n, f"net{n:02}") for n in range(networks)]
    made = []
    for n in range(containers):
        inside = [nets[n % networks]]
        if n % 10 == 0:
            inside.append(nets[(n // 10 + 7) % networks])
        found = (published(80, 8000 + n),) if n < ports else ()
        made.append(make_container(n + 1, f"service-{n:03}", networks=within(*inside), ports=found))
    return store_of(nets, made)
