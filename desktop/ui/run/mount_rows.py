"""Volumes, binds and tmpfs as rows of a table; those of ``--mount`` are types of their own."""

from __future__ import annotations

import re
from typing import Any

from desktop.model.facts import ImageFacts
from desktop.model.run import commas, mount_option, mounts
from desktop.model.run.mount_option import Mount, read_mount, write_mount
from desktop.model.run.mounts import CONSISTENCIES, PROPAGATIONS, Tmpfs, Volume
from desktop.model.run.problems import Fault, Invalid
from desktop.model.run.spec import ContainerSpec
from desktop.model.store import Store
from desktop.ui.run.rows import YES, Cells, Column, RowKind, bare
from desktop.ui.text import mark

_LONG = "--mount "
_TYPES = ("volume", "bind", "tmpfs", *(_LONG + name for name in mount_option.TYPES))
_MOUNT_PARTS = ("type=", "source=", "target=")
_OPTIONS_OF = {
    "volume": ("nocopy", "z", "Z"),
    "bind": (*PROPAGATIONS, "z", "Z", *CONSISTENCIES[:3]),
    "tmpfs": ("size=64m", "mode=1777", "noexec"),
    _LONG + "bind": (
        *(f"bind-propagation={word}" for word in PROPAGATIONS),
        *(f"bind-recursive={word}" for word in mount_option.RECURSIVE),
    ),
    _LONG + "volume": ("volume-nocopy", "volume-subpath=", "volume-driver=", "volume-opt="),
    _LONG + "tmpfs": ("tmpfs-size=64m", "tmpfs-mode=1777"),
    _LONG + "image": ("image-subpath=",),
}


def _read_mount(cells: Cells) -> Volume | Mount | Tmpfs:
    kind, source, target, read_only, options = cells
    if not source and not target:
        raise Invalid(Fault.EMPTY, "")
    if kind in ("", "volume"):
        kind = "bind" if mounts.is_host_path(source) else "volume"
    if kind.startswith(_LONG):
        parts = [f"type={kind.removeprefix(_LONG)}", f"target={target}"]
        parts += [f"source={source}"] * bool(source) + ["readonly"] * bool(read_only)
        return read_mount(commas.write([*parts, *(commas.read(options) if options else ())]))
    if kind not in _TYPES:
        raise Invalid(Fault.NOT_A_CHOICE, kind)
    mounts.check_target(target)
    modes = ["ro"] * bool(read_only) + [each for each in options.split(",") if each]
    if kind == "tmpfs":
        if source:
            raise Invalid(Fault.MISPLACED, source)
        return Tmpfs(target, ",".join(modes))
    if kind == "bind" and not mounts.is_host_path(source):
        raise Invalid(Fault.NOT_ABSOLUTE if source else Fault.NO_SOURCE, source)
    if kind == "volume" and source:
        mounts.check_volume_name(source)
    return mounts.read_volume(mounts.write_volume(Volume(target, source, tuple(modes))))


def _write_mount(value: Volume | Mount | Tmpfs) -> Cells:
    if isinstance(value, Tmpfs):
        return "tmpfs", "", value.target, "", value.options
    if isinstance(value, Volume):
        modes = ",".join(mode for mode in value.modes if mode != "ro")
        read_only = YES if "ro" in value.modes else ""
        return "bind" if value.is_bind else "volume", value.source, value.target, read_only, modes
    read_only = YES if value.read_only else ""
    return _LONG + value.type, value.source, value.target, read_only, _options_of(value)


def _options_of(mount: Mount) -> str:
    """What there are no cells for."""
    text = write_mount(mount)
    try:
        parts = commas.read(text)
    except Invalid:  # an Engine may tell what no command line can say
        return text
    return commas.write(
        part for part in parts if part != "readonly" and not part.startswith(_MOUNT_PARTS)
    )


def _read_mount_line(line: str) -> Volume | Mount | Tmpfs | None:
    text = bare(line)
    if not text:
        return None
    if line.strip().startswith("--tmpfs"):
        return mounts.read_tmpfs(text)
    is_long = line.strip().startswith("--mount") or re.match(r"(type|source|src|target)=", text)
    return read_mount(text) if is_long else mounts.read_volume(text)


def _sources(store: Store, cells: Cells) -> list[str]:
    named = (volume.name for volume in store.volumes)
    return sorted(named) if cells[0] in ("", "volume", _LONG + "volume") else []


def _volumes(image: ImageFacts, _spec: ContainerSpec) -> list[Cells]:
    return [("volume", "", target, "", "") for target in image.volumes]


def _mount_field(value: Any) -> str:
    return {Volume: "volumes", Mount: "mounts", Tmpfs: "tmpfs"}[type(value)]


MOUNTS = RowKind(
    ("volumes", "mounts", "tmpfs"),
    (
        Column(mark("Type"), 14, "volume", choices=_TYPES),
        Column(mark("Source"), 0, offered=mark("anonymous"), known=_sources),
        Column(mark("Target"), 16),
        Column(mark("Read-only"), 9, ticked=True),
        Column(mark("Options"), 12, known=lambda _s, cells: _OPTIONS_OF.get(cells[0], ())),
    ),
    _read_mount,
    _write_mount,
    _read_mount_line,
    _volumes,
    (2,),
    _mount_field,
)
