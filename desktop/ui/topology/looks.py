"""How large things in the picture are, and the fonts that they are lettered with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF

from desktop.model.topology.layout import Measures
from desktop.ui.plain import visible
from desktop.ui.theme import GRID, Type, font

NEAR = 0.62
"""From this scale on everything is lettered; below it only names are, and larger."""
_SMALLEST = 10.5  # pixels on the screen that a letter of a name keeps, as far as there is room
_LONGEST_TEXT = 200


@dataclass(frozen=True)
class Looks:
    """Fonts and measures that belong together; made anew when the system's font changes."""

    name: QFont
    small: QFont
    measures: Measures

    def name_at(self, scale: float, height: float) -> QFont:
        """The font of a name that stays legible from afar, within a line of this height."""
        return _grown(self.name, round(scale, 2), height)


def looks() -> Looks:
    """What the application's font makes of it."""
    name, small = font(Type.NAME), font(Type.SMALL)
    metrics, lesser = QFontMetricsF(name), QFontMetricsF(small)
    line = metrics.height() + lesser.height()
    across = max(44 * GRID, metrics.averageCharWidth() * 22)
    return Looks(
        name,
        small,
        Measures(
            card=(float(round(across)), float(round(line + 4 * GRID))),
            pin=(float(round(max(22 * GRID, lesser.averageCharWidth() * 15))), 6.0 * GRID),
            head=float(round(line + 5 * GRID)),
            host=float(round(metrics.height() + 5 * GRID)),
        ),
    )


@lru_cache(maxsize=4096)
def cut(text: str, which: str, width: int) -> str:
    """The text as far as it fits into ``width`` pixels; ``which`` is the font's own notation."""
    made = QFont()
    made.fromString(which)
    shown = visible(text, limit=_LONGEST_TEXT)
    return QFontMetricsF(made).elidedText(shown, Qt.TextElideMode.ElideMiddle, width)


@lru_cache(maxsize=64)
def _grown(plain: QFont, scale: float, height: float) -> QFont:
    made = QFont(plain)
    pixels = QFontMetricsF(plain).height() / 1.25
    wanted = max(pixels, _SMALLEST / max(scale, 0.05))
    made.setPixelSize(round(max(pixels, min(wanted, height / 1.3))))
    return made
