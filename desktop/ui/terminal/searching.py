"""Searching a terminal: a little in each turn of the event loop, and again as more is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.terminal.logical_lines import Extent, Position
from desktop.terminal.search import Query, Search

if TYPE_CHECKING:
    from desktop.ui.terminal.view import TerminalView

_AGAIN_MS = 150  # between two looks at a screen that changes


class Searching(QObject):
    """What is searched for in a terminal, and which match was gone to."""

    changed = Signal()
    """There are more or fewer matches, or another one is gone to."""

    def __init__(self, view: TerminalView) -> None:
        super().__init__(view)
        self._view = view
        self.search: Search | None = None
        self.current: Extent | None = None
        self._wants_first = False
        self._stale = False
        self._turn = QTimer(self, singleShot=True)
        self._turn.timeout.connect(self._on_turn)

    @property
    def place(self) -> tuple[int, int]:
        """Which match is gone to (the newest is 1, none is 0), and how many there are."""
        if self.search is None:
            return 0, 0
        number = self.search.number_of(self.current) if self.current is not None else 0
        return number, len(self.search.matches)

    def begin(self, query: Query | None) -> None:
        """Search for this, or for nothing; a wrong one raises ``BadPattern``, and nothing is."""
        self.search = self.current = None
        self._turn.stop()
        try:
            if query is not None and query.text:
                self.search = Search(self._view.terminal, query)
                self._wants_first, self._stale = True, False
                self._turn.start(0)
        finally:
            self._tell()

    def end(self) -> None:
        """Search no more."""
        self.begin(None)

    def step(self, by: int) -> None:
        """To the next match below (1), or above (-1); from the last one on to the first."""
        search = self.search
        if search is None or not search.matches:
            return
        at = self.current.start if self.current is not None else self._below()
        found = search.newer(at) if by > 0 else search.older(at)
        self._go(found or search.matches[0 if by > 0 else -1])

    def on_frame(self) -> None:
        """The terminal shows something else."""
        if self.search is not None:
            self._stale = True
            if not self._turn.isActive():
                self._turn.start(_AGAIN_MS)

    def _on_turn(self) -> None:
        search = self.search
        if search is None:
            return
        if self._stale:
            self._stale = False
            search.refresh()
        done = search.step()
        if not done:
            self._turn.start(0)
        if self._wants_first and search.matches:
            above = search.older(self._below())
            if above is not None or done:
                self._wants_first = False
                self._go(above or search.matches[0])
                return
        self._tell()

    def _below(self) -> Position:
        """The end of what is in sight."""
        sight = self._view.sight
        return Position(sight.top + len(sight.rows), 0)

    def _go(self, match: Extent) -> None:
        self.current = match
        self._view.scrolling.show(match.start.line)
        self._tell()

    def _tell(self) -> None:
        self._view.canvas.restyle()
        self._view.verticalScrollBar().update()
        self.changed.emit()
