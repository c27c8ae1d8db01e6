"""Putting what has been extracted beside its place into its place.

Folders that are on both sides become one; of all else that is in the way the user has decided.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import NamedTuple

from desktop.engine.file_errors import Refused, Rule
from desktop.engine.file_ground import Folder
from desktop.engine.file_names import numbered
from desktop.engine.file_pace import Notes
from desktop.engine.file_records import Clash, Decision, FileEntry, FileKind, Why

_KINDS = {
    stat.S_IFREG: FileKind.FILE,
    stat.S_IFDIR: FileKind.FOLDER,
    stat.S_IFLNK: FileKind.LINK,
    stat.S_IFIFO: FileKind.PIPE,
    stat.S_IFSOCK: FileKind.SOCKET,
    stat.S_IFCHR: FileKind.CHARACTER_DEVICE,
    stat.S_IFBLK: FileKind.BLOCK_DEVICE,
}

Decisions = Mapping[str, Decision]  # by the path that is taken


class Pair(NamedTuple):
    """A name that both folders have."""

    path: str
    name: str
    ours: FileEntry
    theirs: FileEntry


def entry_of(name: str, status: os.stat_result) -> FileEntry:
    """A file of this machine."""
    return FileEntry(
        name,
        _KINDS.get(stat.S_IFMT(status.st_mode), FileKind.UNKNOWN),
        status.st_size,
        stat.S_IMODE(status.st_mode),
        status.st_uid,
        status.st_gid,
        modified=status.st_mtime,
    )


def check_kinds(ours: FileEntry, theirs: FileEntry, path: str) -> None:
    """A folder takes no file's place, nor a file a folder's."""
    if (ours.kind is FileKind.FOLDER) is not (theirs.kind is FileKind.FOLDER):
        folder = ours.kind is FileKind.FOLDER
        raise Refused(Rule.FOLDER_ONTO_FILE if folder else Rule.FILE_ONTO_FOLDER, path)


def clashes(ground: Folder, place: Folder) -> Iterator[Clash]:
    """What is in the way of what was extracted; raises Refused where no decision could help."""
    for pair in _pairs(ground, place):
        check_kinds(pair.ours, pair.theirs, pair.path)
        if pair.ours.kind is FileKind.FOLDER:
            with _ours(ground, pair) as ours, place.folder(pair.name) as theirs:
                yield from clashes(ours, theirs)
            ground.set_mode(pair.name, pair.ours.mode)
        else:
            yield Clash(pair.path, pair.ours, pair.theirs)


def put_in_place(
    ground: Folder, place: Folder, decisions: Decisions, notes: Notes, others: Iterable[str] = ()
) -> list[str]:
    """Move all of it; a name that is taken is replaced unless something else was decided.

    ``others`` are names that come to the place, too. Returns where it is now.
    """
    paths: list[str] = []
    pairs = {pair.name: pair for pair in _pairs(ground, place)}
    names = ground.names()
    coming = {name.casefold() for name in (*names, *others)}
    for name in names:
        pair = pairs.get(name)
        if pair is None:
            _move(ground, name, place, name)
            paths.append(os.path.join(place.path, name))
        elif pair.ours.kind is FileKind.FOLDER and pair.theirs.kind is FileKind.FOLDER:
            with _ours(ground, pair) as ours, place.folder(name) as theirs:
                put_in_place(ours, theirs, decisions, notes)
                theirs.finish(pair.ours.mode, pair.ours.modified)
            paths.append(pair.path)
        else:
            check_kinds(pair.ours, pair.theirs, pair.path)
            decision = decisions.get(pair.path, Decision.REPLACE)
            paths += _put(ground, name, place, decision, notes, coming)
    return paths


def _ours(ground: Folder, pair: Pair) -> Folder:
    """A folder that was extracted, whatever its mode allows."""
    ground.set_mode(pair.name, 0o700)
    return ground.folder(pair.name)


def _put(
    ground: Folder,
    name: str,
    place: Folder,
    decision: Decision,
    notes: Notes,
    coming: Container[str],
) -> list[str]:
    path = os.path.join(place.path, name)
    if decision is Decision.SKIP:
        notes.add(path, Why.SKIPPED)
        return []
    new = name
    if decision is Decision.KEEP_BOTH:
        new = numbered(
            name, lambda found: found.casefold() in coming or place.status(found) is not None
        )
        notes.add(path, Why.RENAMED, new)
    _move(ground, name, place, new)
    return [os.path.join(place.path, new)]


def _move(ground: Folder, name: str, place: Folder, new: str) -> None:
    try:
        ground.move(name, place, new)
    except PermissionError:  # of a folder that may not be written: its ".." would change
        status = ground.status(name)
        if status is None or not stat.S_ISDIR(status.st_mode):
            raise
        ground.set_mode(name, 0o700)
        ground.move(name, place, new)
        with place.folder(new) as moved:
            moved.finish(stat.S_IMODE(status.st_mode), status.st_mtime)


def _pairs(ground: Folder, place: Folder) -> Iterator[Pair]:
    for name in ground.names():
        theirs = place.status(name)
        ours = ground.status(name) if theirs is not None else None
        if ours is not None and theirs is not None:
            path = os.path.join(place.path, name)
            yield Pair(path, name, entry_of(name, ours), entry_of(name, theirs))
