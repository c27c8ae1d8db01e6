"""What a section shows of the records of a kind, and what its filter finds among it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from desktop.engine.records import Kind, Record
from desktop.model import filters
from desktop.model.store import Change
from desktop.ui.text import tr
from desktop.ui.trees.columns import Column, Facts, columns
from desktop.ui.trees.draggable import DraggableModel
from desktop.ui.trees.model import TreeModel
from desktop.ui.trees.rows import MAKE_ROWS, Row


def _nobody(_change: Change) -> Iterable[Record]:
    return ()


@dataclass(frozen=True, slots=True)
class Contents:
    """The rows of a section. ``hint`` says by example what ``parse`` understands.

    ``concerned`` hears all news of the kind, once, and names other records whose rows they change.
    """

    columns: tuple[Column, ...]
    make_rows: Callable[[Record], tuple[Row, ...]]
    hint: str
    parse: Callable[[str], filters.Filter]
    matches: Callable[[filters.Filter, Row], bool]
    concerned: Callable[[Change], Iterable[Record]] = _nobody
    model: type[TreeModel] = TreeModel


def records_of(kind: Kind, facts: Facts) -> Contents:
    """The tree of a kind: a record's rows are those of the record itself."""
    store, make_rows = facts.store, MAKE_ROWS[kind]
    return Contents(
        columns(kind, facts),
        lambda record: make_rows(record, store),
        _hint(kind),
        filters.parse,
        lambda wanted, row: wanted.matches(row.record, store.known_user_count),
        model=DraggableModel if kind in (Kind.IMAGE, Kind.CONTAINER) else TreeModel,
    )


def _hint(kind: Kind) -> str:
    """What the filter box understands, by example."""
    match kind:
        case Kind.CONTAINER:
            return tr("Filter: name, state:running, label:x=y, network:…, image:…")
        case Kind.IMAGE:
            return tr("Filter: name, is:unused, is:dangling, label:x=y")
        case Kind.NETWORK:
            return tr("Filter: name, driver:bridge, is:internal, is:unused")
        case Kind.VOLUME:
            return tr("Filter: name, is:unused, is:anonymous, label:x=y")
