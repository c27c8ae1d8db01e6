"""The dialog that describes a build: what is built, its Dockerfile, options and files."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.engine.context_files import Oddity
from desktop.model.build.recognised import is_dockerfile
from desktop.model.build.spec import LARGE, line
from desktop.model.follower import all_done
from desktop.ui import units
from desktop.ui.build.context_page import ContextPage
from desktop.ui.build.draft import Draft, Place
from desktop.ui.build.head import Head
from desktop.ui.build.in_the_way import in_the_way
from desktop.ui.build.notes import Notes
from desktop.ui.build.options import OptionsPage
from desktop.ui.build.text_page import TextPage
from desktop.ui.dialogs.command_line import CommandLine
from desktop.ui.dialogs.fields import set_property
from desktop.ui.file_drops import FileDrops, PassesFiles
from desktop.ui.icons import BESIDE_TEXT, Icon, icon
from desktop.ui.plain import visible
from desktop.ui.states import Banner
from desktop.ui.text import tr
from desktop.ui.text_edit import kept_text
from desktop.ui.theme import GRID, Tone

_WIDTH, _HEIGHT = 1000, 740
_LEAST_WIDTH, _LEAST_HEIGHT = 640, 480
_OTHER = Qt.FocusReason.OtherFocusReason


class BuildDialog(QDialog):
    """``accepted`` when it is to be built; the Dockerfile is saved by then."""

    def __init__(self, parent: QWidget | None, draft: Draft) -> None:
        super().__init__(parent)
        self.draft = draft
        draft.setParent(self)
        self.setWindowTitle(tr("Build an image"))
        self._loop = asyncio.get_running_loop()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._eager = False  # it is to be built as soon as it can be
        self.banner = Banner()
        self.head = Head(draft)
        self.text = TextPage(linted=draft.linted)
        self.editor, self.problems = self.text.editor, self.text.problems
        self.options = OptionsPage(draft)
        self.context = ContextPage(draft)
        self.pages = QTabWidget()
        self.line = CommandLine()
        self.notes = Notes()
        self.cancel_button = QPushButton(tr("Cancel"))
        self.build_button = QPushButton(tr("Build"))
        self._lay_out()
        self._drops = FileDrops(self, tr("Drop a folder or a Dockerfile to build it"))
        for child in (self.editor.viewport(), *self.findChildren(QLineEdit)):
            PassesFiles(child)
        self._connect()
        self._fit()
        self.editor.show_text(draft.text)
        self._on_changed()

    def show_failure(self, said: str, at: int = 0) -> None:
        """What is to be known, and the line of the Dockerfile where a step failed."""
        if said:
            self.banner.say(said, Tone.WARNING)
        if at:
            self.pages.setCurrentIndex(0)
            self.editor.go_to(at, marked=True)

    def take(self, path: Path) -> None:
        """Another folder, or a Dockerfile in it."""
        self.head.take(path)
        self.build_button.setFocus(_OTHER)

    def finish(self) -> None:
        """Build, if it may be; else go to what is in the way."""
        self._eager = self.draft.reading
        if self._eager:
            return  # as soon as the Dockerfile is there
        if self._wrong() is not None:
            self.go_to_trouble()
        else:
            self._start(self._save_and_accept())

    def go_to_trouble(self) -> None:
        """Go to the first thing that is wrong."""
        self.go_to(self._wrong() or Place.DOCKERFILE)

    def go_to(self, place: Place) -> None:
        """Bring a place in sight, and the keys to it."""
        match place:
            case Place.FOLDER:
                self.head.folder.setFocus(_OTHER)
            case Place.TAG:
                self.head.tags.setFocus(_OTHER)
            case Place.OPTIONS:
                self.pages.setCurrentWidget(self.options)
                bad = self.options.network if self.draft.bad_network else self.options.memory
                bad.setFocus(_OTHER)
            case Place.CONTEXT:
                self.pages.setCurrentWidget(self.context)
            case Place.DOCKERFILE:
                self.pages.setCurrentIndex(0)
                lines = [each.line for each in self.draft.errors]
                lines += [each.line for each in self.draft.needs]
                self.editor.go_to(lines[0] if lines else 1)

    def _wrong(self) -> Place | None:
        """Where something is in the way; what is typed as the folder may be no path yet."""
        return self.draft.wrong() if self.head.folder.accepted else Place.FOLDER

    async def close_down(self) -> None:
        """End what it has under way, also if this is cancelled meanwhile."""
        for task in self._tasks:
            task.cancel()
        await all_done(*self._tasks, asyncio.ensure_future(self.draft.close()))

    async def _save_and_accept(self) -> None:
        if problem := await self.draft.save():
            self.banner.say(problem, Tone.DANGER)
        else:
            super().accept()

    async def _leave_out(self, path: str) -> None:
        if problem := await self.draft.leave_out(path):
            self.banner.say(problem, Tone.DANGER)

    async def _browse_folder(self) -> None:
        if (chosen := await self.head.browse_folder()) is not None:
            self.take(chosen)

    async def _browse_file(self) -> None:
        if (chosen := await self.head.browse_file()) is not None:
            self.head.take_file(chosen)
            self.build_button.setFocus(_OTHER)

    async def _take_dropped(self, paths: list[Path]) -> None:
        """What is no Dockerfile would only replace the one that is here."""
        path = paths[0]
        if len(paths) > 1:
            self.banner.say(tr("Only one folder or Dockerfile is built at a time."))
        elif path.is_dir() or await is_dockerfile(path):
            self.banner.hide()
            self.take(path)
        else:
            name = visible(path.name, limit=120)
            self.banner.say(tr("{name} is no Dockerfile: none begins like that.", name=name))

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # What is shown

    def _on_changed(self) -> None:
        draft = self.draft
        self.head.check()
        where = self._wrong()
        self.build_button.setEnabled(where is None or draft.reading)
        verb = tr("Save and build") if draft.unsaved else tr("Build")
        if self.build_button.text() != verb:
            self.build_button.setText(verb)
            self.build_button.setAccessibleName(verb)
        self.line.show_lines((line(draft.final),), complete=where is None)
        self.editor.show_findings(draft.findings)
        self.problems.show_findings(draft.findings)
        self._name_files()
        self.notes.show_notes(in_the_way(draft))

    def _on_loaded(self) -> None:
        if kept_text(self.editor) != self.draft.text:
            self.editor.show_text(self.draft.text)
        if self._eager:
            self.finish()

    def _name_files(self) -> None:
        scan, page = self.draft.scan, self.pages.indexOf(self.context)
        title, picture = tr("Files"), icon(Icon.FILES)
        if scan is not None:
            title = tr("Files: {size}", size=units.size(scan.size))
            if scan.size > LARGE:
                picture = icon(Icon.WARNING, Tone.WARNING)
        troubles = () if scan is None else scan.troubles
        if self.draft.scan_problem or any(it.oddity is Oddity.UNREADABLE for it in troubles):
            picture = icon(Icon.ERROR, Tone.DANGER)
        self.pages.setTabText(page, title)
        self.pages.setTabIcon(page, picture)

    # How it is made

    def _connect(self) -> None:
        draft = self.draft
        draft.changed.connect(self._on_changed)
        draft.loaded.connect(self._on_loaded)
        self.head.folder.changed.connect(self._on_changed)
        self.head.folder_wanted.connect(lambda: self._start(self._browse_folder()))
        self.head.file_wanted.connect(lambda: self._start(self._browse_file()))
        self._drops.dropped.connect(lambda paths: self._start(self._take_dropped(paths)))
        self.editor.textChanged.connect(lambda: draft.type(kept_text(self.editor)))
        self.problems.chosen.connect(self.editor.go_to)
        self.context.unwanted.connect(lambda path: self._start(self._leave_out(path)))
        self.notes.chosen.connect(self.go_to)
        self.cancel_button.clicked.connect(self.reject)
        self.build_button.clicked.connect(self.finish)

    def _fit(self) -> None:
        parent = self.parentWidget()
        room = parent.screen().availableSize() if parent is not None else None
        width = _WIDTH if room is None else min(_WIDTH, room.width() - 10 * GRID)
        height = _HEIGHT if room is None else min(_HEIGHT, room.height() - 12 * GRID)
        self.setMinimumSize(min(_LEAST_WIDTH, width), min(_LEAST_HEIGHT, height))
        self.resize(width, height)

    def _lay_out(self) -> None:
        body = QWidget()
        body.setBackgroundRole(QPalette.ColorRole.Base)
        body.setAutoFillBackground(True)
        inner = QVBoxLayout(body)
        inner.setContentsMargins(6 * GRID, 4 * GRID, 6 * GRID, 3 * GRID)
        inner.setSpacing(2 * GRID)
        inner.addWidget(self.banner)
        inner.addWidget(self.head)
        inner.addWidget(self.pages, 1)
        inner.addWidget(self.line)
        self.pages.setDocumentMode(True)
        self.pages.setIconSize(BESIDE_TEXT)
        self.pages.addTab(self.text, icon(Icon.FILE), tr("Dockerfile"))
        self.pages.addTab(self.options, icon(Icon.EDIT), tr("Options"))
        self.pages.addTab(self.context, icon(Icon.FILES), tr("Files"))
        rule = QWidget()
        rule.setFixedHeight(1)
        rule.setBackgroundRole(QPalette.ColorRole.Mid)
        rule.setAutoFillBackground(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(body, 1)
        column.addWidget(rule)
        column.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        self.cancel_button.setAutoDefault(False)
        set_property(self.build_button, "main", True)
        self.build_button.setDefault(True)
        row = QHBoxLayout()
        row.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
        row.setSpacing(2 * GRID)
        row.addWidget(self.notes, 1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.build_button)
        return row

    # Qt's

    def accept(self) -> None:
        self.finish()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        for button in (self.cancel_button, self.build_button):
            button.ensurePolished()
            button.setMinimumWidth(max(20 * GRID, button.minimumSizeHint().width()))
        known = self.draft.spec.folder is not None
        if not self.editor.hasFocus():
            (self.build_button if known else self.head.folder.editor).setFocus(_OTHER)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.draft.renew()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finish()
        else:
            super().keyPressEvent(event)
