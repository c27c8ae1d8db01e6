"""The tree of repositories and tags."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView

from desktop.ui.list_tree import ListTree
from desktop.ui.registry.model import DESCRIPTION, OFFICIAL, PULL, STARS, RegistryModel
from desktop.ui.text import tr


class RegistryTree(ListTree):
    """A click on the arrow of a row pulls it."""

    pull_requested = Signal(QModelIndex)

    def __init__(self, model: RegistryModel) -> None:
        super().__init__(tr("Repositories"), nested=True)
        self.repositories = model
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setExpandsOnDoubleClick(False)  # ``opened`` does it
        self.show_facts(told=True)
        self.header().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.clicked.connect(self._on_clicked)

    def show_facts(self, *, told: bool) -> None:
        """A search tells more than a name; a catalogue does not."""
        for column in (STARS, OFFICIAL, DESCRIPTION):
            self.setColumnHidden(column, not told)
        self.set_widths(*((44, 3, 8, 9, 0) if told else (0, 3, 8, 9, 26)))

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == PULL:
            self.pull_requested.emit(index)
