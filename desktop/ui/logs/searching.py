"""Searching in a log: the bar asks, the rows that have it are gone to."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from desktop.model.logs.patterns import BadPattern
from desktop.model.logs.search import Search
from desktop.ui.logs.open_log import OpenLog
from desktop.ui.logs.search_bar import SearchBar
from desktop.ui.pattern_box import no_pattern


class Searching:
    """Joins the bar with the log that is open, which ``log`` tells."""

    def __init__(self, bar: SearchBar, log: Callable[[], OpenLog | None]) -> None:
        self._bar = bar
        self._log = log
        bar.box.changed.connect(self.renew)
        bar.stepped.connect(self.step)
        bar.closed.connect(self.end)

    def begin(self) -> None:
        """Ask what for."""
        self._bar.begin()

    def end(self) -> None:
        """Search for nothing."""
        if self._bar.isHidden():
            return
        self._bar.box.line.clear()
        self._bar.hide()
        if (log := self._log()) is not None:
            log.log_view.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, by: int) -> None:
        """Go to the next match, or the one before."""
        log = self._log()
        if log is None or log.search is None:
            self.begin()
            return
        start = log.log_view.current if log.search.current is None else None
        number = log.search.next(start) if by > 0 else log.search.previous(start)
        if number is not None:
            log.log_view.caret.go(number)

    def renew(self) -> None:
        """What is searched for, or the log, is another."""
        log = self._log()
        if log is None:
            return
        try:
            search = log.find(self._bar.box.pattern)
        except BadPattern as problem:
            self._bar.box.say(no_pattern(problem.message))
            return
        self._bar.show_count(search)
        if search is not None:
            search.changed.subscribe(self._on_found)
            self._on_found(search)

    def _on_found(self, search: Search) -> None:
        """The first that is found from the top of what is seen on is gone to."""
        log = self._log()
        if log is None or search is not log.search:
            return
        if search.current is None and search.count and not search.busy:
            seen = log.log_view.seen
            number = search.next(seen[0][2].row.number - 1 if seen else None)
            if number is not None:
                log.log_view.caret.go(number)
        self._bar.show_count(search)
