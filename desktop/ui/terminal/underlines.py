"""The lines under, through and over text."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QPainter, QPainterPath, QPen

from desktop.terminal.cells import Style, Underline
from desktop.ui.terminal.cell import Cell
from desktop.ui.terminal.colours import Ink


def paint_lines(
    painter: QPainter, cell: Cell, rect: QRect, style: Style, line: Underline, ink: Ink
) -> None:
    """Paint those of a style over a run of cells; ``line`` is the one below it."""
    width = cell.stroke
    if line:
        _under(painter, cell, rect, line, ink)
    if style.strikethrough:
        y = rect.top() + cell.baseline - (cell.baseline * 3) // 10
        painter.fillRect(rect.left(), y, rect.width(), width, ink.text)
    if style.overline:
        painter.fillRect(rect.left(), rect.top(), rect.width(), width, ink.text)


def _under(painter: QPainter, cell: Cell, rect: QRect, line: Underline, ink: Ink) -> None:
    width = cell.stroke
    room = cell.height - cell.baseline
    y = rect.top() + cell.baseline + min(max(1, room // 3), max(0, room - width))
    if line is Underline.CURLY:
        _curly(painter, cell, rect, ink)
        return
    if line is Underline.DOUBLE:
        lower = min(y + 2 * width, rect.top() + cell.height - width)
        painter.fillRect(rect.left(), lower - 2 * width, rect.width(), width, ink.line)
        y = lower
    # Counted from the left of the grid, so that runs go on into each other.
    step = {Underline.DOTTED: 2 * width, Underline.DASHED: max(4, cell.width // 2)}.get(line, 0)
    if not step:
        painter.fillRect(rect.left(), y, rect.width(), width, ink.line)
        return
    long = width if line is Underline.DOTTED else max(2, step * 3 // 5)
    for x in range(rect.left(), rect.left() + rect.width(), step):
        painter.fillRect(x, y, min(long, rect.left() + rect.width() - x), width, ink.line)


def _curly(painter: QPainter, cell: Cell, rect: QRect, ink: Ink) -> None:
    """A wave of one cell's length."""
    room = cell.height - cell.baseline
    height = max(2.0, min(room - cell.stroke, cell.width / 3))
    middle = rect.top() + cell.height - height / 2 - cell.stroke / 2
    path = QPainterPath(QPointF(rect.left(), middle))
    for x in range(rect.left(), rect.left() + rect.width(), cell.width):
        half = x + cell.width / 2
        path.quadTo(x + cell.width / 4, middle - height, half, middle)
        path.quadTo(x + cell.width * 3 / 4, middle + height, x + cell.width, middle)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(rect)
    painter.strokePath(path, QPen(ink.line, cell.stroke))
    painter.restore()
