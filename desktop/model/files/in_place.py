"""What is done to files where they are, by programs: a part of :mod:`desktop.model.files.commands`.

``runs`` is whether the place's own programs can do it: a container that runs. It makes a difference
to the lines alone.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from desktop.engine.file_records import Place
from desktop.engine.protocol import Engine
from desktop.model.commands import Line, Report, Target, Verb
from desktop.model.files import lines
from desktop.model.files.commands import OfPlace, target_in


@dataclass(frozen=True, slots=True)
class MakeFolder(OfPlace):
    """Make a folder."""

    place: Place
    path: str
    verb: Verb = Verb.MAKE_FOLDER

    @property
    def targets(self) -> tuple[Target, ...]:
        return (target_in(self.place, self.path),)

    def lines(self) -> tuple[Line, ...]:
        return lines.program(self.place, ("mkdir", "--"), (self.path,))

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del target, report
        await engine.files.make_folder(self.place, self.path)


@dataclass(frozen=True, slots=True)
class RenameEntry(OfPlace):
    """Give a file or folder another path."""

    place: Place
    path: str
    new: str
    runs: bool = True
    verb: Verb = Verb.RENAME_FILE

    @property
    def targets(self) -> tuple[Target, ...]:
        return (target_in(self.place, self.path),)

    def lines(self) -> tuple[Line, ...]:
        return lines.program(self.place, ("mv", "--"), (self.path, self.new), runs=self.runs)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del target, report
        await engine.files.rename(self.place, self.path, self.new)


@dataclass(frozen=True, slots=True)
class MoveEntries(OfPlace):
    """Put files, and folders with all below, into another folder of the place."""

    place: Place
    paths: tuple[str, ...]
    folder: str
    runs: bool = True
    verb: Verb = Verb.MOVE_FILES

    @property
    def targets(self) -> tuple[Target, ...]:
        return (target_in(self.place, *self.paths),)

    @property
    def moved(self) -> tuple[str, ...]:
        """Where they are afterwards."""
        return tuple(posixpath.join(self.folder, posixpath.basename(path)) for path in self.paths)

    def lines(self) -> tuple[Line, ...]:
        into = self.folder.rstrip("/") + "/"
        return lines.program(self.place, ("mv", "--"), (*self.paths, into), runs=self.runs)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del target, report
        await engine.files.move(self.place, self.paths, self.folder)


@dataclass(frozen=True, slots=True)
class DeleteEntries(OfPlace):
    """Delete files, and folders with all below."""

    place: Place
    paths: tuple[str, ...]
    runs: bool = True
    verb: Verb = Verb.DELETE_FILES

    @property
    def targets(self) -> tuple[Target, ...]:
        return (target_in(self.place, *self.paths),)

    def lines(self) -> tuple[Line, ...]:
        return lines.program(self.place, ("rm", "-rf", "--"), self.paths, runs=self.runs)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del target, report
        await engine.files.delete(self.place, self.paths)
