"""A scroll bar that shows where a search has found something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider

from desktop.ui import theme
from desktop.ui.theme import Tone

if TYPE_CHECKING:
    from desktop.ui.terminal.view import TerminalView

_THICK = 2  # pixels


class MarkedBar(QScrollBar):
    """Marks the matches of a terminal's search."""

    def __init__(self, view: TerminalView) -> None:
        super().__init__(view)
        self._view = view

    def marks(self) -> list[int]:
        """How far down they are, in pixels; those that fall together are one."""
        search = self._view.searching.search
        if search is None or not search.matches:
            return []
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        control, part = QStyle.ComplexControl.CC_ScrollBar, QStyle.SubControl.SC_ScrollBarGroove
        groove = self.style().subControlRect(control, option, part, self)
        terminal = self._view.terminal
        first = terminal.first_line
        count = max(1, terminal.screen_line + terminal.rows - first)
        room = groove.height() - _THICK
        places = ((match.start.line - first) * room // count for match in search.matches)
        return sorted({groove.top() + min(max(place, 0), room) for place in places})

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        marks = self.marks()
        if marks:
            painter = QPainter(self)
            ink = theme.current().tone(Tone.WARNING)
            for place in marks:
                painter.fillRect(2, place, self.width() - 4, _THICK, ink)
