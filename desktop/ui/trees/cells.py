"""What a cell is, and the cells that several trees have."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from desktop.engine.records import Kind, Port
from desktop.model.commands import Verb
from desktop.model.risks import Risks
from desktop.model.store import Store
from desktop.ui import units
from desktop.ui.plain import visible
from desktop.ui.text import tr
from desktop.ui.trees.rows import Row, Value
from desktop.ui.wording import listed, short_id


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
    risks: Callable[[str], Risks] = lambda _container: ()


def _empty(_value: Value) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``width``, ``least``: in average characters. ``hidden``: until asked for."""

    name: str  # what it is remembered by
    title: str
    text: Callable[[Value], str]
    order: Callable[[Value], Any]
    width: int = 16
    paint: Paint = Paint.TEXT
    align: Align = Align.LEFT
    hidden: bool = False
    ends: bool = False  # its end tells most, and is what is seen where there is little room
    least: int = 0  # to which it gives way; 0: to a part of its width
    ages: bool = False  # tells how long ago
    chips: Callable[[Value], list[str]] = lambda _value: []
    ports: Callable[[Value], list[Port]] = lambda _value: []  # that its chips are links to
    detail: Callable[[Value], str] = _empty
    said: Callable[[Value], str] = _empty
    warns: Callable[[Value], str] = _empty  # of what a sign behind the name warns

    def spoken(self, value: Value) -> str:
        """What a screen reader says of the cell."""
        warning = self.warns(value).replace("\n", " ")
        return listed(filter(None, (self.said(value) or self.text(value), warning)))

    def tip(self, value: Value) -> str:
        """The tooltip: the exact thing where the cell shows a rounded or shortened one."""
        shown = self.detail(value) or self.text(value)
        return f"{shown}\n{warning}" if (warning := self.warns(value)) else shown


def _title(value: Value) -> str:
    return visible(value.title)


def name_column(
    title: str,
    said: Callable[[Value], str] = _empty,
    warns: Callable[[Value], str] = _empty,
) -> Column:
    """The first column of every tree. ``said``: what else belongs to a row at a glance."""
    return Column(
        "name",
        title,
        _title,
        lambda v: v.title.casefold(),
        34,
        Paint.NAME,
        said=said,
        warns=warns,
    )


def cell_of(kind: type[Any], text: Callable[[Any], str]) -> Callable[[Value], str]:
    """A cell of the records of one type; empty in group rows and children."""

    def cell(value: Value) -> str:
        record = value.record if isinstance(value, Row) else None
        return visible(text(record)) if isinstance(record, kind) else ""

    return cell


def order_of(kind: type[Any], key: Callable[[Any], Any], last: Any) -> Callable[[Value], Any]:
    """A sort key of the records of one type; group rows have ``last``."""

    def order(value: Value) -> Any:
        record = value.record if isinstance(value, Row) else None
        return key(record) if isinstance(record, kind) else last

    return order


def users_column(facts: Facts, kind: Kind) -> Column:
    """The containers that use an image or a volume."""

    def names(value: Value) -> list[str]:
        if not isinstance(value, Row):
            return []
        return [visible(c.name, limit=40) for c in facts.store.users(kind, value.record.key)]

    def text(value: Value) -> str:
        if not isinstance(value, Row) or not facts.store.containers.standing.loaded:
            return ""
        return listed(names(value)) or tr("unused")

    return Column(
        "used by",
        tr("Used by"),
        text,
        lambda v: v.users if isinstance(v, Row) else 0,
        26,
        Paint.CHIPS,
        chips=names,
    )


def created_column(facts: Facts) -> Column:
    """How long ago the Engine made it; ascending is newest first, as docker lists."""

    def moment(value: Value) -> float:
        return float(getattr(value.record, "created", 0)) if isinstance(value, Row) else 0.0

    return Column(
        "created",
        tr("Created", "time"),
        lambda v: units.ago(moment(v), facts.clock()),
        lambda v: -moment(v),
        14,
        least=14,
        ages=True,
        detail=lambda v: units.exact(moment(v)),
    )


def _short_id(value: Value) -> str:
    return short_id(value.record.key) if isinstance(value, Row) else ""


def id_column(*, hidden: bool = False) -> Column:
    """The short id, with the whole one as tooltip."""
    return Column(
        "id",
        tr("ID"),
        _short_id,
        lambda v: v.record.key if isinstance(v, Row) else "",
        14,
        Paint.MONO,
        hidden=hidden,
        detail=lambda v: v.record.key if isinstance(v, Row) else "",
    )
