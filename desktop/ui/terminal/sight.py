"""What of a terminal is in sight, and what has changed there since it was last painted."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.terminal.cells import EMPTY, Row
from desktop.terminal.protocol import Cursor, Frame, Terminal


@dataclass(frozen=True, slots=True)
class Damage:
    """Move what is painted up by ``shift`` rows, then paint ``rows`` anew."""

    shift: int = 0
    rows: frozenset[int] = frozenset()


class Sight:
    """The rows from line ``top`` on. While it follows, that is the screen.

    Who has scrolled up stays at the lines that are read, whatever comes below.
    """

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.frame: Frame = terminal.frame()
        self.rows: tuple[Row, ...] = self.frame.rows
        self.top = terminal.screen_line
        self.numbering = terminal.numbering
        self.follows = True
        self._above = 0  # rows from the top to the screen

    @property
    def cursor(self) -> Cursor | None:
        """Where the cursor stands, by the rows in sight; None while it is out of sight."""
        cursor = self.frame.cursor
        if cursor is None:
            return None
        row = cursor.row + self.terminal.screen_line - self.top
        if not 0 <= row < len(self.rows):
            return None
        return cursor if row == cursor.row else Cursor(row, cursor.column, cursor.shape, False)

    def refresh(self) -> Damage:
        """Look again."""
        before, was_at, numbering = self.rows, self.top, self.numbering
        terminal = self.terminal
        frame = terminal.frame()
        repaints = frame.colors != self.frame.colors or frame.inverse != self.frame.inverse
        self.frame = frame
        self.numbering = terminal.numbering
        if self.numbering != numbering and not self.follows:
            self.top = terminal.screen_line - self._above  # as near to what is read as is known
        self.scroll_to(terminal.screen_line if self.follows else self.top)
        height = len(frame.rows)
        if self.follows:
            self.rows = frame.rows
        else:
            found = tuple(terminal.lines(self.top, self.top + height))
            self.rows = found + (EMPTY,) * (height - len(found))
        if repaints or len(before) != height or self.numbering != numbering:
            return Damage(0, frozenset(range(height)))
        return _damage(before, self.rows, self.top - was_at)

    def scroll_to(self, top: int) -> None:
        """Have that line at the top, as far as there is enough above and below."""
        terminal = self.terminal
        above = terminal.screen_line - top
        if self.follows and above > 0:
            terminal.exact = True  # the numbers may only be estimated so far
            top = terminal.screen_line - above
        self.top = min(max(top, terminal.first_line), terminal.screen_line)
        self.follows = self.top == terminal.screen_line
        self._above = terminal.screen_line - self.top

    def scroll_by(self, lines: int) -> None:
        """Down, or (negative) up."""
        self.scroll_to(self.top + lines)

    def show(self, line: int) -> None:
        """Scroll so that a line is in sight: into the middle, if it is not."""
        height = len(self.rows)
        if not self.top <= line < self.top + height:
            self.scroll_to(line - height // 2)

    def to_end(self) -> None:
        """Follow from now on."""
        self.scroll_to(self.terminal.screen_line)


def _damage(before: tuple[Row, ...], after: tuple[Row, ...], shift: int) -> Damage:
    height = len(after)
    if abs(shift) >= height:
        return Damage(0, frozenset(range(height)))
    changed = {
        place
        for place, row in enumerate(after)
        if not 0 <= place + shift < height
        or (row is not before[place + shift] and row != before[place + shift])
    }
    return Damage(shift, frozenset(changed))
