"""Whole lines of plain text, many at once: what a program writes when it writes very much.

Each line by itself takes a step for its text and one for its end. Where they are known to scroll
the screen and to do nothing else, only those that are kept are made at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from desktop.terminal.python.alphabet import NO_PEN
from desktop.terminal.python.line import Line
from desktop.terminal.python.screen import Screen

_LEAST = 4
_parts = re.compile(
    rf"((?:[\x20-\x7e]*+\r\n){{{_LEAST},}})|([\x20-\x7e]+)|(\r\n|[\x00-\x1f]|\x7f+)"
).findall


def write(screen: Screen, text: str, control: Callable[[str], None]) -> None:
    """Write ASCII without escapes; ``control`` does what is no text."""
    for lines, words, other in _parts(text):
        if lines:
            _write_lines(screen, lines.split("\r\n")[:-1])
        elif words:
            screen.put(words)
        else:
            control(other)


def _write_lines(screen: Screen, texts: list[str]) -> None:
    at = 0
    while at < len(texts) and not _may_scroll(screen):
        _write_line(screen, texts[at])
        at += 1
    if len(texts) - at < _LEAST or max(map(len, texts[at:])) > screen.columns:
        for text in texts[at:]:
            _write_line(screen, text)
    else:
        _scroll(screen, texts[at:])


def _may_scroll(screen: Screen) -> bool:
    """Whether a line and its end do nothing but fill the last row and move all up."""
    return (
        screen.x == 0
        and screen.y == screen.bottom == screen.rows - 1
        and screen.top == 0
        and screen.is_usual
    )


def _write_line(screen: Screen, text: str) -> None:
    if text:
        screen.put(text)
    screen.x = 0
    screen.line_feed()


def _scroll(screen: Screen, texts: list[str]) -> None:
    grid = screen.grid
    if texts[0]:
        grid.lines[-1].write(0, texts[0], screen.pen)
    screen.printed = next((text for text in reversed(texts) if text), screen.printed)
    count = len(texts)
    kept = (grid.history.maxlen or 0) + grid.rows
    fresh = [_line(screen, text) for text in texts[1:][-kept:]]
    rows = [*grid.lines, *fresh, grid.blank(screen.blank)]
    grid.history.extend(rows[: -grid.rows])
    grid.lines[:] = rows[-grid.rows :]
    grid.scrolled += count


def _line(screen: Screen, text: str) -> Line:
    pen, blank = screen.pen, screen.blank
    if blank != NO_PEN:
        return Line(text, (pen * len(text)).ljust(screen.columns, blank))
    return Line(text, pen * len(text) if pen != NO_PEN else "")
