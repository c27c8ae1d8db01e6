"""Which records are selected in a tree, and which is the one that one would speak of."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QObject,
    QSignalBlocker,
)
from PySide6.QtWidgets import QTreeView

from desktop.ui.trees.model import TreeModel
from desktop.ui.trees.rows import Group, Row, Value

_MANY = 20  # selected rows; more of them are carried over by us while rows move


class SelectedRows(QObject):
    """The selected rows, worked out once after each change: they are asked for many times."""

    def __init__(self, view: QTreeView, model: TreeModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._rows: list[Row] | None = None
        self._carried: list[str] = []
        model.rearranging.connect(self._on_rearranging)
        model.rearranged.connect(self._on_rearranged)
        changes = (
            view.selectionModel().selectionChanged,
            view.expanded,
            view.collapsed,
            model.dataChanged,
            model.rowsInserted,
            model.rowsRemoved,
            model.rowsMoved,
            model.layoutChanged,
        )
        for change in changes:
            change.connect(self._on_changed)

    def rows(self) -> list[Row]:
        """The selected records' rows.

        A group stands for all its members, but not where some of them are selected themselves: a
        range that runs across its header means the rows that are seen to be in it.
        """
        if self._rows is None:
            self._rows = self._found()
        return list(self._rows)

    def chosen(self) -> Row | None:
        """The current row, where it is selected.

        When a row vanishes Qt makes its neighbour the current one: nobody has chosen that.
        """
        index = self._view.currentIndex()
        value = self._model.value(index)
        if isinstance(value, Row) and self._view.selectionModel().isSelected(index):
            return value
        return None

    def select(self, key: str) -> bool:
        """Select one row and show it; False when it is not in the tree."""
        index = self._model.index_of(key)
        if not index.isValid():
            return False
        if index.parent().isValid():
            self._view.setExpanded(index.parent(), True)
        flags = QItemSelectionModel.SelectionFlag
        self._view.selectionModel().setCurrentIndex(
            index, flags.ClearAndSelect | flags.Rows | flags.Current
        )
        self._view.scrollTo(index)
        return True

    def _found(self) -> list[Row]:
        found: dict[str, Row] = {}
        groups: list[Group] = []
        for value in self._selected():
            if isinstance(value, Group):
                groups.append(value)
            elif isinstance(value, Row):
                found[value.key] = value
        themselves = set(found)
        for group in groups:
            members = [row for row in self._model.members(group.key) if isinstance(row, Row)]
            closed = not self._view.isExpanded(self._model.index_of(group.key))
            if closed or themselves.isdisjoint(row.key for row in members):
                found.update((row.key, row) for row in members)
        return list(found.values())

    def _selected(self) -> list[Value]:
        """By ranges: Qt's selectedRows() asks the model ten times for each row."""
        chosen = self._view.selectionModel().selection()
        ranges = [chosen.at(number) for number in range(chosen.count())]
        return [
            value
            for each in ranges
            for value in self._model.between(each.parent(), each.top(), each.bottom())
        ]

    # While rows move, Qt keeps each selected cell by itself and compares it with all others:
    # half a second for each move where a thousand rows are selected.

    def _on_rearranging(self) -> None:
        keys = [value.key for value in self._selected()]
        if len(keys) > _MANY:
            self._carried = keys
            blocker = QSignalBlocker(self._view.selectionModel())
            self._view.selectionModel().clearSelection()
            blocker.unblock()

    def _on_rearranged(self) -> None:
        if not self._carried:
            return
        by_parent: dict[str, list[int]] = {}
        for index in map(self._model.index_of, self._carried):
            by_parent.setdefault(self._model.key(index.parent()), []).append(index.row())
        self._carried = []
        chosen = QItemSelection()
        for key, rows in by_parent.items():
            parent = self._model.index_of(key) if key else QModelIndex()
            for _run, pairs in groupby(enumerate(sorted(rows)), key=lambda pair: pair[0] - pair[1]):
                run = [row for _number, row in pairs]
                first = self._model.index(run[0], 0, parent)
                chosen.append(QItemSelectionRange(first, self._model.index(run[-1], 0, parent)))
        flags = QItemSelectionModel.SelectionFlag
        blocker = QSignalBlocker(self._view.selectionModel())
        self._view.selectionModel().select(chosen, flags.Select | flags.Rows)
        blocker.unblock()
        self._rows = None

    def _on_changed(self, *_: object) -> None:
        self._rows = None
