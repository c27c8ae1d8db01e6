"""All rows of a log that are kept: bounded, in the order of time, each with its number."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from operator import attrgetter, itemgetter

from desktop.engine.observations import LogLine
from desktop.model.logs.chunk import MOST_BYTES as CHUNK_BYTES
from desktop.model.logs.chunk import MOST_ROWS as CHUNK_ROWS
from desktop.model.logs.chunk import Chunk, Entry, Extra
from desktop.model.logs.rows import Row, RowKind
from desktop.model.observers import Observers

MOST_LINES = 200_000
MOST_BYTES = 64 << 20
MOST_MOVED = 10_000  # rows that a late line may push on: moving them takes time
EVERY_SOURCE = -1  # the source of a marker that stands for all of them


@dataclass(frozen=True, slots=True)
class News:
    """What has become of the rows: those before ``begin`` are gone, from ``since`` on look again.

    ``inserted`` are the numbers, in order, of rows that came late and pushed others on.
    """

    begin: int
    since: int
    end: int
    inserted: tuple[int, ...] = ()

    def moved(self, number: int) -> int:
        """The number by which a row is known now that had ``number`` before."""
        for place in self.inserted:
            if place > number:
                break
            number += 1
        return number


class Book:
    """Rows by number, from ``begin`` to ``end``; the oldest give way, and are counted.

    Lines of one container stay in the order in which they came. Among several a line stands where
    its time puts it; one whose clock runs backwards stands after its container's last.
    ``taken`` counts the lines that came or were skipped: ``lines + dropped + skipped``.
    """

    def __init__(self, most_rows: int = MOST_LINES, most_bytes: int = MOST_BYTES) -> None:
        self.changed: Observers[News] = Observers()
        self.begin = self.end = 0
        self.taken = self.skipped = self.dropped = 0
        self._most_rows = most_rows
        self._most_bytes = most_bytes
        self._bytes = 0
        self._held = False
        self._chunks: list[Chunk] = []
        self._newest = ""  # the latest time of all rows
        self._latest: dict[int, str] = {}  # the same by source

    def __len__(self) -> int:
        return self.end - self.begin

    def __getitem__(self, number: int) -> Row:
        chunk = self.chunk(number)
        return chunk.row(number - chunk.number)

    @property
    def lines(self) -> int:
        """How many lines are kept."""
        return self.taken - self.dropped - self.skipped

    @property
    def full(self) -> bool:
        """Whether there is no room, as no row may give way now: it is not to be added to.

        What is added nevertheless is kept.
        """
        rows = 2 * self._most_rows  # so that it is soon known how much is new
        return self._held and (self._bytes >= self._most_bytes or len(self) >= rows)

    def chunk(self, number: int) -> Chunk:
        """The chunk that holds the row of that number."""
        if not self.begin <= number < self.end:
            raise IndexError(number)
        return self._chunks[bisect_right(self._chunks, number, key=_number) - 1]

    def add(self, source: int, lines: Sequence[LogLine], *, skipped: int = 0) -> None:
        """Take in what a container wrote; ``skipped`` lines are missing before it."""
        since = self.end
        inserted: tuple[int, ...] = ()
        latest = self._latest.get(source, "")
        late = self._count_late(latest, lines)
        entries = [_entry(source, line) for line in lines[:late]]
        if skipped:
            at = max(latest, lines[0].time) if lines else self._newest
            entries.insert(0, Entry(at, source, extra=Extra(0, RowKind.SKIPPED, skipped)))
        if late:
            since, inserted = self._insert(latest, entries)
        elif entries:
            self._append(entries[0])
        self._append_lines(source, lines[late:])
        if lines:
            self._latest[source] = max(latest, max(map(_time_of_line, lines)))
        self.taken += len(lines) + skipped
        self.skipped += skipped
        self._tell(since, inserted)

    def mark(self, kind: RowKind, source: int = EVERY_SOURCE, *, time: str = "") -> None:
        """Add a marker at the end. ``time`` is its own."""
        since = self.end
        self._append(Entry(self._newest, source, extra=Extra(0, kind, 0, time)))
        self._tell(since)

    def keep(self, most_rows: int) -> None:
        """Keep at most so many rows from now on."""
        self._most_rows = most_rows
        self._tell(self.end)

    def hold(self, held: bool) -> None:
        """While it is held no row gives way, until it is ``full``."""
        self._held = held
        self._tell(self.end)

    def clear(self, time: str = "") -> None:
        """Forget all rows and counts, and say so in the first row."""
        self._chunks.clear()
        self._bytes = self.taken = self.skipped = self.dropped = 0
        self.begin = self.end
        self.mark(RowKind.CLEARED, time=time)

    def _count_late(self, latest: str, lines: Sequence[LogLine]) -> int:
        """How many of the first lines belong before rows that are there."""
        newest = self._newest
        if latest >= newest:
            return 0
        for index, line in enumerate(lines):
            if line.time >= newest:
                return index
        return len(lines)

    def _insert(self, latest: str, entries: list[Entry]) -> tuple[int, tuple[int, ...]]:
        """Put rows where their time puts them; from which number on, and the numbers they got."""
        newest = self._newest
        since = self._place_of(max(latest, entries[0].time))
        before = self._taken_from(since)
        floor = self._newest  # as it is without those
        inserted = []
        both = _timed(before, floor, False), _timed(entries, max(latest, floor), True)
        for _time, entry, is_new in merge(*both, key=itemgetter(0)):
            if is_new:
                inserted.append(self.end)
            self._append(entry)
        self._newest = newest
        return since, tuple(inserted)

    def _place_of(self, time: str) -> int:
        """The number of the first row that is later than ``time``, among the last of all."""
        first = max(self.begin, self.end - MOST_MOVED)
        place = max(0, bisect_right(self._chunks, time, key=_floor) - 1)
        for chunk in self._chunks[place:]:
            reached = chunk.floor
            for index in range(len(chunk)):
                reached = max(reached, chunk.time(index))
                if reached > time:
                    return max(first, chunk.number + index)
        return self.end

    def _taken_from(self, since: int) -> list[Entry]:
        """Take all rows from that number on out of the book."""
        found: list[Entry] = []
        while self._chunks and self._chunks[-1].number >= since:
            chunk = self._chunks.pop()
            self._newest = chunk.floor
            found[:0] = chunk.take_from(0)
        if self._chunks:
            chunk = self._chunks[-1]
            self._newest = chunk.floor
            found[:0] = chunk.take_from(since - chunk.number)
            times = (chunk.time(index) for index in range(len(chunk)))
            self._newest = max(chunk.floor, max(times, default=""))
        self._bytes -= sum(len(entry.raw) for entry in found)
        self.end = since
        return found

    def _append(self, entry: Entry) -> None:
        self._open_chunk().add(entry)
        self._newest = max(self._newest, entry.time)
        self._bytes += len(entry.raw)
        self.end += 1

    def _append_lines(self, source: int, lines: Sequence[LogLine]) -> None:
        position = 0
        while position < len(lines):
            chunk = self._open_chunk()
            some = lines[position : position + CHUNK_ROWS - len(chunk)]
            while len(some) > 1 and sum(map(_length_of_line, some)) > CHUNK_BYTES:
                some = some[: len(some) // 2]
            before = len(chunk)
            chunk.add_lines(source, some)
            self._newest = max(self._newest, max(map(_time_of_line, some)))
            self._bytes += chunk.size(before, len(chunk))
            self.end += len(some)
            position += len(some)

    def _open_chunk(self) -> Chunk:
        if not self._chunks or self._chunks[-1].full:
            self._chunks.append(Chunk(self.end, self._newest))
        return self._chunks[-1]

    def _tell(self, since: int, inserted: tuple[int, ...] = ()) -> None:
        self._drop()
        since = max(since, self.begin)
        self.changed.tell(News(self.begin, since, self.end, inserted))

    def _drop(self) -> None:
        """Let the oldest rows go, as many as are too many."""
        if self._held:
            return
        while self._bytes > self._most_bytes or len(self) > self._most_rows:
            chunk = self._chunks[0]
            index = self.begin - chunk.number
            end = min(len(chunk), index + max(0, len(self) - self._most_rows))
            if self._bytes > self._most_bytes:
                end = max(end, chunk.past(index, self._bytes - self._most_bytes))
                end = min(end, len(chunk))
            self._bytes -= chunk.size(index, end)
            self.dropped += end - index - chunk.markers(index, end)
            self.begin += end - index
            if end == len(chunk):
                del self._chunks[0]


_number = attrgetter("number")
_floor = attrgetter("floor")
_time_of_line = attrgetter("time")


def _length_of_line(line: LogLine) -> int:
    return len(line.text)


def _entry(source: int, line: LogLine) -> Entry:
    extra = Extra(line.more) if line.more else None
    return Entry(line.time, source, line.output, line.text, extra)


def _timed(entries: Iterable[Entry], floor: str, is_new: bool) -> Iterator[tuple[str, Entry, bool]]:
    """Each with the latest time up to it, which is its place."""
    for entry in entries:
        floor = max(floor, entry.time)
        yield floor, entry, is_new
