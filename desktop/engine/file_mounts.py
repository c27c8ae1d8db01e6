"""What is mounted into a container, as its inspection tells."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from typing import Any

from desktop.engine.decode import mapping, text
from desktop.engine.file_records import Mount, MountKind

KERNELS = ("/proc", "/sys", "/dev")  # while the container runs
_KINDS = {kind.value: kind for kind in MountKind}


def mounts_of(inspection: Mapping[str, Any]) -> tuple[Mount, ...]:
    """All of them, by path. ``--tmpfs`` stands in another place than the others."""
    found: dict[str, Mount] = {}
    host = mapping(inspection.get("HostConfig") or {})
    for path, options in mapping(host.get("Tmpfs") or {}).items():
        read_only = "ro" in text(options).split(",")
        found[path] = Mount(path, MountKind.TMPFS, read_only=read_only)
    for item in inspection.get("Mounts") or ():
        told = mapping(item)
        path, kind = text(told.get("Destination")), _KINDS.get(text(told.get("Type")))
        named = text(told.get("Name")) if kind is MountKind.VOLUME else ""
        source = named or text(told.get("Source"))
        found[path] = Mount(path, kind or MountKind.OTHER, source, told.get("RW") is False)
    return tuple(found[path] for path in sorted(found))


def hides(mounts: Iterable[Mount], path: str, *, running: bool) -> bool:
    """Whether no archive reaches a path: it ends beneath what is mounted in memory."""
    hidden = [mount.path for mount in mounts if mount.kind is MountKind.TMPFS]
    seen = [mount.path for mount in mounts if mount.kind is not MountKind.TMPFS]
    covering = max((it for it in seen if _holds(it, path)), key=len, default="")
    hidden += KERNELS if running else ()
    return any(_holds(it, path) and len(it) > len(covering) for it in hidden)


def all_within(mounts: Iterable[Mount], paths: Iterable[str]) -> bool:
    """Whether all of these lie below volumes and folders that are mounted, and are none of them.

    One that ends in a slash is what others go into: that may be one.
    """
    known = {mount.path.rstrip("/"): mount.kind for mount in mounts}

    def is_within(folder: str) -> bool:
        while folder != "/" and folder not in known:
            folder = posixpath.dirname(folder)
        return known.get(folder) in (MountKind.VOLUME, MountKind.BIND)

    # A hundred thousand may be in one folder, which is looked up once.
    folders: dict[str, bool] = {}
    for path in paths:
        above = path.rpartition("/")[0] or "/"
        if above not in folders:
            folders[above] = is_within(above)
        if path in known or not folders[above]:
            return False
    return True


def _holds(folder: str, path: str) -> bool:
    bare = folder.rstrip("/")
    return path.rstrip("/") == bare or path.startswith(bare + "/")
