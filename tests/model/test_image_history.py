"""What made a layer, and what it does to the files below it."""

from __future__ import annotations

import pytest

from desktop.engine.archive_records import HistoryEntry, ImageLayers, LayerFile
from desktop.engine.observations import Difference, FileChange
from desktop.model.file_changes import tree_of
from desktop.model.image_history import instruction, layer_changes, steps_of

ADDED, CHANGED, DELETED = Difference.ADDED, Difference.CHANGED, Difference.DELETED


def file(path: str, size: int = 0) -> LayerFile:
    return LayerFile(path, size, ADDED)


def gone(path: str) -> LayerFile:
    return LayerFile(path, 0, DELETED)


def emptied(path: str) -> LayerFile:
    return LayerFile(path, 0, CHANGED, opaque=True, folder=True)


def changes(*layers: tuple[LayerFile, ...]) -> list[set[FileChange]]:
    return [set(layer.changes) for layer in layer_changes(layers)]


@pytest.mark.parametrize(
    ("created_by", "said"),
    [
        ('/bin/sh -c #(nop)  CMD ["sh"]', 'CMD ["sh"]'),
        ("/bin/sh -c #(nop) ADD file:1 in / ", "ADD file:1 in /"),
        ("/bin/sh -c apt-get update", "RUN apt-get update"),
        ("RUN /bin/sh -c apt-get update # buildkit", "RUN apt-get update"),
        ("RUN |2 A=b C= /bin/sh -c make all # buildkit", "RUN make all"),
        ("|1 A=b /bin/sh -c make", "RUN make"),
        ("/bin/bash -o pipefail -c make", "RUN make"),
        ("RUN |2 A=b C=d== /bin/bash -e -o pipefail -c make # buildkit", "RUN make"),
        ("COPY a b # buildkit", "COPY a b"),
        ("sleep 5", "sleep 5"),
        ("", ""),
    ],
)
def test_an_instruction_is_what_stood_in_the_dockerfile(created_by: str, said: str) -> None:
    assert instruction(created_by) == said


def test_arguments_that_no_shell_follows_stay_and_take_no_time() -> None:
    line = "|40 " + "K=abcd== " * 40 + "make"  # by all ways to read it, 3 to the power of 40 steps
    assert instruction(line) == line


def test_steps_have_their_share_and_their_layer() -> None:
    history = [HistoryEntry("", 3, "CMD", 0), HistoryEntry("", 2, "b", 300)]
    history.append(HistoryEntry("", 1, "a", 100))
    assert [step.share for step in steps_of(history)] == [0, 0.75, 0.25]
    assert [step.layer for step in steps_of(history)] == [None, None, None]
    layers = ImageLayers(((), ()), (0, 1, None))
    assert [step.layer for step in steps_of(history, layers)] == [None, 1, 0]
    assert [step.layer for step in steps_of(history, ImageLayers(((), ())))] == [None] * 3
    assert [step.share for step in steps_of(history[:1])] == [0]


def test_a_layer_adds_changes_and_takes_away() -> None:
    low = (file("/etc"), file("/etc/a", 5), file("/etc/b", 5))
    high = (file("/etc"), file("/etc/a", 7), gone("/etc/b"), file("/new", 1))
    first, second = layer_changes((low, high))
    assert {change.difference for change in first.changes} == {ADDED}
    assert set(second.changes) == {
        FileChange("/etc", CHANGED),
        FileChange("/etc/a", CHANGED),
        FileChange("/etc/b", DELETED),
        FileChange("/new", ADDED),
    }
    assert second.sizes == {"/etc/a": 7, "/new": 1}


def test_what_was_taken_away_is_new_when_it_comes_again() -> None:
    found = changes((file("/d"), file("/d/a")), (gone("/d"),), (file("/d"), file("/d/a")))
    assert found[2] == {FileChange("/d", ADDED), FileChange("/d/a", ADDED)}


def test_an_emptied_folder_hides_what_was_in_it_but_not_what_is_put_there() -> None:
    low = (file("/d"), file("/d/old"), file("/d/kept/x"), file("/other"))
    high = (emptied("/d"), file("/d"), file("/d/new"), file("/d/kept/y"))
    assert changes(low, high)[1] == {
        FileChange("/d", CHANGED),
        FileChange("/d/old", DELETED),
        FileChange("/d/new", ADDED),
        FileChange("/d/kept/y", ADDED),
    }
    assert changes(low, high, (file("/d/old"), file("/other")))[2] == {
        FileChange("/d/old", ADDED),
        FileChange("/other", CHANGED),
    }


def test_the_largest_come_first_and_folders_hold_what_is_in_them() -> None:
    [layer] = layer_changes(((file("/a/x", 10), file("/b", 50), file("/a/y", 60), file("/c")),))
    tree = tree_of(layer.changes, sizes=layer.sizes)
    assert [(node.name, node.size) for node in tree.root.children] == [
        ("a", 70),
        ("b", 50),
        ("c", 0),
    ]
    assert [node.name for node in tree.root.children[0].children] == ["y", "x"]
    assert tree.root.size == 120
    few = tree_of(layer.changes, sizes=layer.sizes, listed=1)
    assert few.root.children[1].others == 2
    assert few.root.children[1].size == 50


def test_many_files_are_no_trouble() -> None:
    low = tuple(file(f"/d{n % 300}/f{n}", 1) for n in range(100_000))
    high = tuple(gone(f"/d{n % 300}/f{n}") for n in range(0, 100_000, 2))
    first, second = layer_changes((low, high))
    assert (len(first.changes), len(second.changes)) == (100_000, 50_000)
