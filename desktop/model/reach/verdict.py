"""Who should reach whom, by what is known of the networks alone: nothing is asked of anybody."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from desktop.model.reach.machines import ContainerPort, Machine, Mode, Place

LOOPBACK = "127.0.0.1"
_TESTED = ("tcp", "udp")  # sctp has no usual tool


class Way(enum.Enum):
    """How one is reached. IPV6: by that address, where the first one is of IPv4."""

    NAME = "name"
    ADDRESS = "address"
    IPV6 = "ipv6"
    PORT = "port"


class Expect(enum.Enum):
    """What follows from the networks. OPEN: it depends on what the networks don't tell."""

    YES = "yes"
    NO = "no"
    OPEN = "open"


class Reason(enum.Enum):
    """Why one is reached, or is not."""

    # It is
    COMMON_NETWORK = "common network"
    SHARED_NAMESPACE = "shared namespace"
    FROM_HOST = "from host"
    LINKED = "linked"
    # By the networks it is not, or may not be
    NOT_RUNNING = "not running"
    NO_NETWORK = "no network"
    NO_COMMON_NETWORK = "no common network"
    INTERNAL = "internal network"
    NO_NAMES_ON_BRIDGE = "default bridge"
    NO_NAMES_ON_HOST = "host network"
    NAME_OF_ANOTHER = "name of another"
    TALK_FORBIDDEN = "icc off"
    BY_HOST = "by host"
    # What only a test can tell
    NAME_UNKNOWN = "name unknown"
    REFUSED = "refused"  # and nobody can look why
    NOTHING_LISTENS = "nothing listens"
    LOOPBACK_ONLY = "loopback only"
    OTHER_ADDRESS = "other address"
    IPV6_OR_WALL = "ipv6 or wall"  # either
    REJECTED = "rejected"  # a program listens there
    PROHIBITED = "prohibited"
    NO_ANSWER = "no answer"
    NO_ROUTE = "no route"
    NOT_PERMITTED = "not permitted"
    SILENT = "silent"  # UDP: open, or filtered
    LISTENS = "listens"  # UDP: silent, and a program has it
    PAUSED = "paused"
    NO_TOOL = "no tool"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Check:
    """One question: does the source reach the target this way. Both are containers' ids."""

    source: str
    target: str
    way: Way
    port: ContainerPort | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What follows from the networks. ``host`` is what is asked for; ``network`` a name, if any."""

    expect: Expect
    reason: Reason
    host: str = ""
    network: str = ""


def checks_of(machines: Sequence[Machine]) -> Iterator[Check]:
    """Every question about these, each direction by itself."""
    for source in machines:
        for target in machines:
            if source.key != target.key:
                yield Check(source.key, target.key, Way.NAME)
                yield Check(source.key, target.key, Way.ADDRESS)
                if _has_both(source, target):
                    yield Check(source.key, target.key, Way.IPV6)
                for port in target.ports:
                    if port.protocol in _TESTED:
                        yield Check(source.key, target.key, Way.PORT, port)


def judge(source: Machine, target: Machine, way: Way) -> Verdict:
    """Whether the one should reach the other."""
    if not source.running or not target.running:
        return Verdict(Expect.NO, Reason.NOT_RUNNING)
    if source.paused:
        return Verdict(Expect.NO, Reason.PAUSED)
    if way is Way.IPV6:
        places = tuple(replace(place, ipv4="") for place in target.places)
        target = replace(target, places=places)
    by_address = _by_address(source, target)
    if way is Way.NAME:
        return _by_name(source, target, by_address)
    if way is Way.PORT and by_address.expect is Expect.YES:
        return Verdict(Expect.OPEN, by_address.reason, by_address.host, by_address.network)
    return by_address


def common(source: Machine, target: Machine) -> list[tuple[Place, Place]]:
    """Their places in the networks that both are in, the best first."""
    theirs = {place.network: place for place in target.places}
    found = [(place, theirs[place.network]) for place in source.places if place.network in theirs]
    found.sort(key=lambda pair: (not pair[1].talks, not pair[1].address, pair[1].default))
    return found


def _by_address(source: Machine, target: Machine) -> Verdict:
    if source.namespace and source.namespace == target.namespace:
        return Verdict(Expect.YES, Reason.SHARED_NAMESPACE, LOOPBACK)
    if source.mode is Mode.HOST and target.mode is Mode.HOST:
        return Verdict(Expect.YES, Reason.SHARED_NAMESPACE, LOOPBACK)
    if Mode.NONE in (source.mode, target.mode):
        return Verdict(Expect.NO, Reason.NO_NETWORK)
    if source.mode is Mode.HOST:
        return _from_host(target)
    if not source.places or not (target.places or target.mode is Mode.HOST):
        return Verdict(Expect.NO, Reason.NO_NETWORK)
    if target.mode is Mode.HOST:
        gateway = next((place.gateway for place in source.places if place.gateway), "")
        return Verdict(Expect.OPEN, Reason.BY_HOST, gateway)
    if shared := common(source, target):
        _ours, theirs = shared[0]
        if not theirs.talks and not _linked(source, target):
            return Verdict(Expect.NO, Reason.TALK_FORBIDDEN, theirs.address, theirs.name)
        return Verdict(Expect.YES, Reason.COMMON_NETWORK, theirs.address, theirs.name)
    address = next((place.address for place in target.places if place.address), "")
    if all(place.internal for place in source.places):
        return Verdict(Expect.NO, Reason.INTERNAL, address, source.places[0].name)
    if all(place.internal for place in target.places):
        return Verdict(Expect.NO, Reason.INTERNAL, address, target.places[0].name)
    return Verdict(Expect.NO, Reason.NO_COMMON_NETWORK, address)


def _from_host(target: Machine) -> Verdict:
    """The host has an address in every bridge network; other drivers keep it out, mostly."""
    for place in target.places:
        if place.driver == "bridge" and place.address:
            return Verdict(Expect.YES, Reason.FROM_HOST, place.address, place.name)
    address = next((place.address for place in target.places if place.address), "")
    return Verdict(Expect.OPEN if address else Expect.NO, Reason.NO_COMMON_NETWORK, address)


def _by_name(source: Machine, target: Machine, by_address: Verdict) -> Verdict:
    name = target.name
    if by_address.reason is Reason.NO_NETWORK:
        return Verdict(Expect.NO, Reason.NO_NETWORK)
    if source.mode is Mode.HOST:
        return Verdict(Expect.NO, Reason.NO_NAMES_ON_HOST, name)
    if target.mode is Mode.HOST:
        return Verdict(Expect.NO, Reason.NO_NAMES_ON_HOST, name)
    if target.shares:
        return Verdict(Expect.NO, Reason.NAME_OF_ANOTHER, name)
    if _linked(source, target):
        return Verdict(by_address.expect, Reason.LINKED, name, by_address.network)
    if source.namespace == target.namespace:  # it asks for the name of whose network it has
        if any(not place.default for place in target.places):
            return Verdict(Expect.YES, Reason.SHARED_NAMESPACE, name)
        return Verdict(Expect.OPEN, Reason.NO_NAMES_ON_BRIDGE, name)
    named = [pair for pair in common(source, target) if not pair[1].default]
    if named:
        if silent := [theirs.name for _ours, theirs in named if not theirs.talks]:
            # The name leads to an address in one of these networks, whichever.
            expect = Expect.NO if len(silent) == len(named) else Expect.OPEN
            return Verdict(expect, Reason.TALK_FORBIDDEN, name, silent[0])
        return Verdict(Expect.YES, Reason.COMMON_NETWORK, name, named[0][1].name)
    if common(source, target):
        return Verdict(Expect.NO, Reason.NO_NAMES_ON_BRIDGE, name, by_address.network)
    return Verdict(Expect.NO, by_address.reason, name, by_address.network)


def _has_both(source: Machine, target: Machine) -> bool:
    """Whether the one may reach the other by IPv4 and by IPv6."""
    apart = not source.namespace or source.namespace != target.namespace
    return apart and any(it.ipv4 and it.ipv6 for _ours, it in common(source, target))


def _linked(source: Machine, target: Machine) -> bool:
    return bool(source.links & {target.name, target.key})


def by_key(machines: Iterable[Machine]) -> dict[str, Machine]:
    """Machines by their ids."""
    return {machine.key: machine for machine in machines}
