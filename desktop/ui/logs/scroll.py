"""Where a log is scrolled to: a row, and a line within it; or always the newest."""

from __future__ import annotations

from desktop.model.logs.view import ViewNews
from desktop.ui.logs.lines import Lines


class Scroll:
    """``place`` and ``line`` are what is at the top. ``page`` is how many lines fit in the window.

    While it ``follows``, the newest row is at the bottom. What is seen stays where it is when rows
    come and go: the top is kept by its row's number.
    """

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self.page = 1
        self.place = 0
        self.line = 0
        self.follows = True
        self._number = 0  # of the row at the top
        self._left_at = 0  # the book's end when it stopped following
        self._seeking = False  # the view is being made anew: its row is yet to come

    @property
    def unseen(self) -> int:
        """How many rows have come since it stopped following."""
        view = self._lines.view
        return 0 if self.follows else len(view) - view.index_of(self._left_at)

    def bottom(self) -> tuple[int, int]:
        """Place and line at the top when the last line is at the bottom."""
        return self._back_from(len(self._lines.view), 0, self.page)

    def to_newest(self) -> None:
        """Follow from now on."""
        self.follows = True
        self._put(*self.bottom())

    def to(self, place: int, line: int = 0) -> None:
        """Have that place at the top, as far as there is enough below it."""
        view = self._lines.view
        bottom = self.bottom()
        where = max((0, 0), (place, line))
        if where >= bottom:
            self.to_newest()
        else:
            if self.follows:
                self.follows = False
                self._left_at = view.book.end if not view.paused else view.book.end - view.held_back
            self._put(*where)

    def by(self, count: int) -> None:
        """Scroll by so many lines, down or (negative) up."""
        if count < 0:
            self.to(*self._back_from(self.place, self.line, -count))
            return
        place, line = self.place, self.line + count
        size = len(self._lines.view)
        while place < size and line >= (lines := self._lines.at(place).lines):
            line -= lines
            place += 1
        self.to(place, line)

    def show(self, place: int, *, centred: bool = False) -> None:
        """Scroll as little as it takes to see that place; or have it in the middle if need be."""
        line = self._lines.at(place)
        last = self._back_from(place + 1, 0, self.page)  # with its end at the bottom
        seen = last <= (self.place, self.line) <= (place, 0)
        if place == len(self._lines.view) - 1 and not centred:
            self.to_newest()
            return
        if seen or (line.lines >= self.page and place == self.place):
            self.stop()  # somebody reads there
            return
        if centred:
            self.to(*self._back_from(place, 0, self.page // 2))
        elif (place, 0) < (self.place, self.line) or line.lines >= self.page:
            self.to(place)
        else:
            self.to(*last)

    def stop(self) -> None:
        """Stay here though more comes."""
        if self.follows:
            self.follows = False
            self._left_at = self._lines.view.book.end

    def seek(self) -> None:
        """The view is made anew: find the row at the top again."""
        self._seeking = True

    def on_news(self, news: ViewNews) -> None:
        """The view has changed."""
        self._number = news.moved(self._number)
        self._left_at = news.moved(self._left_at)
        if not self.follows:
            place = self._lines.view.index_of(self._number)
            if place != self.place:
                self.place, self.line = place, 0 if self._seeking else self.line
            if not self._lines.view.busy:
                self._seeking = False

    def settle(self) -> None:
        """Before painting: be where one can be."""
        bottom = self.bottom()
        if (self.place, self.line) > bottom and not self._seeking:
            self.follows = True  # less is shown than before
        if self.follows:
            self._put(*bottom)
        elif self.place < len(self._lines.view):
            self.line = min(self.line, self._lines.at(self.place).lines - 1)

    def _put(self, place: int, line: int) -> None:
        self.place, self.line = place, line
        if place < len(self._lines.view):
            self._number = self._lines.view[place].number

    def _back_from(self, place: int, line: int, count: int) -> tuple[int, int]:
        """So many lines before the beginning of a line."""
        line -= count
        while line < 0 and place > 0:
            place -= 1
            line += self._lines.at(place).lines
        return (place, line) if line >= 0 else (0, 0)
