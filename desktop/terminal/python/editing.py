"""Sequences that change what is on the screen."""

from __future__ import annotations

from desktop.terminal.python.alphabet import NO_PEN
from desktop.terminal.python.joining import grapheme_before
from desktop.terminal.python.screen import Screen


def insert_blanks(screen: Screen, count: int) -> None:
    """ICH."""
    screen.move(screen.x, screen.y)
    count = min(count, screen.columns - screen.x)
    screen.line.insert(screen.x, count, screen.blank, screen.columns)


def delete_characters(screen: Screen, count: int) -> None:
    """DCH."""
    screen.move(screen.x, screen.y)
    count = min(count, screen.columns - screen.x)
    screen.line.delete(screen.x, count, screen.blank, screen.columns)


def erase_characters(screen: Screen, count: int) -> None:
    """ECH."""
    x = screen.x
    if x == screen.columns:
        screen.x = x = x - 1
    line = screen.grid.lines[screen.y]
    if x + count < len(line.cells):  # nearly always
        line.write(x, " " * count, screen.blank)
    else:
        line.erase(x, min(x + count, screen.columns), screen.blank)


def insert_lines(screen: Screen, count: int) -> None:
    """IL."""
    if screen.top <= screen.y <= screen.bottom:
        screen.grid.scroll_down(screen.y, screen.bottom, count, screen.blank)
        screen.x = 0


def delete_lines(screen: Screen, count: int) -> None:
    """DL."""
    if screen.top <= screen.y <= screen.bottom:
        screen.grid.scroll_up(screen.y, screen.bottom, count, screen.blank, kept=False)
        screen.x = 0


def scroll_up(screen: Screen, count: int) -> None:
    """SU."""
    screen.grid.scroll_up(screen.top, screen.bottom, count, screen.blank)


def scroll_down(screen: Screen, count: int) -> None:
    """SD."""
    screen.grid.scroll_down(screen.top, screen.bottom, count, screen.blank)


def insert_columns(screen: Screen, count: int) -> None:
    """DECIC: from the cursor on, in all rows between the margins."""
    _insert_columns(screen, min(screen.x, screen.columns - 1), count)


def delete_columns(screen: Screen, count: int) -> None:
    """DECDC."""
    _delete_columns(screen, min(screen.x, screen.columns - 1), count)


def scroll_right(screen: Screen, count: int) -> None:
    """SR."""
    _insert_columns(screen, 0, count)


def scroll_left(screen: Screen, count: int) -> None:
    """SL."""
    _delete_columns(screen, 0, count)


def _insert_columns(screen: Screen, at: int, count: int) -> None:
    if screen.top <= screen.y <= screen.bottom:
        count = min(count, screen.columns - at)
        for line in screen.grid.lines[screen.top : screen.bottom + 1]:
            line.insert(at, count, screen.blank, screen.columns)


def _delete_columns(screen: Screen, at: int, count: int) -> None:
    if screen.top <= screen.y <= screen.bottom:
        count = min(count, screen.columns - at)
        for line in screen.grid.lines[screen.top : screen.bottom + 1]:
            line.delete(at, count, screen.blank, screen.columns)


def repeat(screen: Screen, count: int) -> None:
    """REP: the last character once more, if the cursor still stands behind it."""
    last = screen.printed[-1:]
    if last and grapheme_before(screen)[0][-1:] == last:
        screen.put(last * min(count, screen.columns * screen.rows))


def erase_to_end(screen: Screen, _numbers: tuple[int, ...] = ()) -> None:
    """EL 0: by far the most frequent."""
    x = screen.x
    if x == screen.columns:
        screen.x = x = x - 1
    line = screen.grid.lines[screen.y]
    if screen.blank == NO_PEN:
        line.cut(x)
    else:
        line.write(x, " " * (screen.columns - x), screen.blank)
    line.wrapped = False


def erase_in_line(screen: Screen, numbers: tuple[int, ...]) -> None:
    """EL."""
    what = numbers[0] if numbers else 0
    screen.x = x = min(screen.x, screen.columns - 1)
    start = 0 if what in (1, 2) else x
    end = x + 1 if what == 1 else screen.columns
    if what <= 2:
        line = screen.line
        line.erase(start, end, screen.blank)
        if line.wrapped and end == screen.columns:
            line.unwrap()


def erase_in_display(screen: Screen, numbers: tuple[int, ...]) -> None:
    """ED, and xterm's ED 3: the scrollback."""
    what = numbers[0] if numbers else 0
    if what in (0, 1):
        erase_in_line(screen, (what,))
    if what == 0:
        screen.grid.erase(screen.y + 1, screen.rows, screen.blank)
    elif what == 1:
        screen.grid.erase(0, screen.y, screen.blank)
    elif what == 2:
        screen.grid.erase(0, screen.rows, screen.blank)
    elif what == 3:
        screen.forget_history()


def fill_with_e(screen: Screen) -> None:
    """DECALN."""
    screen.top, screen.bottom = 0, screen.rows - 1
    screen.move(0, 0)
    screen.grid.erase(0, screen.rows, NO_PEN)
    for line in screen.grid.lines:
        line.write(0, "E" * screen.columns, NO_PEN)


def set_margins(screen: Screen, numbers: tuple[int, ...]) -> None:
    """DECSTBM."""
    first, last = (*numbers, 0, 0)[:2]
    top, bottom = max(first, 1) - 1, min(last or screen.rows, screen.rows) - 1
    if top < bottom:
        screen.top, screen.bottom = top, bottom
        screen.move_within(0, 0)
