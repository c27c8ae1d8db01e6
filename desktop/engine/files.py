"""Files in containers, volumes and images: what :class:`desktop.engine.files_protocol` promises."""

from __future__ import annotations

import posixpath
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import aclosing, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

from desktop.engine import file_beside, file_calls, file_listing, file_programs
from desktop.engine.decode import mapping
from desktop.engine.errors import Conflict, NotFound
from desktop.engine.file_batches import BatchMerger, unhurried
from desktop.engine.file_clashes import Seen, entry_at
from desktop.engine.file_copies import Copies
from desktop.engine.file_errors import NeedsProgram, Refused, Rule
from desktop.engine.file_mounts import all_within, hides, mounts_of
from desktop.engine.file_reach import MOUNTED, Reach, Reaching, confined
from desktop.engine.file_records import (
    Copied,
    CopyOptions,
    Decide,
    FileContent,
    FileEntry,
    Mount,
    Place,
)
from desktop.engine.files_protocol import Batch, Left, Report
from desktop.engine.observing import Call
from desktop.engine.pump import Pump
from desktop.engine.records import Kind
from desktop.engine.threads import run_with_tool
from desktop.engine.wire import Wire

T = TypeVar("T")

_KNOWN = 200  # containers whose mounts are kept


class DockerFiles:
    """Each question has a thread and a connection of its own: it may wait for a copy's end."""

    def __init__(self, wire: Callable[[float | None], Wire], ask: Call, act: Call) -> None:
        self._fresh = wire
        self._wire = partial(wire, None)
        self._ask = ask
        self._reaching = Reaching(wire, ask, act)
        self._ways: dict[str, file_listing.Way] = {}
        self._mounts: dict[str, tuple[Mount, ...]] = {}
        self._copies = Copies(self._wire, self._reaching, self._ways)

    async def close(self) -> None:
        """Wait for what goes on beyond the copies that it was for."""
        await self._copies.close()

    @asynccontextmanager
    async def listing(self, place: Place, path: str) -> AsyncIterator[AsyncIterator[Batch]]:
        async with self._reaching.reached(place) as reach:
            read = partial(file_listing.entries, reach, path, self._ways)
            async with (
                Pump(self._wire, read, BatchMerger(), name="files") as batches,
                aclosing(unhurried(batches)) as unhurried_batches,
            ):
                yield unhurried_batches

    async def stat(self, place: Place, path: str) -> FileEntry:
        def ask(reach: Reach, wire: Wire) -> FileEntry:
            entry = reach.outside(file_calls.stat(reach.container, reach.inside(path), wire))
            if entry.link:
                there = entry_at(reach, entry.link, wire)
                entry = entry._replace(leads_to=there.kind if there else None)
            return entry

        return await self._with(place, ask)

    async def mounts(self, place: Place) -> tuple[Mount, ...]:
        if place.kind is not Kind.CONTAINER:
            return ()
        return await self._mounts_of(place.key)

    async def copy_in(
        self,
        sources: Sequence[Path | str],
        place: Place,
        path: str,
        options: CopyOptions,
        decide: Decide | None,
        report: Report,
        left: Left = lambda _paths: None,
    ) -> Copied:
        self._expect_changeable(place, path)
        await self._expect_reached(place, path)
        return await self._copies.into(sources, place, path, options, decide, report, left)

    async def copy_out(
        self,
        place: Place,
        paths: Sequence[str],
        destination: Path | str,
        options: CopyOptions,
        decide: Decide | None,
        report: Report,
    ) -> Copied:
        await self._expect_reached(place, *paths)
        return await self._copies.out(place, paths, destination, options, decide, report)

    async def copy_between(
        self,
        source: Place,
        paths: Sequence[str],
        place: Place,
        path: str,
        options: CopyOptions,
        decide: Decide | None,
        report: Report,
        left: Left = lambda _paths: None,
    ) -> Copied:
        self._expect_changeable(place, path)
        await self._expect_reached(place, path)
        await self._expect_reached(source, *paths)
        return await self._copies.between(source, paths, place, path, options, decide, report, left)

    async def make_folder(self, place: Place, path: str) -> None:
        self._expect_changeable(place, path)
        await self._expect_reached(place, path)

        def make(reach: Reach, wire: Wire) -> None:
            file_programs.make_folder(reach, path, wire)

        await self._with(place, make)

    async def rename(self, place: Place, path: str, new: str) -> None:
        self._expect_changeable(place, path)

        await self._expect_room(place, [(path, new)])
        await self._run(place, ["mv", "--"], [path, new])

    async def move(self, place: Place, paths: Sequence[str], folder: str) -> None:
        self._expect_changeable(place, folder)
        into = confined(folder).rstrip("/") + "/"
        new: dict[str, str] = {}
        for path in map(confined, paths):
            if into.startswith(path.rstrip("/") + "/"):
                raise Refused(Rule.INTO_ITSELF, path)
            name = posixpath.basename(path.rstrip("/"))
            if into + name in new:  # busybox's mv would let the second replace the first
                raise Refused(Rule.SAME_NAME, name)
            new[into + name] = path
        await self._expect_room(place, [(path, there) for there, path in new.items()])
        for portion in file_programs.portions(paths):
            await self._run(place, ["mv", "--"], [*portion, into])

    async def delete(self, place: Place, paths: Sequence[str]) -> None:
        for path in paths:
            self._expect_changeable(place, path)
            if confined(path) in ("/", "/."):
                raise Refused(Rule.READ_ONLY, path)
        for portion in file_programs.portions(paths):
            await self._run(place, ["rm", "-rf", "--"], portion)

    async def read(self, place: Place, path: str, at_most: int) -> FileContent:
        await self._expect_reached(place, path)

        def ask(reach: Reach, wire: Wire) -> FileContent:
            return file_programs.read(reach, path, at_most, wire)

        return await self._with(place, ask)

    async def write(
        self, place: Place, path: str, data: bytes, known: FileEntry | None
    ) -> FileEntry:
        self._expect_changeable(place, path)
        await self._expect_reached(place, path)

        def put(reach: Reach, wire: Wire) -> FileEntry:
            return file_programs.write(reach, path, data, known, wire)

        return await self._with(place, put)

    async def download(
        self,
        place: Place,
        path: str,
        write: Callable[[bytes], object],
        *,
        follow: bool = False,
    ) -> None:
        await self._expect_reached(place, path)

        def copy(reach: Reach, wire: Wire) -> None:
            inside = reach.inside(path)
            if follow:
                inside, _entry = file_programs.followed(reach, path, wire)
            for piece in file_calls.get(reach.container, inside, wire):
                write(piece)

        await self._with(place, copy)

    async def _expect_room(self, place: Place, moves: Sequence[tuple[str, str]]) -> None:
        """Expect these to be there, and nothing where they are to be."""
        mounts = await self.mounts(place)

        def expect(reach: Reach, wire: Wire) -> None:
            paths = [path for move in moves for path in move]
            seen = Seen(reach, mounts, self._ways, wire, paths)
            for path, new in moves:
                if not seen.has(path):
                    raise NotFound(f"Could not find the file {path}", status=404)
                if seen.has(new):
                    raise Conflict(f"{new} is there already", status=409)

        await self._with(place, expect)

    def _expect_changeable(self, place: Place, path: str) -> None:
        if place.kind is Kind.IMAGE:
            raise Refused(Rule.READ_ONLY, path)

    async def _expect_reached(self, place: Place, *paths: str) -> None:
        """Docker itself would read or write what is beneath, and say nothing."""
        if place.kind is not Kind.CONTAINER:
            return
        mounts = await self._mounts_of(place.key)
        async with self._reaching.reached(place) as reach:
            for path in paths:
                if hides(mounts, confined(path), running=reach.running):
                    raise Refused(Rule.HIDDEN, path)

    async def _mounts_of(self, container: str) -> tuple[Mount, ...]:
        """They stay as they are: asked once, for the Engine keeps its answer while it copies."""
        if container not in self._mounts:
            found = await self._ask(lambda client: client.inspect_container(container))
            for oldest in list(self._mounts)[: 1 - _KNOWN]:
                del self._mounts[oldest]
            self._mounts[container] = mounts_of(mapping(found))
        return self._mounts[container]

    async def _with(self, place: Place, work: Callable[[Reach, Wire], T]) -> T:
        """Do something to a place, in a thread."""
        async with self._reaching.reached(place) as reach:
            return await run_with_tool(self._wire, partial(work, reach), name="files")

    async def _run(self, place: Place, words: list[str], paths: Sequence[str]) -> None:
        """Run a program on these paths, in the place or beside it."""
        paths = [confined(path) for path in paths]
        if place.kind is Kind.VOLUME:
            await self._ask(lambda client: client.inspect_volume(place.key))
            inside = [MOUNTED + path for path in paths]
            await self._run_beside(file_beside.of_volume(place.key), [*words, *inside])
            return
        async with self._reaching.reached(place) as reach:
            if not reach.running:
                await self._run_on_mounts(place, words, paths)
                return
        work = partial(file_programs.run, place.key, [*words, *paths])
        try:
            await run_with_tool(self._wire, work, name="files")
        except NeedsProgram as problem:
            await self._run_for(place, words, paths, problem)

    async def _run_beside(self, sight: file_beside.Sight, arguments: list[str]) -> None:
        session = self._reaching.session
        work = partial(file_beside.run, sight, arguments, session, self._fresh)
        await run_with_tool(self._wire, work, name="files")

    async def _run_on_mounts(self, place: Place, words: list[str], paths: Sequence[str]) -> None:
        """Of a container that does not run, what is mounted can be changed beside it."""
        real = partial(file_beside.real, place.key, paths)
        found: list[str] = await run_with_tool(self._wire, real, name="files")
        if not all_within(await self._mounts_of(place.key), found):
            raise NeedsProgram(words[0], running=False)
        await self._run_beside(file_beside.of_mounts(place.key), [*words, *found])

    async def _run_for(
        self, place: Place, words: list[str], paths: Sequence[str], missing: NeedsProgram
    ) -> None:
        """A running container has no such program: an image that has it does it."""
        session = self._reaching.session
        work = partial(file_beside.run_in_running, place.key, words, paths, session, self._fresh)
        try:
            await run_with_tool(self._wire, work, name="files")
        except NeedsProgram:
            raise missing from None
