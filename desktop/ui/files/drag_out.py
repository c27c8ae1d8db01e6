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
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QMimeData

from desktop.engine.errors import EngineError
from desktop.engine.file_ground import Folder
from desktop.engine.file_records import Copied, CopyOptions
from desktop.engine.records import Progress
from desktop.engine.threads import run_in_thread
from desktop.model.files.commands import CopyOut
from desktop.model.operations import Outcome
from desktop.ui.files.carried import Carried, local_url
from desktop.ui.files.problems import short
from desktop.ui.files.words import FILES_MIME
from desktop.ui.page import Surroundings
from desktop.ui.text import tr
from desktop.ui.wording import listed

URLS, TEXT = "text/uri-list", "text/plain"
AFTER_SECONDS = 3.0  # after a drag's end in which its files may still be asked for


@dataclass(slots=True, eq=False)
class _Made:
    """The files of one drag, as far as they are."""

    what: Carried
    paths: tuple[str, ...] = ()
    task: asyncio.Task[None] | None = None
    asked: bool = False
    drags: int = 0


class DragsOut:
    """Makes what is dragged; the files stay until it is closed, for whoever has been given them."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._surroundings = surroundings
        self._made: dict[Carried, _Made] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._folders: set[Path] = set()

    def data(self, what: Carried) -> DraggedFiles:
        """What goes with the pointer."""
        made = self._made.get(what)
        under_way = made is not None and made.task is not None and not made.task.done()
        if made is None or not (made.paths or under_way):
            made = self._made[what] = _Made(what)
            made.task = self._start(self._prepare(made))
        made.drags += 1
        return DraggedFiles(what, lambda: self.files(what))

    def files(self, what: Carried) -> list[Path]:
        """The files if they are whole; else they are begun for all to see, and nothing is given."""
        made = self._made.get(what)
        if made is None:
            return []
        if not made.paths and not made.asked:  # a target may ask again and again
            made.task = self._start(self._make(made, made.task))
        made.asked = True
        return [Path(path) for path in made.paths]

    def ended(self, what: Carried, *, inside: bool) -> None:
        """The drag is over; ``inside``: dropped on a window of ours, which needs no files."""
        made = self._made.get(what)
        if made is not None and not made.asked and not made.paths:
            seconds = 0 if inside else AFTER_SECONDS
            self._start(self._forget_later(made, made.drags, seconds))

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

    async def _folder(self) -> Path:
        made = Path(await run_in_thread(tempfile.mkdtemp, None, "portside-", name="drags"))
        self._folders.add(made)
        return made

    async def _prepare(self, made: _Made) -> None:
        """Without a word: most drags never leave the window."""
        engine = self._surroundings.session.engine
        if engine is None:
            return
        folder = await self._folder()
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
        if made.paths:
            return
        what = made.what
        names = listed(short(path) for path in what.paths[:3])
        say = self._surroundings.say
        say(tr("{names} is being copied; drag it again when that is done.", names=names))
        folder = await self._folder()

        def take(copied: Copied) -> None:
            made.paths = copied.paths

        command = CopyOut(what.place, what.paths, folder, copied=take)
        operation = self._surroundings.run(command)
        if operation is None or await operation.wait() is not Outcome.DONE:
            self._made.pop(what, None)
        else:
            say(tr("{names} is ready: drag it again.", names=names))

    async def _forget_later(self, made: _Made, drags: int, seconds: float) -> None:
        await asyncio.sleep(seconds)
        if made.asked or made.paths or made.drags != drags:  # it is dragged again
            return
        self._made.pop(made.what, None)
        if made.task is not None:
            made.task.cancel()


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
