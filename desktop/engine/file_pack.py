"""Files of this machine as a tar for a container, as ``docker cp`` packs them.

Links are kept as they are, further names of one file as hard links, times in whole seconds, owners
by number. Devices, pipes and sockets are left out, and what can't be read; both are noted.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from desktop.engine.file_ground import Folder
from desktop.engine.file_pace import Notes, Pace
from desktop.engine.file_placing import entry_of
from desktop.engine.file_records import CopyOptions, FileEntry, FileKind, Why
from desktop.engine.file_tar import END, Member, header, padding

CHUNK = 1 << 20
_RIGHTS = "security.capability"  # docker keeps these, and no other attribute

KEPT = (FileKind.FILE, FileKind.FOLDER, FileKind.LINK)


class Naming(Protocol):
    """What a member is called in the tar, by its path there; None leaves it out."""

    def __call__(self, path: str) -> str | None: ...


class Found(NamedTuple):
    """An entry on the way through a folder: in an open folder, by its path from the start."""

    folder: Folder
    name: str
    path: str
    status: os.stat_result

    @property
    def shown(self) -> str:
        """Its path on this machine."""
        return os.path.join(self.folder.path, self.name)


class Changing(OSError):
    """A file has become shorter while it was read."""


def walk(folder: Folder, name: str, notes: Notes) -> Iterator[Found]:
    """An entry of an open folder, and all below it, folders first; links are not followed."""
    status = folder.status(name)
    if status is None:
        raise FileNotFoundError(2, os.strerror(2), os.path.join(folder.path, name))
    yield Found(folder, name, "", status)
    if stat.S_ISDIR(status.st_mode):
        yield from below(folder.folder(name), notes)


def below(start: Folder, notes: Notes) -> Iterator[Found]:
    """All that is in a folder, which is closed afterwards. What goes meanwhile is left out."""
    todo: list[tuple[Folder, str, list[str]]] = []
    try:
        todo.append((start, "", sorted(start.names(), reverse=True)))
        while todo:
            folder, path, names = todo[-1]
            if not names:
                todo.pop()[0].close()
                continue
            name = names.pop()
            status = folder.status(name)
            if status is None:
                continue
            here = f"{path}/{name}" if path else name
            yield Found(folder, name, here, status)
            if stat.S_ISDIR(status.st_mode):
                try:
                    opened = folder.folder(name)
                except OSError:
                    notes.add(os.path.join(folder.path, name), Why.UNREADABLE)
                    continue
                todo.append((opened, here, []))
                try:
                    todo[-1] = opened, here, sorted(opened.names(), reverse=True)
                except OSError:
                    notes.add(opened.path, Why.UNREADABLE)
    finally:
        for folder, _path, _names in todo:
            folder.close()


class Packing:
    """Packs what is found, under the names that it is to have."""

    def __init__(self, options: CopyOptions, naming: Naming, pace: Pace, notes: Notes) -> None:
        self._options = options
        self._naming = naming
        self._pace = pace
        self._notes = notes
        self._first: dict[tuple[int, int], str] = {}

    def pieces(self, found: Iterable[Found], prefix: str) -> Iterator[bytes]:
        """The tar; ``prefix`` is the name of the first that is found (empty: it has none)."""
        left_out = ""
        for each in found:
            name = "/".join(part for part in (prefix, each.path) if part)
            if left_out and name.startswith(left_out):
                continue
            left_out = ""
            called = self._naming(name)
            if called is None:
                self._notes.add(each.shown, Why.SKIPPED)
                left_out = name + "/"
                continue
            yield from self._one(each, called)
        yield END

    def _one(self, found: Found, name: str) -> Iterator[bytes]:
        status = found.status
        entry = entry_of(found.name, status)
        if entry.kind not in KEPT:
            self._notes.add(found.shown, Why.SPECIAL)
            return
        member = _member(entry, name)
        if entry.kind is FileKind.FOLDER:
            if name:
                yield header(member._replace(name=name + "/", attributes=self._attributes(found)))
        elif entry.kind is FileKind.LINK:
            self._pace.begin(found.shown)
            yield header(member._replace(link=found.folder.read_link(found.name)))
        elif first := self._first.get((status.st_dev, status.st_ino)):
            self._pace.begin(found.shown)
            yield header(member._replace(hard=True, link=first, size=0))
        else:
            yield from self._file(found, member)

    def _file(self, found: Found, member: Member) -> Iterator[bytes]:
        """A file as large as it is when it is opened, whatever is written to it meanwhile."""
        try:
            file = found.folder.read(found.name)
        except OSError:
            self._notes.add(found.shown, Why.UNREADABLE)
            return
        try:
            status = os.fstat(file)
            if not stat.S_ISREG(status.st_mode):
                self._notes.add(found.shown, Why.SPECIAL)
                return
            self._pace.begin(found.shown)
            yield header(member._replace(size=status.st_size, attributes=self._attributes(found)))
            left = status.st_size
            while left:
                piece = os.read(file, min(CHUNK, left))
                if not piece:
                    raise Changing(0, "it has become shorter while it was copied", found.shown)
                left -= len(piece)
                self._pace.add(len(piece))
                yield piece
            yield padding(status.st_size)
        finally:
            os.close(file)
        if status.st_nlink > 1:
            self._first[status.st_dev, status.st_ino] = member.name

    def _attributes(self, found: Found) -> dict[str, bytes]:
        kept: dict[str, bytes] = {}
        try:
            for name in os.listxattr(found.shown, follow_symlinks=False):
                wanted = self._options.attributes and name.startswith("user.")
                if wanted or name == _RIGHTS:
                    kept[name] = os.getxattr(found.shown, name, follow_symlinks=False)
        except (OSError, AttributeError):
            if self._options.attributes and hasattr(os, "listxattr"):
                self._notes.add(found.shown, Why.ATTRIBUTES)
        return kept


def _member(entry: FileEntry, name: str) -> Member:
    mode = entry.mode
    if os.name == "nt":  # no such bits there; docker makes all executable
        mode = mode & 0o755 | 0o111
    return Member(
        name,
        entry.kind,
        0,
        mode,
        max(0, entry.uid),
        max(0, entry.gid),
        max(0.0, entry.modified),
    )


def joined(pieces: Iterable[bytes], at_least: int = 1 << 18) -> Iterator[bytes]:
    """The same bytes in fewer pieces."""
    waiting: list[bytes] = []
    size = 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size >= at_least:
            yield piece if len(waiting) == 1 else b"".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield b"".join(waiting)
