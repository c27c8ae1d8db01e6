"""Sequences that move the cursor: functions of a screen and a count, at least 1."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from desktop.terminal.python.screen import Screen


def up(screen: Screen, count: int) -> None:
    """CUU: within the margins, if it is there."""
    edge = screen.top if screen.y >= screen.top else 0
    y = screen.y - count
    screen.y = y if y > edge else edge
    if screen.x == screen.columns:
        screen.x -= 1


def down(screen: Screen, count: int) -> None:
    """CUD."""
    edge = screen.bottom if screen.y <= screen.bottom else screen.rows - 1
    screen.move(screen.x, min(edge, screen.y + count))


def right(screen: Screen, count: int) -> None:
    """CUF."""
    x = screen.x + count
    screen.x = x if x < screen.columns else screen.columns - 1


def left(screen: Screen, count: int) -> None:
    """CUB: with reverse wrap on from the end of the row above."""
    x = min(screen.x, screen.columns - 1) - count
    if x >= 0 or not (screen.settings.reverse_wrap and screen.settings.autowrap):
        screen.move(x, screen.y)
        return
    rows_up, x = divmod(x, screen.columns)
    screen.move(x, (screen.y + rows_up) % screen.rows)


def next_line(screen: Screen, count: int) -> None:
    """CNL."""
    down(screen, count)
    screen.x = 0


def previous_line(screen: Screen, count: int) -> None:
    """CPL."""
    up(screen, count)
    screen.x = 0


def to_column(screen: Screen, column: int) -> None:
    """CHA, HPA."""
    screen.move(column - 1, screen.y)


def to_row(screen: Screen, row: int) -> None:
    """VPA."""
    screen.move_within(screen.x, row - 1)


def rows_down(screen: Screen, count: int) -> None:
    """VPR: margins don't hold it."""
    screen.move(screen.x, screen.y + count)


def forward_tab(screen: Screen, count: int) -> None:
    """HT, CHT: stays where the next character wraps."""
    if screen.x < screen.columns:
        at = bisect_right(screen.tabs, screen.x) + count - 1
        screen.x = screen.tabs[at] if at < len(screen.tabs) else screen.columns - 1


def backward_tab(screen: Screen, count: int) -> None:
    """CBT."""
    at = bisect_left(screen.tabs, min(screen.x, screen.columns - 1)) - count
    screen.x = screen.tabs[at] if at >= 0 else 0


def to_position(screen: Screen, place: tuple[int, int]) -> None:
    """CUP, HVP."""
    x, y = place
    if x < screen.columns and y < screen.rows and not screen.settings.origin:
        screen.x, screen.y = place
    else:
        screen.move_within(x, y)
