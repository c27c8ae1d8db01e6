"""Sequences that move the cursor. Rows and columns count from 0 here, in sequences from 1."""

from __future__ import annotations

import pytest

from tests.terminal.conftest import Make

_START = "\x1b[3;5H"


@pytest.mark.parametrize(
    ("sequence", "cursor"),
    [
        ("\x1b[A", (1, 4)),
        ("\x1b[9A", (0, 4)),
        ("\x1b[B", (3, 4)),
        ("\x1b[9B", (3, 4)),
        ("\x1b[2C", (2, 6)),
        ("\x1b[99C", (2, 9)),
        ("\x1b[2D", (2, 2)),
        ("\x1b[99D", (2, 0)),
        ("\x1b[E", (3, 0)),
        ("\x1b[F", (1, 0)),
        ("\x1b[2G", (2, 1)),
        ("\x1b[2`", (2, 1)),
        ("\x1b[a", (2, 5)),
        ("\x1b[d", (0, 4)),
        ("\x1b[e", (3, 4)),
        ("\x1b[H", (0, 0)),
        ("\x1b[;3H", (0, 2)),
        ("\x1b[2;3f", (1, 2)),
        ("\x1b[99;99H", (3, 9)),
        ("\x1b[0;0H", (0, 0)),
        ("\x1bE", (3, 0)),
        ("\x1bD", (3, 4)),
        ("\x1bM", (1, 4)),
        ("\v", (3, 4)),
        ("\f", (3, 4)),
    ],
)
def test_cursor_moves(make: Make, sequence: str, cursor: tuple[int, int]) -> None:
    assert make(_START + sequence).cursor == cursor


def test_cursor_and_style_are_saved_and_come_back(make: Make) -> None:
    terminal = make("\x1b[2;3H\x1b[1m\x1b7\x1b[H\x1b[m\x1b8x")
    assert terminal.cursor == (1, 3)
    assert terminal.style(1, 2).bold
    assert make("\x1b[2;3H\x1b[s\x1b[H\x1b[u").cursor == (1, 2)


def test_margins_hold_the_cursor_that_is_within(make: Make) -> None:
    assert make("\x1b[2;3r\x1b[2;1H\x1b[9B").cursor == (2, 0)
    assert make("\x1b[2;3r\x1b[3;1H\x1b[9A").cursor == (1, 0)
    assert make("\x1b[2;3r\x1b[1;1H\x1b[9A").cursor == (0, 0)


def test_origin_mode_counts_from_the_margins(make: Make) -> None:
    terminal = make("\x1b[2;3r\x1b[?6h")
    assert terminal.cursor == (1, 0)
    assert terminal.write("\x1b[9;4H").cursor == (2, 3)
    assert terminal.write("\x1b[6n").replies() == b"\x1b[2;4R"
    assert terminal.write("\x1b[?6l").cursor == (0, 0)


def test_cursor_hides_and_takes_shapes(make: Make) -> None:
    terminal = make("\x1b[?25l")
    assert terminal.terminal.frame().cursor is None
    terminal.write("\x1b[?25h")
    for parameter, shape, blinks in [
        ("1", "block", True),
        ("2", "block", False),
        ("3", "underline", True),
        ("4", "underline", False),
        ("5", "bar", True),
        ("6", "bar", False),
    ]:
        cursor = terminal.write(f"\x1b[{parameter} q").terminal.frame().cursor
        assert cursor is not None
        assert (cursor.shape.value, cursor.blinks) == (shape, blinks)
