"""One kind's space as a bar: what is used, what images share, and what is unused."""

from __future__ import annotations

import enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.model.usage.summary import Summary
from desktop.ui.theme import GRID, current, mix

_HEIGHT = 3 * GRID
_LEAST = 3  # pixels of a part that there is, however small


class Part(enum.Enum):
    """A part of a bar. They differ in lightness and pattern, too, not in colour alone."""

    USED = "used"
    SHARED = "shared"
    UNUSED = "unused"


def paint_part(painter: QPainter, rect: QRectF, part: Part) -> None:
    """Fill a rectangle as this part."""
    theme = current()
    if part is Part.UNUSED:
        painter.fillRect(rect, theme.accent)
        return
    solid = mix(theme.surface, theme.muted, 0.75)
    if part is Part.USED:
        painter.fillRect(rect, solid)
        return
    painter.fillRect(rect, mix(theme.surface, theme.muted, 0.25))
    painter.fillRect(rect, QBrush(QColor(solid), Qt.BrushStyle.BDiagPattern))


class UsageBar(QWidget):
    """As long, against the others, as its kind takes space. The words stand beside it."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[tuple[Part, int], ...] = ()
        self._scale = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_summary(self, summary: Summary, scale: int) -> None:
        """Show this one; ``scale`` is the size of a bar that takes the whole width."""
        parts = (
            (Part.USED, summary.used),
            (Part.SHARED, summary.shared),
            (Part.UNUSED, summary.unused),
        )
        self._parts = tuple((part, size) for part, size in parts if size > 0)
        self._scale = scale
        self.update()

    def places(self) -> list[tuple[Part, QRectF]]:
        """Where each part is drawn."""
        found: list[tuple[Part, QRectF]] = []
        left = 0.0
        for part, size in self._parts:
            width = max(_LEAST, self.width() * size / max(1, self._scale))
            width = min(width, self.width() - left)
            found.append((part, QRectF(left, 0, width, self.height())))
            left += width
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        painter.setClipPath(_rounded(whole))
        painter.fillRect(whole, current().sunken)
        places = self.places()
        if not places:
            return
        painter.setClipPath(_rounded(whole.intersected(QRectF(0, 0, places[-1][1].right(), 99))))
        for part, rect in places:
            paint_part(painter, rect, part)
        painter.setPen(current().surface)
        for _part, rect in places[:-1]:  # a hairline between two
            painter.drawLine(rect.topRight(), rect.bottomRight())

    def sizeHint(self) -> QSize:
        return QSize(60 * GRID, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(10 * GRID, _HEIGHT)


class Swatch(QWidget):
    """A small square that shows in the legend what a part looks like."""

    def __init__(self, part: Part) -> None:
        super().__init__()
        self._part = part
        self.setFixedSize(_HEIGHT, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(_rounded(QRectF(self.rect())))
        paint_part(painter, QRectF(self.rect()), self._part)


def _rounded(rect: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(rect, 3, 3)
    return path
