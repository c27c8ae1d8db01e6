"""A row that is written to: two strings, of characters and of pens."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from desktop.terminal.cells import EMPTY, Row, Span, Style
from desktop.terminal.python.alphabet import NO_PEN, Alphabet, Pen
from desktop.terminal.python.widths import HALF

FIRST_CLUSTER = 0x100000

_runs = re.compile(r"([^\0])\1*", re.DOTALL).finditer
_special = re.compile(f"[{HALF}{chr(FIRST_CLUSTER)}-\U0010ffff]").search


@dataclass(frozen=True, slots=True)
class Alphabets:
    """What the characters of a terminal's lines stand for."""

    pens: Alphabet[Pen]
    clusters: Alphabet[str]
    """What is more than one code point: characters from ``FIRST_CLUSTER`` on."""
    styles: dict[str, tuple[Style, str]] = field(default_factory=dict)
    """The style and link of each pen that has been shown."""


class Line:
    """A row that is written to. Both strings may be shorter than the screen: the rest is blank."""

    __slots__ = ("cells", "changed", "pens", "row", "wrapped")

    def __init__(self, cells: str = "", pens: str = "") -> None:
        self.cells = cells
        self.pens = pens
        self.wrapped = False
        self.changed = bool(cells or pens)
        self.row = EMPTY  # as it was shown last

    def write(self, at: int, text: str, pen: str) -> None:
        """Put ``text`` in the place of what is there. Half a wide character leaves a blank."""
        cells, pens = self.cells, self.pens
        count = len(text)
        if at >= len(cells):
            self.cells = (cells if at == len(cells) else cells.ljust(at)) + text
        else:
            if not cells.isascii():
                self.part(at)
                self.part(at + count)
                cells = self.cells
            self.cells = f"{cells[:at]}{text}{cells[at + count :]}"
        if pens or pen != NO_PEN:
            if at >= len(pens):
                self.pens = (pens if at == len(pens) else pens.ljust(at, NO_PEN)) + pen * count
            else:
                self.pens = f"{pens[:at]}{pen * count}{pens[at + count :]}"
        self.changed = True

    def part(self, at: int) -> None:
        """Blank the wide character, if any, that reaches over the left border of a column."""
        cells = self.cells
        if cells[at : at + 1] == HALF:
            self.cells = cells[: at - 1] + "  " + cells[at + 1 :]
            self.changed = True

    def fits(self, columns: int) -> bool:
        """Whether it is no longer than that."""
        return max(len(self.cells), len(self.pens)) <= columns

    def unwrap(self) -> None:
        """Its line ends here."""
        if self.wrapped:
            self.wrapped = False
            self.changed = True

    def erase(self, start: int, end: int, pen: str) -> None:
        if pen == NO_PEN and end >= max(len(self.cells), len(self.pens)):
            self.cut(start)
        elif start < end:
            self.write(start, " " * (end - start), pen)

    def cut(self, at: int) -> None:
        """Leave nothing from this column on."""
        if not self.cells.isascii():
            self.part(at)
        self.cells = self.cells[:at]
        if self.pens:
            self.pens = self.pens[:at]
        self.changed = True

    def insert(self, at: int, count: int, pen: str, columns: int) -> None:
        self.part(at)
        self.cells = self.cells[:at].ljust(at) + " " * count + self.cells[at:]
        self.pens = self.pens[:at].ljust(at, NO_PEN) + pen * count + self.pens[at:]
        self.cut(columns)

    def delete(self, at: int, count: int, pen: str, columns: int) -> None:
        """Take ``count`` columns out, at most up to the last one."""
        self.part(at)
        self.part(at + count)
        self.cells = self.cells[:at] + self.cells[at + count :]
        self.pens = self.pens[:at] + self.pens[at + count :]
        self.changed = True
        if pen != NO_PEN:
            self.erase(columns - count, columns, pen)

    def shown(self, alphabets: Alphabets) -> Row:
        """As it is now: the same object as last time if it is equal."""
        if self.changed:
            cells = self.cells.rstrip(" ")
            row = Row(
                cells if cells.isascii() or not _special(cells) else _graphemes(cells, alphabets),
                _spans(self.pens, alphabets) if self.pens else (),
                self.wrapped,
            )
            if row != self.row:
                self.row = row
            self.changed = False
        return self.row


def _graphemes(cells: str, alphabets: Alphabets) -> tuple[str, ...]:
    first = chr(FIRST_CLUSTER)
    return tuple(
        "" if cell == HALF else cell if cell < first else alphabets.clusters.value(cell)
        for cell in cells
    )


def _spans(pens: str, alphabets: Alphabets) -> tuple[Span, ...]:
    styles = alphabets.styles
    spans = []
    for run in _runs(pens):
        known = styles.get(run[1])
        if known is None:
            pen = alphabets.pens.value(run[1])
            known = styles[run[1]] = pen.style, pen.link
        spans.append(Span(run.start(), run.end(), *known))
    return tuple(spans)
