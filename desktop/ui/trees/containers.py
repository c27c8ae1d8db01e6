"""What the tree of containers tells."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desktop.engine.records import Container, Kind, Port
from desktop.ui import units, wording
from desktop.ui.plain import visible
from desktop.ui.risk_badge import whole
from desktop.ui.text import tr
from desktop.ui.trees.cells import (
    Column,
    Facts,
    Paint,
    cell_of,
    created_column,
    id_column,
    name_column,
    order_of,
)
from desktop.ui.trees.rows import Child, Row, Value

_STATE_ORDER = ("running", "restarting", "paused", "removing", "created", "exited", "dead")


def container_of(value: Value | None) -> Container | None:
    """The container of a row, or of a child below a network or a volume."""
    if isinstance(value, Child):
        return value.container
    if isinstance(value, Row) and isinstance(value.record, Container):
        return value.record
    return None


def containers_columns(facts: Facts) -> tuple[Column, ...]:
    """Name, image, status, ports, networks, created, id and command."""

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

    def owner(container: Container) -> str:
        """Whose network it has, where it has another's."""
        known = facts.store.containers.get(container.shares)
        return tr("network of {name}", name=known.name) if known is not None else ""

    def networks(container: Container) -> list[str]:
        inside = [f"{a.network} {a.ipv4 or a.ipv6}".rstrip() for a in container.networks]
        return inside or [text for text in (owner(container),) if text]

    def chips(value: Value) -> list[str]:
        record = value.record if isinstance(value, Row) else None
        found = networks(record) if isinstance(record, Container) else []
        return [visible(text, limit=40) for text in found]

    def addresses(container: Container) -> str:
        lines = (f"{visible(a.network)}  {a.ipv4} {a.ipv6}".rstrip() for a in container.networks)
        return "\n".join(lines) or visible(owner(container))

    def said(value: Value) -> str:
        text = status(value)
        if not text or not isinstance(value, Row) or not isinstance(value.record, Container):
            return ""
        word = wording.state(value.record)
        parts = [visible(value.title), word, text]
        return wording.listed(parts if text != word else parts[:2])

    def warns(value: Value) -> str:
        record = value.record if isinstance(value, Row) else None
        risks = facts.risks(record.id) if isinstance(record, Container) else ()
        return whole(risks) if risks else ""

    def detail(build: Callable[[Container], str]) -> Callable[[Value], str]:
        return lambda value: build(c) if (c := container_of(value)) is not None else ""

    return (
        name_column(tr("Name"), said, warns),
        Column(
            "image",
            tr("Image"),
            cell_of(Container, lambda c: c.image),
            order_of(Container, lambda c: c.image.casefold(), ""),
            20,
            ends=True,
            least=14,
            detail=detail(lambda c: f"{visible(c.image)}\n{visible(c.image_id)}"),
        ),
        Column(
            "status",
            tr("Status"),
            status,
            order_of(Container, state_order, (-1, 0.0)),
            26,
            Paint.STATUS,
            least=25,  # Exited (255) 12 seconds ago
            ages=True,
            detail=since,
        ),
        Column(
            "ports",
            tr("Ports"),
            cell_of(Container, lambda c: ", ".join(text for text, _p in wording.ports(c.ports))),
            order_of(Container, _port_order, [-1]),
            24,
            Paint.CHIPS,
            least=20,
            chips=lambda v: [visible(text, limit=40) for text, _port in _ports(v)],
            ports=lambda v: [port for _text, port in _ports(v)],
        ),
        Column(
            "networks",
            tr("Networks"),
            cell_of(Container, lambda c: wording.listed(networks(c))),
            order_of(Container, lambda c: [a.network for a in c.networks] or [owner(c)], []),
            24,
            Paint.CHIPS,
            least=20,
            chips=chips,
            detail=detail(addresses),
        ),
        created_column(facts),
        id_column(hidden=True),  # the details have it, too
        Column(
            "command",
            tr("Command"),
            cell_of(Container, lambda c: c.command),
            order_of(Container, lambda c: c.command, ""),
            30,
            Paint.MONO,
            hidden=True,
        ),
    )


def _port_order(container: Container) -> list[int]:
    """Published ports first, by number; containers without ports last."""
    published = sorted(p.host_port for p in container.ports if p.host_port)
    return published or [100_000 + p.number for p in container.ports[:1]] or [200_000]


def _ports(value: Value) -> list[tuple[str, Port]]:
    if isinstance(value, Row) and isinstance(value.record, Container):
        return list(wording.ports(value.record.ports))
    return []
