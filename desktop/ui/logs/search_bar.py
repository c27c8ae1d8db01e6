"""The bar to search with: what for, how many, the next and the one before."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from desktop.model.logs.search import Search
from desktop.ui.icons import SMALL, Icon, icon
from desktop.ui.logs.pattern_box import PatternBox
from desktop.ui.logs.words import number
from desktop.ui.plain import PlainLabel
from desktop.ui.text import tr
from desktop.ui.theme import GRID


class SearchBar(QWidget):
    """Hidden until somebody searches."""

    stepped = Signal(int)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.box = PatternBox(tr("Search"), tr("Search in what is shown"), Icon.SEARCH)
        self.box.line.setMaximumWidth(420)
        self.count = PlainLabel()
        self.count.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.previous = self._button(Icon.CHEVRON_UP, tr("Previous match"))
        self.next = self._button(Icon.CHEVRON_DOWN, tr("Next match"))
        close = self._button(Icon.CANCEL, tr("End the search"))
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        close.clicked.connect(self.closed)
        self.box.stepped.connect(self.stepped)
        self.box.left.connect(self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, 0, 2 * GRID, GRID)
        row.setSpacing(GRID)
        row.addWidget(self.box, 3)
        row.addWidget(self.previous)
        row.addWidget(self.next)
        row.addWidget(self.count, 2)
        row.addWidget(close)
        self.hide()

    def show_count(self, search: Search | None) -> None:
        """How many rows have it, and which of them is gone to."""
        self.count.setText(_words(search))
        some = search is not None and search.count > 0
        self.previous.setEnabled(some)
        self.next.setEnabled(some)
        slow = search is not None and search.given_up
        self.box.say(tr("This pattern takes too long; the rest is not searched.") if slow else None)

    def _button(self, which: Icon, text: str) -> QToolButton:
        made = QToolButton()
        made.setIcon(icon(which))
        made.setIconSize(QSize(SMALL, SMALL))
        made.setToolTip(text)
        made.setAccessibleName(text)
        return made


def _words(search: Search | None) -> str:
    if search is None:
        return ""
    if not search.count:
        return tr("Searching…") if search.busy else tr("No match")
    total = number(search.count)
    if search.place is None:
        return tr("{number} matching line(s)", "", search.count, number=total)
    return tr("{number} of {total}", number=number(search.place + 1), total=total)
