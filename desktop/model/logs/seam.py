"""Where the reading of a log ended, so that it goes on exactly there."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.engine.observations import LogLine, Output
from desktop.model.logs.known_lines import KnownLines, Lookout

MOST_HELD = 20_000  # lines of which it is not told yet whether they are new


class Seam:
    """Knows the last lines of one container again when they are read again.

    The next reading asks for what is not older than ``since``. The lines that are remembered are
    looked for in it, and what follows them is new. Where they do not come there is a gap.

    What ``new`` and ``end`` tell is to be given to ``add`` before they are asked again.
    """

    def __init__(self, known: KnownLines | None = None) -> None:
        self._known = KnownLines() if known is None else known
        self._lookout: Lookout | None = None  # None when it is decided that all is new
        self._held: list[LogLine] = []  # which may be new
        self._skipped = False  # since it began to read
        self._unfinished: dict[Output, LogLine] = {}  # lines that had no end yet, and were told
        self._wholes: dict[Output, tuple[LogLine, LogLine]] = {}  # what is told of a line, and all

    @property
    def since(self) -> str:
        """The time from which on to read, or nothing where nothing is known."""
        return self._known.since

    def begin(self) -> None:
        """From now on lines come that are not older than ``since``."""
        self._look_out()
        self._wholes.clear()
        self._skipped = False

    def skip(self, count: int) -> int:
        """So many lines are missing before what comes next; how many of these were new."""
        lookout = self._lookout
        if lookout is None or not count:
            return count
        new = count - lookout.missing + len(self._held) * lookout.found
        self._look_out()  # of those that are known some may still come
        self._skipped = True
        return max(0, new)

    def new(self, lines: Sequence[LogLine]) -> tuple[Sequence[LogLine], bool]:
        """Those that are new, and whether some may be missing before them."""
        lookout = self._lookout
        if lookout is None:
            return self._without_begun(lines), False
        for count, line in enumerate(lines, 1):
            if self._is_told_by(line, lookout):
                return self._decide(lookout, lines[count:])
        return (), False

    def end(self) -> tuple[Sequence[LogLine], bool]:
        """The same where all is told and nothing follows."""
        lookout = self._lookout
        if lookout is None or lookout.fits or not self._held:
            return (), False
        return self._decide(lookout, ())

    def add(self, lines: Sequence[LogLine]) -> None:
        """Remember lines that are taken in."""
        if self._unfinished or self._wholes or any(line.unfinished for line in lines[-2:]):
            lines = self._finished(lines)
        self._known.add(lines)

    def _look_out(self) -> None:
        self._lookout = self._known.look_out()
        self._held = []

    def _is_told_by(self, line: LogLine, lookout: Lookout) -> bool:
        """Whether that line tells which ones are new."""
        lookout.see(line)
        if lookout.at_end:
            self._held = []
        else:
            self._held.append(line)
        if lookout.fits:
            return False
        is_later = line.time > self._known.latest
        return lookout.found_all or is_later or len(self._held) > MOST_HELD

    def _decide(self, lookout: Lookout, lines: Sequence[LogLine]) -> tuple[Sequence[LogLine], bool]:
        held = self._held
        if not lookout.found:  # the Engine may have lost the last ones that it told
            held = [line for line in held if not lookout.knows(line)]
        self._lookout, self._held = None, []
        return self._without_begun([*held, *lines]), not lookout.found and not self._skipped

    def _without_begun(self, lines: Sequence[LogLine]) -> Sequence[LogLine]:
        """Of a line that had no end when it was told, only what is more."""
        begun = dict(self._unfinished)
        if not begun:
            return lines
        found = []
        for line in lines:
            before = begun.pop(line.output, None)
            if before is None or not _goes_on(before, line):
                found.append(line)
                continue
            length = len(before.text)
            rest = line._replace(text=line.text[length:], more=line.more - before.more)
            if rest.text or rest.more or not line.unfinished:
                self._wholes[line.output] = rest, line
                found.append(rest)
        return found

    def _finished(self, lines: Sequence[LogLine]) -> list[LogLine]:
        """Those that have an end, as they come when they are read again; the others are noted."""
        found = []
        for line in lines:
            rest, whole = self._wholes.get(line.output, (None, line))
            if line is rest:
                line = whole
                del self._wholes[line.output]
            if line.unfinished:
                self._unfinished[line.output] = line
            else:
                self._unfinished.pop(line.output, None)
                found.append(line)
        return found


def _goes_on(begun: LogLine, line: LogLine) -> bool:
    """Whether it is the same line, with as much or more of it."""
    same = begun.time == line.time and begun.more <= line.more
    return same and line.text.startswith(begun.text)
