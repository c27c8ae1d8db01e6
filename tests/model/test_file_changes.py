"""Differences become a tree whose counts are those of the list."""

from __future__ import annotations

import gc
import weakref
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.observations import Difference, FileChange
from desktop.model.file_changes import ChangeTree, Node, tree_of

NAMES = st.sampled_from(["a", "B", "c d", "é"])
PATHS = st.lists(NAMES, min_size=1, max_size=4).map(lambda parts: "/" + "/".join(parts))
LISTS = st.dictionaries(PATHS, st.sampled_from(Difference), max_size=30).map(
    lambda found: [FileChange(path, difference) for path, difference in found.items()]
)


def below(node: Node) -> Counter[Difference]:
    found: Counter[Difference] = Counter()
    for child in node.children:
        found += below(child)
        if child.difference is not None:
            found[child.difference] += 1
    return found


def listed(tree: ChangeTree) -> set[FileChange]:
    return {
        FileChange(node.path, node.difference) for node in tree.nodes if node.difference is not None
    }


@given(LISTS)
def test_the_tree_holds_each_difference_once_and_counts_it(changes: list[FileChange]) -> None:
    tree = tree_of(changes)
    assert listed(tree) == set(changes)
    for number, node in enumerate(tree.nodes):
        assert node.number == number
        assert node.counts == tuple(below(node)[kind] for kind in Difference)
        for row, child in enumerate(node.children):
            assert child.row == row
            assert child.parent is node
    assert tree.total == tree.root.counts


@given(LISTS, NAMES, st.sets(st.sampled_from(Difference)))
def test_a_filter_leaves_what_matches(
    changes: list[FileChange], word: str, kinds: set[Difference]
) -> None:
    tree = tree_of(changes, word.upper(), kinds)
    wanted = {
        change
        for change in changes
        if change.difference in kinds
        and all(part.casefold() in change.path.casefold() for part in word.split())
    }
    assert listed(tree) == wanted
    assert sum(tree.found) == len(wanted)


@given(LISTS, st.integers(1, 3))
def test_a_long_folder_is_listed_in_part_and_counted_in_full(
    changes: list[FileChange], listed: int
) -> None:
    whole, part = tree_of(changes), tree_of(changes, listed=listed)
    assert (part.total, part.found) == (whole.total, whole.found)
    full = {node.path: node for node in whole.nodes}
    for node in part.nodes:
        if node.others:
            continue
        same = full[node.path]
        assert node.counts == same.counts
        names = [child.name for child in same.children]
        assert [child.name for child in node.children if not child.others] == names[:listed]
        others = [child.others for child in node.children if child.others]
        assert others == ([len(names) - listed] if len(names) > listed else [])
        assert [part.nodes[child.number] for child in node.children] == list(node.children)


def test_folders_come_before_files() -> None:
    added = Difference.ADDED
    tree = tree_of([FileChange(path, added) for path in ("/a", "/z/b", "/m")])
    assert [node.name for node in tree.root.children] == ["z", "a", "m"]


def test_a_tree_goes_when_it_is_let_go() -> None:
    tree = tree_of([FileChange(f"/a/b/{number}", Difference.ADDED) for number in range(3)])
    folder = weakref.ref(tree.root.children[0])
    gc.disable()
    try:
        del tree
        assert folder() is None
    finally:
        gc.enable()
