"""The rows of the command palette: their list for Qt, and their painting."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.ui import theme
from desktop.ui.icons import SMALL, paint_icon
from desktop.ui.palette_search import Found
from desktop.ui.plain import visible
from desktop.ui.theme import GRID, RADIUS, Type
from desktop.ui.wording import listed

AnyIndex = QModelIndex | QPersistentModelIndex
FOUND_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ROW = 8 * GRID

_ROOT = QModelIndex()


class ResultsModel(QAbstractListModel):
    """The found entries. A new query is a new list: nothing in it is worth keeping."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found: list[Found] = []

    def show(self, found: list[Found]) -> None:
        """Show these from now on."""
        self.beginResetModel()
        self._found = found
        self.endResetModel()

    def found(self, row: int) -> Found | None:
        """What a row shows."""
        return self._found[row] if 0 <= row < len(self._found) else None

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._found)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        found = self.found(index.row()) if index.isValid() else None
        if found is None:
            return flag.NoItemFlags
        if not found.entry.enabled:
            return flag.ItemNeverHasChildren
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemNeverHasChildren

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        found = self.found(index.row()) if index.isValid() else None
        if found is None:
            return None
        entry = found.entry
        if role == Qt.ItemDataRole.DisplayRole:
            return visible(entry.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return visible(entry.title)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return listed(filter(None, (visible(entry.subtitle), entry.shortcut)))
        if role == FOUND_ROLE:
            return found
        return None


class ResultDelegate(QStyledItemDelegate):
    """A row: icon, title with the matched letters in colour, what it is, and its shortcut."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.restyle()

    def restyle(self) -> None:
        """Fonts changed."""
        self._name = theme.font(Type.BODY)
        self._matched = theme.font(Type.BODY)
        self._matched.setWeight(QFont.Weight.Bold)
        self._small = theme.font(Type.SMALL)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        found: Found | None = index.data(FOUND_ROLE)
        if found is None:
            return
        shown: Any = option
        look = theme.current()
        entry = found.entry
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(shown.rect)
        if shown.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.selected)
            painter.drawRoundedRect(rect.adjusted(GRID, 1, -GRID, -1), RADIUS, RADIUS)
        rect = rect.adjusted(4 * GRID, 0, -4 * GRID, 0)
        ink = look.text if entry.enabled else look.disabled
        faint = look.muted if entry.enabled else look.disabled
        if entry.icon is not None:
            box = QRectF(rect.left(), rect.center().y() - SMALL / 2, SMALL, SMALL)
            paint_icon(painter, box, entry.icon, look.icon if entry.enabled else look.disabled)
        rect.setLeft(rect.left() + SMALL + 3 * GRID)
        if entry.shortcut:
            rect.setRight(self._paint_shortcut(painter, rect, entry.shortcut, faint))
        used = self._paint_title(painter, rect, found, ink)
        rect.setLeft(rect.left() + used + 3 * GRID)
        self._paint_line(painter, rect, visible(entry.subtitle), self._small, faint)
        painter.restore()

    def _paint_title(self, painter: QPainter, rect: QRectF, found: Found, ink: QColor) -> float:
        """Draw the title, its matched letters apart; returns how wide it became."""
        title = visible(found.entry.title)
        most = rect.width() if not found.entry.subtitle else rect.width() * 0.7
        metrics = QFontMetricsF(self._matched if found.positions else self._name)
        shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, most)
        kept = len(shown) if shown == title else len(shown) - 1
        matched = {place for place in found.positions if place < kept}
        left = rect.left()
        baseline = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2
        accent = theme.current().accent if found.entry.enabled else ink
        for is_match, run in groupby(range(len(shown)), key=matched.__contains__):
            text = "".join(shown[place] for place in run)
            font = self._matched if is_match else self._name
            painter.setFont(font)
            painter.setPen(accent if is_match else ink)
            painter.drawText(QPointF(left, baseline), text)
            left += QFontMetricsF(font).horizontalAdvance(text)
        return left - rect.left()

    def _paint_shortcut(self, painter: QPainter, rect: QRectF, text: str, colour: QColor) -> float:
        """Draw the shortcut at the right; returns where the room for the rest ends."""
        width = QFontMetricsF(self._small).horizontalAdvance(text) + 2
        box = QRectF(rect.right() - width, rect.top(), width, rect.height())
        self._paint_line(painter, box, text, self._small, colour)
        return box.left() - 3 * GRID

    @staticmethod
    def _paint_line(
        painter: QPainter, rect: QRectF, text: str, font: QFont, colour: QColor
    ) -> None:
        if not text or rect.width() < 4 * GRID:
            return
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.setFont(font)
        painter.setPen(colour)
        baseline = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(rect.left(), baseline), shown)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        del option, index
        return QSize(80, max(ROW, theme.row_height()))
