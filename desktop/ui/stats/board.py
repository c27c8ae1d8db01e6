"""The four charts of a container. Importing this module imports pyqtgraph: do it late."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.model.stats.history import History
from desktop.ui import theme, units
from desktop.ui.plain import PlainLabel
from desktop.ui.stats import words
from desktop.ui.stats.chart import LINES, Chart
from desktop.ui.stats.scale import ceiling
from desktop.ui.stats.words import Words
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Type

_NARROWEST = 60 * GRID
_TWO_COLUMNS = 160 * GRID  # from this width on


class Board(QWidget):
    """CPU, memory, network and block I/O over time, with what they are now in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        binary = partial(ceiling, binary=True)
        self.cpu = Card(tr("CPU"), 1, lambda value: f"{units.decimal(value, 6)}%", ceiling)
        self.memory = Card(tr("Memory"), 1, _memory, binary)
        self.network = Card(tr("Network I/O"), 2, words.rate, ceiling)
        self.block = Card(tr("Block I/O"), 2, words.rate, ceiling)
        self.cards = (self.cpu, self.memory, self.network, self.block)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.setMinimumWidth(_NARROWEST)
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
        self._grid.setHorizontalSpacing(6 * GRID)
        self._grid.setVerticalSpacing(4 * GRID)
        self._lay_out(2)

    def show_history(
        self, history: History | None, now: float, cpus: float | None, memory: int
    ) -> None:
        """Draw it, up to ``now`` on its clock. ``cpus`` and ``memory`` are limits; 0 is none."""
        history = history or History()
        ages = [now - moment for moment in history.times]

        def draw(card: Card, *names: str, limit: float | None = None) -> None:
            lines = [history.values(name).tolist() for name in names]
            card.chart.show_lines(ages, lines, limit)

        draw(self.cpu, "cpu", limit=cpus * 100 if cpus else None)
        draw(self.memory, "memory", limit=memory or None)
        draw(self.network, "receiving", "sending")
        draw(self.block, "reading", "writing")
        usage = history.latest
        if usage is None:
            for card in self.cards:
                card.say(None)
            return
        self.cpu.say(words.cpu_words(usage, cpus))
        self.memory.say(words.memory_words(usage, limited=bool(memory)))
        self.network.say(words.network_words(usage))
        self.block.say(words.block_words(usage))

    def _lay_out(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, card in enumerate(self.cards):
            self._grid.addWidget(card, number // columns, number % columns)
        for column in range(2):
            self._grid.setColumnStretch(column, int(column < columns))
        for row in range(len(self.cards)):
            self._grid.setRowStretch(row, int(row < len(self.cards) // columns))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out(2 if self.width() >= _TWO_COLUMNS else 1)


class Card(QFrame):
    """One chart and its words. It takes the focus, so that a screen reader gets to the words."""

    def __init__(
        self,
        title: str,
        lines: int,
        label: Callable[[float], str],
        top: Callable[[float], float],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.chart = Chart(lines, label, top)
        self._figures = [PlainLabel() for _line in range(lines)]
        self._rest = PlainLabel(elide=Qt.TextElideMode.ElideRight)
        self._rest.setFont(theme.font(Type.SMALL))
        self._rest.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        name = PlainLabel(title)
        name.setFont(theme.font(Type.NAME))
        head = QHBoxLayout()
        head.setSpacing(2 * GRID)
        head.addWidget(name)
        head.addStretch()
        for number, figure in enumerate(self._figures):
            figure.setFont(theme.font(Type.NAME))
            if lines > 1:
                head.addSpacing(2 * GRID)
                head.addWidget(_Swatch(number))
            head.addWidget(figure)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._rest)
        column.addWidget(self.chart, 1)
        self.say(None)

    def say(self, said: Words | None) -> None:
        """Show these figures; None: nothing is known now."""
        figures: Sequence[str] = (words.UNKNOWN,) * len(self._figures)
        for label, text in zip(self._figures, said.figures if said else figures, strict=True):
            label.setText(text)
        self._rest.setText(" · ".join(said.rest) if said else tr("Waiting for the Engine"))
        self.setAccessibleDescription(said.spoken if said else self._rest.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(theme.current().accent)
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)


class _Swatch(QWidget):
    """A piece of a chart's line, beside the words for it."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self.setFixedSize(QSize(5 * GRID, 4 * GRID))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        style, colour = LINES[self._number]
        painter.setPen(QPen(colour(theme.current()), 1.5, style))
        middle = self.height() / 2
        painter.drawLine(QPointF(0, middle), QPointF(self.width(), middle))


def _memory(value: float) -> str:
    return words.bytes_of_memory(round(value))
