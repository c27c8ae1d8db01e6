"""Things dragged over the rows of a tree: what a drop does there is said, or why it does not."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QObject, QRect, Qt
from PySide6.QtGui import (
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from desktop.ui.theme import current
from desktop.ui.trees.model import TreeModel
from desktop.ui.trees.view import TreeView


class RowTarget(QObject):
    """Takes what is dropped on rows. What it takes, and where, is its heirs' matter."""

    def __init__(self, tree: TreeView, model: TreeModel, say: Callable[[str], None]) -> None:
        super().__init__(tree)
        self._tree = tree
        self._model = model
        self._say_there = say
        self._said = ""
        self._aim = _Aim(tree.viewport())
        tree.viewport().setAcceptDrops(True)
        tree.viewport().installEventFilter(self)

    def knows(self, data: QMimeData) -> bool:
        """Whether there may be a row for it: then it may come in, wherever it does."""
        raise NotImplementedError

    def refusal(self, event: QDropEvent) -> str:
        """Why it can't be dropped there; empty where it can."""
        raise NotImplementedError

    def promise(self, event: QDropEvent) -> str:
        """What a drop there does."""
        raise NotImplementedError

    def take(self, event: QDropEvent) -> None:
        """Do it."""
        raise NotImplementedError

    def value_at(self, event: QDropEvent, *, above: bool = False) -> object:
        """What the tree has there, or what that is in."""
        index = self._tree.indexAt(event.position().toPoint())
        return self._model.value(index.parent() if above else index)

    def _move(self, event: QDragMoveEvent) -> None:
        refused = self.refusal(event)
        entering = event.type() is QEvent.Type.DragEnter and self.knows(event.mimeData())
        if not refused or entering:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()
        index = self._tree.indexAt(event.position().toPoint())
        self._aim.point_at(QRect() if refused else self._tree.visualRect(index))
        self._say(refused or self.promise(event))

    def _drop(self, event: QDropEvent) -> None:
        refused = self.refusal(event)
        self._leave()
        if refused:
            event.ignore()
            self._say(refused)
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.take(event)

    def _leave(self) -> None:
        self._aim.point_at(QRect())
        self._say("")

    def _say(self, text: str) -> None:
        if text != self._said:
            self._said = text
            self._say_there(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event:
            case QDragLeaveEvent():
                self._leave()
            case QDragMoveEvent():  # a QDragEnterEvent is one, too
                self._move(event)
            case QDropEvent():
                self._drop(event)
            case _:
                return super().eventFilter(watched, event)
        return True


class _Aim(QWidget):
    """The frame around the row that is meant."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def point_at(self, row: QRect) -> None:
        """Frame this row; an empty rectangle: none."""
        viewport = self.parentWidget()
        if viewport is not None and not row.isEmpty():
            self.setGeometry(0, row.top(), viewport.width(), row.height())
        self.setVisible(not row.isEmpty())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(current().accent, 2))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
