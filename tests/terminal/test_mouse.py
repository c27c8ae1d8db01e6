"""The mouse as xterm reports it."""

from __future__ import annotations

import pytest

from desktop.terminal.mouse import (
    MOST_KEYS,
    Action,
    Button,
    MouseEvent,
    encode_mouse,
    wheel_as_keys,
)
from desktop.terminal.protocol import Modes, MouseFormat, MouseReports

PRESS, RELEASE, MOVE = Action.PRESS, Action.RELEASE, Action.MOVE
SGR, X10, UTF8, URXVT = MouseFormat.SGR, MouseFormat.X10, MouseFormat.UTF8, MouseFormat.URXVT


def modes(reports: MouseReports, form: MouseFormat = SGR) -> Modes:
    return Modes(mouse=reports, mouse_format=form)


def at(
    row: int, column: int, action: Action = PRESS, button: Button = Button.LEFT, **held: bool
) -> MouseEvent:
    return MouseEvent(action, button, row, column, **held)


@pytest.mark.parametrize(
    ("action", "button", "wanted"),
    [
        (PRESS, Button.LEFT, {9, 1000, 1002, 1003}),
        (PRESS, Button.RIGHT, {9, 1000, 1002, 1003}),
        (PRESS, Button.WHEEL_UP, {1000, 1002, 1003}),
        (PRESS, Button.FORWARD, {1000, 1002, 1003}),
        (RELEASE, Button.LEFT, {1000, 1002, 1003}),
        (RELEASE, Button.WHEEL_DOWN, set()),
        (MOVE, Button.LEFT, {1002, 1003}),
        (MOVE, Button.NONE, {1003}),
    ],
)
def test_program_hears_of_what_its_mode_is_for(
    action: Action, button: Button, wanted: set[int]
) -> None:
    event = at(1, 1, action, button)
    assert {mode for mode in MouseReports if encode_mouse(event, modes(mode))} == wanted


@pytest.mark.parametrize(
    ("event", "sent"),
    [
        (at(0, 0), "<0;1;1M"),
        (at(4, 299, RELEASE, Button.RIGHT), "<2;300;5m"),
        (at(4, 9, PRESS, Button.MIDDLE, shift=True), "<5;10;5M"),
        (at(4, 9, PRESS, Button.LEFT, alt=True), "<8;10;5M"),
        (at(4, 9, PRESS, Button.LEFT, control=True), "<16;10;5M"),
        (at(4, 9, MOVE, Button.LEFT), "<32;10;5M"),
        (at(4, 9, MOVE, Button.NONE), "<35;10;5M"),
        (at(4, 9, PRESS, Button.WHEEL_UP), "<64;10;5M"),
        (at(4, 9, PRESS, Button.WHEEL_DOWN), "<65;10;5M"),
        (at(4, 9, PRESS, Button.WHEEL_LEFT), "<66;10;5M"),
        (at(4, 9, PRESS, Button.WHEEL_RIGHT), "<67;10;5M"),
        (at(4, 9, PRESS, Button.BACK), "<128;10;5M"),
    ],
)
def test_sgr_says_all(event: MouseEvent, sent: str) -> None:
    assert encode_mouse(event, modes(MouseReports.MOVES)) == f"\x1b[{sent}".encode()


@pytest.mark.parametrize(
    ("form", "sent"),
    [
        (X10, b"\x1b[M" + bytes([32, 32 + 10, 32 + 5])),
        (UTF8, b"\x1b[M" + bytes([32, 32 + 10, 32 + 5])),
        (URXVT, b"\x1b[32;10;5M"),
    ],
)
def test_older_formats_add_32(form: MouseFormat, sent: bytes) -> None:
    assert encode_mouse(at(4, 9), modes(MouseReports.CLICKS, form)) == sent


@pytest.mark.parametrize(
    ("form", "sent"), [(X10, b"\x1b[M3*%"), (UTF8, b"\x1b[M3*%"), (URXVT, b"\x1b[51;10;5M")]
)
def test_older_formats_do_not_say_which_button_is_let_go(form: MouseFormat, sent: bytes) -> None:
    event = at(4, 9, RELEASE, Button.RIGHT, control=True)
    assert encode_mouse(event, modes(MouseReports.CLICKS, form)) == sent


def test_position_that_a_format_cannot_say_is_left_out() -> None:
    x10, utf8 = modes(MouseReports.CLICKS, X10), modes(MouseReports.CLICKS, UTF8)
    assert encode_mouse(at(222, 222), x10) == b"\x1b[M \xff\xff"
    assert encode_mouse(at(0, 223), x10) == b""
    assert encode_mouse(at(223, 0), x10) == b""
    assert encode_mouse(at(0, 223), utf8) == b"\x1b[M " + chr(256).encode() + b"!"
    assert encode_mouse(at(0, 2014), utf8) == b"\x1b[M " + chr(2047).encode() + b"!"
    assert encode_mouse(at(0, 2015), utf8) == b""
    assert encode_mouse(at(-1, 3), modes(MouseReports.MOVES)) == b""


def test_x10_mode_has_no_modifiers() -> None:
    event = at(4, 9, shift=True, control=True)
    assert encode_mouse(event, modes(MouseReports.PRESSES, X10)) == b"\x1b[M *%"


def test_movement_within_a_cell_says_nothing() -> None:
    moving = modes(MouseReports.MOVES)
    here, there = at(4, 9, MOVE, Button.NONE), at(4, 10, MOVE, Button.NONE)
    assert encode_mouse(here, moving, before=here) == b""
    assert encode_mouse(here, moving, before=at(4, 9)) == b""
    assert encode_mouse(there, moving, before=here) == b"\x1b[<35;11;5M"
    assert encode_mouse(at(4, 9), moving, before=here) == b"\x1b[<0;10;5M"


def test_wheel_is_cursor_keys_on_the_alternate_screen() -> None:
    assert wheel_as_keys(2, Modes(alternate_screen=True)) == b"\x1b[B\x1b[B"
    assert wheel_as_keys(-1, Modes(alternate_screen=True)) == b"\x1b[A"
    with_application_keys = Modes(alternate_screen=True, application_cursor=True)
    assert wheel_as_keys(-1, with_application_keys) == b"\x1bOA"
    assert len(wheel_as_keys(10**9, Modes(alternate_screen=True))) == 3 * MOST_KEYS


@pytest.mark.parametrize(
    "where_it_is_not",
    [
        Modes(),
        Modes(alternate_screen=True, alternate_scroll=False),
        Modes(alternate_screen=True, mouse=MouseReports.CLICKS),
    ],
)
def test_wheel_is_no_key_elsewhere(where_it_is_not: Modes) -> None:
    assert wheel_as_keys(3, where_it_is_not) == b""
