"""What is selected: by character, word, line, or as a block.

A selection stands on row numbers: it stays on its text while that scrolls, is cut off where the
scrollback ends, and is void once the rows are numbered anew.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from desktop.terminal.cells import Row
from desktop.terminal.links import urls_in
from desktop.terminal.logical_lines import (
    Position,
    end_line,
    full_width,
    logical_line,
    rows_forwards,
)
from desktop.terminal.protocol import Terminal

WORD_CHARACTERS = "-_./~+@%#&=?,"  # beside letters and digits: paths and options are whole


class Unit(Enum):
    """What a selection grows by: one click, two, three, and with Alt."""

    CHARACTER = "character"
    WORD = "word"
    LINE = "line"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class Selection:
    """From where it began to where it has got: boundaries between cells.

    ``start`` and ``end`` are what that covers, by whole units. Make one with :func:`begin`.
    """

    unit: Unit
    numbering: int
    anchor: Position
    head: Position
    start: Position
    end: Position
    word_characters: str = WORD_CHARACTERS

    @property
    def is_empty(self) -> bool:
        if self.unit is Unit.BLOCK:
            return self.start.column == self.end.column
        return self.start == self.end

    def columns_in(self, line: int, row: Row, columns: int) -> tuple[int, int] | None:
        """From which column up to which it covers the row of that number, to paint it."""
        if self.is_empty or not self.start.line <= line <= self.end.line:
            return None
        block = self.unit is Unit.BLOCK
        first = self.start.column if block or line == self.start.line else 0
        end = self.end.column if block or line == self.end.line else columns
        first, end = _whole(row, min(first, columns), min(end, columns))
        return (first, end) if first < end else None


def begin(
    terminal: Terminal,
    at: Position,
    unit: Unit = Unit.CHARACTER,
    *,
    word_characters: str = WORD_CHARACTERS,
) -> Selection:
    """A selection that begins here: a word or a line is selected at once.

    For words and lines ``at`` is the cell that is clicked; else it is the nearest boundary.
    """
    selection = Selection(unit, terminal.numbering, at, at, at, at, word_characters)
    return extended(selection, terminal, at)


def extended(selection: Selection, terminal: Terminal, to: Position) -> Selection:
    """The same with another end, as a drag or a click with Shift moves it."""
    anchor = selection.anchor
    if selection.unit is Unit.BLOCK:
        top, bottom = sorted((anchor.line, to.line))
        left, right = sorted((anchor.column, to.column))
        start, end = Position(top, left), Position(bottom, right)
    elif selection.unit is Unit.CHARACTER:
        start, end = sorted((anchor, to))
    else:
        unit_at = _UNITS[selection.unit]
        one = unit_at(terminal, anchor, selection.word_characters)
        other = unit_at(terminal, to, selection.word_characters)
        start, end = min(one[0], other[0]), max(one[1], other[1])
    return replace(selection, head=to, start=start, end=end)


def everything(terminal: Terminal) -> Selection:
    """All that is kept: scrollback and screen."""
    first = Position(terminal.first_line, 0)
    end = Position(end_line(terminal) - 1, terminal.columns)
    return Selection(Unit.CHARACTER, terminal.numbering, first, end, first, end)


def clipped(selection: Selection, terminal: Terminal) -> Selection | None:
    """What is left of it; None once it is void, or all of it has gone."""
    first, last = terminal.first_line, end_line(terminal) - 1
    if selection.numbering != terminal.numbering or selection.is_empty:
        return None
    start, end = selection.start, selection.end
    if end.line < first or start.line > last:
        return None
    block = selection.unit is Unit.BLOCK
    if start.line < first:
        start = Position(first, start.column if block else 0)
    if end.line > last:
        end = Position(last, end.column if block else terminal.columns)
    return replace(selection, start=start, end=end)


def selected_text(terminal: Terminal, selection: Selection) -> str:
    """Its text: rows that the terminal wrapped are joined, blanks at the ends of lines left out."""
    return "".join(selected_pieces(terminal, selection))


def selected_pieces(terminal: Terminal, selection: Selection) -> Iterator[str]:
    """The same in pieces, which are read as one goes. The terminal may be fed in between."""
    shown = clipped(selection, terminal)
    return _pieces(terminal, shown) if shown is not None else iter(())


def _pieces(terminal: Terminal, selection: Selection) -> Iterator[str]:
    columns, last = terminal.columns, selection.end.line
    joins = selection.unit is not Unit.BLOCK
    for number, row, following in rows_forwards(terminal, selection.start.line, last + 1):
        goes_on = joins and row.wrapped
        if covered := selection.columns_in(number, row, columns):
            yield _text_of(row, *covered, full_width(row, following, columns) if goes_on else None)
        if number < last and not goes_on:
            yield "\n"


def _text_of(row: Row, first: int, end: int, width: int | None) -> str:
    """The text of some columns. ``width`` is that of a row whose line goes on: it is filled."""
    cells = row.cells
    if width is not None:
        text = "".join(cells[first:end])
        return text + " " * (min(end, width) - max(first, len(cells)))
    filled = len(cells)
    while filled and cells[filled - 1] == " ":
        filled -= 1
    return "".join(cells[first : min(end, filled)])


def _whole(row: Row, first: int, end: int) -> tuple[int, int]:
    """The columns, with both halves of each wide character."""
    cells = row.cells
    if first >= end:
        return first, end
    while 0 < first < len(cells) and cells[first] == "":
        first -= 1
    while end < len(cells) and cells[end] == "":
        end += 1
    return first, end


def _word(terminal: Terminal, at: Position, characters: str) -> tuple[Position, Position]:
    """The address, word, run of blanks or single character there."""
    logical = logical_line(terminal, at.line)
    if logical is None:
        return at, at
    offset = logical.offset(at)
    text = logical.text
    if offset >= len(text):
        return at, at
    start, end = _word_in(text, offset, characters)
    return logical.position(start), logical.end_position(end)


def _word_in(text: str, offset: int, characters: str) -> tuple[int, int]:
    for start, end in urls_in(text):
        if start <= offset < end:
            return start, end
    kind = _kind(text[offset], characters)
    start, end = offset, offset + 1
    if not kind:
        return start, end
    while start and _kind(text[start - 1], characters) == kind:
        start -= 1
    while end < len(text) and _kind(text[end], characters) == kind:
        end += 1
    # A sentence's punctuation is no part of its last word, but "..", "./" and "-" are words.
    while end - 1 > offset and text[end - 1] in ".,?" and text[end - 2] not in "./":
        end -= 1
    return start, end


def _kind(character: str, characters: str) -> str:
    if character == " ":
        return "blank"
    # Letters, digits, and the marks that a cell may have on them.
    is_word = character in characters or unicodedata.category(character)[0] in "LNM"
    return "word" if is_word else ""


def _line(terminal: Terminal, at: Position, _characters: str) -> tuple[Position, Position]:
    """The line there, with all rows that the terminal wrapped it into."""
    logical = logical_line(terminal, at.line)
    if logical is None:
        return at, at
    return Position(logical.first, 0), Position(logical.end - 1, terminal.columns)


_UNITS: dict[Unit, Callable[[Terminal, Position, str], tuple[Position, Position]]] = {
    Unit.WORD: _word,
    Unit.LINE: _line,
}
