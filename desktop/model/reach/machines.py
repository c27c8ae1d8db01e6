"""What decides whom a container reaches: its places in networks, and whose network it has."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from desktop.engine.decode import decode_one, mapping, text, texts
from desktop.engine.protocol import Engine
from desktop.engine.records import Kind, Network

Json = Mapping[str, Any]

_ICC = "com.docker.network.bridge.enable_icc"
_SHARES = "container:"
_MOST_SHARED = 32


class Mode(enum.Enum):
    """Whose network a container has."""

    OWN = "own"
    HOST = "host"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a network. ``default``: the Engine's own bridge, where no names are known.

    ``talks``: containers in it may talk with each other (``enable_icc``).
    """

    network: str
    name: str
    ipv4: str = ""
    ipv6: str = ""
    gateway: str = ""
    driver: str = "bridge"
    default: bool = False
    internal: bool = False
    talks: bool = True

    @property
    def address(self) -> str:
        """Where it answers there."""
        return self.ipv4 or self.ipv6


@dataclass(frozen=True, slots=True, order=True)
class ContainerPort:
    """A port that a container exposes."""

    number: int
    protocol: str = "tcp"

    def __str__(self) -> str:
        return f"{self.number}/{self.protocol}"


@dataclass(frozen=True, slots=True)
class Machine:
    """A container as others on the network see it.

    ``namespace`` is the id of the container whose network it has: mostly its own. ``links`` are the
    ids or names of containers that it knows by old links (``--link``).
    """

    key: str
    name: str
    running: bool = True
    paused: bool = False
    mode: Mode = Mode.OWN
    namespace: str = ""
    places: tuple[Place, ...] = ()
    ports: tuple[ContainerPort, ...] = ()
    links: frozenset[str] = frozenset()

    @property
    def shares(self) -> bool:
        """Whether its network is another container's."""
        return self.namespace not in ("", self.key)

    @property
    def stack(self) -> str:
        """What is the same for all that have one network: also for all that have the host's."""
        return Mode.HOST.value if self.mode is Mode.HOST else self.namespace or self.key


async def look_up(
    engine: Engine, keys: Iterable[str], networks: Mapping[str, Network]
) -> tuple[Machine, ...]:
    """These containers as they are now; raises NotFound for one that is gone.

    ``networks`` are the known ones by id.
    """
    found: list[Machine] = []
    for key in keys:
        told = await engine.inspect(Kind.CONTAINER, key)
        owner = told
        for _ in range(_MOST_SHARED):  # whose network it has may have another's
            mode = decode_one(_mode_of, owner)
            if not mode.startswith(_SHARES):
                break
            owner = await engine.inspect(Kind.CONTAINER, mode.removeprefix(_SHARES))
        found.append(decode_one(machine, told, owner, networks))
    return tuple(found)


def machine(told: Json, owner: Json, networks: Mapping[str, Network]) -> Machine:
    """From the inspections of a container, and of the one whose network it has."""
    state = mapping(told.get("State"))
    key, mode = text(told["Id"]), Mode.OWN
    given = _mode_of(owner)
    if given == "host":
        mode = Mode.HOST
    elif given == "none":
        mode = Mode.NONE
    places = mapping(mapping(owner.get("NetworkSettings")).get("Networks"))
    return Machine(
        key=key,
        name=text(told.get("Name")).removeprefix("/"),
        running=bool(state.get("Running")) and bool(mapping(owner.get("State")).get("Running")),
        paused=bool(state.get("Paused")),
        mode=mode,
        namespace=text(owner["Id"]),
        places=_places(places, networks) if mode is Mode.OWN else (),
        ports=_ports(told),
        links=frozenset(_linked(mapping(told.get("HostConfig")))),
    )


def _mode_of(told: Json) -> str:
    return text(mapping(told.get("HostConfig")).get("NetworkMode"))


def _places(told: Json, networks: Mapping[str, Network]) -> tuple[Place, ...]:
    found = []
    for name, each in told.items():
        item = mapping(each)
        key = text(item.get("NetworkID"))
        known = networks.get(key)
        place = Place(
            network=key or name,
            name=name,
            ipv4=text(item.get("IPAddress")),
            ipv6=text(item.get("GlobalIPv6Address")),
            gateway=text(item.get("Gateway")),
        )
        if known is not None:
            place = Place(
                network=place.network,
                name=known.name,
                ipv4=place.ipv4,
                ipv6=place.ipv6,
                gateway=place.gateway,
                driver=known.driver,
                default=known.predefined,
                internal=known.internal,
                talks=known.options.get(_ICC, "true").lower() != "false",
            )
        found.append(place)
    return tuple(sorted(found, key=lambda place: place.name))


def _ports(told: Json) -> tuple[ContainerPort, ...]:
    exposed = mapping(mapping(told.get("Config")).get("ExposedPorts"))
    bound = mapping(mapping(told.get("NetworkSettings")).get("Ports"))
    found = set()
    for words in {*exposed, *bound}:
        number, _, protocol = words.partition("/")
        found.add(ContainerPort(int(number), protocol or "tcp"))
    return tuple(sorted(found))


def _linked(config: Json) -> Iterable[str]:
    for link in texts(config.get("Links")):  # /web:/s0/alias
        yield link.partition(":")[0].removeprefix("/")
