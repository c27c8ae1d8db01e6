"""How the entries of a folder are shown: which, in which order, and what differs from the image.

A folder may hold a hundred thousand entries. They are sorted in steps, between which the window
has its turn: a thread would not help, for each of the many short answers that painting takes would
wait for the interpreter that the thread holds.
"""

from __future__ import annotations

import enum
import heapq
import posixpath
import sys
from array import array
from bisect import bisect_left
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple

from desktop.engine.file_records import FileEntry, FileKind
from desktop.engine.observations import Difference, FileChange

_STEP = 500  # rows
_PIECE = 2000

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
    """The rows that are shown; ``total`` counts all, ``hidden`` those that begin with a dot.

    To go through very many rows takes tens of milliseconds, so what a selection asks is here: where
    each name stands, and of the rows before each place how many are there (are not deleted) and how
    many bytes the files have. ``names`` is another one where the names are others.
    """

    rows: Sequence[Row] = ()
    total: int = 0
    hidden: int = 0
    places: dict[str, int] = field(default_factory=dict)
    there: Sequence[int] = (0,)
    sizes: Sequence[int] = (0,)
    names: int = 0
    folders: int = 0  # they stand first

    def begins(self, text: str, first: int, end: int, wish: Wish) -> int | None:
        """The first of these rows, which are in that order, whose name begins so.

        ``text`` is casefolded. In the order of the names only some are looked at.
        """

        def name(place: int) -> str:
            return self.rows[place].entry.name.casefold()

        if wish.column is Column.NAME:
            for start, stop in ((first, min(end, self.folders)), (max(first, self.folders), end)):
                places = range(start, stop)
                if wish.descending:
                    past = text + chr(sys.maxunicode)
                    at = bisect_left(places, True, key=lambda place: name(place) <= past)
                else:
                    at = bisect_left(places, True, key=lambda place: name(place) >= text)
                if at < len(places) and name(places[at]).startswith(text):
                    return places[at]
            return None
        return next((place for place in range(first, end) if name(place).startswith(text)), None)


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
    work = arranging(entries, wish, differences)
    while True:
        try:
            next(work)
        except StopIteration as end:
            made: Arrangement = end.value
            return made


def arranging(
    entries: Iterable[FileEntry], wish: Wish, differences: Mapping[str, Difference]
) -> Generator[None, None, Arrangement]:
    """As :func:`arranged`, in steps of some milliseconds, for whoever has other things to do."""
    folders, others = _Sorter(wish), _Sorter(wish)
    known: set[str] = set()
    total = hidden = 0
    for number, entry in enumerate(entries, 1):
        total += 1
        if differences:
            known.add(entry.name)
        if entry.name.startswith("."):
            hidden += 1
        if wish.admits(entry.name):
            difference = differences.get(entry.name)
            if difference is Difference.DELETED:  # and made again since
                difference = Difference.CHANGED
            row = Row(entry, difference)
            (folders if row.leads_to_folder else others).add(row)
        if number % _STEP == 0:
            yield
    for name, difference in differences.items():
        gone = difference is Difference.DELETED and name not in known
        if gone and wish.admits(name):
            others.add(Row(FileEntry(name, FileKind.UNKNOWN, None, 0), difference))
    rows: list[Row] = []
    yield from folders.sorted_into(rows)
    first = len(rows)
    yield from others.sorted_into(rows)
    places: dict[str, int] = {}
    there, sizes, names = array("q", [0]), [0], 0  # sizes may be beyond 64 bits together
    for place, row in enumerate(rows):
        entry, deleted = row.entry, row.difference is Difference.DELETED
        places[entry.name] = place
        there.append(there[-1] + (not deleted))
        counts = entry.kind is FileKind.FILE and not deleted
        sizes.append(sizes[-1] + (entry.size or 0 if counts else 0))
        names += hash(entry.name)
        if place % _STEP == 0:
            yield
    return Arrangement(rows, total, hidden, places, there, sizes, names, first)


class _Sorter:
    """Sorts in pieces: one sort of a hundred thousand rows takes too long for a step."""

    def __init__(self, wish: Wish) -> None:
        self._key = _KEYS[wish.column]
        self._descending = wish.descending
        self._pieces: list[list[tuple[Any, int, Row]]] = [[]]
        self._count = 0

    def add(self, row: Row) -> None:
        piece = self._pieces[-1]
        piece.append((self._key(row), self._count, row))
        self._count += 1
        if len(piece) == _PIECE:
            piece.sort(reverse=self._descending)
            self._pieces.append([])

    def sorted_into(self, rows: list[Row]) -> Generator[None, None, None]:
        self._pieces[-1].sort(reverse=self._descending)
        yield
        merged = heapq.merge(*self._pieces, reverse=self._descending)
        while some := [row for _key, _number, row in islice(merged, _STEP)]:
            rows += some
            yield
        for piece in self._pieces:  # to let go of a hundred thousand takes its time, too
            piece.clear()
            yield


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
