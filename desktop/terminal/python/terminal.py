"""The engine: a terminal's protocol, kept by a parser, a screen and an outbox."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from desktop.terminal.cells import Row
from desktop.terminal.protocol import (
    MOST_COLUMNS,
    MOST_ROWS,
    SCROLLBACK,
    Bell,
    Colors,
    Cursor,
    Frame,
    Modes,
    Notice,
    Theme,
    TitleChanged,
)
from desktop.terminal.python import flood, modes, osc, reflow, replies
from desktop.terminal.python.outbox import Outbox
from desktop.terminal.python.parser import MOST_KEPT, MOST_STRING, MOST_UNFINISHED, Parser
from desktop.terminal.python.room import SLICE, make_room
from desktop.terminal.python.screen import Screen
from desktop.terminal.python.sequences import CONTROLS, ESCAPES, meaning, meaning_of_long
from desktop.terminal.python.sgr import restyled

_MOST_PENS_REMEMBERED = 16384

_is_sequence = re.compile(r"[0-?]*[ -/]*[@-~]").fullmatch
_control = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class PythonTerminal:
    """Keeps :class:`~desktop.terminal.protocol.Terminal` in Python alone."""

    def __init__(self, columns: int, rows: int, *, scrollback: int = SCROLLBACK) -> None:
        self.screen = Screen(columns, rows, scrollback=scrollback)
        self.outbox = Outbox()
        self.title = ""
        self.exact = True  # always: it counts every row
        self.theme = Theme()
        self.colors = Colors()
        self._parser = Parser()
        self._pens: dict[tuple[str, str], tuple[str, str]] = {}

    @property
    def columns(self) -> int:
        return self.screen.columns

    @property
    def rows(self) -> int:
        return self.screen.rows

    @property
    def modes(self) -> Modes:
        return self.screen.modes

    @property
    def first_line(self) -> int:
        return self.screen.normal.scrolled - len(self.screen.normal.history)

    @property
    def screen_line(self) -> int:
        return self.screen.normal.scrolled

    @property
    def numbering(self) -> int:
        return self.screen.numbering

    def feed(self, data: bytes) -> None:
        for at in range(0, len(data), SLICE):
            if make_room(self.screen):
                self._pens.clear()
            self._feed(data[at : at + SLICE])

    def _feed(self, data: bytes) -> None:
        if b"\x1b" not in data and self._parser.rests:
            flood.write(self.screen, self._parser.decode(data), self._control)
            return
        screen, pens = self.screen, self._pens
        put, line_feed = screen.put, screen.line_feed
        for text, sequence, control, other, _ in self._parser.tokens(data):
            if text:
                put(text)
            if sequence:
                if known := pens.get((screen.pen, sequence)) if sequence[-1] == "m" else None:
                    screen.pen, screen.blank = known
                else:
                    act, final, argument = meaning(sequence)
                    if act:
                        act(screen, argument)
                    else:
                        self._other_sequence(sequence, final, argument)
            elif control:
                if control == "\r\n":
                    screen.x = 0
                    line_feed()
                else:
                    self._control(control)
            elif other:
                self._other(other)

    def _control(self, control: str) -> None:
        act = CONTROLS.get(control)
        if act:
            act(self.screen)
        elif control == "\a":
            self.outbox.tell(Bell())

    def _other_sequence(self, sequence: str, final: str, given: tuple[int, ...]) -> None:
        """A control sequence that is not the screen's alone."""
        if final == "m":
            self._restyle(sequence)
        else:
            self._ask_or_set(final, given)

    def _ask_or_set(self, final: str, given: tuple[int, ...]) -> None:
        first = given[0] if given else 0
        private = final[0] if final[0] == "?" else ""
        match final:
            case "h" | "l" | "?h" | "?l":
                for mode in given:
                    modes.set_mode(self.screen, f"{private}{mode}", on=final[-1] == "h")
            case "c" if first == 0:
                replies.identify(self.outbox)
            case ">c" if first == 0:
                replies.identify_further(self.outbox)
            case "n":
                replies.report_status(self.screen, self.outbox, first)
            case "$p" | "?$p":
                replies.report_mode(self.screen, self.outbox, f"{private}{first}")

    def _restyle(self, sequence: str) -> None:
        """SGR. Which pen follows which is remembered: programs use few."""
        screen = self.screen
        key = screen.pen, sequence
        screen.set_pen(restyled(screen.pen_value, sequence[:-1]))
        if len(self._pens) >= _MOST_PENS_REMEMBERED:
            self._pens.clear()
        if len(sequence) <= MOST_KEPT:
            self._pens[key] = screen.pen, screen.blank

    def _other(self, sequence: str) -> None:
        """An escape, a string or a control sequence with controls within it."""
        kind, body = sequence[1:2], sequence[2:]
        if kind == "]":
            end = "\x1b\\" if body.endswith("\x1b\\") else body[-1:]
            body = body.removesuffix(end)
            if end in ("\a", "\x1b\\") and len(body) <= MOST_STRING:
                osc.command(self, body, end)
        elif kind == "[":
            if len(body) <= MOST_UNFINISHED:
                self._mixed(sequence)
        elif sequence == "\x1bc":
            self._reset()
        elif act := ESCAPES.get(sequence[1:]):
            act(self.screen)

    def _mixed(self, sequence: str) -> None:
        """The controls within a control sequence are done first."""
        for control in _control.findall(sequence[1:]):
            self._control(control)
        whole = _control.sub("", sequence)[1:]
        if _is_sequence(whole):
            act, final, argument = meaning_of_long(whole)
            if act:
                act(self.screen, argument)
            else:
                self._other_sequence(whole, final, argument)

    def set_title(self, title: str) -> None:
        self.title = title
        self.outbox.tell(TitleChanged(title))

    def change_colors(self, **changes: object) -> None:
        self.colors = replace(self.colors, **changes)  # type: ignore[arg-type]

    def resize(self, columns: int, rows: int) -> None:
        columns = max(1, min(columns, MOST_COLUMNS))
        rows = max(1, min(rows, MOST_ROWS))
        if (columns, rows) != (self.columns, self.rows):
            reflow.resize(self.screen, columns, rows)

    def frame(self) -> Frame:
        screen = self.screen
        settings = screen.settings
        cursor = Cursor(
            screen.y,
            min(screen.x, screen.columns - 1),
            settings.cursor_shape,
            settings.cursor_blinks,
        )
        return Frame(
            screen.columns,
            tuple(
                [
                    line.shown(screen.alphabets) if line.changed else line.row
                    for line in screen.grid.lines
                ]
            ),
            cursor if settings.cursor_shown else None,
            self.colors,
            settings.inverse,
        )

    def lines(self, first: int, end: int) -> Sequence[Row]:
        grid = self.screen.grid
        start, stop = max(first - self.first_line, 0), max(end - self.first_line, 0)
        history = self.screen.normal.history
        past = len(history)
        chosen = [
            *islice(history, min(start, past), min(stop, past)),
            *grid.lines[max(start - past, 0) : max(stop - past, 0)],
        ]
        return [line.shown(self.screen.alphabets) for line in chosen]

    def take_replies(self) -> bytes:
        return self.outbox.take_replies()

    def take_notices(self) -> Sequence[Notice]:
        return self.outbox.take_notices()

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme

    def clear_history(self) -> None:
        self.screen.forget_history()

    def reset(self) -> None:
        self._parser = Parser()
        self._reset()

    def _reset(self) -> None:
        """RIS."""
        self.screen.reset()
        self.colors = Colors()
        if self.title:
            self.set_title("")
