"""The head of a tree or table: which columns there are, how wide, in which order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from desktop.ui import theme
from desktop.ui.sorted_header import SortedHeader
from desktop.ui.text import tr


class Column(Protocol):
    """What a head must know of a column. ``width`` is in average characters."""

    @property
    def title(self) -> str: ...

    @property
    def width(self) -> int: ...

    @property
    def hidden(self) -> bool:
        """Until asked for."""


class Header(SortedHeader):
    """Columns that can be moved, resized, sorted by, and hidden; never the first, the name."""

    def __init__(self, columns: Sequence[Column], parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = columns
        self.setSectionsMovable(True)
        self.setStretchLastSection(True)
        self.setMinimumSectionSize(12 * theme.GRID)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_requested)

    def reset(self) -> None:
        """Widths, order, visibility and sorting as they come."""
        metrics = self.fontMetrics()
        character = metrics.horizontalAdvance("0123456789abcdef") / 16
        for number, column in enumerate(self._columns):
            self.moveSection(self.visualIndex(number), number)
            self.setSectionHidden(number, column.hidden)
            needed = metrics.horizontalAdvance(column.title) + 8 * theme.GRID
            wanted = round(column.width * character) + 4 * theme.GRID
            self.resizeSection(number, max(wanted, needed))
        self.setSortIndicator(0, Qt.SortOrder.AscendingOrder)

    def fill_menu(self, menu: QMenu) -> None:
        """A check for each column that can be hidden, and the way back."""
        for number, column in enumerate(self._columns[1:], 1):
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(not self.isSectionHidden(number))
            action.toggled.connect(self._shower(number))
        menu.addSeparator()
        menu.addAction(tr("Reset columns")).triggered.connect(self.reset)

    def _shower(self, number: int) -> Callable[[bool], None]:
        return lambda shown: self.setSectionHidden(number, not shown)

    def _on_menu_requested(self, position: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_menu(menu)
        menu.popup(self.mapToGlobal(position))
