"""How a row of a log is painted: its marks in the margin, its time, its text."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout

from desktop.engine.observations import Output
from desktop.model.logs.levels import Level
from desktop.model.logs.rows import RowKind
from desktop.ui.icons import Icon, paint_icon
from desktop.ui.logs import words
from desktop.ui.logs.inks import hit_ground, kept_ground, level_ink, readable, source_ink
from desktop.ui.logs.lines import Line
from desktop.ui.logs.words import Times
from desktop.ui.theme import GRID, Type, current, font

BAR = 3.0
_ABOVE = GRID / 2  # each line
_CHEVRON = 12.0
_LONGEST_NAME = 18  # characters
_MARKED = Level.WARNING  # from this level on a line has a bar
_SMALLEST_MARKER = 8 * GRID


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the parts of a row begin, from the left."""

    name: float
    time: float
    chevron: float
    text: float

    @staticmethod
    def of(names: list[str], times: Times, mono: QFont, width: float) -> Columns:
        """Wide enough for the names (of a merged log) and times; in a narrow window no names."""
        metrics = QFontMetricsF(mono)
        character = metrics.horizontalAdvance("0")
        left = BAR + GRID
        name = left
        if len(names) > 1:
            longest = min(_LONGEST_NAME, max(map(len, names)))
            left += GRID + (character * longest + 3 * GRID if width > 70 * character else 0)
        time = left
        sample = words.sample_of(times)
        if sample:
            left += metrics.horizontalAdvance(sample) + 2 * GRID
        return Columns(name, time, left, left + _CHEVRON + 2 * GRID)


class Painting:
    """Paints rows. ``names`` are those of the containers, by number."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.times = Times.OFF
        self.clock: Callable[[], float] = time.time  # the Engine's, by which lines have their times
        self.columns = Columns(0, 0, 0, 0)
        self.set_font(font(Type.MONO))

    def set_font(self, mono: QFont) -> None:
        """Another font."""
        self.mono = mono
        self.small = font(Type.SMALL)
        self._metrics = QFontMetricsF(mono)

    def arrange(self, width: float) -> None:
        """Find the places of the columns in a window of that width."""
        self.columns = Columns.of(self.names, self.times, self.mono, width)

    def row(
        self,
        painter: QPainter,
        line: Line,
        rect: QRectF,
        *,
        shift: float = 0.0,
        selected: tuple[int, int] | None = None,
        hit: bool = False,
        chosen: bool = False,
    ) -> None:
        """Paint one. ``shift`` is how far it is scrolled; ``hit``: the search has gone there."""
        theme = current()
        if chosen:
            painter.fillRect(rect, theme.hover)
        if not line.is_line:
            self._marker(painter, line, rect, selected=selected is not None)
            return
        if line.level >= _MARKED:
            bar = QRectF(rect.left(), rect.top(), BAR, rect.height())
            painter.fillRect(bar, level_ink(line.level, theme))
        self._source(painter, line, rect)
        if self.times is not Times.OFF:
            painter.setPen(theme.muted)
            said = words.time_of(line.row.time, self.times, self.clock())
            self._word(painter, self.columns.time, rect, said)
        self._chevron(painter, line, rect)
        self._text(painter, line, rect, shift, selected, hit=hit)

    def _source(self, painter: QPainter, line: Line, rect: QRectF) -> None:
        number = line.row.source
        if len(self.names) < 2 or number < 0:
            return
        left = self.columns.name
        room = self.columns.time - left - 3 * GRID
        ink = source_ink(number, current())
        painter.fillRect(QRectF(left, rect.top() + 1, 2, rect.height() - 2), ink)
        if room > 0:
            painter.setPen(ink)
            middle = Qt.TextElideMode.ElideMiddle
            cut = self._metrics.elidedText(self.names[number], middle, room + 1)
            self._word(painter, left + 1.5 * GRID, rect, cut)

    def _word(self, painter: QPainter, left: float, rect: QRectF, text: str) -> None:
        painter.setFont(self.mono)
        painter.drawText(QPointF(left, rect.top() + _ABOVE + self._metrics.ascent()), text)

    def _chevron(self, painter: QPainter, line: Line, rect: QRectF) -> None:
        theme = current()
        left = self.columns.chevron
        if line.foldable:
            which = Icon.CHEVRON_DOWN if line.open else Icon.CHEVRON_RIGHT
            height = self._metrics.height() + 2 * _ABOVE
            box = QRectF(left, rect.top() + (height - _CHEVRON) / 2, _CHEVRON, _CHEVRON)
            paint_icon(painter, box, which, theme.icon)
        if line.row.output is Output.STDERR:
            edge = self.columns.text - GRID - 1.5
            painter.fillRect(QRectF(edge, rect.top(), 1.5, rect.height()), theme.outline)

    def _text(
        self,
        painter: QPainter,
        line: Line,
        rect: QRectF,
        shift: float,
        selected: tuple[int, int] | None,
        *,
        hit: bool,
    ) -> None:
        assert line.layout is not None
        theme = current()
        kept, found = kept_ground(theme), hit_ground(theme, current=hit)
        marked = [
            _marked(line, start, start + length, ground, readable(ink, ground))
            for spans, ground, ink in ((line.kept, kept, line.ink), (line.hits, found, theme.text))
            for start, length in spans or ()
        ]
        if selected is not None:
            marked.append(_marked(line, *selected, theme.selected))
        area = QRectF(
            self.columns.text, rect.top(), rect.right() - self.columns.text, rect.height()
        )
        painter.save()
        painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
        painter.setPen(line.ink)
        clip = painter.clipBoundingRect()
        line.layout.draw(painter, QPointF(area.left() - shift, rect.top() + _ABOVE), marked, clip)
        painter.restore()

    def _marker(self, painter: QPainter, line: Line, rect: QRectF, *, selected: bool) -> None:
        theme = current()
        middle = rect.center().y()
        number = line.row.source
        name = self.names[number] if 0 <= number < len(self.names) else ""
        text = words.marker(line.row, name)
        warns = line.row.kind in (RowKind.SKIPPED, RowKind.GAP, RowKind.DISCONNECTED)
        painter.setFont(self.small)
        metrics = QFontMetricsF(self.small)
        room = rect.width() - 2 * _SMALLEST_MARKER
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        width = metrics.horizontalAdvance(text) + (4 * GRID if text else 0)
        if selected:
            painter.fillRect(rect, theme.selected)
        for left, right in (
            (rect.left() + 2 * GRID, rect.center().x() - width / 2),
            (rect.center().x() + width / 2, rect.right() - 2 * GRID),
        ):
            painter.fillRect(QRectF(left, middle, right - left, 1), theme.line)
        painter.setPen(theme.warning if warns else theme.muted)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


def _marked(
    line: Line, start: int, end: int, ground: QColor, ink: QColor | None = None
) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start = line.to_qt(start)
    made.length = line.to_qt(min(end, len(line.text))) - made.start
    made.format = QTextCharFormat()
    made.format.setBackground(ground)
    if ink is not None:
        made.format.setForeground(ink)
    return made
