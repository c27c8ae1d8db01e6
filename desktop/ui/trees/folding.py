"""What a person opened and closed in a tree, by key, also for rows that come later."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QObject
from PySide6.QtWidgets import QTreeView

from desktop.ui.trees.model import TreeModel
from desktop.ui.trees.rows import Group

_KEPT = 500


class Folding(QObject):
    """Groups come open, what is below a row comes closed, and all stay as they were left."""

    def __init__(self, view: QTreeView, model: TreeModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._closed: set[str] = set()
        self._opened: set[str] = set()
        self._filtered = False
        view.collapsed.connect(self._on_collapsed)
        view.expanded.connect(self._on_expanded)
        model.rowsInserted.connect(self._on_rows_inserted)

    def remembered(self) -> dict[str, list[str]]:
        """What was opened and closed, for the settings."""
        return {"closed": sorted(self._closed)[:_KEPT], "opened": sorted(self._opened)[:_KEPT]}

    def remember(self, closed: Iterable[str], opened: Iterable[str]) -> None:
        """Take over what was opened and closed earlier."""
        self._closed = set(closed)
        self._opened = set(opened)

    def open_for(self, *, filtered: bool) -> None:
        """Open all groups while a filter is set, so that what it finds is seen.

        What a person had closed closes again when the filter goes.
        """
        self._filtered = filtered
        for key in self._model.groups():
            index = self._model.index_of(key)
            self._view.setExpanded(index, self._wants_open(index))

    def _wants_open(self, index: QModelIndex) -> bool:
        key = self._model.key(index)
        if isinstance(self._model.value(index), Group):
            return self._filtered or key not in self._closed
        return key in self._opened

    def _on_rows_inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        for index in (parent,) if parent.isValid() else self._model.foldable(first, last):
            if self._wants_open(index):
                self._view.setExpanded(index, True)

    def _on_collapsed(self, index: QModelIndex) -> None:
        if not self._filtered:
            key = self._model.key(index)
            self._opened.discard(key)
            self._closed.add(key)

    def _on_expanded(self, index: QModelIndex) -> None:
        if not self._filtered:
            key = self._model.key(index)
            self._closed.discard(key)
            if not isinstance(self._model.value(index), Group):
                self._opened.add(key)
