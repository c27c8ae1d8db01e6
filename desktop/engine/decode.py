"""From the Engine's JSON to records.

What is missing or null gets Docker's default; nothing is guessed. What is of another type than the
API promises raises :class:`Garbled`, through :func:`decode_all` or :func:`decode_one`: it would
fail later, in a view.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, TypeVar

from desktop.engine.errors import Garbled
from desktop.engine.records import (
    Attachment,
    Container,
    Event,
    Health,
    Image,
    Mount,
    Network,
    Port,
    State,
    Subnet,
    Volume,
)

Json = Mapping[str, Any]
R = TypeVar("R")

# What an answer of another shape makes our own code raise. json knows Infinity, int() does not.
WRONG_SHAPE = (LookupError, TypeError, AttributeError, ValueError, ArithmeticError)

_STATES = {state.value: state for state in State}
_STATES |= {  # Podman's own
    "configured": State.CREATED,
    "initialized": State.CREATED,
    "stopping": State.RUNNING,
    "stopped": State.EXITED,
}
_NOTHING: Json = {}

# The words of go-units' HumanDuration, which the status text uses, and how exact each is.
_UNITS = {
    "second": 1.0,
    "minute": 60.0,
    "hour": 3600.0,
    "day": 86400.0,
    "week": 7 * 86400.0,
    "month": 30 * 86400.0,
    "year": 365 * 86400.0,
}
_AGE = re.compile(r"(?:Less than a|About an?|(\d+)) (second|minute|hour|day|week|month|year)s?")
_SHARES = "container:"
_EXIT_CODE = re.compile(r"\((-?\d+)\)")


def decode_all(decode: Callable[..., R], items: Any, *args: Any) -> list[R]:
    """Decode a list; an answer of another shape raises :class:`Garbled`, never a partial list."""
    if items is None:
        return []
    if not isinstance(items, list):
        raise Garbled(f"a list was expected, not {type(items).__name__}")
    try:
        return [decode(item, *args) for item in items]
    except WRONG_SHAPE as problem:
        raise Garbled(f"{type(problem).__name__}: {problem}") from problem


def decode_one(decode: Callable[..., R], *args: Any) -> R:
    """Decode one answer; another shape raises :class:`Garbled`."""
    try:
        return decode(*args)
    except WRONG_SHAPE as problem:
        raise Garbled(f"{type(problem).__name__}: {problem}") from problem


def text(value: Any) -> str:
    """A string; nothing where there is none."""
    if type(value) is str:
        return value
    if value is None:
        return ""
    raise TypeError(f"text was expected, not {type(value).__name__}")


def texts(value: Any) -> tuple[str, ...]:
    """A list of strings."""
    if value is None:
        return ()
    if type(value) is not list:
        raise TypeError(f"a list was expected, not {type(value).__name__}")
    return tuple(map(text, value))


def mapping(value: Any) -> Json:
    """An object."""
    if value is None:
        return _NOTHING
    if type(value) is not dict:
        raise TypeError(f"an object was expected, not {type(value).__name__}")
    return value


def words(value: Any) -> Mapping[str, str]:
    """An object whose values are strings, such as labels."""
    found = mapping(value)
    for item in found.values():
        if type(item) is not str:
            return {key: text(item) for key, item in found.items()}
    return found


@functools.lru_cache(maxsize=4096)
def read_status(status: str) -> tuple[Health, int | None, float | None, float]:
    """Health, exit code, age in seconds and its exactness in seconds from a status text.

    For instance ``Up 2 hours (healthy)`` or ``Exited (137) About a minute ago``.
    """
    health = Health.NONE
    if "(healthy)" in status:
        health = Health.HEALTHY
    elif "(unhealthy)" in status:
        health = Health.UNHEALTHY
    elif "(health: starting)" in status:
        health = Health.STARTING
    exit_code = None
    if status.startswith(("Exited", "Restarting")) and (code := _EXIT_CODE.search(status)):
        exit_code = int(code[1])
    age = _AGE.search(status)
    if age is None:
        return health, exit_code, None, 0.0
    unit = _UNITS[age[2]]
    if age[1] is None:
        amount = 0.0 if "Less" in age[0] else 1.0
    else:
        amount = float(age[1])
    return health, exit_code, amount * unit, unit


def container(item: Json, now: float) -> Container:
    """One of ``GET /containers/json``; ``now`` is the Engine's time of the answer."""
    health, exit_code, age, within = read_status(text(item.get("Status")))
    container_id = _id(item)
    networks = mapping(mapping(item.get("NetworkSettings")).get("Networks"))
    ports = item.get("Ports")
    mounts = item.get("Mounts")
    return Container(
        id=container_id,
        name=_own_name(texts(item.get("Names"))) or container_id[:12],
        image=text(item.get("Image")),
        image_id=text(item.get("ImageID")),
        command=text(item.get("Command")),
        created=_seconds(item.get("Created")),
        state=_STATES.get(text(item.get("State")).lower(), State.UNKNOWN),
        health=health,
        exit_code=exit_code,
        since=None if age is None else now - age,
        since_within=within,
        ports=_ports(ports) if ports else (),
        networks=_attachments(networks) if networks else (),
        mounts=tuple(map(_mount, mounts)) if mounts else (),
        labels=words(item.get("Labels")),
        shares=_shared(text(mapping(item.get("HostConfig")).get("NetworkMode"))),
    )


def _shared(mode: str) -> str:
    return mode.removeprefix(_SHARES) if mode.startswith(_SHARES) else ""


def _id(item: Json) -> str:
    return _known(text(item["Id"]))


def _known(key: str) -> str:
    if not key:
        raise ValueError("an object has no name")
    return key


def _own_name(names: Iterable[str]) -> str:
    """The container's own name: links add more, with more slashes (``/web/db``)."""
    best = ""
    for name in names:
        bare = name.removeprefix("/")
        if "/" not in bare:
            return bare
        best = best or bare
    return best


def _seconds(value: Any) -> int:
    if isinstance(value, str):
        return int(timestamp(value))
    return int(value or 0)


def _ports(items: Iterable[Json]) -> tuple[Port, ...]:
    found = [
        Port(
            number=int(item["PrivatePort"]),
            protocol=text(item.get("Type")) or "tcp",
            host_ip=text(item.get("IP")),
            host_port=int(item.get("PublicPort") or 0) or None,
        )
        for item in items
    ]
    if len(found) > 1:
        found.sort(key=lambda p: (p.number, p.protocol, p.host_port or 0, p.host_ip))
    return tuple(found)


def _attachments(networks: Json) -> tuple[Attachment, ...]:
    found = []
    for name, item in networks.items():
        place = mapping(item)
        found.append(
            Attachment(
                network=name,
                network_id=text(place.get("NetworkID")),
                ipv4=text(place.get("IPAddress")),
                ipv6=text(place.get("GlobalIPv6Address")),
            )
        )
    if len(found) > 1:
        found.sort(key=lambda a: a.network)
    return tuple(found)


def _mount(item: Json) -> Mount:
    kind = text(item.get("Type")) or "bind"
    return Mount(
        kind=kind,
        destination=text(item.get("Destination")),
        source=text(item.get("Source")),
        volume=text(item.get("Name")) if kind == "volume" else "",
        read_only=item.get("RW") is False,
    )


def image(item: Json) -> Image:
    """One of ``GET /images/json``."""
    none = "<none>:<none>"
    return Image(
        id=_id(item),
        references=tuple(sorted(tag for tag in texts(item.get("RepoTags")) if tag != none)),
        digests=tuple(d for d in texts(item.get("RepoDigests")) if not d.startswith("<none>@")),
        created=_seconds(item.get("Created")),
        size=int(item.get("Size") or 0),
        labels=words(item.get("Labels")),
    )


def network(item: Json, predefined: Collection[str] = ()) -> Network:
    """One of ``GET /networks``; ``predefined`` are the names of the Engine's own.

    Swarm's routing mesh is one more, by its flag: anybody may give a network that name.
    """
    name = text(item.get("Name"))
    ipam = mapping(item.get("IPAM"))
    pools: Iterable[Json] = ipam.get("Config") or ()
    return Network(
        id=_id(item),
        name=name,
        driver=text(item.get("Driver")),
        scope=text(item.get("Scope")),
        subnets=tuple(
            Subnet(
                subnet=text(pool.get("Subnet")),
                gateway=text(pool.get("Gateway")),
                ip_range=text(pool.get("IPRange")),
            )
            for pool in pools
        ),
        internal=bool(item.get("Internal")),
        attachable=bool(item.get("Attachable")),
        ipv6=bool(item.get("EnableIPv6")),
        created=timestamp(text(item.get("Created"))),
        labels=words(item.get("Labels")),
        options=words(item.get("Options")),
        predefined=name in predefined or item.get("Ingress") is True,
    )


def volume(item: Json) -> Volume:
    """One of the ``Volumes`` of ``GET /volumes``."""
    usage = mapping(item.get("UsageData"))
    size = usage.get("Size", -1)
    return Volume(
        name=_known(text(item["Name"])),
        driver=text(item.get("Driver")),
        mountpoint=text(item.get("Mountpoint")),
        scope=text(item.get("Scope")),
        created=timestamp(text(item.get("CreatedAt"))),
        labels=words(item.get("Labels")),
        options=words(item.get("Options")),
        size=size if isinstance(size, int) and size >= 0 else None,
    )


def event(item: Json) -> Event:
    """One line of ``GET /events``. Podman tells a volume's name elsewhere."""
    actor = mapping(item.get("Actor"))
    attributes = words(actor.get("Attributes"))
    kind = text(item.get("Type")) or "container"
    key = text(actor.get("ID")) or text(item.get("id"))
    if not key and kind == "volume":
        key = attributes.get("name", "")
    return Event(
        kind=kind,
        action=text(item.get("Action")) or text(item.get("status")),
        id=key,
        time=int(item.get("timeNano") or int(item.get("time") or 0) * 1_000_000_000),
        attributes=attributes,
    )


@functools.lru_cache(maxsize=1024)
def timestamp(moment: str) -> float:
    """Seconds since 1970 from an RFC 3339 time with nanoseconds; 0 for Go's zero time."""
    if not moment or moment.startswith("0001-"):
        return 0.0
    try:
        # Python reads six decimals, Go writes up to nine.
        return datetime.datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", moment)).timestamp()
    except (ValueError, OverflowError):
        return 0.0
