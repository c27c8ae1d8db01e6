"""What each tree tells, column by column."""

from __future__ import annotations

import enum
import ipaddress
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from desktop.engine.records import Container, Image, Kind, Network, Volume
from desktop.model.commands import Verb
from desktop.model.store import Store
from desktop.ui import units, wording
from desktop.ui.plain import visible
from desktop.ui.text import tr
from desktop.ui.trees.rows import Child, Group, Row, Value


class Align(enum.Enum):
    """Numbers align right."""

    LEFT = "left"
    RIGHT = "right"


class Paint(enum.Enum):
    """How the delegate draws a cell."""

    NAME = "name"  # a mark or an icon, then the name
    STATUS = "status"  # in the colour of the state
    CHIPS = "chips"
    TEXT = "text"
    MONO = "mono"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a cell may need beyond its record."""

    store: Store
    busy: Callable[[Kind, str], Verb | None]
    clock: Callable[[], float]


def _empty(_value: Value) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``width`` is in average characters. ``hidden``: until asked for."""

    name: str  # what it is remembered by
    title: str
    text: Callable[[Value], str]
    order: Callable[[Value], Any]
    width: int = 16
    paint: Paint = Paint.TEXT
    align: Align = Align.LEFT
    hidden: bool = False
    chips: Callable[[Value], list[str]] = lambda _value: []
    detail: Callable[[Value], str] = _empty

    def tip(self, value: Value) -> str:
        """The tooltip: the exact thing where the cell shows a rounded or shortened one."""
        return self.detail(value) or self.text(value)


def columns(kind: Kind, facts: Facts) -> tuple[Column, ...]:
    """The columns of a kind's tree."""
    return {
        Kind.CONTAINER: _of_containers,
        Kind.IMAGE: _of_images,
        Kind.NETWORK: _of_networks,
        Kind.VOLUME: _of_volumes,
    }[kind](facts)


def _title(value: Value) -> str:
    return visible(value.title)


def _name(title: str, width: int = 34, text: Callable[[Value], str] = _title) -> Column:
    return Column("name", title, text, lambda v: v.title.casefold(), width, Paint.NAME)


def _of(kind: type[Any], text: Callable[[Any], str]) -> Callable[[Value], str]:
    """A cell of the records of one type; empty in group rows and children."""

    def cell(value: Value) -> str:
        record = value.record if isinstance(value, Row) else None
        return visible(text(record)) if isinstance(record, kind) else ""

    return cell


def _by(kind: type[Any], key: Callable[[Any], Any], last: Any) -> Callable[[Value], Any]:
    """A sort key of the records of one type; group rows have ``last``."""

    def order(value: Value) -> Any:
        record = value.record if isinstance(value, Row) else None
        return key(record) if isinstance(record, kind) else last

    return order


def _users(facts: Facts, kind: Kind) -> Column:
    def names(value: Value) -> list[str]:
        if not isinstance(value, Row):
            return []
        return [visible(c.name, limit=40) for c in facts.store.users(kind, value.record.key)]

    return Column(
        "used by",
        tr("Used by"),
        lambda v: ", ".join(names(v)) or (tr("unused") if isinstance(v, Row) else ""),
        lambda v: v.users if isinstance(v, Row) else 0,
        26,
        Paint.CHIPS,
        chips=names,
    )


def _created(facts: Facts) -> Column:
    def moment(value: Value) -> float:
        return float(getattr(value.record, "created", 0)) if isinstance(value, Row) else 0.0

    return Column(
        "created",
        tr("Created"),
        lambda v: units.ago(moment(v), facts.clock()),
        lambda v: -moment(v),
        19,
        detail=lambda v: units.exact(moment(v)),
    )


def _short_id(value: Value) -> str:
    return value.record.key.removeprefix("sha256:")[:12] if isinstance(value, Row) else ""


def _id() -> Column:
    return Column(
        "id",
        tr("ID"),
        _short_id,
        lambda v: v.record.key if isinstance(v, Row) else "",
        19,
        Paint.MONO,
        detail=lambda v: v.record.key if isinstance(v, Row) else "",
    )


# Containers

_STATE_ORDER = ("running", "restarting", "paused", "removing", "created", "exited", "dead")


def _of_containers(facts: Facts) -> tuple[Column, ...]:
    def status(value: Value) -> str:
        if not isinstance(value, Row) or not isinstance(value.record, Container):
            return ""
        verb = facts.busy(Kind.CONTAINER, value.record.id)
        return wording.doing(verb) if verb else wording.status(value.record, facts.clock())

    def since(value: Value) -> str:
        record = value.record if isinstance(value, Row) else None
        if not isinstance(record, Container) or record.since is None:
            return ""
        # From a rounded status text: exact only where the Engine told seconds.
        exact = units.exact(record.since)
        state = wording.state(record)
        if record.since_within > 1:
            return tr("{state} since about {moment}", state=state, moment=exact)
        return tr("{state} since {moment}", state=state, moment=exact)

    def state_order(container: Container) -> Any:
        state = container.state.value
        rank = _STATE_ORDER.index(state) if state in _STATE_ORDER else len(_STATE_ORDER)
        return rank, -(container.since or 0.0)

    def addresses(container: Container) -> str:
        return "\n".join(f"{a.network}  {a.ipv4} {a.ipv6}".rstrip() for a in container.networks)

    return (
        _name(tr("Name")),
        Column(
            "image",
            tr("Image"),
            _of(Container, lambda c: c.image),
            _by(Container, lambda c: c.image.casefold(), ""),
            22,
            detail=_of(Container, lambda c: f"{c.image}  {c.image_id}"),
        ),
        Column(
            "status",
            tr("Status"),
            status,
            _by(Container, state_order, (-1, 0.0)),
            32,
            Paint.STATUS,
            detail=since,
        ),
        Column(
            "ports",
            tr("Ports"),
            _of(Container, lambda c: ", ".join(text for text, _p in wording.ports(c.ports))),
            _by(Container, lambda c: [p.host_port or p.number for p in c.ports] or [99999], [-1]),
            26,
            Paint.CHIPS,
            chips=lambda v: [text for text, _port in port_chips(v)],
        ),
        Column(
            "networks",
            tr("Networks"),
            _of(
                Container,
                lambda c: ", ".join(f"{a.network} {a.ipv4 or a.ipv6}".rstrip() for a in c.networks),
            ),
            _by(Container, lambda c: [a.network for a in c.networks], []),
            26,
            Paint.CHIPS,
            chips=_network_chips,
            detail=_of(Container, addresses),
        ),
        _created(facts),
        _id(),
        Column(
            "command",
            tr("Command"),
            _of(Container, lambda c: c.command),
            _by(Container, lambda c: c.command, ""),
            30,
            Paint.MONO,
            hidden=True,
        ),
    )


def port_chips(value: Value) -> list[tuple[str, Any]]:
    """The port chips of a row, each with its port."""
    if isinstance(value, Row) and isinstance(value.record, Container):
        return list(wording.ports(value.record.ports))
    return []


def _network_chips(value: Value) -> list[str]:
    if not isinstance(value, Row) or not isinstance(value.record, Container):
        return []
    return [
        visible(f"{a.network} {a.ipv4 or a.ipv6}".rstrip(), limit=40) for a in value.record.networks
    ]


# Images


def _of_images(facts: Facts) -> tuple[Column, ...]:
    def also(value: Value) -> list[str]:
        """The image's names in other groups: one image, seen in several places."""
        if not isinstance(value, Row) or not isinstance(value.record, Image) or not value.group:
            return []
        own = value.group.title
        return [r for r in value.record.references if r.rpartition(":")[0] != own]

    return (
        _name(tr("Repository and tags"), 34),
        _id(),
        Column(
            "size",
            tr("Size"),
            _of(Image, lambda i: units.size(i.size)),
            _by(Image, lambda i: i.size, 0),
            10,
            align=Align.RIGHT,
            detail=_of(Image, lambda i: tr("{count} bytes", count=f"{i.size:,}")),
        ),
        _created(facts),
        _users(facts, Kind.IMAGE),
        Column(
            "also",
            tr("Also known as"),
            lambda v: ", ".join(map(visible, also(v))),
            lambda v: also(v),
            26,
            Paint.CHIPS,
            chips=lambda v: [visible(name, limit=60) for name in also(v)],
        ),
    )


# Networks


def _address_order(text: str) -> Any:
    try:
        network = ipaddress.ip_network(text, strict=False)
    except ValueError:
        return (9, 0)
    return (network.version, int(network.network_address))


def _of_networks(facts: Facts) -> tuple[Column, ...]:
    del facts

    def first_subnet(network: Network) -> str:
        return network.subnets[0].subnet if network.subnets else ""

    def address(value: Value) -> str:
        if isinstance(value, Child) and value.attachment is not None:
            return ", ".join(filter(None, (value.attachment.ipv4, value.attachment.ipv6)))
        return subnets(value)

    subnets = _of(Network, lambda n: ", ".join(s.subnet for s in n.subnets))
    return (
        _name(tr("Name")),
        Column(
            "driver",
            tr("Driver"),
            _of(Network, lambda n: n.driver),
            _by(Network, lambda n: n.driver, ""),
            12,
        ),
        Column(
            "scope",
            tr("Scope"),
            _of(Network, lambda n: n.scope),
            _by(Network, lambda n: n.scope, ""),
            9,
        ),
        Column(
            "subnet",
            tr("Subnet, address"),
            address,
            _by(Network, lambda n: _address_order(first_subnet(n)), (0, 0)),
            22,
            Paint.MONO,
        ),
        Column(
            "gateway",
            tr("Gateway"),
            _of(Network, lambda n: ", ".join(s.gateway for s in n.subnets if s.gateway)),
            _by(Network, lambda n: [s.gateway for s in n.subnets], []),
            16,
            Paint.MONO,
        ),
        Column(
            "internal",
            tr("Internal"),
            _of(Network, lambda n: tr("internal") if n.internal else ""),
            _by(Network, lambda n: not n.internal, False),
            10,
        ),
        Column(
            "containers",
            tr("Containers"),
            lambda v: str(v.users) if isinstance(v, Row) and v.users else "",
            lambda v: v.users if isinstance(v, Row) else 0,
            11,
            align=Align.RIGHT,
        ),
        _id(),
    )


# Volumes


def _of_volumes(facts: Facts) -> tuple[Column, ...]:
    def bytes_of(volume: Volume) -> str:
        return "" if volume.size is None else units.size(volume.size)

    def mounted_at(value: Value) -> str:
        if isinstance(value, Child):
            volume = value.key.rpartition("/")[0]
            places = [m.destination for m in value.container.mounts if m.volume == volume]
            return visible(", ".join(places))
        return ""

    mountpoint = _of(Volume, lambda v: v.mountpoint)
    return (
        _name(tr("Name"), 34),
        Column(
            "driver",
            tr("Driver"),
            _of(Volume, lambda v: v.driver),
            _by(Volume, lambda v: v.driver, ""),
            10,
        ),
        Column(
            "size",
            tr("Size"),
            _of(Volume, bytes_of),
            _by(Volume, lambda v: -1 if v.size is None else v.size, 0),
            10,
            align=Align.RIGHT,
        ),
        _users(facts, Kind.VOLUME),
        Column(
            "mountpoint",
            tr("Mountpoint"),
            lambda v: mounted_at(v) or mountpoint(v),
            _by(Volume, lambda v: v.mountpoint, ""),
            44,
            Paint.MONO,
        ),
        _created(facts),
    )


def is_group(value: Value) -> bool:
    """Whether the row gathers others."""
    return isinstance(value, Group)
