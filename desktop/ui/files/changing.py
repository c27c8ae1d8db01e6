"""Whether files can be renamed, moved and deleted where they are, and what helps where not."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from desktop.engine.file_mounts import all_within
from desktop.engine.file_records import Mount, Place
from desktop.engine.records import Container, Kind, State
from desktop.model.commands import Command, ContainersCommand, Target, Verb
from desktop.model.store import Store
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


async def offer_start(parent: QWidget | None, store: Store, place: Place) -> Command | None:
    """Say why nothing can be renamed, moved or deleted, and offer what helps."""
    name, record = named(place), store.get(place.kind, place.key)
    paused = isinstance(record, Container) and record.state is State.PAUSED
    title = tr("{name} is paused", name=name) if paused else tr("{name} does not run", name=name)
    button = tr("Unpause {name}", name=name) if paused else tr("Start {name}", name=name)
    chosen = await ask(
        parent,
        title,
        tr("Only while {name} runs can its files be renamed, moved and deleted.", name=name),
        tr(
            "Docker can add files to a container that does not run, and replace them, but has no"
            " way to take any away: that takes a program that runs in it. What lies on volumes and"
            " in mounted folders can be changed at any time."
        ),
        [Answer("go", button), Answer("cancel", tr("Cancel"))],
        tone=Tone.ACCENT,
    )
    if chosen != "go":
        return None
    verb = Verb.UNPAUSE if paused else Verb.START
    return ContainersCommand(verb, (Target(place.kind, place.key, place.name),))
