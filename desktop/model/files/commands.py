"""What may be done to files of containers, volumes and images: see :mod:`desktop.model.commands`.

Each has one target, which has no key: two copies to one container are no conflict, they go one
after the other. Its name is what people read: ``web:/etc/hosts``, ``3 files from web``.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from desktop.engine.file_records import Copied, CopyOptions, Decide, FileEntry, Place
from desktop.engine.protocol import Engine
from desktop.engine.records import Kind, Progress
from desktop.engine.threads import Latest, run_in_thread
from desktop.model.commands import Line, Report, Target, Verb
from desktop.model.files import lines
from desktop.model.whole_file import FileTrouble, whole_file


def _nothing(_told: object) -> None:
    """Nobody wants to hear of it."""


def _held(*places: Place) -> tuple[Target, ...]:
    """The containers among them: the Engine holds their locks while files are copied."""
    return tuple(
        Target(place.kind, place.key, place.name)
        for place in places
        if place.kind is Kind.CONTAINER
    )


_NAMED = 100  # paths of one command


def target_in(place: Place, *paths: str) -> Target:
    """What people read of it: of very many the first."""
    others = ", …" if len(paths) > _NAMED else ""
    return Target(place.kind, "", f"{place.name}:{', '.join(paths[:_NAMED])}{others}")


class OfPlace:
    """A command on files of one place, which is its field ``place``."""

    __slots__ = ()
    place: Place

    @property
    def kind(self) -> Kind:
        return self.place.kind


@dataclass(frozen=True, slots=True)
class CopyIn(OfPlace):
    """Copy files of this machine into a place, as ``docker cp`` does.

    ``decide`` is asked what becomes of names that are taken; None replaces them. ``copied`` hears
    what was done, ``left`` which paths a copy that failed or was cancelled
    may have left incomplete.
    """

    sources: tuple[Path | str, ...]
    place: Place
    path: str
    options: CopyOptions = field(default_factory=CopyOptions)
    decide: Decide | None = field(default=None, compare=False)
    copied: Callable[[Copied], None] = field(default=_nothing, compare=False)
    left: Callable[[tuple[str, ...]], None] = field(default=_nothing, compare=False)
    verb: Verb = Verb.COPY

    @property
    def targets(self) -> tuple[Target, ...]:
        return (target_in(self.place, self.path),)

    @property
    def holds(self) -> tuple[Target, ...]:
        return _held(self.place)

    def lines(self) -> tuple[Line, ...]:
        return lines.copy_in(self.sources, self.place, self.path, self.options)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del target
        left: list[str] = []

        def remember(paths: tuple[str, ...]) -> None:
            left.extend(paths)
            self.left(paths)

        try:
            copied = await engine.files.copy_in(
                self.sources, self.place, self.path, self.options, self.decide, report, remember
            )
        except OSError as problem:
            found = trouble(problem, writing=False)
            found.left = tuple(left)
            raise found from problem
        self.copied(copied)


@dataclass(frozen=True, slots=True)
class CopyOut(OfPlace):
    """Copy files of a place to this machine, as ``docker cp`` does."""

    place: Place
    paths: tuple[str, ...]
    destination: Path | str
    options: CopyOptions = field(default_factory=CopyOptions)
    decide: Decide | None = field(default=None, compare=False)
    copied: Callable[[Copied], None] = field(default=_nothing, compare=False)
    verb: Verb = Verb.COPY

    @property
    def targets(self) -> tuple[Target, ...]:
        return (target_in(self.place, *self.paths),)

    @property
    def holds(self) -> tuple[Target, ...]:
        return _held(self.place)

    def lines(self) -> tuple[Line, ...]:
        return lines.copy_out(self.place, self.paths, self.destination, self.options)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del target
        try:
            copied = await engine.files.copy_out(
                self.place, self.paths, self.destination, self.options, self.decide, report
            )
        except OSError as problem:
            where = Path(self.destination)
            raise await run_in_thread(_not_written, problem, where, name="copy-out") from problem
        self.copied(copied)


@dataclass(frozen=True, slots=True)
class CopyBetween(OfPlace):
    """Copy files from one place to another, or within one."""

    source: Place
    paths: tuple[str, ...]
    place: Place
    path: str
    options: CopyOptions = field(default_factory=CopyOptions)
    decide: Decide | None = field(default=None, compare=False)
    copied: Callable[[Copied], None] = field(default=_nothing, compare=False)
    left: Callable[[tuple[str, ...]], None] = field(default=_nothing, compare=False)
    verb: Verb = Verb.COPY

    @property
    def targets(self) -> tuple[Target, ...]:
        return (target_in(self.source, *self.paths),)

    @property
    def holds(self) -> tuple[Target, ...]:
        return _held(self.source, self.place)

    def lines(self) -> tuple[Line, ...]:
        return lines.copy_between(self.source, self.paths, self.place, self.path, self.options)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del target
        copied = await engine.files.copy_between(
            self.source,
            self.paths,
            self.place,
            self.path,
            self.options,
            self.decide,
            report,
            self.left,
        )
        self.copied(copied)


@dataclass(frozen=True, slots=True)
class WriteFile(OfPlace):
    """Write a file in its place. ``known`` is what it was when it was read; None makes it.

    ``written`` hears what it is then: the ``known`` of the next time.
    """

    place: Place
    path: str
    data: bytes = field(repr=False)
    known: FileEntry | None = None
    written: Callable[[FileEntry], None] = field(default=_nothing, compare=False)
    verb: Verb = Verb.WRITE_FILE

    @property
    def targets(self) -> tuple[Target, ...]:
        return (target_in(self.place, self.path),)

    def lines(self) -> tuple[Line, ...]:
        name = self.path.rpartition("/")[2]
        return lines.copy_in((Path(name),), self.place, self.path, CopyOptions())

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del target, report
        self.written(await engine.files.write(self.place, self.path, self.data, self.known))


@dataclass(frozen=True, slots=True)
class Download(OfPlace):
    """Write a file or folder of a place to a tar on this machine."""

    place: Place
    path: str
    file: Path
    follow: bool = False
    compressed: bool = False
    verb: Verb = Verb.DOWNLOAD

    @property
    def targets(self) -> tuple[Target, ...]:
        return (target_in(self.place, self.path),)

    @property
    def holds(self) -> tuple[Target, ...]:
        return _held(self.place)

    def lines(self) -> tuple[Line, ...]:
        return lines.download(
            self.place, self.path, self.file, follow=self.follow, compressed=self.compressed
        )

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del target
        latest = Latest(report)
        async with whole_file(self.file, compressed=self.compressed) as file:

            def write(piece: bytes) -> None:
                file.write(piece)
                latest.put(Progress("", file.written))

            await engine.files.download(self.place, self.path, write, follow=self.follow)


def _not_written(problem: OSError, destination: Path) -> FileTrouble:
    """What was in the way of a copy to this machine: told of the destination, for a copy that fails
    has left nothing of the file's own place beside it.
    """
    told = OSError(problem.errno, problem.strerror)
    name = Path(os.fsdecode(problem.filename or "")).name
    told.filename = destination / name if destination.is_dir() else destination
    found = trouble(told, writing=True)
    with contextlib.suppress(OSError):
        found.free = shutil.disk_usage(found.path.parent).free
    return found


def trouble(problem: OSError, *, writing: bool) -> FileTrouble:
    """The error of a file on this machine."""
    return FileTrouble(Path(str(problem.filename or "")), problem, writing=writing)
