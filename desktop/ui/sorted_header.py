"""A head whose mark of the order stands beside the title, whichever its side."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QStyleOptionHeader, QWidget

from desktop.ui.icons import Icon, paint_icon
from desktop.ui.theme import GRID, current

_SIDE = 2 * GRID + 2
_PADDING = 2 * GRID  # of the style sheet's sections


class SortedHeader(QHeaderView):
    """The style's own mark would lie over a title on the right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def title_rect(self, section: int) -> QRect:
        """Where the title's words are."""
        text = str(self._told(section, Qt.ItemDataRole.DisplayRole) or "")
        room = QRect(self.sectionViewportPosition(section), 0, self.sectionSize(section), 0)
        room = room.adjusted(_PADDING, 0, -_PADDING, 0)
        room.setHeight(self.height())
        width = min(room.width(), self.fontMetrics().horizontalAdvance(text))
        left = room.right() + 1 - width if self._is_right(section) else room.left()
        return QRect(left, room.top(), width, room.height())

    def mark_rect(self, section: int) -> QRect:
        """Where the mark is while one sorts by that section."""
        title = self.title_rect(section)
        before = title.left() - _SIDE - GRID
        left = before if self._is_right(section) else title.right() + GRID
        return QRect(left, (self.height() - _SIDE) // 2, _SIDE, _SIDE)

    def _is_right(self, section: int) -> bool:
        told = self._told(section, Qt.ItemDataRole.TextAlignmentRole)
        alignment = self.defaultAlignment() if told is None else Qt.AlignmentFlag(told)
        return bool(alignment & Qt.AlignmentFlag.AlignRight)

    def _told(self, section: int, role: Qt.ItemDataRole) -> Any:
        return self.model().headerData(section, Qt.Orientation.Horizontal, role)

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, section: int) -> None:
        super().initStyleOptionForIndex(option, section)
        option.sortIndicator = QStyleOptionHeader.SortIndicator.None_

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        super().paintSection(painter, rect, section)
        painter.restore()
        if self.isSortIndicatorShown() and section == self.sortIndicatorSection():
            rises = self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
            picture = Icon.CHEVRON_UP if rises else Icon.CHEVRON_DOWN
            paint_icon(painter, QRectF(self.mark_rect(section)), picture, current().icon)
