"""The rows of the table of all running containers, in the order that a person wants."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAccessible

from desktop.engine.records import Container
from desktop.model.stats.history import History
from desktop.ui import theme
from desktop.ui.plain import tooltip
from desktop.ui.stats.columns import COLUMNS, Row, spoken
from desktop.ui.text import tr

AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class RowsModel(QAbstractTableModel):
    """Rows by id. It is never reset: selection and scroll position stay."""

    cells_changed = Signal(object)
    """The cells that look different now, as pairs of row and column.

    A view goes through all that it shows at each ``dataChanged``, a hundred times a second here: it
    is for who reads the screen aloud, and comes while somebody does.
    """

    def __init__(
        self, history: Callable[[str], History | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._history = history
        self._rows: list[Row] = []
        self._column = 0
        self._descending = False

    @property
    def rows(self) -> list[Row]:
        """As they are shown."""
        return self._rows

    def row_of(self, key: str) -> int:
        """Where a container is; -1: nowhere."""
        return next((n for n, row in enumerate(self._rows) if row.container.id == key), -1)

    def unplaced(self) -> list[str]:
        """The ids of those that were never measured, and so have no place in this order yet."""
        order = COLUMNS[self._column].order
        rows = (row for row in self._rows if order(row) is None and not row.is_measured)
        return [row.container.id for row in rows]

    def show_containers(self, containers: Iterable[Container]) -> None:
        """Have a row for each of these, and no others."""
        wanted = {container.id: container for container in containers}
        for number in range(len(self._rows) - 1, -1, -1):
            if self._rows[number].container.id not in wanted:
                self.beginRemoveRows(_ROOT, number, number)
                del self._rows[number]
                self.endRemoveRows()
        for row in self._rows:
            row.container = wanted.pop(row.container.id)
            row.history = self._history(row.container.id)  # another page may have looked
        if wanted:
            last = len(self._rows)
            self.beginInsertRows(_ROOT, last, last + len(wanted) - 1)
            self._rows += [Row(each, self._history(each.id)) for each in wanted.values()]
            self.endInsertRows()
        self._refresh(self._rows)

    def take_news(self, keys: Collection[str]) -> None:
        """The histories of these have news."""
        rows = [row for row in self._rows if row.container.id in keys]
        for row in rows:
            row.history = self._history(row.container.id)
        self._refresh(rows)

    def _refresh(self, rows: Iterable[Row]) -> None:
        """Put the rows in order, and have the cells painted that look different now."""
        changed = [(row, number) for row in rows for number in row.refresh()]
        self._arrange()
        if not changed:
            return
        places = {id(row): number for number, row in enumerate(self._rows)}
        cells = [(places[id(row)], number) for row, number in changed]
        self.cells_changed.emit(cells)
        if QAccessible.isActive():
            for place, number in cells:
                index = self.createIndex(place, number)
                self.dataChanged.emit(index, index)

    def _arrange(self) -> None:
        ordered = self._ordered()
        if ordered == self._rows:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        places = {id(row): number for number, row in enumerate(ordered)}
        after = [
            self.index(places[id(self._rows[index.row()])], index.column()) for index in before
        ]
        self._rows = ordered
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _ordered(self) -> list[Row]:
        """What was never known comes last either way; equals stay by name."""
        order = COLUMNS[self._column].order
        keys: dict[int, Any] = {id(row): order(row) for row in self._rows}
        by_name = sorted(self._rows, key=lambda row: row.container.name.casefold())
        known = [row for row in by_name if keys[id(row)] is not None]
        known.sort(key=lambda row: keys[id(row)], reverse=self._descending)
        return known + [row for row in by_name if keys[id(row)] is None]

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._column = max(0, column)
        self._descending = order == Qt.SortOrder.DescendingOrder
        self._arrange()

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], COLUMNS[index.column()]
        text = cell if isinstance(cell := row.cells[index.column()], str) else ""
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(20 * theme.GRID, theme.row_height())
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(column.tip(row) if column.tip else text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row) if index.column() == 0 else text
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(COLUMNS):
            if role == Qt.ItemDataRole.DisplayRole:
                return tr(COLUMNS[section].title)
            if role == Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight
                if not COLUMNS[section].number:
                    side = Qt.AlignmentFlag.AlignLeft
                return int(side | Qt.AlignmentFlag.AlignVCenter)
            if role == Qt.ItemDataRole.InitialSortOrderRole:
                highest_first = Qt.SortOrder.DescendingOrder
                return (Qt.SortOrder.AscendingOrder if section == 0 else highest_first).value
        return None
