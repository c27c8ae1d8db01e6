"""What is said below the files: how many, how much, and how old the list is."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from PySide6.QtGui import QKeySequence

from desktop.model.files.arranging import Wish
from desktop.model.files.browsing import MOST, Folder, Standing
from desktop.ui import units
from desktop.ui.keys import first
from desktop.ui.text import tr

_JUST = 10  # seconds


def facts(folder: Folder, wish: Wish, chosen: tuple[int, int], *, copying: bool = False) -> str:
    """``32 items · 4 hidden · just now``; ``chosen`` is how many, and how many bytes.

    ``copying``: the Engine answers when that has ended.
    """
    arrangement = folder.arrangement
    listing = folder.standing is Standing.LOADING and not folder.told_at
    total = len(folder.entries) if listing else arrangement.total
    said = [tr("%n item(s)", "", total + folder.beyond)]
    if folder.beyond:
        said.append(tr("only {count} of them are listed", count=units.number(MOST)))
    if wish.words:
        said.append(tr("{count} shown", count=units.number(len(arrangement.rows))))
    elif arrangement.hidden and not wish.hidden:
        said.append(tr("%n hidden", "", arrangement.hidden))
    count, size = chosen
    if count > 1:
        said.append(tr("%n selected ({size})", "", count, size=units.size(size)))
    if copying and folder.standing is Standing.LOADING:
        said.append(tr("busy: copying"))
    said.append(age(folder))
    return " · ".join(said)


def age(folder: Folder) -> str:
    """How old the list is, or why it is not whole."""
    if folder.standing is Standing.LOADING:
        return tr("listing… (Escape stops it)")
    if folder.standing is Standing.STOPPED:
        return tr("stopped: not all is listed")
    seconds = time.time() - folder.told_at
    if seconds < _JUST:
        return tr("just now")
    return tr("{span} ago", span=units.duration(seconds))


def why_nothing(
    folder: Folder, wish: Wish, keys: Mapping[str, Sequence[QKeySequence]], *, writes: bool
) -> tuple[str, str]:
    """Why a folder shows no rows, and what helps, with the keys that do it."""
    if folder.standing is Standing.STOPPED:
        again = tr("{keys} lists it again.", keys=first(keys["files.refresh"]))
        by_button = tr("The button Refresh lists it again.")
        return tr("The listing was stopped"), again if keys["files.refresh"] else by_button
    if wish.words and folder.arrangement.total:
        return tr("Nothing matches the filter"), ""
    if folder.arrangement.total:
        shows = tr("{keys} shows them.", keys=first(keys["files.hidden"]))
        by_button = tr("The button Hidden shows them.")
        return tr("Only hidden files"), shows if keys["files.hidden"] else by_button
    helps = tr("Drop files here to copy them into it.") if writes else ""
    return tr("This folder is empty"), helps
