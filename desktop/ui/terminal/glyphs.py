"""Characters that must meet their neighbours: lines, blocks, Braille and Powerline's arrows.

A font's glyphs leave gaps where its measures are not the cell's. These are shapes of our own
instead, on whole pixels, each up to the edges of its cell.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from desktop.ui.terminal.lines import Arms, strokes

_DASHES = {"DOUBLE DASH": 2, "TRIPLE DASH": 3, "QUADRUPLE DASH": 4}
_QUADRANTS = (4, 8, 1, 13, 9, 7, 11, 2, 6, 14)  # U+2596 on: 1 and 2 above, 4 and 8 below
_DOTS = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))  # Braille's bits


@dataclass(frozen=True, slots=True)
class Glyph:
    """Rectangles and a path in a cell whose corner is at 0, 0."""

    cell: QRect
    rects: tuple[tuple[int, int, int, int], ...] = ()
    opacity: float = 1.0
    path: QPainterPath | None = None
    pen: int = 0  # the path's width; 0 where it is filled

    def paint(self, painter: QPainter, x: int, y: int, ink: QColor, count: int = 1) -> None:
        """Paint it there, ``count`` times side by side."""
        width = self.cell.width()
        if self.opacity < 1:
            ink = QColor(ink)
            ink.setAlphaF(self.opacity)
        for left, top, across, down in self.rects:
            if across == width:
                painter.fillRect(x, y + top, width * count, down, ink)
            else:
                for number in range(count):
                    painter.fillRect(x + number * width + left, y + top, across, down, ink)
        if self.path is not None:
            for number in range(count):
                self._paint_path(painter, self.path, x + number * width, y, ink)

    def _paint_path(
        self, painter: QPainter, path: QPainterPath, x: int, y: int, ink: QColor
    ) -> None:
        painter.save()
        painter.translate(x, y)
        painter.setClipRect(self.cell, Qt.ClipOperation.IntersectClip)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.pen:
            painter.strokePath(path, QPen(ink, self.pen, c=Qt.PenCapStyle.FlatCap))
        else:
            painter.fillPath(path, ink)
        painter.restore()


def is_drawn(character: str) -> bool:
    """Whether it is drawn here.

    >>> is_drawn("─"), is_drawn("a")
    (True, False)
    """
    if len(character) != 1 or character < "─":
        return False
    return character <= "▟" or "⠀" <= character <= "⣿" or "\ue0b0" <= character <= "\ue0b3"


@lru_cache(maxsize=2048)
def glyph(character: str, width: int, height: int, stroke: int) -> Glyph:
    """The shape of such a character in a cell; ``stroke`` is a thin line's width."""
    cell = QRect(0, 0, width, height)
    number = ord(character)
    if number <= 0x257F:
        return _lines(character, cell, stroke)
    if number <= 0x259F:
        opacity = 0.25 * (number - 0x2590) if 0x2591 <= number <= 0x2593 else 1.0
        return Glyph(cell, tuple(_blocks(cell, number)), opacity)
    if number <= 0x28FF:
        return Glyph(cell, tuple(_braille(cell, number - 0x2800)))
    path = _arrow(cell, left=number >= 0xE0B2, open_=number in (0xE0B1, 0xE0B3))
    return Glyph(cell, path=path, pen=stroke if number in (0xE0B1, 0xE0B3) else 0)


def _lines(character: str, cell: QRect, stroke: int) -> Glyph:
    """What Unicode's name of the character says: ``LIGHT DOWN AND RIGHT``."""
    name = unicodedata.name(character).removeprefix("BOX DRAWINGS ")
    if "DIAGONAL" in name:
        rising = "CROSS" in name or "UPPER RIGHT" in name
        falling = "CROSS" in name or "UPPER LEFT" in name
        return Glyph(cell, path=_diagonals(cell, rising=rising, falling=falling), pen=stroke)
    if "ARC" in name:
        path = _arc(cell, stroke, right="RIGHT" in name, down="DOWN" in name)
        return Glyph(cell, path=path, pen=stroke)
    for words, count in _DASHES.items():
        if words in name:
            thick = 2 * stroke if "HEAVY" in name else stroke
            upright = "VERTICAL" in name
            return Glyph(cell, tuple(_dashes(cell, thick, count, upright=upright)))
    rects = strokes(Arms.of(name), cell, stroke)
    return Glyph(cell, tuple((r.x(), r.y(), r.width(), r.height()) for r in rects))


def _dashes(
    cell: QRect, thick: int, count: int, *, upright: bool
) -> Iterator[tuple[int, int, int, int]]:
    whole = cell.height() if upright else cell.width()
    across = ((cell.width() if upright else cell.height()) - thick) // 2
    gap = max(1, whole // (3 * count))
    for number in range(count):
        start, end = whole * number // count, whole * (number + 1) // count - gap
        long = max(1, end - start)
        yield (across, start, thick, long) if upright else (start, across, long, thick)


def _arc(cell: QRect, stroke: int, *, right: bool, down: bool) -> QPainterPath:
    # The middle of the strokes that it meets.
    x = (cell.width() - stroke) // 2 + stroke / 2
    y = (cell.height() - stroke) // 2 + stroke / 2
    to_x = cell.width() if right else 0
    to_y = cell.height() if down else 0
    round_by = min(abs(to_x - x), abs(to_y - y))
    path = QPainterPath(QPointF(x, to_y))
    path.lineTo(x, y + (round_by if down else -round_by))
    path.quadTo(x, y, x + (round_by if right else -round_by), y)
    path.lineTo(to_x, y)
    return path


def _diagonals(cell: QRect, *, rising: bool, falling: bool) -> QPainterPath:
    """A little beyond the corners, where the next one goes on."""
    width, height = cell.width(), cell.height()
    path = QPainterPath()
    if rising:
        path.moveTo(-width, 2 * height)
        path.lineTo(2 * width, -height)
    if falling:
        path.moveTo(-width, -height)
        path.lineTo(2 * width, 2 * height)
    return path


def _blocks(cell: QRect, number: int) -> Iterator[tuple[int, int, int, int]]:
    width, height = cell.width(), cell.height()
    if 0x2591 <= number <= 0x2593:
        yield 0, 0, width, height
    elif number >= 0x2596:
        half, middle = width - width // 2, height // 2  # as those of half a cell
        for place in range(4):
            if _QUADRANTS[number - 0x2596] >> place & 1:
                left = half if place & 1 else 0
                top = middle if place & 2 else 0
                yield left, top, width - half if left else half, height - middle if top else middle
    else:
        yield _part(width, height, number)


def _part(width: int, height: int, number: int) -> tuple[int, int, int, int]:
    """The eighths of the cell that the character fills from one of its edges."""

    def eighths(count: int, whole: int) -> int:
        return whole - whole * (8 - count) // 8

    if number in (0x2580, 0x2594):  # what it leaves is the lower half's
        return 0, 0, width, height - eighths(4, height) if number == 0x2580 else eighths(1, height)
    if number <= 0x2588:
        down = eighths(number - 0x2580, height)
        return 0, height - down, width, down
    if number in (0x2590, 0x2595):
        left = eighths(4, width) if number == 0x2590 else width - eighths(1, width)
        return left, 0, width - left, height
    return 0, 0, eighths(0x2590 - number, width), height


def _braille(cell: QRect, bits: int) -> Iterator[tuple[int, int, int, int]]:
    width, height = cell.width(), cell.height()
    size = max(1, min(width // 4, height // 8) + (width > 12))
    for bit, (column, row) in enumerate(_DOTS):
        if bits >> bit & 1:
            x = width * (2 * column + 1) // 4 - size // 2
            y = height * (2 * row + 1) // 8 - size // 2
            yield x, y, size, size


def _arrow(cell: QRect, *, left: bool, open_: bool) -> QPainterPath:
    base, tip = (cell.width(), 0) if left else (0, cell.width())
    path = QPainterPath(QPointF(base, 0))
    path.lineTo(tip, cell.height() / 2)
    path.lineTo(base, cell.height())
    if not open_:
        path.closeSubpath()
    return path
