"""Files that are dragged over a browser: where they would go is marked, and why not is said."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QDragMoveEvent, QDropEvent

from desktop.engine.file_records import FileKind
from desktop.engine.records import Kind
from desktop.model.files.commands import CopyBetween, CopyIn
from desktop.ui.files.carried import Carried, carried, has_files, local_paths
from desktop.ui.files.drag_out import DraggedFiles
from desktop.ui.plain import visible
from desktop.ui.text import tr
from desktop.ui.theme import GRID

if TYPE_CHECKING:
    from desktop.ui.files.browser import Browser
    from desktop.ui.files.copying import Copier

_SPRING_MS = 900  # over a closed folder, until it opens
_EDGE = 6 * GRID


class BrowserDrops(QObject):
    """Takes what is dropped on the rows, or beside them: then the shown folder is meant."""

    def __init__(
        self, browser: Browser, copier: Copier, move_to: Callable[[tuple[str, ...], str], object]
    ) -> None:
        super().__init__(browser)
        self._browser = browser
        self._copier = copier
        self._move_to = move_to
        self._said = ""
        self._over = QModelIndex()
        self._spring = QTimer(self, singleShot=True, interval=_SPRING_MS)
        self._spring.timeout.connect(self._open)
        browser.stack.setAcceptDrops(True)
        browser.stack.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.DragEnter | QEvent.Type.DragMove if isinstance(event, QDragMoveEvent):
                self._move(event)
                return True
            case QEvent.Type.DragLeave:
                self._leave()
                return True
            case QEvent.Type.Drop if isinstance(event, QDropEvent):
                self._drop(event)
                return True
        return super().eventFilter(watched, event)

    def target(self, event: QDropEvent) -> tuple[QModelIndex, str]:
        """The row that is meant, invalid for none, and the folder that files would go to."""
        tree, model = self._browser.tree, self._browser.model
        if self._browser.stack.currentWidget() is not tree:
            return QModelIndex(), self._browser.path
        place = tree.viewport().mapFrom(self._browser.stack, event.position().toPoint())
        index = tree.indexAt(place).siblingAtColumn(0)
        row = model.row(index)
        if row is not None and not row.deleted and row.entry.kind is FileKind.FOLDER:
            return index, model.path(index)
        above = index.parent()
        return (above, model.path(above)) if above.isValid() else (QModelIndex(), model.path(above))

    def moves(self, event: QDropEvent) -> bool:
        """Whether it is moved: with Shift held, within one place."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        ours = carried(event.mimeData()) if shift else None
        return ours is not None and ours.place == self._browser.place

    def refusal(self, event: QDropEvent, folder: str) -> str:
        """Why it can't go there, in a sentence; empty where it can."""
        browser, data = self._browser, event.mimeData()
        if not has_files(data):
            return tr("Only files can be dropped here.")
        place = browser.place
        if place is None or not browser.live:
            return tr("No Engine answers: nothing can be copied now.")
        if place.kind is Kind.IMAGE:
            return tr("An image can't be changed: run a container of it, and copy into that.")
        held = next((it for it in browser.browsing.mounts if _within(folder, it.path)), None)
        if held is not None and held.read_only:
            return tr("{path} is mounted read-only.", path=visible(held.path, limit=120))
        if (ours := carried(data)) is not None:
            return _own_refusal(ours, folder) if ours.place == place else ""
        if local_paths(data) is None:
            return tr("Only files of this machine can be copied in.")
        return ""

    def _move(self, event: QDragMoveEvent) -> None:
        index, folder = self.target(event)
        refused = self.refusal(event, folder)
        self._scroll(event)
        if index != self._over:
            self._over = index
            self._spring.start()
        if refused:
            self._browser.tree.aim_at(None)
            event.ignore()
        else:
            self._browser.tree.aim_at(index)
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        # Who enters and is refused hears of no moves, so entering is never refused.
        if event.type() is QEvent.Type.DragEnter and has_files(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        self._say(refused or self._what_happens(event, visible(folder, limit=120)))

    def _what_happens(self, event: QDropEvent, folder: str) -> str:
        ours = carried(event.mimeData())
        if self.moves(event):
            return tr("Move into {path}", path=folder)
        if ours is not None and ours.place == self._browser.place:
            return tr("Copy into {path}; with Shift it is moved", path=folder)
        return tr("Copy into {path}", path=folder)

    def _drop(self, event: QDropEvent) -> None:
        _index, folder = self.target(event)
        refused = self.refusal(event, folder)
        self._leave()
        place = self._browser.place
        if refused or place is None:
            event.ignore()
            self._browser.surroundings.say(refused)
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        data = event.mimeData()
        if isinstance(data, DraggedFiles):
            data.dropped_inside = True
        if (ours := carried(data)) is not None and self.moves(event):
            self._move_to(ours.paths, folder)
        elif ours is not None:
            self._copier.start(CopyBetween(ours.place, ours.paths, place, folder))
        elif (sources := local_paths(data)) is not None:
            self._copier.start(CopyIn(tuple(sources), place, folder))

    def _leave(self) -> None:
        self._spring.stop()
        self._over = QModelIndex()
        self._browser.tree.aim_at(None)
        self._say("")

    def _say(self, text: str) -> None:
        if text != self._said:
            self._said = text
            self._browser.surroundings.say(text)

    def _open(self) -> None:
        """A folder over which one waits opens."""
        tree = self._browser.tree
        if self._over.isValid() and not tree.isExpanded(self._over):
            tree.expand(self._over)

    def _scroll(self, event: QDropEvent) -> None:
        """Near an edge the rows move."""
        tree = self._browser.tree
        y = event.position().toPoint().y() - tree.header().height()
        bar = tree.verticalScrollBar()
        if y < _EDGE:
            bar.setValue(bar.value() - bar.singleStep())
        elif y > tree.viewport().height() - _EDGE:
            bar.setValue(bar.value() + bar.singleStep())


def _within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip("/") + "/")


def _own_refusal(ours: Carried, folder: str) -> str:
    if any(_within(folder, path) for path in ours.paths):
        return tr("A folder can't be put into itself.")
    if all(posixpath.dirname(path) == folder for path in ours.paths):
        return tr("It is there already.")
    return ""
