"""What stands out on the screen: the selection, what a search found, the link pointed at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from desktop.terminal.cells import Row
from desktop.terminal.links import Link
from desktop.terminal.protocol import Terminal
from desktop.terminal.selection import Selection, clipped
from desktop.ui.terminal.colours import Mark
from desktop.ui.terminal.painting import Stretch

if TYPE_CHECKING:
    from desktop.ui.terminal.searching import Searching
    from desktop.ui.terminal.sight import Sight


class Marking:
    """Says of each row what stands out in it."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self.selection: Selection | None = None
        self._seen: tuple[Selection | None, dict[int, str]] = None, {}
        self.link: Link | None = None
        self.searching: Searching | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands out anywhere."""
        searched = self.searching is not None and self.searching.search is not None
        return self.selection is None and self.link is None and not searched

    def refresh(self, sight: Sight) -> None:
        """Drop what the terminal no longer has, or what was written over in sight."""
        selection = self.selection
        if selection is None:
            return
        covered = self._covered(selection, sight)
        last, before = self._seen
        written_over = selection is last and any(
            before.get(line, text) != text for line, text in covered.items()
        )
        self._seen = selection, covered
        if written_over or selection.numbering != self._terminal.numbering:
            self.selection = None

    def _covered(self, selection: Selection, sight: Sight) -> dict[int, str]:
        """The selected cells of each row in sight."""
        covered = {}
        first, last = selection.start.line - sight.top, selection.end.line - sight.top
        for place in range(max(first, 0), min(last + 1, len(sight.rows))):
            row, line = sight.rows[place], sight.top + place
            columns = selection.columns_in(line, row, self._terminal.columns)
            covered[line] = "".join(row.cells[slice(*columns)]) if columns is not None else ""
        return covered

    def selected(self) -> Selection | None:
        """What is selected and still there."""
        return clipped(self.selection, self._terminal) if self.selection is not None else None

    def of(self, line: int, row: Row) -> tuple[Stretch, ...]:
        """What stands out in the row of that number."""
        columns = self._terminal.columns
        found = list(self._matches(line, columns))
        if self.selection is not None:
            covered = self.selection.columns_in(line, row, columns)
            if covered is not None:
                found.append(Stretch(*covered, mark=Mark.SELECTED))
        link = self.link
        if link is not None and link.start.line <= line <= link.end.line:
            first = link.start.column if line == link.start.line else 0
            end = link.end.column if line == link.end.line else columns
            found.append(Stretch(first, end, link=True))
        return tuple(found)

    def _matches(self, line: int, columns: int) -> Iterator[Stretch]:
        searching = self.searching
        if searching is None or searching.search is None:
            return
        for match in searching.search.in_rows(line, line + 1):
            covered = match.columns_in(line, columns)
            if covered is not None:
                current = match == searching.current
                yield Stretch(*covered, mark=Mark.CURRENT if current else Mark.FOUND)
