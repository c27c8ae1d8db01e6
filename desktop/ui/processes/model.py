"""The rows of ``docker top``: by their parents, or flat; sorted by any column."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt

from desktop.model.inspection_masks import masked_value
from desktop.model.top import TopRow
from desktop.ui import units
from desktop.ui.list_tree import RIGHT, AnyIndex
from desktop.ui.plain import tooltip, visible
from desktop.ui.text import mark, tr
from desktop.ui.theme import Type, font

Role = Qt.ItemDataRole
COMMAND, PID, PARENT, USER, STATE, CPU, MEMORY, RESIDENT, ELAPSED = range(9)
_ORDER = Qt.SortOrder

# Title, what it means, the field, and what it is sorted by.
_COLUMNS: tuple[tuple[str, str, str], ...] = (
    (mark("Command"), mark("The program with its arguments"), "command"),
    (mark("PID"), mark("Its number on the Engine's machine"), "pid"),
    (mark("Parent"), mark("The number of the process that started it"), "parent"),
    (mark("User"), mark("By the names of the Engine's machine"), "user"),
    (mark("State"), mark("As ps writes it: R runs, S sleeps, D waits, Z has ended"), "state"),
    (mark("CPU"), mark("Percent of one CPU, over its whole life"), "cpu"),
    (mark("Memory"), mark("Percent of the machine's memory"), "memory"),
    (mark("Resident"), mark("What it holds in memory now"), "resident"),
    (mark("Running for"), mark("Since its start"), "elapsed"),
)
_NUMBERS = (PID, PARENT, CPU, MEMORY, RESIDENT, ELAPSED)


class ProcessModel(QAbstractItemModel):
    """A process stays the same row by its number: what is selected and expanded stays so."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.nested = True
        self._rows: dict[int, TopRow] = {}
        self._words: list[str] = []
        self._below: dict[int, list[int]] = {0: []}
        self._above: dict[int, int] = {}
        self._places: dict[int, int] = {}
        self._order = (PID, _ORDER.AscendingOrder)

    @property
    def total(self) -> int:
        return len(self._rows)

    @property
    def shown(self) -> int:
        return len(self._places)

    def show_rows(self, rows: Iterable[TopRow]) -> None:
        """These are the processes now."""
        self._rows = {row.pid: row for row in rows}
        self._arrange()

    def set_nested(self, nested: bool) -> None:
        """By their parents, or one list."""
        self.nested = nested
        self._arrange()

    def filter(self, text: str) -> None:
        """Only those that have all the words; by their parents no more."""
        self._words = text.casefold().split()
        self._arrange()

    def row_of(self, index: AnyIndex) -> TopRow | None:
        """The process of a row."""
        return self._rows.get(index.internalId()) if index.isValid() else None

    def index_of(self, pid: int) -> QModelIndex:
        """The row of a process."""
        place = self._places.get(pid)
        return QModelIndex() if place is None else self.createIndex(place, 0, pid)

    def columns_told(self) -> set[int]:
        """The columns that some row has something for."""
        return {
            number
            for number, (_title, _tip, name) in enumerate(_COLUMNS)
            if any(getattr(row, name) for row in self._rows.values())
        }

    def _matches(self, row: TopRow) -> bool:
        text = f"{row.pid} {row.user} {row.state} {row.command}".casefold()
        return all(word in text for word in self._words)

    def _arrange(self) -> None:
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        rows = [row for row in self._rows.values() if self._matches(row)]
        column, order = self._order
        rows.sort(key=_KEYS[column], reverse=order is _ORDER.DescendingOrder)
        nested = self.nested and not self._words
        below: dict[int, list[int]] = {0: []}
        self._above = {}
        for row in rows:
            above = row.parent if nested and row.parent in self._rows else 0
            above = 0 if above == row.pid else above
            self._above[row.pid] = above
            below.setdefault(above, []).append(row.pid)
        self._below = below
        self._places = {
            pid: place for children in below.values() for place, pid in enumerate(children)
        }
        moved = []
        for old in held:
            place = self._places.get(old.internalId())
            lost = place is None
            moved.append(
                QModelIndex()
                if lost
                else self.createIndex(place or 0, old.column(), old.internalId())
            )
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    # What Qt asks

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        if parent.column() > 0:
            return 0
        return len(self._below.get(parent.internalId() if parent.isValid() else 0, ()))

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        del parent
        return len(_COLUMNS)

    def index(self, row: int, column: int, parent: AnyIndex = QModelIndex()) -> QModelIndex:  # noqa: B008
        below = self._below.get(parent.internalId() if parent.isValid() else 0, [])
        if not (0 <= row < len(below) and 0 <= column < len(_COLUMNS)):
            return QModelIndex()
        return self.createIndex(row, column, below[row])

    def parent(self, index: AnyIndex) -> QModelIndex:  # type: ignore[override]
        above = self._above.get(index.internalId(), 0) if index.isValid() else 0
        return self.index_of(above) if above else QModelIndex()

    def headerData(self, section: int, way: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if way is Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return tr(_COLUMNS[section][0])
        if role == Role.ToolTipRole:
            return tooltip(tr(_COLUMNS[section][1]))
        if role == Role.TextAlignmentRole and section in _NUMBERS:
            return RIGHT
        return None

    def data(self, index: AnyIndex, role: int = Role.DisplayRole) -> Any:
        row = self.row_of(index)
        column = index.column()
        if row is None:
            return None
        if role == Role.DisplayRole:
            return cell_text(row, column)
        if role == Role.TextAlignmentRole and column in _NUMBERS:
            return RIGHT
        if role == Role.ToolTipRole and column == COMMAND:
            return tooltip(masked_value(row.command))
        if role == Role.FontRole and column == COMMAND:
            return font(Type.MONO)
        return None

    def sort(self, column: int, order: Qt.SortOrder = _ORDER.AscendingOrder) -> None:
        if column in _KEYS:
            self._order = column, order
            self._arrange()


def cell_text(row: TopRow, column: int) -> str:
    """What a cell says."""
    value = getattr(row, _COLUMNS[column][2])
    if column == RESIDENT and str(value).isdecimal():
        return units.memory(int(value) << 10)
    if column in (CPU, MEMORY):
        return f"{value} %" if value else ""
    return visible(masked_value(value) if column == COMMAND else str(value), limit=1000)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return -1.0


def _seconds(text: str) -> int:
    """``2-03:04:05`` as ps writes it."""
    days, _dash, clock = text.rpartition("-")
    total = 0
    for part in clock.split(":"):
        total = total * 60 + (int(part) if part.isdecimal() else 0)
    return total + (int(days) if days.isdecimal() else 0) * 86400


_KEYS: dict[int, Callable[[TopRow], Any]] = {
    COMMAND: lambda row: row.command.casefold(),
    PID: lambda row: row.pid,
    PARENT: lambda row: row.parent,
    USER: lambda row: row.user.casefold(),
    STATE: lambda row: row.state,
    CPU: lambda row: _number(row.cpu),
    MEMORY: lambda row: _number(row.memory),
    RESIDENT: lambda row: _number(row.resident),
    ELAPSED: lambda row: _seconds(row.elapsed),
}
