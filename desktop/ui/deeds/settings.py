"""The settings."""

from __future__ import annotations

from desktop.ui.deeds.deeds import Deeds
from desktop.ui.preferences.dialog import Means, SettingsDialog, ended


async def show(deeds: Deeds, page: str = "") -> None:
    """Open the settings, at this page; what was chosen is written when they close."""
    window, session = deeds.window, deeds.session
    settings = window.surroundings.settings

    def in_use() -> str:
        endpoint = session.status.endpoint
        return endpoint.url if endpoint is not None else ""

    means = Means(
        settings,
        lambda: deeds.window.actions_table,
        session.move_to,
        in_use,
        begin_tour=lambda: deeds.window.begin_tour(),
    )
    await ended(SettingsDialog(window.widget(), means, page))
    settings.save()
