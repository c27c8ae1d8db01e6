"""Whole lines of text, many at once: what a program writes when it writes very much.

Each line by itself takes a step for its text and one for its end. Here they are known to scroll
the screen and to do nothing else; and of those that are more than ASCII the columns are found once
somebody looks.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from desktop.terminal.python import widths
from desktop.terminal.python.alphabet import NO_PEN
from desktop.terminal.python.line import Line
from desktop.terminal.python.screen import Screen
from desktop.terminal.python.unspelt import UnspeltLine

_LEAST = 4
_TEXT = r"[^\x00-\x1f\x7f-\x9f]"
_parts = re.compile(
    rf"((?:{_TEXT}*+\r\n){{{_LEAST},}})|({_TEXT}+)|(\r\n|[\x00-\x1f]|[\x7f-\x9f]+)"
).findall


def write(screen: Screen, text: str, control: Callable[[str], None]) -> None:
    """Write text without escapes; ``control`` does what is no text."""
    for lines, words, other in _parts(text):
        if lines:
            _write_lines(screen, lines.split("\r\n")[:-1])
        elif words:
            screen.put(words)
        else:
            control(other)


def _write_lines(screen: Screen, texts: list[str]) -> None:
    at = 0
    while at < len(texts):
        if len(texts) - at >= _LEAST and _may_scroll(screen):
            at += _scroll(screen, texts[at:])
        if at < len(texts):
            _write_line(screen, texts[at])
            at += 1


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


def _scroll(screen: Screen, texts: list[str]) -> int:
    """Write those before the first that is longer than a row; how many they are."""
    grid = screen.grid
    lines = _lines(screen, texts)
    count = len(lines)
    if not count:
        return 0
    if texts[0]:
        grid.lines[-1].write(0, lines[0].cells, screen.pen)
    written = texts[:count]
    screen.printed = next((text for text in reversed(written) if text), screen.printed)
    rows = [*grid.lines, *lines[1:], grid.blank(screen.blank)]
    grid.history.extend(rows[: -grid.rows])
    grid.lines[:] = rows[-grid.rows :]
    grid.scrolled += count
    return count


def _lines(screen: Screen, texts: list[str]) -> list[Line]:
    lines = []
    plain, columns = screen.pen == screen.blank == NO_PEN, screen.columns
    for text in texts:
        line = (
            Line(text) if plain and text.isascii() and len(text) <= columns else _line(screen, text)
        )
        if line is None:
            break
        lines.append(line)
    return lines


def _line(screen: Screen, text: str) -> Line | None:
    """A row with this text; None where it may take more than one."""
    pen, blank, columns = screen.pen, screen.blank, screen.columns
    if not text.isascii():
        if pen == NO_PEN and 2 * len(text) <= columns:
            return UnspeltLine(text, screen.spelling)
        text = screen.spelling.cells(text) if widths.unusual(text) else text
    if len(text) > columns:
        return None
    if blank != NO_PEN:
        return Line(text, (pen * len(text)).ljust(columns, blank))
    return Line(text, pen * len(text) if pen != NO_PEN else "")
