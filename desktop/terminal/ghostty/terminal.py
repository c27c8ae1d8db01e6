"""A terminal whose screen is libghostty-vt's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from desktop.terminal import palette, titles
from desktop.terminal.cells import RGB, Row
from desktop.terminal.ghostty.before import Before
from desktop.terminal.ghostty.links import Links
from desktop.terminal.ghostty.replies import Replies
from desktop.terminal.ghostty.rows import Rows
from desktop.terminal.ghostty.scrollback import Scrollback
from desktop.terminal.ghostty.wraps import SOON_WRITTEN, Wraps
from desktop.terminal.protocol import (
    MOST_COLUMNS,
    MOST_ROWS,
    SCROLLBACK,
    Bell,
    ClipboardOffered,
    Colors,
    Cursor,
    Frame,
    Modes,
    MouseFormat,
    MouseReports,
    Notice,
    Theme,
    TitleChanged,
)

_INSERT, _NEWLINE = 4, 20  # ANSI's modes
_CLUSTERS = 2027  # several code points make one character
_USUAL_COLUMNS = 200  # of a large window: what is kept is fixed before its size is known
_BYTES_A_CELL = 10  # of plain text, says evp
_LONGEST_CLIPBOARD = 1 << 20
_MOST_NOTICES = 100
_REPORTS = (MouseReports.MOVES, MouseReports.DRAGS, MouseReports.CLICKS, MouseReports.PRESSES)
_FORMATS = (MouseFormat.SGR, MouseFormat.URXVT, MouseFormat.UTF8)


class GhosttyTerminal:
    """Keeps :class:`~desktop.terminal.protocol.Terminal`."""

    def __init__(self, columns: int, rows: int, *, scrollback: int = SCROLLBACK) -> None:
        import evp

        self._most_kept = scrollback
        self._replies = Replies()
        self._notices: list[Notice] = []
        self._title = ""
        self._terminal: Any = evp.Terminal(
            columns,
            rows,
            max_scrollback_bytes=scrollback * max(columns, _USUAL_COLUMNS) * _BYTES_A_CELL,
            on_write_pty=self._replies.offer,
            on_bell=lambda: self._tell(Bell()),
            on_title_changed=self._on_title_changed,
            on_clipboard_write=self._on_clipboard_write,
        )
        links = Links()
        self._rows = Rows(lambda: evp.RenderState(self._terminal), links)
        self._before = Before(links, self)
        self._scrollback = Scrollback(self._terminal, self._rows)
        self._wraps = Wraps(self._terminal, evp)
        self._theme = Theme()
        self.set_theme(self._theme)
        self.after_reset()

    # What it tells

    @property
    def columns(self) -> int:
        return int(self._terminal.size()[0])

    @property
    def rows(self) -> int:
        return int(self._terminal.size()[1])

    @property
    def modes(self) -> Modes:
        mode = self._terminal.mode
        return Modes(
            application_cursor=mode(1),
            application_keypad=mode(66),
            backspace_is_bs=mode(67),
            newline=mode(_NEWLINE, ansi=True),
            modify_other_keys=self._before.modify_other_keys,
            bracketed_paste=mode(2004),
            focus_events=mode(1004),
            mouse=next((each for each in _REPORTS if mode(each)), MouseReports.NONE),
            mouse_format=next((each for each in _FORMATS if mode(each)), MouseFormat.X10),
            alternate_screen=self._alternate,
            alternate_scroll=mode(1007),
            synchronized=mode(2026),
        )

    @property
    def title(self) -> str:
        return self._title

    @property
    def first_line(self) -> int:
        kept = 0 if self._alternate else min(self._scrollback.kept, self._most_kept)
        return self.screen_line - kept

    @property
    def screen_line(self) -> int:
        return self._scrollback.screen_line

    @property
    def numbering(self) -> int:
        return self._scrollback.numbering

    @property
    def exact(self) -> bool:
        return self._scrollback.exact

    @exact.setter
    def exact(self, wanted: bool) -> None:
        self._scrollback.exact = wanted
        if wanted:
            self._make_true()

    # What is done to it

    def feed(self, data: bytes) -> None:
        for piece in self._before.pieces(data):
            self._terminal.feed(piece)
            if not self._alternate:
                self._scrollback.count(piece)
        self._wraps.forget()

    def resize(self, columns: int, rows: int) -> None:
        columns = max(1, min(columns, MOST_COLUMNS))
        rows = max(1, min(rows, MOST_ROWS))
        if (columns, rows) == self._terminal.size():
            return
        self._terminal.resize(columns, rows)
        self._wraps.forget()
        if not self._alternate:
            self._scrollback.renumber()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._terminal.set_default_colors(theme.foreground, theme.background)
        colors = [palette.entry(number, theme, Colors()) for number in range(256)]
        self._palette = bytes(part for color in colors for part in color)
        self._terminal.set_default_palette(self._palette)

    def clear_history(self) -> None:
        self._terminal.feed(b"\x1b[3J")
        self._scrollback.renumber()

    def reset(self) -> None:
        self.feed(b"\x18\x1bc")  # CAN: whatever was begun

    # What the screen shows

    def frame(self) -> Frame:
        if not self._alternate:
            self._scrollback.begin_frame()
        found = self._rows.frame()
        return Frame(
            int(found.size[0]),
            self._rows.screen(found.rows, self._wrapped(found.rows)),
            self._cursor(found),
            self._colors(found),
            inverse=bool(self._terminal.mode(5)),
        )

    def lines(self, first: int, end: int) -> Sequence[Row]:
        self._make_true()
        top = self.screen_line
        at, end = max(first, self.first_line), min(end, top + self.rows)
        kept = 0 if self._alternate else self._scrollback.kept
        told: list[Row] = []
        while at < end:
            found = self._scrollback.frame_above(max(0, top - at))
            skipped = max(0, at - top)
            rows = found.rows[skipped : skipped + end - at]
            told += map(self._rows.row, rows, self._wraps.of(rows, kept - top + at))
            at += len(rows)
        return told

    def take_replies(self) -> bytes:
        return self._replies.take()

    def take_notices(self) -> Sequence[Notice]:
        taken, self._notices = self._notices, []
        return taken

    # The rest

    def _make_true(self) -> None:
        if not self._alternate:
            self._scrollback.make_true()

    @property
    def _alternate(self) -> bool:
        mode = self._terminal.mode
        return bool(mode(1049) or mode(1047) or mode(47))

    def _cursor(self, found: Any) -> Cursor | None:
        if found.cursor is None:
            return None
        column, row, _at_tail = found.cursor
        return Cursor(int(row), int(column), self._before.shape, self._before.blinks)

    def _wrapped(self, rows: tuple[Any, ...]) -> list[bool]:
        if not self._wraps.in_doubt(rows):
            return [False] * len(rows)
        if self._scrollback.kept <= SOON_WRITTEN:
            self._make_true()
        return self._wraps.of_screen(rows, 0 if self._alternate else self._scrollback.kept)

    def _colors(self, found: Any) -> Colors:
        theme, usual = self._theme, self._palette
        changed: dict[int, RGB] = {}
        if found.palette != usual:
            for number in range(256):
                entry = found.palette[3 * number : 3 * number + 3]
                if entry != usual[3 * number : 3 * number + 3]:
                    changed[number] = (entry[0], entry[1], entry[2])
        return Colors(
            None if found.foreground == theme.foreground else found.foreground,
            None if found.background == theme.background else found.background,
            self._before.cursor_color,
            changed,
        )

    # What is asked before it is fed

    def where(self) -> tuple[int, int]:
        """The cursor's row and column, from 1; asked as a program would, as it may be hidden."""
        waiting = self._replies.take()
        self._terminal.feed(b"\x1b[6n")
        answer = re.fullmatch(rb"\x1b\[(\d+);(\d+)R", self._replies.take())
        self._replies.add(waiting)
        return (int(answer[1]), int(answer[2])) if answer else (1, 1)

    def answer_cursor_color(self, end: bytes) -> None:
        """Tell it; ``end`` is how the question ended."""
        color = self._before.cursor_color or self._theme.cursor
        self._replies.add(b"\x1b]12;" + palette.written(color).encode() + end)

    def answer_ansi_mode(self, number: int) -> None:
        """DECRQM of a mode without a question mark."""
        known = number in (_INSERT, _NEWLINE)
        state = (1 if self._terminal.mode(number, ansi=True) else 2) if known else 0
        self._replies.add(b"\x1b[%d;%d$y" % (number, state))

    def after_reset(self) -> None:
        """What is so from the start."""
        self._terminal.set_mode(_CLUSTERS, True)

    def _tell(self, notice: Notice) -> None:
        if len(self._notices) < _MOST_NOTICES:
            self._notices.append(notice)

    def _on_title_changed(self, title: str) -> None:
        self._title = titles.clean(title)
        self._tell(TitleChanged(self._title))

    def _on_clipboard_write(self, _place: object, contents: list[tuple[str, str]]) -> None:
        for _kind, text in contents[:1]:
            if text and len(text.encode()) <= _LONGEST_CLIPBOARD:
                self._tell(ClipboardOffered(text))
