"""Records as an Engine might tell them, with only what a test is about written out."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.engine.records import (
    COMPOSE_PROJECT,
    Attachment,
    Container,
    Health,
    Image,
    Mount,
    Network,
    Port,
    State,
    Subnet,
    Volume,
)

NOW = 1_700_000_000.0


def container_id(number: int) -> str:
    """64 digits, as the Engine makes them up."""
    return f"{number:064x}"


def image_id(number: int) -> str:
    """A whole image id."""
    return f"sha256:{number:064x}"


def make_container(
    number: int = 1,
    name: str = "web",
    *,
    image: str = "nginx:1.27",
    image_number: int = 1,
    command: str = "sleep infinity",
    created: float = NOW - 7200,
    state: State = State.RUNNING,
    health: Health = Health.NONE,
    exit_code: int | None = None,
    since: float | None = NOW - 7200,
    since_within: float = 3600.0,
    ports: tuple[Port, ...] = (),
    networks: tuple[Attachment, ...] = (),
    mounts: tuple[Mount, ...] = (),
    project: str = "",
    labels: Mapping[str, str] | None = None,
) -> Container:
    """A running container, unless told otherwise."""
    marked = dict(labels or {})
    if project:
        marked[COMPOSE_PROJECT] = project
    return Container(
        id=container_id(number),
        name=name,
        image=image,
        image_id=image_id(image_number),
        command=command,
        created=int(created),
        state=state,
        health=health,
        exit_code=exit_code,
        since=since,
        since_within=since_within,
        ports=ports,
        networks=networks,
        mounts=mounts,
        labels=marked,
    )


def make_image(
    number: int = 1,
    *references: str,
    digests: tuple[str, ...] = (),
    created: float = NOW - 86400,
    size: int = 187_000_000,
    labels: Mapping[str, str] | None = None,
) -> Image:
    """An image; without references it dangles."""
    return Image(image_id(number), references, digests, int(created), size, dict(labels or {}))


def make_network(
    number: int = 1,
    name: str = "shop_net",
    *,
    driver: str = "bridge",
    subnets: tuple[Subnet, ...] = (Subnet("172.18.0.0/16", "172.18.0.1"),),
    internal: bool = False,
    labels: Mapping[str, str] | None = None,
) -> Network:
    """A bridge network."""
    return Network(
        id=container_id(number),
        name=name,
        driver=driver,
        scope="local",
        subnets=subnets,
        internal=internal,
        attachable=False,
        ipv6=False,
        created=NOW - 86400,
        labels=dict(labels or {}),
        options={},
    )


def make_volume(
    name: str = "data",
    *,
    driver: str = "local",
    size: int | None = None,
    labels: Mapping[str, str] | None = None,
) -> Volume:
    """A volume of the local driver."""
    return Volume(
        name=name,
        driver=driver,
        mountpoint=f"/var/lib/docker/volumes/{name}/_data",
        scope="local",
        created=NOW - 86400,
        labels=dict(labels or {}),
        options={},
        size=size,
    )


def attached(
    network: str = "shop_net", number: int = 1, ipv4: str = "172.18.0.2", ipv6: str = ""
) -> Attachment:
    """A place in a network that ``make_network(number, network)`` makes."""
    return Attachment(network, container_id(number), ipv4, ipv6)


def mounted(volume: str = "data", destination: str = "/data") -> Mount:
    """A mount of a volume."""
    return Mount("volume", destination, f"/var/lib/docker/volumes/{volume}/_data", volume)
