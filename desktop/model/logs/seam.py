"""Where the reading of a log ended, so that it goes on exactly there."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from itertools import chain

from desktop.engine.observations import LogLine, Output

KNOWN = 256  # lines; the times of the two outputs may be out of order, but not by more

_Print = tuple[str, Output, int, int]


class Seam:
    """Remembers the last lines of one container, and knows them again when they are read again.

    The next reading asks for what is not older than ``since``. That begins with lines that are
    known. Where it does, nothing is missing; where it does not, there is a gap.
    """

    def __init__(self) -> None:
        self._known: deque[_Print] = deque()
        self._older = ""  # the latest time of lines that are not remembered
        self._last = b""
        self._whole: tuple[LogLine, LogLine] | None = None  # more of the last line, and all of it
        self._expected: list[_Print] = []
        self._fitting: list[int] = []  # places among these from which all fits that has come
        self._matched: int | None = None  # lines that fitted; None when it is decided

    @property
    def since(self) -> str:
        """The earliest time from which on all is known, or nothing where nothing is."""
        times = [line[0] for line in self._known]
        return min((time for time in times if time > self._older), default=max(times, default=""))

    @property
    def missing(self) -> int:
        """How many lines that are known have not come again."""
        return 0 if self._matched is None else len(self._expected) - self._matched

    def begin(self) -> None:
        """From now on lines come that are not older than ``since``."""
        since = self.since
        self._expected = [line for line in self._known if line[0] >= since]
        self._fitting = list(range(len(self._expected)))
        self._matched = 0 if self._expected else None

    def decide(self) -> None:
        """What comes next is new, whatever it is."""
        self._matched = None

    def new(self, lines: Sequence[LogLine]) -> tuple[Sequence[LogLine], bool]:
        """Those that are new, and whether some may be missing before them."""
        for index, line in enumerate(lines):
            matched = self._matched
            if matched is None:
                return lines[index:], False
            this = _print(line)
            fitting = [at for at in self._fitting if self._at(at + matched) == this]
            if fitting:
                self._fitting, self._matched = fitting, matched + 1
                continue
            self._matched = None
            end = len(self._expected)
            if matched and any(at + matched == end for at in self._fitting):
                return lines[index:], False
            if any(at + matched == end - 1 for at in self._fitting) and self._goes_on(line):
                rest = line._replace(text=line.text[len(self._last) :])
                self._known.pop()
                self._whole = rest, line
                return [rest, *lines[index + 1 :]], False
            return lines[index:], True
        return (), False

    def add(self, lines: Sequence[LogLine]) -> None:
        """Remember lines that are taken in."""
        if not lines:
            return
        if self._whole is not None and lines[0] is self._whole[0]:
            lines = [self._whole[1], *lines[1:]]
        self._whole = None
        known = self._known
        known.extend(map(_print, lines[-KNOWN:]))
        forgotten = [known.popleft()[0] for _ in range(len(known) - KNOWN)]
        before = (line.time for line in lines[:-KNOWN])
        self._older = max(chain((self._older,), forgotten, before))
        self._last = lines[-1].text

    def _at(self, place: int) -> _Print | None:
        return self._expected[place] if place < len(self._expected) else None

    def _goes_on(self, line: LogLine) -> bool:
        """Whether it is the last line, which had no end, with more of it."""
        time, output, _text, _more = self._expected[-1]
        return (line.time, line.output) == (time, output) and line.text.startswith(self._last)


def _print(line: LogLine) -> _Print:
    return line.time, line.output, hash(line.text), line.more
