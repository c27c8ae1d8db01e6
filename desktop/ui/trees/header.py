"""The head of a tree or table: which columns there are, how wide, in which order."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QByteArray, QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from desktop.ui import theme
from desktop.ui.sorted_header import SortedHeader
from desktop.ui.text import tr

_LEAST = 0.7  # of its width that a column keeps where there is little room, if it doesn't say
_FITS = b"fits"  # behind the state of a head that nobody has resized


class Column(Protocol):
    """What a head must know of a column.

    ``width`` is in average characters, as is ``least``, to which it gives way where there is little
    room; 0 is a part of its width.
    """

    @property
    def title(self) -> str: ...

    @property
    def width(self) -> int: ...

    @property
    def least(self) -> int: ...

    @property
    def hidden(self) -> bool:
        """Until asked for."""


class Header(SortedHeader):
    """Columns that can be moved, resized, sorted by, and hidden; never the first, the name.

    Until a person has resized one, all give way to each other where there is little room.
    """

    def __init__(self, columns: Sequence[Column], parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = columns
        self._fits = False
        self._fitting = False
        self.sectionResized.connect(self._on_resized)
        self.setSectionsMovable(True)
        self.setStretchLastSection(True)
        self.setMinimumSectionSize(12 * theme.GRID)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_requested)

    def reset(self) -> None:
        """Widths, order, visibility and sorting as they come."""
        for number, column in enumerate(self._columns):
            self.moveSection(self.visualIndex(number), number)
            self.setSectionHidden(number, column.hidden)
        self._fits = True
        self._fit()
        self.setSortIndicator(0, Qt.SortOrder.AscendingOrder)

    def _fit(self) -> None:
        """Each as wide as it wants, or all narrower in proportion, down to what can be read."""
        wanted = [self._width_of(column) for column in self._columns]
        least = [
            max(self._room_for(column.least or _LEAST * column.width), needed)
            for column, (_width, needed) in zip(self._columns, wanted, strict=True)
        ]
        shown = [n for n in range(len(wanted)) if not self.isSectionHidden(n)]
        over = sum(wanted[n][0] for n in shown) - self.viewport().width()
        spare = sum(wanted[n][0] - least[n] for n in shown)
        share = min(1.0, max(0.0, over / spare)) if spare else 0.0
        self._fitting = True
        for number, (width, _needed) in enumerate(wanted):
            narrower = math.ceil(share * (width - least[number]))
            self.resizeSection(number, max(width - narrower, least[number]))
        self._fitting = False

    def _width_of(self, column: Column) -> tuple[int, int]:
        """What it wants, and what its title needs."""
        needed = self.fontMetrics().horizontalAdvance(column.title) + 8 * theme.GRID
        return max(self._room_for(column.width), needed), needed

    def _room_for(self, characters: float) -> int:
        character = self.fontMetrics().horizontalAdvance("0123456789abcdef") / 16
        return round(characters * character) + 4 * theme.GRID

    def _on_resized(self, number: int, before: int, now: int) -> None:
        """A person did that, if it is neither us nor the last one, which has what is left."""
        if self._fitting or not self._fits:
            return
        if not before or not now:
            # A column is being hidden or shown, and is neither before we return.
            QTimer.singleShot(0, self, self._fit_again)
        elif self.visualIndex(number) != self._last_shown():
            self._fits = False

    def _fit_again(self) -> None:
        if self._fits:
            self._fit()

    def _last_shown(self) -> int:
        shown = (n for n in range(self.count()) if not self.isSectionHidden(n))
        return max(map(self.visualIndex, shown), default=-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_again()

    def saveState(self) -> QByteArray:
        state = super().saveState()
        return state.append(_FITS) if self._fits else state

    def restoreState(self, state: QByteArray | bytes | bytearray | memoryview) -> bool:
        data = bytes(state.data() if isinstance(state, QByteArray) else state)
        self._fits = False
        restored = super().restoreState(data.removesuffix(_FITS))
        if restored and data.endswith(_FITS):
            self._fits = True
            self._fit()
        return restored

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
