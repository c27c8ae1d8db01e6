"""A tree of what differs for Qt: only what is expanded is ever asked for."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt

from desktop.engine.observations import Difference
from desktop.model.file_changes import ChangeTree, Counts, Node, tree_of
from desktop.ui import units
from desktop.ui.icons import Icon, icon
from desktop.ui.list_tree import RIGHT, AnyIndex
from desktop.ui.plain import tooltip, visible
from desktop.ui.text import mark, tr
from desktop.ui.theme import Tone, current

Role = Qt.ItemDataRole
NAME, CHANGE, BELOW, SIZE = range(4)
_TITLES = (mark("Path"), mark("Change"), mark("Inside"), mark("Size"))
WORDS = {
    Difference.ADDED: mark("Added"),
    Difference.CHANGED: mark("Changed"),
    Difference.DELETED: mark("Deleted"),
}
LETTERS = {Difference.ADDED: "A", Difference.CHANGED: "C", Difference.DELETED: "D"}
TONES = {
    Difference.ADDED: Tone.OK,
    Difference.CHANGED: Tone.ACCENT,
    Difference.DELETED: Tone.DANGER,
}


class ChangeModel(QAbstractItemModel):
    """Shows a whole tree, which is made elsewhere, and replaced by the next."""

    def __init__(self, parent: QObject | None = None, *, sized: bool = False) -> None:
        super().__init__(parent)
        self._width = len(_TITLES) if sized else SIZE
        self.tree: ChangeTree = tree_of(())

    def show_tree(self, tree: ChangeTree) -> None:
        """Show another tree: of another moment, or of another filter."""
        self.beginResetModel()
        self.tree = tree
        self.endResetModel()

    def node(self, index: AnyIndex) -> Node:
        """What a row is; the root for none."""
        return self.tree.nodes[index.internalId()] if index.isValid() else self.tree.root

    def index_of(self, node: Node) -> QModelIndex:
        """The row of a node."""
        if node.parent is None:
            return QModelIndex()
        return self.createIndex(node.row, NAME, node.number)

    # What Qt asks

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return len(self.node(parent).children) if parent.column() <= NAME else 0

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        del parent
        return self._width

    def index(self, row: int, column: int, parent: AnyIndex = QModelIndex()) -> QModelIndex:  # noqa: B008
        children = self.node(parent).children
        if not (0 <= row < len(children) and 0 <= column < self._width):
            return QModelIndex()
        return self.createIndex(row, column, children[row].number)

    def parent(self, index: AnyIndex) -> QModelIndex:  # type: ignore[override]
        above = self.node(index).parent if index.isValid() else None
        return self.index_of(above) if above is not None else QModelIndex()

    def headerData(self, section: int, way: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if way is Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return tr(_TITLES[section])
        if role == Role.TextAlignmentRole and section == SIZE:
            return RIGHT
        return None

    def data(self, index: AnyIndex, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        node = self.node(index)
        column = index.column()
        if role == Role.DisplayRole:
            if column == NAME:
                return name_text(node)
            if column == SIZE:
                return units.size(node.size) if node.size else ""
            return change_text(node) if column == CHANGE else below_text(node.counts)
        if role == Role.TextAlignmentRole and column == SIZE:
            return RIGHT
        if role == Role.DecorationRole and column == NAME and not node.others:
            return icon(Icon.FOLDER if node.children else Icon.FILE)
        if role == Role.ForegroundRole:
            if column == CHANGE and node.difference is not None:
                return current().tone(TONES[node.difference])
            return current().muted if column == BELOW or node.difference is None else None
        if role == Role.ToolTipRole and column == NAME:
            return tooltip(node.path)
        return None


def name_text(node: Node) -> str:
    """The name of a file or folder, or how many of its folder are not listed."""
    if node.others:
        return tr("%n more: filter by a part of their path", "", node.others)
    return visible(node.name) or "/"


def change_text(node: Node) -> str:
    """``A  Added``; nothing for a folder that only holds such."""
    if node.difference is None:
        return ""
    return f"{LETTERS[node.difference]}  {tr(WORDS[node.difference])}"


def below_text(counts: Counts) -> str:
    """``3 added, 1 deleted``."""
    changed, added, deleted = counts
    said = []
    if added:
        said.append(tr("%n added", "", added))
    if changed:
        said.append(tr("%n changed", "", changed))
    if deleted:
        said.append(tr("%n deleted", "", deleted))
    return tr(", ", "between counts").join(said)
