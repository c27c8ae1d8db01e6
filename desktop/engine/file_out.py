"""Copying out: what a container has is extracted beside its place, then put there."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

from desktop.engine import file_calls
from desktop.engine.errors import NotFound
from desktop.engine.file_clashes import entry_at
from desktop.engine.file_errors import Refused, Rule
from desktop.engine.file_extract import Extraction
from desktop.engine.file_ground import Folder
from desktop.engine.file_pace import Notes, Pace
from desktop.engine.file_placing import Decisions, clashes, put_in_place
from desktop.engine.file_reach import Reach
from desktop.engine.file_records import Clash, CopyOptions, FileEntry, FileKind
from desktop.engine.file_rules import (
    HERE,
    POSIX,
    Landing,
    Source,
    followed_name,
    is_contents,
    landing,
    local_destination,
    source_of,
)
from desktop.engine.file_tar import Names
from desktop.engine.read_ahead import read_ahead
from desktop.engine.wire import Wire

_PREFIX = ".portside-"


@dataclass(frozen=True, slots=True)
class Arrived:
    """What is beside its place: the folder that it is in, and where it is to go."""

    ground: str
    at: Landing
    entry: FileEntry


class OutCopy:
    """One copy to this machine. Its steps are called in threads, one after the other."""

    def __init__(
        self, paths: Sequence[str], destination: str, options: CopyOptions, pace: Pace, notes: Notes
    ) -> None:
        self._paths = paths
        self._destination = destination
        self._options = options
        self._pace = pace
        self._notes = notes
        self._beside: str = ""
        self._fetched = 0
        self._names: list[str] = []  # of all that is to be put into the destination

    def fetch(self, reach: Reach, wire: Wire) -> list[Arrived]:
        """Bring all of it here, beside its place."""
        there = local_destination(self._destination)
        if len(self._paths) > 1 and not there.is_folder:
            raise Refused(Rule.MANY_ONTO_ONE, self._destination)
        sources = [remote_source(reach, path, self._options, wire) for path in self._paths]
        ways = [landing(source, there, HERE) for source, _entry in sources]
        sizes = [entry.size for _source, entry in sources if entry.kind is FileKind.FILE]
        if len(sizes) == len(sources):
            self._pace.total = sum(size or 0 for size in sizes)
            self._pace.total_files = len(sizes)
        return [
            self._fetch_one(reach, source, entry, at, wire)
            for (source, entry), at in zip(sources, ways, strict=True)
        ]

    def _fetch_one(
        self, reach: Reach, source: Source, entry: FileEntry, at: Landing, wire: Wire
    ) -> Arrived:
        with Folder.open(self._ground(at.folder)) as beside:
            self._fetched += 1
            name = str(self._fetched)
            beside.make_folder(name)
            with beside.folder(name) as ground:
                inside = reach.inside(source.path)
                base = POSIX.base(inside)
                names = Names(source.path, "" if base in (".", "/") else base, at.name)
                extraction = Extraction(ground, names, self._options, self._pace, self._notes)
                pieces = file_calls.get(reach.container, inside, wire)
                with closing(read_ahead(pieces, wire.cut, name="copy-out-reader")) as ahead:
                    extraction.run(ahead, lambda: wire.is_cut)
                self._names += ground.names()
            return Arrived(os.path.join(beside.path, name), at, entry)

    def _ground(self, folder: str) -> str:
        """A new folder of ours in the destination, on the same disk."""
        if not self._beside:
            beside = os.path.join(folder, _PREFIX + secrets.token_hex(6))
            with _undated(folder):
                os.mkdir(beside, 0o700)
            self._beside = beside
        return self._beside

    def clashes(self, arrived: Arrived) -> list[Clash]:
        """What is in the way of it now."""
        with Folder.open(arrived.ground) as ground, Folder.open(arrived.at.folder) as place:
            return list(clashes(ground, place))

    def place(self, arrived: Arrived, decisions: Decisions) -> None:
        """Put it in its place."""
        with Folder.open(arrived.ground) as ground, Folder.open(arrived.at.folder) as place:
            self._notes.paths += put_in_place(ground, place, decisions, self._notes, self._names)

    def clear(self) -> None:
        """Leave nothing beside."""
        if self._beside:
            folder, name = os.path.split(self._beside)
            with _undated(folder), Folder.open(folder) as above:
                above.remove(name)
            self._beside = ""


@contextlib.contextmanager
def _undated(folder: str) -> Iterator[None]:
    """Change what is in a folder, but not its time: nothing of it is left to be seen."""
    before = os.stat(folder)
    yield
    with contextlib.suppress(OSError):
        os.utime(folder, ns=(before.st_atime_ns, before.st_mtime_ns))


def remote_source(
    reach: Reach, path: str, options: CopyOptions, wire: Wire
) -> tuple[Source, FileEntry]:
    """What is copied of a place, as docker cp finds it."""
    entry = entry_at(reach, path, wire)
    named = ""
    if entry is not None and entry.kind is FileKind.LINK and options.follow:
        path, named = followed_name(path, entry.link, POSIX)
        entry = entry_at(reach, path, wire) if entry.link else None
    if entry is None:
        bare = path.removesuffix(".").rstrip("/")
        if bare != path and entry_at(reach, bare, wire) is not None:
            raise Refused(Rule.NOT_A_FOLDER, path)
        raise NotFound(f"Could not find the file {path}", status=404)
    is_folder = entry.kind is FileKind.FOLDER
    if not is_folder and is_contents(path):
        raise Refused(Rule.NOT_A_FOLDER, path)
    return source_of(path, POSIX, is_folder=is_folder, named=named), entry
