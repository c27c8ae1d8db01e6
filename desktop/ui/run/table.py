"""The rows of one table of the wizard: what was said, what the image brings, and an empty one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from desktop.model.run.problems import Fault, Invalid, Problem
from desktop.model.secrets import masked
from desktop.ui.plain import tooltip, visible
from desktop.ui.run.rows import YES, Cells, RowKind
from desktop.ui.text import tr

AnyIndex = QModelIndex | QPersistentModelIndex
PALE = int(Qt.ItemDataRole.UserRole) + 1  # it is not said, only offered
WRONG = PALE + 1
_NOWHERE = QModelIndex()


@dataclass(slots=True)
class Row:
    """Cells, and what they mean. What was not touched keeps the value it came with."""

    cells: list[str]
    value: Any = None
    problem: Problem | None = None


class RowsModel(QAbstractTableModel):
    """``edited`` tells that a person changed what is said."""

    edited = Signal()

    def __init__(self, kind: RowKind) -> None:
        super().__init__()
        self.kind = kind
        self._rows: list[Row] = []
        self._offered: list[Cells] = []
        self._has_empty = True  # the last row, to type in
        self._wrong: frozenset[str] = frozenset()

    @property
    def values(self) -> list[Any]:
        """What the rows mean that can be read."""
        return [row.value for row in self._rows if row.problem is None]

    @property
    def problem(self) -> Problem | None:
        """The first that can't be read."""
        return next((row.problem for row in self._rows if row.problem is not None), None)

    @property
    def count(self) -> int:
        """How many rows are said."""
        return len(self._rows)

    def show_values(self, values: list[Any]) -> None:
        """These, instead of what was there."""
        self.beginResetModel()
        self._rows = [Row(list(self.kind.write(value)), value) for value in values]
        self.endResetModel()

    def offer(self, cells: list[Cells]) -> None:
        """What the image brings along, below what is said; without what is said already."""
        said = {self._key(row.cells) for row in self._rows}
        cells = [each for each in cells if self._key(each) not in said]
        if cells == self._offered:
            return
        first, last = len(self._rows), len(self._rows) + len(self._offered) - 1
        if self._offered:
            self.beginRemoveRows(_NOWHERE, first, last)
            self._offered = []
            self.endRemoveRows()
        if cells:
            self.beginInsertRows(_NOWHERE, first, first + len(cells) - 1)
            self._offered = cells
            self.endInsertRows()

    def mark_wrong(self, parts: frozenset[str]) -> None:
        """The texts that something is wrong with."""
        if parts != self._wrong:
            self._wrong = parts
            self._tell_changed(0, self.rowCount() - 1)

    def add(self, values: list[Any]) -> None:
        """Say these, too."""
        if values:
            first = len(self._rows)
            self.beginInsertRows(_NOWHERE, first, first + len(values) - 1)
            self._rows += [Row(list(self.kind.write(value)), value) for value in values]
            self.endInsertRows()
            self.edited.emit()

    def take(self, number: int) -> bool:
        """Say an offered row as it stands; False where it is none."""
        if not len(self._rows) <= number < len(self._rows) + len(self._offered):
            return False
        self._say(number, self.cells(number))
        self._read(self._rows[-1])
        self._tell_changed(len(self._rows) - 1, len(self._rows) - 1)
        self.edited.emit()
        return True

    def change(self, old: Any, new: Any) -> None:
        """One value becomes another."""
        for number, row in enumerate(self._rows):
            if row.problem is None and row.value == old:
                self._rows[number] = Row(list(self.kind.write(new)), new)
                self._tell_changed(number, number)
                self.edited.emit()
                return

    def remove(self, rows: set[int]) -> None:
        """Say these no more."""
        for number in sorted(rows, reverse=True):
            if number < len(self._rows):
                self.beginRemoveRows(_NOWHERE, number, number)
                del self._rows[number]
                self.endRemoveRows()
        self.edited.emit()

    def cells(self, number: int) -> list[str]:
        """The cells of a row, whether said, offered, or empty."""
        if number < len(self._rows):
            return self._rows[number].cells
        number -= len(self._rows)
        if number < len(self._offered):
            return list(self._offered[number])
        return [""] * len(self.kind.columns)

    def reread(self) -> None:
        """Read all rows again as they stand."""
        for row in self._rows:
            self._read(row)
        self.edited.emit()

    def _read(self, row: Row) -> None:
        try:
            row.value, row.problem = self.kind.read(tuple(row.cells)), None
        except Invalid as error:
            row.problem = Problem(error.fault, error.part, field=self.kind.fields[0])
        else:
            row.cells = list(self.kind.write(row.value))

    def _put(self, number: int, column: int, text: str) -> None:
        """A cell of a row; one that was offered or empty is said from now on."""
        cells = self.cells(number)
        cells[column] = text
        if number >= len(self._rows):
            self._say(number, cells)
            number = len(self._rows) - 1
        row = self._rows[number]
        self._read(row)
        if row.problem is not None and not any(row.cells):
            self.remove({number})
        else:
            self._tell_changed(number, number)
            self.edited.emit()

    def _say(self, number: int, cells: list[str]) -> None:
        """What was offered or empty is the last that is said; who edits it moves along."""
        place = len(self._rows)
        moves = number != place
        if moves:
            self.beginMoveRows(_NOWHERE, number, number, _NOWHERE, place)
        if number - place < len(self._offered):
            del self._offered[number - place]
        else:
            self._has_empty = False
        self._rows.append(Row(cells))
        if moves:
            self.endMoveRows()
        if not self._has_empty:
            last = self.rowCount()
            self.beginInsertRows(_NOWHERE, last, last)
            self._has_empty = True
            self.endInsertRows()

    def _key(self, cells: Sequence[str]) -> tuple[str, ...]:
        return tuple(cells[column].rstrip("/") for column in self.kind.key)

    def _tell_changed(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))

    def _is_wrong(self, number: int, column: int) -> bool:
        if number >= len(self._rows):
            return False
        row = self._rows[number]
        text = row.cells[column]
        if row.problem is None:
            return bool(text) and text in self._wrong
        part = row.problem.part
        if row.problem.fault is Fault.EMPTY or not part:
            return not text
        found = [each for each in row.cells if each and (each in part or part in each)]
        return text in found if found else column == 0

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows) + len(self._offered) + self._has_empty

    def columnCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.kind.columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column = self.kind.columns[index.column()]
        cells = self.cells(index.row())
        text = cells[index.column()]
        said = index.row() < len(self._rows)
        last = index.row() == self.rowCount() - 1
        if role == Qt.ItemDataRole.CheckStateRole and column.ticked and not last:
            return Qt.CheckState.Checked if text else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.EditRole:
            return text
        if role == Qt.ItemDataRole.DisplayRole and not column.ticked:
            shown = masked(cells[0], text) if column.named else text
            return visible(shown or self._instead(index, said=said))
        if role == Qt.ItemDataRole.ToolTipRole and text and not column.ticked:
            return tooltip(masked(cells[0], text) if column.named else text)
        if role == PALE:
            return not said or not text
        if role == WRONG:
            return self._is_wrong(index.row(), index.column())
        return None

    def _instead(self, index: AnyIndex, *, said: bool) -> str:
        """What stands in a cell where nothing is said."""
        column = self.kind.columns[index.column()]
        if said:
            return tr(column.usual) if column.usual else ""
        if index.row() < self.rowCount() - 1:
            return tr(column.offered) if column.offered else ""
        return tr("Add…") if index.column() == 0 else ""

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return tr(self.kind.columns[section].title)
        return super().headerData(section, orientation, role)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.kind.columns[index.column()].ticked:
            return plain | Qt.ItemFlag.ItemIsUserCheckable
        return plain | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        text = str(value).strip()
        if role == Qt.ItemDataRole.CheckStateRole:
            text = YES if Qt.CheckState(value) == Qt.CheckState.Checked else ""
        if text != self.cells(index.row())[index.column()]:
            self._put(index.row(), index.column(), text)
        return True
