"""What was selected, open and in sight, found again by path when all rows are told anew."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint
from PySide6.QtWidgets import QAbstractItemView

from desktop.model.files.arranging import Wish
from desktop.ui.files.rows import NAME

if TYPE_CHECKING:
    from desktop.ui.files.model import FileModel
    from desktop.ui.files.tree import FileTree

MOST = 10_000  # selected rows of a folder that are found again one by one
PIECES = 1_000  # runs of selected rows: Qt compares each of them with each


@dataclass(slots=True)
class Sight:
    """The selected names by their folder (of ``whole`` ones, what tells their names apart).

    The rest is by path. ``row`` is the current one's.
    """

    folder: str
    wish: Wish
    selected: dict[str, list[str]] = field(default_factory=dict)
    whole: dict[str, int] = field(default_factory=dict)
    opened: list[str] = field(default_factory=list)
    current: str = ""
    row: int = 0
    top: str = ""
    above: int = 0  # pixels of the first row that are beyond the edge


def of(tree: FileTree) -> Sight:
    """What is to be found again.

    Of more selected rows than ``MOST`` all of a folder are: other selections of so many are let go.
    """
    model = tree.files
    seen = Sight(model.browsing.path, model.wish)
    for parent, first, last in tree.spans():
        folder, below = model.below(parent)
        if last - first < MOST:
            rows = below.rows[first : last + 1]
            seen.selected.setdefault(folder, []).extend(row.entry.name for row in rows)
        elif last - first + 1 == len(below.rows):
            seen.whole[folder] = below.names
    seen.opened = [path for path in model.opened() if tree.isExpanded(model.index_of(path))]
    if model.row(index := tree.currentIndex()) is not None:
        seen.current, seen.row = model.path(index), index.row()
    top = tree.indexAt(QPoint(0, 0)).siblingAtColumn(NAME)
    if top.isValid():
        seen.top, seen.above = model.path(top), -tree.visualRect(top).top()
    return seen


def find_again(tree: FileTree, seen: Sight) -> None:
    """Select, open and show it. Where the order is another one sees what is selected, or the top.

    A current row that is no more gives way to the one that is in its place.
    """
    model, chosen = tree.files, tree.selectionModel()
    for path in seen.opened:
        if (index := model.index_of(path)).isValid():
            tree.setExpanded(index, True)
    flags = QItemSelectionModel.SelectionFlag
    chosen.select(_selection(model, seen), flags.Select | flags.Rows)
    current = model.index_of(seen.current)
    if current.isValid():
        chosen.setCurrentIndex(current, flags.NoUpdate)
    elif (index := _instead(model, seen)).isValid():
        if chosen.hasSelection():
            chosen.setCurrentIndex(index, flags.NoUpdate)
        else:
            tree.choose(index)
    top = model.index_of(seen.top)
    if seen.wish != model.wish:
        if chosen.hasSelection() and current.isValid():
            tree.scrollTo(current)
        else:
            tree.scrollToTop()
    elif top.isValid():
        tree.scrollTo(top, QAbstractItemView.ScrollHint.PositionAtTop)
        bar = tree.verticalScrollBar()
        bar.setValue(bar.value() + seen.above)


def _instead(model: FileModel, seen: Sight) -> QModelIndex:
    """The row that is in the place of the one that was current, in the same folder."""
    folder = posixpath.dirname(seen.current)
    above = QModelIndex() if folder == seen.folder else model.index_of(folder)
    count = len(model.below(above)[1].rows) if above.isValid() or folder == seen.folder else 0
    return model.index(min(seen.row, count - 1), NAME, above) if count else QModelIndex()


def _selection(model: FileModel, seen: Sight) -> QItemSelection:
    selection = QItemSelection()
    for folder in (*seen.whole, *seen.selected):
        above = model.index_of(folder) if folder != seen.folder else QModelIndex()
        below = model.below(above)[1] if above.isValid() or folder == seen.folder else None
        if below is None or not below.rows:
            continue
        if seen.whole.get(folder) == below.names:
            places = [(0, len(below.rows) - 1)]
        else:
            found = map(below.places.get, seen.selected.get(folder, ()))
            places = list(_runs(sorted(place for place in found if place is not None)))
        for first, last in places if len(places) <= PIECES else ():
            selection.select(model.index(first, NAME, above), model.index(last, NAME, above))
    return selection


def _runs(places: Iterable[int]) -> Iterator[tuple[int, int]]:
    first = last = -1
    for place in places:
        if place != last + 1 or first < 0:
            if first >= 0:
                yield first, last
            first = place
        last = place
    if first >= 0:
        yield first, last
