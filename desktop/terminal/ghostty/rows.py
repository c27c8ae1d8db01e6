"""Rows and styles, from evp's to ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from desktop.terminal.cells import EMPTY, PLAIN, Row, Span, Style, Underline
from desktop.terminal.ghostty.links import Links

_BLANK = " "
_MOST_JOINED = 16  # code points in a cell
_RUN = re.compile(r"(.)\1*", re.DOTALL)
_RUN_OF_BYTES = re.compile(rb"(.)\1*", re.DOTALL)


class Rows:
    """Gives the same row again for what is unchanged, and knows all styles so far."""

    def __init__(self, make_state: Callable[[], Any], links: Links) -> None:
        self._make_state = make_state
        self._state = make_state()
        self._links = links
        self._styles: list[tuple[Style, str]] = []  # with the link that its mark stands for
        self._known: dict[tuple[int, bool], tuple[Any, Row]] = {}
        self._equal: dict[Row, Row] = {}

    def frame(self) -> Any:
        """What evp shows now."""
        return self._learnt(self._state.frame())

    def scrolled_off(self) -> Any:
        """What has scrolled off since this was asked last."""
        return self._learnt(self._state.scrolled_off())

    def renew(self) -> None:
        """Forget what has scrolled off, which takes long to tell."""
        self._state = None  # evp allows one at a time
        self._state = self._make_state()
        self._styles.clear()
        self._known.clear()

    def _learnt(self, found: Any) -> Any:
        """evp tells of each style once, with whatever is asked first."""
        self._styles += [self._style(each) for each in found.new_styles]
        return found

    def screen(self, found: tuple[Any, ...], wrapped: list[bool]) -> tuple[Row, ...]:
        """The screen's rows."""
        known, equal = self._known, self._equal
        self._known, self._equal = {}, {}
        rows = []
        for each, wraps in zip(found, wrapped, strict=True):
            key = (id(each), wraps)  # one object may be several equal rows
            old = self._known.get(key) or known.get(key)
            if old is not None:
                row = old[1]
            else:
                row = self.row(each, wraps)
                row = self._equal.get(row) or equal.get(row, row)  # read anew, and what it was
            self._known[key] = (each, row)  # which keeps it alive
            self._equal[row] = row
            rows.append(row)
        return tuple(rows)

    def row(self, found: Any, wrapped: bool) -> Row:
        """One row."""
        graphemes, numbers = found.graphemes, found.styles
        spans = tuple(self._spans(numbers))
        text = "".join(graphemes)
        if len(text) == len(graphemes) and "" not in graphemes:
            cells: str | tuple[str, ...] = text.rstrip(_BLANK)
        else:
            end = len(graphemes)
            while end and graphemes[end - 1] == _BLANK:
                end -= 1
            cells = tuple(each[:_MOST_JOINED] for each in graphemes[:end])
        if not cells and not spans:
            return EMPTY if not wrapped else Row(wrapped=True)
        return Row(cells, spans, wrapped)

    def _spans(self, numbers: tuple[int, ...]) -> list[Span]:
        styles = self._styles
        first = numbers[0] if numbers else 0
        if numbers.count(first) == len(numbers):
            style, link = styles[first] if first < len(styles) else (PLAIN, "")
            plain = not numbers or (style == PLAIN and not link)
            return [] if plain else [Span(0, len(numbers), style, link)]
        spans = []
        for start, end in _runs(numbers):
            style, link = styles[numbers[start]]
            if style != PLAIN or link:
                spans.append(Span(start, end, style, link))
        return spans

    def _style(self, found: Any) -> tuple[Style, str]:
        color = found.underline_color
        link = self._links.marked(color)
        style = Style(
            found.foreground,
            found.background,
            None if link else color,
            Underline(found.underline),
            found.bold,
            found.faint,
            found.italic,
            found.blink,
            found.inverse,
            found.invisible,
            found.strikethrough,
            found.overline,
        )
        return (PLAIN if style == PLAIN else style), link


def _runs(numbers: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """From where up to where the same number stands; by an expression, ten times as fast."""
    try:
        return (found.span() for found in _RUN_OF_BYTES.finditer(bytes(numbers)))
    except ValueError:  # there are more than 256 styles
        return (found.span() for found in _RUN.finditer("".join(map(chr, numbers))))
