"""Where everything of the picture stands: the same each time for the same picture.

The host is a bar at the top with its ports; below it networks are panels in rows, as wide as
pleases the eye, with their containers in a grid. Lengths are pixels before scaling.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.model.topology.boxes import Box, Point
from desktop.model.topology.picture import HOST, Panel, Picture
from desktop.model.topology.routing import Router, Row, entry_of


@dataclass(frozen=True, slots=True)
class Measures:
    """How large things are; ``wide`` is the width of the whole by its height."""

    card: tuple[float, float] = (176, 48)
    pin: tuple[float, float] = (96, 24)
    head: float = 44
    gap: float = 12
    between: float = 44
    host: float = 40
    wide: float = 1.7


@dataclass(frozen=True, slots=True)
class Line:
    """From one to the other, by way of these points, level or upright between them."""

    start: str
    end: str
    points: tuple[Point, ...]


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
    width = max((_width(row, sizes, m) for row in rows), default=m.card[0])
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
    return Layout(boxes, tuple(_lines(picture, boxes, rows, m)), (width, bottom))


def _panel_size(panel: Panel, m: Measures) -> tuple[float, float]:
    count = len(panel.members)
    if not count:
        return m.card[0] + 2 * m.gap, m.head
    columns = _columns(count, m)
    rows = math.ceil(count / columns)
    width = columns * (m.card[0] + m.gap) + m.gap
    return width, m.head + rows * (m.card[1] + m.gap)


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
            entry_of(boxes[pin.container]),
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
        lefts = [entry_of(boxes[pin.container]) - m.pin[0] / 2 for pin in row]
        for number, left in enumerate(lefts):  # above its container, but beside the one before it
            least = lefts[number - 1] + step if number else 0
            lefts[number] = max(left, least)
        for number in reversed(range(len(lefts))):
            most = lefts[number + 1] - step if number + 1 < len(lefts) else width - m.pin[0]
            lefts[number] = min(lefts[number], most)
        for pin, left in zip(row, lefts, strict=True):
            boxes[pin.key] = Box(left, top, *m.pin)


def _lines(
    picture: Picture, boxes: Mapping[str, Box], rows: Sequence[Sequence[Panel]], m: Measures
) -> Iterable[Line]:
    router = Router([_row(row, boxes) for row in rows], between=m.between, gap=m.gap, head=m.head)
    homes = {card.key: card.home for card in picture.cards}
    for pin in picture.pins:
        home, card = boxes[homes[pin.container]], boxes[pin.container]
        yield Line(pin.key, pin.container, router.from_pin(boxes[pin.key], home, card))
    for each in picture.cards:
        for other in each.others:
            points = router.from_card(boxes[each.key], boxes[each.home], boxes[other])
            yield Line(each.key, other, points)


def _row(row: Sequence[Panel], boxes: Mapping[str, Box]) -> Row:
    found = tuple(boxes[panel.key] for panel in row)
    return Row(found, found[0].y, max(box.bottom for box in found))
