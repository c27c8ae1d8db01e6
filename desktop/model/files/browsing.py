"""A walk through the files of a container, a volume or an image: a folder, and what is open below.

A folder is listed when it is gone into or opened, and whenever it is asked for again: nothing
polls. What comes is shown while the rest is on its way. Going elsewhere ends what is still asked.
"""

from __future__ import annotations

import asyncio
import enum
import posixpath
import time
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop.engine.errors import EngineError
from desktop.engine.file_records import FileEntry, Mount, Place
from desktop.engine.observations import Difference
from desktop.engine.protocol import Engine
from desktop.engine.records import Kind
from desktop.engine.threads import run_in_thread
from desktop.model.files.arranging import (
    Arrangement,
    Differences,
    Wish,
    arranged,
    arranging,
    differences_of,
)
from desktop.model.files.turns import Turn, let_go, settle
from desktop.model.observers import Observers
from desktop.model.operations import NoEngine

MOST = 1_000_000  # entries of a folder that are kept
_PARTLY_SECONDS = 0.25  # between two looks at what has come so far
_AT_ONCE = 1000  # entries that are arranged in one step
_OF_PLACE = ("differences", "mounts")  # what is asked about the whole place
_NONE: Mapping[str, Difference] = {}


class Standing(enum.Enum):
    """How far the listing of a folder is."""

    LOADING = "loading"
    COMPLETE = "complete"
    FAILED = "failed"
    STOPPED = "stopped"  # by a person: what had come is shown


@dataclass(slots=True, eq=False)
class Folder:
    """One folder as it was told. ``told_at`` is ``time.time``'s seconds, 0 before the first end.

    ``beyond`` counts the entries beyond ``MOST``, which are not kept.
    """

    path: str
    entries: list[FileEntry] = field(default_factory=list)
    arrangement: Arrangement = field(default_factory=Arrangement)
    standing: Standing = Standing.LOADING
    problem: EngineError | None = None
    told_at: float = 0.0
    beyond: int = 0


class Browsing:
    """Where a person is. ``moved`` tells of another folder, ``changed`` of one that is seen."""

    def __init__(self, engine: Callable[[], Engine | None]) -> None:
        self.moved: Observers[str] = Observers()
        self.changed: Observers[Folder] = Observers()
        self._engine = engine
        self.place: Place | None = None
        self.path = "/"
        self.wish = Wish()
        self.mounts: tuple[Mount, ...] = ()
        self.folders: dict[str, Folder] = {}
        self._differences: Differences = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._ending: set[asyncio.Task[None]] = set()

    @property
    def folder(self) -> Folder | None:
        """The one that is shown."""
        return self.folders.get(self.path)

    @property
    def loading(self) -> bool:
        """Whether a folder that is seen is on its way."""
        return any(folder.standing is Standing.LOADING for folder in self.folders.values())

    def go(self, place: Place, path: str) -> None:
        """Show this folder, whatever was shown before."""
        path = posixpath.normpath("/" + path.lstrip("/"))
        for name in [name for name in self._tasks if name not in _OF_PLACE]:
            self._end(name)
        if place != self.place:
            for name in _OF_PLACE:
                self._end(name)
            self.place, self._differences, self.mounts = place, {}, ()
            self._ask_about_place(place)
        self.path = path
        self.folders = {path: Folder(path)}
        self.moved.tell(path)
        self._list(self.folders[path])

    def open(self, path: str) -> None:
        """List a folder below, too, unless it is known."""
        if path not in self.folders:
            self.folders[path] = Folder(path)
            self._list(self.folders[path])

    def shut(self, path: str) -> None:
        """A folder below is not seen any more, and what is below it neither."""
        inside = path.rstrip("/") + "/"
        for name in [name for name in self.folders if name == path or name.startswith(inside)]:
            self._end(name)
            self._end(f"arrange {name}")
            del self.folders[name]

    def refresh(self, paths: Iterable[str] | None = None) -> None:
        """List again what is seen, or these folders of it; it is shown until it is told anew."""
        wanted = None if paths is None else set(paths)
        if self.place is None:
            return
        self._ask_about_place(self.place)
        for folder in list(self.folders.values()):
            if wanted is None or folder.path in wanted:
                self._list(folder)

    def stop(self) -> None:
        """End what is on its way; what has come stays."""
        for folder in list(self.folders.values()):
            if folder.standing is Standing.LOADING:
                self._end(folder.path)
                folder.standing = Standing.STOPPED
                self._arrange(folder)

    def want(self, wish: Wish) -> None:
        """Show others, or in another order."""
        if wish != self.wish:
            self.wish = wish
            for folder in list(self.folders.values()):
                self._arrange(folder)

    async def close(self) -> None:
        """End all that is asked."""
        for name in list(self._tasks):
            self._end(name)
        if self._ending:
            await asyncio.wait(self._ending)

    # What is asked

    def _start(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        self._end(name)
        task = asyncio.get_running_loop().create_task(work)
        self._tasks[name] = task
        task.add_done_callback(lambda done: self._on_done(name, done))

    def _end(self, name: str) -> None:
        if (task := self._tasks.pop(name, None)) is not None:
            task.cancel()
            self._ending.add(task)
            task.add_done_callback(self._ending.discard)

    def _on_done(self, name: str, task: asyncio.Task[None]) -> None:
        if self._tasks.get(name) is task:
            del self._tasks[name]
        if not task.cancelled() and (fault := task.exception()) is not None:
            raise fault

    def _list(self, folder: Folder) -> None:
        folder.standing, folder.problem = Standing.LOADING, None
        self._start(folder.path, self._listed(folder))
        self.changed.tell(folder)

    async def _listed(self, folder: Folder) -> None:
        place, engine = self.place, self._engine()
        try:
            if engine is None or place is None:
                raise NoEngine
            await self._take_batches(engine, place, folder)
        except EngineError as error:
            folder.standing, folder.problem = Standing.FAILED, error
            folder.told_at = folder.told_at or time.time()
            self.changed.tell(folder)
            return
        folder.standing, folder.told_at = Standing.COMPLETE, time.time()
        self._arrange(folder)

    async def _take_batches(self, engine: Engine, place: Place, folder: Folder) -> None:
        known, came, beyond = bool(folder.told_at), list[FileEntry](), 0
        shown_at = time.monotonic()
        async with engine.files.listing(place, folder.path) as batches:
            async for batch in batches:
                kept = batch[: MOST - len(came)]
                came += kept
                beyond += len(batch) - len(kept)
                settle()
                now = time.monotonic()
                if not known and now - shown_at > _PARTLY_SECONDS:
                    shown_at, folder.entries, folder.beyond = now, came, beyond
                    # Of many the first are enough to begin with: to sort them all again and
                    # again would take longer than to list them.
                    if len(came) <= _AT_ONCE or not folder.arrangement.total:
                        self._arrange_now(folder, came[:_AT_ONCE])
                    else:
                        self.changed.tell(folder)  # how many there are so far
        folder.entries, folder.beyond = came, beyond

    def _ask_about_place(self, place: Place) -> None:
        if place.kind is Kind.CONTAINER:
            self._start("differences", self._learn_differences(place))
            self._start("mounts", self._learn_mounts(place))

    async def _learn_differences(self, place: Place) -> None:
        engine = self._engine()
        if engine is None:
            return
        try:
            changes = await engine.observe.file_changes(place.key)
        except EngineError:
            return  # the rows have no badges; the tab of the changes says why
        self._differences = await run_in_thread(differences_of, changes, name="differences")
        for folder in list(self.folders.values()):
            self._arrange(folder)

    async def _learn_mounts(self, place: Place) -> None:
        engine = self._engine()
        if engine is None:
            return
        try:
            self.mounts = await engine.files.mounts(place)
        except EngineError:
            return  # a running container that went: its rows say so
        if (folder := self.folder) is not None:
            self.changed.tell(folder)

    # What is shown of it

    def _arrange(self, folder: Folder) -> None:
        differences = self._differences.get(folder.path, _NONE)
        entries = folder.entries
        if len(entries) <= _AT_ONCE:
            self._arrange_now(folder, entries)
            return
        work = self._arrange_by_steps(folder, entries, differences)
        self._start(f"arrange {folder.path}", work)

    def _arrange_now(self, folder: Folder, entries: Sequence[FileEntry]) -> None:
        self._end(f"arrange {folder.path}")  # of what was there before
        differences = self._differences.get(folder.path, _NONE)
        folder.arrangement = arranged(entries, self.wish, differences)
        self.changed.tell(folder)

    async def _arrange_by_steps(
        self,
        folder: Folder,
        entries: Sequence[FileEntry],
        differences: Mapping[str, Difference],
    ) -> None:
        work = arranging(entries, self.wish, differences)
        turn, before = Turn(), folder.arrangement
        while True:
            try:
                next(work)
            except StopIteration as end:
                before, folder.arrangement = folder.arrangement, end.value
                break
            if turn.over:
                settle()
                await turn.pass_on()
        settle()
        self.changed.tell(folder)
        rows = before.rows  # nobody shows them any more
        await let_go(rows if isinstance(rows, list) else [], before.places)
