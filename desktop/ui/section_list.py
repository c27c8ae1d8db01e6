"""The list of sections on the left, each with the number of its objects."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.engine.records import Kind
from desktop.ui import theme
from desktop.ui.icons import Icon, paint_icon
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Type

_ICONS = {
    Kind.CONTAINER: Icon.CONTAINERS,
    Kind.IMAGE: Icon.IMAGES,
    Kind.NETWORK: Icon.NETWORKS,
    Kind.VOLUME: Icon.VOLUMES,
}
_KIND = int(Qt.ItemDataRole.UserRole) + 1
_COUNT = _KIND + 1
_NAME = _KIND + 2


class SectionList(QListWidget):
    """Chooses which tree is shown."""

    chosen = Signal(object)
    """The ``Kind`` whose tree is wanted."""

    def __init__(self, sections: Sequence[tuple[Kind, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sections")
        self.setAccessibleName(tr("Sections"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_Delegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(36 * GRID)
        self.setMaximumWidth(64 * GRID)
        for kind, name in sections:
            item = QListWidgetItem(name)
            item.setData(_KIND, kind)
            item.setData(_NAME, name)
            self.addItem(item)
        self.setCurrentRow(0)
        self.currentItemChanged.connect(self._on_current_changed)

    @property
    def kind(self) -> Kind:
        """The section in use."""
        item = self.currentItem()
        kind = item.data(_KIND) if item is not None else None
        return kind if isinstance(kind, Kind) else Kind.CONTAINER

    def choose(self, kind: Kind) -> None:
        """Switch to a section."""
        for row in range(self.count()):
            if self.item(row).data(_KIND) is kind:
                self.setCurrentRow(row)

    def set_count(self, kind: Kind, count: int) -> None:
        """How many objects the section holds."""
        for row in range(self.count()):
            item = self.item(row)
            if item.data(_KIND) is kind and item.data(_COUNT) != count:
                item.setData(_COUNT, count)
                spoken = tr("{section}, {count}", section=item.data(_NAME), count=count)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)

    def _on_current_changed(self, current: QListWidgetItem | None) -> None:
        if current is not None:
            self.chosen.emit(self.kind)

    def sizeHint(self) -> QSize:
        return QSize(44 * GRID, super().sizeHint().height())


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
        pill = QRectF(rect).adjusted(2 * GRID, 1, -2 * GRID, -1)
        if selected or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.selected if selected else look.hover)
            painter.drawRoundedRect(pill, 6, 6)
        if focused:
            painter.setPen(look.accent)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(pill.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        kind = index.data(_KIND)
        box = QRectF(pill.left() + 2 * GRID, pill.center().y() - 9, 18, 18)
        paint_icon(painter, box, _ICONS[kind], look.accent if selected else look.icon)
        painter.setPen(look.text)
        painter.setFont(theme.font(Type.NAME if selected else Type.BODY))
        words = pill.adjusted(9 * GRID, 0, -10 * GRID, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        name = painter.fontMetrics().elidedText(
            str(index.data(_NAME)), Qt.TextElideMode.ElideRight, int(words.width())
        )
        painter.drawText(words, int(flags), name)
        count = index.data(_COUNT)
        if count is not None:
            painter.setPen(look.muted)
            painter.setFont(theme.font(Type.SMALL))
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(pill.adjusted(0, 0, -2 * GRID, 0), int(right), str(count))
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        del option, index
        return QSize(40 * GRID, theme.row_height() + GRID)
