"""Files that are dragged over the rows of containers or volumes: a drop asks where they go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDropEvent

from desktop.engine.records import Kind
from desktop.ui.deeds.deeds import Deeds
from desktop.ui.deeds.deferred import Deferred
from desktop.ui.plain import visible
from desktop.ui.text import tr
from desktop.ui.trees.model import TreeModel
from desktop.ui.trees.row_target import RowTarget
from desktop.ui.trees.rows import Row
from desktop.ui.trees.view import TreeView

if TYPE_CHECKING:
    from desktop.ui.deeds import files
else:
    files = Deferred("files")


class RowDrops(RowTarget):
    """Takes files on the rows of a tree."""

    def __init__(self, kind: Kind, tree: TreeView, model: TreeModel, deeds: Deeds) -> None:
        super().__init__(tree, model, deeds.window.say)
        self._kind = kind
        self._deeds = deeds

    def knows(self, data: QMimeData) -> bool:
        from desktop.ui.files.carried import has_files

        return has_files(data)

    def refusal(self, event: QDropEvent) -> str:
        from desktop.ui.files.carried import carried, local_paths

        data, row = event.mimeData(), self._row_at(event)
        if not self.knows(data):
            return tr("Only files can be dropped here.")
        if self._deeds.session.engine is None:
            return tr("No Engine answers: nothing can be copied now.")
        if row is None:
            return tr("Drop files on the row that they are to go into.")
        if not files.holds_files(row.record, self._deeds):
            return tr("{name} is being removed.", name=visible(row.title, limit=60))
        if (ours := carried(data)) is not None:
            if ours.place.key == row.record.key:
                return tr("To copy within one, drop on a folder in its files.")
        elif local_paths(data) is None:
            return tr("Only files of this machine can be copied in.")
        return ""

    def promise(self, event: QDropEvent) -> str:
        row = self._row_at(event)
        title = visible(row.title, limit=60) if row is not None else ""
        return tr("Copy to {name}: you are asked where to", name=title)

    def take(self, event: QDropEvent) -> None:
        from desktop.ui.files.carried import carried, local_paths
        from desktop.ui.files.drag_out import DraggedFiles

        row = self._row_at(event)
        if row is None:
            return
        data, place = event.mimeData(), files.place_of(self._kind, row)
        if isinstance(data, DraggedFiles):
            data.dropped_inside = True
        if (ours := carried(data)) is not None:
            self._deeds.spawn(files.copy_over(self._deeds, place, ours))
        elif (sources := local_paths(data)) is not None:
            self._deeds.spawn(files.copy_into(self._deeds, place, sources))

    def _row_at(self, event: QDropEvent) -> Row | None:
        value = self.value_at(event)
        return value if isinstance(value, Row) else None
