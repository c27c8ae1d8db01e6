"""The steps that made an image as rows, the last first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from desktop.model.image_history import Step
from desktop.model.inspection_masks import masked_value
from desktop.ui import units
from desktop.ui.list_tree import RIGHT, AnyIndex
from desktop.ui.plain import tooltip, visible
from desktop.ui.text import mark, tr
from desktop.ui.theme import Type, current, font

Role = Qt.ItemDataRole
INSTRUCTION, SIZE, SHARE, CREATED, COMMENT = range(5)
_TITLES = (
    mark("Instruction"),
    mark("Size"),
    mark("Share"),
    mark("Created", "time"),
    mark("Comment"),
)
_LONGEST_TIP = 4000


class StepsModel(QAbstractTableModel):
    """All steps of one image, which never change; only their layers become known."""

    def __init__(self, clock: Callable[[], float], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.steps: list[Step] = []
        self._clock = clock

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show these."""
        if [step.entry for step in steps] == [step.entry for step in self.steps]:
            self.steps = list(steps)
            if steps:
                self.dataChanged.emit(self.index(0, 0), self.index(len(steps) - 1, COMMENT))
            return
        self.beginResetModel()
        self.steps = list(steps)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.steps)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        del parent
        return len(_TITLES)

    def headerData(self, section: int, way: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if way is Qt.Orientation.Horizontal and role == Role.DisplayRole:
            if section == CREATED:
                return tr("Created", "time")
            return tr(_TITLES[section])
        if role == Role.TextAlignmentRole and section in (SIZE, SHARE):
            return RIGHT
        return None

    def data(self, index: AnyIndex, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        step, column = self.steps[index.row()], index.column()
        if role == Role.DisplayRole:
            return self._text(step, column)
        if role == Role.TextAlignmentRole and column in (SIZE, SHARE):
            return RIGHT
        if role == Role.FontRole and column == INSTRUCTION:
            return font(Type.MONO)
        if role == Role.ForegroundRole and (column == CREATED or not step.entry.size):
            return current().muted
        if role == Role.ToolTipRole:
            return self._tip(step, column)
        return None

    def _text(self, step: Step, column: int) -> str:
        entry = step.entry
        match column:
            case 0:
                said = masked_value(step.instruction) or entry.comment
                return visible(" ".join(said.split()), limit=400) or tr("not told")
            case 1:
                return units.size(entry.size)
            case 2:
                return units.percent(step.share * 100, 1) if entry.size else ""
            case 3:
                return units.ago(entry.created, self._clock()) if entry.created > 0 else ""
            case _:
                return visible(entry.comment, limit=200)

    def _tip(self, step: Step, column: int) -> str | None:
        entry = step.entry
        said = {
            INSTRUCTION: masked_value(entry.created_by)[:_LONGEST_TIP],
            SIZE: tr("{count} bytes", count=units.number(entry.size)),
            CREATED: units.exact(entry.created) if entry.created > 0 else "",
            COMMENT: entry.comment[:_LONGEST_TIP],
        }.get(column)
        return tooltip(said) if said else None
