"""Searching what a terminal keeps: lines as they were written, the newest first.

The work is done in steps of a few milliseconds. Python's own ``re`` can't be stopped: ``(a+)+$``
would hold the window for ever. ``regex`` can.
"""

from __future__ import annotations

import re
import time
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

import regex

from desktop.terminal.logical_lines import (
    Extent,
    LogicalLine,
    Position,
    end_line,
    lines_backwards,
    logical_line,
)
from desktop.terminal.protocol import Terminal

LONGEST = 1000  # characters of a pattern
LOOKED_AT = 64 << 10  # characters of a line
MOST_MATCHES = 10_000
STEP_SECONDS = 0.004
LINE_SECONDS = 0.02  # more than that for one line is too slow,
SPARE_SECONDS = 0.5  # and so is more than that for all, beyond
EARNED_SECONDS = 25e-6  # what each line may take

_start, _end = attrgetter("start"), attrgetter("end")


class BadPattern(ValueError):
    """What was typed is no regular expression; ``position`` is where that shows, or None."""

    def __init__(self, message: str, position: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.position = position


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, and how it is meant. Without ``case``, it counts if there is a capital."""

    text: str
    regex: bool = False
    case: bool | None = None

    @property
    def minds_case(self) -> bool:
        if self.case is not None:
            return self.case
        text = re.sub(r"\\.", "", self.text) if self.regex else self.text  # \S is no capital
        return text != text.lower()


class Search:
    """A query at work; a wrong one raises :class:`BadPattern` when it is made."""

    def __init__(self, terminal: Terminal, query: Query) -> None:
        self.query = query
        self.is_too_slow = False
        """The pattern takes too long and is given up."""
        self.is_cut_off = False
        """There is more than is counted."""
        self._terminal = terminal
        self._pattern = _compiled(query)
        self._spare = SPARE_SECONDS
        self._left: list[tuple[int, int]] = []  # rows to search, those that are next at the end
        self._settled = 0  # rows before this one stay as they are
        self._restart()

    @property
    def matches(self) -> Sequence[Extent]:
        """What has been found, the oldest first."""
        return self._matches

    @property
    def is_done(self) -> bool:
        return not self._left

    def step(self, seconds: float = STEP_SECONDS) -> bool:
        """Search on for about that time; returns whether there is no more to do."""
        if self._terminal.numbering != self._numbering:
            self._restart()
        deadline = time.perf_counter() + seconds
        while self._left:
            if (line := next(self._lines, None)) is None:
                self._left.pop()
                self._begin()
                continue
            self._left[-1] = (self._left[-1][0], line.first)
            self._take(line)
            if time.perf_counter() >= deadline:
                break
        return self.is_done

    def refresh(self) -> None:
        """Search what has been written since, and the screen again: call :meth:`step` then."""
        terminal = self._terminal
        if terminal.numbering != self._numbering:
            self._restart()
            return
        if self.is_too_slow:
            return
        # The first row that may have changed since, or the begin of its line.
        line = logical_line(terminal, self._settled)
        changed = line.first if line is not None else terminal.first_line
        del self._matches[bisect_left(self._matches, Position(changed, 0), key=_start) :]
        del self._matches[
            : bisect_left(self._matches, Position(terminal.first_line, 0), key=_start)
        ]
        older = [(first, min(end, changed)) for first, end in self._left]
        self._left = [(first, end) for first, end in older if first < end]
        self._left.append((changed, end_line(terminal)))
        self._settled = terminal.screen_line
        self._begin()

    def in_rows(self, first: int, end: int) -> Sequence[Extent]:
        """What has been found in the rows from ``first`` up to ``end``, to mark it."""
        begin = bisect_right(self._matches, Position(first, 0), key=_end)
        return self._matches[begin : bisect_left(self._matches, Position(end, 0), key=_start)]

    def older(self, than: Position) -> Extent | None:
        """The nearest match that begins before a position."""
        index = bisect_left(self._matches, than, key=_start)
        return self._matches[index - 1] if index else None

    def newer(self, than: Position) -> Extent | None:
        """The nearest match that begins after a position."""
        index = bisect_right(self._matches, than, key=_start)
        return self._matches[index] if index < len(self._matches) else None

    def number_of(self, match: Extent) -> int:
        """Which one it is, the newest being 1."""
        return len(self._matches) - bisect_left(self._matches, match.start, key=_start)

    def _restart(self) -> None:
        terminal = self._terminal
        self._matches: list[Extent] = []
        self._numbering = terminal.numbering
        self._settled = terminal.screen_line
        self._left = [(terminal.first_line, end_line(terminal))] if self.query.text else []
        if self.is_too_slow:
            self._left = []
        self._begin()

    def _begin(self) -> None:
        """Go on with the newest rows of those that are left."""
        first, end = self._left[-1] if self._left else (0, 0)
        self._lines = lines_backwards(self._terminal, first, end)

    def _take(self, line: LogicalLine) -> None:
        try:
            found = [
                Extent(line.position(start), line.end_position(end))
                for start, end in self._spans(line.text[:LOOKED_AT])
            ]
        except TimeoutError:
            self.is_too_slow = True
            self._left = []
            return
        for match in found:
            insort(self._matches, match, key=_start)
        if len(self._matches) >= MOST_MATCHES:
            self.is_cut_off = True
            del self._matches[: len(self._matches) - MOST_MATCHES]
            del self._left[:]

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where it is in a text; raises ``TimeoutError``."""
        if not self.query.regex:  # can't be slow, and a timeout costs more than the search
            yield from (match.span() for match in self._pattern.finditer(text))
            return
        begun = time.perf_counter()
        found = [match.span() for match in self._pattern.finditer(text, timeout=LINE_SECONDS)]
        self._spare += EARNED_SECONDS - (time.perf_counter() - begun)
        if self._spare < 0:
            raise TimeoutError
        self._spare = min(SPARE_SECONDS, self._spare)
        yield from ((start, end) for start, end in found if end > start)


def _compiled(query: Query) -> regex.Pattern:
    if len(query.text) > LONGEST:
        raise BadPattern("longer than 1,000 characters", LONGEST)
    text = query.text if query.regex else regex.escape(query.text)
    try:
        return regex.compile(text, 0 if query.minds_case else regex.IGNORECASE)
    except (regex.error, OverflowError, RecursionError) as problem:
        message = getattr(problem, "msg", str(problem))
        raise BadPattern(message, getattr(problem, "pos", None)) from problem
