"""The CPU of the last minute as a small line in a row."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from desktop.model.stats.history import History

SECONDS = 60
LEVELS = 48  # as many heights as can be told apart in a row
LEAST_TOP = 5.0  # percent: an idle container's line lies on the ground
_WHOLE = SECONDS - 2  # points of a line from edge to edge, whose seconds are not quite ours


@dataclass(frozen=True, slots=True)
class Sparkline:
    """Pieces between gaps, in seconds and percent. Two that look the same are equal."""

    pieces: list[QPolygonF] = field(default_factory=list, compare=False)
    newest: float = field(default=0.0, compare=False)
    top: float = field(default=LEAST_TOP, compare=False)
    looks: tuple[float, ...] = ()


class Trace:
    """The line of one row. It grows by what is new: making points costs more than drawing them."""

    __slots__ = ("_broken", "_history", "_pieces", "_taken")

    def __init__(self) -> None:
        self._begin(None)

    def line(self, history: History | None) -> Sparkline:
        """The last minute; its top is the highest of it."""
        if history is not self._history:
            self._begin(history)
        if history is None or not history.times:
            return Sparkline()
        times, values = history.times, history.values("cpu")
        newest = times[-1]
        self._take(history, bisect_right(times, max(self._taken, newest - SECONDS)))
        self._forget(newest - SECONDS)
        shown = values[bisect_right(times, newest - SECONDS) :]
        known = [value for value in shown if value == value]
        top = max(known, default=0.0)
        looks: tuple[float, ...] = (newest,)
        if len(known) == len(shown):
            scale = LEVELS / max(LEAST_TOP, top)
            level = round(top * scale)
            if level == round(min(known) * scale):  # flat: it looks the same a second later
                looks = level, min(len(known), _WHOLE)
        return Sparkline(self._pieces, newest, max(LEAST_TOP, top), looks)

    def _begin(self, history: History | None) -> None:
        self._history = history
        self._pieces: list[QPolygonF] = []
        self._taken = float("-inf")
        self._broken = True

    def _take(self, history: History, first: int) -> None:
        new = zip(history.times[first:], history.values("cpu")[first:], strict=True)
        for moment, value in new:
            known = value == value
            if known and self._broken:
                self._pieces.append(QPolygonF())
            if known:
                self._pieces[-1].append(QPointF(moment, value))
            self._broken = not known
        self._taken = history.times[-1]

    def _forget(self, before: float) -> None:
        while self._pieces:
            piece = self._pieces[0]
            while not piece.isEmpty() and piece.first().x() <= before:
                piece.removeFirst()
            if not piece.isEmpty():
                return
            del self._pieces[0]
            self._broken = self._broken or not self._pieces


def paint_sparkline(painter: QPainter, rect: QRect, line: Sparkline, colour: QColor) -> None:
    """Draw it with the newest at the right."""
    across, up = (rect.width() - 1) / SECONDS, (rect.height() - 1) / line.top
    pen = QPen(colour, 1)  # Qt takes ten times as long for any other width
    pen.setCosmetic(True)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.translate(rect.right() - line.newest * across + 0.5, rect.bottom() + 0.5)
    painter.scale(across, -up)
    for piece in line.pieces:
        painter.drawPolyline(piece)
    painter.restore()
