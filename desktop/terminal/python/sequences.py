"""Which sequence does what."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeAlias

from desktop.terminal.protocol import CursorShape
from desktop.terminal.python import editing, moving
from desktop.terminal.python.screen import Screen

MOST_PARAMETERS = 32
MOST_VALUE = 65535
_FINALS = "".join(map(chr, [*range(0x20, 0x30), *range(0x40, 0x7F)]))


def numbers(parameters: str) -> tuple[int, ...]:
    """The numbers of a sequence; what is left out is 0, and what is none leaves nothing."""
    parts = parameters.split(";")[:MOST_PARAMETERS]
    if not all(part.isdecimal() or not part for part in parts):
        return ()
    return tuple(min(int(part.lstrip("0")[:6] or 0), MOST_VALUE) for part in parts)


def set_tab(screen: Screen) -> None:
    """HTS."""
    x = min(screen.x, screen.columns - 1)
    if x not in screen.tabs:
        insort(screen.tabs, x)


def clear_tabs(screen: Screen, given: tuple[int, ...]) -> None:
    """TBC."""
    what = given[0] if given else 0
    if what == 0:
        x = min(screen.x, screen.columns - 1)
        screen.tabs = [at for at in screen.tabs if at != x]
    elif what == 3:
        screen.tabs.clear()


def set_cursor_shape(screen: Screen, given: tuple[int, ...]) -> None:
    """DECSCUSR."""
    what = given[0] if given else 0
    if what <= 6:
        shapes = (CursorShape.BLOCK, CursorShape.UNDERLINE, CursorShape.BAR)
        screen.set(cursor_shape=shapes[max(what - 1, 0) // 2], cursor_blinks=what in (0, 1, 3, 5))


def set_key_format(screen: Screen, given: tuple[int, ...]) -> None:
    """XTMODKEYS: of its resources only modifyOtherKeys."""
    if not given or given[0] == 4:
        level = given[1] if len(given) > 1 else 0
        screen.modes = replace(screen.modes, modify_other_keys=min(level, 2))


def next_line(screen: Screen) -> None:
    """NEL."""
    screen.line_feed()
    screen.x = 0


def line_feed(screen: Screen, _control: str) -> None:
    """LF, VT, FF; with LNM also a carriage return."""
    screen.line_feed()
    if screen.modes.newline:
        screen.x = 0


def carriage_return(screen: Screen, _control: str) -> None:
    screen.x = 0


def both(screen: Screen, _control: str) -> None:
    screen.x = 0
    screen.line_feed()


def set_keypad(screen: Screen, *, application: bool) -> None:
    screen.modes = replace(screen.modes, application_keypad=application)


COUNTED: dict[str, Callable[[Screen, int], None]] = {
    "@": editing.insert_blanks,
    " @": editing.scroll_left,
    "A": moving.up,
    " A": editing.scroll_right,
    "B": moving.down,
    "C": moving.right,
    "D": moving.left,
    "E": moving.next_line,
    "F": moving.previous_line,
    "G": moving.to_column,
    "I": moving.forward_tab,
    "L": editing.insert_lines,
    "M": editing.delete_lines,
    "P": editing.delete_characters,
    "S": editing.scroll_up,
    "T": editing.scroll_down,
    "X": editing.erase_characters,
    "Z": moving.backward_tab,
    "`": moving.to_column,
    "a": moving.right,
    "b": editing.repeat,
    "d": moving.to_row,
    "e": moving.rows_down,
    "'}": editing.insert_columns,
    "'~": editing.delete_columns,
}
"""Control sequences with one parameter, a count of at least 1."""

NUMBERED: dict[str, Callable[[Screen, tuple[int, ...]], None]] = {
    "J": editing.erase_in_display,
    "?J": editing.erase_in_display,
    "K": editing.erase_in_line,
    "?K": editing.erase_in_line,
    "g": clear_tabs,
    "r": editing.set_margins,
    "s": lambda screen, _: screen.save(),
    "u": lambda screen, _: screen.restore(),
    " q": set_cursor_shape,
    "!p": lambda screen, _: screen.soft_reset(),
    ">m": set_key_format,
}

BARE: dict[str, Callable[[Screen, tuple[int, ...]], None]] = {
    "K": editing.erase_to_end,
    "0K": editing.erase_to_end,
}
"""Whole control sequences that are frequent enough to have a function of their own."""

PLACED: dict[str, Callable[[Screen, tuple[int, int]], None]] = {
    "H": moving.to_position,
    "f": moving.to_position,
}
"""Control sequences with a row and a column, given as both are counted from 0: x and y."""

CONTROLS: dict[str, Callable[[Screen, str], None]] = {
    "\r\n": both,
    "\r": carriage_return,
    "\n": line_feed,
    "\v": line_feed,
    "\f": line_feed,
    "\b": lambda screen, _: moving.left(screen, 1),
    "\t": lambda screen, _: moving.forward_tab(screen, 1),
    "\x0e": lambda screen, _: screen.shift(1),
    "\x0f": lambda screen, _: screen.shift(0),
}

ESCAPES: dict[str, Callable[[Screen], None]] = {
    "7": Screen.save,
    "8": Screen.restore,
    "D": Screen.line_feed,
    "E": next_line,
    "H": set_tab,
    "M": Screen.reverse_feed,
    "=": lambda screen: set_keypad(screen, application=True),
    ">": lambda screen: set_keypad(screen, application=False),
    "#8": editing.fill_with_e,
    "(0": lambda screen: screen.designate(0, graphics=True),
    ")0": lambda screen: screen.designate(1, graphics=True),
    "(B": lambda screen: screen.designate(0, graphics=False),
    ")B": lambda screen: screen.designate(1, graphics=False),
    "(A": lambda screen: screen.designate(0, graphics=False),
    ")A": lambda screen: screen.designate(1, graphics=False),
}

Act: TypeAlias = tuple[Callable[[Screen, Any], None] | None, str, Any]


def meaning(sequence: str) -> Act:
    """What a control sequence does to a screen, if that is all; with its name and numbers."""
    parameters = sequence.rstrip(_FINALS)
    final = sequence[len(parameters) :]
    if parameters and parameters[0] in "<=>?":
        final, parameters = parameters[0] + final, parameters[1:]
    given = numbers(parameters)
    if sequence in BARE:
        return BARE[sequence], final, given
    if final in COUNTED:
        return COUNTED[final], final, (given[0] if given else 0) or 1
    if final in PLACED:
        row, column = (*given, 0, 0)[:2]
        return PLACED[final], final, (max(column, 1) - 1, max(row, 1) - 1)
    return NUMBERED.get(final), final, given
