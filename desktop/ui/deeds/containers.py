"""What is done to containers."""

from __future__ import annotations

from desktop.engine.records import Kind
from desktop.model.commands import ContainersCommand, Verb
from desktop.ui import dialogs
from desktop.ui.deeds.deeds import Deeds


def act(deeds: Deeds, verb: Verb) -> None:
    targets = deeds.targets(Kind.CONTAINER, verb)
    if targets:
        deeds.run(ContainersCommand(verb, targets))


async def kill(deeds: Deeds) -> None:
    targets = deeds.targets(Kind.CONTAINER, Verb.KILL)
    deeds.run(await dialogs.kill_containers(deeds.window.widget(), deeds.store, targets))


async def rename(deeds: Deeds) -> None:
    for target in deeds.targets(Kind.CONTAINER, Verb.RENAME)[:1]:
        deeds.run(await dialogs.rename_container(deeds.window.widget(), deeds.store, target))
