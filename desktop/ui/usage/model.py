"""The candidates of a prune as rows for Qt, each with a box to tick."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal

from desktop.model.usage.plan import Candidate
from desktop.model.usage.summary import Group
from desktop.ui import units
from desktop.ui.icons import icon
from desktop.ui.plain import tooltip
from desktop.ui.text import mark, tr
from desktop.ui.theme import Type, current, font, row_height
from desktop.ui.usage import words

AnyIndex = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

NAME, WHY, AGE, SIZE, FREES = range(5)
_TITLES = (mark("Name"), mark("Why"), mark("Age"), mark("Size"), mark("Frees"))
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_TICKS = Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
_TICKED, _PART = Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked
_TOP = 0  # the internal id of the top level; a kind's rows have its number, from 1 on

_KEYS: dict[int, Callable[[Candidate], Any]] = {
    NAME: lambda candidate: candidate.name.casefold(),
    WHY: lambda candidate: words.why(candidate),
    AGE: lambda candidate: -candidate.since,
    SIZE: lambda candidate: candidate.size or 0,
    FREES: lambda candidate: candidate.frees or 0,
}


@dataclass(slots=True, eq=False)
class _Row:
    """A candidate as it was listed last, and as it is ``now``: None where it can't go any more."""

    candidate: Candidate
    now: Candidate | None
    ticked: bool


class CandidateModel(QAbstractItemModel):
    """Below its kind each, where there are several kinds. The kinds stay in docker's order."""

    ticks_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kinds: list[tuple[Group, list[_Row]]] = []
        self._time = 0.0
        self._order = (FREES, Qt.SortOrder.DescendingOrder)

    def show_candidates(self, candidates: Iterable[Candidate], now: float) -> None:
        """List these, ticked as they say; ``now`` is the Engine's time."""
        rows: dict[Group, list[_Row]] = {}
        for candidate in candidates:
            row = _Row(candidate, candidate, candidate.ticked)
            rows.setdefault(candidate.group, []).append(row)
        self.beginResetModel()
        self._kinds = list(rows.items())
        self._time = now
        self._sort_rows()
        self.endResetModel()

    def update_candidates(self, candidates: Iterable[Candidate]) -> None:
        """Only these are still as they were listed: the others can't be ticked any more."""
        still = {(each.group, each.key): each for each in candidates}
        moved = False
        for row in self._rows():
            now = still.get((row.candidate.group, row.candidate.key))
            if now is not None and _facts(now) != _facts(row.candidate):
                now = None
            if now != row.now:
                row.now, row.candidate = now, now or row.candidate
                row.ticked = row.ticked and now is not None
                moved = True
        if moved:
            self._tell_all()

    @property
    def ticked(self) -> list[Candidate]:
        """What a person wants to be removed."""
        return [row.candidate for row in self._rows() if row.ticked]

    def tick_all(self, ticked: bool) -> None:
        """Tick everything that can be, or nothing."""
        self._tick(self._rows(), ticked)

    def _rows(self) -> Iterator[_Row]:
        return (row for _group, rows in self._kinds for row in rows)

    def _tick(self, rows: Iterable[_Row], ticked: bool) -> None:
        for row in rows:
            row.ticked = ticked and row.now is not None
        self._tell_all()

    def _tell_all(self) -> None:
        for parent in (QModelIndex(), *map(self._kind_index, range(len(self._kinds)))):
            if last := self.rowCount(parent):
                first = self.index(0, NAME, parent)
                self.dataChanged.emit(first, self.index(last - 1, FREES, parent))
        self.ticks_changed.emit()

    @property
    def nested(self) -> bool:
        """Whether the kinds have rows of their own."""
        return len(self._kinds) > 1

    def _kind_index(self, number: int) -> QModelIndex:
        return self.createIndex(number, NAME, _TOP) if self.nested else QModelIndex()

    def _at(self, index: AnyIndex) -> tuple[Group, list[_Row]] | _Row:
        """What a row is: a kind with its rows, or a candidate."""
        if index.internalId() != _TOP:
            return self._kinds[index.internalId() - 1][1][index.row()]
        return self._kinds[index.row()] if self.nested else self._kinds[0][1][index.row()]

    def _sort_rows(self) -> None:
        column, order = self._order
        backwards = order is Qt.SortOrder.DescendingOrder
        for _group, rows in self._kinds:
            rows.sort(key=lambda row: _KEYS[column](row.candidate), reverse=backwards)

    # What Qt asks

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        if not self._kinds:
            return 0
        if not parent.isValid():
            return len(self._kinds) if self.nested else len(self._kinds[0][1])
        is_kind = self.nested and parent.internalId() == _TOP and parent.column() == NAME
        return len(self._kinds[parent.row()][1]) if is_kind else 0

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        del parent
        return len(_TITLES)

    def index(self, row: int, column: int, parent: AnyIndex = QModelIndex()) -> QModelIndex:  # noqa: B008
        if not (0 <= row < self.rowCount(parent) and 0 <= column < len(_TITLES)):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _TOP)

    def parent(self, index: AnyIndex) -> QModelIndex:  # type: ignore[override]
        if not index.isValid() or index.internalId() == _TOP:
            return QModelIndex()
        return self._kind_index(index.internalId() - 1)

    def headerData(self, section: int, way: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if way is Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return tr(_TITLES[section])
        if role == Role.TextAlignmentRole and section in (SIZE, FREES):
            return _RIGHT
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        row = self._at(index)
        return _TICKS if not isinstance(row, _Row) or row.now else Qt.ItemFlag.ItemIsSelectable

    def data(self, index: AnyIndex, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = index.column()
        if role == Role.TextAlignmentRole:
            return _RIGHT if column in (SIZE, FREES) else None
        if role == Role.SizeHintRole:
            return QSize(0, row_height()) if column == NAME else None
        row = self._at(index)
        if role == Role.ForegroundRole:
            live = not isinstance(row, _Row) or row.now is not None
            return current().muted if live and column in (WHY, AGE, SIZE) else None
        if isinstance(row, _Row):
            return self._of_row(row, column, role)
        return _of_kind(*row, column, role)

    def _of_row(self, row: _Row, column: int, role: int) -> Any:
        candidate = row.candidate
        sized = candidate.group is not Group.NETWORKS
        if role == Role.CheckStateRole and column == NAME:
            return _TICKED if row.ticked else Qt.CheckState.Unchecked
        why = words.why(candidate) if row.now else tr("Has changed: it is kept")
        if role == Role.ToolTipRole:
            tips = {NAME: words.names(candidate), WHY: why, AGE: units.exact(candidate.since)}
            return tooltip(tips[column]) if tips.get(column) else None
        if role != Role.DisplayRole:
            return None
        match column:
            case 0:
                return words.name(candidate)
            case 1:
                return why
            case 2:
                return units.ago(candidate.since, self._time)
            case 3:
                return words.size(candidate.size) if sized else ""
            case _:
                return words.size(candidate.frees) if sized else ""

    def setData(self, index: AnyIndex, value: Any, role: int = Role.EditRole) -> bool:
        if role != Role.CheckStateRole or index.column() != NAME:
            return False
        row = self._at(index)
        rows = [row] if isinstance(row, _Row) else row[1]
        self._tick(rows, Qt.CheckState(value) is _TICKED)
        return True

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if column not in _KEYS:
            return
        self._order = column, order
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        before = [self._at(index) for index in held]
        self._sort_rows()
        places = {id(row): n for _group, rows in self._kinds for n, row in enumerate(rows)}
        moved = [
            self.createIndex(places.get(id(row), old.row()), old.column(), old.internalId())
            for old, row in zip(held, before, strict=True)
        ]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()


def _facts(candidate: Candidate) -> tuple[object, ...]:
    """What must not have changed since a person read it."""
    return candidate.why, candidate.names


def _of_kind(group: Group, rows: list[_Row], column: int, role: int) -> Any:
    if role == Role.CheckStateRole and column == NAME:
        ticked = sum(row.ticked for row in rows)
        some = _TICKED if ticked == sum(1 for row in rows if row.now) else _PART
        return some if ticked else Qt.CheckState.Unchecked
    if role == Role.DecorationRole and column == NAME:
        return icon(words.PICTURES[group])
    if role == Role.FontRole and column == NAME:
        return font(Type.NAME)
    if role == Role.DisplayRole and column == NAME:
        return tr(words.TITLES[group])
    if role == Role.DisplayRole and column == WHY:
        return tr("%n unused", "", len(rows))
    if role == Role.DisplayRole and column == FREES and group is not Group.NETWORKS:
        return units.size(sum(row.candidate.frees or 0 for row in rows))
    return None
