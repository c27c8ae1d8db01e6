"""One view that paints all facts of an object, in columns: no widget per fact.

It is an item view, so that keyboard, selection, clipboard and screen readers work as in a list.
A ``QListView`` only because Qt describes no other view of ours to screen readers: the layout is
not its.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from desktop.ui.details.facts import FactsModel
from desktop.ui.details.facts_layout import Arrangement, Placed, arrange
from desktop.ui.details.facts_paint import FactsPainter
from desktop.ui.theme import GRID

AnyIndex = QModelIndex | QPersistentModelIndex


class FactsGrid(QListView):
    """Places and paints a :class:`FactsModel`."""

    def __init__(self, model: FactsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = model
        self._painter = FactsPainter()
        self._arranged: Arrangement | None = None
        self._hovered = -1
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QAbstractItemView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        model.modelReset.connect(self._on_reset)
        for signal in (model.rowsInserted, model.rowsRemoved, model.layoutChanged):
            signal.connect(self._rearrange)

    @property
    def stale(self) -> bool:
        return self._painter.stale

    def set_stale(self, stale: bool) -> None:
        """Grey everything: the last known state."""
        if stale != self._painter.stale:
            self._painter.stale = stale
            self.viewport().update()

    # Where things are

    def _arrangement(self) -> Arrangement:
        if self._arranged is None:
            width = self.viewport().width()
            self._arranged = arrange(self._facts.lines, width, self._painter.fonts)
        return self._arranged

    def _placed(self, row: int) -> Placed | None:
        rows = self._arrangement().rows
        return rows[row] if 0 <= row < len(rows) else None

    def _row_at(self, point: QPoint) -> int:
        """The row at a point of the viewport, or -1."""
        inside = point + QPoint(0, self.verticalOffset())
        rows = self._arrangement().rows
        return next((n for n, placed in enumerate(rows) if placed.rect.contains(inside)), -1)

    def _rearrange(self) -> None:
        """Once for all that changes before the next painting."""
        self._arranged = None
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def _on_reset(self) -> None:
        self._hovered = -1
        self._rearrange()
        self.verticalScrollBar().setValue(0)

    # Qt's own

    def visualRect(self, index: AnyIndex) -> QRect:
        placed = self._placed(index.row()) if index.isValid() else None
        return placed.rect.translated(0, -self.verticalOffset()) if placed else QRect()

    def value_rect(self, index: AnyIndex) -> QRect:
        """Where a row's value stands in the viewport."""
        placed = self._placed(index.row()) if index.isValid() else None
        if placed is None or placed.value is None:
            return QRect()
        return placed.value.rect.translated(0, -self.verticalOffset())

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self._row_at(point)
        return self._facts.index(row, 0) if row >= 0 else QModelIndex()

    def scrollTo(
        self,
        index: AnyIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        rect = self.visualRect(index)
        if rect.isEmpty():
            return
        bar = self.verticalScrollBar()
        room = self.viewport().height()
        if rect.top() < 0:
            bar.setValue(bar.value() + rect.top() - GRID)
        elif rect.bottom() > room:
            bar.setValue(bar.value() + min(rect.bottom() - room + GRID, rect.top()))

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: AnyIndex) -> bool:
        return False

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        move = QAbstractItemView.CursorAction
        count = len(self._facts.lines)
        row = self.currentIndex().row()
        if not count:
            return QModelIndex()
        if row < 0:
            return self._nearest(0, 1)
        match action:
            case move.MoveHome:
                return self._nearest(0, 1)
            case move.MoveEnd:
                return self._nearest(count - 1, -1)
            case move.MoveUp | move.MovePrevious:
                return self._nearest(row - 1, -1)
            case move.MoveDown | move.MoveNext:
                return self._nearest(row + 1, 1)
            case move.MoveLeft:
                return self._beside(row, -1)
            case move.MoveRight:
                return self._beside(row, 1)
            case move.MovePageUp:
                return self._by_page(row, -1)
            case _:
                return self._by_page(row, 1)

    def _nearest(self, row: int, step: int) -> QModelIndex:
        while 0 <= row < len(self._facts.lines):
            index = self._facts.index(row, 0)
            if index.flags() & Qt.ItemFlag.ItemIsSelectable:
                return index
            row += step
        return self.currentIndex()

    def _beside(self, row: int, step: int) -> QModelIndex:
        """The row at the same height in the next column."""
        rows = self._arrangement().rows
        here = rows[row]
        others = [n for n, placed in enumerate(rows) if placed.column == here.column + step]
        if not others:
            return self.currentIndex()
        nearest = min(others, key=lambda n: abs(rows[n].rect.center().y() - here.rect.center().y()))
        return self._nearest(nearest, 1)

    def _by_page(self, row: int, step: int) -> QModelIndex:
        rows = self._arrangement().rows
        here = rows[row]
        goal = here.rect.center().y() + step * self.viewport().height()
        column = [n for n, placed in enumerate(rows) if placed.column == here.column]
        nearest = min(column, key=lambda n: abs(rows[n].rect.center().y() - goal))
        return self._nearest(nearest, step)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        area = rect.translated(0, self.verticalOffset())
        chosen = QItemSelection()
        for row, placed in enumerate(self._arrangement().rows):
            if placed.rect.intersects(area):
                index = self._facts.index(row, 0)
                chosen.select(index, index)
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        for index in selection.indexes():
            region += self.visualRect(index)
        return region

    def dataChanged(
        self, topLeft: AnyIndex, bottomRight: AnyIndex, roles: Sequence[int] = ()
    ) -> None:
        super().dataChanged(topLeft, bottomRight, roles)
        self._rearrange()

    def doItemsLayout(self) -> None:
        QAbstractItemView.doItemsLayout(self)  # never the list's own

    def updateGeometries(self) -> None:
        QAbstractItemView.updateGeometries(self)
        bar = self.verticalScrollBar()
        room = self.viewport().height()
        bar.setPageStep(room)
        bar.setSingleStep(self._painter.fonts.row)
        bar.setRange(0, max(0, self._arrangement().height - room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._arranged = None
        super().resizeEvent(event)
        self.updateGeometries()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()
        self.updateEditorGeometries()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._painter.restyle()
            self._rearrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        self.executeDelayedItemsLayout()
        arranged = self._arrangement()
        offset = self.verticalOffset()
        area = event.rect().translated(0, offset)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -offset)
        lines = self._facts.lines
        current = self.currentIndex().row() if self.hasFocus() else -1
        chosen = {index.row() for index in self.selectedIndexes()}
        for ground, row in zip(arranged.grounds, arranged.ground_rows, strict=True):
            fact = lines[row].fact
            if fact is not None:
                self._painter.ground(painter, ground, fact.tone)
        for row, placed in enumerate(arranged.rows):
            if not placed.rect.intersects(area):
                continue
            if row in chosen or row == current:
                self._painter.selection(
                    painter, placed.rect, selected=row in chosen, focus=row == current
                )
            hot = row in (self._hovered, current)
            self._painter.row(painter, lines[row], placed, hot=hot)
