"""The rows of a folder for Qt, and those of the folders that are open below it.

Qt asks for the index, the flags and the children of every row whenever one of them changes. Were it
Python that answers, a hundred thousand rows would take a quarter of a second each time. So
``QStandardItemModel`` answers, for which a row without an item is a file: that takes 5 ms. Items
are made of rows that can be opened, or whose file is deleted, before they come into sight.
"""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from desktop.engine.file_records import FileKind
from desktop.engine.observations import Difference
from desktop.model.files.arranging import Arrangement, Row
from desktop.model.files.browsing import Browsing, Folder, Standing
from desktop.ui.files.merging import Edit, edits
from desktop.ui.list_tree import AnyIndex

NAME, SIZE, MODE, OWNER, MODIFIED, LINK = range(6)
FEW = 5_000  # rows of a folder of which what is new is put among what is there

_COLUMNS = 6
_READY = 500  # rows of a folder that have their items at once
DELETED = Difference.DELETED
_USUAL = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_GONE = _USUAL | Qt.ItemFlag.ItemNeverHasChildren
_FOLDER = _USUAL | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled


@dataclass(slots=True, eq=False)
class _Shown:
    """The rows of a folder that Qt knows of, below ``below``: an item of ours, or None for the top.

    The top is Qt's own item, of whose end PySide hears nothing: whatever came to lie at its address
    would be taken for it as long as Python has a reference. So none is kept.
    """

    path: str
    below: QStandardItem | None = None
    arrangement: Arrangement = field(default_factory=Arrangement)
    rows: Sequence[Row] = ()
    waits: bool = False  # the last row says so


class FileRows(QStandardItemModel):
    """Shows what a walk has come to.

    All rows are told anew where one goes elsewhere, where another order is wanted, and where very
    many change: the tree then finds again what was selected, open and in sight.
    """

    def __init__(self, browsing: Browsing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.browsing = browsing
        self.wish = browsing.wish  # by which the rows are in order
        self._by_path: dict[str, _Shown] = {}
        self._by_number: dict[int, _Shown] = {}
        self.setColumnCount(_COLUMNS)
        self._by_path[browsing.path] = _Shown(browsing.path)
        self._ends = (
            browsing.moved.subscribe(self._on_moved),
            browsing.changed.subscribe(self._on_changed),
        )

    def close_down(self) -> None:
        """Hear nothing any more."""
        for end in self._ends:
            end()

    # What a row is

    def row(self, index: AnyIndex) -> Row | None:
        """The entry of a row."""
        if not index.isValid():
            return None
        shown, number = self._by_number.get(index.internalId()), index.row()
        return shown.rows[number] if shown is not None and number < len(shown.rows) else None

    def path(self, index: AnyIndex) -> str:
        """The whole path of a row; of none, that of the folder which is shown."""
        row = self.row(index)
        if row is None:
            return self.browsing.path
        return posixpath.join(self._by_number[index.internalId()].path, row.entry.name)

    def index_of(self, path: str, column: int = NAME) -> QModelIndex:
        """The row of a path, if it is shown."""
        shown, place = self._place(path)
        if shown is None or place is None:
            return QModelIndex()
        return self.index(place, column, self.indexFromItem(self._item(shown)))

    def below(self, index: AnyIndex) -> tuple[str, Arrangement]:
        """The folder at a row and what is in it; of none, of the one which is shown."""
        path = self.path(index)
        shown = self._by_path.get(path) if self.row(index) or not index.isValid() else None
        return path, shown.arrangement if shown is not None else Arrangement()

    def opened(self) -> list[str]:
        """The folders below whose rows are known, each behind the one that it is in."""
        return list(self._by_path)[1:]

    def make_ready(self, index: AnyIndex) -> None:
        """A row comes into sight: it can be opened if it is a folder's."""
        shown = self._by_number.get(index.internalId())
        if shown is not None:
            self._prepare(shown, index.row(), index.row() + 1)

    # What the walk tells

    def _on_moved(self, path: str) -> None:
        self.beginResetModel()
        self._clear()
        self._by_path[path] = _Shown(path)
        self.endResetModel()

    def _on_changed(self, folder: Folder) -> None:
        shown = self._by_path.get(folder.path)
        if shown is None:
            item = self._item_at(folder.path)
            if item is None:
                return
            shown = self._by_path[folder.path] = _Shown(folder.path, item, waits=True)
        if folder.arrangement is not shown.arrangement:
            self._arrange(shown, folder.arrangement)
        loading = folder.standing is Standing.LOADING
        self._wait(shown, loading and not shown.rows and folder.path != self.browsing.path)

    def _wait(self, shown: _Shown, waits: bool) -> None:
        if waits and not shown.waits:
            self._item(shown).insertRows(len(shown.rows), 1)
        elif shown.waits and not waits:
            self._item(shown).removeRows(len(shown.rows), 1)
        shown.waits = waits

    def _arrange(self, shown: _Shown, arrangement: Arrangement) -> None:
        rows = arrangement.rows
        if not shown.rows:
            changes: list[Edit] | None = [Edit(0, 0, 0, len(rows))] if rows else []
        elif len(rows) + len(shown.rows) <= FEW:
            changes = edits(shown.rows, rows)
        else:
            changes = None
        if changes is None:
            self._tell_anew(shown, arrangement)
        else:
            self._merge(shown, arrangement, changes)

    def _merge(self, shown: _Shown, wanted: Arrangement, changes: Sequence[Edit]) -> None:
        """Put what is new among what is there, from the end: so the places before it stay."""
        there, rows = list(shown.rows), wanted.rows
        shown.rows = there
        for at, gone, first, new in reversed(changes):
            if gone:
                self._forget(shown, there[at : at + gone])
                self._item(shown).removeRows(at, gone)
                del there[at : at + gone]
            if new:
                self._item(shown).insertRows(at, new)
                there[at:at] = rows[first : first + new]
        shown.rows, shown.arrangement, self.wish = rows, wanted, self.browsing.wish
        self._learn(shown)
        most = FEW if len(rows) <= FEW else _READY
        for _at, _gone, first, new in changes:
            self._prepare(shown, first, min(first + new, most))
        if rows:
            above = self.indexFromItem(self._item(shown))
            end = self.index(len(rows) - 1, _COLUMNS - 1, above)
            self.dataChanged.emit(self.index(0, 0, above), end)

    def _tell_anew(self, changed: _Shown, wanted: Arrangement) -> None:
        """All rows, also of the folders that are open below: an item that moves loses its own."""
        self.beginResetModel()
        changed.rows, changed.arrangement = wanted.rows, wanted
        self.wish = self.browsing.wish
        known, gone = list(self._by_path.values()), list[str]()
        self._clear()
        for shown in known:
            top = not self._by_path
            below = None if top else self._item_at(shown.path)
            if below is None and not top:
                gone.append(shown.path)
            else:
                shown.below = below
                self._by_path[shown.path] = shown
                self._fill(shown)
        self.endResetModel()
        for path in gone:
            self.browsing.shut(path)

    def _clear(self) -> None:
        self._by_path.clear()
        self._by_number.clear()
        blocked = self.blockSignals(True)  # between the begin and the end of a reset
        self.invisibleRootItem().setRowCount(0)
        self.blockSignals(blocked)

    def _fill(self, shown: _Shown) -> None:
        blocked = self.blockSignals(True)
        self._item(shown).setRowCount(len(shown.rows) + shown.waits)
        self._learn(shown)
        self._prepare(shown, 0, _READY)
        self.blockSignals(blocked)

    def _forget(self, shown: _Shown, rows: Sequence[Row]) -> None:
        """These rows go: what was open there is not seen any more."""
        for row in rows:
            path = posixpath.join(shown.path, row.entry.name)
            if path in self._by_path:
                for name in [it for it in self._by_path if it == path or it.startswith(path + "/")]:
                    below = self._by_path.pop(name)
                    self._by_number = {n: it for n, it in self._by_number.items() if it != below}
                self.browsing.shut(path)

    def _item(self, shown: _Shown) -> QStandardItem:
        return self.invisibleRootItem() if shown.below is None else shown.below

    def _item_at(self, path: str) -> QStandardItem | None:
        """What the rows of a folder hang below, if it has a row."""
        shown, place = self._place(path)
        if shown is None or place is None:
            return None
        self._prepare(shown, place, place + 1)
        item = self._item(shown).child(place, NAME)
        return item if item is not None and item.rowCount() else None

    def _place(self, path: str) -> tuple[_Shown | None, int | None]:
        """What a path's row is among, and where."""
        above, name = posixpath.split(path)
        shown = self._by_path.get(above)
        return shown, None if shown is None else shown.arrangement.places.get(name)

    def _prepare(self, shown: _Shown, first: int, end: int) -> None:
        """Make the items of rows that need one."""
        above = self._item(shown)
        for place, row in enumerate(shown.rows[first:end], first):
            deleted = row.difference is DELETED
            if not deleted and row.entry.kind is not FileKind.FOLDER:
                continue
            if above.child(place, NAME) is None:
                item = QStandardItem()
                item.setFlags(_GONE if deleted else _FOLDER)
                above.setChild(place, NAME, item)
                if not deleted:
                    item.setColumnCount(_COLUMNS)
                    item.setRowCount(1)  # until it is opened, and listed

    def _learn(self, shown: _Shown) -> None:
        if shown.rows:
            first = self.index(0, 0, self.indexFromItem(self._item(shown)))
            self._by_number[first.internalId()] = shown
