"""The files of a build context: which are sent, which are left out, and what is odd about them.

Links are never followed, so that a loop of them is a link like any other. What can't be sent (a
socket) or read is told rather than met with in the middle of a build.
"""

from __future__ import annotations

import enum
import errno
import heapq
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.engine.ignore_rules import IgnoreRules, Pattern, Seen, read_rules

IGNORE_FILE = ".dockerignore"
LARGEST = 10
_TROUBLES_KEPT = 200
_REPORT_EVERY = 2000  # entries
_AS_WE_ARE = os.access in os.supports_effective_ids  # not as who has started us
_SPLIT = 0.6  # a folder of which one part has so much is shown as its parts


class Oddity(enum.Enum):
    """What is odd about a file or folder."""

    UNREADABLE = "unreadable"  # docker refuses to build with it
    SOCKET = "socket"  # docker leaves it out, and says so
    GONE = "gone"  # it was listed, and is no more


@dataclass(frozen=True, slots=True)
class Trouble:
    """A path of the context that is not sent as it is."""

    path: str
    oddity: Oddity


@dataclass(frozen=True, slots=True)
class Part:
    """A file, or a folder with all that is sent of it. ``size`` is bytes."""

    path: str
    size: int
    files: int
    is_folder: bool


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a line of the ignore file leaves out; ``line`` is 0 where it is none of the file's."""

    pattern: str
    line: int
    size: int
    files: int


@dataclass(frozen=True, slots=True)
class ContextScan:
    """What would be sent. ``complete`` is False while it still looks."""

    files: int = 0
    size: int = 0
    largest: tuple[Part, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    troubles_in_all: int = 0
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One entry of the walk: sent where ``left_out_by`` is None."""

    path: str
    status: os.stat_result | None
    left_out_by: Pattern | None = None
    oddity: Oddity | None = None
    whole: bool = False  # a folder left out with all that is in it

    @property
    def is_folder(self) -> bool:
        return self.status is not None and stat.S_ISDIR(self.status.st_mode)


def rules_of(folder: Path, *kept: str, ignore_file: str = IGNORE_FILE) -> IgnoreRules:
    """The rules of a context; ``kept`` are sent in any case. Raises BadPattern, OSError.

    BuildKit takes the ``ignore_file`` beside the Dockerfile, where there is one.
    """
    try:
        text = (folder / ignore_file).read_bytes().decode("utf-8", "surrogateescape")
    except FileNotFoundError:
        return IgnoreRules()
    return read_rules(text).always_sent(ignore_file, *kept)


def walk(folder: Path, rules: IgnoreRules, *, lists: bool = False) -> Iterator[Found]:
    """All entries in the order of their names, a folder before what it holds.

    With ``lists`` also those that are left out, and odd ones; without, an odd one raises OSError.
    """
    yield from _walk(os.fspath(folder), "", rules, (), lists)


def _walk(root: str, above: str, rules: IgnoreRules, seen: Seen, lists: bool) -> Iterator[Found]:
    stack = [(above, seen, iter(_names(root, above)))]
    while stack:
        above, seen, names = stack[-1]
        name = next(names, None)
        if name is None:
            stack.pop()
            continue
        path = f"{above}/{name}" if above else name
        found, below = _look(root, path, rules, seen, lists)
        if found.left_out_by is None or lists:
            if not lists and found.oddity in (Oddity.UNREADABLE, Oddity.GONE):
                raise _not_to_be_had(found.oddity, f"{root}/{path}")
            yield found
        if found.is_folder and not found.whole and found.oddity is None:
            stack.append((path, below, iter(_names(root, path))))


def _not_to_be_had(oddity: Oddity, path: str) -> OSError:
    number = errno.ENOENT if oddity is Oddity.GONE else errno.EACCES
    return OSError(number, os.strerror(number), path)


def _look(root: str, path: str, rules: IgnoreRules, seen: Seen, lists: bool) -> tuple[Found, Seen]:
    """One entry. Whether it can be read is asked only where that is to be told."""
    by, below = rules.judge(path, seen)
    full = f"{root}/{path}"
    try:
        status = os.lstat(full)
    except OSError as problem:
        gone = isinstance(problem, FileNotFoundError)
        return Found(path, None, by, Oddity.GONE if gone else Oddity.UNREADABLE), below
    if stat.S_ISDIR(status.st_mode):
        whole = by is not None and not rules.may_keep_below(path)
        bad = lists and not whole and not _may(full, os.R_OK | os.X_OK)
        oddity = Oddity.UNREADABLE if bad else None
        return Found(path, status, by, oddity, whole=whole), below
    oddity = None
    if by is None:
        if stat.S_ISSOCK(status.st_mode):
            oddity = Oddity.SOCKET
        elif lists and stat.S_ISREG(status.st_mode) and not _may(full, os.R_OK):
            oddity = Oddity.UNREADABLE
    return Found(path, status, by, oddity), below


def _may(path: str, mode: int) -> bool:
    return os.access(path, mode, effective_ids=_AS_WE_ARE)


def _names(root: str, folder: str) -> list[str]:
    try:
        with os.scandir(f"{root}/{folder}") as entries:
            return sorted((entry.name for entry in entries), key=os.fsencode)
    except FileNotFoundError:  # it went while we looked
        return []


class Stopped(Exception):
    """Nobody waits for the scan any more."""


class Scan:
    """Adds up a context. ``run`` is for a thread, ``stop`` for any; ``report`` hears how far it is.

    ``kept`` are files that are sent whatever the ignore file says.

    First what is sent is added up, then what is left out, which may be far more.
    """

    def __init__(
        self,
        folder: Path,
        kept: Sequence[str],
        report: Callable[[ContextScan], None],
        ignore_file: str = IGNORE_FILE,
    ) -> None:
        self._folder = folder
        self._kept = kept
        self._ignore_file = ignore_file
        self._report = report
        self._stopped = False
        self._looked = 0
        self._files = 0
        self._size = 0
        self._folders: dict[str, list[int]] = {}  # bytes and files
        self._big: list[tuple[int, str]] = []
        self._out: dict[Pattern, list[int]] = {}
        self._whole: list[tuple[str, Pattern]] = []
        self._troubles: list[Trouble] = []
        self._troubles_in_all = 0

    def stop(self) -> None:
        self._stopped = True

    def run(self) -> ContextScan:
        """The whole of it; raises :class:`Stopped`, BadPattern, OSError."""
        rules = rules_of(self._folder, *self._kept, ignore_file=self._ignore_file)
        for found in walk(self._folder, rules, lists=True):
            self._take(found)
            self._count()
        for path, pattern in self._whole:
            self._size_up(path, pattern)
        return self._result(complete=True)

    def _count(self) -> None:
        if self._stopped:
            raise Stopped
        self._looked += 1
        if self._looked % _REPORT_EVERY == 0:
            self._report(self._result(complete=False))

    def _take(self, found: Found) -> None:
        if found.oddity is not None and (found.left_out_by is None or found.is_folder):
            self._troubles_in_all += 1
            if len(self._troubles) < _TROUBLES_KEPT:
                self._troubles.append(Trouble(found.path, found.oddity))
            return
        if found.left_out_by is not None:
            if found.whole:
                self._whole.append((found.path, found.left_out_by))
            elif not found.is_folder:
                self._add_left_out(found.left_out_by, found.status)
            return
        if found.is_folder:
            self._folders.setdefault(found.path, [0, 0])
            return
        size = _size(found.status)
        self._files += 1
        self._size += size
        keep = heapq.heappush if len(self._big) < LARGEST else heapq.heappushpop
        keep(self._big, (size, found.path))
        above = found.path
        while "/" in above:
            above = above.rpartition("/")[0]
            sums = self._folders.setdefault(above, [0, 0])
            sums[0] += size
            sums[1] += 1

    def _size_up(self, path: str, pattern: Pattern) -> None:
        root = f"{os.fspath(self._folder)}/{path}"
        for folder, _folders, files in os.walk(root, onerror=None):
            for name in files:
                try:
                    status = os.lstat(f"{folder}/{name}")
                except OSError:
                    continue
                self._add_left_out(pattern, status)
                self._count()

    def _add_left_out(self, pattern: Pattern, status: os.stat_result | None) -> None:
        sums = self._out.setdefault(pattern, [0, 0])
        sums[0] += _size(status)
        sums[1] += 1

    def _result(self, *, complete: bool) -> ContextScan:
        out = (LeftOut(it.text, it.line, size, n) for it, (size, n) in self._out.items())
        return ContextScan(
            self._files,
            self._size,
            self._largest(),
            tuple(sorted(out, key=lambda each: (-each.size, each.line))),
            tuple(self._troubles),
            self._troubles_in_all,
            complete,
        )

    def _largest(self) -> tuple[Part, ...]:
        """The ten largest: folders at the top, and of one that is mostly one part all parts."""
        below: dict[str, list[Part]] = {}
        for path, (size, files) in self._folders.items():
            below.setdefault(path.rpartition("/")[0], []).append(Part(path, size, files, True))
        for size, path in self._big:
            below.setdefault(path.rpartition("/")[0], []).append(Part(path, size, 1, False))
        left, parts = list(below.get("", ())), []
        while left:
            part = left.pop()
            inner = below.get(part.path, ()) if part.is_folder else ()
            if inner and max(each.size for each in inner) >= part.size * _SPLIT:
                left += inner
            else:
                parts.append(part)
        largest = heapq.nlargest(LARGEST, parts, key=lambda part: part.size)
        return tuple(part for part in largest if part.size)


def _size(status: os.stat_result | None) -> int:
    return status.st_size if status is not None and stat.S_ISREG(status.st_mode) else 0
