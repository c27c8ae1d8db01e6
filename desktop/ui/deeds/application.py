"""What concerns no object."""

from __future__ import annotations

from desktop.ui.deeds.deeds import Deeds


async def about(deeds: Deeds) -> None:
    from desktop.ui.dialogs.about import AboutDialog
    from desktop.ui.preferences.dialog import ended

    await ended(AboutDialog(deeds.window.widget()))
