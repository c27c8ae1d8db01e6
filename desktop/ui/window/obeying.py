"""What a person chooses in the settings takes effect at once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QApplication

from desktop.model import preferences
from desktop.model.shortcuts import read_keys
from desktop.ui.settings import Settings
from desktop.ui.text import install_language
from desktop.ui.theme import Appearance, Scheme

if TYPE_CHECKING:
    from desktop.ui.window.window import MainWindow


class Obeying:
    """Hears what was chosen, and does it. Terminals and logs hear for themselves."""

    def __init__(self, settings: Settings, appearance: Appearance, window: MainWindow) -> None:
        self._settings = settings
        self._appearance = appearance
        self._window = window
        self._renewing = asyncio.Lock()
        self._language: str | None = None  # that was chosen since the start
        appearance.reduce_motion(settings.chosen(preferences.STILL))
        self.close_down = settings.changed.subscribe(self._on_changed)

    def _on_changed(self, name: str) -> None:
        settings, window = self._settings, self._window
        if name == preferences.THEME.name:
            self._appearance.choose(Scheme(settings.chosen(preferences.THEME)))
        elif name == preferences.STILL.name:
            self._appearance.reduce_motion(settings.chosen(preferences.STILL))
        elif name == preferences.KEYS.name:
            window.actions_table.set_keys(read_keys(settings.chosen(preferences.KEYS)))
        elif name == preferences.LANGUAGE.name:
            window.deeds.spawn(self._renew())

    async def _renew(self) -> None:
        async with self._renewing:  # one language after the other
            wanted = self._settings.chosen(preferences.LANGUAGE)
            if wanted != self._language:  # several were gone through
                self._language = wanted
                await self._window.renew(self._install_language)

    def _install_language(self) -> None:
        install_language(cast(QApplication, QApplication.instance()), self._language or None)
