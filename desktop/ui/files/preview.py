"""A look at the selected file beside the list: the beginning of a text, a picture, or bytes.

Nothing in it is markup, and what can't be seen is shown as an escape: it is read, never edited.
"""

from __future__ import annotations

import posixpath

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPalette, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.engine.errors import EngineError
from desktop.engine.file_records import FileContent, FileEntry, FileKind, Place
from desktop.engine.threads import run_in_thread
from desktop.model.files.arranging import Row
from desktop.model.files.text_file import TextFile
from desktop.model.operations import NoEngine
from desktop.model.session import Session
from desktop.ui import units
from desktop.ui.files import untold, words
from desktop.ui.files.picture import Picture
from desktop.ui.files.understanding import PICTURE_ENDINGS, understood, why_dumped
from desktop.ui.plain import PlainLabel, visible
from desktop.ui.run.latest import Latest
from desktop.ui.states import Skeleton
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Type, font

_TEXT = 1 << 16  # bytes of a text that are read
_PICTURE = 4_000_000  # bytes of a picture; a larger one is not shown
_LONGEST_LINE = 2000
_BESIDE, _BELOW = 640, 320  # pixels: it stands below the list where that is narrow and high

What = tuple[Place, str, FileEntry]


class Preview(QWidget):
    """Shows one file, or says why there is nothing to see."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._latest = Latest()
        self._what: What | None = None
        self.setAccessibleName(tr("Preview"))
        self.title = PlainLabel(elide=Qt.TextElideMode.ElideMiddle)
        self.facts = PlainLabel(elide=Qt.TextElideMode.ElideRight)
        self.facts.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.facts.setFont(font(Type.SMALL))
        self.loading = Skeleton()
        self.message = PlainLabel(wrap=True)
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.message.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.message.setMargin(4 * GRID)
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(tr("Preview"))
        self.text.setReadOnly(True)
        self.text.setFont(font(Type.MONO))
        self.text.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setTabChangesFocus(True)
        self.text.document().setDocumentMargin(3 * GRID)
        self.picture = Picture()
        self.stack = QStackedWidget()
        for part in (self.message, self.loading, self.text, self.picture):
            self.stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.title.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 0)
        self.facts.setContentsMargins(3 * GRID, 0, 3 * GRID, 0)
        for label in (self.title, self.facts):
            column.addWidget(label)
        column.addWidget(self.stack, 1)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.setMinimumWidth(30 * GRID)
        self.look(None, 0, None, "/")

    def look(self, row: Row | None, count: int, place: Place | None, path: str) -> None:
        """Show the one selected row, which is at ``path``; None where another number is."""
        if row is None or place is None:
            self._what = None
            many = tr("%n selected", "", count) if count else ""
            self._say("", many or tr("Select a file to see what is in it."))
            return
        what = place, path, row.entry
        if what == self._what:
            return
        self._what = what
        name = visible(posixpath.basename(path), limit=120)
        if FileKind.FILE not in (row.entry.kind, row.entry.leads_to):
            self._say(name, _capital(tr(words.KINDS[row.entry.kind])))
            return
        self.title.setText(name)
        self._latest.ask(lambda: self._read(what))

    def forget(self) -> None:
        """Nobody looks: ask nothing."""
        self._latest.drop()
        self._what = None

    async def close_down(self) -> None:
        """End what is asked."""
        await self._latest.close()

    async def _read(self, what: What) -> None:
        place, path, entry = what
        self.stack.setCurrentWidget(self.loading)
        engine = self._session.engine
        pictured = path.lower().endswith(PICTURE_ENDINGS) and (entry.size or 0) <= _PICTURE
        try:
            if engine is None:
                raise NoEngine
            content = await engine.files.read(place, path, _PICTURE if pictured else _TEXT)
        except EngineError as error:
            self._say(self.title.text(), untold.not_read(place, path, error))
            return
        text, image, dump = await run_in_thread(understood, content, name="read-file")
        self._show(content, text, image, dump)

    def _show(
        self, content: FileContent, text: TextFile | None, image: QImage | None, dump: str
    ) -> None:
        said = [units.size(content.entry.size or len(content.data))]
        if image is not None:
            self.picture.show_image(image)
            self.stack.setCurrentWidget(self.picture)
            said.append(f"{image.width()} × {image.height()}")
        elif not content.data:
            self._say(self.title.text(), tr("The file is empty."))
            return
        else:
            self.text.setPlainText(dump if text is None else shown(text.text[:_TEXT]))
            self.stack.setCurrentWidget(self.text)
            said.append(text.encoding.upper() if text is not None else why_dumped(content))
            said += [tr("its beginning")] if content.cut else []
        self.facts.setText(" · ".join(said))

    def _say(self, title: str, text: str) -> None:
        self._latest.drop()
        self.title.setText(title)
        self.facts.setText("")
        self.message.setText(text)
        self.stack.setCurrentWidget(self.message)


class PreviewSplit(QSplitter):
    """The list, and beside it (or below, where it is narrow) the preview while it is wanted."""

    def __init__(self, listed: QWidget, session: Session) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._session = session
        self.preview: Preview | None = None
        self.setChildrenCollapsible(False)
        self.addWidget(listed)

    @property
    def wanted(self) -> bool:
        """Whether the preview is there to be seen."""
        return self.preview is not None and not self.preview.isHidden()

    def want(self, wanted: bool) -> None:
        """Show the preview, or not any more."""
        if wanted and self.preview is None:
            self.preview = Preview(self._session)
            self.addWidget(self.preview)
            self.setStretchFactor(0, 3)
            self.setStretchFactor(1, 2)
        if self.preview is not None:
            self.preview.setVisible(wanted)
            if not wanted:
                self.preview.forget()

    def look(self, row: Row | None, count: int, place: Place | None, path: str) -> None:
        """What is selected now."""
        if self.preview is not None and self.wanted:
            self.preview.look(row, count, place, path)

    async def close_down(self) -> None:
        """End what is asked."""
        if self.preview is not None:
            await self.preview.close_down()

    def resizeEvent(self, event: QResizeEvent) -> None:
        below = event.size().width() < _BESIDE and event.size().height() >= _BELOW
        way = Qt.Orientation.Vertical if below else Qt.Orientation.Horizontal
        if way is not self.orientation():
            self.setOrientation(way)
        super().resizeEvent(event)


def shown(text: str) -> str:
    """A text to read: escapes for what can't be seen, and no line longer than a page takes."""
    return "\n".join(visible(line, limit=_LONGEST_LINE, lines=True) for line in text.split("\n"))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
