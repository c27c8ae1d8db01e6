"""How a row is painted: grounds first, then each run of one style by one call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QGlyphRun, QPainter, QRawFont

from desktop.terminal.cells import PLAIN, Row, Span, Style, Underline
from desktop.ui.terminal.cell import Cell
from desktop.ui.terminal.colours import Ink, Inks, Mark
from desktop.ui.terminal.glyphs import drawing
from desktop.ui.terminal.underlines import paint_lines

_MOST_GLYPHS = 8192


@dataclass(frozen=True, slots=True)
class Stretch:
    """Columns of a row that stand out. Of two that overlap the later one is seen."""

    start: int
    end: int
    mark: Mark = Mark.NONE
    link: bool = False  # it is underlined, as a click opens it


class Painting:
    """Paints rows of cells; all its numbers are pixels of the device."""

    def __init__(self, cell: Cell, inks: Inks) -> None:
        self.inks = inks
        self.set_cell(cell)

    def set_cell(self, cell: Cell) -> None:
        """Other measures, another font."""
        self.cell = cell
        self._raw = [QRawFont.fromFont(font) for font in cell.fonts]
        self._metrics = [QFontMetricsF(font) for font in cell.fonts]
        self._fits: dict[tuple[str, int], bool] = {}
        self._glyphs: dict[tuple[str, int], QGlyphRun] = {}

    def row(
        self, painter: QPainter, row: Row, y: int, columns: int, stretches: Sequence[Stretch] = ()
    ) -> None:
        """Paint one whose ground is painted, with what stands out in it."""
        cell, x = self.cell, self.cell.padding
        pieces = list(_pieces(row, columns, stretches))
        inks = [self.inks.of(span.style, mark) for span, mark, _link in pieces]
        for (span, _mark, _link), ink in zip(pieces, inks, strict=True):
            if ink.ground is not None:
                left = x + span.start * cell.width
                width = (span.end - span.start) * cell.width
                painter.fillRect(left, y, width, cell.height, ink.ground)
        for (span, _mark, link), ink in zip(pieces, inks, strict=True):
            cells = row.cells[span.start : span.end]
            left = x + span.start * cell.width
            if cells and not span.style.invisible:
                self.cells(painter, cells, left, y, ink)
            style = span.style
            if link or style.underline or style.strikethrough or style.overline:
                rect = QRect(left, y, (span.end - span.start) * cell.width, cell.height)
                line = Underline.SINGLE if link else style.underline
                paint_lines(painter, cell, rect, style, line, ink)

    def cells(
        self, painter: QPainter, cells: str | tuple[str, ...], x: int, y: int, ink: Ink
    ) -> None:
        """Paint characters from there on."""
        painter.setPen(ink.text)
        if len(cells) > 1 and isinstance(cells, str) and cells.isascii():
            if not cells.isspace():
                self._text(painter, cells, x, y, ink)
            return
        column = 0
        for fits, group in groupby(cells, lambda character: self._is_fitting(character, ink.font)):
            run = list(group)
            if fits:
                self._text(painter, "".join(run), x + column * self.cell.width, y, ink)
            else:
                for offset, character in enumerate(run, column):
                    wide = offset + 1 < len(cells) and not cells[offset + 1]
                    rect = QRect(x + offset * self.cell.width, y, *self._size(wide=wide))
                    self._other(painter, character, rect, ink)
            column += len(run)

    def _size(self, *, wide: bool) -> tuple[int, int]:
        return self.cell.width * (2 if wide else 1), self.cell.height

    def _text(self, painter: QPainter, text: str, x: int, y: int, ink: Ink) -> None:
        """What takes a cell each, in the terminal's own font."""
        where = QPointF(x, y + self.cell.baseline)
        if len(text) == 1:
            if text != " ":
                painter.drawGlyphRun(where, self._glyph(text, ink.font))
            return
        painter.setFont(self.cell.fonts[ink.font])
        painter.drawText(where, text)

    def _glyph(self, character: str, font: int) -> QGlyphRun:
        """Of a single one, kept: it takes half the time where each cell has its own colour."""
        found = self._glyphs.get((character, font))
        if found is None:
            if len(self._glyphs) >= _MOST_GLYPHS:
                self._glyphs.clear()
            found = QGlyphRun()
            found.setRawFont(self._raw[font])
            found.setGlyphIndexes(self._raw[font].glyphIndexesForString(character))
            found.setPositions([QPointF()])
            self._glyphs[character, font] = found
        return found

    def _other(self, painter: QPainter, character: str, rect: QRect, ink: Ink) -> None:
        """What is drawn by us, and what a font gives that has other measures."""
        draw = drawing(character)
        if draw is not None:
            draw(painter, rect, ink.raw, self.cell.stroke)
            return
        if not character or character.isspace():
            return
        painter.setFont(self.cell.fonts[ink.font])
        width = self._metrics[ink.font].horizontalAdvance(character) - (
            self.cell.fonts[ink.font].letterSpacing()
        )
        where = QPointF(rect.left(), rect.top() + self.cell.baseline)
        if width <= rect.width() + 0.5:
            where.setX(rect.left() + max(0, round((rect.width() - width) / 2)))
            painter.drawText(where, character)
            return
        painter.save()
        painter.setClipRect(QRectF(rect), Qt.ClipOperation.IntersectClip)
        painter.translate(where)
        narrowed = rect.width() / width
        painter.scale(narrowed, max(narrowed, 0.8))
        painter.drawText(QPointF(0, 0), character)
        painter.restore()

    def _is_fitting(self, character: str, font: int) -> bool:
        key = (character, font)
        found = self._fits.get(key)
        if found is None:
            if len(self._fits) >= _MOST_GLYPHS:
                self._fits.clear()
            found = self._fits[key] = self._would_fit(character, font)
        return found

    def _would_fit(self, character: str, font: int) -> bool:
        """Whether it is one glyph of the terminal's own font, as wide as a cell."""
        if len(character) != 1 or drawing(character) is not None:
            return False
        if not self._raw[font].supportsCharacter(ord(character)):
            return False
        width = self._metrics[font].horizontalAdvance(character)
        return abs(width - self.cell.width) < 0.1


def _pieces(
    row: Row, columns: int, stretches: Sequence[Stretch]
) -> Iterator[tuple[Span, Mark, bool]]:
    """The row's spans, cut where something begins or ends to stand out."""
    if not stretches:
        for span in row.whole():
            yield span, Mark.NONE, False
        return
    edges = sorted({edge for stretch in stretches for edge in (stretch.start, stretch.end)})
    for span in _filled(row, columns):
        cuts = [span.start, *(edge for edge in edges if span.start < edge < span.end), span.end]
        for start, end in pairwise(cuts):
            mark, link = Mark.NONE, False
            for stretch in stretches:
                if stretch.start <= start < stretch.end:
                    mark = stretch.mark if stretch.mark is not Mark.NONE else mark
                    link = link or stretch.link
            yield Span(start, end, span.style, span.link), mark, link


def _filled(row: Row, columns: int) -> Iterator[Span]:
    end = 0
    for span in row.whole():
        yield span
        end = span.end
    if end < columns:
        yield Span(end, columns, PLAIN)


def style_at(row: Row, column: int) -> Style:
    """How the cell at a column is drawn."""
    return next((s.style for s in row.spans if s.start <= column < s.end), PLAIN)
