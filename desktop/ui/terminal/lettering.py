"""The font of a terminal: the system's fixed one, or what the person chose, and its size."""

from __future__ import annotations

from PySide6.QtGui import QFont

from desktop.ui import theme
from desktop.ui.terminal.cell import LARGEST, SMALLEST
from desktop.ui.theme import Type


class Lettering:
    """``size`` is in points."""

    def __init__(self) -> None:
        self._family = ""
        self._steps = 0

    @property
    def size(self) -> float:
        usual = theme.font(Type.MONO).pointSizeF()
        return min(max(usual + self._steps, SMALLEST), LARGEST)

    @property
    def font(self) -> QFont:
        font = theme.font(Type.MONO)
        if self._family:
            font.setFamilies([self._family, font.family()])
        font.setPointSizeF(self.size)
        return font

    def choose(self, family: str, size: float) -> None:
        """Another font (none for the system's), of so many points (0 for the usual size)."""
        self._family = family
        self._steps = round(size - theme.font(Type.MONO).pointSizeF()) if size else 0

    def zoom(self, steps: int) -> bool:
        """Larger by so many points, or the usual size with 0; whether that changed it."""
        before = self.size
        self._steps = self._steps + steps if steps else 0
        changed = self.size != before
        if steps and not changed:
            self._steps -= steps  # it is at its end
        return changed
