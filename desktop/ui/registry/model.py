"""Repositories and their tags as rows for Qt. What is said of them is the registry's: hostile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt

from desktop.engine.registry_records import Found
from desktop.ui import units
from desktop.ui.icons import Icon, icon
from desktop.ui.list_tree import RIGHT, AnyIndex
from desktop.ui.plain import tooltip, visible
from desktop.ui.text import mark, tr
from desktop.ui.theme import Tone, current

Role = Qt.ItemDataRole
NAME, PULL, STARS, OFFICIAL, DESCRIPTION = range(5)
_TITLES = (mark("Name"), "", mark("Stars"), mark("Official"), mark("Description"))
_ROOT = QModelIndex()


@dataclass(slots=True)
class Repository:
    """A repository, and below it its tags, or what there is to say in place of them."""

    found: Found
    tags: tuple[str, ...] | None = None
    said: str = ""
    rows: tuple[str, ...] = field(default=())  # what is shown below it


class RegistryModel(QAbstractItemModel):
    """The found repositories that pass the filter. An id is 0, or one more than its parent's row.

    ``here`` are the names of the images that are on the Engine.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[Repository, ...] = ()
        self._shown: list[Repository] = []
        self._filter = ""
        self._here: frozenset[str] = frozenset()
        self._order = (-1, Qt.SortOrder.AscendingOrder)

    def __len__(self) -> int:
        return len(self._shown)

    @property
    def total(self) -> int:
        """How many there are without the filter."""
        return len(self._all)

    def show_found(self, found: Sequence[Found]) -> None:
        """Others were found. Of those that are still there the tags stay."""
        known = {each.found.name: each for each in self._all}
        self._renew(
            tuple(
                Repository(each, old.tags, old.said, old.rows)
                if (old := known.get(each.name)) is not None
                else Repository(each)
                for each in found
            )
        )

    def filter(self, text: str) -> None:
        """Show those alone whose name has this in it."""
        self._filter = text.casefold()
        self._renew(self._all)

    def show_here(self, names: frozenset[str]) -> None:
        """These images are on the Engine by now."""
        if names != self._here:
            self._here = names
            if self._shown:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, PULL))
            for row, each in enumerate(self._shown):
                if each.rows:
                    above = self.index(row, 0)
                    last = self.index(len(each.rows) - 1, PULL, above)
                    self.dataChanged.emit(self.index(0, 0, above), last)

    def show_tags(self, name: str, tags: Sequence[str] | None, said: str = "") -> None:
        """The tags of a repository; or, where there are none to show, what to say instead."""
        for row, each in enumerate(self._shown):
            if each.found.name != name:
                continue
            rows = tuple(tags) if tags else (said,)
            above = self.index(row, 0)
            if each.rows:
                self.beginRemoveRows(above, 0, len(each.rows) - 1)
                each.rows = ()
                self.endRemoveRows()
            self.beginInsertRows(above, 0, len(rows) - 1)
            each.rows, each.said = rows, said
            each.tags = tuple(tags) if tags is not None else None
            self.endInsertRows()

    def repository(self, index: AnyIndex) -> Repository | None:
        """The repository of a row, or that its tag is of."""
        if not index.isValid():
            return None
        row = index.internalId() - 1 if index.internalId() else index.row()
        return self._shown[row] if row < len(self._shown) else None

    def tag(self, index: AnyIndex) -> str:
        """The tag of a row; empty for a repository, and for what is only said."""
        each = self.repository(index)
        if each is None or not index.internalId() or not each.tags:
            return ""
        return each.tags[index.row()]

    def reference(self, index: AnyIndex) -> str:
        """What is pulled by a row; empty for what is only said."""
        each, tag = self.repository(index), self.tag(index)
        if each is None or (index.internalId() and not tag):
            return ""
        return f"{each.found.name}:{tag}" if tag else each.found.name

    def is_here(self, reference: str) -> bool:
        """Whether the Engine has an image of that name."""
        return reference in self._here

    def _renew(self, every: tuple[Repository, ...]) -> None:
        self.beginResetModel()
        self._all = every
        self._shown = [e for e in every if self._filter in e.found.name.casefold()]
        column, order = self._order
        if column in _ORDERS:
            reverse = order == Qt.SortOrder.DescendingOrder
            self._shown.sort(key=_ORDERS[column], reverse=reverse)
        self.endResetModel()

    # What Qt asks

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._order = column, order
        self._renew(self._all)

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        if not parent.isValid():
            return len(self._shown)
        if parent.internalId() or parent.column() > NAME:
            return 0
        return len(self._shown[parent.row()].rows)

    def hasChildren(self, parent: AnyIndex = _ROOT) -> bool:
        if parent.isValid():  # its tags are asked for when it is opened
            return not parent.internalId() and parent.column() == NAME
        return bool(self._shown)

    def columnCount(self, parent: AnyIndex = _ROOT) -> int:
        del parent
        return len(_TITLES)

    def index(self, row: int, column: int, parent: AnyIndex = _ROOT) -> QModelIndex:
        if not (0 <= row < self.rowCount(parent) and 0 <= column < len(_TITLES)):
            return _ROOT
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: AnyIndex = _ROOT) -> QModelIndex:  # type: ignore[override]
        if not index.isValid() or not index.internalId():
            return _ROOT
        return self.createIndex(index.internalId() - 1, NAME, 0)

    def headerData(self, section: int, way: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if way is Qt.Orientation.Horizontal and role == Role.DisplayRole:
            title = _TITLES[section]
            return tr(title) if title else ""
        if role == Role.TextAlignmentRole and section == STARS:
            return RIGHT
        return None

    def data(self, index: AnyIndex, role: int = Role.DisplayRole) -> Any:
        each = self.repository(index)
        if each is None:
            return None
        column, reference = index.column(), self.reference(index)
        if role == Role.DisplayRole:
            return self._text(index, each)
        if role == Role.TextAlignmentRole and column == STARS:
            return RIGHT
        if role == Role.DecorationRole:
            return self._picture(index, reference)
        if role == Role.ForegroundRole and (column == DESCRIPTION or not reference):
            return current().muted
        if role in (Role.AccessibleTextRole, Role.ToolTipRole) and column == PULL and reference:
            text = tr("Pull {name}", name=visible(reference))
            return text if role == Role.AccessibleTextRole else tooltip(text)
        if role == Role.ToolTipRole:
            said = each.found.description if column == DESCRIPTION else reference or each.said
            return tooltip(said if not index.internalId() or column == NAME else "")
        return None

    def _text(self, index: AnyIndex, each: Repository) -> str:
        column = index.column()
        if index.internalId():
            return visible(each.rows[index.row()], limit=400) if column == NAME else ""
        if column == NAME:
            return visible(each.found.name)
        if column == STARS:
            return "" if each.found.stars is None else units.number(each.found.stars)
        if column == OFFICIAL:
            return tr("official") if each.found.official else ""
        return visible(each.found.description, limit=400) if column == DESCRIPTION else ""

    def _picture(self, index: AnyIndex, reference: str) -> Any:
        if index.column() == PULL and reference:
            return icon(Icon.PULL)
        if index.column() != NAME or not reference:
            return None
        if not index.internalId():
            return icon(Icon.IMAGES)
        # The Engine has it already: another pull would look for a newer one.
        return icon(Icon.OK, Tone.OK) if self.is_here(reference) else icon(Icon.TAG)


_ORDERS = {
    NAME: lambda each: each.found.name.casefold(),
    STARS: lambda each: each.found.stars or 0,
    OFFICIAL: lambda each: not each.found.official,
    DESCRIPTION: lambda each: each.found.description.casefold(),
}
