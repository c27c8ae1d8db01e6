"""A folder's entries are sorted, filtered, and marked with what differs from the image."""

from __future__ import annotations

import random

import pytest

from desktop.engine.file_records import FileEntry, FileKind
from desktop.engine.observations import Difference, FileChange
from desktop.model.files.arranging import Column, Wish, arranged, differences_of


def entry(name: str, kind: FileKind = FileKind.FILE, size: int = 1) -> FileEntry:
    return FileEntry(name, kind, size, 0o644)


def shown(*entries: FileEntry, wish: Wish | None = None) -> list[str]:
    return [row.entry.name for row in arranged(entries, wish or Wish(), {}).rows]


def test_folders_stand_first_in_either_order() -> None:
    entries = entry("b"), entry("a"), entry("z", FileKind.FOLDER)
    assert shown(*entries) == ["z", "a", "b"]
    assert shown(*entries, wish=Wish(descending=True)) == ["z", "b", "a"]


def test_names_are_sorted_as_people_read_them() -> None:
    assert shown(entry("Zoo"), entry("alpha"), entry("Beta")) == ["alpha", "Beta", "Zoo"]


def test_thousands_are_sorted_as_few_are() -> None:
    entries = [entry(f"f{number}", size=number % 977) for number in range(9000)]
    random.Random(7).shuffle(entries)
    for descending in (False, True):
        wish = Wish(Column.SIZE, descending=descending)
        rows = arranged(entries, wish, {}).rows
        keys = [(row.entry.size, row.entry.name) for row in rows]
        assert keys == sorted(keys, reverse=descending)


def test_hidden_ones_are_counted_and_left_out() -> None:
    told = arranged([entry(".git"), entry("a")], Wish(), {})
    assert (len(told.rows), told.total, told.hidden) == (1, 2, 1)
    assert shown(entry(".git"), wish=Wish(hidden=True)) == [".git"]


def test_what_was_deleted_stands_among_what_is_there() -> None:
    differences = differences_of(
        [
            FileChange("/etc", Difference.CHANGED),
            FileChange("/etc/gone", Difference.DELETED),
            FileChange("/etc/back", Difference.DELETED),
            FileChange("/etc/new", Difference.ADDED),
        ]
    )
    rows = arranged([entry("new"), entry("back"), entry("old")], Wish(), differences["/etc"]).rows
    told = {row.entry.name: row.difference for row in rows}
    assert told == {
        "new": Difference.ADDED,
        "back": Difference.CHANGED,
        "old": None,
        "gone": Difference.DELETED,
    }
    assert differences["/"] == {"etc": Difference.CHANGED}


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("column", [Column.NAME, Column.SIZE])
def test_the_first_name_that_begins_so_is_found_in_any_order(
    column: Column, descending: bool
) -> None:
    kinds = (FileKind.FOLDER, FileKind.FILE)
    entries = [
        FileEntry(f"{letter}{number}", kinds[number % 2], number * 7 % 5, 0)
        for letter in "aBcÄ"
        for number in range(20)
    ]
    wish = Wish(column, descending)
    shown = arranged(entries, wish, {})
    names = [row.entry.name.casefold() for row in shown.rows]
    for text in ("a", "b", "b1", "b19", "b2", "c19", "ä", "c3", "x", "a1x"):
        for first in range(0, len(names), 7):
            found = [n for n, name in enumerate(names) if name.startswith(text) and n >= first]
            place = shown.begins(text, first, len(names), wish)
            assert place == (found[0] if found else None), (text, first)


def test_what_a_selection_asks_of_its_rows_is_known() -> None:
    entries = [FileEntry("b", FileKind.FILE, 5, 0), FileEntry("a", FileKind.FILE, 3, 0)]
    shown = arranged(entries, Wish(), {"aa": Difference.DELETED})
    assert list(shown.places) == ["a", "aa", "b"]
    assert shown.there[3] - shown.there[0] == 2, "what is deleted is not there"
    assert shown.sizes[3] - shown.sizes[1] == 5
    others = arranged(entries[:1], Wish(), {})
    assert shown.names == arranged(entries[::-1], Wish(), {"aa": Difference.DELETED}).names
    assert shown.names != others.names


def test_sizes_have_no_limit_together() -> None:
    most = 2**63 - 1
    made = arranged([entry("a", size=most), entry("b", size=most)], Wish(), {})
    assert made.sizes[-1] == 2 * most
