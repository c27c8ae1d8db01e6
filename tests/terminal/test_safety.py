"""What a program writes is hostile: it gets neither memory nor time out of proportion."""

from __future__ import annotations

import pytest

from tests.terminal.conftest import Make


@pytest.mark.parametrize(
    "sequence",
    [
        f"\x1b[{'9' * 4000}{final}"
        for final in [*"@ABCDEFGILMPSTXZ`abdekmhlr", "'}", "'~", " @", " A", " q", ";1H", ";1f"]
    ],
)
def test_count_beyond_measure_is_as_much_as_the_screen_has(make: Make, sequence: str) -> None:
    terminal = make(f"abc{sequence}")
    terminal.write("\x1b[?25h")
    assert len(terminal.rows) == 4
    row, column = terminal.cursor
    assert 0 <= row < 4
    assert 0 <= column < 10


def test_repeating_fills_the_screen_at_most(make: Make) -> None:
    terminal = make("x\x1b[65535b")
    assert len(terminal.scrollback) <= 4


@pytest.mark.parametrize("count", [100, 5000])
def test_only_so_many_parameters_count(make: Make, count: int) -> None:
    assert make(f"\x1b[{';'.join(['1'] * count)};31mx").style().foreground is None
    terminal = make(f"\x1b[?{';'.join(['25'] * count)};2004hok")
    assert terminal.shown == "ok"
    assert not terminal.terminal.modes.bracketed_paste


@pytest.mark.parametrize("end", ["m", "\x1b[m", "\x18", "\x1b[\x18"])
def test_what_follows_a_sequence_too_long_is_shown(make: Make, end: str) -> None:
    terminal = make()
    for part in ("\x1b[", "1;" * 100_000, end, "after"):
        terminal.write(part)
    assert terminal.shown.strip("\N{REVERSED QUESTION MARK}") == "after"


def test_number_too_long_is_no_error(make: Make) -> None:
    assert make(f"\x1b[{'0' * 3000}3Cx").shown.endswith("x")
    assert make(f"\x1b]4;{'9' * 5000};#123456\a\x1b]104;{'9' * 5000}\ax").shown == "x"
    assert make("\x1b[²;٣mx\x1b]4;²;?\ay").shown.endswith("y")


def test_escape_too_long_is_no_error(make: Make) -> None:
    terminal = make("\x1b" + " " * 9000)
    assert terminal.write("7").write("after").shown == "after"
