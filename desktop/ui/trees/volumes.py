"""What the tree of volumes tells."""

from __future__ import annotations

from desktop.engine.records import Kind, Volume
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
    name_column,
    order_of,
    users_column,
)
from desktop.ui.trees.rows import Child, Value
from desktop.ui.wording import listed


def volumes_columns(facts: Facts) -> tuple[Column, ...]:
    """Name, driver, size, users, mountpoint and created."""

    def bytes_of(volume: Volume) -> str:
        return "" if volume.size is None else units.size(volume.size)

    def mounted_at(value: Value) -> str:
        if isinstance(value, Child):
            volume = value.key.rpartition("/")[0]
            places = [m.destination for m in value.container.mounts if m.volume == volume]
            return visible(listed(places))
        return ""

    mountpoint = cell_of(Volume, lambda v: v.mountpoint)
    return (
        name_column(tr("Name")),
        Column(
            "driver",
            tr("Driver"),
            cell_of(Volume, lambda v: v.driver),
            order_of(Volume, lambda v: v.driver, ""),
            10,
        ),
        Column(
            "size",
            tr("Size"),
            cell_of(Volume, bytes_of),
            order_of(Volume, lambda v: -1 if v.size is None else v.size, 0),
            10,
            align=Align.RIGHT,
        ),
        users_column(facts, Kind.VOLUME),
        Column(
            "mountpoint",
            tr("Mountpoint"),
            lambda v: mounted_at(v) or mountpoint(v),
            order_of(Volume, lambda v: v.mountpoint, ""),
            44,
            Paint.MONO,
        ),
        created_column(facts),
    )
