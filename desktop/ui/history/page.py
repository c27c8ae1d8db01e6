"""The tab with how an image was made: its steps, and beside them the files of the chosen one."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.engine.archive_records import HistoryEntry
from desktop.engine.protocol import Engine
from desktop.engine.records import Image, Kind
from desktop.model.commands import Target
from desktop.model.image_history import Step, steps_of
from desktop.model.inspection_masks import masked_value
from desktop.model.layer_reading import LayerReading
from desktop.model.look import Look
from desktop.ui import problems, quoting
from desktop.ui.details.subject import Subject
from desktop.ui.empty import EmptyState
from desktop.ui.focus import FocusGoesTo
from desktop.ui.history.files import LayerFiles
from desktop.ui.history.model import COMMENT, INSTRUCTION, StepsModel
from desktop.ui.icons import Icon, icon
from desktop.ui.list_tree import ListTree
from desktop.ui.page import Surroundings, Watcher
from desktop.ui.states import Skeleton
from desktop.ui.text import tr


class HistoryPage(QWidget):
    """``docker history``, asked once for an image: it never changes."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self._session = surroundings.session
        self._subject: Subject | None = None
        self.look: Look[list[HistoryEntry]] = Look(surroundings.session, _ask)
        self.reading = LayerReading(surroundings.session)
        self.model = StepsModel(self._session.clock, self)
        self.steps = ListTree(tr("History"))
        self.steps.setModel(self.model)
        self.steps.set_widths(0, 9, 8, 12, 12)
        self.steps.selectionModel().currentChanged.connect(self._on_current_changed)
        self.steps.menu_requested.connect(self._open_menu)
        self.steps.copy_requested.connect(self.copy_instruction)
        self.copy = QAction(icon(Icon.COPY), tr("Copy instruction"), self)
        self.copy.triggered.connect(self.copy_instruction)
        self.loading = Skeleton()
        self.failed = EmptyState(Icon.HISTORY, "", action=self._made_retry())
        self.nothing = EmptyState(Icon.HISTORY, tr("This image does not tell how it was made."))
        self.files = LayerFiles(self.reading)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.steps)
        self.splitter.addWidget(self.files)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([1000, 800])  # of whatever there is
        self.stack = QStackedWidget()
        self.stack.setMinimumHeight(0)
        for part in (self.loading, self.failed, self.nothing, self.splitter):
            self.stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        FocusGoesTo(self, self.steps)
        self._watcher = Watcher(self, self._on_watched)
        self._ends = (
            self.look.changed.subscribe(lambda _look: self._show_look()),
            self.reading.changed.subscribe(lambda _reading: self._on_read()),
        )

    def _made_retry(self) -> QAction:
        again = QAction(tr("Try again"), self)
        again.triggered.connect(self.look.ask)
        return again

    def show_subject(self, subject: Subject) -> None:
        """Show this image; ask where nothing is known of it yet."""
        self._subject = subject
        self.look.turn_to(subject.key)
        self.reading.turn_to(subject.key)
        record = subject.record
        size = record.size if isinstance(record, Image) else 0
        self.files.show_image(self._name, size, live=not subject.is_past)
        look = self.look
        known = look.value is not None or look.problem is not None or look.asking
        if self._watcher.watched and not known and not subject.is_past:
            look.ask()
        self._show_look()

    def copy_instruction(self) -> None:
        """What made the current layer, whole; what is hidden in it stays so."""
        index = self.steps.currentIndex()
        if index.isValid():
            made = self.model.steps[index.row()].instruction
            QGuiApplication.clipboard().setText(masked_value(made))

    async def close_down(self) -> None:
        """End what is asked and read."""
        for end in self._ends:
            end()
        await self.files.close_down()
        await self.reading.close()
        await self.look.close()

    @property
    def _name(self) -> str:
        record = self._subject.record if self._subject is not None else None
        if isinstance(record, Image):
            return record.references[0] if record.references else record.id
        return ""

    def _on_watched(self, watched: bool) -> None:
        if watched and self._subject is not None:
            self.show_subject(self._subject)

    def _show_look(self) -> None:
        look, subject = self.look, self._subject
        part: QWidget = self.loading
        if look.value:
            self._show_steps()
            part = self.splitter
        elif look.value is not None:
            part = self.nothing
        elif look.problem is not None and not look.asking and subject is not None:
            target = Target(Kind.IMAGE, subject.key, self._name)
            tried = tr("Cannot tell the history of {what}", what=quoting.what(target))
            self.failed.say(problems.not_told(tried, target, look.problem))
            part = self.failed
        if self.stack.currentWidget() is not part:
            self.stack.setCurrentWidget(part)

    def _show_steps(self) -> None:
        found = self.reading.found
        self.model.show_steps(
            steps_of(self.look.value or (), found.layers if found is not None else None)
        )
        commented = any(step.entry.comment and step.instruction for step in self.model.steps)
        self.steps.setColumnHidden(COMMENT, not commented)
        self.steps.fit()
        if not self.steps.currentIndex().isValid() and self.model.steps:
            self.steps.setCurrentIndex(self.model.index(0, INSTRUCTION))
        self.files.show_step(self._current_step())

    def _on_read(self) -> None:
        if self.look.value:
            self._show_steps()

    def _current_step(self) -> Step | None:
        index = self.steps.currentIndex()
        return self.model.steps[index.row()] if index.isValid() else None

    def _on_current_changed(self, *_: object) -> None:
        self.files.show_step(self._current_step())

    def _open_menu(self, where: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.copy)
        menu.popup(where)


async def _ask(engine: Engine, image: str) -> list[HistoryEntry]:
    return await engine.archives.history(image)
