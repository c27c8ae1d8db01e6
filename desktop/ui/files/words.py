"""What a file's row says, to eyes and to a screen reader."""

from __future__ import annotations

import stat
import time

from PySide6.QtGui import QIcon

from desktop.engine.file_records import FileEntry, FileKind, Mount, MountKind
from desktop.engine.observations import Difference
from desktop.model.files.arranging import Row
from desktop.ui import units
from desktop.ui.icons import Icon, icon
from desktop.ui.plain import tooltip, visible
from desktop.ui.text import mark, tr
from desktop.ui.theme import Tone

FILES_MIME = "application/x-portside-files"
NAME, SIZE, MODE, OWNER, MODIFIED, LINK = range(6)

BADGES = {
    Difference.ADDED: mark("added"),
    Difference.CHANGED: mark("changed"),
    Difference.DELETED: mark("deleted"),
}
TONES = {
    Difference.ADDED: Tone.OK,
    Difference.CHANGED: Tone.ACCENT,
    Difference.DELETED: Tone.DANGER,
}
KINDS = {
    FileKind.FILE: mark("file"),
    FileKind.FOLDER: mark("folder"),
    FileKind.LINK: mark("symbolic link"),
    FileKind.PIPE: mark("pipe"),
    FileKind.SOCKET: mark("socket"),
    FileKind.CHARACTER_DEVICE: mark("character device"),
    FileKind.BLOCK_DEVICE: mark("block device"),
    FileKind.UNKNOWN: mark("something else"),
}
MOUNTS = {
    MountKind.VOLUME: mark("volume"),
    MountKind.BIND: mark("bind"),
    MountKind.TMPFS: mark("tmpfs"),
    MountKind.OTHER: mark("mount"),
}
MOUNT_PICTURES = {
    MountKind.VOLUME: Icon.VOLUMES,
    MountKind.BIND: Icon.CONTEXT,
    MountKind.TMPFS: Icon.ENGINE,
    MountKind.OTHER: Icon.CONNECT,
}
_TYPES = {
    FileKind.FILE: stat.S_IFREG,
    FileKind.FOLDER: stat.S_IFDIR,
    FileKind.LINK: stat.S_IFLNK,
    FileKind.PIPE: stat.S_IFIFO,
    FileKind.SOCKET: stat.S_IFSOCK,
    FileKind.CHARACTER_DEVICE: stat.S_IFCHR,
    FileKind.BLOCK_DEVICE: stat.S_IFBLK,
}
_HALF_A_YEAR = 182 * 24 * 3600


def cell(row: Row, column: int) -> str:
    """The text of a cell."""
    entry = row.entry
    if column == NAME:
        return visible(entry.name)
    if row.deleted:
        return ""
    if column == SIZE:
        plain = entry.kind is FileKind.FILE and entry.size is not None
        return units.size(entry.size or 0) if plain else ""
    if column == MODE:
        return mode(entry)
    if column == OWNER:
        return owner(entry)
    if column == MODIFIED:
        return when(entry.modified)
    return visible(entry.link)


def mode(entry: FileEntry) -> str:
    """``drwxr-xr-x``, as ls writes it."""
    if entry.kind is FileKind.UNKNOWN:
        return ""
    return stat.filemode(_TYPES[entry.kind] | entry.mode)


def owner(entry: FileEntry) -> str:
    """``root:root``, numbers where the place has no names."""
    if entry.uid < 0 and not entry.user:
        return ""
    user = visible(entry.user, limit=40) or str(entry.uid)
    group = visible(entry.group, limit=40) or str(entry.gid)
    return f"{user}:{group}"


def when(moment: float, now: float | None = None) -> str:
    """As ls writes it: the time of what is recent, the day of what is not."""
    if not moment:
        return ""
    near = abs((time.time() if now is None else now) - moment) < _HALF_A_YEAR
    return units.minute(moment) if near else units.day(moment)


def tip(row: Row, column: int, path: str) -> str:
    """What the pointer is told beyond the cell."""
    entry = row.entry
    if column == SIZE and entry.kind is FileKind.FILE and entry.size is not None:
        return tooltip(tr("{count} bytes", count=units.number(entry.size)))
    if column == MODE and not row.deleted:
        return tooltip(f"{entry.mode:04o}")
    if column == MODIFIED:
        return tooltip(units.exact(entry.modified))
    if column == OWNER and entry.uid >= 0:
        return tooltip(f"{entry.uid}:{entry.gid}")
    if column == LINK and entry.link and entry.leads_to is None:
        return tooltip(tr("Nothing is there, or it was not looked at"))
    return tooltip(path)


def picture(row: Row) -> QIcon:
    """What kind of thing it is."""
    kind = row.entry.kind
    if kind is FileKind.LINK:
        return icon(Icon.SYMLINK)
    if kind is FileKind.FOLDER:
        return icon(Icon.FILES)
    return icon(Icon.FILE if kind is FileKind.FILE else Icon.DANGLING)


def mounted(mount: Mount) -> str:
    """``volume data``, ``bind /host/ssl, read-only``."""
    said = f"{tr(MOUNTS[mount.kind])} {visible(mount.source, limit=120)}".strip()
    return tr("{mount}, read-only", mount=said) if mount.read_only else said


def spoken(row: Row, mount: Mount | None = None) -> str:
    """The name, and what the eye sees by icon and badge."""
    said = [visible(row.entry.name)]
    if not row.deleted:
        said.append(tr(KINDS[row.entry.kind]))
    if row.difference is not None:
        said.append(tr(BADGES[row.difference]))
    if mount is not None:
        said.append(mounted(mount))
    return tr(", ", "between what is said of a file").join(said)
