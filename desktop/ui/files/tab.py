"""The tab with the files of a container, a volume or an image."""

from __future__ import annotations

import asyncio
import logging
import posixpath
from collections.abc import Coroutine
from typing import Any

from PySide6.QtCore import QMimeData, QModelIndex
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.engine.file_records import Place
from desktop.engine.records import Container, Kind, State
from desktop.ui import wording
from desktop.ui.details.subject import Subject
from desktop.ui.files.actions import BrowserActions
from desktop.ui.files.browser import Browser
from desktop.ui.files.carried import Carried
from desktop.ui.files.copying import Copier
from desktop.ui.files.drag_out import DraggedFiles, DragsOut
from desktop.ui.files.drops import BrowserDrops
from desktop.ui.focus import FocusGoesTo
from desktop.ui.icons import Icon
from desktop.ui.page import Surroundings, Watcher
from desktop.ui.plain import visible

log = logging.getLogger(__name__)

_REMEMBERED = 200  # places whose folder is known, when one comes back


class FilesTab(QWidget):
    """Shows the files of the subject; asks for them when it is first seen with it."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self._subject: Subject | None = None
        self._paths: dict[tuple[Kind, str], str] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self.browser = Browser(surroundings)
        self.copier = Copier(surroundings, self.window, self.spawn)
        self.actions_of_files = BrowserActions(self.browser, self.copier, self.spawn)
        self.drops = BrowserDrops(self.browser, self.copier, self.actions_of_files.move_to)
        self.drags = DragsOut(surroundings)
        self._dragged: DraggedFiles | None = None  # Qt's drag keeps no reference to it
        self.browser.model.mime_data_of = self._data
        self.browser.file_opened.connect(self._open_file)
        self.browser.tree.drag_ended.connect(self._on_drag_ended)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.browser)
        FocusGoesTo(self, self.browser)
        self._watcher = Watcher(self, self._on_watched)

    def show_subject(self, subject: Subject) -> None:
        """Show the files of this object, where one left them."""
        self._subject = subject
        if self._watcher.watched:
            self._show(subject)

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Something that is asked or waited for here; it ends with the tab."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._on_ended)

    async def close_down(self) -> None:
        """End what is asked and made."""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
        await self.browser.close_down()
        await self.drags.close()

    def _show(self, subject: Subject) -> None:
        browser = self.browser
        if (before := browser.place) is not None:
            self._paths.pop((before.kind, before.key), None)
            self._paths[before.kind, before.key] = browser.path
            for key in list(self._paths)[:-_REMEMBERED]:
                del self._paths[key]
        record = subject.record
        place = Place(subject.kind, subject.key, wording.name_of(record))
        # One that is paused runs no program.
        running = isinstance(record, Container) and record.state is State.RUNNING
        path = self._paths.get((place.kind, place.key), "/")
        browser.show_place(place, path, live=not subject.is_past, running=running)
        self.actions_of_files.allow()

    def _on_watched(self, watched: bool) -> None:
        if watched and self._subject is not None:
            self._show(self._subject)

    def _on_ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (fault := task.exception()) is not None:
            log.error("something was not done to files", exc_info=fault)

    def _data(self, _indexes: list[QModelIndex]) -> QMimeData:
        place = self.browser.place
        assert place is not None
        data = self.drags.data(Carried(place, self.actions_of_files.chosen()))
        self._dragged = data
        return data

    def _open_file(self, path: str) -> None:
        place = self.browser.place
        if place is None:
            return

        def make(surroundings: Surroundings) -> QWidget:
            from desktop.ui.files.file_page import FilePage

            return FilePage(surroundings, place, path)

        # Volumes of several Engines may have the same name.
        of = self.browser.surroundings.session.engine_id
        key = f"file {of} {place.kind.value} {place.key} {path}"
        title = visible(posixpath.basename(path), limit=60)
        self.browser.surroundings.open_page(key, title, Icon.FILE, make)

    def _on_drag_ended(self) -> None:
        if (data := self._dragged) is not None:
            self.drags.ended(data.what, inside=data.dropped_inside)
