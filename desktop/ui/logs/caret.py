"""The current row of a log, what is selected from there, and what a screen reader hears of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication

from desktop.ui.logs import words
from desktop.ui.logs.copying import Copying
from desktop.ui.logs.selection import END, Position

if TYPE_CHECKING:
    from desktop.ui.logs.log_view import LogView


class Caret:
    """Moves by rows; selects by rows or characters."""

    def __init__(self, view: LogView) -> None:
        self._view = view
        self._copying: Copying | None = None

    def close_down(self) -> None:
        """Copy no more."""
        if self._copying is not None:
            self._copying.close()

    def to_newest(self) -> None:
        """Go to the last row, and stay with it as more come."""
        view = self._view
        view.scrolling.to_newest()
        if len(view.view):
            view.selection.put(Position(view.view[len(view.view) - 1].number))
        view.settle()

    def move_to_first(self, *, select: bool = False) -> None:
        """Go to the first row."""
        self._go(0, select=select)

    def move_to_last(self, *, select: bool = False) -> None:
        """Go to the last row."""
        view = self._view
        self._go(len(view.view) - 1, select=select)

    def move_by(self, count: int, *, select: bool = False) -> None:
        """Go some rows down or up from the current one, or from what is seen."""
        view = self._view
        if view.current is None:
            place = view.seen[0 if count > 0 else -1][1] if view.seen else 0
            place = place if not select else place + count
        else:
            place = view.view.index_of(view.current) + count
        self._go(place, select=select)

    def go(self, number: int) -> None:
        """Go to the row of that number, as to what a search found."""
        view = self._view
        place = view.view.index_of(number)
        if place < len(view.view):
            view.selection.put(Position(number))
            if view.search is not None and view.hides_match(place):
                view.lines.toggle(number)
            view.scrolling.show(place, centred=True)
            self._tell_current()
        view.settle()

    def _go(self, place: int, *, select: bool) -> None:
        view = self._view
        if not len(view.view):
            return
        place = min(max(place, 0), len(view.view) - 1)
        number = view.view[place].number
        if not select:
            view.selection.put(Position(number))
        else:
            self._extend_to(number)
        view.scrolling.show(place)
        view.settle()
        self._tell_current()

    def _extend_to(self, number: int) -> None:
        """Select whole rows up to that one."""
        view = self._view
        anchor = view.selection.anchor or Position(number)
        down = number >= anchor.number
        view.selection.select(
            Position(anchor.number, 0 if down else END), Position(number, END if down else 0)
        )

    def select_character(self, by: int) -> None:
        """Select one character more or less in the current row."""
        view = self._view
        caret = view.selection.caret
        line = view.line_of(caret.number) if caret is not None else None
        if caret is not None and line is not None:
            column = min(max(min(caret.column, len(line.text)) + by, 0), len(line.text))
            view.selection.extend(Position(caret.number, column))
            view.viewport().update()

    def open_or_scroll(self, *, opened: bool) -> None:
        """Right opens the current row where there is more in it; else it scrolls."""
        view = self._view
        line = view.line_of(view.current) if view.current is not None else None
        if line is not None and line.foldable and line.open is not opened:
            view.toggle(line.row.number)
        else:
            bar = view.horizontalScrollBar()
            bar.setValue(bar.value() + int((10 if opened else -10) * view.lines.character))

    def toggle_current(self) -> None:
        """Open the current row, or close it."""
        view = self._view
        line = view.line_of(view.current) if view.current is not None else None
        if line is not None and line.foldable:
            view.toggle(line.row.number)

    def select_all(self) -> None:
        """Select every row that is shown."""
        view = self._view
        if len(view.view):
            first, last = view.view[0].number, view.view[len(view.view) - 1].number
            view.selection.select(Position(first), Position(last, END))
            view.viewport().update()

    def copy(self, *, times: bool = False) -> None:
        """The selection, or the current row, to the clipboard."""
        view = self._view
        found = view.selection.range
        if found is None and view.current is not None:
            found = Position(view.current), Position(view.current, END)
        if found is None:
            return
        if self._copying is not None:
            self._copying.close()
        put = QGuiApplication.clipboard().setText
        self._copying = Copying(view.lines, *found, done=put, times=times)
        self._copying.begin()

    def _tell_current(self) -> None:
        """A screen reader reads the current row."""
        view = self._view
        line = view.line_of(view.current) if view.current is not None else None
        said = ""
        if line is not None:
            source = line.row.source
            several = len(view.painting.names) > 1 or not line.is_line
            name = view.painting.names[source] if several and source >= 0 else ""
            said = words.spoken(line.row, line.text, line.level, name)
        view.setAccessibleDescription(said)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(view, said))
