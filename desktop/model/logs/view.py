"""Which rows of a book are shown, and in what places."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import dataclass

from desktop.engine.observations import Output
from desktop.model.logs.book import EVERY_SOURCE, Book, News
from desktop.model.logs.chunk import Chunk
from desktop.model.logs.context import ALWAYS, CANDIDATE, HIT, earliest, places
from desktop.model.logs.levels import LOOK_BACK, Level, Levels
from desktop.model.logs.patterns import Matcher, Pattern, TooSlow
from desktop.model.logs.rows import Row, RowKind
from desktop.model.logs.slices import Slices
from desktop.model.observers import Observers

STEP = 256  # rows at once, or fewer where a pattern is slow


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows are wanted; None is all. ``context`` lines around each are shown too.

    Of what is wanted by level or pattern the whole stack trace is shown. ``without`` turns the
    pattern around. Markers are shown of all wanted sources.
    """

    sources: frozenset[int] | None = None
    outputs: frozenset[Output] | None = None
    levels: frozenset[Level] | None = None
    pattern: Pattern | None = None
    without: bool = False
    context: int = 0

    @property
    def everything(self) -> bool:
        """Whether all rows are shown."""
        return (self.sources, self.outputs, self.levels, self.pattern) == (None,) * 4


@dataclass(frozen=True, slots=True)
class ViewNews:
    """``went`` places are gone at the front; after that, from place ``first`` on look again.

    All these rows have the number ``since`` or a later one. ``moved`` tells new numbers of rows
    from old ones.
    """

    went: int
    first: int
    since: int
    book: News | None = None

    def moved(self, number: int) -> int:
        """The number by which a row is known now that had ``number`` before."""
        return number if self.book is None else self.book.moved(number)


class View:
    """The rows of a book that pass a filter, by their place; follows the book by itself.

    A large book is gone through in slices: ``busy`` until that is done. ``given_up``: the pattern
    takes too long, and the view ends there. Close it in the end.
    """

    def __init__(self, book: Book) -> None:
        self.book = book
        self.levels = Levels(book)
        self.filter = Filter()
        self.given_up = False
        self.changed: Observers[ViewNews] = Observers()
        self._matcher: Matcher | None = None
        self._limit: int | None = None  # while paused: rows from here on are not shown
        self._begin = self._next = book.begin  # rows from _next on are not judged yet
        self._base = book.begin  # the number of the first of the flags
        self._flags = bytearray()
        self._codes = array("q")  # of each place: number * 2; of a separator before that 1 less
        self._traced: set[int] = set()  # origins whose last line is shown for its trace
        self._slices = Slices(self._step, self._tell)
        self._pending = _Pending()
        self._unsubscribe = book.changed.subscribe(self._on_news)
        self._slices.wake()

    def close(self) -> None:
        """Follow no longer."""
        self._unsubscribe()
        self._slices.close()

    def __len__(self) -> int:
        return self._next - self._begin if self.filter.everything else len(self._codes)

    def __getitem__(self, place: int) -> Row:
        if not 0 <= place < len(self):
            raise IndexError(place)
        if self.filter.everything:
            return self.book[self._begin + place]
        number, is_row = divmod(self._codes[place] + 1, 2)
        if is_row:
            return self.book[number]
        return Row(number, EVERY_SOURCE, "", kind=RowKind.SEPARATOR)

    @property
    def busy(self) -> bool:
        """Whether rows of the book are still to be judged."""
        return self._slices.busy

    def index_of(self, number: int) -> int:
        """The place of that row, or of the first one after it."""
        if self.filter.everything:
            return min(max(number, self._begin), self._next) - self._begin
        return bisect_left(self._codes, number * 2)

    def numbers(self, place: int, count: int) -> list[int]:
        """The numbers of the rows from that place on, in so many places."""
        if self.filter.everything:
            begin = self._begin + place
            return list(range(begin, min(begin + count, self._next)))
        return [code // 2 for code in self._codes[place : place + count] if not code % 2]

    def show(self, wanted: Filter) -> None:
        """Show what passes another filter; raises ``BadPattern`` and stays as it was."""
        matcher = None if wanted.pattern is None else Matcher(wanted.pattern)
        if wanted == self.filter and not self.given_up:
            return
        self.filter, self._matcher, self.given_up = wanted, matcher, False
        self._forget()
        self._slices.wake()

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where in a text that is shown what was filtered for is: start and length."""
        if self._matcher is None or self.filter.without:
            return []
        return self._matcher.spans(text)

    @property
    def paused(self) -> bool:
        """Whether rows that come are held back, and those that are shown stay."""
        return self._limit is not None

    @paused.setter
    def paused(self, paused: bool) -> None:
        if paused is not self.paused:
            self._limit = self.book.end if paused else None
            self.book.hold(paused)
            self._slices.wake()

    @property
    def held_back(self) -> int:
        """How many rows have come since it was paused."""
        return 0 if self._limit is None else self.book.end - self._limit

    def _forget(self) -> None:
        self._begin = self._base = self._next = self.book.begin
        self._flags.clear()
        del self._codes[:]
        self._traced.clear()
        self._pending.change(0)

    def _on_news(self, news: News) -> None:
        if self._limit is not None:
            self._limit = max(news.begin, news.moved(self._limit))
        self._let_go(news.begin)
        if news.since < self._next:
            self._next = news.since
            if not self.filter.everything:
                del self._flags[max(0, news.since - self._base) :]
                self._traced = self._traced_before(news.since)
            self._cut(news.since)
        self._pending.book = news
        self._slices.wake()
        self._tell()

    def _let_go(self, begin: int) -> None:
        """Rows before that number are gone."""
        if begin <= self._begin:
            return
        gone = bisect_left(self._codes, begin * 2)
        self._pending.go(begin - self._begin if self.filter.everything else gone)
        del self._codes[:gone]
        self._begin = begin
        self._next = max(self._next, begin)
        if begin - self._base > len(self._flags) // 2:
            del self._flags[: begin - self._base]
            self._base = begin

    def _cut(self, number: int) -> None:
        """What stands from that number on is to be looked at again."""
        place = self.index_of(number)
        if place and not self.filter.everything and self._codes[place - 1] % 2:
            place -= 1  # its separator
        del self._codes[place:]
        self._pending.change(place)

    def _step(self) -> bool:
        """Judge some more rows; False where there are none."""
        end = self.book.end if self._limit is None else self._limit
        if self._next >= end or self.given_up:
            return False
        if self.filter.everything:
            self._pending.change(len(self))
            self._next = end
            return False
        chunk = self.book.chunk(self._next)
        stop = min(end, chunk.number + len(chunk), self._next + STEP)
        low = self._next
        try:
            for number in range(self._next, stop):
                low = min(low, self._judge(chunk, number))
                if self._slices.late:
                    break
        except TooSlow:
            self.given_up = True
        self._next = self._base + len(self._flags)
        self._place(low)
        return True

    def _judge(self, chunk: Chunk, number: int) -> int:
        """Give a row its flags; the first row whose flags are other than they were."""
        index = number - chunk.number
        origin = chunk.origin(index)
        source, is_stderr = divmod(origin, 2)
        wanted = self.filter
        flags, low = 0, number
        if source != EVERY_SOURCE and wanted.sources is not None and source not in wanted.sources:
            pass
        elif not chunk.is_line(index):
            flags = ALWAYS
        elif wanted.outputs is None or _OUTPUTS[is_stderr] in wanted.outputs:
            flags = CANDIDATE
            if self._is_hit(number, origin, chunk.raw(index)):
                flags = CANDIDATE | HIT
                low = self._take_trace(number)
                self._traced.add(origin)
            else:
                self._traced.discard(origin)
        self._flags.append(flags)
        return low

    def _is_hit(self, number: int, origin: int, raw: bytes) -> bool:
        levels = self.filter.levels
        if levels is not None and self.levels.level(number) not in levels:
            return False
        if self._matcher is None:
            return True
        if self.filter.without and self.levels.continues(number):
            return origin in self._traced
        if self._matcher.matches(raw) is not self.filter.without:
            return True
        return origin in self._traced and self.levels.continues(number)

    def _take_trace(self, number: int) -> int:
        """What the row belongs to is shown with it; the first row of that."""
        if self._matcher is None or self.filter.without:
            return number
        for earlier in self.levels.trace(number):
            place = earlier - self._base
            if place < 0 or self._flags[place] & HIT:
                break
            self._flags[place] |= HIT
            number = earlier
        return number

    def _traced_before(self, number: int) -> set[int]:
        """The sources' outputs whose last line before that is shown."""
        seen: set[int] = set()
        found: set[int] = set()
        for earlier in range(number - 1, max(self._begin, number - LOOK_BACK) - 1, -1):
            chunk = self.book.chunk(earlier)
            origin = chunk.origin(earlier - chunk.number)
            flags = self._flags[earlier - self._base]
            if flags & CANDIDATE and origin not in seen:
                seen.add(origin)
                if flags & HIT:
                    found.add(origin)
        return found

    def _place(self, low: int) -> None:
        """Find the places of the rows from that number on, and of those around."""
        context = self.filter.context
        start = max(self._begin - self._base, earliest(self._flags, low - self._base, context))
        self._cut(self._base + start)
        found = places(self._flags, start, context, first=not self._codes)
        self._codes.extend([code + 2 * self._base for code in found])

    def _tell(self) -> None:
        pending = self._pending
        if pending.first is None and not pending.went:
            return
        self._pending = _Pending()
        first = len(self) if pending.first is None else pending.first
        since = self._begin + first
        if not self.filter.everything:
            since = self._codes[first - 1] // 2 + 1 if first else self._begin
        self.changed.tell(ViewNews(pending.went, first, since, pending.book))


_OUTPUTS = (Output.STDOUT, Output.STDERR)


@dataclass(slots=True)
class _Pending:
    """What is still to be told."""

    went: int = 0
    first: int | None = None
    book: News | None = None

    def go(self, count: int) -> None:
        """So many places are gone at the front."""
        self.went += count
        if self.first is not None:
            self.first = max(0, self.first - count)

    def change(self, place: int) -> None:
        """From that place on all is new."""
        self.first = place if self.first is None else min(self.first, place)
