"""How the entries of a folder are shown: which, in which order, and what differs from the image.

An arrangement is made in one go and never changes, so a thread may make it: a folder may hold a
hundred thousand entries.
"""

from __future__ import annotations

import enum
import heapq
import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

from desktop.engine.file_records import FileEntry, FileKind
from desktop.engine.observations import Difference, FileChange

_SORTED_AT_ONCE = 2000  # sorting holds every other thread up until it has ended

Differences = Mapping[str, Mapping[str, Difference]]
"""By folder, by name."""


class Column(enum.Enum):
    """What a folder's rows are sorted by."""

    NAME = "name"
    SIZE = "size"
    MODE = "mode"
    OWNER = "owner"
    MODIFIED = "modified"
    LINK = "link"


class Row(NamedTuple):
    """An entry, and how it differs from the image; one that is deleted is there no more."""

    entry: FileEntry
    difference: Difference | None = None

    @property
    def deleted(self) -> bool:
        return self.difference is Difference.DELETED

    @property
    def leads_to_folder(self) -> bool:
        """Whether it can be gone into: a folder, or a link to one."""
        entry = self.entry
        if self.deleted:
            return False
        return FileKind.FOLDER in (entry.kind, entry.leads_to)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants to see, and in which order. ``words`` are casefolded."""

    column: Column = Column.NAME
    descending: bool = False
    hidden: bool = False
    words: tuple[str, ...] = ()

    def admits(self, name: str) -> bool:
        """Whether an entry of that name is shown."""
        if not self.hidden and name.startswith("."):
            return False
        if not self.words:
            return True
        folded = name.casefold()
        return all(word in folded for word in self.words)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The rows that are shown; ``total`` counts all, ``hidden`` those that begin with a dot."""

    rows: Sequence[Row] = ()
    total: int = 0
    hidden: int = 0


def differences_of(changes: Iterable[FileChange]) -> Differences:
    """What ``docker diff`` lists, by folder."""
    found: dict[str, dict[str, Difference]] = {}
    for path, difference in changes:
        above, name = posixpath.split(path.rstrip("/"))
        found.setdefault(above or "/", {})[name] = difference
    return found


def arranged(
    entries: Iterable[FileEntry], wish: Wish, differences: Mapping[str, Difference]
) -> Arrangement:
    """The rows of one folder, folders first; what is deleted stands among them."""
    rows: list[Row] = []
    known: set[str] = set()
    total = hidden = 0
    for entry in entries:
        total += 1
        if differences:
            known.add(entry.name)
        if entry.name.startswith("."):
            hidden += 1
        if wish.admits(entry.name):
            difference = differences.get(entry.name)
            if difference is Difference.DELETED:  # and made again since
                difference = Difference.CHANGED
            rows.append(Row(entry, difference))
    for name, difference in differences.items():
        gone = difference is Difference.DELETED and name not in known
        if gone and wish.admits(name):
            rows.append(Row(FileEntry(name, FileKind.UNKNOWN, None, 0), difference))
    return Arrangement(_sorted(rows, wish), total, hidden)


def _sorted(rows: list[Row], wish: Wish) -> list[Row]:
    """In pieces, between which other threads have their turn."""
    key = _KEYS[wish.column]
    keyed = ((key(row), number, row) for number, row in enumerate(rows))
    pieces = [sorted(piece, reverse=wish.descending) for piece in _pieces(keyed, _SORTED_AT_ONCE)]
    if len(pieces) == 1:
        merged: Iterable[tuple[Any, int, Row]] = pieces[0]
    else:
        merged = heapq.merge(*pieces, reverse=wish.descending)
    ordered = [row for _key, _number, row in merged]
    folders = [row for row in ordered if row.leads_to_folder]
    return [*folders, *(row for row in ordered if not row.leads_to_folder)]


def _pieces(items: Iterator[Any], size: int) -> Iterator[list[Any]]:
    while piece := list(islice(items, size)):
        yield piece


def _by_name(row: Row) -> tuple[str, str]:
    return row.entry.name.casefold(), row.entry.name


_KEYS: dict[Column, Callable[[Row], tuple[Any, ...]]] = {
    Column.NAME: _by_name,
    Column.SIZE: lambda row: (-1 if row.entry.size is None else row.entry.size, *_by_name(row)),
    Column.MODE: lambda row: (row.entry.kind.value, row.entry.mode, *_by_name(row)),
    Column.OWNER: lambda row: (
        row.entry.user,
        row.entry.uid,
        row.entry.group,
        row.entry.gid,
        *_by_name(row),
    ),
    Column.MODIFIED: lambda row: (row.entry.modified, *_by_name(row)),
    Column.LINK: lambda row: (row.entry.link, *_by_name(row)),
}
