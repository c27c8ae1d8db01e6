"""The table widget: rows that paint themselves, with the CPU of the last minute as a line."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QTreeView,
)

from desktop.ui import theme, wording
from desktop.ui.states import dot_rect, paint_state_dot
from desktop.ui.stats.columns import COLUMNS, Cell, Column, Row
from desktop.ui.stats.rows import RowsModel
from desktop.ui.stats.sparkline import Sparkline, paint_sparkline
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Type
from desktop.ui.trees.header import Header

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
        self._height = theme.row_height()
        self.setModel(model)
        model.cells_changed.connect(self._paint_again)
        self.setAccessibleName(tr("Stats"))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.head = Header([replace(each, title=tr(each.title)) for each in COLUMNS], self)
        self.head.setStretchLastSection(False)
        self.setHeader(self.head)
        self.setSortingEnabled(True)
        self.head.reset()
        self._restyle()
        self.selectionModel().currentChanged.connect(lambda *_: self.chosen.emit(self.chosen_key()))
        self.doubleClicked.connect(self._open)

    def restore(self, state: bytes) -> None:
        """Columns and sorting as a head's ``saveState`` told them."""
        self.head.restoreState(state)
        self._rows.sort(self.head.sortIndicatorSection(), self.head.sortIndicatorOrder())

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

    # Painting: only the cells that have changed; Qt would go through whole rows.

    def paintEvent(self, event: QPaintEvent) -> None:
        self.executeDelayedItemsLayout()
        first = self.indexAt(QPoint(0, event.rect().top()))
        if not first.isValid():
            return
        painter = QPainter(self.viewport())
        top, bottom, region = self.visualRect(first).top(), event.rect().bottom(), event.region()
        cells = self._cells_across()
        for number in range(first.row(), len(self._rows.rows)):
            if top > bottom:
                break
            self._paint_row(painter, number, top, cells, region)
            top += self._height

    def _paint_again(self, changed: list[tuple[int, int]]) -> None:
        """Have these cells painted, and no others."""
        top = self.visualRect(self._rows.index(0, 0)).top()
        across = {number: (left, width) for number, left, width in self._cells_across()}
        region = QRegion()
        for row, column in changed:
            if column in across:
                left, width = across[column]
                region += QRect(left, top + row * self._height, width, self._height)
        self.viewport().update(region)

    def _cells_across(self) -> list[tuple[int, int, int]]:
        """The columns that are shown, with their left edge and width."""
        head = self.head
        shown = [number for number in range(len(COLUMNS)) if not head.isSectionHidden(number)]
        return [(n, head.sectionViewportPosition(n), head.sectionSize(n)) for n in shown]

    def _paint_row(
        self,
        painter: QPainter,
        number: int,
        top: int,
        cells: list[tuple[int, int, int]],
        region: QRegion,
    ) -> None:
        look, height = theme.current(), self._height
        whole = QRect(0, top, self.viewport().width(), height)
        if self.selectionModel().isRowSelected(number, QModelIndex()):
            painter.fillRect(whole, look.selected if self.isActiveWindow() else look.selected_away)
        elif number == self._hovered:
            painter.fillRect(whole, look.hover)
        row = self._rows.rows[number]
        for column, left, width in cells:
            inner = QRect(left + 2 * GRID, top, width - 4 * GRID, height)
            if region.intersects(inner):
                self._paint_cell(painter, inner, COLUMNS[column], row.cells[column], row)
        if self.hasFocus() and number == self.currentIndex().row():
            painter.fillRect(0, top, 3, height, look.accent)

    def _paint_cell(
        self, painter: QPainter, rect: QRect, column: Column, cell: Cell, row: Row
    ) -> None:
        look = theme.current()
        if isinstance(cell, Sparkline):
            paint_sparkline(painter, rect.adjusted(0, GRID, 0, -GRID), cell, look.accent)
            return
        painter.setPen(look.text)
        painter.setFont(self._font if column.number else self._name_font)
        if not column.number:
            paint_state_dot(painter, dot_rect(rect, left=0), wording.mark_of(row.container))
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
