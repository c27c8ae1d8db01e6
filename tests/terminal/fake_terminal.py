"""Rows as an engine keeps them, without one: what the functions over a terminal look at."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from desktop.terminal.cells import Row, Span
from desktop.terminal.protocol import Modes


@dataclass
class FakeTerminal:
    """A terminal whose screen is the last ``rows`` of ``kept``."""

    columns: int
    kept: list[Row]
    rows: int = 3
    first_line: int = 0
    numbering: int = 0
    modes: Modes = field(default_factory=Modes)
    asked: int = 0  # rows that were given out

    @property
    def screen_line(self) -> int:
        return self.first_line + len(self.kept) - self.rows

    def lines(self, first: int, end: int) -> Sequence[Row]:
        found = self.kept[max(0, first - self.first_line) : max(0, end - self.first_line)]
        self.asked += len(found)
        return found

    def scroll_off(self, count: int) -> None:
        """Lose the oldest rows, as a full scrollback does."""
        del self.kept[:count]
        self.first_line += count


def written(
    *lines: str, columns: int = 20, rows: int = 3, links: Iterable[str] = ()
) -> FakeTerminal:
    """A terminal with these lines, wrapped as a terminal wraps them."""
    kept = [row for line in lines for row in wrapped(line, columns)]
    kept += [Row()] * (rows - len(kept))
    return FakeTerminal(columns, kept, rows)


def wrapped(line: str, columns: int) -> list[Row]:
    """A line's rows."""
    rows: list[list[str]] = [[]]
    for character in line:
        if unicodedata.combining(character) and rows[-1]:
            rows[-1][-1] += character
            continue
        width = 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if len(rows[-1]) + width > columns:
            rows.append([])
        rows[-1] += [character, ""][:width]
    return [row_of(cells, wrapped=index < len(rows) - 1) for index, cells in enumerate(rows)]


def row_of(cells: Sequence[str], *, wrapped: bool = False, spans: tuple[Span, ...] = ()) -> Row:
    """A row of these cells, in the form that the protocol has for them."""
    left = len(cells)
    while left and cells[left - 1] == " ":
        left -= 1
    shown = cells[:left]
    if all(len(cell) == 1 for cell in shown):
        return Row("".join(shown), spans, wrapped)
    return Row(tuple(shown), spans, wrapped)
