"""Some hundred rows of a book, packed: a line costs its bytes and some forty more."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from desktop.engine.observations import LogLine, Output
from desktop.model.logs.rows import Row, RowKind

MOST_ROWS = 1024
MOST_BYTES = 256 << 10
UNKNOWN = 255  # a mark that is not worked out yet
_TIME = 30  # of "2006-01-02T15:04:05.123456789Z"
_OUTPUTS = (Output.STDOUT, Output.STDERR)


class Extra(NamedTuple):
    """What few rows have: bytes that are not kept, or what makes it a marker."""

    more: int = 0
    kind: RowKind = RowKind.LINE
    skipped: int = 0
    time: str = ""  # a marker's own, which need not be its place among the lines


class Entry(NamedTuple):
    """A row on its way into a book. ``time`` is its place among others."""

    time: str
    source: int
    output: Output = Output.STDOUT
    raw: bytes = b""
    extra: Extra | None = None
    mark: int = UNKNOWN


class Chunk:
    """Rows by their index, in which ``number`` is the first one's; ``floor`` the time before it.

    ``marks`` belong to :mod:`desktop.model.logs.levels`.
    """

    __slots__ = ("_ends", "_extras", "_origins", "_text", "_times", "floor", "marks", "number")

    def __init__(self, number: int, floor: str) -> None:
        self.number = number
        self.floor = floor
        self.marks = bytearray()
        self._text = bytearray()
        self._ends = array("I")
        self._times = bytearray()
        self._origins = array("i")  # twice the source, and 1 for stderr
        self._extras: dict[int, Extra] = {}

    def __len__(self) -> int:
        return len(self._ends)

    @property
    def full(self) -> bool:
        """Whether the next row begins another chunk."""
        return len(self._ends) >= MOST_ROWS or len(self._text) >= MOST_BYTES

    def add_lines(self, source: int, lines: Sequence[LogLine]) -> None:
        """Add lines of one container."""
        index, end = len(self._ends), len(self._text)
        for line in lines:
            end += len(line[2])
            self._ends.append(end)
            if line[3]:
                self._extras[index] = Extra(line[3])
            index += 1
        self._text += b"".join([line[2] for line in lines])
        self._times += "".join([f"{line[0]:30.30}" for line in lines]).encode("ascii", "replace")
        first = source * 2 - 1
        self._origins.extend([first + line[1] for line in lines])
        self.marks += bytes((UNKNOWN,)) * len(lines)

    def add(self, entry: Entry) -> None:
        """Add a row of any kind."""
        if entry.extra is not None:
            self._extras[len(self._ends)] = entry.extra
        self._text += entry.raw
        self._ends.append(len(self._text))
        self._times += f"{entry.time:30.30}".encode("ascii", "replace")
        self._origins.append(entry.source * 2 - 1 + entry.output)
        self.marks.append(entry.mark)

    def time(self, index: int) -> str:
        """A row's time, or nothing."""
        return self._times[index * _TIME : (index + 1) * _TIME].decode("ascii").rstrip()

    def raw(self, index: int) -> bytes:
        """A row's text."""
        return bytes(self._text[self._ends[index - 1] if index else 0 : self._ends[index]])

    def origin(self, index: int) -> int:
        """The same number for rows of the same source and output: ``source * 2 + stderr``."""
        return self._origins[index]

    def is_line(self, index: int) -> bool:
        """Whether it is no marker."""
        extra = self._extras.get(index) if self._extras else None
        return extra is None or extra.kind is RowKind.LINE

    def row(self, index: int) -> Row:
        """The whole row."""
        source, is_stderr = divmod(self._origins[index], 2)
        more, kind, skipped, time = self._extras.get(index) or _NOTHING
        return Row(
            self.number + index,
            source,
            time or self.time(index),
            _OUTPUTS[is_stderr],
            self.raw(index),
            more,
            kind,
            skipped,
        )

    def size(self, begin: int, end: int) -> int:
        """Bytes of text in these rows."""
        ends = self._ends
        return (ends[end - 1] if end else 0) - (ends[begin - 1] if begin else 0)

    def markers(self, begin: int, end: int) -> int:
        """How many of these rows are no lines."""
        return sum(
            begin <= index < end and extra.kind is not RowKind.LINE
            for index, extra in self._extras.items()
        )

    def past(self, begin: int, size: int) -> int:
        """The index at which the rows from ``begin`` on have at least ``size`` bytes."""
        before = self._ends[begin - 1] if begin else 0
        return bisect_left(self._ends, before + size, begin) + 1

    def take_from(self, begin: int) -> list[Entry]:
        """Take the rows from that index on out of it."""
        found = []
        for index in range(begin, len(self)):
            source, is_stderr = divmod(self._origins[index], 2)
            extra = self._extras.pop(index, None)
            found.append(
                Entry(
                    self.time(index),
                    source,
                    _OUTPUTS[is_stderr],
                    self.raw(index),
                    extra,
                    self.marks[index],
                )
            )
        del self._text[self._ends[begin - 1] if begin else 0 :]
        del self._ends[begin:]
        del self._times[begin * _TIME :]
        del self._origins[begin:]
        del self.marks[begin:]
        return found


_NOTHING = Extra()
