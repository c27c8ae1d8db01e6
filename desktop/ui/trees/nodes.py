"""The rows that are in a tree now, and their order."""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from operator import attrgetter
from typing import Any

from desktop.ui.trees.columns import Column
from desktop.ui.trees.rows import Child, Group, Value


class Node:
    """One row that is in the tree now. ``order`` is what the tree is sorted by."""

    __slots__ = ("_row", "_settled", "children", "key", "number", "order", "parent", "value")

    def __init__(self, number: int, key: str, parent: Node | None, value: Any) -> None:
        self.number = number
        self.key = key
        self.parent = parent
        self.value: Any = value
        self.children: list[Node] = []
        self.order: Any = None
        self._row = 0
        self._settled = True

    @property
    def row(self) -> int:
        """Its place among its siblings, which are numbered when somebody asks."""
        parent = self.parent
        if parent is None:
            return 0
        if not parent._settled:
            for row, child in enumerate(parent.children):
                child._row = row
            parent._settled = True
        return self._row

    def unsettle(self) -> None:
        """The children have other places now."""
        self._settled = False


class _Descending:
    """Turns a comparison round."""

    __slots__ = ("key",)

    def __init__(self, key: Any) -> None:
        self.key = key

    def __lt__(self, other: _Descending) -> bool:
        return bool(other.key < self.key)


class Ordering:
    """By which column siblings are sorted. Groups come before other rows, in either direction, and
    that of the dangling images last.

    No two rows are equal: the title, then the key decides. A group of a tree that is sorted by
    anything but names stands where the first of its members would, so that the largest image is
    at the top whichever repository it is in.
    """

    def __init__(self, column: Column, *, by_name: bool, descending: bool) -> None:
        self._column = column
        self._by_name = by_name
        self._descending = descending

    def key(self, value: Value) -> Any:
        """The order of a row; of a group that is sorted by its name."""
        if isinstance(value, Child):
            return ()  # they keep the order in which they are told
        return (self._column.order(value), value.title.casefold(), value.key)

    def group_key(self, group: Node) -> Any:
        """The order of a group whose members are in order."""
        if self._by_name or not group.children:
            return self.key(group.value)
        return (group.children[0].order[0], group.value.title.casefold(), group.value.key)

    def sorted(self, nodes: Iterable[Node]) -> list[Node]:
        """Siblings in order."""
        ordered = sorted(nodes, key=attrgetter("order"), reverse=self._descending)
        if any(isinstance(node.value, Group) for node in ordered):
            # Sorting is stable: this only parts the two.
            ordered.sort(key=_rank)
        return ordered

    def comparable(self, node: Node) -> Any:
        """What ``sorted`` sorts by, in either direction, as one value."""
        order = _Descending(node.order) if self._descending else node.order
        return (_rank(node), order)

    def place(self, among: list[Node], node: Node, start: int = 0) -> int:
        """Where a node belongs among ordered siblings, from ``start`` on."""
        if start == len(among):
            return start
        return bisect.bisect_left(among, self.comparable(node), start, key=self.comparable)


def _rank(node: Node) -> int:
    """Groups, other rows, and what has no name apart from them all."""
    if isinstance(node.value, Group):
        return 2 if node.value.dangling else 0
    return 1
