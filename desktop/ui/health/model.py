"""The runs of a health check as rows: those that the Engine keeps, and those asked for here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from desktop.model.health import CheckRun
from desktop.model.inspection_masks import masked_value
from desktop.ui import units
from desktop.ui.icons import Icon, icon
from desktop.ui.list_tree import RIGHT, AnyIndex
from desktop.ui.plain import tooltip, visible
from desktop.ui.text import mark, tr
from desktop.ui.theme import Tone, Type, current, font

Role = Qt.ItemDataRole
WHEN, RESULT, TOOK, OUTPUT = range(4)
_TITLES = (mark("When"), mark("Result"), mark("Took"), mark("Output"))


@dataclass(frozen=True, slots=True)
class Row:
    """A run, and whether it was asked for here."""

    run: CheckRun
    here: bool = False


class RunsModel(QAbstractTableModel):
    """The newest first."""

    def __init__(self, clock: Callable[[], float], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self._clock = clock

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these; what is the same stays where it is."""
        rows = list(rows)
        gone = [number for number, row in enumerate(self.rows) if row not in rows]
        for number in reversed(gone):
            self.beginRemoveRows(QModelIndex(), number, number)
            del self.rows[number]
            self.endRemoveRows()
        for number, row in enumerate(rows):
            if number >= len(self.rows) or self.rows[number] != row:
                self.beginInsertRows(QModelIndex(), number, number)
                self.rows.insert(number, row)
                self.endInsertRows()
        del self.rows[len(rows) :]

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        del parent
        return len(_TITLES)

    def headerData(self, section: int, way: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if way is Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return tr(_TITLES[section])
        if role == Role.TextAlignmentRole and section == TOOK:
            return RIGHT
        return None

    def data(self, index: AnyIndex, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        run = row.run
        if role == Role.DisplayRole:
            return self._text(row, column)
        if role == Role.DecorationRole and column == RESULT:
            good = run.exit_code == 0
            return icon(Icon.OK if good else Icon.ERROR, Tone.OK if good else Tone.DANGER)
        if role == Role.TextAlignmentRole and column == TOOK:
            return RIGHT
        if role == Role.FontRole and column == OUTPUT:
            return font(Type.MONO)
        if role == Role.ForegroundRole and column == WHEN:
            return current().muted
        if role == Role.ToolTipRole:
            tips = {
                WHEN: units.exact(run.started),
                RESULT: result_text(run) if run.runs_on else "",
                OUTPUT: masked_value(run.output.strip()),
            }
            return tooltip(tips[column]) if tips.get(column) else None
        return None

    def _text(self, row: Row, column: int) -> str:
        run = row.run
        match column:
            case 0:
                ago = units.ago(run.started, self._clock())
                return tr("{ago}, run here", ago=ago) if row.here else ago
            case 1:
                return result_text(run)
            case 2:
                return units.elapsed(run.seconds)
            case _:
                return visible(masked_value(run.output.strip().partition("\n")[0]), limit=300)


def result_text(run: CheckRun) -> str:
    """``Passed``, ``Exit code 1``, or that it took too long, and whether that has an end."""
    if run.runs_on:
        return tr("Took too long, and may still run")
    if run.exit_code is None:
        return tr("Took too long")
    return tr("Passed") if run.exit_code == 0 else tr("Exit code {code}", code=run.exit_code)
