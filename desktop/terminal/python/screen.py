"""What a terminal's screen is made of, and how text gets onto it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.terminal.protocol import SCROLLBACK, CursorShape, Modes
from desktop.terminal.python import widths
from desktop.terminal.python.alphabet import NO_PEN, PLAIN_PEN, Alphabet, Pen
from desktop.terminal.python.charsets import GRAPHICS
from desktop.terminal.python.grid import Grid, Saved
from desktop.terminal.python.joining import Spelling, put_one
from desktop.terminal.python.line import FIRST_CLUSTER, Alphabets, Line
from desktop.terminal.python.widths import HALF


@dataclass(frozen=True, slots=True)
class Settings:
    """What a program sets and only the screen itself heeds."""

    origin: bool = False  # DECOM: rows count from the top margin
    autowrap: bool = True  # DECAWM
    insert: bool = False  # IRM
    reverse_wrap: bool = False  # 45
    inverse: bool = False  # DECSCNM
    cursor_shown: bool = True  # DECTCEM
    cursor_shape: CursorShape = CursorShape.BLOCK
    cursor_blinks: bool = True


class Screen:
    """The cursor, the margins and the two grids: the normal one and the alternate one.

    ``x`` is as large as ``columns`` after a character in the last column: the next one wraps.
    """

    def __init__(self, columns: int, rows: int, *, scrollback: int = SCROLLBACK) -> None:
        self.columns = columns
        self.rows = rows
        self.normal = Grid(columns, rows, scrollback=scrollback)
        self.alternate = Grid(columns, rows, scrollback=0)
        self.numbering = -1
        self.alphabets = Alphabets(Alphabet(0, lambda pen: pen.weight), Alphabet(FIRST_CLUSTER))
        self.alphabets.pens.character(PLAIN_PEN)
        self.spelling = Spelling(self.alphabets.clusters)
        self.reset()

    def reset(self) -> None:
        """As at the start, but for the scrollback."""
        self.grid = self.normal
        for grid in (self.normal, self.alternate):
            grid.erase(0, self.rows, NO_PEN)
            grid.saved = Saved()
        self.normal.scrolled = len(self.normal.history)
        self.numbering += 1
        self.tabs = list(range(8, self.columns, 8))
        self.modes = Modes()
        self.printed = ""
        self.soft_reset()
        self.x = self.y = 0

    def soft_reset(self) -> None:
        """DECSTR: modes, margins, pen and character sets, but neither cursor nor text."""
        self.settings = Settings()
        self.modes = replace(self.modes, application_cursor=False, application_keypad=False)
        self.top, self.bottom = 0, self.rows - 1
        self.charsets = [False, False]  # whether G0 and G1 are DEC's graphics
        self.shift(0)
        self.set_pen(PLAIN_PEN)
        self.grid.saved = Saved()

    def set_pen(self, pen: Pen) -> None:
        self.pen = self.alphabets.pens.character(pen)
        background = pen.background
        self.blank = (
            NO_PEN
            if background is None
            else self.alphabets.pens.character(Pen(background=background))
        )

    @property
    def pen_value(self) -> Pen:
        return self.alphabets.pens.value(self.pen)

    def set(self, **changes: object) -> None:
        self.settings = replace(self.settings, **changes)  # type: ignore[arg-type]
        self._look()

    def designate(self, which: int, *, graphics: bool) -> None:
        """Make G0 or G1 DEC's graphics, or letters."""
        self.charsets[which] = graphics
        self._look()

    def shift(self, which: int) -> None:
        """Write in G0 or G1."""
        self.shifted = which
        self._look()

    def _look(self) -> None:
        """Whether letters are written as they come, in the place of what is there."""
        self.is_usual = not (self.settings.insert or self.charsets[self.shifted])

    @property
    def line(self) -> Line:
        return self.grid.lines[self.y]

    # Text.

    def put(self, text: str) -> None:
        """Write text that has no controls."""
        self.printed = text
        x = self.x
        end = x + len(text)
        if end <= self.columns and text.isascii() and self.is_usual:
            self.grid.lines[self.y].write(x, text, self.pen)
            self.x = end
            return
        if self.charsets[self.shifted]:
            text = text.translate(GRAPHICS)
        if text.isascii() or not widths.unusual(text):
            self.put_narrow(text)
            return
        if self.x == 0 or not widths.may_join(text):
            cells = self.spelling.cells(text)
            end = self.x + len(cells)
            if end <= self.columns and not self.settings.insert:
                self.grid.lines[self.y].write(self.x, cells, self.pen)
                self.x = end
                return
        for narrow, wide, other in widths.pieces(text):
            if narrow:
                self.put_narrow(narrow)
            elif wide:
                self.put_wide(wide)
            else:
                put_one(self, other)

    def put_narrow(self, text: str) -> None:
        """Write text of which each character takes one column."""
        at = 0
        while at < len(text):
            if self.x == self.columns:
                if self.settings.autowrap:
                    self.wrap()
                else:
                    self.x, at = self.columns - 1, len(text) - 1
            piece = text[at : at + self.columns - self.x]
            line = self.grid.lines[self.y]
            if self.settings.insert:
                line.insert(self.x, len(piece), self.pen, self.columns)
            line.write(self.x, piece, self.pen)
            self.x += len(piece)
            at += len(piece)

    def put_wide(self, text: str) -> None:
        """Write text of which each character takes two columns."""
        if self.columns < 2:
            self.put_narrow("\ufffd" * len(text))
            return
        at = 0
        while at < len(text):
            if self.x > self.columns - 2:
                if not self.settings.autowrap:
                    return
                self.line.cut(self.x)
                self.wrap()
            piece = text[at : at + (self.columns - self.x) // 2]
            cells = HALF.join(piece) + HALF
            if self.settings.insert:
                self.line.insert(self.x, len(cells), self.pen, self.columns)
            self.line.write(self.x, cells, self.pen)
            self.x += len(cells)
            at += len(piece)

    def wrap(self) -> None:
        """Go on in the next row."""
        line = self.line
        line.wrapped = True
        line.changed = True
        self.line_feed()
        self.x = 0

    # The cursor.

    def line_feed(self) -> None:
        """IND: a row down; at the bottom margin the rows go up."""
        self.x = min(self.x, self.columns - 1)
        if self.y == self.bottom:
            self.grid.scroll_up(self.top, self.bottom, 1, self.blank)
        elif self.y < self.rows - 1:
            self.y += 1

    def reverse_feed(self) -> None:
        """RI."""
        self.x = min(self.x, self.columns - 1)
        if self.y == self.top:
            self.grid.scroll_down(self.top, self.bottom, 1, self.blank)
        elif self.y > 0:
            self.y -= 1

    def move(self, x: int, y: int) -> None:
        """Put the cursor somewhere on the screen."""
        self.x = x if 0 <= x < self.columns else 0 if x < 0 else self.columns - 1
        self.y = y if 0 <= y < self.rows else 0 if y < 0 else self.rows - 1

    def move_within(self, x: int, y: int) -> None:
        """Put the cursor there, counted from the margins if DECOM is set (CUP)."""
        if self.settings.origin:
            self.move(x, max(self.top, min(self.top + y, self.bottom)))
        else:
            self.move(x, y)

    def save(self) -> None:
        """DECSC."""
        self.grid.saved = Saved(
            min(self.x, self.columns - 1),
            self.y,
            self.pen_value,
            self.settings.origin,
            (self.charsets[0], self.charsets[1]),
            self.shifted,
        )

    def restore(self) -> None:
        """DECRC."""
        saved = self.grid.saved
        self.move(saved.x, saved.y)
        self.set_pen(saved.pen)
        self.set(origin=saved.origin)
        self.charsets = list(saved.charsets)
        self.shift(saved.shifted)

    def show(self, grid: Grid) -> None:
        """Switch between the normal and the alternate screen. The cursor stays where it is."""
        self.grid = grid
        self.modes = replace(self.modes, alternate_screen=grid is self.alternate)

    def forget_history(self) -> None:
        self.normal.forget_history()
        self.numbering += 1
