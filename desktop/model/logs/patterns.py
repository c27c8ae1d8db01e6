"""What is looked for in lines, as typed: plain text or a regular expression.

Python's own ``re`` can't be stopped: ``(a+)+$`` would hold the window for ever. ``regex`` can.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import regex

from desktop.model.logs.text import text_of

LONGEST = 1000  # characters of a pattern
LINE_SECONDS = 0.02  # more than that for one line is too slow (for each 16 KiB of a longer one),
EARNED_SECONDS = 25e-6  # and so is more than that for each of many lines (each KiB of a longer one)
SPARE_SECONDS = 0.5  # once this is used up


class BadPattern(ValueError):
    """What was typed is no regular expression; ``position`` is where that shows, or None."""

    def __init__(self, message: str, position: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.position = position


class TooSlow(Exception):
    """The pattern takes too long: it is given up."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """What was typed, and how it is meant."""

    text: str
    case: bool = False
    regex: bool = False


class Matcher:
    """A pattern at work; a wrong one raises :class:`BadPattern` when it is made."""

    def __init__(self, pattern: Pattern) -> None:
        self.pattern = pattern
        self._seconds = SPARE_SECONDS
        text = pattern.text if pattern.regex else regex.escape(pattern.text)
        if len(pattern.text) > LONGEST:
            raise BadPattern("longer than 1,000 characters", LONGEST)
        try:
            self._compiled = regex.compile(text, 0 if pattern.case else regex.IGNORECASE)
        except (regex.error, OverflowError, RecursionError) as problem:
            message = getattr(problem, "msg", str(problem))
            raise BadPattern(message, getattr(problem, "pos", None)) from problem

    def matches(self, raw: bytes) -> bool:
        """Whether it is in a line; raises :class:`TooSlow`."""
        text = text_of(raw)
        if not self.pattern.regex:  # can't be slow, and a timeout costs more than the search
            return self._compiled.search(text) is not None
        size, begun = len(raw), time.perf_counter()
        try:
            found = self._compiled.search(text, timeout=LINE_SECONDS * (1 + (size >> 14)))
        except TimeoutError as problem:
            raise TooSlow from problem
        earned = EARNED_SECONDS * (1 + (size >> 10))
        left = self._seconds + earned - (time.perf_counter() - begun)
        self._seconds = min(SPARE_SECONDS, left)
        if left < 0:
            raise TooSlow
        return found is not None

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where it is in a text that is shown: start and length, none of them empty."""
        try:
            found = [m.span() for m in self._compiled.finditer(text, timeout=LINE_SECONDS)]
        except TimeoutError:
            return []
        return [(start, end - start) for start, end in found if end > start]
