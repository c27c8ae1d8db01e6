"""A tree whose rows may be dragged: images are saved by it, containers enter networks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, QModelIndex, Qt

from desktop.ui.trees.answers import AnyIndex
from desktop.ui.trees.model import TreeModel
from desktop.ui.trees.rows import Row

MakeData = Callable[[list[Row]], QMimeData]
_PLAIN = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
_DRAGGED = _PLAIN | Qt.ItemFlag.ItemIsDragEnabled


class DraggableModel(TreeModel):
    """Its rows go as what ``make_data`` makes of them; groups stay."""

    make_data: MakeData | None = None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if self.make_data is not None and isinstance(self.value(index), Row):
            return _DRAGGED
        return _PLAIN if index.isValid() else Qt.ItemFlag.NoItemFlags

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        return ["text/uri-list", "text/plain"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        rows = {value.key: value for i in indexes if isinstance(value := self.value(i), Row)}
        assert self.make_data is not None
        return self.make_data(list(rows.values()))
