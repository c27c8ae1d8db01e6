"""The rows of published ports, and the words in their cells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from desktop.engine.records import Container, Port, Record
from desktop.model.ports import Publication, holds_ports
from desktop.model.published import PublishedPorts
from desktop.model.taken_outside import TakenOutside
from desktop.ui import wording
from desktop.ui.plain import visible
from desktop.ui.text import tr
from desktop.ui.trees.cells import Column, Paint, cell_of, order_of
from desktop.ui.trees.rows import Row, Value

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class PortRow(Row):
    """A published port of a container, and the containers that are in its way, or it in theirs.

    ``outside``: it rests, and another program of this machine has the port.
    """

    port: Publication
    rivals: tuple[Container, ...] = ()
    outside: bool = False

    @property
    def container(self) -> Container:
        """Whose port it is."""
        assert isinstance(self.record, Container)
        return self.record

    @property
    def is_conflict(self) -> bool:
        """Whether somebody is in the way."""
        return bool(self.rivals) or self.outside

    @property
    def links(self) -> list[Port]:
        """The port on each of its addresses."""
        port = self.port
        return [
            Port(port.number, port.protocol, address, port.host_port) for address in port.addresses
        ]

    @property
    def addresses(self) -> list[str]:
        """Where it is, as ``docker port`` writes it: ``0.0.0.0:8080``, ``[::]:8080``."""
        return [wording.address(link) for link in self.links]


def port_rows(
    published: PublishedPorts, outside: TakenOutside
) -> Callable[[Record], tuple[Row, ...]]:
    """Makes the rows of a container."""

    def rows(record: Record) -> tuple[Row, ...]:
        assert isinstance(record, Container)
        return tuple(
            PortRow(
                f"{record.id}/{port.host_port}/{port.protocol}/{port.number}",
                str(port.host_port),
                record,
                port=port,
                rivals=published.rivals(record, port),
                outside=not holds_ports(record) and outside.holds(port),
            )
            for port in published.of(record)
        )

    return rows


def conflict(row: PortRow) -> str:
    """Who is in the way, in words; nothing where nobody is."""
    if not row.rivals:
        return tr("held by something else on the machine") if row.outside else ""
    names = wording.listed(visible(each.name) for each in row.rivals)
    if holds_ports(row.container):
        return tr("also wanted by {names}", names=names)
    return tr("held by {names}", names=names)


def reach(port: Publication) -> str:
    """Who gets to it, in words."""
    if port.everywhere:
        return tr("the network")
    return tr("the machine alone") if port.loopback else tr("one address")


def columns() -> tuple[Column, ...]:
    """What matters first comes first: there may be room for no more."""
    return (
        Column(
            "port",
            tr("Port"),
            _cell(lambda row: row.title),
            _order(lambda row: (row.port.host_port, row.port.protocol)),
            18,  # a sign and five digits also where there is little room
            Paint.NAME,
            said=_cell(_said),
            warns=_cell(conflict),
        ),
        Column(
            "container",
            tr("Container"),
            cell_of(Container, lambda c: c.name),
            order_of(Container, lambda c: c.name.casefold(), ""),
            20,
        ),
        Column(
            "address",
            tr("Host address"),
            _cell(_where),
            _order(lambda row: row.port.addresses),
            24,
            Paint.CHIPS,
            chips=_live(lambda row: [visible(each, limit=60) for each in row.addresses]),
            ports=_live(lambda row: row.links),
        ),
        Column(
            "reach",
            tr("Open to"),
            _cell(lambda row: reach(row.port)),
            _order(lambda row: (not row.port.everywhere, row.port.loopback)),
            18,
            Paint.CHIPS,
            chips=_live(lambda row: [reach(row.port)] if row.port.everywhere else []),
        ),
        Column(
            "inside",
            tr("Container port"),
            _cell(lambda row: visible(f"{row.port.number}/{row.port.protocol}")),
            _order(lambda row: (row.port.number, row.port.protocol)),
            12,
        ),
        Column(
            "protocol",
            tr("Protocol"),
            _cell(lambda row: visible(row.port.protocol)),
            _order(lambda row: row.port.protocol),
            8,
        ),
        Column(
            "state",
            tr("State"),
            _cell(lambda row: wording.state(row.container)),
            _order(lambda row: wording.state(row.container)),
            12,
            Paint.STATUS,
        ),
        Column(
            "conflict",
            tr("Conflict"),
            _cell(conflict),
            _order(lambda row: (not row.is_conflict, conflict(row))),
            18,
        ),
    )


def _where(row: PortRow) -> str:
    if row.port.addresses == ("",):  # as it was asked for: the Engine has not chosen yet
        return tr("all addresses")
    return visible(wording.listed(row.addresses))


def _live(found: Callable[[PortRow], list[T]]) -> Callable[[Value], list[T]]:
    """What is found in a row whose port leads somewhere now; nothing in others."""

    def live(value: Value) -> list[T]:
        if isinstance(value, PortRow) and holds_ports(value.container):
            return found(value)
        return []

    return live


def _said(row: PortRow) -> str:
    """A row at a glance, for a screen reader."""
    port = row.port
    return wording.listed(
        (
            f"{row.title}/{visible(port.protocol)}",
            visible(row.container.name),
            wording.state(row.container),
            tr("open to {whom}", whom=reach(port)),
        )
    )


def _cell(text: Callable[[PortRow], str]) -> Callable[[Value], str]:
    return lambda value: text(value) if isinstance(value, PortRow) else ""


def _order(key: Callable[[PortRow], Any]) -> Callable[[Value], Any]:
    return lambda value: key(value) if isinstance(value, PortRow) else ()
