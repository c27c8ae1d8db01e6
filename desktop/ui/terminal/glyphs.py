"""Characters that must meet their neighbours: lines, blocks, Braille and Powerline's arrows.

A font's glyphs leave gaps where its measures are not the cell's. These are painted on whole pixels
instead, each up to the edges of its cell.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache, partial

from PySide6.QtCore import QLineF, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from desktop.ui.terminal.lines import Arms, strokes

_DASHES = {"DOUBLE DASH": 2, "TRIPLE DASH": 3, "QUADRUPLE DASH": 4}
_QUADRANTS = (4, 8, 1, 13, 9, 7, 11, 2, 6, 14)  # U+2596 on: 1 and 2 above, 4 and 8 below
_DOTS = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))  # Braille's bits

Draw = Callable[[QPainter, QRect, QColor, int], None]


@cache
def drawing(character: str) -> Draw | None:
    """How a character is painted into its cell (with a colour and a line's width), if it is here.

    >>> drawing("a") is None
    True
    """
    number = ord(character) if len(character) == 1 else 0
    if 0x2500 <= number <= 0x257F:
        return _of_lines(character)
    if 0x2580 <= number <= 0x259F:
        return partial(_blocks, number=number)
    if 0x2800 <= number <= 0x28FF:
        return partial(_braille, bits=number - 0x2800)
    if 0xE0B0 <= number <= 0xE0B3:
        return partial(_arrow, left=number >= 0xE0B2, filled=number in (0xE0B0, 0xE0B2))
    return None


def _of_lines(character: str) -> Draw:
    """What Unicode's name of the character says: ``LIGHT DOWN AND RIGHT``."""
    name = unicodedata.name(character).removeprefix("BOX DRAWINGS ")
    if "DIAGONAL" in name:
        rising = "CROSS" in name or "UPPER RIGHT" in name
        falling = "CROSS" in name or "UPPER LEFT" in name
        return partial(_diagonals, rising=rising, falling=falling)
    if "ARC" in name:
        return partial(_arc, right="RIGHT" in name, down="DOWN" in name)
    for words, count in _DASHES.items():
        if words in name:
            upright = "VERTICAL" in name
            return partial(_dashes, count=count, heavy="HEAVY" in name, upright=upright)
    return partial(_strokes, arms=Arms.of(name))


def _strokes(painter: QPainter, cell: QRect, ink: QColor, width: int, *, arms: Arms) -> None:
    for rect in strokes(arms, cell, width):
        painter.fillRect(rect, ink)


def _dashes(
    painter: QPainter,
    cell: QRect,
    ink: QColor,
    width: int,
    *,
    count: int,
    heavy: bool,
    upright: bool,
) -> None:
    thick = 2 * width if heavy else width
    whole = cell.height() if upright else cell.width()
    gap = max(1, whole // (3 * count))
    for number in range(count):
        start, end = whole * number // count, whole * (number + 1) // count - gap
        if upright:
            left = cell.left() + (cell.width() - thick) // 2
            painter.fillRect(left, cell.top() + start, thick, max(1, end - start), ink)
        else:
            top = cell.top() + (cell.height() - thick) // 2
            painter.fillRect(cell.left() + start, top, max(1, end - start), thick, ink)


def _arc(
    painter: QPainter, cell: QRect, ink: QColor, width: int, *, right: bool, down: bool
) -> None:
    # The middle of the strokes that it meets.
    x = cell.left() + (cell.width() - width) // 2 + width / 2
    y = cell.top() + (cell.height() - width) // 2 + width / 2
    to_x = cell.left() + cell.width() if right else cell.left()
    to_y = cell.top() + cell.height() if down else cell.top()
    round_by = min(abs(to_x - x), abs(to_y - y))
    path = QPainterPath(QPointF(x, to_y))
    path.lineTo(x, y + (round_by if down else -round_by))
    path.quadTo(x, y, x + (round_by if right else -round_by), y)
    path.lineTo(to_x, y)
    _smoothly(painter, cell, QPen(ink, width, c=Qt.PenCapStyle.FlatCap), path)


def _diagonals(
    painter: QPainter, cell: QRect, ink: QColor, width: int, *, rising: bool, falling: bool
) -> None:
    left, top = cell.left(), cell.top()
    right, bottom = left + cell.width(), top + cell.height()
    path = QPainterPath()
    if rising:
        path.moveTo(left, bottom)
        path.lineTo(right, top)
    if falling:
        path.moveTo(left, top)
        path.lineTo(right, bottom)
    _smoothly(painter, cell, QPen(ink, width, c=Qt.PenCapStyle.SquareCap), path)


def _smoothly(painter: QPainter, cell: QRect, pen: QPen, path: QPainterPath) -> None:
    painter.save()
    painter.setClipRect(cell, Qt.ClipOperation.IntersectClip)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.strokePath(path, pen)
    painter.restore()


def _blocks(painter: QPainter, cell: QRect, ink: QColor, width: int, *, number: int) -> None:
    if 0x2591 <= number <= 0x2593:
        shade = QColor(ink)
        shade.setAlphaF(0.25 * (number - 0x2590))
        painter.fillRect(cell, shade)
    elif number >= 0x2596:
        half, middle = cell.width() // 2, cell.height() // 2
        bits = _QUADRANTS[number - 0x2596]
        for place in range(4):
            if bits >> place & 1:
                left = half if place & 1 else 0
                top = middle if place & 2 else 0
                size = (
                    (cell.width() - half if left else half),
                    (cell.height() - middle if top else middle),
                )
                painter.fillRect(cell.left() + left, cell.top() + top, *size, ink)
    else:
        painter.fillRect(_part(cell, number), ink)


def _part(cell: QRect, number: int) -> QRect:
    """Of the cell, the eighths that the character fills from one of its edges."""
    width, height = cell.width(), cell.height()

    def eighths(count: int, whole: int) -> int:
        return max(1, round(whole * count / 8))

    if number in (0x2580, 0x2594):
        return cell.adjusted(0, 0, 0, eighths(4 if number == 0x2580 else 1, height) - height)
    if number <= 0x2588:
        # A lower half begins where an upper half ends.
        return cell.adjusted(0, height - eighths(number - 0x2580, height), 0, 0)
    if number in (0x2590, 0x2595):
        left = width - eighths(4, width) if number == 0x2590 else width - eighths(1, width)
        return cell.adjusted(left, 0, 0, 0)
    return cell.adjusted(0, 0, eighths(0x2590 - number, width) - width, 0)


def _braille(painter: QPainter, cell: QRect, ink: QColor, width: int, *, bits: int) -> None:
    size = max(1, min(cell.width() // 4, cell.height() // 8) + (cell.width() > 12))
    for bit, (column, row) in enumerate(_DOTS):
        if bits >> bit & 1:
            x = cell.left() + cell.width() * (2 * column + 1) // 4 - size // 2
            y = cell.top() + cell.height() * (2 * row + 1) // 8 - size // 2
            painter.fillRect(x, y, size, size, ink)


def _arrow(
    painter: QPainter, cell: QRect, ink: QColor, width: int, *, left: bool, filled: bool
) -> None:
    base = cell.left() + cell.width() if left else cell.left()
    tip = cell.left() if left else cell.left() + cell.width()
    top, bottom = cell.top(), cell.top() + cell.height()
    middle = (top + bottom) / 2
    painter.save()
    painter.setClipRect(cell, Qt.ClipOperation.IntersectClip)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if filled:
        path = QPainterPath(QPointF(base, top))
        path.lineTo(tip, middle)
        path.lineTo(base, bottom)
        painter.fillPath(path, ink)
    else:
        painter.setPen(QPen(ink, width))
        painter.drawLine(QLineF(base, top, tip, middle))
        painter.drawLine(QLineF(tip, middle, base, bottom))
    painter.restore()
