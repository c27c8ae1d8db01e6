"""Copying in, and from one container to another: a tar that is made while it is sent."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass

from desktop.engine import file_calls
from desktop.engine.file_clashes import (
    Children,
    Renaming,
    There,
    children_here,
    children_there,
    clashes,
    entry_at,
)
from desktop.engine.file_errors import Refused, Rule
from desktop.engine.file_ground import Folder
from desktop.engine.file_listing import Way
from desktop.engine.file_out import remote_source
from desktop.engine.file_pace import Notes, Pace
from desktop.engine.file_pack import Found, Naming, Packing, below, joined, walk
from desktop.engine.file_placing import entry_of
from desktop.engine.file_reach import Reach
from desktop.engine.file_records import Clash, CopyOptions, Decision, FileEntry, FileKind, Why
from desktop.engine.file_repack import repacked
from desktop.engine.file_rules import (
    POSIX,
    Destination,
    Landing,
    is_contents,
    landing,
    local_source,
)
from desktop.engine.file_tar import Names
from desktop.engine.wire import Wire

_SPECIAL = (FileKind.PIPE, FileKind.SOCKET, FileKind.CHARACTER_DEVICE, FileKind.BLOCK_DEVICE)


class Unread(Exception):
    """A file of this machine could not be read on: no fault of the connection's."""

    def __init__(self, problem: OSError) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True, slots=True)
class FromHere:
    """A file or folder of this machine, which is read at ``path``."""

    path: str
    at: Landing
    entry: FileEntry
    options: CopyOptions

    @property
    def children(self) -> Children:
        return children_here(self.path)

    def count(self, pace: Pace, is_stopped: Callable[[], bool]) -> None:
        """Say how much it is, as far as that is known."""
        size, files = 0, 0
        first: set[tuple[int, int]] = set()
        for found in self._found(Notes()):
            if is_stopped():
                return
            entry, status = entry_of(found.name, found.status), found.status
            key = status.st_dev, status.st_ino
            if entry.kind is FileKind.FILE and key not in first:
                size += status.st_size
            if status.st_nlink > 1:
                first.add(key)
            files += entry.kind in (FileKind.FILE, FileKind.LINK)
        pace.total = (pace.total or 0) + size
        pace.total_files = (pace.total_files or 0) + files

    def pieces(self, naming: Naming, pace: Pace, notes: Notes) -> Generator[bytes, None, None]:
        """The tar that is to be extracted in ``at.folder``."""
        packing = Packing(self.options, naming, pace, notes)
        try:
            yield from joined(packing.pieces(self._found(notes), self.at.name))
        except OSError as problem:
            raise Unread(problem) from problem

    def _found(self, notes: Notes) -> Iterator[Found]:
        folder, name = os.path.split(self.path.rstrip(os.sep))
        if is_contents(self.path) and not self.at.name:
            yield from below(Folder.open(self.path), notes)
        elif name in ("", "."):  # what a folder holds, as a folder of another name
            real = os.path.realpath(self.path)
            with Folder.open(os.path.dirname(real)) as above:
                yield from walk(above, os.path.basename(real), notes)
        else:
            with Folder.open(folder or os.sep) as above:
                yield from walk(above, name, notes)


@dataclass(frozen=True, slots=True)
class FromThere:
    """A file or folder of a place. ``spooled`` has its tar, where it can't be read meanwhile."""

    reach: Reach
    path: str
    at: Landing
    entry: FileEntry
    ways: dict[str, Way]
    wire: Wire
    spooled: Iterable[bytes] | None = None

    @property
    def children(self) -> Children:
        return children_there(self.reach, self.path, self.ways, self.wire)

    def count(self, pace: Pace, is_stopped: Callable[[], bool]) -> None:
        """Say how much it is, as far as that is known."""
        del is_stopped
        if self.entry.kind is FileKind.FILE and pace.total is not None:
            pace.total += self.entry.size or 0
        else:
            pace.total = None

    def pieces(self, naming: Naming, pace: Pace, notes: Notes) -> Generator[bytes, None, None]:
        """The tar that is to be extracted in ``at.folder``."""
        base = POSIX.base(self.reach.inside(self.path))
        base = "" if base in (".", "/") else base
        source = self.spooled
        if source is None:
            source = file_calls.get(self.reach.container, self.reach.inside(self.path), self.wire)
        names = Names(self.path, base, self.at.name)
        yield from repacked(source, names, naming, pace, notes)


Coming = FromHere | FromThere


class InCopy:
    """One copy into a place. Its steps are called in threads, one after the other."""

    def __init__(
        self, reach: Reach, path: str, options: CopyOptions, pace: Pace, notes: Notes
    ) -> None:
        self._reach = reach
        self._path = path
        self._options = options
        self._pace = pace
        self._notes = notes
        self._renamings: dict[int, Renaming] = {}
        self._names: dict[str, set[str]] = {}  # that come or were given, by folder
        self.under_way: str = ""
        """Where what is being sent goes, while that is not whole."""

    def from_here(self, sources: Sequence[str], wire: Wire) -> list[Coming]:
        """What comes from this machine, and where it goes. Raises OSError and Refused."""
        there = self._there(len(sources), wire)
        coming: list[Coming] = []
        for each in sources:
            source, path = local_source(each, follow=self._options.follow)
            entry = entry_of(source.name, os.lstat(path))
            at = landing(source, there, POSIX)
            coming.append(FromHere(path, at, entry, self._options))
        return self._expected(coming)

    def from_there(
        self, reach: Reach, paths: Sequence[str], ways: dict[str, Way], wire: Wire, read: Wire
    ) -> list[Coming]:
        """What comes from another place."""
        there = self._there(len(paths), wire)
        coming: list[Coming] = []
        for each in paths:
            source, entry = remote_source(reach, each, self._options, read)
            at = landing(source, there, POSIX)
            if reach.container == self._reach.container:
                _expect_apart(source.path, at, entry)
            coming.append(FromThere(reach, source.path, at, entry, ways, read))
        return self._expected(coming)

    def _expected(self, coming: list[Coming]) -> list[Coming]:
        for each in coming:
            self._names.setdefault(each.at.folder, set()).add(each.at.name.casefold())
        return coming

    def _there(self, count: int, wire: Wire) -> Destination:
        """The destination, behind its link, as docker cp finds it."""
        path = self._path
        entry = entry_at(self._reach, path, wire)
        if entry is not None and entry.kind is FileKind.LINK and entry.link:
            path = entry.link
            entry = entry_at(self._reach, path, wire)
        if entry is not None and entry.kind in _SPECIAL:
            raise Refused(Rule.SPECIAL, path)
        is_folder = entry is not None and entry.kind is FileKind.FOLDER
        if count > 1 and not is_folder:
            raise Refused(Rule.MANY_ONTO_ONE, path)
        if entry is None:
            above = POSIX.split(path)[0]
            found = entry_at(self._reach, above + "/.", wire)
            if found is None:
                raise Refused(Rule.NO_PARENT, above)
        return Destination(path, entry is not None, is_folder)

    def clashes(self, each: Coming, ways: dict[str, Way], wire: Wire) -> list[Clash]:
        """What is in its way."""
        there = There(self._reach, ways, wire, self._names)
        return list(clashes(each.entry, each.at, each.children, there))

    def decide(
        self, each: Coming, decisions: Mapping[str, Decision], ways: dict[str, Way], wire: Wire
    ) -> None:
        """Take in what was decided about what is in its way."""
        there = There(self._reach, ways, wire, self._names)
        names = {
            path: there.free_name(path)
            for path, decision in decisions.items()
            if decision is Decision.KEEP_BOTH
        }
        for path, name in names.items():
            self._notes.add(path, Why.RENAMED, name)
        self._renamings[id(each)] = Renaming(each.at.folder, decisions, names)

    def send(self, each: Coming, wire: Wire, known_as: Coming | None = None) -> None:
        """Send it, and wait until it is there; ``known_as`` is what was decided about."""
        naming = self._renamings.get(id(known_as or each)) or Renaming(each.at.folder, {}, {})
        target = posixpath.join(each.at.folder, each.at.name)
        self.under_way = target
        pieces = each.pieces(naming, self._pace, self._notes)
        with closing(pieces):
            try:
                folder = self._reach.inside(each.at.folder)
                file_calls.put(
                    self._reach.container, folder, pieces, wire, owner=self._options.owner
                )
            except Unread as problem:
                raise problem.problem from None
        self.under_way = ""
        called = naming(each.at.name) if each.at.name else ""
        if called is not None:
            self._notes.paths.append(posixpath.join(each.at.folder, called).rstrip("/") or "/")


def _expect_apart(path: str, at: Landing, entry: FileEntry) -> None:
    source = posixpath.normpath(path)
    target = posixpath.normpath(posixpath.join(at.folder, at.name))
    inside = entry.kind is FileKind.FOLDER and target.startswith(source.rstrip("/") + "/")
    if source == target or inside:
        raise Refused(Rule.INTO_ITSELF, path)
