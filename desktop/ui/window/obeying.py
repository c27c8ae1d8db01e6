"""What a person chooses in the settings takes effect at once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QApplication

from desktop.model import preferences
from desktop.model.shortcuts import read_keys
from desktop.ui.settings import Settings
from desktop.ui.text import install_language, language_asked, told_by_system
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
        self._told = told_by_system()
        appearance.reduce_motion(settings.chosen(preferences.STILL))
        self._unsubscribe = settings.changed.subscribe(self._on_changed)
        self._ended = False
        window.locale_changed.connect(self._on_locale_changed)

    def close_down(self) -> None:
        """Hear nothing more."""
        self._unsubscribe()
        self._ended = True

    def _on_changed(self, name: str) -> None:
        settings, window = self._settings, self._window
        if name == preferences.THEME.name:
            self._appearance.choose(Scheme(settings.chosen(preferences.THEME)))
        elif name == preferences.STILL.name:
            self._appearance.reduce_motion(settings.chosen(preferences.STILL))
        elif name == preferences.KEYS.name:
            window.actions_table.set_keys(read_keys(settings.chosen(preferences.KEYS)))
        elif name == preferences.LANGUAGE.name:
            window.deeds.spawn(self._obey_language())

    def _on_locale_changed(self) -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is not None:  # it may belong to what is made anew, and go with what was typed
            dialog.destroyed.connect(self._on_locale_changed)
        elif not self._ended:
            self._window.deeds.spawn(self._obey_system())

    async def _obey_language(self) -> None:
        async with self._renewing:  # one language after the other
            wanted = self._settings.chosen(preferences.LANGUAGE)
            if wanted != language_asked(_application()):  # several were gone through
                await self._renew(wanted)

    async def _obey_system(self) -> None:
        async with self._renewing:
            # The systems tell it several times, and where nothing of ours has changed.
            before, self._told = self._told, told_by_system()
            if before != self._told and not language_asked(_application()):
                await self._renew("")

    async def _renew(self, language: str) -> None:
        await self._window.renew(lambda: install_language(_application(), language or None))


def _application() -> QApplication:
    return cast(QApplication, QApplication.instance())
