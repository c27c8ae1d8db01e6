"""How the settings open."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QWidget

from desktop.ui.actions import Actions
from desktop.ui.awaiting import awaited
from desktop.ui.preferences.dialog import SettingsDialog
from desktop.ui.preferences.means import Means
from desktop.ui.window.parts import Parts


class Window(Protocol):
    """What the settings need of the window."""

    @property
    def actions_table(self) -> Actions: ...

    def begin_tour(self) -> None: ...

    def widget(self) -> QWidget: ...


async def open_settings(window: Window, parts: Parts, page: str = "") -> None:
    """Open the settings, at this page."""
    session = parts.session

    def in_use() -> str:
        endpoint = session.status.endpoint
        return endpoint.url if endpoint is not None else ""

    means = Means(
        parts.settings,
        lambda: window.actions_table,  # another language has others
        session.move_to,
        in_use,
        begin_tour=lambda: window.begin_tour(),
    )
    async with awaited(SettingsDialog(window.widget(), means, page)):
        pass
