"""What each tree tells, column by column."""

from __future__ import annotations

from desktop.engine.records import Image, Kind
from desktop.ui import units
from desktop.ui.text import tr
from desktop.ui.trees.cells import Align, Column, Facts, Paint
from desktop.ui.trees.containers import container_of, containers_columns
from desktop.ui.trees.images import images_columns
from desktop.ui.trees.networks import networks_columns
from desktop.ui.trees.rows import Group, Row, Value
from desktop.ui.trees.volumes import volumes_columns

__all__ = [
    "Align",
    "Column",
    "Facts",
    "Paint",
    "columns",
    "container_of",
    "group_summary",
]

_OF = {
    Kind.CONTAINER: containers_columns,
    Kind.IMAGE: images_columns,
    Kind.NETWORK: networks_columns,
    Kind.VOLUME: volumes_columns,
}


def columns(kind: Kind, facts: Facts) -> tuple[Column, ...]:
    """The columns of a kind's tree."""
    return _OF[kind](facts)


def group_summary(group: Group, members: list[Value]) -> str:
    """What a group row says behind its name: how many, and how many run or how large they are."""
    if group.kind is Kind.CONTAINER:
        running = sum(1 for m in members if (c := container_of(m)) is not None and c.is_running)
        whole, part = units.number(len(members)), units.number(running)
        return tr("{running} of {count} running", running=part, count=whole)
    images = {
        m.record.id: m.record.size
        for m in members
        if isinstance(m, Row) and isinstance(m.record, Image)
    }
    size = units.size(sum(images.values()))
    return tr("%n image(s), {size}", "", len(images), size=size)
