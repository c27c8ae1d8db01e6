"""Copying files into containers and volumes, and out of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.engine.file_records import Place
from desktop.engine.records import Container, Kind, Record, State
from desktop.ui.deeds.deeds import Deeds
from desktop.ui.trees.rows import Row
from desktop.ui.wording import name_of

if TYPE_CHECKING:
    from desktop.ui.files.carried import Carried
    from desktop.ui.files.copying import Copier

_GOING = (State.REMOVING, State.DEAD)


def holds_files(record: Record, _deeds: Deeds) -> bool:
    """Whether anything can be copied into it or out of it."""
    return not isinstance(record, Container) or record.state not in _GOING


def show(deeds: Deeds, kind: Kind) -> None:
    """The files of the selected one, in its details."""
    for row in deeds.rows(kind)[:1]:
        deeds.window.reveal(kind, row.record.key)
        deeds.window.show_tab("files")


async def copy_to(deeds: Deeds, kind: Kind) -> None:
    """Files of this machine into the selected one."""
    for place in (place_of(kind, row) for row in deeds.rows(kind)[:1]):
        await copy_into(deeds, place)


async def copy_from(deeds: Deeds, kind: Kind) -> None:
    """Files of the selected one to this machine."""
    from desktop.ui.files.copy_from import copy_from as ask

    for place in (place_of(kind, row) for row in deeds.rows(kind)[:1]):
        command = await ask(deeds.window.widget(), deeds.window.surroundings, place)
        if command is not None:
            copier(deeds).start(command)


async def copy_into(deeds: Deeds, place: Place, sources: list[Path] | None = None) -> None:
    """Ask where to, and copy; the ``sources`` were dropped on it."""
    from desktop.ui.files.copy_to import copy_to as ask

    surroundings = deeds.window.surroundings
    command = await ask(deeds.window.widget(), surroundings, place, "/", sources or ())
    if command is not None:
        copier(deeds).start(command)


async def copy_over(deeds: Deeds, place: Place, what: Carried) -> None:
    """Ask where to, and copy what was dropped on it from another place."""
    from desktop.ui.files.copy_between import copy_between as ask

    command = await ask(deeds.window.widget(), deeds.window.surroundings, what, place)
    if command is not None:
        copier(deeds).start(command)


def copier(deeds: Deeds) -> Copier:
    """What runs a copy and asks its questions above the window."""
    from desktop.ui.files.copying import Copier

    return Copier(deeds.window.surroundings, deeds.window.widget, deeds.spawn)


def place_of(kind: Kind, row: Row) -> Place:
    """What a row stands for, as what holds files."""
    return Place(kind, row.record.key, name_of(row.record))
