"""Where everything of the picture stands: the same each time for the same picture.

The host is a bar at the top with its ports; below it networks are panels in rows, as wide as
pleases the eye, with their containers in a grid. A line leaves a card or a panel at the side that
faces its other end. Lengths are pixels before scaling.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.model.topology.picture import HOST, Panel, Picture

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def middle(self) -> Point:
        return self.x + self.width / 2, self.y + self.height / 2

    def overlaps(self, other: Box) -> bool:
        """Whether the two have more than an edge in common."""
        beside = self.right <= other.x or other.right <= self.x
        return not (beside or self.bottom <= other.y or other.bottom <= self.y)

    def holds(self, other: Box) -> bool:
        """Whether the other lies within it."""
        across = self.x <= other.x and other.right <= self.right
        return across and self.y <= other.y and other.bottom <= self.bottom


@dataclass(frozen=True, slots=True)
class Measures:
    """How large things are; ``wide`` is the width of the whole by its height."""

    card: tuple[float, float] = (176, 48)
    pin: tuple[float, float] = (96, 24)
    head: float = 44
    gap: float = 12
    between: float = 44
    host: float = 40
    empty: float = 220  # the width of a panel without members
    wide: float = 1.7


@dataclass(frozen=True, slots=True)
class Line:
    """A curve from one to the other: two ends and what bends it between them."""

    start: str
    end: str
    points: tuple[Point, Point, Point, Point]


@dataclass(frozen=True, slots=True)
class Layout:
    """Boxes by key, and the lines between them."""

    boxes: Mapping[str, Box] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    size: tuple[float, float] = (0, 0)


def lay_out(picture: Picture, measures: Measures = Measures()) -> Layout:
    """Place everything of the picture."""
    m = measures
    sizes = {panel.key: _panel_size(panel, m) for panel in picture.panels}
    rows = _rows(picture.panels, sizes, m)
    width = max((_width(row, sizes, m) for row in rows), default=m.empty)
    width = max(width, 2 * m.card[0])
    pin_rows = _pin_rows(len(picture.pins), width, m)
    top = m.host + (pin_rows * (m.pin[1] + m.gap) if picture.pins else 0) + m.between
    boxes: dict[str, Box] = {HOST: Box(0, 0, width, m.host)}
    for row in rows:
        left, height = 0.0, 0.0
        for panel in row:
            box = Box(left, top, *sizes[panel.key])
            boxes[panel.key] = box
            boxes.update(_members(panel, box, m))
            left = box.right + m.between
            height = max(height, box.height)
        top += height + m.between
    _place_pins(picture, boxes, width, m)
    bottom = max(box.bottom for box in boxes.values())
    return Layout(boxes, tuple(_lines(picture, boxes)), (width, bottom))


def _panel_size(panel: Panel, m: Measures) -> tuple[float, float]:
    count = len(panel.members)
    if not count:
        return m.empty, m.head
    columns = _columns(count, m)
    rows = math.ceil(count / columns)
    width = columns * (m.card[0] + m.gap) + m.gap
    return max(width, m.empty), m.head + rows * (m.card[1] + m.gap)


def _columns(count: int, m: Measures) -> int:
    """As many as make a panel about as wide by its height as the whole is to be."""
    shape = (m.card[1] + m.gap) / (m.card[0] + m.gap)
    return max(1, min(count, round(math.sqrt(count * m.wide * shape))))


def _rows(
    panels: Sequence[Panel], sizes: Mapping[str, tuple[float, float]], m: Measures
) -> list[list[Panel]]:
    """The panels in rows that together are about as wide by their height as is wanted."""
    whole = _width(panels, sizes, m)
    tried = (_broken(panels, sizes, m, whole / number) for number in range(1, len(panels) + 1))
    return min(tried, key=lambda rows: _oddness(rows, sizes, m), default=[])


def _broken(
    panels: Sequence[Panel], sizes: Mapping[str, tuple[float, float]], m: Measures, limit: float
) -> list[list[Panel]]:
    """The panels in rows that are no wider than the limit, where they have more than one."""
    rows: list[list[Panel]] = []
    width = 0.0
    for panel in panels:
        width += m.between + sizes[panel.key][0]
        if rows and width <= limit + m.between:
            rows[-1].append(panel)
        else:
            rows.append([panel])
            width = sizes[panel.key][0]
    return rows


def _oddness(
    rows: Sequence[Sequence[Panel]], sizes: Mapping[str, tuple[float, float]], m: Measures
) -> float:
    """How far from the wanted shape: 0 is right."""
    width = max(_width(row, sizes, m) for row in rows)
    height = sum(max(sizes[panel.key][1] for panel in row) + m.between for row in rows)
    return abs(math.log(width / (height + m.host + m.between) / m.wide))


def _width(row: Iterable[Panel], sizes: Mapping[str, tuple[float, float]], m: Measures) -> float:
    return sum(sizes[panel.key][0] + m.between for panel in row) - m.between


def _members(panel: Panel, box: Box, m: Measures) -> Iterable[tuple[str, Box]]:
    columns = _columns(len(panel.members), m) if panel.members else 1
    for number, key in enumerate(panel.members):
        row, column = divmod(number, columns)
        x = box.x + m.gap + column * (m.card[0] + m.gap)
        yield key, Box(x, box.y + m.head + row * (m.card[1] + m.gap), *m.card)


def _pin_rows(count: int, width: float, m: Measures) -> int:
    each = max(1, int((width + m.gap) // (m.pin[0] + m.gap)))
    return math.ceil(count / each)


def _place_pins(picture: Picture, boxes: dict[str, Box], width: float, m: Measures) -> None:
    """Below the host, in the order of their containers from left to right: few lines cross."""
    pins = sorted(
        picture.pins,
        key=lambda pin: (
            boxes[pin.container].middle[0],
            boxes[pin.container].y,
            pin.publication.host_port,
            pin.key,
        ),
    )
    each = max(1, int((width + m.gap) // (m.pin[0] + m.gap)))
    step = m.pin[0] + m.gap
    for first in range(0, len(pins), each):
        row = pins[first : first + each]
        top = m.host + m.gap + (first // each) * (m.pin[1] + m.gap)
        lefts = [boxes[pin.container].middle[0] - m.pin[0] / 2 for pin in row]
        for number, left in enumerate(lefts):  # above its container, but beside the one before it
            least = lefts[number - 1] + step if number else 0
            lefts[number] = max(left, least)
        for number in reversed(range(len(lefts))):
            most = lefts[number + 1] - step if number + 1 < len(lefts) else width - m.pin[0]
            lefts[number] = min(lefts[number], most)
        for pin, left in zip(row, lefts, strict=True):
            boxes[pin.key] = Box(left, top, *m.pin)


def _lines(picture: Picture, boxes: Mapping[str, Box]) -> Iterable[Line]:
    for pin in picture.pins:
        yield _down(pin.key, pin.container, boxes)
    for card in picture.cards:
        for other in card.others:
            yield _across(card.key, other, boxes)


def _down(start: str, end: str, boxes: Mapping[str, Box]) -> Line:
    """From the foot of one to the head of the other."""
    one, other = boxes[start], boxes[end]
    (x, _), (x2, _) = one.middle, other.middle
    bend = max(24.0, (other.y - one.bottom) / 2)
    points = (x, one.bottom), (x, one.bottom + bend), (x2, other.y - bend), (x2, other.y)
    return Line(start, end, points)


def _across(start: str, end: str, boxes: Mapping[str, Box]) -> Line:
    """From a card to a panel, by the sides that face each other."""
    card, panel = boxes[start], boxes[end]
    (x, y), (x2, _) = card.middle, panel.middle
    if panel.x >= card.right or panel.right <= card.x:
        right = panel.x >= card.right
        x, x2 = (card.right, panel.x) if right else (card.x, panel.right)
        y2 = min(max(y, panel.y + 16), panel.bottom - 16)
        bend = max(24.0, abs(x2 - x) / 2) * (1 if right else -1)
        return Line(start, end, ((x, y), (x + bend, y), (x2 - bend, y2), (x2, y2)))
    below = panel.y >= card.bottom
    y, y2 = (card.bottom, panel.y) if below else (card.y, panel.bottom)
    x2 = min(max(x, panel.x + 16), panel.right - 16)
    bend = max(24.0, abs(y2 - y) / 2) * (1 if below else -1)
    return Line(start, end, ((x, y), (x, y + bend), (x2, y2 - bend), (x2, y2)))
