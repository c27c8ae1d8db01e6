"""Why a file could not be read, written or taken for an image, and what to do: in sentences."""

from __future__ import annotations

import errno

from desktop.engine.archive_look import Contents
from desktop.model.archive_commands import BadArchive
from desktop.model.whole_file import FileTrouble
from desktop.ui import units
from desktop.ui.plain import visible
from desktop.ui.text import tr

_FULL = (errno.ENOSPC, errno.EDQUOT)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
_ABSENT = (errno.ENOENT, errno.ENOTDIR)


def why(error: FileTrouble | BadArchive) -> str:
    """The second half of ``Cannot save image app:1: …``."""
    if isinstance(error, BadArchive):
        return tr("{why} Nothing was sent.", why=unfit(error.contents))
    return _not_written(error) if error.writing else _not_read(error)


def _not_written(error: FileTrouble) -> str:
    folder = visible(str(error.path.parent), limit=120)
    if error.number in _FULL and error.free is not None:
        return tr(
            "there is no space left in {folder} on this machine: {size} are free. What was written"
            " is removed again. Make room, or choose another place.",
            folder=folder,
            size=units.size(error.free),
        )
    if error.number in _FULL:
        return tr(
            "there is no space left in {folder} on this machine. What was written is removed"
            " again. Make room, or choose another place.",
            folder=folder,
        )
    if error.number in _FORBIDDEN:
        return tr("you may not write to {folder}. Choose another place.", folder=folder)
    if error.number in _ABSENT:
        return tr("there is no folder {folder}. Choose another place.", folder=folder)
    if error.number == errno.EFBIG:
        return tr(
            "a file in {folder} can't be so large. What was written is removed again."
            " Choose another place.",
            folder=folder,
        )
    return tr(
        "this machine says “{text}” of {folder}. What was written is removed again.",
        text=visible(error.explanation, limit=200),
        folder=folder,
    )


def _not_read(error: FileTrouble) -> str:
    if error.number in _ABSENT:
        return tr("the file is not there any more. Choose it again.")
    if error.number in _FORBIDDEN:
        return tr("you may not read it. Change its permissions, or choose a copy.")
    if error.number == errno.EISDIR:
        return tr("it is a folder. Choose a file.")
    return tr(
        "the file can't be read, this machine says “{text}”. Get it again.",
        text=visible(error.explanation, limit=200),
    )


def unfit(contents: Contents) -> str:
    """Why a file with such contents is not taken, and what to do."""
    match contents:
        case Contents.FILES:
            return tr("it holds files, not images, as docker export writes it. Import it instead.")
        case Contents.IMAGES:
            return tr("it holds images, as docker save writes it. Load it instead.")
        case Contents.CUT_OFF:
            return tr("it ends in the middle: it was not copied whole. Get it again.")
        case Contents.EMPTY:
            return tr("it is empty. Choose another file.")
        case _:
            return tr(
                "it is no tar archive, whatever its name says. Choose what docker save or"
                " docker export has written."
            )
