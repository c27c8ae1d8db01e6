"""Rows by their numbers, of which evp knows nothing.

evp takes 25 us to tell of a row of 200 columns that scrolled off, ten times what it needs to read
the row. So rows are counted exactly while little is written, or while somebody has use for the
numbers; else line feeds are counted, and the numbers made true when they are asked for, or when a
frame comes in which little was written again.
"""

from __future__ import annotations

from typing import Any

from desktop.terminal.ghostty.rows import Rows

_LINES_TOLD = 100  # line feeds between two frames: more are only estimated
_MOST_ROWS = 1 << 20


class Scrollback:
    """Counts the rows above the screen, and reads them."""

    def __init__(self, terminal: Any, rows: Rows) -> None:
        self._terminal = terminal
        self._rows = rows
        self.exact = False
        """Whether the numbers must stay true whatever comes."""
        self.numbering = 0
        self.screen_line = 0
        self.kept = 0
        self.estimated = False
        """Whether the numbers are not exact now."""
        self._lately = 0  # line feeds since the last frame
        self._sure = True  # that so many are kept: evp lets go of some hundreds at a time

    def count(self, data: bytes) -> None:
        """After evp was fed this."""
        feeds = data.count(b"\n")
        self._lately += feeds
        if not self.exact and (self.estimated or self._lately > _LINES_TOLD):
            self.estimated = True
            self.screen_line += feeds
            return
        off = self._rows.scrolled_off()
        if off.has_gap:
            self.renumber()
        elif off.rows:
            self.screen_line += len(off.rows)
            self.kept += len(off.rows)
            self._sure = False

    def begin_frame(self) -> None:
        """Before evp tells what it shows."""
        if self.estimated and self._lately <= _LINES_TOLD:
            self.renumber()
        self._lately = 0

    def make_true(self) -> None:
        """Make the numbers true, if they are only estimated so far."""
        if self.estimated:
            self.renumber()
        elif not self._sure:
            self.kept = self._measured(self.kept)
            self._sure = True

    def renumber(self) -> None:
        """Begin another count, with the rows that are there."""
        self.estimated, self._sure = False, True
        self._rows.renew()
        self.numbering += 1
        self.kept = self.screen_line = self._measured(self.kept)

    def frame_above(self, rows_up: int) -> Any:
        """What evp shows, scrolled up by so many rows."""
        self._terminal.scroll_viewport_to_bottom()
        self._terminal.scroll_viewport(-rows_up)
        try:
            return self._rows.frame()
        finally:
            self._terminal.scroll_viewport_to_bottom()

    def _measured(self, guess: int) -> int:
        """How many rows are above the screen. Only the cursor tells where evp has scrolled to."""
        hidden = not self._terminal.mode(25)
        if hidden:
            self._terminal.set_mode(25, True)
        try:
            self._terminal.scroll_viewport_to_bottom()
            return self._search(self._cursor_row() or 0, guess)
        finally:
            self._terminal.scroll_viewport_to_bottom()
            if hidden:
                self._terminal.set_mode(25, False)

    def _search(self, at_bottom: int, guess: int) -> int:
        """Between ``low``, from where the cursor is out of sight, and ``high``."""
        below: int = self._terminal.size()[1] - 1 - at_bottom
        low, high = -1, _MOST_ROWS
        down = max(0, guess - below)
        while high - low > 1:
            self._terminal.scroll_viewport_to_top()
            self._terminal.scroll_viewport(down)
            row = self._cursor_row()
            if row is None:
                low = down
            elif row > at_bottom:
                return down + row - at_bottom
            else:
                high = down
            down = (low + high) // 2 if high < _MOST_ROWS else min(high, 2 * down + 64)
        return max(0, high)

    def _cursor_row(self) -> int | None:
        cursor = self._rows.frame().cursor
        return None if cursor is None else int(cursor[1])
