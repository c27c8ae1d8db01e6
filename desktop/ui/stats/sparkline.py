"""The CPU of the last minute as a small line in a row."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QPainter, QPen

from desktop.model.stats.history import History

SECONDS = 60
LEVELS = 48  # as many heights as can be told apart in a row
LEAST_TOP = 5.0  # percent: an idle container's line lies on the ground


@dataclass(frozen=True, slots=True)
class Sparkline:
    """Heights from 0 to ``LEVELS``, None for a gap. Two that look the same are equal."""

    levels: tuple[int | None, ...] = ()
    ages: tuple[float, ...] = field(default=(), compare=False)


def sparkline(history: History | None) -> Sparkline:
    """The CPU of the last minute; its top is the highest of it."""
    if history is None or not history.times:
        return Sparkline()
    values = history.values("cpu")[-SECONDS:]
    newest = history.times[-1]
    ages = tuple([newest - moment for moment in history.times[-SECONDS:]])
    top = max([LEAST_TOP, *[value for value in values if value == value]])
    scale = LEVELS / top
    levels = tuple([round(value * scale) if value == value else None for value in values])
    return Sparkline(levels, ages)


def paint_sparkline(painter: QPainter, rect: QRect, line: Sparkline, colour: QColor) -> None:
    """Draw it with the newest at the right."""
    right, bottom = rect.right(), rect.bottom()
    across, up = rect.width() / SECONDS, rect.height() / LEVELS
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.25))
    points: list[QPointF] = []
    for age, level in zip(line.ages, line.levels, strict=True):
        if level is not None and age <= SECONDS:
            points.append(QPointF(right - age * across, bottom - level * up))
        elif points:
            painter.drawPolyline(points)
            points = []
    if points:
        painter.drawPolyline(points)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
