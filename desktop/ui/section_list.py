"""The list of sections on the left, each with the number of its objects."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.ui import theme
from desktop.ui.icons import paint_icon
from desktop.ui.sections import SectionSpec
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Type
from desktop.ui.units import number

_SPEC = int(Qt.ItemDataRole.UserRole) + 1
_COUNT = _SPEC + 1
# Around the name: of the row's pill, of the picture before it and the number after it.
_OUTSIDE, _BEFORE, _AFTER = 2 * GRID, 9 * GRID, 8 * GRID


class SectionList(QListWidget):
    """Chooses which section is shown."""

    chosen = Signal(object)
    """The ``SectionSpec`` of the section that is wanted."""

    def __init__(self, sections: Sequence[SectionSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sections")
        self.setAccessibleName(tr("Sections"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_Delegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for spec in sections:
            item = QListWidgetItem(tr(spec.title))
            item.setData(_SPEC, spec)
            self.addItem(item)
        self._keep_names_whole()
        self.setCurrentRow(0)
        self.currentItemChanged.connect(self._on_current_changed)

    @property
    def section(self) -> SectionSpec:
        """The section in use."""
        spec: SectionSpec = self.currentItem().data(_SPEC)
        return spec

    def choose(self, name: str) -> None:
        """Switch to a section; one that does not exist changes nothing."""
        if (item := self._item(name)) is not None:
            self.setCurrentItem(item)

    def set_count(self, name: str, count: int) -> None:
        """How many objects the section holds."""
        item = self._item(name)
        if item is not None and item.data(_COUNT) != count:
            item.setData(_COUNT, count)
            spoken = tr("{section}, {count}", section=item.text(), count=number(count))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)

    def _keep_names_whole(self) -> None:
        """Never be so narrow that a name is cut, also beside a scroll bar."""
        metrics = QFontMetrics(theme.font(Type.NAME))
        words = max(metrics.horizontalAdvance(self.item(row).text()) for row in range(self.count()))
        bar = self.verticalScrollBar()
        around = self.width() - self.viewport().width()  # the style's, and the bar's
        around += 0 if bar.isVisible() else bar.sizeHint().width()
        least = 2 * _OUTSIDE + _BEFORE + words + 1 + _AFTER + around
        self.setMinimumWidth(least)
        self.setMaximumWidth(max(64 * GRID, least))

    def _item(self, name: str) -> QListWidgetItem | None:
        items = (self.item(row) for row in range(self.count()))
        return next((item for item in items if item.data(_SPEC).name == name), None)

    def _on_current_changed(self, current: QListWidgetItem | None) -> None:
        if current is not None:
            self.chosen.emit(self.section)

    def sizeHint(self) -> QSize:
        return QSize(max(44 * GRID, self.minimumWidth()), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_names_whole()


class _Delegate(QStyledItemDelegate):
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        look = theme.current()
        shown: object = option
        rect: QRect = shown.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = shown.state  # type: ignore[attr-defined]
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pill = QRectF(rect).adjusted(_OUTSIDE, 1, -_OUTSIDE, -1)
        if selected or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.selected if selected else look.hover)
            painter.drawRoundedRect(pill, 6, 6)
        if focused:
            painter.setPen(look.accent)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(pill.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        box = QRectF(pill.left() + 2 * GRID, pill.center().y() - 9, 18, 18)
        paint_icon(painter, box, index.data(_SPEC).picture, look.accent if selected else look.icon)
        painter.setPen(look.text)
        painter.setFont(theme.font(Type.NAME if selected else Type.BODY))
        words = pill.adjusted(_BEFORE, 0, -_AFTER, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        name = painter.fontMetrics().elidedText(
            index.data(), Qt.TextElideMode.ElideRight, int(words.width())
        )
        painter.drawText(words, int(flags), name)
        count = index.data(_COUNT)
        if count is not None:
            painter.setPen(look.muted)
            painter.setFont(theme.font(Type.SMALL))
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(pill.adjusted(0, 0, -2 * GRID, 0), int(right), number(count))
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        del option, index
        return QSize(40 * GRID, theme.row_height() + GRID)
