"""The list of pages at the left: where one is, what is filled in, what is wrong."""

from __future__ import annotations

import enum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop.model.run.pages import Page
from desktop.ui.icons import SMALL, Icon, paint_icon
from desktop.ui.run.entries import TITLES
from desktop.ui.text import tr
from desktop.ui.theme import GRID, RADIUS, Type, current, font, row_height

_PAGE = int(Qt.ItemDataRole.UserRole) + 1
_STANDING = _PAGE + 1


class PageStanding(enum.Enum):
    """What a page's mark says."""

    EMPTY = enum.auto()
    SAID = enum.auto()
    WARNED = enum.auto()
    WRONG = enum.auto()


class PageList(QListWidget):
    """``wanted`` names the page that was chosen."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sections")
        self.setAccessibleName(tr("Pages"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_Delegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for page in Page:
            item = QListWidgetItem(tr(TITLES[page][0]))
            item.setData(_PAGE, page)
            self.addItem(item)
        widest = max(
            QFontMetrics(font(Type.NAME)).horizontalAdvance(tr(t)) for t, _ in TITLES.values()
        )
        self.setFixedWidth(widest + 29 * GRID)
        self.currentItemChanged.connect(self._on_current_changed)

    def choose(self, page: Page) -> None:
        """Mark the page that is shown."""
        self.setCurrentRow(list(Page).index(page))

    def mark(self, page: Page, standing: PageStanding) -> None:
        """Show how a page stands."""
        item = self.item(list(Page).index(page))
        if item.data(_STANDING) is standing:
            return
        item.setData(_STANDING, standing)
        title = tr(TITLES[page][0])
        spoken = {
            PageStanding.EMPTY: title,
            PageStanding.SAID: tr("{page}, filled in", page=title),
            PageStanding.WARNED: tr("{page}, with a warning", page=title),
            PageStanding.WRONG: tr("{page}, something is wrong", page=title),
        }
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken[standing])

    def standing(self, page: Page) -> PageStanding:
        """How a page stands."""
        found: PageStanding = self.item(list(Page).index(page)).data(_STANDING)
        return found

    def _on_current_changed(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.wanted.emit(item.data(_PAGE))


class _Delegate(QStyledItemDelegate):
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        look = current()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pill = QRectF(option.rect).adjusted(2 * GRID, 1, -2 * GRID, -1)
        if selected or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.selected if selected else look.hover)
            painter.drawRoundedRect(pill, RADIUS, RADIUS)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(look.accent)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(pill.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        page: Page = index.data(_PAGE)
        box = QRectF(pill.left() + 2 * GRID, pill.center().y() - 9, 18, 18)
        paint_icon(painter, box, TITLES[page][1], look.accent if selected else look.icon)
        painter.setPen(look.text)
        painter.setFont(font(Type.NAME if selected else Type.BODY))
        words = pill.adjusted(9 * GRID, 0, -7 * GRID, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, int(flags), index.data())
        self._paint_mark(painter, pill, index.data(_STANDING))
        painter.restore()

    def _paint_mark(self, painter: QPainter, pill: QRectF, standing: PageStanding | None) -> None:
        look = current()
        side = SMALL
        spot = QRectF(pill.right() - side - 2 * GRID, pill.center().y() - side / 2, side, side)
        if standing is PageStanding.WRONG:
            paint_icon(painter, spot, Icon.ERROR, look.danger)
        elif standing is PageStanding.WARNED:
            paint_icon(painter, spot, Icon.WARNING, look.warning)
        elif standing is PageStanding.SAID:
            paint_icon(painter, spot, Icon.CHECK, look.muted)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        del option, index
        return QSize(30 * GRID, row_height() + GRID)
