"""What is done to networks."""

from __future__ import annotations

from desktop.ui import dialogs
from desktop.ui.deeds.deeds import Deeds


async def create(deeds: Deeds) -> None:
    engine = deeds.session.engine
    info = engine.info if engine is not None else None
    deeds.run(await dialogs.create_network(deeds.window.widget(), deeds.store, info))
