"""What the tree of images tells."""

from __future__ import annotations

from desktop.engine.records import Image, Kind
from desktop.ui import units
from desktop.ui.plain import visible
from desktop.ui.text import tr
from desktop.ui.trees.cells import (
    Align,
    Column,
    Facts,
    Paint,
    cell_of,
    created_column,
    id_column,
    name_column,
    order_of,
    users_column,
)
from desktop.ui.trees.rows import Row, Value
from desktop.ui.wording import listed


def images_columns(facts: Facts) -> tuple[Column, ...]:
    """Tags, id, size, created, users, and the other names of the same image."""

    def also(value: Value) -> list[str]:
        """The image's names in other groups: one image, seen in several places."""
        if not isinstance(value, Row) or not isinstance(value.record, Image) or not value.group:
            return []
        own = value.group.title
        return [r for r in value.record.references if r.rpartition(":")[0] != own]

    return (
        name_column(tr("Repository and tags")),
        id_column(),
        Column(
            "size",
            tr("Size"),
            cell_of(Image, lambda i: units.size(i.size)),
            order_of(Image, lambda i: i.size, 0),
            10,
            align=Align.RIGHT,
            detail=cell_of(Image, lambda i: tr("{count} bytes", count=units.number(i.size))),
        ),
        created_column(facts),
        users_column(facts, Kind.IMAGE),
        Column(
            "also",
            tr("Also known as"),
            lambda v: listed(map(visible, also(v))),
            lambda v: also(v),
            26,
            Paint.CHIPS,
            chips=lambda v: [visible(name, limit=60) for name in also(v)],
        ),
    )
