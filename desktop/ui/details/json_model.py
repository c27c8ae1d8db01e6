"""JSON as a tree for Qt: nodes are made when they are looked at, and kept when the JSON changes."""

from __future__ import annotations

import itertools
import json
import re
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.ui.plain import tooltip, visible
from desktop.ui.text import mark, tr

AnyIndex = QModelIndex | QPersistentModelIndex
Key = str | int
Path = tuple[Key, ...]

NODE_ROLE = Qt.ItemDataRole.UserRole + 1
KEY, VALUE, TYPE = range(3)
_TITLES = (mark("Key"), mark("Value"), mark("Type"))
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_NO_INDEX = QModelIndex()


class Node:
    """A place in the JSON. ``children`` is None until somebody looks."""

    __slots__ = ("children", "id", "key", "parent", "row", "value")

    def __init__(self, number: int, parent: Node | None, row: int, key: Key, value: Any) -> None:
        self.id = number
        self.parent = parent
        self.row = row
        self.key = key
        self.value = value
        self.children: list[Node] | None = None

    @property
    def is_container(self) -> bool:
        return isinstance(self.value, (dict, list))

    def path(self) -> Path:
        """The keys from the root to here."""
        keys: list[Key] = []
        node: Node = self
        while node.parent is not None:
            keys.append(node.key)
            node = node.parent
        return tuple(reversed(keys))


class JsonModel(QAbstractItemModel):
    """Keys, values and types. ``update`` changes only what differs, so a view keeps its place."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = itertools.count(1)
        self._nodes: dict[int, Node] = {}
        self._root = Node(0, None, 0, "", {})

    @property
    def document(self) -> Any:
        return self._root.value

    def show(self, document: Any) -> None:
        """Show another document."""
        self.beginResetModel()
        self._nodes.clear()
        self._root = Node(0, None, 0, "", document)
        self.endResetModel()

    def update(self, document: Any) -> None:
        """Show the same document as it is now."""
        self._update(self._root, document)

    def node(self, index: AnyIndex) -> Node:
        """The node of an index; the root of none."""
        return self._nodes[index.internalId()] if index.isValid() else self._root

    def index_of(self, path: Path, column: int = KEY) -> QModelIndex:
        """The index at a path, or the nearest that exists above it."""
        node = self._root
        for key in path:
            found = self._child(node, key)
            if found is None:
                break
            node = found
        return self._index(node, column)

    def _child(self, node: Node, key: Key) -> Node | None:
        children = self._children(node)
        if isinstance(node.value, list):
            inside = isinstance(key, int) and 0 <= key < len(children)
            return children[int(key)] if inside else None
        return next((child for child in children if child.key == key), None)

    def _index(self, node: Node, column: int = KEY) -> QModelIndex:
        if node is self._root:
            return QModelIndex()
        return self.createIndex(node.row, column, node.id)

    def _children(self, node: Node) -> list[Node]:
        if node.children is None:
            node.children = [
                self._make(node, row, key, value)
                for row, (key, value) in enumerate(_items(node.value))
            ]
        return node.children

    def _make(self, parent: Node, row: int, key: Key, value: Any) -> Node:
        made = Node(next(self._numbers), parent, row, key, value)
        self._nodes[made.id] = made
        return made

    def _discard(self, node: Node) -> None:
        del self._nodes[node.id]
        for child in node.children or ():
            self._discard(child)

    # Changing

    def _update(self, node: Node, value: Any) -> None:
        before = node.value
        if before is value or (type(before) is type(value) and before == value):
            self._pass_down(node, value)
            return
        same_kind = type(before) is type(value) and isinstance(value, (dict, list))
        if node.children is None and bool(_length(before)) != bool(_length(value)):
            self._children(node)  # a view must hear of the first and of the last child
        if node.children is None:
            node.value = value
        elif same_kind:
            self._update_children(node, value)
        else:
            self._remove(node, 0, len(node.children))
            node.value = value
            self._insert(node, 0, list(_items(value)))
        if node is not self._root and (not same_kind or _length(before) != _length(value)):
            self.dataChanged.emit(self._index(node, KEY), self._index(node, TYPE), [])

    def _pass_down(self, node: Node, value: Any) -> None:
        """The value is equal but another: children must not keep the old one alive."""
        children = node.children or []
        if children and [child.key for child in children] != [key for key, _ in _items(value)]:
            self._update_children(node, value)  # equal, but in another order
            return
        node.value = value
        for child, (_key, each) in zip(children, _items(value), strict=bool(children)):
            self._pass_down(child, each)

    def _update_children(self, node: Node, value: Any) -> None:
        wanted = dict(_items(value))
        children = self._children(node)
        for row in range(len(children) - 1, -1, -1):
            if children[row].key not in wanted:
                self._remove(node, row, 1)
        kept = {child.key for child in children}
        order = [key for key in wanted if key in kept]
        for row, key in enumerate(order):
            if children[row].key != key:  # in another order from here on: made anew
                self._remove(node, row, len(children) - row)
                break
        node.value = value
        row = 0
        new: list[tuple[Key, Any]] = []
        for key, each in wanted.items():
            if row < len(children) and children[row].key == key:
                self._insert(node, row, new)
                row += len(new)
                new = []
                self._update(children[row], each)
                row += 1
            else:
                new.append((key, each))
        self._insert(node, row, new)

    def _remove(self, node: Node, row: int, count: int) -> None:
        if not count:
            return
        children = self._children(node)
        self.beginRemoveRows(self._index(node), row, row + count - 1)
        for child in children[row : row + count]:
            self._discard(child)
        del children[row : row + count]
        self._number(children, row)
        self.endRemoveRows()

    def _insert(self, node: Node, row: int, items: list[tuple[Key, Any]]) -> None:
        if not items:
            return
        children = self._children(node) if node.children is not None else []
        node.children = children
        self.beginInsertRows(self._index(node), row, row + len(items) - 1)
        children[row:row] = [self._make(node, 0, key, value) for key, value in items]
        self._number(children, row)
        self.endInsertRows()

    @staticmethod
    def _number(children: list[Node], start: int) -> None:
        for row in range(start, len(children)):
            children[row].row = row

    # Qt's own

    def index(self, row: int, column: int, parent: AnyIndex = _NO_INDEX) -> QModelIndex:
        if parent.isValid() and parent.column() != KEY:
            return QModelIndex()
        children = self._children(self.node(parent))
        if not (0 <= row < len(children) and 0 <= column <= TYPE):
            return QModelIndex()
        return self.createIndex(row, column, children[row].id)

    def parent(self, index: AnyIndex = _NO_INDEX) -> QModelIndex:  # type: ignore[override]
        above = self.node(index).parent
        return QModelIndex() if above is None else self._index(above)

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        if parent.isValid() and parent.column() != KEY:
            return 0
        return len(self._children(self.node(parent)))

    def columnCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        return len(_TITLES)

    def hasChildren(self, parent: AnyIndex = _NO_INDEX) -> bool:
        if parent.isValid() and parent.column() != KEY:
            return False
        return bool(_length(self.node(parent).value))

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(_TITLES[section])
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        node = self.node(index)
        if role == NODE_ROLE:
            return node
        if role == Qt.ItemDataRole.DisplayRole:
            match index.column():
                case 0:
                    return visible(str(node.key))
                case 1:
                    return value_text(node.value)
                case _:
                    return type_text(node.value)
        is_long = isinstance(node.value, str) and len(node.value) > 40
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == VALUE and is_long:
            return tooltip(node.value)
        return None


def value_text(value: Any) -> str:
    """A value in a row: a container's size in words, a text as it is, the rest as in JSON."""
    if isinstance(value, dict):
        return tr("%n key(s)", "", len(value))
    if isinstance(value, list):
        return tr("%n item(s)", "", len(value))
    if isinstance(value, str):
        return visible(value) if value else '""'
    return json.dumps(value)


def type_text(value: Any) -> str:
    """The type, by JSON's names."""
    match value:
        case None:
            return tr("null")
        case bool():
            return tr("boolean")
        case int() | float():
            return tr("number")
        case str():
            return tr("string")
        case list():
            return tr("array")
        case _:
            return tr("object")


def path_text(path: Path) -> str:
    """The path as jq takes it: ``.HostConfig.Memory``, ``.Labels["a.b"]``, ``.Mounts[0]``."""
    text = ""
    for key in path:
        if isinstance(key, int):
            text += f"[{key}]" if text else f".[{key}]"
        elif _PLAIN_KEY.fullmatch(key):
            text += f".{key}"
        else:
            quoted = json.dumps(key)
            text += f"[{quoted}]" if text else f".[{quoted}]"
    return text or "."


def _items(value: Any) -> Any:
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, list) else ()


def _length(value: Any) -> int:
    return len(value) if isinstance(value, (dict, list)) else 0
