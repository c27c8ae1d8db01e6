"""Dialogs are opened over a window, on a store that holds what a test puts there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeDatabase
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.model.store import Store
from tests.support.aio import Aio
from tests.support.dialogs import Opener, opener


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = [item for item in items if "tests/ui/dialogs/" in item.nodeid]
    for item in here:  # what Qt's offscreen platform says of any window with a minimum size
        item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints"))


@pytest.fixture(scope="session", autouse=True)
def mime_types_are_known(qapp: QApplication) -> None:
    """The file dialog asks Qt for them, which keeps their file open for good."""
    QMimeDatabase().mimeTypeForFile("saved.tar")


@pytest.fixture
def opened(aio: Aio) -> Iterator[Opener]:
    """``opened(coroutine)`` opens a dialog; see ``tests.support.dialogs``."""
    with opener(aio) as made:
        yield made


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    return made


@pytest.fixture
def store() -> Store:
    """Everything was listed, and there is nothing."""
    made = Store()
    made.take_containers(None, [])
    made.take_images([])
    made.take_networks(None, [])
    made.take_volumes(None, [])
    return made
