"""The tree widget: what Qt's tree view needs to behave as people expect."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from desktop.ui import theme
from desktop.ui.dragging import drag
from desktop.ui.trees.delegate import RowDelegate
from desktop.ui.trees.folding import Folding
from desktop.ui.trees.header import Header
from desktop.ui.trees.model import AnyIndex, TreeModel
from desktop.ui.trees.port_links import PortLinks
from desktop.ui.trees.row_painter import RowPainter
from desktop.ui.trees.rows import Row
from desktop.ui.trees.selection import SelectedRows


class TreeView(QTreeView):
    """Rows of records: painted, hovered, opened; its parts know the rest."""

    menu_requested = Signal(QPoint)
    """A context menu is wanted at this global position, for the selection."""
    activated_key = Signal(str)
    """Enter or a double click on a record's row."""
    port_clicked = Signal(object)
    """A published port's chip was clicked; its ``Port``."""
    hovered_key = Signal(str)
    """The mouse is over another row now; empty for none."""

    def __init__(self, model: TreeModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._hovered = ""
        self.row_delegate = RowDelegate(model.members, self)
        self.setItemDelegate(self.row_delegate)
        self.setModel(model)
        self.setUniformRowHeights(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlternatingRowColors(False)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setExpandsOnDoubleClick(False)
        self.setIndentation(5 * theme.GRID)
        self.setMouseTracking(True)
        self.setAnimated(False)
        self.head = Header(model.columns, self)
        self.setHeader(self.head)
        self.setSortingEnabled(True)
        self.head.reset()
        self.folding = Folding(self, model)
        self.selected = SelectedRows(self, model)
        self._painter = RowPainter(self, model, self.row_delegate)
        PortLinks(self, model, self.row_delegate).clicked.connect(self.port_clicked)
        self.doubleClicked.connect(self._on_double_clicked)

    # Scrolling

    @contextlib.contextmanager
    def steady(self) -> Iterator[None]:
        """What is seen stays where it is while rows above it come and go."""
        bar = self.verticalScrollBar()
        seen: list[tuple[QPersistentModelIndex, int]] = []
        if bar.value() > 0:
            index = self.indexAt(QPoint(0, 0)).siblingAtColumn(0)
            while index.isValid() and (top := self.visualRect(index).top()) < self.height():
                seen.append((QPersistentModelIndex(index), top))
                index = self.indexBelow(index).siblingAtColumn(0)
        yield
        for lasting, top in seen:
            if lasting.isValid():
                index = self._model.index_of(self._model.key(lasting))
                bar.setValue(bar.value() + self.visualRect(index).top() - top)
                break

    # The mouse and the keyboard

    def hovered_index(self) -> QModelIndex:
        """The row under the mouse."""
        return self._model.index_of(self._hovered)

    def _hover(self, key: str) -> None:
        if key != self._hovered:
            self._hovered = key
            self.viewport().update()
            self.hovered_key.emit(key)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        if isinstance(self._model.value(index), Row):
            self.activated_key.emit(self._model.key(index))
        else:
            self.setExpanded(
                index.siblingAtColumn(0), not self.isExpanded(index.siblingAtColumn(0))
            )

    def restyle(self) -> None:
        """Fonts and theme changed."""
        self.row_delegate.restyle()
        self.setIconSize(QSize(4 * theme.GRID, 4 * theme.GRID))
        self.scheduleDelayedItemsLayout()

    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: AnyIndex) -> None:
        hovered = self._model.key(index) == self._hovered
        self._painter.paint(painter, options, index, hovered=hovered)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self._model.key(self.indexAt(event.position().toPoint())))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover("")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.menu_requested.emit(self.viewport().mapToGlobal(self._keyboard_menu_place()))
        else:
            self.menu_requested.emit(event.globalPos())
        event.accept()

    def _keyboard_menu_place(self) -> QPoint:
        """Below the current row, but where it can be seen."""
        index = self.currentIndex()
        if index.isValid():
            self.scrollTo(index)
        area = self.viewport().rect()
        below = self.visualRect(index.siblingAtColumn(0)).bottomLeft()
        return QPoint(
            max(area.left(), min(below.x(), area.right())),
            max(area.top(), min(below.y(), area.bottom())),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            index = self.currentIndex()
            if index.isValid():
                self._on_double_clicked(index)
                return
        if event.key() == Qt.Key.Key_Down and not self.selectionModel().hasSelection():
            # Qt makes the first row current as the focus comes, and would go on from there.
            index = self.currentIndex()
            if index.isValid() and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                self.setCurrentIndex(index)
                return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        # Qt looks in the column of the current cell: people type names.
        index = self.currentIndex()
        if index.column() > 0:
            first = index.siblingAtColumn(0)
            keep = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(first, keep)
        super().keyboardSearch(search)

    def startDrag(self, actions: Qt.DropAction) -> None:
        del actions
        dragged = [
            index
            for index in self.selectedIndexes()
            if self._model.flags(index) & Qt.ItemFlag.ItemIsDragEnabled
        ]
        if dragged:
            row = self.visualRect(dragged[0].siblingAtColumn(0))
            picture = self.viewport().grab(row.intersected(self.viewport().rect()))
            drag(self, self._model.mimeData(dragged), picture)

    def sizeHintForColumn(self, column: int) -> int:
        # Qt asks for it when a header's edge is double-clicked.
        metrics = self.fontMetrics()
        texts = [self._model.columns[column].title]
        index = self.indexAt(QPoint(0, 0))
        for _number in range(self.viewport().height() // max(1, theme.row_height()) + 1):
            if not index.isValid():
                break
            value = self._model.value(index)
            if value is not None:
                texts.append(self._model.columns[column].text(value))
            index = self.indexBelow(index)
        indent = 3 * self.indentation() if column == 0 else 0
        return max(metrics.horizontalAdvance(text) for text in texts) + indent + 8 * theme.GRID
