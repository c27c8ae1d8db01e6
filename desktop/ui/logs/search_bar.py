"""The bar to search a log with."""

from __future__ import annotations

from desktop.model.logs.search import Search
from desktop.ui.find_bar import FindBar
from desktop.ui.text import tr
from desktop.ui.units import number


class SearchBar(FindBar):
    """Enter goes down, Shift+Enter up."""

    def __init__(self) -> None:
        super().__init__(tr("Search in what is shown"))
        self.box.stepped.connect(self.stepped)

    def show_count(self, search: Search | None) -> None:
        """How many rows have it, and which of them is gone to."""
        self.say_count(_words(search), some=search is not None and search.count > 0)
        slow = search is not None and search.given_up
        self.box.say(tr("This pattern takes too long; the rest is not searched.") if slow else "")


def _words(search: Search | None) -> str:
    if search is None:
        return ""
    if not search.count:
        return tr("Searching…") if search.busy else tr("No match")
    total = number(search.count)
    if search.place is None:
        return tr("{number} matching line(s)", "", search.count, number=total)
    return tr("{number} of {total}", number=number(search.place + 1), total=total)
