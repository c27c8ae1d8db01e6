"""The tree of operations."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from desktop.model.operations import Operation
from desktop.ui.activity.delegate import ActivityDelegate, cell_rect
from desktop.ui.activity.model import (
    FAILURE_ROLE,
    OPERATION_ROLE,
    RESULT,
    TIME,
    TITLE,
    ActivityModel,
)
from desktop.ui.list_tree import mark_current
from desktop.ui.text import tr
from desktop.ui.theme import GRID

_WIDTHS = {TITLE: 34, RESULT: 58, TIME: 9}  # in characters
_COMMAND = 24  # what the command line has at least
_NARROWEST, _WIDEST = 30, 48  # of the titles

AnyIndex = QModelIndex | QPersistentModelIndex


class ActivityTree(QTreeView):
    """The rows. The cross of a running one cancels it."""

    cancel_requested = Signal(object)
    copy_requested = Signal()

    def __init__(self, model: ActivityModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Activity"))
        self.setModel(model)
        self.row_delegate = ActivityDelegate(self)
        self.setItemDelegate(self.row_delegate)
        self.setUniformRowHeights(True)
        self.setIndentation(5 * GRID)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header = self.header()
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        self._character = self.fontMetrics().averageCharWidth()
        for column, width in _WIDTHS.items():
            header.resizeSection(column, width * self._character)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._title = header.sectionSize(TITLE)  # as we have made it

    def _cancel_under(self, position: QPoint) -> Operation | None:
        index = self.indexAt(position)
        operation: Operation | None = index.data(OPERATION_ROLE) if index.isValid() else None
        own = not index.parent().isValid()  # no part of it
        if operation is None or not own or not operation.running or index.column() != RESULT:
            return None
        cell = cell_rect(self.visualRect(index))
        return operation if self.row_delegate.cancel_rect(cell).contains(position) else None

    def _fit_title(self) -> None:
        """Titles have what the others leave, within bounds, until a person makes them wider."""
        if self.header().sectionSize(TITLE) != self._title:
            return
        others = sum(_WIDTHS.values()) - _WIDTHS[TITLE] + _COMMAND
        left = self.viewport().width() // self._character - others
        self._title = max(_NARROWEST, min(_WIDEST, left)) * self._character
        self.header().resizeSection(TITLE, self._title)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_title()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        operation = self._cancel_under(event.position().toPoint())
        if operation is not None and event.button() == Qt.MouseButton.LeftButton:
            self.cancel_requested.emit(operation)
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().drawRow(painter, option, index)
        mark_current(self, painter, option.rect, index)
        if index.data(FAILURE_ROLE) is None:
            return
        # Spanning the columns (setFirstColumnSpanned) lays all rows out for each new one.
        shown: Any = option
        row: QRect = shown.rect
        first = index.sibling(index.row(), TITLE)
        row.setLeft(self.visualRect(first).left())
        self.row_delegate.paint_failure(painter, row, str(first.data()))
