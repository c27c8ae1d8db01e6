"""Where the cells are in the window, and painting those that have changed."""

from __future__ import annotations

from collections.abc import Set
from math import ceil
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QFont, QPainter, QRegion

from desktop.terminal.logical_lines import Position
from desktop.terminal.protocol import MOST_COLUMNS, MOST_ROWS
from desktop.ui.terminal.cell import Cell
from desktop.ui.terminal.cursor import Caret, paint_cursor
from desktop.ui.terminal.painting import Painting, Stretch
from desktop.ui.terminal.sight import Damage

if TYPE_CHECKING:
    from desktop.ui.terminal.view import TerminalView

LEAST_COLUMNS, LEAST_ROWS = 2, 1


class Canvas:
    """The viewport of a terminal as a grid of cells."""

    def __init__(self, view: TerminalView, font: QFont) -> None:
        self._view = view
        self._viewport = view.viewport()
        self.cell = Cell.of(font, self._viewport)
        self.painting = Painting(self.cell, view.inks)
        self._stretches: list[tuple[Stretch, ...]] = []
        self._caret: Caret | None = None
        self.painted_rows = 0
        """How many rows were painted so far."""

    def set_font(self, font: QFont) -> None:
        """Another font, or another screen."""
        self.cell = Cell.of(font, self._viewport)
        self.painting.set_cell(self.cell)
        self._viewport.update()

    def size(self) -> tuple[int, int]:
        """How many columns and rows there is room for."""
        cell, room = self.cell, 2 * self.cell.padding
        columns = int(self._viewport.width() * cell.scale - room) // cell.width
        rows = int(self._viewport.height() * cell.scale - room) // cell.height
        return (
            min(max(columns, LEAST_COLUMNS), MOST_COLUMNS),
            min(max(rows, LEAST_ROWS), MOST_ROWS),
        )

    def show(self, damage: Damage) -> None:
        """Move and repaint what has changed since the last time."""
        stretches = self._all_stretches()
        dirty = set(damage.rows)
        shift = damage.shift
        if shift and not self._scroll(shift, len(stretches)):
            dirty.update(range(len(stretches)))
        before = self._stretches
        if len(stretches) != len(before):
            self._viewport.update()  # below the last row, too
        for row, found in enumerate(stretches):
            was = before[row + shift] if 0 <= row + shift < len(before) else ()
            if found != was:
                dirty.add(row)
        self._stretches = stretches
        self.update_caret(moved_by=shift)
        self._update_rows(dirty)

    def restyle(self) -> None:
        """What is selected, found or pointed at has changed."""
        self.show(Damage())

    def update_caret(self, *, moved_by: int = 0) -> None:
        """Repaint the cursor where it was and where it is."""
        was, self._caret = self._caret, self._view.caret
        if was is not None and was.text and (self._caret is None or not self._caret.text):
            self._viewport.update()  # an input method's text may have covered anything
        if was is not None and (was != self._caret or moved_by):
            self._viewport.update(self.rect(was.row - moved_by, was.column, columns=2))
        if self._caret is not None and (was != self._caret or moved_by or self._caret.text):
            whole = 0 if self._caret.text else 2
            self._viewport.update(self.rect(self._caret.row, self._caret.column, columns=whole))

    def update_blinking(self) -> None:
        """Text that blinks is on, or off."""
        blinking = self._view.blinking_text
        self.painting.hides_blinking = not blinking.lit
        self._update_rows(blinking.rows)

    def rect(self, row: int, column: int, *, rows: int = 1, columns: int = 0) -> QRect:
        """Where cells are, in Qt's pixels; with no ``columns`` the whole width."""
        cell = self.cell
        top = (cell.padding + row * cell.height) / cell.scale
        height = rows * cell.height / cell.scale
        if not columns:
            return QRectF(0, top, self._viewport.width(), height).toAlignedRect()
        left = (cell.padding + column * cell.width) / cell.scale
        return QRectF(left, top, columns * cell.width / cell.scale, height).toAlignedRect()

    def cell_at(self, at: QPointF, *, nearest_edge: bool = False) -> tuple[int, int]:
        """The row in sight and the column at a point, or near it; or the edge between columns."""
        cell = self.cell
        x = (at.x() * cell.scale - cell.padding) / cell.width
        y = (at.y() * cell.scale - cell.padding) // cell.height
        terminal = self._view.terminal
        row = min(max(int(y), 0), terminal.rows - 1)
        if nearest_edge:
            return row, min(max(int(x + 0.5), 0), terminal.columns)
        return row, min(max(int(x), 0), terminal.columns - 1)

    def position_at(self, at: QPointF, *, nearest_edge: bool = False) -> Position:
        """The same, by the number of the row."""
        row, column = self.cell_at(at, nearest_edge=nearest_edge)
        return Position(self._view.sight.top + row, column)

    def paint(self, region: QRegion) -> None:
        """Paint what Qt wants painted."""
        began = perf_counter()
        view, cell = self._view, self.cell
        painter = QPainter(self._viewport)
        painter.fillRect(region.boundingRect(), view.inks.ground)
        cell.on_pixels(painter)
        columns = view.terminal.columns
        for number in self._rows_in(region):
            y = cell.padding + number * cell.height
            row = view.sight.rows[number]
            stretches = self._stretches[number] if number < len(self._stretches) else ()
            self.painting.row(painter, row, y, columns, stretches)
            self.painted_rows += 1
        caret = view.caret
        if caret is not None and caret.row < len(view.sight.rows):
            paint_cursor(painter, self.painting, caret, view.sight.rows[caret.row])
        painter.end()
        view.pace.took += perf_counter() - began

    def _rows_in(self, region: QRegion) -> list[int]:
        cell = self.cell
        found: set[int] = set()
        for rect in region:  # type: ignore[attr-defined]
            top = rect.top() * cell.scale - cell.padding
            bottom = (rect.top() + rect.height()) * cell.scale - cell.padding
            found.update(range(int(top // cell.height), ceil(bottom / cell.height)))
        return sorted(row for row in found if 0 <= row < len(self._view.sight.rows))

    def _all_stretches(self) -> list[tuple[Stretch, ...]]:
        sight, marking = self._view.sight, self._view.marking
        if marking.is_empty:
            return [()] * len(sight.rows)
        return [marking.of(sight.top + place, row) for place, row in enumerate(sight.rows)]

    def _update_rows(self, rows: Set[int]) -> None:
        for first, end in _runs(rows):
            self._viewport.update(self.rect(first, 0, rows=end - first))

    def _scroll(self, shift: int, rows: int) -> bool:
        """Move what is painted, where rows are whole pixels of Qt's."""
        cell = self.cell
        top, distance = cell.padding / cell.scale, shift * cell.height / cell.scale
        if not (top.is_integer() and distance.is_integer()):
            return False
        height = int(rows * cell.height / cell.scale)
        grid = QRect(0, int(top), self._viewport.width(), height)
        self._viewport.scroll(0, -int(distance), grid)
        return True


def _runs(rows: Set[int]) -> list[tuple[int, int]]:
    """Rows that follow each other, as first and end."""
    found: list[tuple[int, int]] = []
    for row in sorted(rows):
        if found and found[-1][1] == row:
            found[-1] = (found[-1][0], row + 1)
        else:
            found.append((row, row + 1))
    return found
