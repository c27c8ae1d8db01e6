"""The tree of repositories and tags."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView

from desktop.ui.list_tree import ListTree
from desktop.ui.registry.model import DESCRIPTION, OFFICIAL, PULL, STARS, RegistryModel
from desktop.ui.text import tr

_WIDE = 110  # digits: room for a long name and a description


class RegistryTree(ListTree):
    """A click on the arrow of a row pulls it."""

    pull_requested = Signal(QModelIndex)

    def __init__(self, model: RegistryModel) -> None:
        super().__init__(tr("Repositories"), nested=True)
        self.repositories = model
        self._told = True
        self._narrow: bool | None = None
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
        self._told = told
        self._narrow = None
        self._find_room()

    def _find_room(self) -> None:
        """Where it is narrow, a name gives way to what is said about it."""
        digits = self.viewport().width() // max(1, self.fontMetrics().horizontalAdvance("0"))
        narrow = digits < _WIDE
        if narrow == self._narrow:
            return
        self._narrow = narrow
        if self._told:
            self.set_widths(*((22, 3, 6, 7, 0) if narrow else (44, 3, 8, 9, 0)), least=20)
        else:
            self.set_widths(0, 3, 8, 9, 26)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._find_room()
        super().resizeEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == PULL:
            self.pull_requested.emit(index)
