"""The tree of operations."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTreeView, QWidget

from desktop.model.operations import Operation
from desktop.ui.activity.delegate import ActivityDelegate, cell_rect
from desktop.ui.activity.model import OPERATION_ROLE, RESULT, TIME, TITLE, ActivityModel
from desktop.ui.text import tr
from desktop.ui.theme import GRID


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
        self.setAllColumnsShowFocus(True)
        self.setIndentation(5 * GRID)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        model.rowsInserted.connect(self._on_rows_inserted)
        header = self.header()
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        character = self.fontMetrics().averageCharWidth()
        for column, width in ((TITLE, 34), (RESULT, 58), (TIME, 9)):
            header.resizeSection(column, width * character)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    def _on_rows_inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        if parent.isValid():  # failures: each sentence over the whole row
            for row in range(first, last + 1):
                self.setFirstColumnSpanned(row, parent, True)

    def _cancel_under(self, position: QPoint) -> Operation | None:
        index = self.indexAt(position)
        operation: Operation | None = index.data(OPERATION_ROLE) if index.isValid() else None
        if operation is None or not operation.running or index.column() != RESULT:
            return None
        cell = cell_rect(self.visualRect(index))
        return operation if self.row_delegate.cancel_rect(cell).contains(position) else None

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
