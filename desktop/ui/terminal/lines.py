"""Lines that cross or turn in a cell: thin, thick and double, U+2500 to U+257F."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QRect


class Weight(IntEnum):
    NONE = 0
    LIGHT = 1
    HEAVY = 2
    DOUBLE = 3


_WEIGHTS = {
    "LIGHT": Weight.LIGHT,
    "SINGLE": Weight.LIGHT,
    "HEAVY": Weight.HEAVY,
    "DOUBLE": Weight.DOUBLE,
}
_SIDES = {
    "LEFT": ("left",),
    "UP": ("up",),
    "RIGHT": ("right",),
    "DOWN": ("down",),
    "HORIZONTAL": ("left", "right"),
    "VERTICAL": ("up", "down"),
}


@dataclass(frozen=True, slots=True)
class Arms:
    """Which lines go from the middle to the edges."""

    left: Weight = Weight.NONE
    up: Weight = Weight.NONE
    right: Weight = Weight.NONE
    down: Weight = Weight.NONE

    @staticmethod
    def of(name: str) -> Arms:
        """By the name in Unicode: ``LIGHT DOWN AND RIGHT``, ``UP HEAVY AND DOWN HORIZONTAL LIGHT``.

        A part that names no weight has the one before it.
        """
        found: dict[str, Weight] = {}
        weight = Weight.NONE
        for part in name.split(" AND "):
            words = part.split()
            weight = next((_WEIGHTS[word] for word in words if word in _WEIGHTS), weight)
            for word in words:
                found |= dict.fromkeys(_SIDES.get(word, ()), weight)
        return Arms(**found)


@dataclass(frozen=True, slots=True)
class _Bundle:
    """The lines along one axis, as the others meet them: the whole from ``low`` to ``high``."""

    low: int
    high: int
    width: int  # of one line

    @staticmethod
    def of(one: Weight, other: Weight, middle: int, width: int) -> _Bundle:
        """``middle`` is where a thin line begins."""
        if Weight.DOUBLE in (one, other):
            return _Bundle(middle - width, middle + 2 * width, width)
        if Weight.HEAVY in (one, other):
            low = middle - (width + 1) // 2
            return _Bundle(low, low + 2 * width, 2 * width)
        return _Bundle(middle, middle + width, width)


def strokes(arms: Arms, cell: QRect, width: int) -> Iterator[QRect]:
    """The lines as rectangles; they overlap where they meet."""
    x, y = (cell.width() - width) // 2, (cell.height() - width) // 2
    across = _Bundle.of(arms.left, arms.right, y, width)
    upright = _Bundle.of(arms.up, arms.down, x, width)
    for low, high, begin, end in _along(
        (arms.left, arms.right), (arms.up, arms.down), upright, y, cell.width(), width
    ):
        yield QRect(cell.left() + begin, cell.top() + low, end - begin, high - low)
    for low, high, begin, end in _along(
        (arms.up, arms.down), (arms.left, arms.right), across, x, cell.height(), width
    ):
        yield QRect(cell.left() + low, cell.top() + begin, high - low, end - begin)


def _along(
    arms: tuple[Weight, Weight],
    crossing: tuple[Weight, Weight],
    bundle: _Bundle,
    middle: int,
    whole: int,
    width: int,
) -> Iterator[tuple[int, int, int, int]]:
    """The lines of one axis: from and to across it, from and to along it.

    ``arms`` go to the low and the high end, ``crossing`` are those of the other axis, towards the
    low and the high side of these lines.
    """
    for place, weight in enumerate(arms):
        if weight is Weight.NONE:
            continue
        own = _Bundle.of(weight, weight, middle, width)
        sides: tuple[tuple[int, int, int], ...]
        if weight is Weight.DOUBLE:
            sides = ((own.low, own.low + width, 0), (own.high - width, own.high, 1))
        else:
            sides = ((own.low, own.high, -1),)
        for low, high, side in sides:
            if side >= 0:
                stops = crossing[side] is not Weight.NONE  # that arm turns here
            else:
                stops = all(crossing) and arms[1 - place] is Weight.NONE
            if place == 0:
                yield low, high, 0, bundle.low + bundle.width if stops else bundle.high
            else:
                yield low, high, bundle.high - bundle.width if stops else bundle.low, whole
