"""The bars above a log: beside each other, or where there is little room below each other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from desktop.ui.logs.filter_bar import FilterBar
from desktop.ui.logs.tool_row import ToolRow
from desktop.ui.theme import GRID

_WIDE = 780  # pixels: from here on they stand in one row


class Bars(QWidget):
    """What filters, and the tools."""

    def __init__(self, filter_bar: FilterBar, tools: ToolRow) -> None:
        super().__init__()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        self._row.setSpacing(GRID)
        self._row.addWidget(filter_bar, 1)
        self._row.addWidget(tools, 0, Qt.AlignmentFlag.AlignRight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        by = QBoxLayout.Direction
        wide = event.size().width() >= _WIDE
        self._row.setDirection(by.LeftToRight if wide else by.TopToBottom)
