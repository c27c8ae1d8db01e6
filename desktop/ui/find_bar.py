"""The bar to search with: what for, how many, the next one and the one before."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from desktop.ui.icons import SMALL, Icon, icon
from desktop.ui.pattern_box import PatternBox
from desktop.ui.plain import PlainLabel
from desktop.ui.text import tr
from desktop.ui.theme import GRID


class FindBar(QWidget):
    """Hidden until somebody searches. ``stepped`` is 1 for the next match, -1 for the last one."""

    stepped = Signal(int)
    closed = Signal()

    def __init__(self, placeholder: str) -> None:
        super().__init__()
        self.box = PatternBox(tr("Search"), placeholder, Icon.SEARCH)
        self.box.line.setMaximumWidth(420)
        self.count = PlainLabel()
        self.count.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.previous = _button(Icon.CHEVRON_UP, tr("Previous match"))
        self.next = _button(Icon.CHEVRON_DOWN, tr("Next match"))
        close = _button(Icon.CANCEL, tr("End the search"))
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        close.clicked.connect(self.closed)
        self.box.left.connect(self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        row.setSpacing(GRID)
        row.addWidget(self.box, 3)
        row.addWidget(self.previous)
        row.addWidget(self.next)
        row.addWidget(self.count, 2)
        row.addWidget(close)
        self.hide()

    def begin(self, text: str = "") -> None:
        """Ask what for; ``text`` is proposed."""
        self.show()
        if text:
            self.box.line.setText(text)
        self.box.line.selectAll()
        self.box.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def say_count(self, text: str, *, some: bool) -> None:
        """How many there are, and whether there is any to go to."""
        self.count.setText(text)
        self.previous.setEnabled(some)
        self.next.setEnabled(some)


def _button(which: Icon, text: str) -> QToolButton:
    made = QToolButton()
    made.setIcon(icon(which))
    made.setIconSize(QSize(SMALL, SMALL))
    made.setToolTip(text)
    made.setAccessibleName(text)
    return made
