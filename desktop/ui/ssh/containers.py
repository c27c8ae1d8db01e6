"""The list of containers to choose from, and what is known of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from desktop.model.ssh.records import Did, Looked
from desktop.ui.plain import tooltip, visible
from desktop.ui.ssh import words
from desktop.ui.text import mark, tr
from desktop.ui.theme import Tone, current

NAME, STATE, KEY, DONE, SYSTEM = range(5)
_TITLES = (
    mark("Container"),
    mark("OpenSSH"),
    mark("Key pair"),
    mark("Changed"),
    mark("System"),
)
_NOWHERE = QModelIndex()
AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """A running container. ``did`` is None until it was set up; ``twins`` have the same key."""

    key: str
    name: str
    chosen: bool
    looked: Looked | None = None
    did: frozenset[Did] | None = None
    twins: tuple[str, ...] = ()


class ContainersModel(QAbstractTableModel):
    """``show`` brings it up to date: rows go, come at the end, and change; none moves."""

    chosen_changed = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Row] = []

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(self._rows)

    def show(self, rows: Sequence[Row]) -> None:
        """These are the containers now, in whichever order."""
        wanted = {row.key: row for row in rows}
        for place in reversed(range(len(self._rows))):
            if self._rows[place].key not in wanted:
                self.beginRemoveRows(QModelIndex(), place, place)
                del self._rows[place]
                self.endRemoveRows()
        for place, row in enumerate(self._rows):
            fresh = wanted.pop(row.key)
            if fresh != row:
                self._rows[place] = fresh
                self.dataChanged.emit(self.index(place, 0), self.index(place, SYSTEM))
        if wanted:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(wanted) - 1)
            self._rows += wanted.values()
            self.endInsertRows()

    # Qt's

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(_TITLES[section])
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        match role, index.column():
            case Qt.ItemDataRole.DisplayRole, column:
                return self._text(row, column)
            case Qt.ItemDataRole.CheckStateRole, 0:
                return Qt.CheckState.Checked if row.chosen else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.ForegroundRole, 1:
                return current().tone(words.state(row.looked)[1])
            case Qt.ItemDataRole.ForegroundRole, column if column != NAME:
                return current().tone(Tone.MUTED)
            case Qt.ItemDataRole.ToolTipRole, column:
                return tooltip(self._text(row, column))
            case Qt.ItemDataRole.AccessibleTextRole, 0:
                said = (self._text(row, column) for column in range(len(_TITLES)))
                return ", ".join(filter(None, said))
        return None

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        chosen = Qt.CheckState(value) is Qt.CheckState.Checked
        self.chosen_changed.emit(self._rows[index.row()].key, chosen)
        return True

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == NAME:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def _text(self, row: Row, column: int) -> str:
        match column:
            case 0:
                return visible(row.name, limit=80)
            case 1:
                return words.state(row.looked)[0]
            case 2:
                return words.key(row.looked, row.twins)
            case 3:
                return words.done(row.did)
            case _:
                return words.system(row.looked)
