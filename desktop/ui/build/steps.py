"""The steps of a build, of several stages below each: where it stands, and how long it took."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt

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
# What a stage stands for, of its steps' states.
_WORST = (PartState.FAILED, PartState.RUNNING)


@dataclass(slots=True)
class _Stage:
    name: str
    places: list[int] = field(default_factory=list)


class StepsModel(QAbstractItemModel):
    """``show`` brings it up to date: rows are added at the end and changed, never reset.

    ``stage_of`` names the stage of a step by its place; None where there is one stage only, which
    then has no row of its own.
    """

    def __init__(self, stage_of: Callable[[int], str] | None = None) -> None:
        super().__init__()
        self._stage_of = stage_of
        self._steps: list[ProgressPart] = []
        self._stages: list[_Stage] = []
        self._where: list[tuple[int, int]] = []  # of each step: its stage, and its row there
        self._over = False

    @property
    def steps(self) -> tuple[ProgressPart, ...]:
        return tuple(self._steps)

    def show(self, steps: tuple[ProgressPart, ...], *, over: bool) -> None:
        """These are the steps; ``over``: what still runs by them was stopped."""
        again = over is not self._over
        self._over = over
        for place, step in enumerate(steps):
            if place == len(self._steps):
                self._append(place, step)
            elif again or step != self._steps[place]:
                self._steps[place] = step
                self._tell(place)

    def index_of(self, place: int, column: int = STEP) -> QModelIndex:
        """The row of a step."""
        if not 0 <= place < len(self._steps):
            return QModelIndex()
        stage, row = self._where[place]  # without stages it is -1, and the row stands at the top
        return self.createIndex(row, column, stage + 1)

    def place_of(self, index: AnyIndex) -> int:
        """The step of a row; -1 for a stage's."""
        if not index.isValid() or self._is_stage(index):
            return -1
        if self._stage_of is None:
            return index.row()
        return self._stages[index.internalId() - 1].places[index.row()]

    def _append(self, place: int, step: ProgressPart) -> None:
        if self._stage_of is None:
            self.beginInsertRows(QModelIndex(), place, place)
            self._steps.append(step)
            self._where.append((-1, place))
            self.endInsertRows()
            return
        name = self._stage_of(place)
        number = next((n for n, it in enumerate(self._stages) if it.name == name), -1)
        if number < 0:
            number = len(self._stages)
            self.beginInsertRows(QModelIndex(), number, number)
            self._stages.append(_Stage(name))
            self.endInsertRows()
        row = len(self._stages[number].places)
        self.beginInsertRows(self.index(number, 0), row, row)
        self._steps.append(step)
        self._stages[number].places.append(place)
        self._where.append((number, row))
        self.endInsertRows()

    def _tell(self, place: int) -> None:
        self.dataChanged.emit(self.index_of(place), self.index_of(place, TIME))
        stage = self._where[place][0]
        if stage >= 0:
            self.dataChanged.emit(self.index(stage, 0), self.index(stage, TIME))

    def _is_stage(self, index: AnyIndex) -> bool:
        return self._stage_of is not None and index.internalId() == 0

    # Qt's

    def index(self, row: int, column: int, parent: AnyIndex = _NOWHERE) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: AnyIndex = _NOWHERE) -> QModelIndex:  # type: ignore[override]
        if not index.isValid() or index.internalId() == 0:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        if not parent.isValid():
            return len(self._steps if self._stage_of is None else self._stages)
        if parent.column() or not self._is_stage(parent):
            return 0
        return len(self._stages[parent.row()].places)

    def columnCount(self, parent: AnyIndex = _NOWHERE) -> int:
        del parent
        return len(_TITLES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(_TITLES[section])
        if section == TIME and role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        step = self._shown(index)
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

    def _shown(self, index: AnyIndex) -> ProgressPart:
        """A step; for a stage, all of its steps as one."""
        if not self._is_stage(index):
            return self._steps[self.place_of(index)]
        stage = self._stages[index.row()]
        steps = [self._steps[place] for place in stage.places]
        states = {step.state for step in steps}
        state = next((worst for worst in _WORST if worst in states), PartState.DONE)
        if state is PartState.DONE and len(states) == 1:
            (state,) = states
        elif state is PartState.DONE and PartState.WAITING in states:
            state = PartState.RUNNING
        seconds = [step.seconds for step in steps if step.seconds is not None]
        name = tr("Stage {name}", name=stage.name) if stage.name else tr("Before the stages")
        return ProgressPart(name, state, seconds=sum(seconds) if seconds else None)

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
        if self._over and step.state is PartState.WAITING:
            return tr("not begun")
        if step.state is PartState.RUNNING and step.total:
            return amount(step.done, step.total)
        return tr(_WORDS[step.state])
