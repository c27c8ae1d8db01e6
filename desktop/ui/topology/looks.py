"""How large things in the picture are, and the fonts that they are lettered with."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF

from desktop.model.topology.layout import Measures
from desktop.ui.plain import visible
from desktop.ui.theme import GRID, Type, font

NEAR = 0.62
"""From this scale on everything is lettered; below it only names are, and larger."""
_SMALLEST = 9.0  # pixels on the screen that a letter of a name keeps, as far as there is room
_LONGEST_TEXT = 200
_MOST_KEPT = 4096  # texts that were cut to a width


class Lettering:
    """A font with its measures, which remembers what it has cut: a picture is painted often."""

    def __init__(self, made: QFont) -> None:
        self.font = made
        self.metrics = QFontMetricsF(made)
        self._cut: dict[tuple[str, int], str] = {}

    def cut(self, text: str, width: int) -> str:
        """The text as far as it fits into ``width`` pixels, with controls made visible."""
        found = self._cut.get((text, width))
        if found is None:
            if len(self._cut) >= _MOST_KEPT:
                self._cut.clear()
            shown = visible(text, limit=_LONGEST_TEXT)
            found = self.metrics.elidedText(shown, Qt.TextElideMode.ElideMiddle, width)
            self._cut[text, width] = found
        return found


@dataclass(frozen=True)
class Looks:
    """Fonts and measures that belong together; made anew when the system's font changes."""

    name: Lettering
    small: Lettering
    measures: Measures
    _grown: dict[tuple[float, float], Lettering] = field(default_factory=dict)

    def name_at(self, scale: float, height: float) -> Lettering:
        """The font of a name that stays legible from afar, within a line of this height."""
        key = round(scale, 1), height
        if key not in self._grown:
            pixels = self.name.metrics.height() / 1.25
            wanted = max(pixels, _SMALLEST / max(scale, 0.05))
            made = QFont(self.name.font)
            made.setPixelSize(round(max(pixels, min(wanted, height / 1.3))))
            self._grown[key] = Lettering(made)
        return self._grown[key]


def looks() -> Looks:
    """What the application's font makes of it."""
    name, small = Lettering(font(Type.NAME)), Lettering(font(Type.SMALL))
    line = name.metrics.height() + small.metrics.height()
    across = max(44 * GRID, name.metrics.averageCharWidth() * 22)
    pin = max(22 * GRID, small.metrics.averageCharWidth() * 15)
    return Looks(
        name,
        small,
        Measures(
            card=(float(round(across)), float(round(line + 4 * GRID))),
            pin=(float(round(pin)), 7.0 * GRID),
            head=float(round(line + 5 * GRID)),
            host=float(round(name.metrics.height() + 5 * GRID)),
        ),
    )
