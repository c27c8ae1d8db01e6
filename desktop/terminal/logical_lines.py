"""Lines as the program wrote them: rows that the terminal wrapped, joined again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from desktop.terminal.cells import Row
from desktop.terminal.protocol import Terminal

MOST_ROWS_JOINED = 500  # to either side of the row asked for
_CHUNK = 512  # rows that are asked for at a time: more than are joined


class Position(NamedTuple):
    """A row's number, and a column: the boundary before the cell."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Extent:
    """From a position up to another, over the rows between."""

    start: Position
    end: Position

    def columns_in(self, line: int, columns: int) -> tuple[int, int] | None:
        """From which column up to which it covers the row of that number."""
        if not self.start.line <= line <= self.end.line:
            return None
        first = self.start.column if line == self.start.line else 0
        end = self.end.column if line == self.end.line else columns
        return (first, end) if first < end else None


def is_wide(row: Row, column: int) -> bool:
    """Whether the cell is the first half of a wide character."""
    return column + 1 < len(row.cells) and row.cells[column + 1] == ""


def end_line(terminal: Terminal) -> int:
    """The number after the screen's last row."""
    return terminal.screen_line + terminal.rows


def full_width(row: Row, following: Row | None, columns: int) -> int:
    """How many columns of a wrapped row belong to its line.

    The last one does not where a wide character found no room in it, and so it is blank.
    """
    reach = max(len(row.cells), row.spans[-1].end if row.spans else 0)
    if following is None or reach >= columns:
        return columns
    return columns - is_wide(following, 0)


@dataclass(frozen=True)
class LogicalLine:
    """Rows from number ``first`` on that are one line."""

    first: int
    rows: tuple[Row, ...]
    columns: int

    @property
    def end(self) -> int:
        """The number after its last row."""
        return self.first + len(self.rows)

    @cached_property
    def text(self) -> str:
        """Its characters, without the blanks at the end."""
        return "".join(self._texts).rstrip(" ")

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        texts = []
        for row, following in zip(self.rows, (*self.rows[1:], None), strict=True):
            text = "".join(row.cells)
            if following is not None:
                text += " " * (full_width(row, following, self.columns) - len(row.cells))
            texts.append(text)
        return tuple(texts)

    def position(self, offset: int) -> Position:
        """Where the character at that offset of the text stands."""
        for number, (row, text) in enumerate(zip(self.rows, self._texts, strict=True), self.first):
            if offset < len(text) or number == self.end - 1:
                return Position(number, _column_of(row, offset))
            offset -= len(text)
        raise AssertionError("a line has a row")

    def end_position(self, offset: int) -> Position:
        """The boundary after the character before that offset: in its row, not in the next one."""
        if not offset:
            return self.position(0)
        at = self.position(offset - 1)
        row = self.rows[at.line - self.first]
        return Position(at.line, at.column + 1 + is_wide(row, at.column))

    def offset(self, position: Position) -> int:
        """Where in the text the cell at that position is; may be beyond its end."""
        index = position.line - self.first
        row, before = self.rows[index], sum(map(len, self._texts[:index]))
        beyond = max(0, position.column - len(row.cells))
        if isinstance(row.cells, str):
            return before + position.column
        column = min(position.column, len(row.cells))
        while 0 < column < len(row.cells) and row.cells[column] == "":
            column -= 1
        return before + sum(map(len, row.cells[:column])) + beyond


def _column_of(row: Row, offset: int) -> int:
    """The column of a row in which the character at an offset of its text stands."""
    if isinstance(row.cells, str):
        return offset
    for column, cell in enumerate(row.cells):
        if offset < len(cell):
            return column
        offset -= len(cell)
    return len(row.cells) + offset


def logical_line(terminal: Terminal, line: int) -> LogicalLine | None:
    """The line that the row of this number is part of; of one without end, what is near."""
    if not terminal.first_line <= line < end_line(terminal):
        return None
    before = _before(terminal, line)
    rows = (*before, *_from(terminal, line))
    return LogicalLine(line - len(before), rows, terminal.columns)


def _before(terminal: Terminal, line: int) -> Sequence[Row]:
    """The rows before that go on in this one. Mostly there are none: one is looked at first."""
    oldest = terminal.first_line
    rows = terminal.lines(max(oldest, line - 1), line)
    if rows and rows[-1].wrapped:
        rows = terminal.lines(max(oldest, line - MOST_ROWS_JOINED), line)
    start = len(rows)
    while start and rows[start - 1].wrapped:
        start -= 1
    return rows[start:]


def _from(terminal: Terminal, line: int) -> Sequence[Row]:
    """The row, and those that it goes on in."""
    rows = terminal.lines(line, line + 1)
    if rows[0].wrapped:
        rows = terminal.lines(line, min(end_line(terminal), line + MOST_ROWS_JOINED))
    for index, row in enumerate(rows, 1):
        if not row.wrapped:
            return rows[:index]
    return rows


def lines_backwards(terminal: Terminal, first: int, end: int) -> Iterator[LogicalLine]:
    """The lines within those rows, the newest first. The terminal may be fed in between.

    One of very many rows comes in several pieces.
    """
    while end > (first := max(first, terminal.first_line)):
        start = max(first, end - _CHUNK)
        rows = terminal.lines(start, end)
        at = len(rows)
        while at:
            begin = at - 1
            while begin and rows[begin - 1].wrapped and at - begin < MOST_ROWS_JOINED:
                begin -= 1
            if not begin and start > first and at < len(rows):
                break  # it may begin before these rows
            yield LogicalLine(start + begin, tuple(rows[begin:at]), terminal.columns)
            at = begin
        end = start + at


def rows_forwards(
    terminal: Terminal, first: int, end: int
) -> Iterator[tuple[int, Row, Row | None]]:
    """Each of those rows, with its number and the row after it."""
    while (first := max(first, terminal.first_line)) < end:
        rows = terminal.lines(first, min(first + _CHUNK + 1, end_line(terminal)))
        count = min(len(rows), _CHUNK, end - first)
        for index in range(count):
            yield first + index, rows[index], rows[index + 1] if index + 1 < len(rows) else None
        if not count:
            return
        first += count
