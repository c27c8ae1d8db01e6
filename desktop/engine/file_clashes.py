"""What is in the way in a container, before anything is sent there."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from desktop.engine import file_calls, file_listing
from desktop.engine.file_errors import Refused, Rule
from desktop.engine.file_ground import Folder
from desktop.engine.file_listing import Way
from desktop.engine.file_mounts import hides
from desktop.engine.file_names import fitting, numbered
from desktop.engine.file_placing import check_kinds, entry_of
from desktop.engine.file_reach import Reach, confined
from desktop.engine.file_records import Clash, Decide, Decision, FileEntry, FileKind, Mount
from desktop.engine.file_rules import Landing
from desktop.engine.wire import Wire

ComesT = TypeVar("ComesT", bound="Comes")

_ASKED_ONE_BY_ONE = 20

Children = Callable[[str], list[FileEntry]]
"""What comes, by folder: the entries at a path from the start."""


class Answers:
    """What was decided, until one decision is for all.

    What this copy itself has put there is told from all else: unasked nothing replaces that, nor
    does what was said of other files.
    """

    def __init__(self, decide: Decide | None) -> None:
        self._decide = decide
        self._all: Decision | None = None
        self._own: Decision | None = None
        self._put: set[str] = set()

    @property
    def wanted(self) -> bool:
        """Whether anything but replacing may come of it."""
        return self._decide is not None or bool(self._put)

    def has_put(self, those: Iterable[Comes]) -> None:
        """These are there now, or are what was kept in their places."""
        for each in those:
            for name in (each.at.name, fitting(each.at.name)):
                self._put.add(_folded(f"{_folded(each.at.folder)}/{name}"))

    async def about(self, clashes: Iterable[Clash]) -> dict[str, Decision]:
        decided: dict[str, Decision] = {}
        for clash in clashes:
            own = self._is_own(clash.path)
            decision = self._own if own else self._all
            if decision is None and self._decide is not None:
                answer = await self._decide(clash)
                decision = answer.decision
                if answer.for_all:
                    self._hold(decision, own=own)
            decided[clash.path] = decision or (Decision.KEEP_BOTH if own else Decision.REPLACE)
        return decided

    def _hold(self, decision: Decision, *, own: bool) -> None:
        self._all = decision
        if own or decision is not Decision.REPLACE:
            self._own = decision

    def _is_own(self, path: str) -> bool:
        """Whether it is what this copy has put there, or lies below; maybe by another case."""
        path = _folded(path) if self._put else ""
        while path and path not in self._put:
            path = path.rpartition("/")[0]
        return path in self._put


def _folded(path: str) -> str:
    """In small letters: a folder may be of a system that takes no notice of them."""
    return path.replace(os.sep, "/").rstrip("/").casefold()


class Comes(Protocol):
    """One source of a copy: what it is, and where it goes."""

    @property
    def at(self) -> Landing: ...

    @property
    def entry(self) -> FileEntry: ...


def rounds(sources: Iterable[ComesT]) -> list[list[ComesT]]:
    """Sources in their order, none of which takes the place of another of its round.

    A later round is looked at when the earlier ones are there. Raises Refused where no decision
    could help.
    """
    found: list[list[ComesT]] = [[]]
    names: set[str] = set()  # of the last round; empty for what a folder holds: any names
    known: dict[str, FileEntry] = {}
    for each in sources:
        if each.at.name:
            check_kinds(each.entry, known.setdefault(each.at.name, each.entry), each.at.name)
        name = fitting(each.at.name).casefold()
        if names and (not name or "" in names or name in names):
            found.append([])
            names.clear()
        names.add(name)
        found[-1].append(each)
    return found


def entry_at(reach: Reach, path: str, wire: Wire) -> FileEntry | None:
    """An entry of a place; None where nothing is there."""
    entry = file_calls.stat_or_none(reach.container, reach.inside(path), wire)
    return None if entry is None else reach.outside(entry)


class There:
    """The destination, as it is before the copy.

    A few names are asked for one by one, many by a listing of their folder: without a program in
    the container that reads all below the folder. ``names`` is what else will be there, by folder
    and in small letters: the folder may be of a system that takes no notice of them.
    """

    def __init__(
        self, reach: Reach, ways: dict[str, Way], wire: Wire, names: dict[str, set[str]]
    ) -> None:
        self._reach = reach
        self._ways = ways
        self._wire = wire
        self._names = names

    def expect(self, folder: str, names: Iterable[str]) -> None:
        """These come, too."""
        self._names.setdefault(folder, set()).update(name.casefold() for name in names)

    def entry(self, path: str) -> FileEntry | None:
        return entry_at(self._reach, path, self._wire)

    def entries(self, folder: str, names: list[str]) -> dict[str, FileEntry]:
        """Those of these names that are there."""
        if len(names) <= _ASKED_ONE_BY_ONE:
            found = {name: self.entry(posixpath.join(folder, name)) for name in names}
            return {name: entry for name, entry in found.items() if entry is not None}
        wanted = set(names)
        listed = file_listing.entries(self._reach, folder, self._ways, self._wire)
        return {entry.name: entry for entry in listed if entry.name in wanted}

    def free_name(self, path: str) -> str:
        """A name beside it that nothing has, nor will have."""
        folder, name = posixpath.split(path)
        names = self._names.setdefault(folder, set())

        def is_taken(found: str) -> bool:
            there = posixpath.join(folder, found)
            return found.casefold() in names or self.entry(there) is not None

        found = numbered(name, is_taken)
        names.add(found.casefold())
        return found


class Seen:
    """What a program would find: in a container that runs also what no archive reaches.

    That is what is in memory, maybe behind a link. A program tells it, where the container has one
    for that. ``paths`` are all that will be asked about: of few in a folder, only they are told.
    """

    def __init__(
        self,
        reach: Reach,
        mounts: Sequence[Mount],
        ways: dict[str, Way],
        wire: Wire,
        paths: Iterable[str],
    ) -> None:
        self._reach = reach
        self._mounts = mounts
        self._ways = ways
        self._wire = wire
        self._asked: dict[str, list[str]] = {}
        self._names: dict[str, set[str] | None] = {}
        for folder, name in map(_parted, paths):
            self._asked.setdefault(folder, []).append(name)

    def has(self, path: str) -> bool:
        """Whether it is there; raises NotFound and Refused where the folder above is not."""
        folder, name = _parted(path)
        if folder not in self._names:
            self._names[folder] = self._told(folder)
        if (names := self._names[folder]) is not None:
            return name in names
        return entry_at(self._reach, path, self._wire) is not None

    def _told(self, folder: str) -> set[str] | None:
        """The names in a folder as a program tells them; None where none can."""
        asked = self._asked[folder]
        if len(asked) > _ASKED_ONE_BY_ONE or not all(map(_is_text, asked)):
            asked = []  # all that are there
        told = file_listing.seen(self._reach, folder, self._ways, self._wire, asked)
        try:
            return {entry.name for entry in told}
        except file_listing.NoWay:
            if self._reach.running and hides(self._mounts, folder, running=True):
                raise Refused(Rule.HIDDEN, folder) from None
            # Behind a link, and with an end that only a folder has.
            file_calls.stat(self._reach.container, self._reach.inside(folder + "/."), self._wire)
            return None


def _parted(path: str) -> tuple[str, str]:
    return posixpath.split(confined(path).rstrip("/"))


def _is_text(name: str) -> bool:
    """Whether the Engine gives it to a program as it is: what is no UTF-8 it does not."""
    return not any("\udc80" <= each <= "\udcff" for each in name)


def clashes(ours: FileEntry, at: Landing, children: Children, there: There) -> Iterator[Clash]:
    """What of this is in the way of that; raises Refused where no decision could help."""
    if not at.name:
        yield from _below(children, "", at.folder, there)
        return
    path = posixpath.join(at.folder, at.name)
    theirs = there.entry(path)
    if theirs is None:
        return
    check_kinds(ours, theirs, path)
    if ours.kind is FileKind.FOLDER:
        yield from _below(children, "", path, there)
    else:
        yield Clash(path, ours._replace(name=at.name), theirs)


def _below(children: Children, path: str, folder: str, there: There) -> Iterator[Clash]:
    ours = children(path)
    there.expect(folder, (entry.name for entry in ours))
    theirs = there.entries(folder, [entry.name for entry in ours])
    for entry in ours:
        taken = theirs.get(entry.name)
        if taken is None:
            continue
        here = posixpath.join(folder, entry.name)
        check_kinds(entry, taken, here)
        if entry.kind is FileKind.FOLDER:
            below = posixpath.join(path, entry.name)
            yield from _below(children, below, here, there)
        else:
            yield Clash(here, entry, taken)


def children_here(start: str) -> Children:
    """Of a folder of this machine."""

    def children(path: str) -> list[FileEntry]:
        folders = [Folder.open(start)]
        try:
            for part in path.split("/") if path else ():
                folders.append(folders[-1].folder(part))
            found = [(name, folders[-1].status(name)) for name in folders[-1].names()]
        finally:
            for folder in folders:
                folder.close()
        return [entry_of(name, status) for name, status in found if status is not None]

    return children


def children_there(reach: Reach, start: str, ways: dict[str, Way], wire: Wire) -> Children:
    """Of a folder of a container."""
    return lambda path: list(file_listing.entries(reach, posixpath.join(start, path), ways, wire))


class Renaming:
    """Keeps :class:`desktop.engine.file_pack.Naming`, by what was decided.

    ``names`` are the new names of those that are kept beside others, by the path that is taken;
    ``folder`` is where the tar is extracted.
    """

    def __init__(
        self, folder: str, decisions: Mapping[str, Decision], names: Mapping[str, str]
    ) -> None:
        self._folder = folder
        self._decisions = decisions
        self._names = names

    def __call__(self, path: str) -> str | None:
        if not self._decisions:
            return path
        taken = posixpath.join(self._folder, path)
        decision = self._decisions.get(taken, Decision.REPLACE)
        if decision is Decision.SKIP:
            return None
        if decision is Decision.KEEP_BOTH:
            return posixpath.join(posixpath.dirname(path), self._names[taken])
        return path
