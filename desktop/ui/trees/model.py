"""One Qt tree model for every kind: rows come, change and go one by one, and it never resets.

It sorts and filters by itself. A proxy model would ask Python for every comparison; here a sort
computes each key once, and rows that the filter hides are simply not there.
"""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, groupby
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.ui.plain import tooltip
from desktop.ui.trees.columns import Align, Column
from desktop.ui.trees.rows import Child, Group, Row, Value

AnyIndex = QModelIndex | QPersistentModelIndex
VALUE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
COLUMN_ROLE = int(Qt.ItemDataRole.UserRole) + 2

_ROOT = QModelIndex()
_SELECTABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_LEAF = _SELECTABLE | Qt.ItemFlag.ItemNeverHasChildren
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class Node:
    """One row that is in the tree now."""

    __slots__ = ("children", "key", "number", "order", "parent", "row", "settled", "value")

    def __init__(self, number: int, key: str, parent: Node | None, value: Any) -> None:
        self.number = number
        self.key = key
        self.parent = parent
        self.value: Any = value
        self.children: list[Node] = []
        self.row = 0
        self.settled = True  # whether the children's ``row`` numbers are right
        self.order: Any = None


@dataclass(frozen=True, slots=True)
class _Descending:
    """Turns a comparison round."""

    key: Any

    def __lt__(self, other: _Descending) -> bool:
        return bool(other.key < self.key)


class TreeModel(QAbstractItemModel):
    """Rows by key. ``show`` and ``drop`` are its only inputs, besides sorting and filtering."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._numbers = count(1)
        self._root = Node(0, "", None, None)
        self._nodes: dict[int, Node] = {}
        self._by_key: dict[str, Node] = {}
        self._rows: dict[str, Row] = {}  # all rows below groups, also those filtered out
        self._passes: Callable[[Row], bool] | None = None
        self._sort_column = self.columns[0]
        self._descending = False

    # What it holds

    def __len__(self) -> int:
        """How many rows there are, groups and children aside, filtered out or not."""
        return len(self._rows)

    @property
    def shown(self) -> int:
        """How many rows pass the filter."""
        return sum(1 for key in self._rows if key in self._by_key)

    def value(self, index: AnyIndex) -> Value | None:
        """What the row of an index stands for."""
        node = self._node(index)
        return node.value if node is not self._root else None

    def key(self, index: AnyIndex) -> str:
        """The key of an index's row; empty for an invalid one."""
        return self._node(index).key

    def index_of(self, key: str, column: int = 0) -> QModelIndex:
        """Where a row is now; invalid when it is not shown."""
        node = self._by_key.get(key)
        return _ROOT if node is None else self._index(node, column)

    def members(self, key: str) -> list[Value]:
        """The values below a row."""
        node = self._by_key.get(key)
        return [child.value for child in node.children] if node is not None else []

    def groups(self) -> list[str]:
        """The keys of the group rows."""
        return [node.key for node in self._root.children if isinstance(node.value, Group)]

    # Input

    def show(self, rows: Iterable[Row]) -> None:
        """Add rows, or replace those with the same key."""
        fresh: list[Row] = []
        for row in rows:
            before = self._rows.get(row.key)
            self._rows[row.key] = row
            node = self._by_key.get(row.key)
            if node is None:
                if self._wanted(row):
                    fresh.append(row)
            elif not self._wanted(row):
                self._remove([node])
            elif before is not None and before.group != row.group:
                self._remove([node])
                fresh.append(row)
            else:
                self._update(node, row)
        self._add(fresh)

    def drop(self, keys: Iterable[str]) -> None:
        """Take rows away; unknown keys don't matter."""
        known = [key for key in keys if self._rows.pop(key, None) is not None]
        self._remove([node for key in known if (node := self._by_key.get(key)) is not None])

    def touch(self, keys: Iterable[str]) -> None:
        """Repaint rows whose cells say something else although their records are the same."""
        for key in keys:
            node = self._by_key.get(key)
            if node is not None:
                self._changed(node)

    def filter(self, passes: Callable[[Row], bool] | None) -> None:
        """Show only rows that pass; None shows all."""
        self._passes = passes
        gone = [n for k in self._rows if (n := self._by_key.get(k)) and not self._wanted(n.value)]
        self._remove(gone)
        self._add(
            [row for k, row in self._rows.items() if k not in self._by_key and self._wanted(row)]
        )

    def _wanted(self, row: Row) -> bool:
        return self._passes is None or self._passes(row)

    def _add(self, rows: list[Row]) -> None:
        by_parent: dict[str, list[Row]] = {}
        for row in rows:
            by_parent.setdefault(row.group.key if row.group else "", []).append(row)
        for group_key, members in by_parent.items():
            group = members[0].group
            parent = self._root
            if group is not None:
                found = self._by_key.get(group_key)
                if found is None:
                    # A group comes with its rows in it: one insertion, and never an empty group.
                    found = self._make(self._root, group_key, group)
                    self._fill(found, members)
                    self._insert(self._root, [found])
                    continue
                parent = found
            self._insert(parent, [self._node_of(parent, row) for row in members])
            if parent is not self._root:
                self._changed(parent)

    def _fill(self, parent: Node, rows: Iterable[Row]) -> None:
        """Give children to a node that is not in the tree yet."""
        parent.children = self._in_order([self._node_of(parent, row) for row in rows])
        parent.settled = False

    def _node_of(self, parent: Node, row: Row) -> Node:
        node = self._make(parent, row.key, row)
        if row.children:
            node.children = [self._make(node, child.key, child) for child in row.children]
            node.settled = False
        return node

    def _make(self, parent: Node, key: str, value: Value) -> Node:
        node = Node(next(self._numbers), key, parent, value)
        node.order = self._order(value)
        self._nodes[node.number] = node
        self._by_key[key] = node
        return node

    def _insert(self, parent: Node, nodes: list[Node]) -> None:
        """Put nodes at their places, with as few announcements as there are gaps to fill."""
        nodes = self._in_order(nodes)
        start = 0
        while start < len(nodes):
            place = self._place(parent, nodes[start])
            end = start + 1
            if place == len(parent.children):
                end = len(nodes)
            else:
                limit = self._comparable(parent.children[place])
                while end < len(nodes) and self._comparable(nodes[end]) < limit:
                    end += 1
            self.beginInsertRows(self._index(parent), place, place + end - start - 1)
            parent.children[place:place] = nodes[start:end]
            parent.settled = False
            self.endInsertRows()
            start = end

    def _remove(self, nodes: Iterable[Node]) -> None:
        by_parent: dict[int, list[Node]] = {}
        for node in nodes:
            parent = node.parent
            assert parent is not None
            by_parent.setdefault(parent.number, []).append(node)
        for doomed in by_parent.values():
            parent = doomed[0].parent
            assert parent is not None
            if len(doomed) == len(parent.children) and isinstance(parent.value, Group):
                self._remove([parent])
                continue
            positions = sorted((self._row(node) for node in doomed), reverse=True)
            for _run, places in groupby(enumerate(positions), key=lambda pair: pair[0] + pair[1]):
                run = [position for _number, position in places]
                first, last = run[-1], run[0]
                self.beginRemoveRows(self._index(parent), first, last)
                for node in parent.children[first : last + 1]:
                    self._forget(node)
                del parent.children[first : last + 1]
                parent.settled = False
                self.endRemoveRows()
            if parent is not self._root:
                self._changed(parent)

    def _forget(self, node: Node) -> None:
        for child in node.children:
            self._forget(child)
        self._nodes.pop(node.number, None)
        if self._by_key.get(node.key) is node:
            del self._by_key[node.key]

    def _update(self, node: Node, row: Row) -> None:
        node.value = row
        parent = node.parent
        assert parent is not None
        if row.group is not None and parent.value != row.group:
            parent.value = row.group
        order = self._order(row)
        if order != node.order:
            self._move(parent, node, order)
        self._update_children(node, row.children)
        self._changed(node)
        if parent is not self._root:
            self._changed(parent)

    def _move(self, parent: Node, node: Node, order: Any) -> None:
        old = self._row(node)
        node.order = order
        others = parent.children[:old] + parent.children[old + 1 :]
        new = self._place(parent, node, others)
        if new == old:
            return
        target = new if new < old else new + 1
        index = self._index(parent)
        self.beginMoveRows(index, old, old, index, target)
        others.insert(new, node)
        parent.children = others
        parent.settled = False
        self.endMoveRows()

    def _update_children(self, node: Node, children: tuple[Child, ...]) -> None:
        wanted = {child.key: child for child in children}
        self._remove([child for child in node.children if child.key not in wanted])
        for below in node.children:
            if below.value != wanted[below.key]:
                below.value = wanted[below.key]
                self._changed(below)
        there = {below.key for below in node.children}
        for place, child in enumerate(children):
            if child.key not in there:
                at = min(place, len(node.children))
                self.beginInsertRows(self._index(node), at, at)
                node.children.insert(at, self._make(node, child.key, child))
                node.settled = False
                self.endInsertRows()

    def _changed(self, node: Node) -> None:
        self.dataChanged.emit(self._index(node), self._index(node, len(self.columns) - 1))

    # Order

    def _order(self, value: Value) -> Any:
        if isinstance(value, Child):
            return ()
        return (self._sort_column.order(value), value.title.casefold(), value.key)

    def _comparable(self, node: Node) -> Any:
        rank = 0 if isinstance(node.value, Group) else 1
        return (rank, _Descending(node.order) if self._descending else node.order)

    def _in_order(self, nodes: list[Node]) -> list[Node]:
        nodes = sorted(nodes, key=lambda node: node.order, reverse=self._descending)
        groups = [node for node in nodes if isinstance(node.value, Group)]
        if groups:
            nodes = groups + [node for node in nodes if not isinstance(node.value, Group)]
        return nodes

    def _place(self, parent: Node, node: Node, among: list[Node] | None = None) -> int:
        children = parent.children if among is None else among
        if not children:
            return 0
        return bisect.bisect_left(children, self._comparable(node), key=self._comparable)

    # Indexes

    def _node(self, index: AnyIndex) -> Node:
        return self._nodes.get(index.internalId(), self._root) if index.isValid() else self._root

    def _row(self, node: Node) -> int:
        parent = node.parent
        if parent is None:
            return 0
        if not parent.settled:
            for row, child in enumerate(parent.children):
                child.row = row
            parent.settled = True
        return node.row

    def _index(self, node: Node, column: int = 0) -> QModelIndex:
        if node is self._root:
            return _ROOT
        return self.createIndex(self._row(node), column, node.number)

    def _nodes_below(self, node: Node) -> Iterator[Node]:
        for child in node.children:
            yield child
            yield from self._nodes_below(child)

    # Qt's questions

    def index(self, row: int, column: int, parent: AnyIndex = _ROOT) -> QModelIndex:
        children = self._node(parent).children
        if 0 <= row < len(children) and 0 <= column < len(self.columns):
            return self.createIndex(row, column, children[row].number)
        return _ROOT

    def parent(self, index: AnyIndex = _ROOT) -> QModelIndex:  # type: ignore[override]
        parent = self._node(index).parent
        if parent is None or parent is self._root:
            return _ROOT
        return self._index(parent)

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.column() > 0 else len(self._node(parent).children)

    def columnCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.column() > 0 else len(self.columns)

    def hasChildren(self, parent: AnyIndex = _ROOT) -> bool:
        return parent.column() <= 0 and bool(self._node(parent).children)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        node = self._nodes.get(index.internalId()) if index.isValid() else None
        if node is None:
            return Qt.ItemFlag.NoItemFlags
        return _SELECTABLE if node.children or isinstance(node.value, Row) else _LEAF

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        node = self._nodes.get(index.internalId()) if index.isValid() else None
        if node is None:
            return None
        column = self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.text(node.value)
        if role == VALUE_ROLE:
            return node.value
        if role == COLUMN_ROLE:
            return column
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(column.tip(node.value))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.align is Align.RIGHT else _LEFT
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.align is Align.RIGHT else _LEFT
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sort_column = self.columns[max(0, column)]
        self._descending = order == Qt.SortOrder.DescendingOrder
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        nodes = [self._node(index) for index in before]
        for node in self._nodes_below(self._root):
            node.order = self._order(node.value)
        for parent in (self._root, *self._root.children):
            if parent is self._root or isinstance(parent.value, Group):
                parent.children = self._in_order(parent.children)
                parent.settled = False
        after = [
            self._index(node, index.column()) for node, index in zip(nodes, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()
