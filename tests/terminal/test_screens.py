"""The alternate screen, the scrollback, and how rows are numbered."""

from __future__ import annotations

import pytest

from tests.terminal.conftest import Make

_SIX = "1\r\n2\r\n3\r\n4\r\n5\r\n6"


@pytest.mark.parametrize("mode", [47, 1047, 1049])
def test_alternate_screen_comes_and_goes(make: Make, mode: int) -> None:
    terminal = make(f"normal\x1b[?{mode}h\x1b[H\x1b[2Jother")
    assert terminal.shown == "other"
    assert terminal.terminal.modes.alternate_screen
    terminal.write(f"\x1b[?{mode}l")
    assert terminal.shown == "normal"
    assert not terminal.terminal.modes.alternate_screen


def test_1049_clears_and_brings_the_cursor_back(make: Make) -> None:
    terminal = make("ab\x1b[?1049h\x1b[3;3Hx\x1b[?1049l")
    assert terminal.cursor == (0, 2)
    assert terminal.write("\x1b[?1049h").shown == ""


def test_nothing_scrolls_off_the_alternate_screen(make: Make) -> None:
    terminal = make(f"{_SIX}\x1b[?1049h{_SIX}\r\n7")
    assert terminal.text == ["4", "5", "6", "7"]
    assert terminal.scrollback == ["1", "2"]
    assert terminal.terminal.screen_line == 2
    rows = terminal.terminal.lines(1, 4)
    assert [row.text for row in rows] == ["2", "4", "5"]


def test_rows_count_on_while_they_scroll_off(make: Make) -> None:
    terminal = make(_SIX, scrollback=3)
    engine = terminal.terminal
    assert (engine.first_line, engine.screen_line) == (0, 2)
    numbering = engine.numbering
    terminal.write("\r\n7\r\n8\r\n9\r\n10")
    assert engine.numbering == numbering
    assert engine.screen_line == 6
    assert engine.first_line >= 3
    assert [row.text for row in engine.lines(5, 8)] == ["6", "7", "8"]
    assert [row.text for row in engine.lines(8, 99)] == ["9", "10"]
    assert [row.text for row in engine.lines(-5, 99)][-5:] == ["6", "7", "8", "9", "10"]
    assert list(engine.lines(50, 60)) == []
    assert list(engine.lines(5, 5)) == []


def test_scrollback_keeps_style_and_wrapping(make: Make) -> None:
    terminal = make("\x1b[31m0123456789ab\x1b[m\r\n2\r\n3\r\n4\r\n5")
    row = terminal.terminal.lines(0, 1)[0]
    assert row.text == "0123456789"
    assert row.wrapped
    assert row.spans[0].style.foreground == 1


def test_scrollback_may_be_cleared(make: Make) -> None:
    for clear in ("sequence", "method"):
        terminal = make(_SIX)
        numbering = terminal.terminal.numbering
        if clear == "sequence":
            terminal.write("\x1b[3J")
        else:
            terminal.terminal.clear_history()
        assert terminal.scrollback == []
        assert terminal.text == ["3", "4", "5", "6"]
        assert terminal.terminal.numbering != numbering


def test_reset_leaves_the_scrollback_and_nothing_else(make: Make) -> None:
    for way in ("sequence", "method"):
        terminal = make(f"{_SIX}\x1b[1;31m\x1b[2;3r\x1b[?6h\x1b[?2004h\x1b[4h\x1b[?25l\x1b(0")
        if way == "sequence":
            terminal.write("\x1bc")
        else:
            terminal.terminal.reset()
        assert terminal.shown == ""
        assert terminal.cursor == (0, 0)
        assert terminal.scrollback == ["1", "2"]
        assert not terminal.terminal.modes.bracketed_paste
        assert terminal.write("q").shown == "q"
        assert terminal.rows[0].spans == ()


def test_reset_leaves_the_alternate_screen(make: Make) -> None:
    assert not make("\x1b[?1049h\x1bc").terminal.modes.alternate_screen


def test_soft_reset_keeps_the_text(make: Make) -> None:
    terminal = make("text\x1b[1m\x1b[2;3r\x1b[?6h\x1b[4h\x1b[?25l\x1b[?1h\x1b[!p")
    assert not terminal.terminal.modes.application_cursor
    assert terminal.shown == "text"
    terminal.write("\x1b[Hx")
    assert terminal.shown == "xext"
    assert terminal.rows[0].spans == ()
    assert terminal.write("\x1b[99;1H").cursor == (3, 0)


def test_saved_cursors_belong_to_their_screen(make: Make) -> None:
    terminal = make("\x1b[2;2H\x1b7\x1b[?47h\x1b[3;3H\x1b7\x1b[H\x1b8")
    assert terminal.cursor == (2, 2)
    assert terminal.write("\x1b[?47l\x1b8").cursor == (1, 1)


def test_reset_ends_what_was_unfinished(make: Make) -> None:
    terminal = make("\x1b]0;a title without an end")
    terminal.terminal.reset()
    assert terminal.write("text").shown == "text"
