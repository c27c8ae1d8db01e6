"""How a row is painted: grounds first, then each run of one style by one call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from unicodedata import east_asian_width

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QFont, QFontMetricsF, QGlyphRun, QPainter, QRawFont, QTextLayout

from desktop.terminal.cells import PLAIN, Row, Span, Style, Underline
from desktop.ui.terminal.cell import Cell
from desktop.ui.terminal.colours import Ink, Inks, Mark
from desktop.ui.terminal.glyphs import glyph, is_drawn
from desktop.ui.terminal.underlines import paint_lines

_MOST_SHAPES = 8192
_FIRST_EMOJI = 0x1F000  # those have fonts, widths and joiners of their own


@dataclass(frozen=True, slots=True)
class Stretch:
    """Columns of a row that stand out. Of two that overlap the later one is seen."""

    start: int
    end: int
    mark: Mark = Mark.NONE
    link: bool = False  # it is underlined, as a click opens it


@dataclass(frozen=True, slots=True)
class Shape:
    """A character as glyphs of whichever fonts have it, and its width."""

    runs: tuple[QGlyphRun, ...]
    width: float


class Painting:
    """Paints rows of cells; all its numbers are pixels of the device."""

    def __init__(self, cell: Cell, inks: Inks) -> None:
        self.inks = inks
        self.hides_blinking = False
        """Whether of text that blinks only the ground is painted."""
        self.set_cell(cell)

    def set_cell(self, cell: Cell) -> None:
        """Other measures, another font."""
        self.cell = cell
        self._raw = [QRawFont.fromFont(font) for font in cell.fonts]
        self._metrics = [QFontMetricsF(font) for font in cell.fonts]
        self._unspaced = [_unspaced(font) for font in cell.fonts]
        self._kinds: dict[tuple[str, int], str | float] = {}
        self._wide_fonts: dict[tuple[float, int], QFont] = {}
        self._glyphs: dict[tuple[str, int], QGlyphRun] = {}
        self._shapes: dict[tuple[str, int], Shape] = {}

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
            style = span.style
            if style.blink and self.hides_blinking:
                continue
            if cells and not style.invisible:
                self.cells(painter, cells, left, y, ink)
            if link or style.underline or style.strikethrough or style.overline:
                rect = QRect(left, y, (span.end - span.start) * cell.width, cell.height)
                line = Underline.SINGLE if link else style.underline
                paint_lines(painter, cell, rect, style, line, ink)

    def cells(
        self, painter: QPainter, cells: str | tuple[str, ...], x: int, y: int, ink: Ink
    ) -> None:
        """Paint characters from there on."""
        if isinstance(cells, str) and cells.isascii():
            if not cells.isspace():
                self._text(painter, cells, x, y, ink)
            return
        filled = ((column, text) for column, text in enumerate(cells) if text)
        for kind, group in groupby(filled, lambda cell: self._kind(cell[1], ink.font)):
            run = list(group)
            left = x + run[0][0] * self.cell.width
            if not kind:
                self._text(painter, "".join(text for _column, text in run), left, y, ink)
            elif isinstance(kind, float):
                self._wide(painter, "".join(text for _column, text in run), left, y, ink, kind)
            elif is_drawn(kind):
                cell = self.cell
                shape = glyph(kind, cell.width, cell.height, cell.stroke)
                shape.paint(painter, left, y, ink.raw, len(run))
            else:
                for column, _text in run:
                    wide = cells[column + 1 : column + 2] in ("", ("",))
                    self._cluster(painter, kind, x + column * self.cell.width, y, ink, wide=wide)

    def _text(self, painter: QPainter, text: str, x: int, y: int, ink: Ink) -> None:
        """What takes a cell each, in the terminal's own font."""
        painter.setPen(ink.text)
        where = QPointF(x, y + self.cell.baseline)
        if len(text) > 1:
            painter.setFont(self.cell.fonts[ink.font])
            painter.drawText(where, text)
        elif text != " ":  # a glyph takes half the time where each cell is of another style
            run = self._glyphs.get((text, ink.font))
            painter.drawGlyphRun(where, run if run is not None else self._glyph(text, ink.font))

    def _wide(self, painter: QPainter, text: str, x: int, y: int, ink: Ink, advance: float) -> None:
        """Chinese and the like: characters of one width, which take two cells each."""
        font = self._wide_fonts.get((advance, ink.font))
        spare = 2 * self.cell.width - advance
        if font is None:
            font = QFont(self.cell.fonts[ink.font])
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spare)
            self._wide_fonts[advance, ink.font] = font
        painter.setPen(ink.text)
        painter.setFont(font)
        painter.drawText(QPointF(x + spare // 2, y + self.cell.baseline), text)

    def _cluster(
        self, painter: QPainter, text: str, x: int, y: int, ink: Ink, *, wide: bool
    ) -> None:
        """What one or two cells show, in the middle of them; narrower if it must be."""
        shape = self._shapes.get((text, ink.font))
        if shape is None:
            shape = self._shape(text, ink.font)
        painter.setPen(ink.text)
        room = self.cell.width * (2 if wide else 1)
        if shape.width <= room + 0.5:
            where = QPointF(x + max(0, round((room - shape.width) / 2)), y + self.cell.baseline)
            for run in shape.runs:
                painter.drawGlyphRun(where, run)
            return
        narrowed = room / shape.width
        painter.save()
        painter.translate(x, y + self.cell.baseline)
        painter.scale(narrowed, max(narrowed, 0.8))
        for run in shape.runs:
            painter.drawGlyphRun(QPointF(), run)
        painter.restore()

    def _glyph(self, character: str, font: int) -> QGlyphRun:
        if len(self._glyphs) >= _MOST_SHAPES:
            self._glyphs.clear()
        run = QGlyphRun()
        run.setRawFont(self._raw[font])
        run.setGlyphIndexes(self._raw[font].glyphIndexesForString(character))
        run.setPositions([QPointF()])
        self._glyphs[character, font] = run
        return run

    def _shape(self, text: str, font: int) -> Shape:
        """A character as fonts have it: found once, as that takes as long as painting it."""
        if len(self._shapes) >= _MOST_SHAPES:
            self._shapes.clear()
        layout = QTextLayout(text, self._unspaced[font])
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        line.setPosition(QPointF(0, -line.ascent()))
        width = QFontMetricsF(self._unspaced[font]).horizontalAdvance(text)
        shape = Shape(tuple(layout.glyphRuns()), width)
        self._shapes[text, font] = shape
        return shape

    def _kind(self, character: str, font: int) -> str | float:
        """How it is painted: in a run of such as it, or (if it is itself returned) alone.

        Empty for what is one glyph of the terminal's own font, as wide as a cell; a number for one
        of that width which takes two cells.
        """
        key = (character, font)
        found = self._kinds.get(key)
        if found is None:
            if len(self._kinds) >= _MOST_SHAPES:
                self._kinds.clear()
            found = self._kinds[key] = self._find_kind(character, font)
        return found

    def _find_kind(self, character: str, font: int) -> str | float:
        if len(character) != 1 or is_drawn(character):
            return character
        if self._raw[font].supportsCharacter(ord(character)):
            width = self._metrics[font].horizontalAdvance(character)
            return "" if abs(width - self.cell.width) < 0.1 else character
        if east_asian_width(character) in "WF" and ord(character) < _FIRST_EMOJI:
            width = self._shape(character, font).width
            return width if width <= 2 * self.cell.width else character
        return character


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


def _unspaced(font: QFont) -> QFont:
    made = QFont(font)
    made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0)
    return made


def style_at(row: Row, column: int) -> Style:
    """How the cell at a column is drawn."""
    return next((s.style for s in row.spans if s.start <= column < s.end), PLAIN)
