"""The removal of what nothing uses."""

from __future__ import annotations

from desktop.model.usage.summary import Group
from desktop.ui.deeds.deeds import Deeds


async def prune(deeds: Deeds, *groups: Group) -> None:
    """Of these kinds, or of all."""
    from desktop.ui.usage.dialog import prune_unused  # it is not needed to start

    command = await prune_unused(deeds.window.widget(), deeds.session, groups or tuple(Group))
    deeds.run(command)
