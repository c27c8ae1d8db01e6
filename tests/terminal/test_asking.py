"""Modes that a program sets, and what it may ask."""

from __future__ import annotations

import pytest

from desktop.terminal.protocol import Modes, MouseFormat, MouseReports, Theme
from tests.terminal.conftest import Make


@pytest.mark.parametrize(
    ("mode", "field", "value"),
    [
        ("1", "application_cursor", True),
        ("66", "application_keypad", True),
        ("67", "backspace_is_bs", True),
        ("2004", "bracketed_paste", True),
        ("1004", "focus_events", True),
        ("2026", "synchronized", True),
        ("9", "mouse", MouseReports.PRESSES),
        ("1000", "mouse", MouseReports.CLICKS),
        ("1002", "mouse", MouseReports.DRAGS),
        ("1003", "mouse", MouseReports.MOVES),
        ("1005", "mouse_format", MouseFormat.UTF8),
        ("1006", "mouse_format", MouseFormat.SGR),
        ("1015", "mouse_format", MouseFormat.URXVT),
    ],
)
def test_mode_is_set_told_and_reset(make: Make, mode: str, field: str, value: object) -> None:
    terminal = make(f"\x1b[?{mode}h\x1b[?{mode}$p")
    assert getattr(terminal.terminal.modes, field) == value
    assert terminal.replies() == f"\x1b[?{mode};1$y".encode()
    terminal.write(f"\x1b[?{mode}l\x1b[?{mode}$p")
    assert getattr(terminal.terminal.modes, field) == getattr(Modes(), field)
    assert terminal.replies() == f"\x1b[?{mode};2$y".encode()


def test_alternate_scroll_is_on_until_it_is_reset(make: Make) -> None:
    assert make().terminal.modes.alternate_scroll
    assert not make("\x1b[?1007l").terminal.modes.alternate_scroll


def test_several_modes_in_one_sequence(make: Make) -> None:
    modes = make("\x1b[?1002;1006;2004h").terminal.modes
    assert (modes.mouse, modes.mouse_format) == (MouseReports.DRAGS, MouseFormat.SGR)
    assert modes.bracketed_paste


def test_keypad_and_keys_have_sequences_of_their_own(make: Make) -> None:
    assert make("\x1b=").terminal.modes.application_keypad
    assert not make("\x1b=\x1b>").terminal.modes.application_keypad
    assert make("\x1b[>4;2m").terminal.modes.modify_other_keys == 2
    assert make("\x1b[>4;1m\x1b[>4m").terminal.modes.modify_other_keys == 0


def test_modes_of_the_screen_are_told(make: Make) -> None:
    asked = "\x1b[?25$p\x1b[?7$p\x1b[?6$p\x1b[4$p\x1b[?31337$p"
    assert make(asked).replies() == (b"\x1b[?25;1$y\x1b[?7;1$y\x1b[?6;2$y\x1b[4;2$y\x1b[?31337;0$y")


def test_terminal_tells_what_it_is(make: Make) -> None:
    assert make("\x1b[c").replies().startswith(b"\x1b[?62")
    assert make("\x1b[>c").replies().startswith(b"\x1b[>")
    assert make("\x1b[5n").replies() == b"\x1b[0n"


def test_cursor_tells_its_place(make: Make) -> None:
    terminal = make("\x1b[2;3H\x1b[6n")
    assert terminal.replies() == b"\x1b[2;3R"
    assert terminal.replies() == b"", "an answer is given once"
    assert make("0123456789\x1b[6n").replies() == b"\x1b[1;10R"


def test_colors_are_told_as_the_theme_has_them(make: Make) -> None:
    terminal = make()
    terminal.terminal.set_theme(
        Theme((1, 2, 3), (0xFF, 0, 0x10), (9, 9, 9), ((0xAB, 0, 0), *[(0, 0, 0)] * 15))
    )
    terminal.write("\x1b]10;?\x1b\\\x1b]11;?\a\x1b]4;0;?\a")
    assert terminal.replies() == (
        b"\x1b]10;rgb:0101/0202/0303\x1b\\\x1b]11;rgb:ffff/0000/1010\a\x1b]4;0;rgb:abab/0000/0000\a"
    )


def test_colors_that_a_program_has_set_are_told(make: Make) -> None:
    terminal = make("\x1b]11;#102030\a\x1b]4;3;rgb:f/0/8\a\x1b]11;?\a\x1b]4;3;?\a")
    assert terminal.replies() == (b"\x1b]11;rgb:1010/2020/3030\a\x1b]4;3;rgb:ffff/0000/8888\a")


@pytest.mark.parametrize(
    "question",
    [
        "\x1b[21t",  # title
        "\x1b[20t",
        "\x05",  # answerback
        "\x1bP$qm\x1b\\",  # DECRQSS
        "\x1bP+q544e\x1b\\",  # XTGETTCAP
        "\x1b]52;c;?\a",  # clipboard
        "\x1b]2;?\a",
        "\x1b[18t",
        "\x1b[x",
        "\x1b[?26n",
    ],
)
def test_nothing_else_is_answered(make: Make, question: str) -> None:
    assert make(f"\x1b]2;secret\a{question}").replies() == b""


def test_only_so_many_answers_wait(make: Make) -> None:
    terminal = make("\x1b[6n" * 10_000)
    replies = terminal.replies()
    assert 0 < len(replies) <= 4096
    assert replies == b"\x1b[1;1R" * (len(replies) // 6), "an answer is whole"
    assert terminal.write("\x1b[6n").replies() == b"\x1b[1;1R"
