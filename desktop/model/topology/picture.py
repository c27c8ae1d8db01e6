"""What is connected with what: the graph that the picture shows, without any place in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.engine.records import Container, Network
from desktop.model.ports import Publication, held, publications
from desktop.model.store import Store

HOST = "host:"
"""The key of the Engine's machine."""
ALONE = "alone:"
"""The key of the panel of those that are in no network."""

_ENGINES_OWN = ("bridge", "host", "none")  # in this order, after those that somebody made


@dataclass(frozen=True, slots=True)
class Panel:
    """A network, or (``record`` is None) those that are in none. ``members`` live in it.

    A container lives in one network, and is led to the others by a line.
    """

    key: str
    record: Network | None
    members: tuple[str, ...]

    @property
    def name(self) -> str:
        """What people call it; empty for those that are in none."""
        return self.record.name if self.record is not None else ""


@dataclass(frozen=True, slots=True)
class Card:
    """A container; ``others`` are the networks that it is in beside the one that it lives in.

    ``owner`` is the container whose network it has, at whose home it is then.
    """

    record: Container
    home: str
    others: tuple[str, ...] = ()
    owner: Container | None = None

    @property
    def key(self) -> str:
        return self.record.id


@dataclass(frozen=True, slots=True)
class Pin:
    """A port of the machine that leads to a container."""

    key: str
    container: str
    publication: Publication


@dataclass(frozen=True, slots=True)
class Picture:
    """All of it, in an order that follows from the names alone."""

    panels: tuple[Panel, ...] = ()
    cards: tuple[Card, ...] = ()
    pins: tuple[Pin, ...] = ()

    def neighbours(self, key: str) -> frozenset[str]:
        """What a line or a place joins with it, by key; itself not."""
        found: set[str] = set()
        for card in self.cards:
            ends = {card.home, *card.others}
            if card.owner is not None and key in (card.key, card.owner.id):
                found |= {card.key, card.owner.id}
            if key == card.key:
                found |= ends
            elif key in ends:
                found.add(card.key)
        for pin in self.pins:
            if key == pin.key:
                found |= {pin.container, HOST}
            elif key in (pin.container, HOST):
                found.add(pin.key)
                found |= {pin.container, HOST} if key == HOST else {HOST}
        return frozenset(found - {key})


def picture_of(store: Store) -> Picture:
    """What the store holds now."""
    networks = {network.id: network for network in sorted(store.networks, key=_order)}
    by_name = {network.name: network.id for network in networks.values()}
    ranks = {key: rank for rank, key in enumerate(networks)}
    cards = tuple(_cards(store.containers, networks, by_name, ranks))
    members: dict[str, list[str]] = {key: [] for key in networks}
    for card in cards:
        members.setdefault(card.home, []).append(card.key)
    keys = _together([key for key in members if key != ALONE], cards)
    panels = [Panel(key, networks[key], tuple(members[key])) for key in keys]
    if ALONE in members:
        panels.append(Panel(ALONE, None, tuple(members[ALONE])))
    return Picture(tuple(panels), cards, tuple(_pins(cards)))


def _order(network: Network) -> tuple[int, str, str]:
    own = network.predefined and network.name in _ENGINES_OWN
    rank = 1 + _ENGINES_OWN.index(network.name) if own else 0
    return rank, network.name.casefold(), network.id


def _cards(
    containers: Iterable[Container],
    networks: dict[str, Network],
    by_name: dict[str, str],
    ranks: dict[str, int],
) -> Iterable[Card]:
    containers = list(containers)
    known = {container.name: container for container in containers}  # for some Engines keep that
    known |= {container.id: container for container in containers}
    for container in sorted(containers, key=lambda c: (c.project, c.name.casefold(), c.id)):
        owner = _owner(container, known)
        keys = {
            place.network_id if place.network_id in networks else by_name.get(place.network, "")
            for place in (owner or container).networks
        }
        inside = sorted((key for key in keys if key), key=ranks.__getitem__)
        if owner is not None:
            yield Card(container, inside[0] if inside else ALONE, owner=owner)
        elif inside:
            yield Card(container, inside[0], tuple(inside[1:]))
        else:
            yield Card(container, ALONE)


def _owner(container: Container, known: dict[str, Container]) -> Container | None:
    """Whose network it has, also where that one has another's."""
    owner = found = known.get(container.shares)
    for _ in known:
        if found is None or not found.shares:
            break
        owner = found = known.get(found.shares)
    return owner


def _together(keys: list[str], cards: tuple[Card, ...]) -> list[str]:
    """Networks that share containers stand beside each other; else they keep their order."""
    shared: dict[tuple[str, str], int] = {}
    for card in cards:
        ends = (card.home, *card.others)
        for one in ends:
            for other in ends:
                if one != other:
                    shared[one, other] = shared.get((one, other), 0) + 1
    placed: list[str] = []
    left = list(keys)
    while left:
        last = placed[-1] if placed else ""
        best = max(
            left,
            key=lambda key: (
                shared.get((last, key), 0),
                sum(shared.get((other, key), 0) for other in placed),
                -left.index(key),
            ),
        )
        left.remove(best)
        placed.append(best)
    return placed


def _pins(cards: Iterable[Card]) -> Iterable[Pin]:
    for card in cards:
        for found in publications(held(card.record)):
            name = f"{found.host_port}/{found.protocol}/{found.number}"
            yield Pin(f"port:{card.key}:{name}", card.key, found)
