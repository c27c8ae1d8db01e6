"""The bars above a log: beside each other, or where there is little room below each other."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from desktop.ui.logs.filter_bar import FilterBar
from desktop.ui.logs.tool_row import ToolRow
from desktop.ui.theme import GRID

_FEW_LINES = 20 * GRID
_OTHER_ROOM = (QEvent.Type.Resize, QEvent.Type.ShowToParent, QEvent.Type.HideToParent)
_WIDE = 780  # pixels: from here on they stand in one row


class Bars(QWidget):
    """What filters, and the tools.

    Where there is room for no more than a few lines they give way to who searches, unless they say
    that lines are left out.
    """

    def __init__(
        self, filter_bar: FilterBar, tools: ToolRow, search_bar: QWidget, page: QWidget
    ) -> None:
        super().__init__()
        self._filter_bar, self._search_bar, self._page = filter_bar, search_bar, page
        for heard in (search_bar, page):
            heard.installEventFilter(self)
        filter_bar.changed.connect(self._make_room)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        self._row.setSpacing(GRID)
        self._row.addWidget(filter_bar, 1)
        self._row.addWidget(tools, 0, Qt.AlignmentFlag.AlignRight)

    def _make_room(self) -> None:
        rest = self._page.height() - self.sizeHint().height() - self._search_bar.sizeHint().height()
        stays = rest >= _FEW_LINES or not self._filter_bar.wanted.everything
        self.setVisible(self._search_bar.isHidden() or stays)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _OTHER_ROOM:
            self._make_room()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        by = QBoxLayout.Direction
        wide = event.size().width() >= _WIDE
        self._row.setDirection(by.LeftToRight if wide else by.TopToBottom)
