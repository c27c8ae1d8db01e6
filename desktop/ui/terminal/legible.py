"""Text that can be read on its ground, found fast enough for a screen where each cell differs.

What ``desktop.ui.logs.inks.readable`` does for a line of a log takes too long for 12,000 cells.
"""

from __future__ import annotations

from PySide6.QtGui import QColor

RATIO = 4.5
_STEPS = 20
_LINEAR = tuple(
    level / 255 / 12.92 if level / 255 <= 0.04045 else ((level / 255 + 0.055) / 1.055) ** 2.4
    for level in range(256)
)


def legible(colour: QColor, ground: QColor) -> QColor:
    """The colour, moved towards black or white as little as it takes to be read on the ground."""
    behind = _luminance(ground.red(), ground.green(), ground.blue())
    red, green, blue = colour.red(), colour.green(), colour.blue()
    if _contrast(_luminance(red, green, blue), behind) >= RATIO:
        return colour
    goal = 255 if _contrast(1.0, behind) >= _contrast(0.0, behind) else 0

    def moved(step: int) -> tuple[int, int, int]:
        return (
            red + (goal - red) * step // _STEPS,
            green + (goal - green) * step // _STEPS,
            blue + (goal - blue) * step // _STEPS,
        )

    low, high = 0, _STEPS  # the least step that is enough; on the way it may pass the ground
    while high - low > 1:
        middle = (low + high) // 2
        if _contrast(_luminance(*moved(middle)), behind) >= RATIO:
            high = middle
        else:
            low = middle
    return QColor(*moved(high))


def _luminance(red: int, green: int, blue: int) -> float:
    """As WCAG 2 has it."""
    return 0.2126 * _LINEAR[red] + 0.7152 * _LINEAR[green] + 0.0722 * _LINEAR[blue]


def _contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
