"""The table widget: rows that paint themselves, with the CPU of the last minute as a line."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyleOptionViewItem,
    QTreeView,
)

from desktop.ui import theme, wording
from desktop.ui.states import dot_rect, paint_state_dot
from desktop.ui.stats.columns import COLUMNS, Cell, Column
from desktop.ui.stats.rows import RowsModel
from desktop.ui.stats.sparkline import Sparkline, paint_sparkline
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Type

_MIDDLE = Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextSingleLine.value
_LEFT = _MIDDLE | Qt.AlignmentFlag.AlignLeft.value
_RIGHT = _MIDDLE | Qt.AlignmentFlag.AlignRight.value


class Table(QTreeView):
    """All running containers."""

    chosen = Signal(str)
    """The id of the row that is current now; empty for none."""
    opened = Signal(str)
    """Enter or a double click: the container's id."""

    def __init__(self, model: RowsModel) -> None:
        super().__init__()
        self._rows = model
        self._font = self._name_font = QFont()
        self._hovered = -1
        self._painted = QRect()
        self._height = theme.row_height()
        self.setModel(model)
        self.setAccessibleName(tr("Stats"))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSortingEnabled(True)
        header = self.header()
        header.setStretchLastSection(False)
        header.setHighlightSections(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self._restyle()
        self.selectionModel().currentChanged.connect(lambda *_: self.chosen.emit(self.chosen_key()))
        self.doubleClicked.connect(self._open)

    def visible_keys(self) -> list[str]:
        """The ids of the rows in sight."""
        first = self.indexAt(self.viewport().rect().topLeft()).row()
        if first < 0:
            return []
        count = self.viewport().height() // self._height + 2
        return [row.container.id for row in self._rows.rows[first : first + count]]

    def chosen_key(self) -> str:
        """The id of the current row; empty for none."""
        current = self.currentIndex()
        return self._rows.rows[current.row()].container.id if current.isValid() else ""

    def select_key(self, key: str) -> None:
        """Make a container's row the current one."""
        row = self._rows.row_of(key)
        if row >= 0:
            self.setCurrentIndex(self._rows.index(row, 0))

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._rows.rows[index.row()].container.id)

    def _restyle(self) -> None:
        self._font, self._name_font = theme.font(Type.BODY), theme.font(Type.NAME)
        self._height = theme.row_height()
        character = self.fontMetrics().horizontalAdvance("0123456789abcdef") / 16
        for number, column in enumerate(COLUMNS):
            needed = self.fontMetrics().horizontalAdvance(tr(column.title)) + 8 * GRID
            self.setColumnWidth(number, max(round(column.width * character), needed))

    # Painting: whole rows, but of these only the cells that have changed.

    def paintEvent(self, event: QPaintEvent) -> None:
        self._painted = event.rect()
        super().paintEvent(event)

    def drawRow(
        self,
        painter: QPainter,
        options: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        shown: Any = options
        look = theme.current()
        top, height, painted = shown.rect.top(), self._height, self._painted
        whole = QRect(0, top, self.viewport().width(), height)
        number = index.row()
        if self.selectionModel().isRowSelected(number, index.parent()):
            painter.fillRect(whole, look.selected if self.isActiveWindow() else look.selected_away)
        elif number == self._hovered:
            painter.fillRect(whole, look.hover)
        header = self.header()
        for column, cell in enumerate(self._rows.rows[number].cells):
            left, width = header.sectionViewportPosition(column), header.sectionSize(column)
            if left <= painted.right() and left + width > painted.left():
                inner = QRect(left + 2 * GRID, top, width - 4 * GRID, height)
                self._paint_cell(painter, inner, COLUMNS[column], cell, number)
        if self.hasFocus() and number == self.currentIndex().row():
            painter.fillRect(0, top, 3, height, look.accent)

    def _paint_cell(
        self, painter: QPainter, rect: QRect, column: Column, cell: Cell, number: int
    ) -> None:
        look = theme.current()
        if isinstance(cell, Sparkline):
            paint_sparkline(painter, rect.adjusted(0, GRID, 0, -GRID), cell, look.accent)
            return
        painter.setPen(look.text)
        painter.setFont(self._font if column.number else self._name_font)
        if not column.number:
            container = self._rows.rows[number].container
            paint_state_dot(painter, dot_rect(rect, left=0), wording.mark_of(container))
            rect = rect.adjusted(5 * GRID, 0, 0, 0)
            metrics = QFontMetrics(self._name_font)
            cell = metrics.elidedText(cell, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, _RIGHT if column.number else _LEFT, cell)

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._restyle()
