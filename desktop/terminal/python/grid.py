"""The lines of a screen, and those that have scrolled off it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.terminal.python.alphabet import NO_PEN, PLAIN_PEN, Pen
from desktop.terminal.python.line import Line


@dataclass(frozen=True, slots=True)
class Saved:
    """What DECSC keeps, for each screen by itself."""

    x: int = 0
    y: int = 0
    pen: Pen = PLAIN_PEN
    origin: bool = False
    charsets: tuple[bool, bool] = (False, False)
    shifted: int = 0


class Grid:
    """The rows of a screen, with scrollback if ``scrollback`` is more than 0."""

    def __init__(self, columns: int, rows: int, *, scrollback: int) -> None:
        self.columns = columns
        self.rows = rows
        self.lines = [Line() for _ in range(rows)]
        self.history: deque[Line] = deque(maxlen=scrollback)
        self.saved = Saved()
        self.scrolled = 0  # how many rows have scrolled off, whether they are kept or not

    def blank(self, pen: str) -> Line:
        return Line() if pen == NO_PEN else Line("", pen * self.columns)

    def scroll_up(self, top: int, bottom: int, count: int, pen: str, *, kept: bool = True) -> None:
        """Move the rows from ``top`` to ``bottom`` up, from the screen's top off it."""
        lines = self.lines
        if count == 1 and top == 0 and bottom == self.rows - 1 and kept:  # nearly always
            self.history.append(lines.pop(0))
            self.scrolled += 1
            lines.append(Line() if pen == NO_PEN else self.blank(pen))
            return
        count = min(count, bottom - top + 1)
        if top > 0:
            lines[top - 1].unwrap()
        elif kept:
            self.history.extend(lines[:count])
            self.scrolled += count
        if bottom < self.rows - 1:
            lines[bottom].unwrap()
        del lines[top : top + count]
        lines[bottom + 1 - count : bottom + 1 - count] = [self.blank(pen) for _ in range(count)]

    def scroll_down(self, top: int, bottom: int, count: int, pen: str) -> None:
        lines = self.lines
        count = min(count, bottom - top + 1)
        if top > 0:
            lines[top - 1].unwrap()
        del lines[bottom + 1 - count : bottom + 1]
        lines[top:top] = [self.blank(pen) for _ in range(count)]
        lines[bottom].unwrap()

    def erase(self, start: int, end: int, pen: str) -> None:
        """Blank whole rows."""
        for at in range(start, end):
            line = self.lines[at]
            if pen != NO_PEN or line.cells or line.pens or line.wrapped:
                self.lines[at] = self.blank(pen)

    def forget_history(self) -> None:
        self.history.clear()
        self.scrolled = 0

    def everything(self) -> Iterator[Line]:
        yield from self.history
        yield from self.lines
