"""What the rows of files say, to eyes and ears, and what they are dragged as."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QMimeData, QObject, Qt

import desktop.ui.files.words as words
from desktop.engine.file_records import Mount
from desktop.model.files.arranging import Column, Wish
from desktop.model.files.browsing import Browsing
from desktop.ui.files.rows import LINK, MODE, MODIFIED, NAME, OWNER, SIZE, FileRows
from desktop.ui.list_tree import RIGHT, AnyIndex
from desktop.ui.plain import tooltip
from desktop.ui.text import mark, tr
from desktop.ui.theme import Type, current, font

__all__ = ("LINK", "MODE", "MODIFIED", "NAME", "OWNER", "SIZE", "FileModel")

Role = Qt.ItemDataRole
ROW_ROLE = Role.UserRole
MOUNT_ROLE = Role.UserRole + 1
COLUMNS: tuple[tuple[str, Column], ...] = (
    (mark("Name"), Column.NAME),
    (mark("Size"), Column.SIZE),
    (mark("Mode"), Column.MODE),
    (mark("Owner"), Column.OWNER),
    (mark("Modified"), Column.MODIFIED),
    (mark("Link target"), Column.LINK),
)


class FileModel(FileRows):
    """The rows that a walk has come to, and their words."""

    def __init__(self, browsing: Browsing, parent: QObject | None = None) -> None:
        super().__init__(browsing, parent)
        self.mime_data_of: Any = None
        self._mono = font(Type.MONO)

    def mount(self, index: AnyIndex) -> Mount | None:
        """What is mounted at a row, if anything."""
        mounts = self.browsing.mounts
        path = self.path(index) if mounts and index.isValid() else ""
        return next((mount for mount in mounts if mount.path == path), None)

    def headerData(self, section: int, way: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if way is Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return tr(COLUMNS[section][0])
        if role == Role.TextAlignmentRole and section == SIZE:
            return RIGHT
        return None

    def data(self, index: AnyIndex, role: int = Role.DisplayRole) -> Any:
        row, column = self.row(index), index.column()
        if row is None:
            return _of_none(column, role) if index.isValid() else None
        if role == Role.DisplayRole:
            return words.cell(row, column)
        if role == Role.DecorationRole and column == NAME:
            return words.picture(row)
        if role == Role.ForegroundRole:
            return current().muted if column != NAME or row.deleted else None
        if role == Role.FontRole and column == MODE:
            return self._mono
        if role == Role.TextAlignmentRole and column == SIZE:
            return RIGHT
        if role == Role.ToolTipRole:
            if column == NAME and (mount := self.mount(index)) is not None:
                return tooltip(f"{self.path(index)}\n{words.mounted(mount)}")
            return words.tip(row, column, self.path(index))
        if role == Role.AccessibleTextRole:
            if column != NAME:
                return words.cell(row, column)
            return words.spoken(row, self.mount(index))
        if role == ROW_ROLE:
            return row
        if role == MOUNT_ROLE:
            return self.mount(index)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(COLUMNS):
            wish = self.browsing.wish
            descending = order is Qt.SortOrder.DescendingOrder
            wanted = Wish(COLUMNS[column][1], descending, wish.hidden, wish.words)
            self.browsing.want(wanted)

    def mimeTypes(self) -> list[str]:
        return [words.FILES_MIME, "text/uri-list"]

    def mimeData(self, indexes: Any) -> QMimeData:
        made: QMimeData = self.mime_data_of(indexes)
        return made

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction


def _of_none(column: int, role: int) -> Any:
    """What the one row of a folder says while it is listed."""
    if role == Role.ForegroundRole:
        return current().muted
    return tr("Loading…") if role == Role.DisplayRole and column == NAME else None
