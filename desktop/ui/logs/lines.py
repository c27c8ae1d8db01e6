"""The lines that are painted: each laid out once, and only while it is near what is seen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QTextLayout, QTextOption

from desktop.model.logs.fold import may_unfold, unfolded
from desktop.model.logs.levels import Level
from desktop.model.logs.rows import Row, RowKind
from desktop.model.logs.search import Search
from desktop.model.logs.text import Shown, Span, Style, plain, text_of
from desktop.model.logs.view import View
from desktop.ui import units
from desktop.ui.logs.inks import Formats, level_ink
from desktop.ui.text import tr
from desktop.ui.theme import GRID, current
from desktop.ui.utf16 import from_qt, has_pairs, to_qt

LINE_BREAK = "\u2028"  # Qt's own; one that a container wrote is shown as ‹U+2028›
_CLOSED_BYTES = 1 << 10  # of a line that is not open: many of these may be seen at once
_MOST_CHARACTERS = 64 << 10  # of a line that is open
_KEY = re.compile(r'^ *("(?:[^"\\]|\\.)*"): ')
_KEY_STYLE = Style(foreground=4)
_ASIDE = Style(dim=True, italic=True)
_ENDLESS = re.compile(r"\S{8192}")


@dataclass(slots=True)
class Line:
    """A row as it is painted. ``text`` is what can be selected; ``rest`` follows it, quietly."""

    row: Row
    text: str = ""
    rest: str = ""
    level: Level = Level.NONE
    ink: QColor = field(default_factory=QColor)
    foldable: bool = False
    open: bool = False
    lines: int = 1
    width: float = 0.0
    layout: QTextLayout | None = None
    hits: Sequence[tuple[int, int]] | None = None  # of the search; None: not looked for yet
    kept: Sequence[tuple[int, int]] | None = None  # the same of the filter, for which it is shown
    has_pairs: bool = False  # by which Qt counts otherwise

    @property
    def is_line(self) -> bool:
        """Whether a container wrote it."""
        return self.row.kind is RowKind.LINE

    def to_qt(self, column: int) -> int:
        """A place in ``text`` as Qt counts it."""
        return to_qt(self.text, column) if self.has_pairs else column

    def from_qt(self, place: int) -> int:
        """Qt's place as one in ``text``."""
        return from_qt(self.text, place) if self.has_pairs else min(place, len(self.text))


class Lines:
    """Lays out the rows of a view. ``opened`` are the numbers of those that are shown whole."""

    def __init__(self, view: View, font: QFont) -> None:
        self.view = view
        self.wrap = True
        self.opened: set[int] = set()
        self._width = 0.0
        self._made: dict[tuple[int, bool], Line] = {}
        self._formats = Formats()
        self.set_font(font)

    def set_font(self, font: QFont) -> None:
        """Another font, or another theme: everything looks different."""
        self.font = font
        metrics = QFontMetricsF(font)
        self.character = metrics.horizontalAdvance("0")
        self.height = int(metrics.height()) + GRID
        self.ascent = metrics.ascent()
        self._made.clear()

    def set_room(self, width: float, *, wrap: bool) -> None:
        """How wide lines may be."""
        if (width, wrap) != (self._width, self.wrap):
            self._width, self.wrap = width, wrap
            self._made.clear()

    def at(self, place: int) -> Line:
        """The line of a place of the view."""
        row = self.view[place]
        key = (row.number, row.kind is RowKind.SEPARATOR)
        line = self._made.get(key)
        if line is None:
            line = self._made[key] = self._line_of(row)
        return line

    def keep(self, near: int) -> None:
        """Forget most, where there are far more than so many."""
        while len(self._made) > 4 * near + 100:
            del self._made[next(iter(self._made))]  # the oldest

    def forget(self, since: int = 0) -> None:
        """Rows from that number on are others now."""
        self._made = {key: line for key, line in self._made.items() if key[0] < since}

    def look(self, line: Line, search: Search | None) -> None:
        """Find what it is shown for, and what is searched for, as far as that is shown."""
        if line.kept is None:
            line.kept = self.view.spans(line.text) if line.is_line else ()
        if line.hits is None:
            line.hits = search.spans(line.text) if search is not None and line.is_line else ()

    def forget_found(self) -> None:
        """Something else is searched or filtered for."""
        for line in self._made.values():
            line.hits = line.kept = None

    def toggle(self, number: int) -> None:
        """Open a line that has more to show, or close it."""
        self.opened ^= {number}
        self._made.pop((number, False), None)

    def _line_of(self, row: Row) -> Line:
        line = Line(row)
        if not line.is_line:
            return line
        line.level = self.view.levels.level(row.number)
        line.open = row.number in self.opened
        shown = _opened(row, line) if line.open else self._closed(row, line)
        line.text = shown.text
        line.has_pairs = has_pairs(shown.text)
        theme = current()
        coloured = any(span.style.foreground is not None for span in shown.spans)
        line.ink = theme.text if coloured else level_ink(line.level, theme)
        self._lay_out(line, shown.spans)
        return line

    @staticmethod
    def _closed(row: Row, line: Line) -> Shown:
        shown = plain(row.raw, _CLOSED_BYTES)
        more = len(row.raw) + row.more - _CLOSED_BYTES
        line.rest = tr("{size} more", size=units.size(more)) if more > 0 else ""
        whole = shown.text if more <= 0 else text_of(row.raw) if _may_be_json(row) else ""
        line.foldable = more > 0 or may_unfold(whole)
        return shown

    def _lay_out(self, line: Line, spans: Sequence[Span]) -> None:
        text = f"{line.text} … {line.rest}" if line.rest else line.text
        if line.rest:
            aside = Span(len(line.text), len(text) - len(line.text), _ASIDE)
            spans = [*spans, aside]
        wrap = self.wrap or line.open
        layout = _layout(text, self.font, wrap=wrap)
        layout.setFormats([self._range(line, span) for span in spans])
        layout.beginLayout()
        count = 0
        while (made := layout.createLine()).isValid():
            made.setLineWidth(self._width if wrap else 1e6)
            # Letters of another font stand on the same line.
            made.setPosition(QPointF(0, count * self.height + self.ascent - made.ascent()))
            line.width = max(line.width, made.naturalTextWidth())
            count += 1
        layout.endLayout()
        line.lines = max(1, count)
        line.layout = layout

    def _range(self, line: Line, span: Span) -> QTextLayout.FormatRange:
        made = QTextLayout.FormatRange()
        made.start = line.to_qt(span.start)
        made.length = line.to_qt(span.start + span.length) - made.start
        made.format = self._formats.of(span.style)
        return made


def _opened(row: Row, line: Line) -> Shown:
    """All of it: JSON in lines of its own, anything else to the end of what is kept."""
    line.foldable = True
    members = unfolded(text_of(row.raw)) if not row.more and _may_be_json(row) else None
    if members is not None:
        return _taken_apart(members)
    shown = plain(row.raw)
    text = shown.text[:_MOST_CHARACTERS]
    if row.more or len(text) < len(shown.text):
        line.rest = tr("{size} more: save the log to see all", size=units.size(row.more))
    return Shown(text, tuple(span for span in shown.spans if span.start < len(text)))


def _taken_apart(members: Sequence[str]) -> Shown:
    spans = []
    at = 0
    parts = []
    for member in members:
        # What JSON wrote as \\u202e must be seen as well.
        text = text_of(member.encode("utf-8", "surrogatepass"))
        if key := _KEY.match(text):
            spans.append(Span(at + key.start(1), len(key[1]), _KEY_STYLE))
        parts.append(text)
        at += len(text) + 1
    return Shown(LINE_BREAK.join(parts), tuple(spans))


def _may_be_json(row: Row) -> bool:
    return row.raw[:1] in (b"{", b"[") and row.raw.rstrip()[-1:] in (b"}", b"]")


def _layout(text: str, font: QFont, *, wrap: bool) -> QTextLayout:
    layout = QTextLayout(text, font)
    layout.setCacheEnabled(True)
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    by = QTextOption.WrapMode
    # Qt looks for a word's end anew in each line of it: where it is very long, that takes 50 ms.
    words = by.WrapAnywhere if _ENDLESS.search(text) else by.WrapAtWordBoundaryOrAnywhere
    option.setWrapMode(words if wrap else by.NoWrap)
    layout.setTextOption(option)
    return layout
