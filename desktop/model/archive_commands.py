"""Images and containers as archives, and containers as images: see :mod:`desktop.model.commands`.

A file that is written is there when all of it is, and not before; one that is sent is looked into
first, so that the Engine is not asked to unpack gigabytes of something else.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop.engine.archive_look import Contents, look_inside
from desktop.engine.archive_records import CommitSpec, ImportSpec, Loaded, Url
from desktop.engine.errors import EngineError
from desktop.engine.protocol import Engine
from desktop.engine.records import Kind, Progress
from desktop.engine.threads import Latest, run_in_thread
from desktop.model import reference
from desktop.model.archive_sizes import about_exported, about_saved
from desktop.model.commands import Line, Report, Target, Verb
from desktop.model.shell import PIPE, TO_FILE
from desktop.model.whole_file import FileTrouble, whole_file

_SUFFIXES = re.compile(r"(?:\.(?:tar|gz|tgz|bz2|xz|zst))+$")
_UNFIT = re.compile(r"[^a-z0-9]+")
_GZIP = ("gzip", "--fast")


class BadArchive(EngineError):
    """A file that is not what it would have to be. Nothing was sent."""

    def __init__(self, path: Path, contents: Contents) -> None:
        super().__init__(contents.value)
        self.path = path
        self.contents = contents


@dataclass(frozen=True, slots=True)
class SaveImages:
    """Write images with their names to one file, as a gzip file where ``compressed``."""

    images: tuple[Target, ...]
    path: Path
    compressed: bool = False
    verb: Verb = Verb.SAVE
    kind: Kind = Kind.IMAGE

    @property
    def targets(self) -> tuple[Target, ...]:
        return (Target(Kind.IMAGE, "", ", ".join(image.name for image in self.images)),)

    def lines(self) -> tuple[Line, ...]:
        names = [image.name for image in self.images]
        return (_to_file(("docker", "save"), names, self.path, compressed=self.compressed),)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del target
        names = [image.name for image in self.images]
        latest = Latest(report)
        async with whole_file(self.path, compressed=self.compressed) as file:
            about = await about_saved(engine, names)

            def write(piece: bytes) -> None:
                file.write(piece)
                latest.put(Progress("", file.written, about=about))

            await engine.archives.save(names, write)


@dataclass(frozen=True, slots=True)
class ExportContainer:
    """Write a container's files to one file, without those of its volumes."""

    target: Target
    path: Path
    compressed: bool = False
    verb: Verb = Verb.EXPORT
    kind: Kind = Kind.CONTAINER

    @property
    def targets(self) -> tuple[Target, ...]:
        return (self.target,)

    def lines(self) -> tuple[Line, ...]:
        name = [self.target.name]
        return (_to_file(("docker", "export"), name, self.path, compressed=self.compressed),)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        latest = Latest(report)
        async with whole_file(self.path, compressed=self.compressed) as file:
            about = await about_exported(engine, target.key)

            def write(piece: bytes) -> None:
                file.write(piece)
                latest.put(Progress("", file.written, about=about))

            await engine.archives.export(target.key, write)


@dataclass(frozen=True, slots=True)
class LoadImages:
    """Load the images of archives that ``docker save`` made. ``loaded`` hears what each held."""

    archives: tuple[Path, ...]
    loaded: Callable[[Loaded], None] = field(default=lambda _loaded: None, compare=False)
    verb: Verb = Verb.LOAD
    kind: Kind = Kind.IMAGE
    # Each has the disk for itself, and progress is of one.
    one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock, compare=False, repr=False)

    @property
    def targets(self) -> tuple[Target, ...]:
        return tuple(Target(Kind.IMAGE, "", name) for name in self._by_name())

    def lines(self) -> tuple[Line, ...]:
        return tuple(("docker", "load", "--input", str(path)) for path in self.archives)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        path = self.path_of(target)
        async with self.one_at_a_time:
            await _expect(path, Contents.IMAGES)
            try:
                self.loaded(await engine.archives.load(path, report))
            except OSError as problem:
                raise FileTrouble(path, problem, writing=False) from problem

    def path_of(self, target: Target) -> Path:
        """The file that a target stands for."""
        return self._by_name()[target.name]

    def alone(self, target: Target) -> LoadImages:
        """The same for one of the files."""
        return replace(self, archives=(self.path_of(target),))

    def _by_name(self) -> dict[str, Path]:
        """A file's name alone where no other has it."""
        names = [path.name for path in self.archives]
        return {
            path.name if names.count(path.name) == 1 else str(path): path for path in self.archives
        }


@dataclass(frozen=True, slots=True)
class ImportImage:
    """Make an image of the files in an archive, here or where the Engine fetches it.

    ``made`` hears the image's id.
    """

    source: Path | Url
    spec: ImportSpec
    made: Callable[[str], None] = field(default=lambda _image: None, compare=False)
    verb: Verb = Verb.IMPORT
    kind: Kind = Kind.IMAGE

    @property
    def targets(self) -> tuple[Target, ...]:
        source = self.source
        name = source.name if isinstance(source, Path) else source
        return (Target(Kind.IMAGE, "", name),)

    def lines(self) -> tuple[Line, ...]:
        spec = self.spec
        options = [word for change in spec.changes for word in ("--change", change)]
        if spec.message:
            options += ["--message", spec.message]
        named = [spec.reference] if spec.reference else []
        return (("docker", "import", *options, str(self.source), *named),)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del target
        source = self.source
        if isinstance(source, Path):
            await _expect(source, Contents.FILES)
        try:
            self.made(await engine.archives.import_image(source, self.spec, report))
        except OSError as problem:
            if not isinstance(source, Path):
                raise
            raise FileTrouble(source, problem, writing=False) from problem


@dataclass(frozen=True, slots=True)
class CommitContainer:
    """Make an image of a container's files, as they are now. ``made`` hears the image's id."""

    target: Target
    spec: CommitSpec
    made: Callable[[str], None] = field(default=lambda _image: None, compare=False)
    verb: Verb = Verb.COMMIT
    kind: Kind = Kind.CONTAINER

    @property
    def targets(self) -> tuple[Target, ...]:
        return (self.target,)

    def lines(self) -> tuple[Line, ...]:
        spec = self.spec
        options: list[str] = []
        if spec.author:
            options += ["--author", spec.author]
        if spec.message:
            options += ["--message", spec.message]
        options += [word for change in spec.changes for word in ("--change", change)]
        if not spec.pause:
            options += ["--pause=false"]
        named = [spec.reference] if spec.reference else []
        return (("docker", "commit", *options, self.target.name, *named),)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del report
        self.made(await engine.archives.commit(target.key, self.spec))


def reference_for(path: Path) -> str:
    """A name for an image of that file: ``Rescue Disk.tar.gz`` becomes ``rescue-disk``."""
    stem = _SUFFIXES.sub("", path.name.lower())
    name = _UNFIT.sub("-", stem).strip("-._")
    try:
        return reference.parse(name).path.removeprefix("library/")
    except reference.Invalid:
        return "imported"


async def look(path: Path) -> Contents:
    """What a file holds; raises :class:`FileTrouble` where it can't be read."""
    try:
        return (await run_in_thread(look_inside, path, name="look-inside")).contents
    except OSError as problem:
        raise FileTrouble(path, problem, writing=False) from problem


async def _expect(path: Path, wanted: Contents) -> None:
    contents = await look(path)
    if contents not in (wanted, Contents.UNSEEN):
        raise BadArchive(path, contents)


def _to_file(words: Line, names: Sequence[str], path: Path, *, compressed: bool) -> Line:
    if compressed:
        return (*words, *names, PIPE, *_GZIP, TO_FILE, str(path))
    return (*words, "--output", str(path), *names)
