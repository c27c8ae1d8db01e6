"""The steps of a build, a row each: where it stands, and how long it took."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.engine.records import PartState, ProgressPart
from desktop.ui import units
from desktop.ui.activity.parts import LOOKS, amount
from desktop.ui.icons import icon
from desktop.ui.list_tree import RIGHT
from desktop.ui.plain import tooltip, visible
from desktop.ui.text import mark, tr

_TITLES = (mark("Step"), mark("State"), mark("Time"))
_WORDS = {
    PartState.WAITING: mark("waiting"),
    PartState.RUNNING: mark("running"),
    PartState.DONE: mark("done"),
    PartState.CACHED: mark("cached"),
    PartState.FAILED: mark("failed"),
}
STEP, STATE, TIME = range(3)
_NOWHERE = QModelIndex()
AnyIndex = QModelIndex | QPersistentModelIndex


class StepsModel(QAbstractTableModel):
    """``show`` brings it up to date: rows are added at the end and changed, never reset."""

    def __init__(self) -> None:
        super().__init__()
        self._steps: tuple[ProgressPart, ...] = ()
        self._over = False

    @property
    def steps(self) -> tuple[ProgressPart, ...]:
        return self._steps

    def show(self, steps: tuple[ProgressPart, ...], *, over: bool) -> None:
        """These are the steps; ``over``: what still runs by them was stopped."""
        before, again = self._steps, over is not self._over
        self._over = over
        common = min(len(before), len(steps))
        if len(steps) < len(before):
            self.beginRemoveRows(QModelIndex(), len(steps), len(before) - 1)
            self._steps = steps
            self.endRemoveRows()
        elif len(steps) > len(before):
            self.beginInsertRows(QModelIndex(), len(before), len(steps) - 1)
            self._steps = steps
            self.endInsertRows()
        self._steps = steps
        for row in range(common):
            if again or steps[row] != before[row]:
                self.dataChanged.emit(self.index(row, 0), self.index(row, TIME))

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._steps)

    def columnCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(_TITLES[section])
        if section == TIME and role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT
        return "" if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        step = self._steps[index.row()]
        match role, index.column():
            case Qt.ItemDataRole.DisplayRole, column:
                return self._text(step, column)
            case Qt.ItemDataRole.DecorationRole, 0:
                return icon(*LOOKS[self._standing(step)])
            case Qt.ItemDataRole.TextAlignmentRole, 2:
                return RIGHT
            case Qt.ItemDataRole.ToolTipRole, 0:
                return tooltip(step.name)
            case Qt.ItemDataRole.AccessibleTextRole, 0:
                words = (self._text(step, column) for column in range(len(_TITLES)))
                return ", ".join(filter(None, words))
        return None

    def _standing(self, step: ProgressPart) -> PartState:
        stopped = self._over and step.state is PartState.RUNNING
        return PartState.WAITING if stopped else step.state

    def _text(self, step: ProgressPart, column: int) -> str:
        if column == STEP:
            return visible(step.name, limit=200)
        if column == TIME:
            return units.elapsed(step.seconds) if step.seconds is not None else ""
        if self._over and step.state is PartState.RUNNING:
            return tr("stopped")
        if step.state is PartState.RUNNING and step.total:
            return amount(step.done, step.total)
        if self._over and step.state is PartState.WAITING:
            return tr("not begun")
        return tr(_WORDS[step.state])
