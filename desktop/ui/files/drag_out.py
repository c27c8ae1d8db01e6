"""Files that are dragged out of the window: made in a folder of this run while they are dragged.

Who is given a dragged file wants it at once, and the window waits for nothing. So copying begins as
the drag begins, and what is whole is handed over. What takes longer becomes an operation, to be
seen and cancelled, when somebody asks for it; the person is told to drag it again when it is done.
"""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QMimeData

from desktop.engine.errors import EngineError
from desktop.engine.file_ground import Folder
from desktop.engine.file_records import Copied, CopyOptions
from desktop.engine.records import Progress
from desktop.engine.threads import run_in_thread
from desktop.model.files.commands import CopyOut
from desktop.ui.files.carried import Carried
from desktop.ui.files.problems import short
from desktop.ui.files.words import FILES_MIME
from desktop.ui.local_urls import local_url
from desktop.ui.page import Surroundings
from desktop.ui.text import tr
from desktop.ui.wording import listed

URLS, TEXT = "text/uri-list", "text/plain"
AFTER_SECONDS = 3.0  # after a drag's end in which its files may still be asked for


@dataclass(slots=True, eq=False)
class _Made:
    """The files of one drag, as far as they are.

    ``ready``: a person was told to drag it again. ``given``: somebody has the files, and may still
    read them. ``over``: nobody gets them any more.
    """

    what: Carried
    paths: tuple[str, ...] = ()
    folders: list[Path] = field(default_factory=list)
    task: asyncio.Task[None] | None = None
    asked: bool = False
    ready: bool = False
    given: bool = False
    over: bool = False
    drags: int = 0

    @property
    def under_way(self) -> bool:
        return self.task is not None and not self.task.done()


class DragsOut:
    """Makes what is dragged, anew for each drag: what is there may be another by now.

    The files stay until it is closed, for whoever has been given them; those that nobody was given
    go with their drag.
    """

    def __init__(self, surroundings: Surroundings) -> None:
        self._surroundings = surroundings
        self._made: dict[Carried, _Made] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._folders: set[Path] = set()

    def data(self, what: Carried) -> DraggedFiles:
        """What goes with the pointer."""
        made = self._made.get(what)
        if made is None or made.given or not (made.ready or made.under_way):
            made = self._made[what] = _Made(what)
            made.task = self._start(self._prepare(made))
        made.drags += 1
        return DraggedFiles(what, partial(self._files, made))

    def ended(self, what: Carried, *, inside: bool) -> None:
        """The drag is over; ``inside``: dropped on a window of ours, which needs no files."""
        made = self._made.get(what)
        if made is not None:
            seconds = 0 if inside else AFTER_SECONDS
            self._start(self._forget_later(made, made.drags, seconds))

    def _files(self, made: _Made) -> list[Path]:
        """The files if they are whole; else they are begun for all to see, and nothing is given."""
        if made.over:
            return []
        if made.paths:
            made.given = True
        elif not made.asked:  # a target may ask again and again
            made.task = self._start(self._make(made, made.task))
        made.asked = True
        return [Path(path) for path in made.paths]

    async def close(self) -> None:
        """End what is being made, and remove it."""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
        folders, self._folders = self._folders, set()
        self._made.clear()
        await run_in_thread(_remove, folders, name="drags")

    def _start(self, work: Any) -> asyncio.Task[None]:
        task: asyncio.Task[None] = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _folder(self, made: _Made) -> Path:
        def make() -> Path:
            folder = Path(tempfile.mkdtemp(prefix="portside-"))
            made.folders.append(folder)  # also if nobody waits for it any more
            self._folders.add(folder)
            return folder

        return await run_in_thread(make, name="drags")

    async def _prepare(self, made: _Made) -> None:
        """Without a word: most drags never leave the window."""
        engine = self._surroundings.session.engine
        if engine is None:
            return
        folder = await self._folder(made)
        try:
            what = made.what
            copied = await engine.files.copy_out(
                what.place, what.paths, folder, CopyOptions(), None, _unseen
            )
        except (EngineError, OSError):
            return  # who asks for it is told by the operation
        made.paths = copied.paths

    async def _make(self, made: _Made, unseen: asyncio.Task[None] | None) -> None:
        if unseen is not None:
            unseen.cancel()
            await asyncio.wait([unseen])
        names = listed(short(path) for path in made.what.paths[:3])
        say = self._surroundings.say
        if not made.paths:
            say(tr("{names} is being copied; drag it again when that is done.", names=names))
            await self._make_as_operation(made)
        if not made.paths:
            self._let_go(made)
        else:
            made.ready = True
            say(tr("{names} is ready: drag it again.", names=names))

    async def _make_as_operation(self, made: _Made) -> None:
        what, folder = made.what, await self._folder(made)

        def take(copied: Copied) -> None:
            made.paths = copied.paths

        command = CopyOut(what.place, what.paths, folder, copied=take)
        operation = self._surroundings.run(command)
        if operation is not None:
            await operation.wait()

    async def _forget_later(self, made: _Made, drags: int, seconds: float) -> None:
        """Remove what nobody was given, nor is to be: a drag that ended has no other use for it."""
        await asyncio.sleep(seconds)
        wanted = made.asked and (made.under_way or made.ready)
        if made.given or wanted or made.drags != drags:  # it is dragged again
            return
        self._let_go(made)
        if made.task is not None and not made.task.done():
            made.task.cancel()
            await asyncio.wait([made.task])
        folders = set(made.folders)
        await run_in_thread(_remove, folders, name="drags")
        self._folders -= folders

    def _let_go(self, made: _Made) -> None:
        made.over = True
        if self._made.get(made.what) is made:
            del self._made[made.what]


class DraggedFiles(QMimeData):
    """Ours to our own windows; to others, files that are asked for when somebody wants them."""

    def __init__(self, what: Carried, files: Callable[[], list[Path]]) -> None:
        super().__init__()
        self.what = what
        self.dropped_inside = False
        self._files = files

    def formats(self) -> list[str]:
        return [FILES_MIME, URLS]

    def hasFormat(self, mimetype: str) -> bool:
        return mimetype in (FILES_MIME, URLS)

    def retrieveData(self, mimetype: str, kind: Any) -> Any:
        del kind
        if mimetype == FILES_MIME:
            return QByteArray(self.what.encoded())  # Python's own bytes are nothing to Qt
        if mimetype == URLS and (files := self._files()):
            return [local_url(path) for path in files]
        return None


def _unseen(_progress: Progress) -> None:
    """Nobody watches."""


def _remove(folders: set[Path]) -> None:
    """With the folders that may not be written, as they may have been there."""
    for path in folders:
        with contextlib.suppress(OSError), Folder.open(str(path.parent)) as parent:
            parent.remove(path.name)
