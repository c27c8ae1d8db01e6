"""How text gets onto the screen."""

from __future__ import annotations

import pytest

from tests.terminal.conftest import Make


def test_text_is_shown_and_the_cursor_stands_behind_it(make: Make) -> None:
    terminal = make("hello")
    assert terminal.shown == "hello"
    assert terminal.cursor == (0, 5)


def test_line_feed_goes_down_and_carriage_return_to_the_left(make: Make) -> None:
    assert make("ab\ncd\re").shown == "ab\ne cd"


def test_long_text_wraps_and_its_row_says_so(make: Make) -> None:
    terminal = make("0123456789ab")
    assert terminal.shown == "0123456789\nab"
    assert [row.wrapped for row in terminal.rows] == [True, False, False, False]


def test_text_as_long_as_the_row_does_not_wrap_yet(make: Make) -> None:
    terminal = make("0123456789")
    assert terminal.cursor == (0, 9)
    assert not terminal.rows[0].wrapped
    assert terminal.write("\r\nx").shown == "0123456789\nx"


def test_without_autowrap_the_last_column_is_written_over(make: Make) -> None:
    assert make("\x1b[?7l0123456789abc").shown == "012345678c"


def test_text_at_the_bottom_scrolls(make: Make) -> None:
    terminal = make("1\r\n2\r\n3\r\n4\r\n5")
    assert terminal.text == ["2", "3", "4", "5"]
    assert terminal.scrollback == ["1"]


def test_backspace_and_tab_move_only(make: Make) -> None:
    assert make("abc\b\bX").shown == "aXc"
    assert make("a\tb").shown == "a       b"
    assert make("\t\t\t").cursor == (0, 9)


def test_tab_stops_are_set_and_cleared(make: Make) -> None:
    assert make("\x1b[3G\x1bH\r\tx").shown == "  x"
    assert make("\x1b[9G\x1b[g\r\tx", columns=20).shown == "                x"
    assert make("\x1b[3g\tx").shown == "         x"


def test_tabs_go_forward_and_backward_by_a_count(make: Make) -> None:
    assert make("\x1b[2Ix", columns=30).cursor == (0, 17)
    assert make("\x1b[2I\x1b[Z", columns=30).cursor == (0, 8)


def test_insert_mode_moves_the_rest_to_the_right(make: Make) -> None:
    assert make("abc\r\x1b[4hX\x1b[4lY").shown == "XYbc"


def test_newline_mode_returns_the_carriage(make: Make) -> None:
    terminal = make("\x1b[20hab\nc")
    assert terminal.shown == "ab\nc"
    assert terminal.terminal.modes.newline


def test_reverse_wrap_goes_back_to_the_row_above(make: Make) -> None:
    assert make("\x1b[?45hab\r\nc\b\bX").text[0] == "ab       X"


def test_lines_are_drawn_with_the_graphics_set(make: Make) -> None:
    assert make("\x1b(0lqk\x1b(Bq").shown == "┌─┐q"
    assert make("\x1b)0q\x0eq\x0fq").shown == "q─q"
    assert make("\x1b)0\x0e\x1b7\x0f\x1b8q").shown == "─", "DECSC keeps it"


def test_last_character_repeats(make: Make) -> None:
    assert make("ab\x1b[3b").shown == "abbbb"


def test_sequences_of_every_kind_leave_no_text(make: Make) -> None:
    strings = "\x1bPq#0\x1b\\\x1b_apc\x1b\\\x1b^pm\x1b\\\x1bXsos\x1b\\\x1b]999;x\a\x1b]1;icon\x1b\\"
    others = "\x1b[?7777h\x1b[=5u\x1b[<u\x1b[1;2;3!z\x1b%G\x1b#3\x1b\x20F\x1b[38:5:1zZ"
    assert make(strings + others).shown == "Z"


@pytest.mark.parametrize(
    "cut", ["\x1b[3\x18", "\x1b[3\x1a", "\x1b]0;t\x18", "\x1bPx\x18", "\x1b\x18"]
)
def test_cancel_ends_a_sequence(make: Make, cut: str) -> None:
    assert make(f"a{cut}b").shown.replace("\N{REVERSED QUESTION MARK}", "") == "ab"


def test_escape_begins_a_sequence_anew(make: Make) -> None:
    assert make("\x1b[12\x1b[3Cx").shown == "   x"


def test_controls_within_a_sequence_are_done(make: Make) -> None:
    assert make("abc\x1b[2\rCX").shown == "abX"


def test_bytes_that_are_no_utf8_show_as_replaced(make: Make) -> None:
    assert make(b"a\xffb\xc3(").shown == "a\ufffdb\ufffd("


def test_text_in_utf8_holds_no_controls_of_eight_bits(make: Make) -> None:
    """``0x9b`` is CSI in Latin-1, and a part of many letters in UTF-8."""
    assert make("ś2Jě").shown == "ś2Jě"
    assert make(b"ab\x9b1D!").shown.startswith("ab")


def test_screen_is_filled_with_e_for_alignment(make: Make) -> None:
    assert make("\x1b#8", columns=3, rows=2).text == ["EEE", "EEE"]
