"""How the cursor looks, and what an input method is composing there."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QFontMetricsF, QPainter

from desktop.terminal.cells import Row
from desktop.terminal.logical_lines import is_wide
from desktop.terminal.protocol import CursorShape
from desktop.ui.terminal.colours import Ink
from desktop.ui.terminal.painting import Painting, style_at


@dataclass(frozen=True, slots=True)
class Caret:
    """The cursor as it is seen: ``row`` counts those in sight."""

    row: int
    column: int
    shape: CursorShape
    lit: bool
    focused: bool
    text: str = ""
    """What is being composed, and where in it the input method's own cursor is."""
    at: int = 0


def paint_cursor(painter: QPainter, painting: Painting, caret: Caret, row: Row) -> None:
    """Paint it over its cell."""
    cell = painting.cell
    x = cell.padding + caret.column * cell.width
    y = cell.padding + caret.row * cell.height
    if caret.text:
        _composed(painter, painting, caret, x, y)
        return
    if not caret.lit:
        return
    ink = painting.inks.cursor
    width = cell.width * (2 if is_wide(row, caret.column) else 1)
    rect = QRect(x, y, width, cell.height)
    thick = max(cell.stroke, round(cell.scale)) + cell.stroke
    if not caret.focused:
        for side in _frame(rect, max(1, round(cell.scale))):
            painter.fillRect(side, ink)
    elif caret.shape is CursorShape.BAR:
        painter.fillRect(x, y, thick, cell.height, ink)
    elif caret.shape is CursorShape.UNDERLINE:
        painter.fillRect(x, y + cell.height - thick, width, thick, ink)
    else:
        painter.fillRect(rect, ink)
        cells = row.cells[caret.column : caret.column + 1]
        style = style_at(row, caret.column)
        if cells and not style.invisible:
            below = painting.inks.ground
            font = painting.inks.of(style).font
            painter.setClipRect(rect)
            painting.cells(painter, (cells[0], "") if width > cell.width else cells, x, y,
                           Ink(below, None, font, behind=ink, is_given=True))  # fmt: skip
            painter.setClipping(False)


def _frame(rect: QRect, width: int) -> tuple[QRect, ...]:
    x, y, across, down = rect.x(), rect.y(), rect.width(), rect.height()
    return (
        QRect(x, y, across, width),
        QRect(x, y + down - width, across, width),
        QRect(x, y, width, down),
        QRect(x + across - width, y, width, down),
    )


def _composed(painter: QPainter, painting: Painting, caret: Caret, x: int, y: int) -> None:
    """What is being composed, underlined, as far to the left as it must be to be seen."""
    cell, inks = painting.cell, painting.inks
    metrics = QFontMetricsF(cell.fonts[0])
    width = round(metrics.horizontalAdvance(caret.text))
    right = round(painter.device().width() * cell.scale) - cell.padding
    x = max(cell.padding, min(x, right - width))
    painter.fillRect(x, y, width, cell.height, inks.ground)
    painter.setPen(inks.text)
    painter.setFont(cell.fonts[0])
    painter.drawText(QPointF(x, y + cell.baseline), caret.text)
    under = y + cell.height - cell.stroke
    painter.fillRect(x, under, width, cell.stroke, inks.text)
    at = x + round(metrics.horizontalAdvance(caret.text[: caret.at]))
    painter.fillRect(at, y, max(1, round(cell.scale)), cell.height, inks.cursor)
