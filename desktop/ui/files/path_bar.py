"""Where one is, to read and to type; the folders below are offered while one types."""

from __future__ import annotations

import posixpath
from collections.abc import Callable

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit

from desktop.engine.errors import EngineError
from desktop.engine.file_records import FileEntry, FileKind, Place
from desktop.engine.protocol import Engine
from desktop.ui.plain import visible
from desktop.ui.run.latest import Latest
from desktop.ui.text import tr
from desktop.ui.theme import Type, font

_OFFERED = 500


class PathEdit(QLineEdit):
    """A path in a place. ``folders`` are those of a folder that is known already, or None."""

    def __init__(
        self,
        engine: Callable[[], Engine | None],
        known: Callable[[str], list[FileEntry] | None] = lambda _path: None,
        *,
        files: bool = False,
    ) -> None:
        super().__init__()
        self.place: Place | None = None
        self._engine = engine
        self._known = known
        self._files = files
        self._asked = ""
        self._latest: Latest | None = None
        self._words = QStringListModel(self)
        self.setFont(font(Type.MONO))
        self.setAccessibleName(tr("Path"))
        self.setMaxLength(4096)
        completer = QCompleter(self._words, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseSensitive)
        completer.setMaxVisibleItems(10)
        self.setCompleter(completer)
        self.textEdited.connect(self._on_edited)

    async def close_down(self) -> None:
        """Ask nothing any more."""
        if self._latest is not None:
            await self._latest.close()

    def _on_edited(self, text: str) -> None:
        above = text.rpartition("/")[0] or "/"
        if not text.startswith("/") or above == self._asked:
            return
        self._asked = above
        entries = self._known(above)
        if entries is not None:
            self._offer(above, entries)
            return
        self._words.setStringList([])
        if self._latest is None:
            self._latest = Latest()
        self._latest.ask(lambda: self._ask(above))

    async def _ask(self, above: str) -> None:
        engine, place = self._engine(), self.place
        if engine is None or place is None:
            return
        came: list[FileEntry] = []
        try:
            async with engine.files.listing(place, above) as batches:
                async for batch in batches:
                    came += batch
                    if len(came) > _OFFERED:
                        break
        except EngineError:
            return  # there is nothing to offer: going there says why
        self._offer(above, came)

    def _offer(self, above: str, entries: list[FileEntry]) -> None:
        folders = [
            posixpath.join(above, entry.name)
            for entry in entries
            if self._files or FileKind.FOLDER in (entry.kind, entry.leads_to)
        ]
        # What can't be typed is not offered: it would be shown as what it is not.
        plain = sorted(path for path in folders if visible(path, limit=4096) == path)
        self._words.setStringList(plain[:_OFFERED])
        completer = self.completer()
        if self.hasFocus() and completer is not None and self.text() not in plain:
            completer.setCompletionPrefix(self.text())
            completer.complete()


class PathBar(PathEdit):
    """Says where one is, and goes where one types."""

    gone = Signal(str)
    left = Signal()

    def __init__(
        self,
        engine: Callable[[], Engine | None],
        known: Callable[[str], list[FileEntry] | None],
    ) -> None:
        super().__init__(engine, known)
        self._at = "/"
        self.returnPressed.connect(self._go)

    def show_path(self, path: str) -> None:
        """Say where one is."""
        self._at = path
        self.setText(visible(path, limit=4096))
        self.setModified(False)
        self.setToolTip(tr("Type a path, or / in the list to come here"))

    def _go(self) -> None:
        text = self.text().strip()
        if self.isModified() and text:
            self.gone.emit(text if text.startswith("/") else posixpath.join(self._at, text))
        else:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.show_path(self._at)
            self.left.emit()
        else:
            super().keyPressEvent(event)
