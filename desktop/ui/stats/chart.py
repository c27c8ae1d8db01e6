"""Lines over time. Importing this module imports pyqtgraph and numpy: do it late."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui import theme, units
from desktop.ui.stats.scale import highest, span
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Theme, Type

# Its clean-up looks through all objects of the process, at the moment when they go.
pg.setConfigOptions(antialias=True, exitCleanup=False)

_HEADROOM = 1.04  # so that a line along the top is seen
_LIMIT_SEEN = 8  # times the top of the lines

LINES: tuple[tuple[Qt.PenStyle, Callable[[Theme], QColor]], ...] = (
    (Qt.PenStyle.SolidLine, lambda look: look.accent),
    (Qt.PenStyle.DashLine, lambda look: look.text),
)
"""How a chart's first and second line look."""


class Chart(pg.GraphicsView):  # type: ignore[misc]  # it has no types
    """One or two lines, the second dashed; the newest at the right edge.

    ``label`` writes a value of the vertical axis, ``ceiling`` makes its top from the highest one.
    """

    def __init__(
        self,
        lines: int,
        label: Callable[[float], str],
        ceiling: Callable[[float], float],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label = label
        self._ceiling = ceiling
        self._across = pg.AxisItem("bottom")
        self._up = pg.AxisItem("left")
        self._room = pg.ViewBox(enableMouse=False, enableMenu=False, defaultPadding=0)
        self._curves = [pg.PlotCurveItem(connect="finite") for _line in range(lines)]
        self._rules = [pg.InfiniteLine(angle=0, movable=False) for _half in range(3)]
        self._shown: tuple[float, float, float | None] | None = None
        self._arrange()
        self._restyle()
        # The values stand beside it in words.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_lines(
        self, ages: Sequence[float], lines: Sequence[list[float]], limit: float | None = None
    ) -> None:
        """Draw values at these ages in seconds, and a limit; NaN breaks a line."""
        for curve, values in zip(self._curves, lines, strict=True):
            curve.setData([-age for age in ages], values)
        peak = highest(*lines)
        top = self._ceiling(peak)
        if limit is not None and limit > top * _LIMIT_SEEN:
            limit = None  # far above: the lines would lie flat on the ground
        self._scale(ages[0] if ages else 0, top if limit is None else max(peak, limit), limit)

    def _scale(self, age: float, top: float, limit: float | None) -> None:
        seconds, step = span(age)
        if self._shown == (seconds, top, limit):
            return
        self._shown = seconds, top, limit
        mark = top if limit is None else limit
        self._room.setRange(xRange=(-seconds, 0), yRange=(0, top * _HEADROOM), padding=0)
        self._up.setTicks([[(each, self._label(each)) for each in (0, mark / 2, mark)]])
        ages = [step * number for number in range(1, round(seconds / step))]
        self._across.setTicks([[(-each, _ago(each)) for each in ages]])
        for number, rule in enumerate(self._rules):
            rule.setValue(mark * number / 2)
        look = theme.current()
        dotted = pg.mkPen(look.muted, style=Qt.PenStyle.DotLine)
        self._rules[-1].setPen(pg.mkPen(look.line) if limit is None else dotted)

    def _arrange(self) -> None:
        layout = pg.GraphicsLayout()
        layout.setContentsMargins(0, 2 * GRID, 0, 0)
        layout.setSpacing(0)
        layout.addItem(self._up, 0, 0)
        layout.addItem(self._room, 0, 1)
        layout.addItem(self._across, 1, 1)
        self.setCentralItem(layout)
        for axis in (self._up, self._across):
            axis.linkToView(self._room)
            axis.setStyle(tickLength=0, tickAlpha=0, autoExpandTextSpace=False)
        self._up.setWidth(16 * GRID)
        for item in (*self._rules, *reversed(self._curves)):
            self._room.addItem(item, ignoreBounds=True)

    def _restyle(self) -> None:
        look = theme.current()
        self.setBackground(look.surface)
        small = theme.font(Type.SMALL)
        for axis in (self._up, self._across):
            axis.setPen(pg.mkPen(None))
            axis.setTextPen(pg.mkPen(look.muted))
            axis.setTickFont(small)
        self._across.setHeight(theme.row_height() - 2 * GRID)
        for rule in self._rules:
            rule.setPen(pg.mkPen(look.line))
        if self._shown is not None:
            shown, self._shown = self._shown, None
            self._scale(*shown)
        for curve, (style, colour) in zip(self._curves, LINES, strict=False):
            curve.setPen(pg.mkPen(colour(look), width=1.5, style=style))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # it scrolls what is around

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_curves"):
            self._restyle()

    def sizeHint(self) -> QSize:
        return QSize(80 * GRID, 36 * GRID)

    def minimumSizeHint(self) -> QSize:
        return QSize(40 * GRID, 24 * GRID)


def _ago(seconds: float) -> str:
    if seconds % 60:
        return tr("{seconds} s ago", seconds=units.decimal(seconds, 6))
    return tr("{minutes} min ago", minutes=units.decimal(seconds / 60, 6))
