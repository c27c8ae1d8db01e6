"""What Qt asks a tree of nodes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.ui.plain import tooltip
from desktop.ui.trees.columns import Align, Column, group_summary
from desktop.ui.trees.nodes import Node
from desktop.ui.trees.rows import Group, Value

AnyIndex = QModelIndex | QPersistentModelIndex
VALUE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
COLUMN_ROLE = int(Qt.ItemDataRole.UserRole) + 2

_ROOT = QModelIndex()
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

# Numbers, as roles arrive as numbers and an enum's comparison costs more than the answer.
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)


class NodeModel(QAbstractItemModel):
    """Answers Qt from nodes. An index holds its node's number: Qt keeps no Python object alive.

    Flags are Qt's own: whoever asks for them, for every row at once, does not ask Python.
    """

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._width = len(self.columns)
        self._root = Node(0, "", None, None)
        self._gone = Node(0, "", None, None)
        self._nodes: dict[int, Node] = {0: self._root}  # the number in an invalid index

    def value(self, index: AnyIndex) -> Value | None:
        """What the row of an index stands for."""
        value: Value | None = self._node(index).value
        return value

    def key(self, index: AnyIndex) -> str:
        """The key of an index's row; empty for an invalid one."""
        return self._node(index).key

    def _node(self, index: AnyIndex) -> Node:
        return self._nodes.get(index.internalId(), self._gone)

    def _index(self, node: Node, column: int = 0) -> QModelIndex:
        if node is self._root:
            return _ROOT
        return self.createIndex(node.row, column, node.number)

    def index(self, row: int, column: int, parent: AnyIndex = _ROOT) -> QModelIndex:
        children = self._nodes.get(parent.internalId(), self._gone).children
        if 0 <= row < len(children) and 0 <= column < self._width:
            return self.createIndex(row, column, children[row].number)
        return _ROOT

    def parent(self, index: AnyIndex = _ROOT) -> QModelIndex:  # type: ignore[override]
        parent = self._node(index).parent
        if parent is None or parent is self._root:
            return _ROOT
        return self.createIndex(parent.row, 0, parent.number)

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.column() > 0 else len(self._node(parent).children)

    def columnCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.column() > 0 else self._width

    def hasChildren(self, parent: AnyIndex = _ROOT) -> bool:
        # Asked of every row whenever Qt lays rows out.
        node = self._nodes.get(parent.internalId(), self._gone)
        return bool(node.children) and parent.column() <= 0

    def data(self, index: AnyIndex, role: int = _DISPLAY) -> Any:
        node = self._node(index)
        if not node.number:
            return None
        role = int(role)
        if role == VALUE_ROLE:
            return node.value
        column = self.columns[index.column()]
        if role == COLUMN_ROLE:
            return column
        if role == _DISPLAY:
            return column.text(node.value)
        if role == _SPOKEN:
            return self._spoken(node, index.column())
        if role == _TOOLTIP:
            return tooltip(column.tip(node.value))
        if role == _ALIGNMENT:
            return _RIGHT if column.align is Align.RIGHT else _LEFT
        return None

    def _spoken(self, node: Node, number: int) -> str:
        """A screen reader's text: a row's first cell says what the eye sees at a glance."""
        column = self.columns[number]
        text = column.spoken(node.value)
        if number == 0 and isinstance(node.value, Group):
            summary = group_summary(node.value, [child.value for child in node.children])
            return f"{text}, {summary}"
        return text

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < self._width:
            return None
        column = self.columns[section]
        role = int(role)
        if role == _DISPLAY:
            return column.title
        if role == _ALIGNMENT:
            return _RIGHT if column.align is Align.RIGHT else _LEFT
        return None
