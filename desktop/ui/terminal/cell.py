"""The measures of a cell in whole pixels of the device, so that neighbours touch without a gap."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontMetricsF, QPaintDevice, QPainter

PADDING = 6  # around the grid, in pixels before scaling
SMALLEST, LARGEST = 6.0, 48.0
"""Points."""


@dataclass(frozen=True, slots=True)
class Cell:
    """All in pixels of the device: ``scale`` of them are one of Qt's."""

    width: int
    height: int
    baseline: int
    stroke: int  # of a thin line
    scale: float
    padding: int
    fonts: tuple[QFont, ...]
    """Plain, bold, italic, both: spaced so that each character takes one cell."""

    @staticmethod
    def of(font: QFont, device: QPaintDevice) -> Cell:
        """The cell of a font on that device."""
        scale = device.devicePixelRatioF()
        plain = QFont(font)
        plain.setPixelSize(max(1, round(font.pointSizeF() * device.logicalDpiY() / 72 * scale)))
        metrics = QFontMetricsF(plain)
        width = max(1, round(metrics.horizontalAdvance("0")))
        above = ceil(metrics.ascent())
        height = max(1, above + ceil(metrics.descent()))
        return Cell(
            width,
            height,
            above,
            max(1, round(width / 8)),
            scale,
            round(PADDING * scale),
            tuple(_variant(plain, number, width) for number in range(4)),
        )

    def on_pixels(self, painter: QPainter) -> None:
        """Have the painter count pixels of the device, from a whole one."""
        painter.scale(1 / self.scale, 1 / self.scale)
        origin = painter.deviceTransform().map(QPointF(0, 0))
        painter.translate(ceil(origin.x()) - origin.x(), ceil(origin.y()) - origin.y())


def _variant(plain: QFont, number: int, width: int) -> QFont:
    font = QFont(plain)
    font.setKerning(False)
    font.setBold(bool(number & 1))
    font.setItalic(bool(number & 2))
    advance = QFontMetricsF(font).horizontalAdvance("0")
    # Also where it is 0, Qt then joins no ligatures.
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, width - advance)
    return font
