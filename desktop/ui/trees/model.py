"""One Qt tree model for every kind: rows come, change and go one by one, and it never resets.

It sorts and filters by itself. A proxy model would ask Python for every comparison; here a sort
computes each key once, and rows that the filter hides are simply not there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import count, groupby
from operator import attrgetter

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from desktop.ui.trees.answers import COLUMN_ROLE, VALUE_ROLE, AnyIndex, NodeModel
from desktop.ui.trees.columns import Column
from desktop.ui.trees.nodes import Node, Ordering
from desktop.ui.trees.rows import Child, Group, Row, Value

__all__ = ["COLUMN_ROLE", "VALUE_ROLE", "AnyIndex", "TreeModel"]

_FEW = 8  # rows that move one by one; of more, Qt would lay out the whole tree for each


class TreeModel(NodeModel):
    """Rows by key. ``show`` and ``drop`` are its only inputs, besides sorting and filtering.

    Keys are unique among rows and among groups; a child's among its row's children.
    """

    rearranging = Signal()
    """Rows are about to move, one or all."""
    rearranged = Signal()
    """They have."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._numbers = count(1)
        self._rows: dict[str, Row] = {}  # all rows below groups, also those filtered out
        self._row_nodes: dict[str, Node] = {}
        self._group_nodes: dict[str, Node] = {}
        self._child_nodes: dict[str, Node] = {}
        self._passes: Callable[[Row], bool] | None = None
        self._ordering = Ordering(self.columns[0], by_name=True, descending=False)

    # What it holds

    def __len__(self) -> int:
        """How many rows there are, groups and children aside, filtered out or not."""
        return len(self._rows)

    @property
    def shown(self) -> int:
        """How many rows pass the filter."""
        return len(self._row_nodes)

    def index_of(self, key: str, column: int = 0) -> QModelIndex:
        """Where a row, a group or a child is now; invalid when it is not shown."""
        node = self._find(key)
        return QModelIndex() if node is None else self._index(node, column)

    def members(self, key: str) -> list[Value]:
        """The values below a group, or a row."""
        node = self._group_nodes.get(key) or self._row_nodes.get(key)
        return [child.value for child in node.children] if node is not None else []

    def between(self, parent: AnyIndex, first: int, last: int) -> list[Value]:
        """The values of the rows from ``first`` to ``last`` below an index."""
        return [child.value for child in self._node(parent).children[first : last + 1]]

    def groups(self) -> list[str]:
        """The keys of the group rows, in their order."""
        return [node.key for node in self._root.children if isinstance(node.value, Group)]

    def foldable(self, first: int, last: int) -> Iterator[QModelIndex]:
        """Those of the outermost rows from ``first`` to ``last`` that have others below them."""
        for node in self._root.children[first : last + 1]:
            if node.children:
                yield self._index(node)

    def _find(self, key: str) -> Node | None:
        return self._row_nodes.get(key) or self._group_nodes.get(key) or self._child_nodes.get(key)

    # Input

    def show(self, rows: Iterable[Row]) -> None:
        """Add rows, or replace those with the same key; of equal keys the last one counts."""
        fresh: dict[str, Row] = {}
        changed: dict[str, Node] = {}
        for row in rows:
            self._rows[row.key] = row
            node = self._row_nodes.get(row.key)
            if node is None:
                if self._wanted(row):
                    fresh[row.key] = row
                else:
                    fresh.pop(row.key, None)
            elif not self._wanted(row):
                changed.pop(row.key, None)
                self._remove([node])
            elif _group_key(node.value) != _group_key(row):
                changed.pop(row.key, None)
                self._remove([node])
                fresh[row.key] = row
            else:
                node.value = row
                changed[row.key] = node
        self._change(changed.values())
        self._add(fresh.values())

    def drop(self, keys: Iterable[str]) -> None:
        """Take rows away; unknown keys don't matter."""
        doomed: dict[str, Node] = {}
        for key in keys:
            if self._rows.pop(key, None) is not None and (node := self._row_nodes.get(key)):
                doomed[key] = node
        self._remove(doomed.values())

    def touch(self, keys: Iterable[str]) -> None:
        """Repaint rows whose cells say something else although their records are the same."""
        self._tell([node for key in keys if (node := self._row_nodes.get(key)) is not None])

    def filter(self, passes: Callable[[Row], bool] | None) -> None:
        """Show only rows that pass; None shows all."""
        self._passes = passes
        gone: list[Node] = []
        fresh: list[Row] = []
        for key, row in self._rows.items():
            node = self._row_nodes.get(key)
            wanted = self._wanted(row)
            if node is None and wanted:
                fresh.append(row)
            elif node is not None and not wanted:
                gone.append(node)
        self._remove(gone)
        self._add(fresh)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        number = column if 0 <= column < self._width else 0
        self._ordering = Ordering(
            self.columns[number],
            by_name=number == 0,
            descending=order == Qt.SortOrder.DescendingOrder,
        )
        for node in self._row_nodes.values():
            node.order = self._ordering.key(node.value)
        self.rearranging.emit()
        self._rearrange()
        self.rearranged.emit()

    def _rearrange(self) -> None:
        """Put all rows in their order at once."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        nodes = [self._node(index) for index in before]
        for group in self._group_nodes.values():
            self._arrange(group)
        self._arrange(self._root)
        after = [
            self._index(node, index.column()) for node, index in zip(nodes, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _wanted(self, row: Row) -> bool:
        return self._passes is None or self._passes(row)

    def _arrange(self, parent: Node) -> None:
        """Put children in order without telling: their parent is not in the tree, or it sorts."""
        parent.children = self._ordering.sorted(parent.children)
        parent.unsettle()
        if isinstance(parent.value, Group):
            parent.order = self._ordering.group_key(parent)

    # Rows come

    def _add(self, rows: Iterable[Row]) -> None:
        loose: list[Node] = []
        in_groups: dict[str, list[Row]] = {}
        for row in rows:
            if row.group is None:
                loose.append(self._node_of(self._root, row))
            else:
                in_groups.setdefault(row.group.key, []).append(row)
        for key, members in in_groups.items():
            group = self._group_nodes.get(key)
            if group is None:
                # A group comes with its rows in it: one insertion, and never an empty group.
                group = Node(next(self._numbers), key, self._root, members[0].group)
                self._nodes[group.number] = self._group_nodes[key] = group
                group.children = [self._node_of(group, row) for row in members]
                self._arrange(group)
                loose.append(group)
            else:
                self._insert(group, [self._node_of(group, row) for row in members])
                self._regard(group, members[-1].group)
        self._insert(self._root, loose)

    def _node_of(self, parent: Node, row: Row) -> Node:
        node = Node(next(self._numbers), row.key, parent, row)
        node.order = self._ordering.key(row)
        self._nodes[node.number] = self._row_nodes[row.key] = node
        if row.children:
            node.children = [self._child_of(node, child) for child in _each_once(row.children)]
            node.unsettle()
        return node

    def _child_of(self, parent: Node, child: Child) -> Node:
        node = Node(next(self._numbers), child.key, parent, child)
        self._nodes[node.number] = self._child_nodes[child.key] = node
        return node

    def _insert(self, parent: Node, nodes: list[Node]) -> None:
        """Put nodes at their places, with as few announcements as there are gaps to fill."""
        ordering = self._ordering
        nodes = ordering.sorted(nodes)
        start = 0
        while start < len(nodes):
            place = ordering.place(parent.children, nodes[start])
            end = start + 1
            if place == len(parent.children):
                end = len(nodes)
            else:
                end = ordering.place(nodes, parent.children[place], end)
            self.beginInsertRows(self._index(parent), place, place + end - start - 1)
            parent.children[place:place] = nodes[start:end]
            parent.unsettle()
            self.endInsertRows()
            start = end

    # Rows go

    def _remove(self, nodes: Iterable[Node]) -> None:
        by_parent: dict[int, list[Node]] = {}
        parents: dict[int, Node] = {}
        for node in nodes:
            parent = node.parent or self._root
            parents[parent.number] = parent
            by_parent.setdefault(parent.number, []).append(node)
        emptied: list[Node] = []
        for number, doomed in by_parent.items():
            parent = parents[number]
            if isinstance(parent.value, Group) and len(doomed) == len(parent.children):
                emptied.append(parent)
            elif parent is not self._root:
                self._take_out(parent, doomed)
                if isinstance(parent.value, Group):
                    self._regard(parent)
        self._take_out(self._root, by_parent.get(0, []) + emptied)

    def _take_out(self, parent: Node, doomed: list[Node]) -> None:
        places = sorted((node.row for node in doomed), reverse=True)
        for _run, pairs in groupby(enumerate(places), key=lambda pair: pair[0] + pair[1]):
            run = [place for _number, place in pairs]
            first, last = run[-1], run[0]
            self.beginRemoveRows(self._index(parent), first, last)
            for node in parent.children[first : last + 1]:
                self._forget(node)
            del parent.children[first : last + 1]
            parent.unsettle()
            self.endRemoveRows()

    def _forget(self, node: Node) -> None:
        for child in node.children:
            self._forget(child)
        del self._nodes[node.number]
        for by_key in (self._row_nodes, self._group_nodes, self._child_nodes):
            if by_key.get(node.key) is node:
                del by_key[node.key]

    # Rows change

    def _change(self, nodes: Collection[Node]) -> None:
        """Rows have other values now: they go to their places, and each group is told once."""
        orders = [(node, self._ordering.key(node.value)) for node in nodes]
        moving = [(node, order) for node, order in orders if order != node.order]
        if moving:
            self.rearranging.emit()
        if len(moving) > _FEW:
            for node, order in moving:
                node.order = order
            self._rearrange()
        else:
            for node, order in moving:
                self._reorder(node, order)
        for node in nodes:
            self._update_children(node, _each_once(node.value.children))
        self._tell(nodes)
        groups = {node.parent: node.value.group for node in nodes if node.value.group is not None}
        for parent, group in groups.items():
            if parent is not None:
                self._regard(parent, group)
        if moving:
            self.rearranged.emit()

    def _regard(self, group: Node, value: Group | None = None) -> None:
        """A group's members are others now, or its name is: its summary, and its place."""
        if value is not None:
            group.value = value
        self._reorder(group, self._ordering.group_key(group))
        self._tell([group])

    def _reorder(self, node: Node, order: object) -> None:
        if order == node.order:
            return
        node.order = order
        parent = node.parent or self._root
        old = node.row
        others = parent.children[:old] + parent.children[old + 1 :]
        new = self._ordering.place(others, node)
        if new == old:
            return
        index = self._index(parent)
        self.beginMoveRows(index, old, old, index, new if new < old else new + 1)
        others.insert(new, node)
        parent.children = others
        parent.unsettle()
        self.endMoveRows()

    def _update_children(self, node: Node, children: Sequence[Child]) -> None:
        """Children that stay are in the order in which they are wanted, or they come anew."""
        if not children and not node.children:
            return
        there = {below.key: below for below in node.children}
        kept = list(_in_common_order([below.key for below in node.children], children))
        self._take_out(node, [there[key] for key in there.keys() - set(kept)])
        for place, child in enumerate(children):
            below = node.children[place] if place < len(node.children) else None
            if below is None or below.key != child.key:
                self.beginInsertRows(self._index(node), place, place)
                node.children.insert(place, self._child_of(node, child))
                node.unsettle()
                self.endInsertRows()
            elif below.value != child:
                below.value = child
                self._tell([below])

    def _tell(self, nodes: Iterable[Node]) -> None:
        """Rows look different now: one announcement for those side by side."""
        by_parent: dict[Node | None, list[Node]] = {}
        for node in nodes:
            by_parent.setdefault(node.parent, []).append(node)
        for siblings in by_parent.values():
            siblings.sort(key=attrgetter("row"))
            for _run, pairs in groupby(enumerate(siblings), key=lambda pair: pair[0] - pair[1].row):
                run = [node for _number, node in pairs]
                self.dataChanged.emit(self._index(run[0]), self._index(run[-1], self._width - 1))


def _group_key(row: Row) -> str | None:
    return row.group.key if row.group is not None else None


def _each_once(children: Iterable[Child]) -> list[Child]:
    """An Engine may tell of one container twice in a network."""
    return list({child.key: child for child in children}.values())


def _in_common_order(now: list[str], wanted: Iterable[Child]) -> Iterator[str]:
    """The keys that can stay where they are: a run through both lists in the same order."""
    place = {key: number for number, key in enumerate(now)}
    last = -1
    for child in wanted:
        number = place.get(child.key, -1)
        if number > last:
            last = number
            yield child.key
