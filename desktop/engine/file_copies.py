"""Copies, from their first question to their end: what is asked, in which order, and by whom.

Each has its steps in threads; what is in the way is decided on the loop between them, when nothing
is under way.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import tempfile
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import IO

from desktop.engine import file_calls, file_programs
from desktop.engine.errors import EngineError, EngineFault, Rejected
from desktop.engine.file_clashes import Answers, rounds
from desktop.engine.file_errors import Refused, Rule
from desktop.engine.file_in import Coming, FromThere, InCopy
from desktop.engine.file_listing import Way
from desktop.engine.file_out import OutCopy
from desktop.engine.file_pace import Notes, Pace
from desktop.engine.file_reach import Reach, Reaching, to_its_end
from desktop.engine.file_records import (
    Clash,
    Copied,
    CopyOptions,
    Decide,
    Place,
)
from desktop.engine.files_protocol import Left, Report
from desktop.engine.threads import Latest, run_in_thread, run_with_tool
from desktop.engine.wire import Wire

log = logging.getLogger(__name__)

_PIECE = 1 << 20
_CLEARING_SECONDS = 0.1  # that a cancel waits, at most, until all is gone again
_ABOUT_SECONDS = 1.0  # that a copy waits, at most, to know how much it is


class _Two:
    """Two wires that live and end together."""

    def __init__(self, make: Callable[[], Wire]) -> None:
        self.write = make()
        self.read = make()

    def cut(self) -> None:
        self.read.cut()
        self.write.cut()

    def close(self) -> None:
        self.read.close()
        self.write.close()


class Copies:
    """Copies in, out and between. Those of one container go one after the other."""

    def __init__(self, wire: Callable[[], Wire], reaching: Reaching, ways: dict[str, Way]) -> None:
        self._wire = wire
        self._reaching = reaching
        self._ways = ways
        self._turns: dict[str, asyncio.Lock] = {}
        self._clearing: set[asyncio.Task[None]] = set()

    async def out(
        self,
        place: Place,
        paths: Sequence[str],
        destination: Path | str,
        options: CopyOptions,
        decide: Decide | None,
        report: Report,
    ) -> Copied:
        notes, pace, answers = Notes(), Pace(Latest(report).put), Answers(decide)
        copy = OutCopy(paths, os.fspath(destination), options, pace, notes)
        try:
            async with self._reached(place) as (reach,):
                pace.total = await self._about(reach, paths)
                fetched = await run_with_tool(
                    self._wire, partial(copy.fetch, reach), name="copy-out"
                )
            for those in rounds(fetched):
                for arrived in those:
                    # Also if nobody decides: what no decision could help is known before it begins.
                    clashes = await run_in_thread(copy.clashes, arrived, name="copy-out")
                    decisions = await answers.about(clashes) if answers.wanted else {}
                    await run_in_thread(copy.place, arrived, decisions, name="copy-out")
                answers.has_put(those)
        except asyncio.CancelledError:
            clearing = self._clear(copy)
            await asyncio.wait([clearing], timeout=_CLEARING_SECONDS)
            raise
        except BaseException:
            await to_its_end(self._cleared(copy))
            raise
        await to_its_end(self._cleared(copy))
        pace.tell()
        return notes.copied(pace)

    async def close(self) -> None:
        """Wait until what cancelled copies had brought here is gone."""
        if self._clearing:
            await asyncio.wait(self._clearing)

    def _clear(self, copy: OutCopy) -> asyncio.Task[None]:
        """Remove what has come, beyond a cancel: that may be files by the ten thousand."""
        task = asyncio.get_running_loop().create_task(self._cleared(copy))
        self._clearing.add(task)
        task.add_done_callback(self._on_cleared)
        return task

    def _on_cleared(self, task: asyncio.Task[None]) -> None:
        self._clearing.discard(task)
        if not task.cancelled() and (problem := task.exception()) is not None:
            log.warning("what a cancelled copy has brought can't be removed: %s", problem)

    async def _cleared(self, copy: OutCopy) -> None:
        await run_in_thread(copy.clear, name="copy-out")

    async def _about(self, reach: Reach, paths: Sequence[str]) -> int | None:
        """How many bytes folders take, as ``du`` says; None where it can't, or not at once."""
        if not reach.running:
            return None
        ask = partial(file_programs.disk_usage, reach, paths)
        try:
            async with asyncio.timeout(_ABOUT_SECONDS):
                return await run_with_tool(self._wire, ask, name="copy-out")
        except (EngineError, TimeoutError):
            return None

    async def into(
        self,
        sources: Sequence[Path | str],
        place: Place,
        path: str,
        options: CopyOptions,
        decide: Decide | None,
        report: Report,
        left: Left,
    ) -> Copied:
        notes, pace = Notes(), Pace(Latest(report).put)
        names = [os.fspath(source) for source in sources]
        async with self._reached(place) as (reach,):
            copy = InCopy(reach, path, options, pace, notes)
            coming = await run_with_tool(self._wire, partial(copy.from_here, names), name="copy-in")
            await self._send(copy, coming, Answers(decide), pace, left)
        pace.tell()
        return notes.copied(pace)

    async def between(
        self,
        source: Place,
        paths: Sequence[str],
        place: Place,
        path: str,
        options: CopyOptions,
        decide: Decide | None,
        report: Report,
        left: Left,
    ) -> Copied:
        notes, pace = Notes(), Pace(Latest(report).put)
        async with self._reached(place, source) as (reach, read):
            copy = InCopy(reach, path, options, pace, notes)
            same = reach.container == read.container

            def look(wire: Wire) -> list[Coming]:
                return copy.from_there(read, paths, self._ways, wire, wire)

            coming = await run_with_tool(self._wire, look, name="copy")
            await self._send(copy, coming, Answers(decide), pace, left, spool=same)
        pace.tell()
        return notes.copied(pace)

    async def _send(
        self,
        copy: InCopy,
        coming: list[Coming],
        answers: Answers,
        pace: Pace,
        left: Left,
        *,
        spool: bool = False,
    ) -> None:
        """Ask what is in the way, then send all of it, in as many rounds as it takes."""
        stopped = threading.Event()

        def count() -> None:
            pace.total = 0
            for each in coming:
                each.count(pace, stopped.is_set)

        in_rounds = rounds(coming)
        await run_in_thread(count, name="copy-in", stop=stopped.set)
        for those in in_rounds:
            await self._ask(copy, those, answers)
            await self._send_round(copy, those, left, spool=spool)
            answers.has_put(those)

    async def _ask(self, copy: InCopy, coming: list[Coming], answers: Answers) -> None:
        def clashes(each: Coming, wire: Wire) -> list[Clash]:
            return copy.clashes(_with_wire(each, wire), self._ways, wire)

        for each in coming if answers.wanted else ():
            found = await run_with_tool(self._wire, partial(clashes, each), name="copy-in")
            if found:
                decided = await answers.about(found)
                note = partial(copy.decide, each, decided, self._ways)
                await run_with_tool(self._wire, note, name="copy-in")

    async def _send_round(
        self, copy: InCopy, coming: list[Coming], left: Left, *, spool: bool
    ) -> None:
        def send(two: _Two) -> None:
            for each in coming:
                if spool and isinstance(each, FromThere):
                    with _spooled(each, two.read) as ready:
                        copy.send(ready, two.write, known_as=each)
                else:
                    copy.send(_with_wire(each, two.read), two.write, known_as=each)

        try:
            await run_with_tool(lambda: _Two(self._wire), send, name="copy-in")
        except asyncio.CancelledError:
            if copy.under_way:
                left((copy.under_way,))
            raise
        except (EngineError, OSError) as problem:
            if copy.under_way and _may_have_arrived(problem):
                left((copy.under_way,))
                if isinstance(problem, EngineError):
                    problem.left = (copy.under_way,)
            raise

    @asynccontextmanager
    async def _reached(self, *places: Place) -> AsyncIterator[tuple[Reach, ...]]:
        """The places, while nobody else copies there."""
        async with contextlib.AsyncExitStack() as stack:
            reached = [await stack.enter_async_context(self._reaching.reached(p)) for p in places]
            for container in sorted({reach.container for reach in reached}):
                turn = self._turns.setdefault(container, asyncio.Lock())
                stack.callback(self._forget, container, turn)
                await stack.enter_async_context(turn)
            yield tuple(reached)

    def _forget(self, container: str, turn: asyncio.Lock) -> None:
        if not turn.locked():
            self._turns.pop(container, None)


def _with_wire(each: Coming, wire: Wire) -> Coming:
    return replace(each, wire=wire) if isinstance(each, FromThere) else each


def _may_have_arrived(problem: Exception) -> bool:
    """Whether part of it may be there: the Engine refuses most things before it begins."""
    if isinstance(problem, Refused):  # what is in the way is found where it is come to
        return problem.rule in (Rule.FOLDER_ONTO_FILE, Rule.FILE_ONTO_FOLDER)
    return not isinstance(problem, Rejected) or isinstance(problem, EngineFault)


@contextlib.contextmanager
def _spooled(each: FromThere, wire: Wire) -> Iterator[FromThere]:
    """Its tar in a file here: a container that is being read takes nothing in meanwhile."""
    with tempfile.TemporaryFile() as file:
        for piece in file_calls.get(each.reach.container, each.reach.inside(each.path), wire):
            file.write(piece)
        file.seek(0)
        yield replace(each, spooled=_read(file))


def _read(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece
