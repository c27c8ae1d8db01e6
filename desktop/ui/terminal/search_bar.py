"""The bar to search a terminal with."""

from __future__ import annotations

from desktop.terminal.search import BadPattern, Query, Search
from desktop.ui.find_bar import FindBar
from desktop.ui.pattern_box import no_pattern
from desktop.ui.terminal.view import TerminalView
from desktop.ui.text import tr
from desktop.ui.units import number


class SearchBar(FindBar):
    """Enter goes up, to what is older; Shift+Enter down."""

    def __init__(self, view: TerminalView) -> None:
        super().__init__(tr("Search in the terminal"))
        self._view = view
        self.box.changed.connect(self._on_changed)
        self.box.stepped.connect(lambda by: view.searching.step(-by))
        self.stepped.connect(view.searching.step)
        self.closed.connect(self.end)
        view.find_requested.connect(self.begin_with_selection)
        view.searching.changed.connect(self._show_count)

    def begin_with_selection(self) -> None:
        """Show it; what is selected within a line is searched for."""
        self.begin(self._view.clipboard.selected_line())
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
            box.say(no_pattern(problem.message))
        else:
            box.say()

    def _show_count(self) -> None:
        searching = self._view.searching
        search, (place, total) = searching.search, searching.place
        if search is not None and search.is_too_slow:
            self.box.say(tr("This pattern takes too long; the rest is not searched."))
        self.say_count(_words(search, place, total), some=total > 0)


def _words(search: Search | None, place: int, total: int) -> str:
    if search is None or search.is_too_slow:
        return ""
    if not total:
        return tr("No match") if search.is_done else tr("Searching…")
    many = f"{number(total)}+" if search.is_cut_off else number(total)
    return tr("{number} of {total}", number=number(place), total=many)
