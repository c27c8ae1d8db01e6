"""Sequences that erase, insert, delete and scroll."""

from __future__ import annotations

import pytest

from tests.terminal.conftest import Make

_ROWS = "111\r\n222\r\n333\r\n444"


@pytest.mark.parametrize(
    ("sequence", "shown"),
    [
        ("\x1b[K", "ab"),
        ("\x1b[1K", "   de"),
        ("\x1b[2K", ""),
        ("\x1b[2X", "ab  e"),
        ("\x1b[2P", "abe"),
        ("\x1b[99P", "ab"),
        ("\x1b[2@", "ab  cde"),
        ("\x1b[99@", "ab"),
    ],
)
def test_row_changes_at_the_cursor(make: Make, sequence: str, shown: str) -> None:
    assert make(f"abcde\x1b[3G{sequence}").shown == shown


@pytest.mark.parametrize(
    ("sequence", "text"),
    [
        ("\x1b[J", ["111", "2", "", ""]),
        ("\x1b[1J", ["", "  2", "333", "444"]),
        ("\x1b[2J", ["", "", "", ""]),
        ("\x1b[L", ["111", "", "222", "333"]),
        ("\x1b[99L", ["111", "", "", ""]),
        ("\x1b[M", ["111", "333", "444", ""]),
        ("\x1b[S", ["222", "333", "444", ""]),
        ("\x1b[T", ["", "111", "222", "333"]),
    ],
)
def test_rows_change_at_the_cursor(make: Make, sequence: str, text: list[str]) -> None:
    assert make(f"{_ROWS}\x1b[2;2H{sequence}").text == text


@pytest.mark.parametrize(
    ("sequence", "text"),
    [
        ("\x1b[3;1H\n", ["111", "333", "", "444"]),
        ("\x1b[2;1H\x1bM", ["111", "", "222", "444"]),
        ("\x1b[S", ["111", "333", "", "444"]),
        ("\x1b[T", ["111", "", "222", "444"]),
        ("\x1b[2;1H\x1b[L", ["111", "", "222", "444"]),
        ("\x1b[2;1H\x1b[M", ["111", "333", "", "444"]),
        ("\x1b[4;1H\x1b[L", ["111", "222", "333", "444"]),
        ("\x1b[4;1H\n", ["111", "222", "333", "444"]),
    ],
)
def test_only_what_is_between_the_margins_scrolls(
    make: Make, sequence: str, text: list[str]
) -> None:
    terminal = make(f"{_ROWS}\x1b[2;3r{sequence}")
    assert terminal.text == text
    assert terminal.scrollback == []


def test_margins_that_make_no_sense_are_ignored(make: Make) -> None:
    assert make(f"{_ROWS}\x1b[3;2r\r\n5").text == ["222", "333", "444", "5"]


def test_what_scrolls_off_above_the_bottom_margin_is_kept(make: Make) -> None:
    terminal = make(f"{_ROWS}\x1b[1;3r\x1b[3;1H\n")
    assert terminal.text == ["222", "333", "", "444"]
    assert terminal.scrollback == ["111"]


def test_erasing_takes_the_background_along(make: Make) -> None:
    terminal = make("abc\x1b[44m\x1b[K\x1b[2;1H\x1b[2X\x1b[3;1H\x1b[J")
    assert [(span.start, span.end, span.style.background) for span in terminal.rows[0].spans] == [
        (3, 10, 4)
    ]
    assert [(span.start, span.end) for span in terminal.rows[1].spans] == [(0, 2)]
    assert [(span.start, span.end) for span in terminal.rows[3].spans] == [(0, 10)]
    assert terminal.rows[0].cells == "abc"


def test_erasing_to_the_end_ends_a_wrapped_line(make: Make) -> None:
    terminal = make("0123456789ab\x1b[1;5H\x1b[K")
    assert terminal.text[:2] == ["0123", "ab"]
    assert not terminal.rows[0].wrapped
