"""The scroll bar of a terminal, and moving by it, by keys and by the wheel."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.ui.terminal.view import TerminalView


class Scrolling:
    """The bar counts rows, from the oldest that is kept."""

    def __init__(self, view: TerminalView) -> None:
        self._view = view
        self._syncing = False
        view.verticalScrollBar().valueChanged.connect(self._on_bar_moved)

    def settle(self) -> None:
        """Have the bar tell how things are."""
        terminal, sight = self._view.terminal, self._view.sight
        bar = self._view.verticalScrollBar()
        self._syncing = True
        bar.setPageStep(terminal.rows)
        bar.setRange(0, terminal.screen_line - terminal.first_line)
        bar.setValue(sight.top - terminal.first_line)
        self._syncing = False
        self._view.scrolled.emit()

    def by_lines(self, lines: int) -> None:
        """Down, or (negative) up."""
        self._to(self._view.sight.top + lines)

    def by_pages(self, pages: int) -> None:
        """The same by what is in sight, but for one line."""
        self.by_lines(pages * max(1, self._view.terminal.rows - 1))

    def to_start(self) -> None:
        """To the oldest row that is kept."""
        self._to(self._view.terminal.first_line)

    def to_end(self) -> None:
        """Where the program writes; it is followed from now on."""
        if not self._view.sight.follows:
            self._to(self._view.terminal.screen_line)

    def show(self, line: int) -> None:
        """Have the row of that number in sight."""
        self._view.sight.show(line)
        self._view.pace.ask()

    def _to(self, top: int) -> None:
        self._view.sight.scroll_to(top)
        self._view.pace.ask()

    def _on_bar_moved(self, value: int) -> None:
        if not self._syncing:
            self._to(self._view.terminal.first_line + value)
