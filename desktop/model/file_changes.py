"""The differences between a container's files and its image's, as a tree of folders.

A tree is made in one go and never changes, so a thread may make it: containers have a hundred
thousand differences and more.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from desktop.engine.observations import Difference, FileChange

EVERY = frozenset(Difference)
Counts = tuple[int, int, int]  # by the number of the Difference


@dataclass(slots=True, eq=False)
class Node:
    """A file or a folder. ``difference`` is None for a folder that only holds such.

    ``counts`` is of everything below it, itself not counted.
    """

    name: str
    path: str
    parent: Node | None
    number: int = 0
    row: int = 0
    difference: Difference | None = None
    counts: Counts = (0, 0, 0)
    children: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeTree:
    """All nodes by number, the root first; ``found`` counts those that were looked for."""

    nodes: tuple[Node, ...]
    found: Counts
    total: Counts

    @property
    def root(self) -> Node:
        return self.nodes[0]


def tree_of(
    changes: Sequence[FileChange], words: str = "", kinds: Collection[Difference] = EVERY
) -> ChangeTree:
    """Those whose path has all the words, and whose difference is wanted, by their folders."""
    needles = words.casefold().split()
    root = Node("", "/", None)
    known = {"": root}
    total, found = [0, 0, 0], [0, 0, 0]
    for path, difference in changes:
        total[difference] += 1
        if difference not in kinds:
            continue
        if needles:
            folded = path.casefold()
            if not all(needle in folded for needle in needles):
                continue
        found[difference] += 1
        _node(known, path.rstrip("/")).difference = difference
    return ChangeTree(_arranged(root, known), _three(found), _three(total))


def _node(known: dict[str, Node], path: str) -> Node:
    """The node of a path, made with the folders above it if need be."""
    made: list[str] = []
    while path not in known:
        made.append(path)
        path = path.rpartition("/")[0]
    node = known[path]
    for path in reversed(made):
        node = known[path] = Node(path.rpartition("/")[2], path, node)
    return node


def _arranged(root: Node, known: dict[str, Node]) -> tuple[Node, ...]:
    """Children sorted, folders first; each node numbered, and what is below it counted."""
    below: dict[int, list[Node]] = {}
    for node in known.values():
        if node.parent is not None:
            below.setdefault(id(node.parent), []).append(node)
    ordered = [root]
    for node in ordered:  # grows as it goes
        children = below.get(id(node), [])
        children.sort(key=lambda child: (id(child) not in below, child.name.casefold(), child.name))
        node.children = tuple(children)
        for row, child in enumerate(children):
            child.row = row
            child.number = len(ordered) + row
        ordered += children
    for node in reversed(ordered):
        counts = [0, 0, 0]
        for child in node.children:
            for kind in EVERY:
                counts[kind] += child.counts[kind] + (child.difference is kind)
        node.counts = _three(counts)
    return tuple(ordered)


def _three(counts: Sequence[int]) -> Counts:
    changed, added, deleted = counts
    return changed, added, deleted
