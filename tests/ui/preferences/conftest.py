"""The settings dialog, over a table of actions whose keys it changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.engine.endpoint import Endpoint
from desktop.model import preferences
from desktop.model.shortcuts import read_keys
from desktop.ui.actions import Actions
from desktop.ui.preferences.dialog import SettingsDialog
from desktop.ui.preferences.means import Means
from desktop.ui.settings import Settings
from desktop.ui.text import install_language


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = [item for item in items if "tests/ui/preferences/" in item.nodeid]
    for item in here:  # what Qt's offscreen platform says of any window with a minimum size
        item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints"))


class Stage:
    """A dialog on settings of its own."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.settings = Settings(folder)
        deeds: Any = SimpleNamespace()
        self.actions = Actions(deeds)
        self.moved: list[Endpoint] = []
        self.tours = 0
        self.settings.changed.subscribe(self._on_changed)
        means = Means(
            self.settings,
            lambda: self.actions,
            self.moved.append,
            lambda: "unix:///in/use.sock",
            self._on_tour,
        )
        self.dialog = SettingsDialog(None, means)
        qtbot.addWidget(self.dialog)
        self.dialog.show()
        self.dialog.activateWindow()
        qtbot.waitUntil(self.dialog.isActiveWindow)  # else nothing has the focus

    def page(self, name: str) -> Any:
        """A page, brought to the front."""
        self.dialog.show_page(name)
        return self.dialog.page

    def _on_tour(self) -> None:
        self.tours += 1

    def _on_changed(self, name: str) -> None:
        if name == preferences.KEYS.name:
            self.actions.set_keys(read_keys(self.settings.chosen(preferences.KEYS)))


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    made = Stage(qtbot, tmp_path)
    yield made
    made.actions.deleteLater()


@pytest.fixture
def english_again(qapp: QApplication) -> Iterator[None]:
    yield
    install_language(qapp, "en")
    install_language(qapp)
