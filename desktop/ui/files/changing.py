"""Whether files can be renamed, moved and deleted where they are, and what helps where not."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from desktop.engine.file_mounts import all_within
from desktop.engine.file_records import Mount, Place
from desktop.engine.records import Kind
from desktop.model.commands import Command, ContainersCommand, Target, Verb
from desktop.ui.files.copy_form import named
from desktop.ui.plain import Answer, ask
from desktop.ui.text import tr
from desktop.ui.theme import Tone


def can_change(
    place: Place, paths: Iterable[str], mounts: Iterable[Mount], *, running: bool
) -> bool:
    """Whether there is a program that could: the container's, or any image's on what is mounted."""
    if place.kind is Kind.CONTAINER and not running:
        return all_within(mounts, paths)
    return place.kind is not Kind.IMAGE


def why_not() -> str:
    """For a tip."""
    return tr("Possible while the container runs, and at any time on what is mounted into it")


async def offer_start(parent: QWidget | None, place: Place) -> Command | None:
    """Say why nothing can be renamed, moved or deleted, and offer what helps."""
    name = named(place)
    chosen = await ask(
        parent,
        tr("{name} does not run", name=name),
        tr("Only while {name} runs can its files be renamed, moved and deleted.", name=name),
        tr(
            "Docker can add files to a container that does not run, and replace them, but has no"
            " way to take any away: that takes a program that runs in it. What lies on volumes and"
            " in mounted folders can be changed at any time. Start it, and do it then."
        ),
        [Answer("start", tr("Start {name}", name=name)), Answer("cancel", tr("Cancel"))],
        tone=Tone.ACCENT,
    )
    if chosen != "start":
        return None
    return ContainersCommand(Verb.START, (Target(place.kind, place.key, place.name),))
