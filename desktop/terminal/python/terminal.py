"""The engine: a terminal's protocol, kept by a parser, a screen and an outbox."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, TypeAlias

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
from desktop.terminal.python.parser import (
    MOST_KEPT,
    MOST_STRING,
    MOST_UNFINISHED,
    Kind,
    Parser,
    kind_of,
)
from desktop.terminal.python.room import SLICE, make_room
from desktop.terminal.python.screen import Screen
from desktop.terminal.python.sequences import CONTROLS, ESCAPES, meaning
from desktop.terminal.python.sgr import restyled

_MOST_REMEMBERED = 16384

Deed: TypeAlias = tuple[
    Callable[[Screen, Any], object] | None, Any, "Callable[[PythonTerminal, Any], object] | None"
]
"""What a piece does to a screen, by what argument; or to the terminal; neither is SGR."""

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
        self._known: dict[str, Deed] = {}
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
        screen, known, pens = self.screen, self._known, self._pens
        put = screen.put
        for text, piece in self._parser.tokens(data):
            if text:
                put(text)
            if piece:
                act, argument, own = known.get(piece) or self._know(piece)
                if act:
                    act(screen, argument)
                elif own:
                    own(self, argument)
                elif pen := pens.get((screen.pen, argument)):
                    screen.pen, screen.blank = pen
                else:
                    self._restyle(argument)

    def _know(self, piece: str) -> Deed:
        """What a piece does, which is remembered: programs use few."""
        deed = self._deed(piece)
        if len(self._known) >= _MOST_REMEMBERED:
            self._known.clear()
        if len(piece) <= MOST_KEPT:
            self._known[piece] = deed
        return deed

    @staticmethod
    def _deed(piece: str) -> Deed:
        kind = kind_of(piece)
        if kind is Kind.SEQUENCE:
            return _deed_of(piece[2:])
        if kind is not Kind.CONTROL:
            return None, piece, PythonTerminal._other
        act = CONTROLS.get(piece)
        return act, piece, None if act else PythonTerminal._control

    def _control(self, control: str) -> None:
        act = CONTROLS.get(control)
        if act:
            act(self.screen, control)
        elif control == "\a":
            self.outbox.tell(Bell())

    def _ask_or_set(self, asked: tuple[str, tuple[int, ...]]) -> None:
        final, given = asked
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
        if len(self._pens) >= _MOST_REMEMBERED:
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
            act, argument, own = _deed_of(whole)
            if act:
                act(self.screen, argument)
            elif own:
                own(self, argument)
            else:
                self._restyle(argument)

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


def _deed_of(sequence: str) -> Deed:
    """What a control sequence does, given without its introducer."""
    act, final, given = meaning(sequence)
    if act:
        return act, given, None
    if final == "m":
        return None, sequence, None
    return None, (final, given), PythonTerminal._ask_or_set
