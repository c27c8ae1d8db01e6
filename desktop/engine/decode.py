"""From the Engine's JSON to records. What is missing gets Docker's default; nothing is guessed."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Callable, Iterable, Mapping
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

_STATES = {state.value: state for state in State}
_STATES["stopped"] = State.EXITED  # Podman
_STATES["initialized"] = State.CREATED  # Podman
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
_EXIT_CODE = re.compile(r"\((-?\d+)\)")


def decode_all(decode: Callable[..., R], items: Any, *args: Any) -> list[R]:
    """Decode a list; an answer of another shape raises :class:`Garbled`, never a partial list."""
    if items is None:
        return []
    if not isinstance(items, list):
        raise Garbled(f"a list was expected, not {type(items).__name__}")
    try:
        return [decode(item, *args) for item in items]
    except (LookupError, TypeError, AttributeError, ValueError, ArithmeticError) as problem:
        raise Garbled(f"{type(problem).__name__}: {problem}") from problem


@functools.lru_cache(maxsize=4096)
def read_status(text: str) -> tuple[Health, int | None, float | None, float]:
    """Health, exit code, age in seconds and its exactness in seconds from a status text.

    For instance ``Up 2 hours (healthy)`` or ``Exited (137) About a minute ago``.
    """
    health = Health.NONE
    if "(healthy)" in text:
        health = Health.HEALTHY
    elif "(unhealthy)" in text:
        health = Health.UNHEALTHY
    elif "(health: starting)" in text:
        health = Health.STARTING
    exit_code = None
    if text.startswith(("Exited", "Restarting")) and (code := _EXIT_CODE.search(text)):
        exit_code = int(code[1])
    age = _AGE.search(text)
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
    health, exit_code, age, within = read_status(item.get("Status") or "")
    names = item.get("Names") or ()
    labels = item.get("Labels") or _NOTHING
    networks: Json | None = (item.get("NetworkSettings") or _NOTHING).get("Networks")
    ports = item.get("Ports")
    mounts = item.get("Mounts")
    return Container(
        id=item["Id"],
        name=_own_name(names) or item["Id"][:12],
        image=item.get("Image") or "",
        image_id=item.get("ImageID") or "",
        command=item.get("Command") or "",
        created=_seconds(item.get("Created")),
        state=_STATES.get((item.get("State") or "").lower(), State.UNKNOWN),
        health=health,
        exit_code=exit_code,
        since=None if age is None else now - age,
        since_within=within,
        ports=_ports(ports) if ports else (),
        networks=_attachments(networks) if networks else (),
        mounts=tuple(map(_mount, mounts)) if mounts else (),
        labels=labels,
    )


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
            protocol=item.get("Type") or "tcp",
            host_ip=item.get("IP") or "",
            host_port=item.get("PublicPort") or None,
        )
        for item in items
    ]
    if len(found) > 1:
        found.sort(key=lambda p: (p.number, p.protocol, p.host_port or 0, p.host_ip))
    return tuple(found)


def _attachments(networks: Json) -> tuple[Attachment, ...]:
    found = []
    for name, item in networks.items():
        place: Json = item or _NOTHING
        found.append(
            Attachment(
                network=name,
                network_id=place.get("NetworkID") or "",
                ipv4=place.get("IPAddress") or "",
                ipv6=place.get("GlobalIPv6Address") or "",
            )
        )
    if len(found) > 1:
        found.sort(key=lambda a: a.network)
    return tuple(found)


def _mount(item: Json) -> Mount:
    kind = item.get("Type") or "bind"
    return Mount(
        kind=kind,
        destination=item.get("Destination") or "",
        source=item.get("Source") or "",
        volume=(item.get("Name") or "") if kind == "volume" else "",
        read_only=item.get("RW") is False,
    )


def image(item: Json) -> Image:
    """One of ``GET /images/json``."""
    none = "<none>:<none>"
    return Image(
        id=item["Id"],
        references=tuple(sorted(tag for tag in item.get("RepoTags") or () if tag != none)),
        digests=tuple(d for d in item.get("RepoDigests") or () if not d.startswith("<none>@")),
        created=_seconds(item.get("Created")),
        size=int(item.get("Size") or 0),
        labels=item.get("Labels") or _NOTHING,
    )


def network(item: Json) -> Network:
    """One of ``GET /networks``."""
    ipam: Json = item.get("IPAM") or _NOTHING
    pools: Iterable[Json] = ipam.get("Config") or ()
    return Network(
        id=item["Id"],
        name=item.get("Name") or "",
        driver=item.get("Driver") or "",
        scope=item.get("Scope") or "",
        subnets=tuple(
            Subnet(
                subnet=pool.get("Subnet") or "",
                gateway=pool.get("Gateway") or "",
                ip_range=pool.get("IPRange") or "",
            )
            for pool in pools
        ),
        internal=bool(item.get("Internal")),
        attachable=bool(item.get("Attachable")),
        ipv6=bool(item.get("EnableIPv6")),
        created=timestamp(item.get("Created") or ""),
        labels=item.get("Labels") or _NOTHING,
        options=item.get("Options") or _NOTHING,
    )


def volume(item: Json) -> Volume:
    """One of the ``Volumes`` of ``GET /volumes``."""
    usage: Json = item.get("UsageData") or _NOTHING
    size = usage.get("Size", -1)
    return Volume(
        name=item["Name"],
        driver=item.get("Driver") or "",
        mountpoint=item.get("Mountpoint") or "",
        scope=item.get("Scope") or "",
        created=timestamp(item.get("CreatedAt") or ""),
        labels=item.get("Labels") or _NOTHING,
        options=item.get("Options") or _NOTHING,
        size=size if isinstance(size, int) and size >= 0 else None,
    )


def event(item: Json) -> Event:
    """One line of ``GET /events``. Before API 1.22 there is ``status`` and ``id`` only."""
    actor: Json = item.get("Actor") or _NOTHING
    return Event(
        kind=item.get("Type") or "container",
        action=item.get("Action") or item.get("status") or "",
        id=actor.get("ID") or item.get("id") or "",
        time=int(item.get("timeNano") or int(item.get("time") or 0) * 1_000_000_000),
        attributes=actor.get("Attributes") or _NOTHING,
    )


@functools.lru_cache(maxsize=1024)
def timestamp(text: str) -> float:
    """Seconds since 1970 from an RFC 3339 time with nanoseconds; 0 for Go's zero time."""
    if not text or text.startswith("0001-"):
        return 0.0
    try:
        # Python reads six decimals, Go writes up to nine.
        return datetime.datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", text)).timestamp()
    except ValueError:
        return 0.0
