"""What is selected in a log: from one character to another, by row number and column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

END = 1 << 40  # a column behind all others


class Position(NamedTuple):
    """A place between two characters of a row."""

    number: int
    column: int = 0


@dataclass(slots=True)
class Selection:
    """From ``anchor`` to ``caret``, which moves and whose row is the current one."""

    anchor: Position | None = None
    caret: Position | None = None

    def put(self, position: Position) -> None:
        """Be there, with nothing selected."""
        self.anchor = self.caret = position

    def extend(self, position: Position) -> None:
        """Select up to there."""
        if self.anchor is None:
            self.anchor = position
        self.caret = position

    def select(self, start: Position, end: Position) -> None:
        """Select this."""
        self.anchor, self.caret = start, end

    def clear(self) -> None:
        """Select nothing, and stay."""
        self.anchor = self.caret

    @property
    def range(self) -> tuple[Position, Position] | None:
        """Its two ends in order; None where nothing is selected."""
        if self.anchor is None or self.caret is None or self.anchor == self.caret:
            return None
        return min(self.anchor, self.caret), max(self.anchor, self.caret)

    def columns(self, number: int) -> tuple[int, int] | None:
        """The part of a row that is selected."""
        found = self.range
        if found is None or not found[0].number <= number <= found[1].number:
            return None
        start, end = found
        first = start.column if number == start.number else 0
        last = end.column if number == end.number else END
        return (first, last) if last > first else None

    def move(self, moved: Callable[[int], int], begin: int) -> None:
        """Rows have other numbers now; those before ``begin`` are gone."""

        def place(position: Position | None) -> Position | None:
            if position is None:
                return None
            number = moved(position.number)
            return Position(begin) if number < begin else Position(number, position.column)

        self.anchor, self.caret = place(self.anchor), place(self.caret)
