"""How high and how wide a chart is."""

from __future__ import annotations

import math

_SPANS = {60.0: 15.0, 120.0: 30.0, 300.0: 60.0, 600.0: 120.0}


def ceiling(value: float, *, binary: bool = False) -> float:
    """The next round number: 1, 2 or 5 times a power of ten, or a power of two."""
    if value <= 0 or not math.isfinite(value):
        return 1.0
    if binary:
        return float(2 ** math.ceil(math.log2(value)))
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 2, 5, 10) if value <= step * power * (1 + 1e-9))


def highest(*lines: list[float]) -> float:
    """The highest value of several lines with gaps; 0 where they have none."""
    return max((value for line in lines for value in line if value == value), default=0.0)


def span(seconds: float) -> tuple[float, float]:
    """How much time to show for a history of so many seconds, and where the marks are."""
    return next((each for each in _SPANS.items() if seconds <= each[0]), (600.0, 120.0))
