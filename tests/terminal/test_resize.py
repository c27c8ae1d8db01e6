"""Another size: lines wrap anew."""

from __future__ import annotations

import pytest

from tests.terminal.conftest import Make


def test_long_line_wraps_anew_and_back(make: Make) -> None:
    terminal = make("0123456789abcde\r\nx")
    terminal.terminal.resize(5, 6)
    assert terminal.text[:4] == ["01234", "56789", "abcde", "x"]
    assert [row.wrapped for row in terminal.rows[:4]] == [True, True, False, False]
    terminal.terminal.resize(20, 6)
    assert terminal.text[:2] == ["0123456789abcde", "x"]
    assert not terminal.rows[0].wrapped


def test_cursor_stays_at_its_text(make: Make) -> None:
    terminal = make("0123456789abcde\x1b[2;3H")  # on the c
    terminal.terminal.resize(5, 4)
    assert terminal.cursor == (2, 2)
    terminal.write("X")
    terminal.terminal.resize(30, 4)
    assert terminal.shown == "0123456789abXde"


def test_scrollback_wraps_anew(make: Make) -> None:
    terminal = make("0123456789abc\r\n1\r\n2\r\n3\r\n4")
    numbering = terminal.terminal.numbering
    assert terminal.scrollback == ["0123456789", "abc"]
    terminal.terminal.resize(20, 4)
    everything = terminal.scrollback + terminal.text
    assert "".join(everything) == "0123456789abc1234"
    assert "0123456789abc" in everything
    assert terminal.terminal.numbering != numbering


def test_style_stays_with_its_text(make: Make) -> None:
    terminal = make("01234567\x1b[31m89ab\x1b[mcd")
    terminal.terminal.resize(14, 4)
    assert [(span.start, span.end) for span in terminal.rows[0].spans] == [(8, 12)]
    terminal.terminal.resize(9, 4)
    assert [(span.start, span.end) for span in terminal.rows[0].spans] == [(8, 9)]
    assert [(span.start, span.end) for span in terminal.rows[1].spans] == [(0, 3)]


def test_wide_characters_are_not_cut(make: Make) -> None:
    terminal = make("世世世世")
    terminal.terminal.resize(5, 4)
    assert terminal.text[:2] == ["世世", "世世"]
    terminal.terminal.resize(8, 4)
    assert terminal.text[:2] == ["世世世世", ""]


def test_fewer_rows_push_the_oldest_off(make: Make) -> None:
    terminal = make("1\r\n2\r\n3\r\n4")
    numbering = terminal.terminal.numbering
    terminal.terminal.resize(10, 2)
    assert terminal.text == ["3", "4"]
    assert terminal.scrollback == ["1", "2"]
    assert terminal.cursor == (1, 1)
    assert terminal.terminal.numbering != numbering or terminal.terminal.screen_line == 2


def test_fewer_rows_take_the_blank_ones_first(make: Make) -> None:
    terminal = make("1\r\n2")
    terminal.terminal.resize(10, 2)
    assert terminal.text == ["1", "2"]
    assert terminal.scrollback == []


def test_a_cleared_screen_stays_clear(make: Make) -> None:
    terminal = make("1\r\n2\r\n3\r\n4\r\n5\r\n6\x1b[H\x1b[2J$ ")
    terminal.terminal.resize(12, 4)
    assert terminal.shown == "$"
    assert terminal.cursor == (0, 2)


def test_alternate_screen_is_cut(make: Make) -> None:
    terminal = make("0123456789abc\x1b[?1049h\x1b[H0123456789")
    terminal.terminal.resize(5, 3)
    assert terminal.text == ["01234", "", ""]
    terminal.write("\x1b[?1049l")
    assert "".join(terminal.text) == "0123456789abc"


def test_margins_are_gone(make: Make) -> None:
    terminal = make("\x1b[2;3r")
    terminal.terminal.resize(10, 5)
    assert terminal.write("\x1b[5;1H\n\n").terminal.screen_line == 2


@pytest.mark.parametrize("size", [(0, 0), (-1, 5), (100_000, 100_000)])
def test_size_stays_within_its_bounds(make: Make, size: tuple[int, int]) -> None:
    terminal = make("text")
    terminal.terminal.resize(*size)
    assert 1 <= terminal.terminal.columns <= 1000
    assert 1 <= terminal.terminal.rows <= 1000
    assert len(terminal.rows) == terminal.terminal.rows
