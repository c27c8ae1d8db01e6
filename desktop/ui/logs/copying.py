"""The selected rows as text for the clipboard: many are taken in slices."""

from __future__ import annotations

from collections.abc import Callable

from desktop.model.logs.rows import RowKind
from desktop.model.logs.slices import Slices
from desktop.model.logs.text import text_of
from desktop.model.logs.view import View
from desktop.ui.logs.lines import LINE_BREAK, Lines
from desktop.ui.logs.selection import Position

_STEP = 200  # rows at once


class Copying:
    """Collects the text between two positions, then calls ``done`` with it."""

    def __init__(
        self,
        lines: Lines,
        start: Position,
        end: Position,
        done: Callable[[str], None],
        *,
        times: bool = False,
    ) -> None:
        self._lines = lines
        self._start, self._end = start, end
        self._done = done
        self._times = times
        self._parts: list[str] = []
        self._number = start.number
        self._over = False
        self._slices = Slices(self._step, self._finish)

    def begin(self) -> None:
        """Collect; a little is there at once."""
        self._slices.wake()

    def close(self) -> None:
        """Collect no more."""
        self._slices.close()

    def _step(self) -> bool:
        view = self._lines.view
        place = view.index_of(self._number)
        for number in view.numbers(place, _STEP):
            if number > self._end.number:
                self._over = True
                break
            if (part := self._part(view, number)) is not None:
                self._parts.append(part)
            self._number = number + 1
            if self._slices.late:
                break
        else:
            self._over = place + _STEP >= len(view)
        return not self._over

    def _part(self, view: View, number: int) -> str | None:
        row = view.book[number]
        if row.kind is not RowKind.LINE:
            return None
        if number in (self._start.number, self._end.number):
            text = self._cut(view, number)
        else:
            text = text_of(row.raw)
        return f"{row.time} {text}" if self._times else text

    def _cut(self, view: View, number: int) -> str:
        """Of the first and the last row only what is selected."""
        line = self._lines.at(view.index_of(number))
        first = self._start.column if number == self._start.number else 0
        last = self._end.column if number == self._end.number else len(line.text)
        if first == 0 and last >= len(line.text) and not line.open:
            return text_of(line.row.raw)
        return line.text[first:last].replace(LINE_BREAK, "\n")

    def _finish(self) -> None:
        if self._over:
            self._done("\n".join(self._parts))
