"""What an Engine has, one frozen record per kind, in Docker's words.

Sizes are bytes, times are seconds since 1970 on the Engine's clock, ids are whole (64 digits, an
image's with its ``sha256:``). All text comes from the Engine, an image or a person: it is hostile
until a view has escaped it.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

COMPOSE_PROJECT = "com.docker.compose.project"
COMPOSE_SERVICE = "com.docker.compose.service"


class Kind(enum.Enum):
    """The kinds of object that have a tree, by the name Docker's events give them."""

    CONTAINER = "container"
    IMAGE = "image"
    NETWORK = "network"
    VOLUME = "volume"

    __hash__ = object.__hash__  # Enum's own is written in Python, and kinds are looked up often


class State(enum.Enum):
    """A container's state as the Engine tells it."""

    CREATED = "created"
    RUNNING = "running"
    PAUSED = "paused"
    RESTARTING = "restarting"
    REMOVING = "removing"
    EXITED = "exited"
    DEAD = "dead"
    UNKNOWN = "unknown"


class Health(enum.Enum):
    """What a container's health check says; NONE where it has none."""

    NONE = ""
    STARTING = "starting"
    HEALTHY = "healthy"
    UNHEALTHY = "unhealthy"


@dataclass(frozen=True, slots=True)
class Port:
    """A container's port; ``host_port`` is None where it is exposed but not published."""

    number: int
    protocol: str
    host_ip: str = ""
    host_port: int | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A container's place in a network. Addresses are empty while it does not run."""

    network: str
    network_id: str
    ipv4: str = ""
    ipv6: str = ""


@dataclass(frozen=True, slots=True)
class Mount:
    """A mount of a container: ``kind`` is ``bind``, ``volume``, ``tmpfs``, …"""

    kind: str
    destination: str
    source: str = ""
    volume: str = ""
    read_only: bool = False


@dataclass(frozen=True, slots=True)
class Container:
    """A container as the list tells it.

    ``since`` is when its state began, taken from the status text (``Up 2 hours``), and exact to
    ``since_within`` seconds only. ``shares`` is the id of the container whose network it has, or
    its name, where an Engine keeps that.
    """

    id: str
    name: str
    image: str
    image_id: str
    command: str
    created: int
    state: State
    health: Health
    exit_code: int | None
    since: float | None
    since_within: float
    ports: tuple[Port, ...]
    networks: tuple[Attachment, ...]
    mounts: tuple[Mount, ...]
    labels: Mapping[str, str]
    shares: str = ""

    @property
    def key(self) -> str:
        """What it is known by in the store."""
        return self.id

    @property
    def project(self) -> str:
        """The Compose project that it belongs to, or nothing."""
        return self.labels.get(COMPOSE_PROJECT, "")

    @property
    def service(self) -> str:
        """The Compose service that it is a replica of, or nothing."""
        return self.labels.get(COMPOSE_SERVICE, "")

    @property
    def is_running(self) -> bool:
        """Whether it has a process: running, paused or restarting."""
        return self.state in (State.RUNNING, State.PAUSED, State.RESTARTING)

    def settled(self, before: Container) -> Container:
        """Itself with the earlier, better known ``since`` where the state did not begin anew.

        The status text says ``Up 2 hours`` for an hour: two lists in a row must not differ by it.
        """
        if (
            self.since is None
            or before.since is None
            or self.state is not before.state
            or self.exit_code != before.exit_code
            or not self.since_within  # exact
        ):
            return self
        # The text is cut down to whole units, hours are rounded: the truth lies from one unit
        # before ``since`` to half a unit after. Where both allow the same, it is the same.
        moved = self.since - before.since
        earliest = -before.since_within - self.since_within / 2 - 2
        latest = self.since_within + before.since_within / 2 + 2
        if earliest <= moved <= latest:
            return replace(self, since=before.since, since_within=before.since_within)
        return self


@dataclass(frozen=True, slots=True)
class Image:
    """An image; ``references`` are all its ``repository:tag`` names, none when it dangles."""

    id: str
    references: tuple[str, ...]
    digests: tuple[str, ...]
    created: int
    size: int
    labels: Mapping[str, str]

    @property
    def key(self) -> str:
        """What it is known by in the store."""
        return self.id


@dataclass(frozen=True, slots=True)
class Subnet:
    """One address pool of a network."""

    subnet: str
    gateway: str = ""
    ip_range: str = ""


@dataclass(frozen=True, slots=True)
class Network:
    """A network. ``predefined``: the Engine itself made it, and keeps it."""

    id: str
    name: str
    driver: str
    scope: str
    subnets: tuple[Subnet, ...]
    internal: bool
    attachable: bool
    ipv6: bool
    created: float
    labels: Mapping[str, str]
    options: Mapping[str, str]
    predefined: bool = False

    @property
    def key(self) -> str:
        """What it is known by in the store."""
        return self.id


@dataclass(frozen=True, slots=True)
class Volume:
    """A volume; ``size`` is None until it was asked for (``docker system df`` costs time)."""

    name: str
    driver: str
    mountpoint: str
    scope: str
    created: float
    labels: Mapping[str, str]
    options: Mapping[str, str]
    size: int | None = None

    @property
    def key(self) -> str:
        """What it is known by in the store."""
        return self.name

    def sized(self, size: int | None) -> Volume:
        """Itself with a size in bytes."""
        return replace(self, size=size)

    def sized_as(self, before: Volume) -> Volume:
        """Itself with the size known before, where this answer tells none."""
        return self if self.size is not None else replace(self, size=before.size)

    @property
    def anonymous(self) -> bool:
        """Whether the Engine made up its name: 64 hexadecimal digits."""
        return len(self.name) == 64 and all(letter in "0123456789abcdef" for letter in self.name)


Record = Container | Image | Network | Volume


class Ability(enum.Enum):
    """What not every Engine can do."""

    SWARM = "swarm"  # swarm mode exists at all (Podman has none)
    PAUSE = "pause"  # rootless Podman on cgroups v1 can't
    BUILD_CACHE = "build cache"  # API 1.31
    VOLUME_SIZES = "volume sizes"  # system df, API 1.25
    PRUNE = "prune"  # API 1.25
    UPDATE = "update"  # docker update, API 1.22; Podman since 4.3
    NETWORK_EVENTS = "network events"  # Podman 4.3 tells nothing of networks


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """Who answered, and what it can do. ``memory`` is bytes."""

    id: str
    name: str
    product: str  # "Docker Engine", "Podman Engine"
    version: str
    api_version: str  # the one that is spoken with it
    os: str
    arch: str
    operating_system: str
    kernel: str
    cpus: int
    memory: int
    storage_driver: str
    root: str
    rootless: bool
    swarm: bool
    clock: float  # the Engine's time when it answered
    warnings: tuple[str, ...] = ()
    abilities: frozenset[Ability] = field(default_factory=frozenset)
    # What a container gets where nothing is said; empty: not known.
    log_driver: str = ""
    runtime: str = ""
    cgroupns: str = ""

    @property
    def predefined_networks(self) -> tuple[str, ...]:
        """The networks that it refuses to remove, by name.

        moby ``IsPreDefinedNetwork``; Podman's default network, which version 4 calls ``bridge``.
        """
        if self.product.startswith("Podman"):
            return ("bridge", "podman")
        return ("nat", "none", "default") if self.os == "windows" else ("bridge", "host", "none")


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that the Engine says has happened; ``time`` is nanoseconds since 1970."""

    kind: str
    action: str
    id: str
    time: int
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Changes:
    """A batch of events, merged by object: what must be asked for again.

    ``count`` is how many events it stands for, ``last`` the newest one's time in nanoseconds.
    ``events`` are the newest of them, as far as they are kept; ``deaths`` may be older ones.
    """

    containers: frozenset[str] = frozenset()
    images: bool = False
    networks: frozenset[str] = frozenset()
    volumes: frozenset[str] = frozenset()
    removed_volumes: frozenset[str] = frozenset()  # though one of the same name may be there again
    deaths: tuple[Event, ...] = ()
    events: tuple[Event, ...] = ()
    count: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class NetworkSpec:
    """A network to create; ``options`` are the driver's. What is empty the Engine chooses."""

    name: str
    driver: str = "bridge"
    subnets: tuple[Subnet, ...] = ()
    internal: bool = False
    attachable: bool = False
    ipv6: bool = False
    labels: tuple[tuple[str, str], ...] = ()
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class VolumeSpec:
    """A volume to create."""

    name: str
    driver: str = "local"


@dataclass(frozen=True, slots=True)
class Created:
    """A container that was created, and what the Engine warns of (hostile)."""

    id: str
    warnings: tuple[str, ...] = ()


class PartState(enum.Enum):
    """Where a part of something long stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    CACHED = "cached"  # it was there already
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ProgressPart:
    """A layer of an image, or a step of a build. Bytes; ``total`` is None while it is not known.

    ``seconds`` is how long it has been running, or how long it took; None where that is not known.
    """

    name: str
    state: PartState
    text: str = ""
    done: int = 0
    total: int | None = None
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far something long is. Bytes; ``total`` is None while it is not known.

    ``about`` is what it may come to, where that is all that anybody knows.
    """

    text: str
    done: int = 0
    total: int | None = None
    parts: tuple[ProgressPart, ...] = ()
    about: int | None = None
