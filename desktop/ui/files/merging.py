"""What has changed between the rows that are shown of a folder and those that are to be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from desktop.engine.file_records import FileKind
from desktop.model.files.arranging import Row

PIECES = 100  # changes that are told one by one


class Edit(NamedTuple):
    """At a place of the shown rows so many go, and of the new ones so many come there."""

    at: int
    gone: int
    first: int
    new: int


def edits(shown: Sequence[Row], wanted: Sequence[Row]) -> list[Edit] | None:
    """The changes in their order. None where what stays has another order, or all is in pieces."""
    places = {_key(row): number for number, row in enumerate(wanted)}
    found: list[Edit] = []
    at = first = 0
    for number, row in enumerate(shown):
        place = places.get(_key(row))
        if place is None:
            continue
        if place < first:
            return None
        if number > at or place > first:
            found.append(Edit(at, number - at, first, place - first))
        at, first = number + 1, place + 1
    if len(shown) > at or len(wanted) > first:
        found.append(Edit(at, len(shown) - at, first, len(wanted) - first))
    return found if len(found) <= PIECES else None


def _key(row: Row) -> tuple[str, bool, bool]:
    """What makes a row another one: one that can be opened, or is deleted, is of another kind."""
    return row.entry.name, row.entry.kind is FileKind.FOLDER, row.deleted
