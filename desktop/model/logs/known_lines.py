"""The last lines of a container, by which a later reading is fitted to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from desktop.engine.observations import LogLine, Output

KNOWN = 256  # lines, and more while none comes that is later than all before
MOST_KNOWN = 4096

_Print = tuple[str, Output, int, int]


class KnownLines:
    """Prints of the last lines, the latest of all times, and the time from which to read again.

    At least ``most`` lines are kept, and among them the first of the latest time: so what is not
    older than ``since`` begins with them, but for a few.
    """

    def __init__(self, most: int = KNOWN) -> None:
        self.latest = ""
        self._most = most
        self._prints: list[_Print] = []
        self._first = 0  # the place of the first line of the latest time
        self._older = ""  # the latest time of those that are not kept

    @property
    def since(self) -> str:
        """The latest time up to which all is known, or nothing where nothing is."""
        return self._older or min((line[0] for line in self._prints), default="")

    def look_out(self) -> Lookout | None:
        """What finds them again; None where there are none."""
        return Lookout(self._prints, self.since) if self._prints else None

    def add(self, lines: Sequence[LogLine]) -> None:
        """Keep some more, and forget as many others as may be."""
        if not lines:
            return
        times = [line.time for line in lines]
        before = len(self._prints)
        latest = max(times)
        if latest > self.latest:
            self.latest = latest
            self._first = before + times.index(latest)
        count = before + len(lines)
        going = max(0, min(count - self._most, self._first), count - MOST_KNOWN)
        passing = max(0, going - before)
        gone = [line[0] for line in self._prints[:going]] + times[:passing]
        self._older = max(self._older, max(gone, default=""))
        self._prints = self._prints[going:] + [_print(line) for line in lines[passing:]]
        self._first = max(0, self._first - going)


class Lookout:
    """Finds known lines among those that come: all of them, or else as many of the last as can be.

    Others may come before. Each output stamps its lines by itself, so in the log of a busy Engine
    their times are out of order. Docker 26 takes ``since`` as the place of the first line that is
    not older, and tells all that follows; Docker 20 leaves out each line that is older. So those
    may come or not. https://github.com/moby/moby/blob/master/daemon/logger/loggerutils/logfile.go
    """

    def __init__(self, known: Sequence[_Print], since: str) -> None:
        self.at_end = False  # the last known line was the last that was seen
        self._places: defaultdict[_Print, list[int]] = defaultdict(list)
        for place, line in enumerate(known):
            self._places[line].append(place)
        self._may_lack = [line[0] < since for line in known]
        self._end = len(known)
        self._found = self._end  # from this place on all have come
        self._next: dict[int, int] = {}  # which may come next, and from which place on all came

    @property
    def found(self) -> bool:
        """Whether the last of them have come; it may be that all will."""
        return self._found < self._end

    @property
    def found_all(self) -> bool:
        """Whether they have come from the first on; some that are older may follow."""
        return self.found and all(self._may_lack[: self._found])

    @property
    def fits(self) -> bool:
        """Whether what was seen last is known, and not the last that is."""
        return bool(self._next)

    @property
    def missing(self) -> int:
        """How many that are known have not come again."""
        return 0 if self.found else self._end - max(self._next, default=0)

    def knows(self, line: LogLine) -> bool:
        """Whether it is like one that is known."""
        return _print(line) in self._places

    def see(self, line: LogLine) -> None:
        """That line comes."""
        following: dict[int, int] = {}
        for place in self._places.get(_print(line), ()):
            begun = self._next.get(place, place)
            self._go_on(following, place + 1, begun)
        begun = following.pop(self._end, self._end)
        self.at_end = begun < self._end and begun <= self._found
        self._found = min(begun, self._found)
        self._next = {
            place: begun
            for place, begun in following.items()
            if begun < self._found or (begun == self._found and all(self._may_lack[place:]))
        }

    def _go_on(self, following: dict[int, int], place: int, begun: int) -> None:
        """That place may be next, or one after it where lines may be lacking."""
        following[place] = min(begun, following.get(place, begun))
        while place < self._end and self._may_lack[place]:
            place += 1
            following[place] = min(begun, following.get(place, begun))


def _print(line: LogLine) -> _Print:
    return line.time, line.output, hash(line.text), line.more
