"""A plain tree or table of what was told: rows to read, to copy and to act on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)

from desktop.ui.icons import SMALL
from desktop.ui.theme import GRID, row_height

AnyIndex = QModelIndex | QPersistentModelIndex
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RowOfHeight(QStyledItemDelegate):
    """Every row as high as all others in the window, its cells below their titles."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        inner = QStyleOptionViewItem(option)
        inner.rect = option.rect.adjusted(GRID + 1, 0, -GRID - 1, 0)
        super().paint(painter, inner, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(super().sizeHint(option, index).width() + 2 * GRID, row_height())


class ListTree(QTreeView):
    """What the trees of this kind have in common; its model says the rest by roles."""

    opened = Signal(QModelIndex)
    """Enter or a double click on a row."""
    menu_requested = Signal(QPoint)
    """A context menu is wanted at this global position, for the current row."""
    copy_requested = Signal()

    def __init__(self, name: str, *, nested: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("list", True)  # of the style sheet
        self.setItemDelegate(RowOfHeight(self))
        self.setRootIsDecorated(nested)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setIconSize(QSize(SMALL, SMALL))
        self.setIndentation(5 * GRID)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.doubleClicked.connect(self.opened)
        header = self.header()
        header.setHighlightSections(False)
        header.setSectionsMovable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def set_widths(self, *characters: int) -> None:
        """Columns by the width of their usual text; 0 takes the rest."""
        header = self.header()
        header.setStretchLastSection(False)
        digit = self.fontMetrics().horizontalAdvance("0")
        header.setMinimumSectionSize(4 * digit)
        for column, count in enumerate(characters):
            mode = QHeaderView.ResizeMode.Interactive if count else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(column, mode)
            if count:
                self.setColumnWidth(column, count * digit + 4 * GRID)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.currentIndex()
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
        if index.isValid():
            by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
            here = event.pos() if by_mouse else self.visualRect(index).bottomLeft()
            where = self.viewport().mapToGlobal(here)
            self.menu_requested.emit(event.globalPos() if by_mouse else where)

    def event(self, event: QEvent) -> bool:
        # The window's own copy is for rows of objects.
        copies = isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Copy)
        if copies and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if self.currentIndex().isValid():
                self.opened.emit(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
        else:
            super().keyPressEvent(event)
