"""The card that the command palette lies on: its ground, its hairlines, its shadow."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from desktop.ui import theme
from desktop.ui.theme import GRID

CORNER = 10
SHADOW = 6 * GRID
"""The room around a card that its shadow takes."""


def paint_shadow(painter: QPainter, around: QRectF) -> None:
    """Dim what lies behind, and draw a soft shadow, ever darker towards the card."""
    dark = theme.current().dark
    painter.fillRect(painter.window(), QColor(0, 0, 0, 90 if dark else 40))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 5 if dark else 3))
    around = around.translated(0, GRID)
    for step in range(SHADOW // 2, 0, -1):
        painter.drawRoundedRect(
            around.adjusted(-step, -step, step, step), CORNER + step, CORNER + step
        )


class Card(QFrame):
    """The field and its results, on a card."""

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.outline if look.dark else look.line, 1))
        painter.setBrush(look.surface)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), CORNER, CORNER)


class Line(QWidget):
    """A hairline between the parts of the panel."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.current().line)
