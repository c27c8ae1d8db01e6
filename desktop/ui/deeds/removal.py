"""The removal of objects."""

from __future__ import annotations

from typing import Any

from desktop.engine.records import Kind
from desktop.model.commands import Command, Verb
from desktop.ui import dialogs
from desktop.ui.deeds import images
from desktop.ui.deeds.deeds import Deeds


async def remove(deeds: Deeds, kind: Kind) -> None:
    parent, store = deeds.window.widget(), deeds.store
    command: Command | None
    if kind is Kind.IMAGE:
        targets = images.targets(deeds)
        engine = deeds.session.engine
        lineage = engine.archives.lineage if engine is not None else None
        command = await dialogs.remove_images(
            parent, store, targets, where=deeds.where, ask=lineage
        )
    else:
        targets = deeds.targets(kind, Verb.REMOVE)
        ask: Any = {
            Kind.CONTAINER: dialogs.remove_containers,
            Kind.NETWORK: dialogs.remove_networks,
            Kind.VOLUME: dialogs.remove_volumes,
        }[kind]
        command = await ask(parent, store, targets, where=deeds.where)
    deeds.run(command)
