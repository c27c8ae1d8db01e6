"""The differences between a container's files and its image's, as a tree of folders.

A tree is made in one go and never changes, so a thread may make it: containers have a hundred
thousand differences and more.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from desktop.engine.observations import Difference, FileChange

EVERY = frozenset(Difference)
LISTED = 5000  # of a folder: Qt asks for each row of one that is opened, which takes its time
Counts = tuple[int, int, int]  # by the number of the Difference


@dataclass(slots=True, eq=False)
class Node:
    """A file or a folder. ``difference`` is None for a folder that only holds such.

    ``counts`` is of everything below it, itself not counted. ``others``: it stands for the last so
    many of its folder, which are not listed.
    """

    name: str
    path: str
    parent: Node | None
    number: int = 0
    row: int = 0
    difference: Difference | None = None
    counts: Counts = (0, 0, 0)
    children: tuple[Node, ...] = ()
    others: int = 0


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
    changes: Sequence[FileChange],
    words: str = "",
    kinds: Collection[Difference] = EVERY,
    *,
    listed: int = LISTED,
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
    return ChangeTree(_arranged(root, known, listed), _three(found), _three(total))


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


def _arranged(root: Node, known: dict[str, Node], listed: int) -> tuple[Node, ...]:
    """Children sorted, folders first, at most ``listed`` of them; each node numbered."""
    below: dict[str, list[Node]] = {}
    for node in known.values():
        if node.parent is not None:
            below.setdefault(node.parent.path, []).append(node)
    _count(known)
    ordered = [root]
    for node in ordered:  # grows as it goes
        children = below.pop(node.path, [])
        children.sort(
            key=lambda child: (child.path not in below, child.name.casefold(), child.name)
        )
        if len(children) > listed:
            children[listed:] = [_others(node, children[listed:])]
        node.children = tuple(children)
        for row, child in enumerate(children):
            child.row = row
            child.number = len(ordered) + row
        ordered += children
    return tuple(ordered)


def _count(known: dict[str, Node]) -> None:
    """Tell each folder what is below it; whatever is in a folder became known after it."""
    for node in reversed(known.values()):
        if node.parent is not None:
            node.parent.counts = _with(node.parent.counts, node)


def _with(counts: Counts, node: Node) -> Counts:
    """The counts, and those of a node with all below it."""
    sums = [before + more for before, more in zip(counts, node.counts, strict=True)]
    if node.difference is not None:
        sums[node.difference] += 1
    return _three(sums)


def _others(folder: Node, left_out: Sequence[Node]) -> Node:
    made = Node("", folder.path, folder, others=len(left_out))
    for node in left_out:
        made.counts = _with(made.counts, node)
    return made


def _three(counts: Sequence[int]) -> Counts:
    changed, added, deleted = counts
    return changed, added, deleted
