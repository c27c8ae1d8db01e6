"""Images that are dragged out of the window: each becomes a file, once, in a folder of this run.

Who asks for a dragged file wants it at once, and the window waits for nothing. So a file that is
small is begun when the drag begins, and another one when somebody asks for it; it is handed over
when it is whole. Until then a place to drop it sees only the image's name.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData

from desktop.engine.records import Image, Kind
from desktop.engine.threads import run_in_thread
from desktop.model.commands import Command, Target
from desktop.model.operations import Operation, Outcome
from desktop.ui.local_urls import local_url
from desktop.ui.trees.rows import Row

AT_ONCE = 200_000_000  # bytes of images that are saved whenever a drag begins
FILES, TEXT = "text/uri-list", "text/plain"
_UNFIT = re.compile(r"[^\w.-]+")


class ImageDrags:
    """Makes what is dragged, and keeps the files until it is closed. ``say`` tells the person."""

    def __init__(
        self,
        run: Callable[[Command], Operation | None],
        later: Callable[[str], None],
    ) -> None:
        self._run = run
        self._later = later
        self._folder: Path | None = None
        self._saved: dict[tuple[str, ...], tuple[Path, Operation | None]] = {}

    def data(self, rows: list[Row]) -> QMimeData:
        """What goes with the pointer, for these rows of images."""
        targets = targets_of(rows)
        size = sum(row.record.size for row in rows if isinstance(row.record, Image))
        if size <= AT_ONCE:
            self.file(targets)
        return _DraggedImages(
            "\n".join(target.name for target in targets), lambda: self.file(targets, tell=True)
        )

    def file(self, targets: tuple[Target, ...], *, tell: bool = False) -> Path | None:
        """The file with these images if it is whole; else it is begun, unless it is already."""
        key = tuple(f"{target.key} {target.name}" for target in targets)
        path, operation = self._saved.get(key, (None, None))
        if path is None or (operation is not None and _failed(operation)):
            from desktop.model.archive_commands import SaveImages

            path = self._place(targets, len(self._saved))
            operation = self._run(SaveImages(targets, path))
            self._saved[key] = (path, operation)
        if operation is not None and operation.outcome is Outcome.DONE and path.exists():
            return path
        if tell and operation is not None and operation.running:
            self._later(", ".join(target.name for target in targets))
        return None

    async def close(self) -> None:
        """Remove the files: who was given one has read it."""
        if self._folder is not None:
            folder, self._folder = self._folder, None
            self._saved.clear()
            await run_in_thread(lambda: shutil.rmtree(folder, ignore_errors=True), name="drags")

    def _place(self, targets: tuple[Target, ...], number: int) -> Path:
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="portside-"))
        folder = self._folder / str(number)
        folder.mkdir(exist_ok=True)
        name = targets[0].name if len(targets) == 1 else "images"
        return folder / f"{_UNFIT.sub('_', name)[:100]}.tar"


def targets_of(rows: list[Row]) -> tuple[Target, ...]:
    """A row stands for its names in its repository; a dangling one for its id."""
    found: list[Target] = []
    for row in rows:
        names = [f"{row.group.title}:{tag}" for tag in row.tags] if row.group else []
        found += [Target(Kind.IMAGE, row.record.key, name) for name in names or [row.record.key]]
    return tuple(found)


def _failed(operation: Operation) -> bool:
    return operation.outcome in (Outcome.FAILED, Outcome.CANCELLED)


class _DraggedImages(QMimeData):
    """A file that is asked for only when somebody wants it, and the images' names."""

    def __init__(self, names: str, file: Callable[[], Path | None]) -> None:
        super().__init__()
        self._names = names
        self._file = file

    def formats(self) -> list[str]:
        return [FILES, TEXT]

    def hasFormat(self, mimetype: str) -> bool:
        return mimetype in (FILES, TEXT)

    def retrieveData(self, mimetype: str, kind: Any) -> Any:
        del kind
        if mimetype == TEXT:
            return self._names
        if mimetype == FILES and (path := self._file()) is not None:
            return [local_url(path)]
        return None
