"""What concerns no object."""

from __future__ import annotations

from desktop.ui.awaiting import awaited
from desktop.ui.deeds.deeds import Deeds


async def about(deeds: Deeds) -> None:
    from desktop.ui.dialogs.about import AboutDialog

    async with awaited(AboutDialog(deeds.window.widget())):
        pass
