"""The files of a folder for Qt, and those of the folders that are open below it.

A row is told by the number of its folder, so that a hundred thousand rows cost no object each.
"""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, Qt

import desktop.ui.files.words as words
from desktop.engine.file_records import FileKind, Mount
from desktop.engine.observations import Difference
from desktop.model.files.arranging import Arrangement, Column, Row, Wish
from desktop.model.files.browsing import Browsing, Folder, Standing
from desktop.ui.list_tree import RIGHT, AnyIndex
from desktop.ui.plain import tooltip
from desktop.ui.text import mark, tr
from desktop.ui.theme import Type, current, font

Role = Qt.ItemDataRole
ROW_ROLE = Role.UserRole
MOUNT_ROLE = Role.UserRole + 1
NAME, SIZE, MODE, OWNER, MODIFIED, LINK = range(6)
COLUMNS: tuple[tuple[str, Column], ...] = (
    (mark("Name"), Column.NAME),
    (mark("Size"), Column.SIZE),
    (mark("Mode"), Column.MODE),
    (mark("Owner"), Column.OWNER),
    (mark("Modified"), Column.MODIFIED),
    (mark("Link target"), Column.LINK),
)
STEP = 500  # rows that are added at a time, as one scrolls to them
MOST = 5_000  # rows of a folder: Qt asks for each whenever one of them changes

_COLUMN_COUNT = len(COLUMNS)
_DELETED = Difference.DELETED
_USUAL = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_OUTSIDE = Qt.ItemFlag.ItemIsDropEnabled
_GONE = _USUAL | Qt.ItemFlag.ItemNeverHasChildren
_FOLDER = _USUAL | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
_FILE = _FOLDER | Qt.ItemFlag.ItemNeverHasChildren


@dataclass(slots=True, eq=False)
class _Shown:
    """The rows of a folder that Qt knows of."""

    path: str
    number: int
    arrangement: Arrangement = field(default_factory=Arrangement)
    count: int = 0
    wish: Wish | None = None
    loading: bool = True
    places: dict[str, int] = field(default_factory=dict)


class FileModel(QAbstractItemModel):
    """Shows what a walk has come to."""

    def __init__(self, browsing: Browsing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.browsing = browsing
        self._by_path: dict[str, _Shown] = {}
        self._by_number: dict[int, _Shown] = {}
        self._next = 1
        self._mono = font(Type.MONO)
        self.mime_data_of: Any = None
        self._restart(browsing.path)
        self._ends = (
            browsing.moved.subscribe(self._on_moved),
            browsing.changed.subscribe(self._on_changed),
        )

    def close_down(self) -> None:
        """Hear nothing any more."""
        for end in self._ends:
            end()

    @property
    def root(self) -> _Shown:
        return self._root

    # What a row is

    def row(self, index: AnyIndex) -> Row | None:
        """The entry of a row."""
        if not index.isValid():
            return None
        shown = self._by_number.get(index.internalId())
        if shown is None or index.row() >= shown.count:
            return None
        return shown.arrangement.rows[index.row()]

    def path(self, index: AnyIndex) -> str:
        """The whole path of a row; of none, that of the folder which is shown."""
        row = self.row(index)
        if row is None:
            return self.browsing.path
        return posixpath.join(self._by_number[index.internalId()].path, row.entry.name)

    def mount(self, index: AnyIndex) -> Mount | None:
        """What is mounted at a row, if anything."""
        mounts = self.browsing.mounts
        path = self.path(index) if mounts and index.isValid() else ""
        return next((mount for mount in mounts if mount.path == path), None)

    def index_of(self, path: str, column: int = NAME) -> QModelIndex:
        """The row of a path, if it is shown."""
        above, name = posixpath.split(path)
        shown = self._by_path.get(above)
        place = shown.places.get(name) if shown is not None else None
        if shown is None or place is None or place >= shown.count:
            return QModelIndex()
        return self.createIndex(place, column, shown.number)

    # What the walk tells

    def _restart(self, path: str) -> None:
        self._by_path.clear()
        self._by_number.clear()
        self._root = self._know(path)

    def _know(self, path: str) -> _Shown:
        made = _Shown(path, self._next)
        self._next += 1
        self._by_path[path] = self._by_number[made.number] = made
        return made

    def _on_moved(self, path: str) -> None:
        self.beginResetModel()
        self._restart(path)
        self.endResetModel()

    def _on_changed(self, folder: Folder) -> None:
        shown = self._by_path.get(folder.path)
        if shown is None:
            if not self.index_of(folder.path).isValid():
                return
            shown = self._know(folder.path)
        shown.loading = folder.standing is Standing.LOADING
        if folder.arrangement is not shown.arrangement:
            self._arrange(shown, folder.arrangement)

    def _arrange(self, shown: _Shown, arrangement: Arrangement) -> None:
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        before = shown.arrangement.rows
        shown.places = {row.entry.name: n for n, row in enumerate(arrangement.rows[:MOST])}
        wanted = max(STEP, shown.count)
        if shown.wish != self.browsing.wish:  # one looks from the top again, or at what is chosen
            shown.wish = self.browsing.wish
            mine = [it for it in held if it.internalId() == shown.number]
            places = (shown.places.get(before[it.row()].entry.name, 0) for it in mine)
            wanted = max(STEP, *places, 0) + 1
        shown.arrangement, shown.count = arrangement, min(len(arrangement.rows), wanted, MOST)
        self.changePersistentIndexList(held, [self._moved(index, shown, before) for index in held])
        self.layoutChanged.emit()

    def _moved(self, index: QModelIndex, shown: _Shown, before: Sequence[Row]) -> QModelIndex:
        """Where a row is now that stood there before."""
        if index.internalId() != shown.number:
            return index
        place = shown.places.get(before[index.row()].entry.name, shown.count)
        if place >= shown.count:
            return QModelIndex()
        return self.createIndex(place, index.column(), shown.number)

    # What Qt asks. The index, the flags and the children of each row are asked for whenever any of
    # them changes: of some thousands, so these three take the quick way.

    def _below(self, parent: AnyIndex) -> _Shown | None:
        if not parent.isValid():
            return self._root
        return self._by_path.get(self.path(parent)) if parent.column() <= NAME else None

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        shown = self._below(parent)
        return shown.count if shown is not None else 0

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        del parent
        return len(COLUMNS)

    def hasChildren(self, parent: AnyIndex = QModelIndex()) -> bool:  # noqa: B008
        if not parent.isValid():
            return True
        within = self._by_number.get(parent.internalId())
        if within is None or parent.row() >= within.count:
            return False
        row = within.arrangement.rows[parent.row()]
        if row.entry.kind is not FileKind.FOLDER or row.deleted:
            return False
        shown = self._by_path.get(self.path(parent))
        return shown is None or shown.loading or shown.count > 0

    def canFetchMore(self, parent: AnyIndex) -> bool:
        shown = self._below(parent)
        if shown is None:
            return False
        return shown.count < min(len(shown.arrangement.rows), MOST)

    def fetchMore(self, parent: AnyIndex) -> None:
        shown = self._below(parent)
        if shown is None or not self.canFetchMore(parent):
            return
        last = min(len(shown.arrangement.rows), MOST, shown.count + STEP)
        self.beginInsertRows(parent, shown.count, last - 1)
        shown.count = last
        self.endInsertRows()

    def index(self, row: int, column: int, parent: AnyIndex = QModelIndex()) -> QModelIndex:  # noqa: B008
        shown = self._below(parent)
        if shown is None or not (0 <= row < shown.count and 0 <= column < _COLUMN_COUNT):
            return QModelIndex()
        return self.createIndex(row, column, shown.number)

    def parent(self, index: AnyIndex) -> QModelIndex:  # type: ignore[override]
        shown = self._by_number.get(index.internalId()) if index.isValid() else None
        if shown is None or shown.path == self.browsing.path:
            return QModelIndex()
        return self.index_of(shown.path)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        shown = self._by_number.get(index.internalId())
        number = index.row()
        if shown is None or not 0 <= number < shown.count:
            return _OUTSIDE
        row = shown.arrangement.rows[number]
        if row.difference is _DELETED:
            return _GONE
        return _FOLDER if row.entry.kind is FileKind.FOLDER else _FILE

    def headerData(self, section: int, way: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if way is Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return tr(COLUMNS[section][0])
        if role == Role.TextAlignmentRole and section == SIZE:
            return RIGHT
        return None

    def data(self, index: AnyIndex, role: int = Role.DisplayRole) -> Any:
        row = self.row(index)
        if row is None:
            return None
        column = index.column()
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
