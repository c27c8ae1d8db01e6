"""A plain tree or table of what was told: rows to read, to copy and to act on."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)

from desktop.ui import theme
from desktop.ui.icons import SMALL
from desktop.ui.sorted_header import SortedHeader
from desktop.ui.theme import GRID, row_height

_LEAST = 26  # digits, of the column that takes the rest

AnyIndex = QModelIndex | QPersistentModelIndex
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RowOfHeight(QStyledItemDelegate):
    """Every row as high as all others in the window, its cells below their titles."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            active = option.state & QStyle.StateFlag.State_Active
            group = QPalette.ColorGroup.Active if active else QPalette.ColorGroup.Inactive
            painter.fillRect(option.rect, option.palette.brush(group, QPalette.ColorRole.Highlight))
        inner = QStyleOptionViewItem(option)
        inner.state &= ~QStyle.StateFlag.State_HasFocus  # the row is marked
        inner.rect = option.rect.adjusted(GRID + 1, 0, -GRID - 1, 0)
        super().paint(painter, inner, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(super().sizeHint(option, index).width() + 2 * GRID + 2, row_height())


def mark_current(view: QTreeView, painter: QPainter, row: QRect, index: AnyIndex) -> None:
    """The edge of the current row says that the keys go there, as in the trees of objects."""
    current = view.currentIndex()
    if view.hasFocus() and index.sibling(index.row(), current.column()) == current:
        painter.fillRect(0, row.top(), 3, row.height(), theme.current().accent)


class ListTree(QTreeView):
    """What the trees of this kind have in common; its model says the rest by roles."""

    opened = Signal(QModelIndex)
    """Enter or a double click on a row."""
    menu_requested = Signal(QPoint)
    """A context menu is wanted at this global position, for the current row."""
    copy_requested = Signal()

    def __init__(self, name: str, *, nested: bool = False) -> None:
        super().__init__()
        self._wide = 0
        self._least = _LEAST
        self.setAccessibleName(name)
        self.setItemDelegate(RowOfHeight(self))
        self.setRootIsDecorated(nested)
        self.setUniformRowHeights(True)
        self.setIconSize(QSize(SMALL, SMALL))
        self.setIndentation(5 * GRID)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.doubleClicked.connect(self.opened)
        self.setHeader(SortedHeader(self))

    def set_widths(self, *characters: int, least: int = _LEAST) -> None:
        """Columns by the width of their usual text; 0 takes the rest, if need be beyond sight.

        ``least`` is what that one has at least.
        """
        self._least = least
        header = self.header()
        header.setStretchLastSection(False)
        digit = self.fontMetrics().horizontalAdvance("0")
        header.setMinimumSectionSize(4 * digit)
        for column, count in enumerate(characters):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(column, (count or least) * digit + 4 * GRID)
        self._wide = characters.index(0)
        self.fit()

    def fit(self) -> None:
        """Give the wide column what the others leave."""
        header, digit = self.header(), self.fontMetrics().horizontalAdvance("0")
        others = header.length() - header.sectionSize(self._wide)
        least = self._least * digit + 4 * GRID
        header.resizeSection(self._wide, max(least, self.viewport().width() - others))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().drawRow(painter, options, index)
        mark_current(self, painter, options.rect, index)

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
