"""What has changed in a folder is told piece by piece, so that the other rows stay."""

from __future__ import annotations

import random

from desktop.engine.file_records import FileEntry, FileKind
from desktop.engine.observations import Difference
from desktop.model.files.arranging import Row
from desktop.ui.files.merging import PIECES, edits
from tests.ui.files.conftest import file, folder


def rows(*names: str) -> list[Row]:
    return [Row(file(name)) for name in names]


def applied(shown: list[Row], wanted: list[Row]) -> list[Row] | None:
    """What comes of it when the changes are made from the end."""
    changes, made = edits(shown, wanted), list(shown)
    for at, gone, first, new in reversed(changes or []):
        made[at : at + gone] = wanted[first : first + new]
    return None if changes is None else made


def test_any_rows_in_the_same_order_are_reached() -> None:
    chance = random.Random(7)
    for _turn in range(300):
        kept = [chance.sample(range(60), chance.randrange(60)) for _side in range(2)]
        shown, wanted = (rows(*(f"{number:02}" for number in sorted(side))) for side in kept)
        assert applied(shown, wanted) == wanted


def test_another_order_or_too_many_pieces_are_no_changes() -> None:
    assert edits(rows("a", "b"), rows("b", "a")) is None
    scattered = rows(*(f"{number:04}" for number in range(2 * PIECES + 2)))
    assert edits(scattered[::2], scattered) is None
    assert edits(scattered, scattered) == []


def test_what_becomes_a_folder_or_is_deleted_is_another_row() -> None:
    gone = Row(FileEntry("a", FileKind.UNKNOWN, None, 0), Difference.DELETED)
    for other in (Row(folder("a")), gone):
        assert edits(rows("a"), [other]) == [(0, 1, 0, 1)]
