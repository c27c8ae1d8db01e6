"""The list of a prune: what each thing is, why it is unused, and what it frees."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from desktop.model.usage.plan import Candidate
from desktop.ui.icons import SMALL
from desktop.ui.list_tree import AnyIndex, RowOfHeight, mark_current
from desktop.ui.sorted_header import SortedHeader
from desktop.ui.text import tr
from desktop.ui.theme import GRID, row_height
from desktop.ui.usage.model import FREES, NAME, WHY, CandidateModel


class _Cells(RowOfHeight):
    """A box is clicked where the style has it; all else stands below its title."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        if index.column() != NAME:
            super().paint(painter, option, index)
            return
        option.state &= ~QStyle.StateFlag.State_HasFocus  # the row is marked
        QStyledItemDelegate.paint(self, painter, option, index)


class CandidateTree(QTreeView):
    """The space bar ticks the current row; a kind's box ticks all of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = CandidateModel()
        self.rows.setParent(self)
        self.setModel(self.rows)
        self.setObjectName("candidates")  # of the style sheet, too
        self.setAccessibleName(tr("What nothing uses"))
        self.setUniformRowHeights(True)
        self.setItemDelegate(_Cells(self))
        self.setIconSize(QSize(SMALL, SMALL))
        self.setIndentation(5 * GRID)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMinimumHeight(5 * row_height())
        self.setHeader(SortedHeader(self))
        header = self.header()
        header.setStretchLastSection(False)
        for column in range(self.rows.columnCount()):
            wide = column in (NAME, WHY)
            mode = QHeaderView.ResizeMode
            header.setSectionResizeMode(column, mode.Stretch if wide else mode.ResizeToContents)
        header.setResizeContentsPrecision(0)  # by the rows in sight: thousands take their time
        header.setMinimumSectionSize(12 * self.fontMetrics().averageCharWidth())
        header.setSortIndicator(FREES, Qt.SortOrder.DescendingOrder)
        self.setSortingEnabled(True)

    def show_candidates(self, candidates: Iterable[Candidate], now: float) -> None:
        """List these."""
        self.rows.show_candidates(candidates, now)
        self.setRootIsDecorated(self.rows.nested)
        self.expandAll()

    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().drawRow(painter, options, index)
        mark_current(self, painter, options.rect, index)

    def sizeHint(self) -> QSize:
        tops = [self.rows.index(row, NAME) for row in range(self.rows.rowCount())]
        rows = len(tops) + sum(self.rows.rowCount(top) for top in tops) + 2
        return QSize(180 * GRID, min(12, rows) * row_height())
