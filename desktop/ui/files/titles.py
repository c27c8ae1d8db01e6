"""What copies and other work on files are called, before and after, and how far a copy is."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from pathlib import Path

from desktop.engine.file_records import CopyProgress, Place
from desktop.engine.records import Progress
from desktop.model.commands import Command
from desktop.model.files.commands import CopyBetween, CopyIn, CopyOut
from desktop.ui import units
from desktop.ui.plain import visible
from desktop.ui.quoting import shown_name
from desktop.ui.text import tr


def of_copy(command: Command) -> tuple[str, str]:
    """``Copy notes.txt to web:/etc``, ``Copied 3 items of web to /home/me``."""
    match command:
        case CopyIn(sources=sources, place=place, path=path):
            what = _what([_local_name(source) for source in sources])
            where = _at(place, path)
        case CopyOut(place=place, paths=paths, destination=destination):
            what = _what([_at(place, path) for path in paths], shown_name(place.name))
            where = visible(str(destination), limit=60)
        case CopyBetween(source=source, paths=paths, place=place, path=path):
            what = _what([_at(source, each) for each in paths], shown_name(source.name))
            where = _at(place, path)
        case _:
            what = _what([shown_name(target.name) for target in command.targets])
            return tr("Copy {name}", name=what), tr("Copied {name}", name=what)
    return (
        tr("Copy {name} to {where}", name=what, where=where),
        tr("Copied {name} to {where}", name=what, where=where),
    )


def how_far(progress: Progress | None) -> str:
    """``12 of 300 files · 40 s left``."""
    said: list[str] = []
    if not isinstance(progress, CopyProgress):
        return ""
    if progress.total_files is not None:
        done, total = units.number(progress.files), units.number(progress.total_files)
        said.append(tr("{done} of {total} files", done=done, total=total))
    elif progress.files:
        said.append(tr("%n file(s)", "", progress.files))
    if progress.left is not None:
        said.append(tr("{time} left", time=units.elapsed(max(1, progress.left))))
    return " · ".join(said)


def _what(names: Sequence[str], of: str = "") -> str:
    if len(names) == 1:
        return names[0]
    if of:
        return tr("%n item(s) of {place}", "", len(names), place=of)
    return tr("%n item(s)", "", len(names))


def _local_name(source: Path | str) -> str:
    text = str(source)
    if text.endswith(("/.", "\\.")):
        return visible(text, limit=60)
    return visible(Path(text).name or text, limit=60)


def _at(place: Place, path: str) -> str:
    shown = visible(path, limit=60)
    if len(path) > 60:
        shown = "…/" + visible(posixpath.basename(path), limit=50)
    return f"{shown_name(place.name)}:{shown}"
