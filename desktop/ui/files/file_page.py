"""A page with one file: a text to edit, a picture or bytes to look at. Nothing in it is markup."""

from __future__ import annotations

import asyncio
import posixpath
from collections.abc import Coroutine
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.engine.errors import EngineError
from desktop.engine.file_errors import Changed
from desktop.engine.file_records import FileContent, FileEntry, Place
from desktop.engine.records import Kind
from desktop.engine.threads import run_in_thread
from desktop.model.files.commands import WriteFile
from desktop.model.files.text_file import TextFile
from desktop.model.operations import NoEngine, Outcome
from desktop.ui import units, wording
from desktop.ui.empty import EmptyState
from desktop.ui.files import untold
from desktop.ui.files.picture import Picture
from desktop.ui.files.understanding import understood
from desktop.ui.icons import Icon, icon
from desktop.ui.keys import with_keys
from desktop.ui.living.tabs import Face
from desktop.ui.page import Surroundings
from desktop.ui.plain import PlainLabel, visible
from desktop.ui.states import Banner, Skeleton
from desktop.ui.text import tr
from desktop.ui.text_edit import TextEdit, kept_text
from desktop.ui.theme import GRID, Tone, Type, font

_SAVE = QKeySequence.StandardKey.Save
AT_MOST = 4_000_000  # bytes that are read


class FilePage(QWidget):
    """Reads the file when it is made, and again when it is told to."""

    face_changed = Signal()

    def __init__(self, surroundings: Surroundings, place: Place, path: str) -> None:
        super().__init__()
        self._surroundings = surroundings
        self.place = place
        self.path = path
        endpoint = surroundings.session.status.endpoint
        self._of = surroundings.session.engine_id
        self._where = wording.endpoint_title(endpoint) if endpoint is not None else ""
        self._known: FileEntry | None = None
        self._text: TextFile | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._make_parts()
        self._lay_out()
        self._spawn(self._load())

    def _make_parts(self) -> None:
        self.title = PlainLabel(
            f"{visible(self.place.name, limit=60)}:{visible(self.path, limit=400)}",
            elide=Qt.TextElideMode.ElideLeft,
        )
        self.title.setFont(font(Type.MONO))
        self.facts = PlainLabel(elide=Qt.TextElideMode.ElideRight)
        self.facts.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.save_button = QPushButton(tr("Save"))
        self.save_button.setToolTip(with_keys(tr("Write it back"), _SAVE))
        self.save_button.setEnabled(False)
        self.save_button.clicked.connect(self.save)
        self.reload_button = QToolButton()
        self.reload_button.setIcon(icon(Icon.RETRY))
        self.reload_button.setToolTip(tr("Read it again"))
        self.reload_button.setAccessibleName(tr("Reload"))
        self.reload_button.clicked.connect(self.reload)
        QShortcut(
            QKeySequence(_SAVE),
            self,
            self.save,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )
        self.banner = Banner()
        self.loading = Skeleton()
        self.failed = EmptyState(Icon.FILE, "")
        self.editor = TextEdit()
        self.editor.setFont(font(Type.MONO))
        self.editor.setFrameShape(TextEdit.Shape.NoFrame)
        self.editor.setLineWrapMode(TextEdit.LineWrapMode.NoWrap)
        self.editor.setAccessibleName(posixpath.basename(self.path))
        self.editor.modificationChanged.connect(self._on_modified)
        self.picture = Picture()
        self.stack = QStackedWidget()
        for part in (self.loading, self.failed, self.editor, self.picture):
            self.stack.addWidget(part)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(3 * GRID, GRID, 2 * GRID, GRID)
        bar.setSpacing(2 * GRID)
        bar.addWidget(self.title, 3)
        bar.addWidget(self.facts, 2)
        bar.addWidget(self.reload_button)
        bar.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.banner)
        column.addWidget(self.stack, 1)
        self.setFocusProxy(self.editor)

    # What a page that lives on does

    def face(self) -> Face:
        """Its tab: a mark before the name while something is not saved."""
        name = posixpath.basename(self.path)
        title = f"● {name}" if self.modified else name
        return Face(title, Icon.FILE, f"{self.place.name}:{self.path}")

    async def at_stake(self) -> str:
        """What closing it would lose."""
        if not self.modified:
            return ""
        name = visible(posixpath.basename(self.path), limit=60)
        return tr("{name} has changes that are not saved.", name=name)

    async def close_down(self) -> None:
        """End what it asks."""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    @property
    def modified(self) -> bool:
        """Whether a person has changed it since it was read or written."""
        return not self.editor.isReadOnly() and self.editor.document().isModified()

    def reload(self) -> None:
        """Read it again; what was changed here is lost, so it is asked for by a button alone."""
        if self.modified:
            self._say_what_would_be_lost()
        else:
            self._spawn(self._load())

    def save(self) -> None:
        """Write it back, unless it is another file by now."""
        if self.modified and self.save_button.isEnabled():
            self.save_button.setEnabled(False)  # until it has ended
            self._spawn(self._save(self._known))

    # The file

    async def _load(self) -> None:
        if self._elsewhere():
            return
        engine = self._surroundings.session.engine
        known, revision = self._known, self.editor.document().revision()
        self.banner.hide()
        try:
            if engine is None:
                raise NoEngine
            content = await engine.files.read(self.place, self.path, AT_MOST)
        except EngineError as error:
            self._say_failed(untold.not_read(self.place, self.path, error))
            return
        text, image, dump = await run_in_thread(understood, content, name="read-file")
        if self.modified and self.editor.document().revision() != revision:
            self._say_what_would_be_lost()  # typed while it was read
        elif self._known is not known:  # written meanwhile, or read by another
            await self._load()
        else:
            self._known = content.entry
            self._show(content, text, image, dump)

    def _elsewhere(self) -> bool:
        """Whether another Engine is shown than it is on, which may have the same place; says so."""
        if self._surroundings.session.engine_id == self._of:
            return False
        self._say_failed(
            tr(
                "This file is on the Engine {where}. Another Engine is shown now: "
                "nothing was read or written.",
                where=self._where,
            )
        )
        return True

    def _say_failed(self, text: str) -> None:
        """In place of the file, or above what is shown of it, which stays."""
        if self._known is None:
            self.failed.say(text)
            self.stack.setCurrentWidget(self.failed)
        else:
            self.banner.say(text, Tone.DANGER)

    def _say_what_would_be_lost(self) -> None:
        self.banner.say(
            tr("What you have changed would be lost."),
            Tone.WARNING,
            actions=[(tr("Reload"), lambda: self._spawn(self._load()))],
        )

    def _show(
        self, content: FileContent, text: TextFile | None, image: QImage | None, dump: str
    ) -> None:
        self._text = text
        said = [units.size(content.entry.size or len(content.data))]
        if image is not None:
            self.picture.show_image(image)
            self.stack.setCurrentWidget(self.picture)
            said.append(f"{image.width()} × {image.height()}")
        else:
            self.editor.setReadOnly(self._why_fixed(content, text) != "")
            self.editor.setPlainText(dump if text is None else text.text)
            self.editor.document().setModified(False)
            self.stack.setCurrentWidget(self.editor)
            if text is not None:
                ends = {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}[text.newline]
                said += [text.encoding.upper() + (" BOM" if text.mark else ""), ends]
            said.append(self._why_fixed(content, text))
        if text is not None and text.mixed and not self.editor.isReadOnly():
            self.banner.say(tr("It has line ends of several kinds; saving makes them one."))
        self.facts.setText(" · ".join(each for each in said if each))
        self._on_modified()

    def _why_fixed(self, content: FileContent, text: TextFile | None) -> str:
        """Why it can only be looked at; empty where it can be edited."""
        if text is None:
            return tr("not a text: its first bytes")
        if content.cut:
            return tr("only its beginning: it is too large to be edited here")
        if self.place.kind is Kind.IMAGE:
            return tr("an image can't be changed")
        return "" if text.kept else tr("it has characters that an editor can't keep")

    async def _save(self, known: FileEntry | None) -> None:
        text = self._text
        assert text is not None
        try:
            data = text.encoded(kept_text(self.editor))
        except UnicodeEncodeError as problem:
            missing = visible(problem.object[problem.start : problem.end][:20])
            self.banner.say(
                tr("{encoding} has no {text}.", encoding=text.encoding, text=missing), Tone.DANGER
            )
            self._on_modified()
            return
        if self._elsewhere():
            self._on_modified()
            return
        revision = self.editor.document().revision()
        command = WriteFile(self.place, self.path, data, known, written=self._take_known)
        operation = self._surroundings.run(command)
        if operation is None:
            self._on_modified()
            return
        outcome = await operation.wait()
        if outcome is Outcome.DONE:
            self.banner.hide()
            if self.editor.document().revision() == revision:
                self.editor.document().setModified(False)
        elif any(isinstance(failure.error, Changed) for failure in operation.failures):
            self._say_conflict()
        self._on_modified()

    def _take_known(self, entry: FileEntry) -> None:
        self._known = entry

    def _say_conflict(self) -> None:
        self.banner.say(
            tr("The file was changed meanwhile by something else: nothing was written."),
            Tone.WARNING,
            actions=[
                (tr("Overwrite"), lambda: self._spawn(self._overwrite())),
                (tr("Reload, and lose mine"), lambda: self._spawn(self._load())),
            ],
        )

    async def _overwrite(self) -> None:
        engine = self._surroundings.session.engine
        if self._elsewhere() or engine is None:
            return
        try:
            content = await engine.files.read(self.place, self.path, 0)
            known: FileEntry | None = content.entry
        except EngineError:
            known = None  # it is gone: it is made again
        await self._save(known)

    def _on_modified(self, *_: object) -> None:
        self.save_button.setEnabled(self.modified)
        self.face_changed.emit()

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
