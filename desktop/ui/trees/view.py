"""The tree widget: what Qt's tree view needs to behave as people expect."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QMenu,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from desktop.engine.records import Port
from desktop.ui import theme
from desktop.ui.text import tr
from desktop.ui.trees.columns import Paint, port_chips
from desktop.ui.trees.delegate import RowDelegate
from desktop.ui.trees.model import TreeModel
from desktop.ui.trees.rows import Group, Row


class TreeView(QTreeView):
    """Rows of records. It remembers what was collapsed, by key, also for rows that come later."""

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
        self._collapsed: set[str] = set()
        self._opened: set[str] = set()
        self._filtered = False
        self._hovered = ""
        self._pressed_port: Port | None = None
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
        header = self.header()
        header.setSectionsMovable(True)
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(12 * theme.GRID)
        header.setHighlightSections(False)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._on_header_menu)
        self.setSortingEnabled(True)
        self.reset_columns()
        self.collapsed.connect(self._on_collapsed)
        self.expanded.connect(self._on_expanded)
        self.doubleClicked.connect(self._on_double_clicked)
        model.rowsInserted.connect(self._on_rows_inserted)

    def reset_columns(self) -> None:
        """Widths, order and visibility as they come."""
        character = self.fontMetrics().horizontalAdvance("0123456789abcdef") / 16
        header = self.header()
        for number, column in enumerate(self._model.columns):
            header.moveSection(header.visualIndex(number), number)
            self.setColumnHidden(number, column.hidden)
            needed = self.fontMetrics().horizontalAdvance(column.title) + 8 * theme.GRID
            self.setColumnWidth(
                number, max(round(column.width * character) + 4 * theme.GRID, needed)
            )
        header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)

    # What is collapsed

    def remembered(self) -> dict[str, list[str]]:
        """What a person opened and closed, by key, for the settings."""
        return {"closed": sorted(self._collapsed)[:500], "opened": sorted(self._opened)[:500]}

    def remember(self, closed: Iterable[str], opened: Iterable[str]) -> None:
        """Take over what was opened and closed earlier."""
        self._collapsed = set(closed)
        self._opened = set(opened)

    def _on_rows_inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        if parent.isValid():
            if self._wants_open(parent):
                self.setExpanded(parent, True)
            return
        for index in self._model.foldable(first, last):
            if self._wants_open(index):
                self.setExpanded(index, True)

    def _wants_open(self, index: QModelIndex) -> bool:
        key = self._model.key(index)
        if isinstance(self._model.value(index), Group):
            return self._filtered or key not in self._collapsed
        return key in self._opened

    def open_for(self, *, filtered: bool) -> None:
        """Open all groups while a filter is set, so that what it finds is seen.

        What a person had closed closes again when the filter goes.
        """
        self._filtered = filtered
        for key in self._model.groups():
            index = self._model.index_of(key)
            self.setExpanded(index, self._wants_open(index))

    def _on_collapsed(self, index: QModelIndex) -> None:
        if self._filtered:
            return
        key = self._model.key(index)
        self._opened.discard(key)
        self._collapsed.add(key)

    def _on_expanded(self, index: QModelIndex) -> None:
        if self._filtered:
            return
        key = self._model.key(index)
        self._collapsed.discard(key)
        if not isinstance(self._model.value(index), Group):
            self._opened.add(key)

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

    # Selection by key

    def selected_rows(self) -> list[Row]:
        """The selected records' rows.

        A group stands for all its members, but not where some of them are selected themselves: a
        range that runs across its header means the rows that are seen to be in it.
        """
        found: dict[str, Row] = {}
        groups: list[Group] = []
        for index in self.selectionModel().selectedRows():
            value = self._model.value(index)
            if isinstance(value, Group):
                groups.append(value)
            elif isinstance(value, Row):
                found[value.key] = value
        chosen = set(found)
        for group in groups:
            members = [row for row in self._model.members(group.key) if isinstance(row, Row)]
            closed = not self.isExpanded(self._model.index_of(group.key))
            if closed or chosen.isdisjoint(row.key for row in members):
                found.update((row.key, row) for row in members)
        return list(found.values())

    def chosen_row(self) -> Row | None:
        """The row that one would speak of: the current one, where it is selected.

        When a row vanishes Qt makes its neighbour the current one: nobody has chosen that.
        """
        index = self.currentIndex()
        value = self._model.value(index)
        if isinstance(value, Row) and self.selectionModel().isSelected(index):
            return value
        return None

    def select_key(self, key: str) -> bool:
        """Select one row and show it; False when it is not in the tree."""
        index = self._model.index_of(key)
        if not index.isValid():
            return False
        if index.parent().isValid():
            self.setExpanded(index.parent(), True)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(
            index, flags.ClearAndSelect | flags.Rows | flags.Current
        )
        self.scrollTo(index)
        return True

    # The mouse and the keyboard

    def hovered_index(self) -> QModelIndex:
        """The row under the mouse."""
        return self._model.index_of(self._hovered)

    def _hover(self, key: str) -> None:
        if key != self._hovered:
            self._hovered = key
            self.viewport().update()
            self.hovered_key.emit(key)

    def _port_at(self, position: QPoint) -> Port | None:
        index = self.indexAt(position)
        if not index.isValid():
            return None
        column = self._model.columns[index.column()]
        value = self._model.value(index)
        if column.paint is not Paint.CHIPS or column.name != "ports" or value is None:
            return None
        number = self.row_delegate.chip_at(self.visualRect(index), column, value, position.x())
        ports = port_chips(value)
        if number is None or number >= len(ports):
            return None
        port: Port = ports[number][1]
        return port if port.host_port and port.protocol == "tcp" else None

    def _on_double_clicked(self, index: QModelIndex) -> None:
        if isinstance(self._model.value(index), Row):
            self.activated_key.emit(self._model.key(index))
        else:
            self.setExpanded(
                index.siblingAtColumn(0), not self.isExpanded(index.siblingAtColumn(0))
            )

    def _on_header_menu(self, position: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, column in enumerate(self._model.columns[1:], 1):
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(number))
            action.toggled.connect(self._shower(number))
        menu.addSeparator()
        menu.addAction(tr("Reset columns")).triggered.connect(self.reset_columns)
        menu.popup(self.header().mapToGlobal(position))

    def _shower(self, number: int) -> Callable[[bool], None]:
        return lambda shown: self.setColumnHidden(number, not shown)

    def restyle(self) -> None:
        """Fonts and theme changed."""
        self.row_delegate.restyle()
        self.setIconSize(QSize(4 * theme.GRID, 4 * theme.GRID))
        self.scheduleDelayedItemsLayout()

    def drawRow(
        self,
        painter: QPainter,
        options: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        look = theme.current()
        shown: Any = options
        row = QRect(0, shown.rect.top(), self.viewport().width(), shown.rect.height())
        selected = self.selectionModel().isRowSelected(index.row(), index.parent())
        if selected:
            active = self.isActiveWindow()
            painter.fillRect(row, look.selected if active else look.selected_away)
        elif self._model.key(index) == self._hovered:
            painter.fillRect(row, look.hover)
        # Cell by cell: the style's own selection would lie over ours.
        self._draw_branches(painter, row, index)
        value = self._model.value(index)
        if isinstance(value, Group):
            left = self.header().sectionViewportPosition(0) + self.indentation()
            self.row_delegate.paint_group(painter, row.adjusted(left, 0, 0, 0), value)
        else:
            self._draw_cells(painter, shown, index)
        current = self.currentIndex()
        if self.hasFocus() and index.sibling(index.row(), current.column()) == current:
            painter.fillRect(row.left(), row.top(), 3, row.height(), look.accent)

    def _indent(self, index: QModelIndex | QPersistentModelIndex) -> int:
        return self.indentation() * (2 if index.parent().isValid() else 1)

    def _draw_branches(
        self, painter: QPainter, row: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        left = self.header().sectionViewportPosition(0)
        self.drawBranches(painter, QRect(left, row.top(), self._indent(index), row.height()), index)

    def _draw_cells(
        self, painter: QPainter, option: Any, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        header = self.header()
        top, height = option.rect.top(), option.rect.height()
        for place in range(header.count()):
            column = header.logicalIndex(place)
            left, width = header.sectionViewportPosition(column), header.sectionSize(column)
            if width == 0 or left > self.viewport().width() or left + width < 0:
                continue
            indent = self._indent(index) if column == 0 else 0
            option.rect = QRect(left + indent, top, width - indent, height)
            self.row_delegate.paint(painter, option, index.sibling(index.row(), column))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_port = self._port_at(event.position().toPoint())
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pressed_port = None  # the first click has opened it
        super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        position = event.position().toPoint()
        self._hover(self._model.key(self.indexAt(position)))
        link = self._port_at(position) is not None
        shape = Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        pressed, self._pressed_port = self._pressed_port, None
        if event.button() == Qt.MouseButton.LeftButton and plain and pressed is not None:
            released = self._port_at(event.position().toPoint())
            if released == pressed:
                self.port_clicked.emit(pressed)

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
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        # Qt looks in the column of the current cell: people type names.
        index = self.currentIndex()
        if index.column() > 0:
            first = index.siblingAtColumn(0)
            keep = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(first, keep)
        super().keyboardSearch(search)

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
