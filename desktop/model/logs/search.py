"""Finding a text in the rows that a view shows."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right

from desktop.model.logs.patterns import Matcher, Pattern, TooSlow
from desktop.model.logs.slices import Slices
from desktop.model.logs.view import View, ViewNews
from desktop.model.observers import Observers

STEP = 256  # places at once, or fewer where the pattern is slow


class Search:
    """The rows of a view in which a pattern is found; follows the view by itself.

    ``current`` is the number of the row that was gone to. ``given_up``: the pattern takes too long
    on some row, and what lies after it is not searched. Close it in the end. A wrong pattern raises
    ``BadPattern``.
    """

    def __init__(self, view: View, pattern: Pattern) -> None:
        self.pattern = pattern
        self.current: int | None = None
        self.given_up = False
        self.changed: Observers[Search] = Observers()
        self._matcher = Matcher(pattern)
        self._view = view
        self._found = array("q")  # numbers of rows
        self._next = 0  # rows before this number are searched
        self._told: tuple[object, ...] = ()
        self._slices = Slices(self._step, self._tell)
        self._unsubscribe = view.changed.subscribe(self._on_news)
        self._slices.wake()

    def close(self) -> None:
        """Follow no longer."""
        self._unsubscribe()
        self._slices.close()

    @property
    def count(self) -> int:
        """How many rows have it."""
        return len(self._found)

    @property
    def busy(self) -> bool:
        """Whether rows are still to be searched."""
        return self._slices.busy

    @property
    def place(self) -> int | None:
        """Which of them ``current`` is, from 0 on."""
        if self.current is None:
            return None
        place = bisect_left(self._found, self.current)
        return place if self._found[place : place + 1] == array("q", [self.current]) else None

    def has(self, number: int) -> bool:
        """Whether it is found in that row."""
        place = bisect_left(self._found, number)
        return place < len(self._found) and self._found[place] == number

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where it is in a row's text, as that is shown: start and length."""
        return self._matcher.spans(text)

    def next(self, number: int | None = None) -> int | None:
        """Go to the first one after ``number`` (or ``current``), round from the end to the top."""
        return self._go(bisect_right(self._found, self._from(number)))

    def previous(self, number: int | None = None) -> int | None:
        """Go to the last one before ``number`` (or ``current``), round from the top to the end."""
        return self._go(bisect_left(self._found, self._from(number)) - 1)

    def _from(self, number: int | None) -> int:
        if number is not None:
            return number
        return -1 if self.current is None else self.current

    def _go(self, place: int) -> int | None:
        count = len(self._found)
        self.current = self._found[place % count] if count else None
        self._tell()
        return self.current

    def _on_news(self, news: ViewNews) -> None:
        begin = self._view.numbers(0, 2)[:1] or [news.since]
        del self._found[: bisect_left(self._found, begin[0])]
        del self._found[bisect_left(self._found, news.since) :]
        self._next = min(self._next, news.since)
        if self.current is not None:
            self.current = news.moved(self.current)
        self._slices.wake()
        self._tell()

    def _step(self) -> bool:
        """Search some more rows; False where there are none."""
        if self.given_up:
            return False
        book = self._view.book
        numbers = self._view.numbers(self._view.index_of(self._next), STEP)
        try:
            for number in numbers:
                chunk = book.chunk(number)
                index = number - chunk.number
                if chunk.is_line(index) and self._matcher.matches(chunk.raw(index)):
                    self._found.append(number)
                self._next = number + 1
                if self._slices.late:
                    break
        except TooSlow:
            self.given_up = True
        return bool(numbers)

    def _tell(self) -> None:
        state = (self.count, self.current, self.given_up, self.busy, self._next)
        if state != self._told:
            self._told = state
            self.changed.tell(self)
