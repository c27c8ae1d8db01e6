"""What a person looks for in an object, as data: from its inspection, or from a list."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.engine.records import Container, Image, Network, Port, Record, Subnet, Volume

Pairs = tuple[tuple[str, str], ...]

DEFAULT_GRACE_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Check:
    """A health check: its state, and what its last run said. ``output`` is hostile."""

    status: str
    failures: int = 0
    exit_code: int | None = None
    output: str = ""
    ended: float = 0.0
    command: str = ""


@dataclass(frozen=True, slots=True)
class ImageCheck:
    """A health check as an image defines it. Nanoseconds; 0 and "" are left to the Engine."""

    command: str = ""
    interval: int = 0
    timeout: int = 0
    retries: int = 0
    start_period: int = 0
    start_interval: int = 0


@dataclass(frozen=True, slots=True)
class MountFacts:
    """One mount. ``source`` is a path of the Engine's machine, ``volume`` a volume's name."""

    kind: str
    destination: str
    source: str = ""
    volume: str = ""
    read_only: bool = False
    options: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A container's place in a network."""

    network: str
    network_id: str = ""
    ipv4: str = ""
    ipv6: str = ""
    gateway: str = ""
    mac: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerFacts:
    """A container. Times are seconds since 1970 and 0 for never, sizes bytes and 0 for no limit."""

    id: str = ""
    name: str = ""
    image: str = ""
    image_id: str = ""
    platform: str = ""
    created: float = 0.0
    status: str = ""
    exit_code: int | None = None
    started: float = 0.0
    finished: float = 0.0
    pid: int = 0
    restarts: int = 0
    restart_policy: str = ""
    auto_remove: bool = False
    entrypoint: tuple[str, ...] = ()
    command: tuple[str, ...] = ()
    working_dir: str = ""
    user: str = ""
    hostname: str = ""
    tty: bool = False
    grace: float = DEFAULT_GRACE_SECONDS
    memory: int = 0
    cpus: float = 0.0
    check: Check | None = None
    ports: tuple[Port, ...] = ()
    mounts: tuple[MountFacts, ...] = ()
    places: tuple[Place, ...] = ()
    environment: Pairs = ()
    labels: Pairs = ()
    privileged: bool = False
    host_namespaces: tuple[str, ...] = ()
    capabilities: tuple[str, ...] = ()
    devices: tuple[str, ...] = ()
    unconfined: tuple[str, ...] = ()
    sensitive_mounts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageFacts:
    """An image. ``size`` is bytes."""

    id: str = ""
    references: tuple[str, ...] = ()
    digests: tuple[str, ...] = ()
    created: float = 0.0
    size: int = 0
    platform: str = ""
    author: str = ""
    comment: str = ""
    entrypoint: tuple[str, ...] = ()
    command: tuple[str, ...] = ()
    working_dir: str = ""
    user: str = ""
    stop_signal: str = ""
    ports: tuple[str, ...] = ()
    volumes: tuple[str, ...] = ()
    environment: Pairs = ()
    labels: Pairs = ()
    layers: int | None = None
    check: ImageCheck = ImageCheck()


@dataclass(frozen=True, slots=True)
class Member:
    """A running container in a network, by its id, with its addresses there."""

    container: str
    name: str
    ipv4: str = ""
    ipv6: str = ""
    mac: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkFacts:
    """A network."""

    id: str = ""
    name: str = ""
    driver: str = ""
    scope: str = ""
    created: float = 0.0
    subnets: tuple[Subnet, ...] = ()
    internal: bool = False
    attachable: bool = False
    ipv6: bool = False
    options: Pairs = ()
    labels: Pairs = ()
    members: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeFacts:
    """A volume."""

    name: str = ""
    driver: str = ""
    scope: str = ""
    mountpoint: str = ""
    created: float = 0.0
    size: int | None = None
    options: Pairs = ()
    labels: Pairs = ()
    status: Pairs = ()


Facts = ContainerFacts | ImageFacts | NetworkFacts | VolumeFacts


def known_facts(record: Record) -> Facts:
    """What a list told already, until the whole is known."""
    match record:
        case Container():
            return _container(record)
        case Image():
            return ImageFacts(
                id=record.id,
                references=record.references,
                digests=record.digests,
                created=record.created,
                size=record.size,
                labels=tuple(sorted(record.labels.items())),
            )
        case Network():
            return NetworkFacts(
                id=record.id,
                name=record.name,
                driver=record.driver,
                scope=record.scope,
                created=record.created,
                subnets=record.subnets,
                internal=record.internal,
                attachable=record.attachable,
                ipv6=record.ipv6,
                options=tuple(sorted(record.options.items())),
                labels=tuple(sorted(record.labels.items())),
            )
        case Volume():
            return VolumeFacts(
                name=record.name,
                driver=record.driver,
                scope=record.scope,
                mountpoint=record.mountpoint,
                created=record.created,
                size=record.size,
                options=tuple(sorted(record.options.items())),
                labels=tuple(sorted(record.labels.items())),
            )


def _container(record: Container) -> ContainerFacts:
    since = record.since or 0.0
    return ContainerFacts(
        id=record.id,
        name=record.name,
        image=record.image,
        image_id=record.image_id,
        created=record.created,
        status=record.state.value,
        exit_code=record.exit_code,
        started=since if record.is_running else 0.0,
        finished=0.0 if record.is_running else since,
        ports=record.ports,
        mounts=tuple(
            MountFacts(m.kind, m.destination, m.source, m.volume, m.read_only)
            for m in record.mounts
        ),
        places=tuple(Place(a.network, a.network_id, a.ipv4, a.ipv6) for a in record.networks),
        labels=tuple(sorted(record.labels.items())),
    )
