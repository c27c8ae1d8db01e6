"""The files of the fake Engine: folders and contents that the test chooses, for every place."""

from __future__ import annotations

import stat
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from desktop.engine.errors import Conflict, NotFound
from desktop.engine.file_errors import Changed
from desktop.engine.file_records import (
    Answer,
    Clash,
    Copied,
    CopyOptions,
    Decide,
    FileContent,
    FileEntry,
    FileKind,
    Mount,
    Place,
)
from desktop.engine.records import Progress
from desktop.engine.threads import run_in_thread

Meet = Callable[..., Awaitable[None]]
Report = Callable[[Progress], None]
BATCH = 2
_MANY = 1_000  # entries after which batches are as large
ROOT = FileEntry("/", FileKind.FOLDER, 0, 0o755)


@dataclass
class Held:
    """The files of a fake world: entries by their folder, and bytes by their path.

    ``clashes`` are asked about in each copy, before it is done; ``answers`` is what was answered.
    """

    folders: dict[str, list[FileEntry]] = field(default_factory=lambda: {"/": []})
    contents: dict[str, bytes] = field(default_factory=dict)
    mounts: tuple[Mount, ...] = ()
    clashes: list[Clash] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    copied: Copied = field(default_factory=Copied)


class FakeFiles:
    """Keeps :class:`desktop.engine.files_protocol.Files`."""

    def __init__(self, meet: Meet, held: Held, progress: Callable[[], Sequence[Progress]]) -> None:
        self._meet = meet
        self._held = held
        self._progress = progress

    @asynccontextmanager
    async def listing(
        self, place: Place, path: str
    ) -> AsyncIterator[AsyncIterator[tuple[FileEntry, ...]]]:
        async def batches() -> AsyncIterator[tuple[FileEntry, ...]]:
            await self._meet("listing", place, path)
            entries = self._folder(path)
            start = 0
            while start < len(entries):
                end = start + (BATCH if start < _MANY else _MANY)
                yield tuple(entries[start:end])
                start = end

        iterator = batches()
        try:
            yield iterator
        finally:
            await iterator.aclose()

    async def stat(self, place: Place, path: str) -> FileEntry:
        await self._meet("stat", place, path)
        return self._entry(path)

    async def mounts(self, place: Place) -> tuple[Mount, ...]:
        await self._meet("mounts", place)
        return self._held.mounts

    async def copy_in(
        self,
        sources: Sequence[Path | str],
        place: Place,
        path: str,
        options: CopyOptions,
        decide: Decide | None,
        report: Report,
        left: Callable[[tuple[str, ...]], None] = lambda _paths: None,
    ) -> Copied:
        await self._ask(decide, report)
        await self._meet("copy_in", tuple(sources), place, path, options)
        return self._held.copied

    async def copy_out(
        self,
        place: Place,
        paths: Sequence[str],
        destination: Path | str,
        options: CopyOptions,
        decide: Decide | None,
        report: Report,
    ) -> Copied:
        await self._ask(decide, report)
        await self._meet("copy_out", place, tuple(paths), destination, options)
        return self._held.copied

    async def copy_between(
        self,
        source: Place,
        paths: Sequence[str],
        place: Place,
        path: str,
        options: CopyOptions,
        decide: Decide | None,
        report: Report,
        left: Callable[[tuple[str, ...]], None] = lambda _paths: None,
    ) -> Copied:
        await self._ask(decide, report)
        await self._meet("copy_between", source, tuple(paths), place, path, options)
        return self._held.copied

    async def make_folder(self, place: Place, path: str) -> None:
        await self._meet("make_folder", place, path)
        self._expect_free(path)
        self._put(path, FileKind.FOLDER, 0)
        self._held.folders[path] = []

    async def rename(self, place: Place, path: str, new: str) -> None:
        await self._meet("rename", place, path, new)
        self._expect_free(new)
        entry = self._entry(path)
        self._take(path)
        self._held.folders[_parent(new)].append(entry._replace(name=_name(new)))
        for held in (self._held.folders, self._held.contents):
            for each in [it for it in held if it == path or it.startswith(path + "/")]:
                held[new + each[len(path) :]] = held.pop(each)  # type: ignore[index, attr-defined]

    async def move(self, place: Place, paths: Sequence[str], folder: str) -> None:
        await self._meet("move", place, tuple(paths), folder)
        for path in paths:
            self._expect_free(f"{folder.rstrip('/')}/{_name(path)}")
        for path in paths:
            entry = self._entry(path)
            self._take(path)
            self._folder(folder).append(entry)

    async def delete(self, place: Place, paths: Sequence[str]) -> None:
        await self._meet("delete", place, tuple(paths))
        for path in paths:
            self._take(path)

    async def read(self, place: Place, path: str, at_most: int) -> FileContent:
        await self._meet("read", place, path, at_most)
        entry = self._entry(path)
        data = self._held.contents.get(path, b"")
        return FileContent(data[:at_most], entry, len(data) > at_most)

    async def write(
        self, place: Place, path: str, data: bytes, known: FileEntry | None
    ) -> FileEntry:
        await self._meet("write", place, path, data, known)
        there = next((e for e in self._folder(_parent(path)) if e.name == _name(path)), None)
        if (there is None) != (known is None) or (
            there and known and (there.size, there.modified) != (known.size, known.modified)
        ):
            raise Changed(path)
        self._take(path)
        self._held.contents[path] = data
        return self._put(path, FileKind.FILE, len(data), (there.modified if there else 0) + 1)

    async def download(
        self,
        place: Place,
        path: str,
        write: Callable[[bytes], object],
        *,
        follow: bool = False,
    ) -> None:
        await run_in_thread(write, b"a tar", name="fake-files")
        await self._meet("download", place, path, follow)

    async def _ask(self, decide: Decide | None, report: Report) -> None:
        for clash in self._held.clashes if decide is not None else ():
            answer = await decide(clash)
            self._held.answers.append(answer)
            if answer.for_all:
                break
        for progress in self._progress():
            report(progress)

    def _folder(self, path: str) -> list[FileEntry]:
        try:
            return self._held.folders[path if path == "/" else path.rstrip("/")]
        except KeyError:
            raise NotFound(f"Could not find the file {path}", status=404) from None

    def _entry(self, path: str) -> FileEntry:
        if path == "/":
            return ROOT
        for entry in self._folder(_parent(path)):
            if entry.name == _name(path):
                return entry
        raise NotFound(f"Could not find the file {path}", status=404)

    def _expect_free(self, path: str) -> None:
        if any(entry.name == _name(path) for entry in self._folder(_parent(path))):
            raise Conflict(path, status=409)

    def _put(self, path: str, kind: FileKind, size: int, modified: float = 1.0) -> FileEntry:
        mode = stat.S_IMODE(0o755 if kind is FileKind.FOLDER else 0o644)
        entry = FileEntry(_name(path), kind, size, mode, 0, 0, "root", "root", modified)
        self._folder(_parent(path)).append(entry)
        return entry

    def _take(self, path: str) -> None:
        folder = self._folder(_parent(path))
        folder[:] = [entry for entry in folder if entry.name != _name(path)]


def _parent(path: str) -> str:
    return path.rstrip("/").rpartition("/")[0] or "/"


def _name(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]
