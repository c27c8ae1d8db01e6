"""How lines run: between the cards and between the panels, never through one of another.

A line leaves its card into the lane between the rows of cards, and its panel at a side. It crosses
rows of panels where they have a gap, and runs along the lanes between them. Lines that share a lane
stand a little apart, in the order in which they were laid.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.model.topology.boxes import Box, Point

_APART = 4.0  # pixels between lines in a lane
_TRACKS = 7
_ENTRY = 0.92  # where a line from above meets a card: beside its name


@dataclass(frozen=True, slots=True)
class Row:
    """A row of panels from left to right, and where the lane above it begins and ends."""

    panels: tuple[Box, ...]
    top: float
    bottom: float

    def gaps(self, between: float) -> list[float]:
        """Where a line may cross it: between its panels, and at both of its ends."""
        inner = [box.right + between / 2 for box in self.panels]
        return [self.panels[0].x - between / 2, *inner]


class Router:
    """Lays lines between the boxes of a layout."""

    def __init__(self, rows: Sequence[Row], *, between: float, gap: float, head: float) -> None:
        self._rows = rows
        self._between = between
        self._gap = gap
        self._head = head
        self._laid = 0

    def from_pin(self, pin: Box, panel: Box, card: Box) -> tuple[Point, ...]:
        """From the foot of a port of the host to the head of a container."""
        track = self._next_track()
        row = self._row_of(panel)
        start = pin.middle[0], pin.bottom
        x = entry_of(card)
        lane = card.y - self._gap / 2 + track / 4
        if row == 0 and card.y <= panel.y + self._head:  # only the panel's head is above it
            turn = self._rows[0].top - self._between / 2 + track
            return _straightened((start, (start[0], turn), (x, turn), (x, card.y)))
        side = self._side(panel, start[0]) + track
        points = [start, *self._down(start, 0, row, side, track)]
        points += [(side, lane), (x, lane), (x, card.y)]
        return _straightened(points)

    def from_card(self, card: Box, home: Box, panel: Box) -> tuple[Point, ...]:
        """From the foot of a container to another network."""
        track = self._next_track()
        mine, other = self._row_of(home), self._row_of(panel)
        x, lane = card.middle[0], card.bottom + self._gap / 2 + track / 4
        side = self._side(home, panel.middle[0]) + track
        points: list[Point] = [(x, card.bottom), (x, lane), (side, lane)]
        if mine == other and self._adjacent(home, panel, mine):
            y = min(max(lane, panel.y + 14), panel.bottom - 14)
            edge = panel.x if panel.x > home.x else panel.right
            return _straightened((*points, (side, y), (edge, y)))
        end = min(max(side, panel.x + 20), panel.right - 20)
        if other > mine:
            points += self._down((side, lane), mine + 1, other, end, track)
            points.append((end, panel.y))
        elif other == mine:
            turn = self._rows[mine].top - self._between / 2 + track
            points += [(side, turn), (end, turn), (end, panel.y)]
        else:
            points += self._up((side, lane), mine, other, end, track)
            points.append((end, panel.bottom))
        return _straightened(points)

    # How

    def _down(self, start: Point, first: int, last: int, end: float, track: float) -> list[Point]:
        """Through the lanes above the rows from ``first`` to ``last``, and to ``end`` there."""
        x, points = start[0], []
        for number in range(first, last + 1):
            turn = self._rows[number].top - self._between / 2 + track
            target = end if number == last else self._crossing(number, end) + track
            points += [(x, turn), (target, turn)]
            x = target
        return points

    def _up(self, start: Point, first: int, last: int, end: float, track: float) -> list[Point]:
        """Through the lanes above the rows from ``first`` up to the one below ``last``."""
        x, points = start[0], []
        for number in range(first, last, -1):
            turn = self._rows[number].top - self._between / 2 + track
            target = end if number == last + 1 else self._crossing(number - 1, end) + track
            points += [(x, turn), (target, turn)]
            x = target
        return points

    def _crossing(self, row: int, wanted: float) -> float:
        return min(self._rows[row].gaps(self._between), key=lambda gap: abs(gap - wanted))

    def _side(self, panel: Box, wanted: float) -> float:
        """The gap beside the panel that is nearer to where the line goes."""
        left, right = panel.x - self._between / 2, panel.right + self._between / 2
        return left if abs(left - wanted) < abs(right - wanted) else right

    def _adjacent(self, one: Box, other: Box, row: int) -> bool:
        panels = self._rows[row].panels
        return abs(panels.index(one) - panels.index(other)) == 1

    def _row_of(self, panel: Box) -> int:
        return next(n for n, row in enumerate(self._rows) if panel in row.panels)

    def _next_track(self) -> float:
        number = self._laid % _TRACKS
        self._laid += 1
        return (number - _TRACKS // 2) * _APART


def entry_of(card: Box) -> float:
    """Where lines from above meet a card."""
    return card.x + card.width * _ENTRY


def _straightened(points: Sequence[Point]) -> tuple[Point, ...]:
    """Without points that say nothing: the same twice, or in the middle of a straight line."""
    kept: list[Point] = []
    for point in points:
        if kept and kept[-1] == point:
            continue
        if len(kept) > 1 and _in_line(kept[-2], kept[-1], point):
            kept[-1] = point
        else:
            kept.append(point)
    return tuple(kept)


def _in_line(one: Point, two: Point, three: Point) -> bool:
    upright = one[0] == two[0] == three[0]
    level = one[1] == two[1] == three[1]
    return upright or level
