"""The bar to search a terminal with: what for, how many, the next above and below."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from desktop.terminal.search import BadPattern, Query
from desktop.ui.icons import SMALL, Icon, icon
from desktop.ui.logs.pattern_box import PatternBox
from desktop.ui.logs.words import number
from desktop.ui.plain import PlainLabel
from desktop.ui.terminal.view import TerminalView
from desktop.ui.text import tr
from desktop.ui.theme import GRID


class SearchBar(QWidget):
    """Hidden until somebody searches. Enter goes up, to what is older; Shift+Enter down."""

    def __init__(self, view: TerminalView) -> None:
        super().__init__()
        self._view = view
        self.box = PatternBox(tr("Search"), tr("Search in the terminal"), Icon.SEARCH)
        self.box.line.setMaximumWidth(420)
        self.count = PlainLabel()
        self.count.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.previous = self._button(Icon.CHEVRON_UP, tr("Previous match"))
        self.next = self._button(Icon.CHEVRON_DOWN, tr("Next match"))
        close = self._button(Icon.CANCEL, tr("End the search"))
        self.previous.clicked.connect(lambda: view.searching.step(-1))
        self.next.clicked.connect(lambda: view.searching.step(1))
        close.clicked.connect(self.end)
        self.box.changed.connect(self._on_changed)
        self.box.stepped.connect(lambda by: view.searching.step(-by))
        self.box.left.connect(self.end)
        view.find_requested.connect(self.begin)
        view.searching.changed.connect(self._show_count)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        row.setSpacing(GRID)
        row.addWidget(self.box, 3)
        row.addWidget(self.previous)
        row.addWidget(self.next)
        row.addWidget(self.count, 2)
        row.addWidget(close)
        self.hide()

    def begin(self) -> None:
        """Show it; what is selected within a line is searched for."""
        self.show()
        selected = self._view.clipboard.selected_text()
        if selected and "\n" not in selected:
            self.box.line.setText(selected)
        self.box.line.selectAll()
        self.box.line.setFocus()
        self._on_changed()

    def end(self) -> None:
        """Search no more."""
        self.hide()
        self._view.searching.end()
        self._view.setFocus()

    def _on_changed(self) -> None:
        box = self.box
        query = Query(box.line.text(), box.regex.isChecked(), case=box.case.isChecked())
        try:
            self._view.searching.begin(query)
        except BadPattern as problem:
            box.say(tr("This is no regular expression: {problem}", problem=problem.message))
        else:
            box.say(None)

    def _show_count(self) -> None:
        search = self._view.searching.search
        place, total = self._view.searching.place
        self.previous.setEnabled(total > 0)
        self.next.setEnabled(total > 0)
        if search is None:
            self.count.setText("")
        elif search.is_too_slow:
            self.box.say(tr("This pattern takes too long; the rest is not searched."))
        elif not total:
            self.count.setText(tr("No match") if search.is_done else tr("Searching…"))
        else:
            many = f"{number(total)}+" if search.is_cut_off else number(total)
            self.count.setText(tr("{number} of {total}", number=number(place), total=many))

    def _button(self, which: Icon, text: str) -> QToolButton:
        made = QToolButton()
        made.setIcon(icon(which))
        made.setIconSize(QSize(SMALL, SMALL))
        made.setToolTip(text)
        made.setAccessibleName(text)
        return made
