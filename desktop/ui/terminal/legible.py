"""Text that can be read on its ground, found fast enough for a screen where each cell differs.

What ``desktop.ui.logs.inks.readable`` does for a line of a log takes too long for 12,000 cells.
"""

from __future__ import annotations

from PySide6.QtGui import QColor

RATIO = 4.5
_STEPS = 16
_FLARE = 0.05  # that WCAG 2 adds to each luminance
_LINEAR = tuple(
    level / 255 / 12.92 if level / 255 <= 0.04045 else ((level / 255 + 0.055) / 1.055) ** 2.4
    for level in range(256)
)


def legible(colour: QColor, ground: QColor) -> QColor:
    """The colour, moved towards black or white as little as it takes to be read on the ground."""
    behind = _luminance(ground.red(), ground.green(), ground.blue()) + _FLARE
    lightest_dark, darkest_light = behind / RATIO - _FLARE, behind * RATIO - _FLARE
    red, green, blue = colour.red(), colour.green(), colour.blue()
    luminance = _luminance(red, green, blue)
    if luminance <= lightest_dark or luminance >= darkest_light:
        return colour
    lightens = (1 + _FLARE) / behind >= behind / _FLARE
    goal = 255 if lightens else 0
    low, high = 0, _STEPS  # the least step that is enough; on the way it may pass the ground
    while high - low > 1:
        step = (low + high) // 2
        luminance = _luminance(
            red + (goal - red) * step // _STEPS,
            green + (goal - green) * step // _STEPS,
            blue + (goal - blue) * step // _STEPS,
        )
        if luminance >= darkest_light if lightens else luminance <= lightest_dark:
            high = step
        else:
            low = step
    return QColor(
        red + (goal - red) * high // _STEPS,
        green + (goal - green) * high // _STEPS,
        blue + (goal - blue) * high // _STEPS,
    )


def _luminance(red: int, green: int, blue: int) -> float:
    """As WCAG 2 has it."""
    return 0.2126 * _LINEAR[red] + 0.7152 * _LINEAR[green] + 0.0722 * _LINEAR[blue]
