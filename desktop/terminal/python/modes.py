"""Modes that a program sets and resets, and may ask for: SM, RM, DECSET, DECRST, DECRQM."""

from __future__ import annotations

from dataclasses import replace

from desktop.terminal.protocol import MouseFormat, MouseReports
from desktop.terminal.python.alphabet import NO_PEN
from desktop.terminal.python.screen import Screen

_MODES: dict[str, tuple[str, object, object]] = {
    "?1": ("application_cursor", True, False),
    "?66": ("application_keypad", True, False),
    "?67": ("backspace_is_bs", True, False),
    "?9": ("mouse", MouseReports.PRESSES, MouseReports.NONE),
    "?1000": ("mouse", MouseReports.CLICKS, MouseReports.NONE),
    "?1002": ("mouse", MouseReports.DRAGS, MouseReports.NONE),
    "?1003": ("mouse", MouseReports.MOVES, MouseReports.NONE),
    "?1004": ("focus_events", True, False),
    "?1005": ("mouse_format", MouseFormat.UTF8, MouseFormat.X10),
    "?1006": ("mouse_format", MouseFormat.SGR, MouseFormat.X10),
    "?1015": ("mouse_format", MouseFormat.URXVT, MouseFormat.X10),
    "?1007": ("alternate_scroll", True, False),
    "?2004": ("bracketed_paste", True, False),
    "?2026": ("synchronized", True, False),
    "20": ("newline", True, False),
}
"""Fields of :class:`~desktop.terminal.protocol.Modes`: set and reset."""

_SETTINGS = {
    "?5": "inverse",
    "?6": "origin",
    "?7": "autowrap",
    "?12": "cursor_blinks",
    "?25": "cursor_shown",
    "?45": "reverse_wrap",
    "4": "insert",
}
_SCREENS = ("?47", "?1047", "?1049")


def set_mode(screen: Screen, mode: str, *, on: bool) -> None:
    """``mode`` is its number, with a question mark before DEC's."""
    if mode in _MODES:
        field, when_on, when_off = _MODES[mode]
        screen.modes = replace(screen.modes, **{field: when_on if on else when_off})  # type: ignore[arg-type]
    elif mode in _SETTINGS:
        screen.set(**{_SETTINGS[mode]: on})
        if mode == "?6":
            screen.move_within(0, 0)
    elif mode in _SCREENS:
        _switch(screen, mode, on=on)
    elif mode == "?1048":
        screen.save() if on else screen.restore()


def _switch(screen: Screen, mode: str, *, on: bool) -> None:
    """47 switches, 1047 also clears as it leaves, 1049 clears as it enters and keeps the cursor."""
    if on:
        if mode == "?1049":
            screen.save()
            screen.alternate.erase(0, screen.rows, NO_PEN)
        screen.show(screen.alternate)
    else:
        if mode == "?1047":
            screen.alternate.erase(0, screen.rows, NO_PEN)
        screen.show(screen.normal)
        if mode == "?1049":
            screen.restore()


def state(screen: Screen, mode: str) -> int:
    """As DECRQM tells it: 0 unknown, 1 set, 2 reset."""
    if mode in _MODES:
        field, when_on, _ = _MODES[mode]
        return 1 if getattr(screen.modes, field) == when_on else 2
    if mode in _SETTINGS:
        return 1 if getattr(screen.settings, _SETTINGS[mode]) else 2
    if mode in _SCREENS:
        return 1 if screen.modes.alternate_screen else 2
    return 0
