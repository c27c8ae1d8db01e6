"""Files that are dragged over the rows of containers or volumes: a drop asks where they go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop.engine.records import Kind
from desktop.ui.deeds.deeds import Deeds
from desktop.ui.deeds.deferred import Deferred
from desktop.ui.plain import visible
from desktop.ui.text import tr
from desktop.ui.theme import current
from desktop.ui.trees.model import TreeModel
from desktop.ui.trees.rows import Row
from desktop.ui.trees.view import TreeView

if TYPE_CHECKING:
    from desktop.ui.deeds import files
else:
    files = Deferred("files")


class RowDrops(QObject):
    """Takes files on the rows of a tree."""

    def __init__(self, kind: Kind, tree: TreeView, model: TreeModel, deeds: Deeds) -> None:
        super().__init__(tree)
        self._kind = kind
        self._tree = tree
        self._model = model
        self._deeds = deeds
        self._aim = _Aim(tree.viewport())
        self._said = ""
        tree.viewport().setAcceptDrops(True)
        tree.viewport().installEventFilter(self)

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

    def refusal(self, event: QDropEvent, row: Row | None) -> str:
        """Why it can't be dropped there; empty where it can."""
        from desktop.ui.files.carried import carried, has_files, local_paths

        data = event.mimeData()
        if not has_files(data):
            return tr("Only files can be dropped here.")
        if self._deeds.session.engine is None:
            return tr("No Engine answers: nothing can be copied now.")
        if row is None:
            return tr("Drop files on the row that they are to go into.")
        if not files.holds_files(row.record, self._deeds):
            return tr("{name} is being removed.", name=visible(row.title, limit=60))
        if (ours := carried(data)) is not None:
            if ours.place.key == row.record.key:
                return tr("To copy within one, drop on a folder in its files.")
        elif local_paths(data) is None:
            return tr("Only files of this machine can be copied in.")
        return ""

    def _move(self, event: QDragMoveEvent) -> None:
        from desktop.ui.files.carried import has_files

        row = self._row_at(event)
        refused = self.refusal(event, row)
        if not refused or (event.type() is QEvent.Type.DragEnter and has_files(event.mimeData())):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()
        title = visible(row.title, limit=60) if row is not None else ""
        index = self._tree.indexAt(event.position().toPoint())
        self._aim.point_at(QRect() if refused else self._tree.visualRect(index))
        self._say(refused or tr("Copy to {name}: you are asked where to", name=title))

    def _drop(self, event: QDropEvent) -> None:
        from desktop.ui.files.carried import carried, local_paths
        from desktop.ui.files.drag_out import DraggedFiles

        row = self._row_at(event)
        refused = self.refusal(event, row)
        self._leave()
        if refused or row is None:
            event.ignore()
            self._deeds.window.say(refused)
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        data, place = event.mimeData(), files.place_of(self._kind, row)
        if isinstance(data, DraggedFiles):
            data.dropped_inside = True
        if (ours := carried(data)) is not None:
            self._deeds.spawn(files.copy_over(self._deeds, place, ours))
        elif (sources := local_paths(data)) is not None:
            self._deeds.spawn(files.copy_into(self._deeds, place, sources))

    def _leave(self) -> None:
        self._aim.point_at(QRect())
        self._say("")

    def _say(self, text: str) -> None:
        if text != self._said:
            self._said = text
            self._deeds.window.say(text)

    def _row_at(self, event: QDropEvent) -> Row | None:
        value = self._model.value(self._tree.indexAt(event.position().toPoint()))
        return value if isinstance(value, Row) else None


class _Aim(QWidget):
    """The frame around the row that is meant."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def point_at(self, row: QRect) -> None:
        """Frame this row; an empty rectangle: none."""
        if not row.isEmpty():
            whole = row.adjusted(-row.left(), 0, 0, 0)
            whole.setWidth(self._viewport.width())
            self.setGeometry(whole)
        self.setVisible(not row.isEmpty())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(current().accent, 2))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
