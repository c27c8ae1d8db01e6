"""What is done to volumes."""

from __future__ import annotations

from desktop.model.commands import MeasureVolumes
from desktop.ui import dialogs
from desktop.ui.deeds.deeds import Deeds


async def create(deeds: Deeds) -> None:
    deeds.run(await dialogs.create_volume(deeds.window.widget(), deeds.store))


def measure(deeds: Deeds) -> None:
    deeds.run(MeasureVolumes(deeds.store.take_volume_sizes))
