"""What differs between files, as a tree of folders: of a container and its image, of two layers.

A tree is made in one go and never changes, so a thread may make it: containers have a hundred
thousand differences and more.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.engine.observations import Difference, FileChange

EVERY = frozenset(Difference)
LISTED = 5000  # of a folder: Qt asks for each row of one that is opened, which takes its time
Counts = tuple[int, int, int]  # by the number of the Difference
Order = Callable[["Node", bool], Any]


@dataclass(slots=True, eq=False, weakref_slot=True)
class Node:
    """A file or a folder. ``difference`` is None for a folder that only holds such.

    ``above`` is its folder: a tree has no cycles, so that it goes when it is let go, and nobody
    has to look for it.

    ``counts`` is of everything below it, itself not counted; ``size`` the bytes of the files in it,
    where those are known. ``others``: it stands for the last so many of its folder, which are not
    listed.
    """

    name: str
    path: str
    above: weakref.ref[Node] | None
    number: int = 0
    row: int = 0
    difference: Difference | None = None
    counts: Counts = (0, 0, 0)
    children: tuple[Node, ...] = ()
    others: int = 0
    size: int = 0

    @property
    def parent(self) -> Node | None:
        """Its folder; None for the root."""
        return None if self.above is None else self.above()


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
    sizes: Mapping[str, int] | None = None,
) -> ChangeTree:
    """Those whose path has all the words, and whose difference is wanted, by their folders.

    With ``sizes`` the largest come first.
    """
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
        node = _node(known, path.rstrip("/"))
        node.difference = difference
        if sizes:
            node.size = sizes.get(path, 0)
    order = _by_name if sizes is None else _by_size
    return ChangeTree(_arranged(root, known, listed, order), _three(found), _three(total))


def _node(known: dict[str, Node], path: str) -> Node:
    """The node of a path, made with the folders above it if need be."""
    made: list[str] = []
    while path not in known:
        made.append(path)
        path = path.rpartition("/")[0]
    node = known[path]
    for path in reversed(made):
        node = known[path] = Node(path.rpartition("/")[2], path, weakref.ref(node))
    return node


def _arranged(root: Node, known: dict[str, Node], listed: int, order: Order) -> tuple[Node, ...]:
    """Children sorted, at most ``listed`` of them; each node numbered."""
    below: dict[str, list[Node]] = {}
    for node in known.values():
        if (parent := node.parent) is not None:
            below.setdefault(parent.path, []).append(node)
    _count(known)
    ordered = [root]
    for node in ordered:  # grows as it goes
        children = below.pop(node.path, [])
        children.sort(key=lambda child: order(child, child.path in below))
        if len(children) > listed:
            children[listed:] = [_others(node, children[listed:])]
        node.children = tuple(children)
        for row, child in enumerate(children):
            child.row = row
            child.number = len(ordered) + row
        ordered += children
    return tuple(ordered)


def _by_name(node: Node, has_children: bool) -> tuple[object, ...]:
    """Folders first."""
    return (not has_children, node.name.casefold(), node.name)


def _by_size(node: Node, _has_children: bool) -> tuple[object, ...]:
    return (-node.size, node.name.casefold(), node.name)


def _count(known: dict[str, Node]) -> None:
    """Tell each folder what is below it; whatever is in a folder became known after it."""
    for node in reversed(known.values()):
        if (parent := node.parent) is not None:
            parent.counts = _with(parent.counts, node)
            parent.size += node.size


def _with(counts: Counts, node: Node) -> Counts:
    """The counts, and those of a node with all below it."""
    sums = [before + more for before, more in zip(counts, node.counts, strict=True)]
    if node.difference is not None:
        sums[node.difference] += 1
    return _three(sums)


def _others(folder: Node, left_out: Sequence[Node]) -> Node:
    made = Node("", folder.path, weakref.ref(folder), others=len(left_out))
    for node in left_out:
        made.counts = _with(made.counts, node)
        made.size += node.size
    return made


def _three(counts: Sequence[int]) -> Counts:
    changed, added, deleted = counts
    return changed, added, deleted
