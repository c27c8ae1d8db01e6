"""The first keys that are pressed after the start reach what is there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.journeys.hands import opened, until
from tests.support.aio import Aio

pytestmark = pytest.mark.display


def focused() -> QWidget | None:
    """Where the keys go; nowhere for a moment, while a window manager passes them on."""
    return QApplication.focusWidget()


def name_of(widget: QWidget | None) -> str:
    return widget.accessibleName() if widget is not None else ""


def test_two_keys_after_the_start_open_a_terminal(
    aio: Aio, engine_host: str, docker_run: Callable[..., str], tmp_path: Path
) -> None:
    docker_run(name="first")

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            await until(lambda: hands.state("first") == "running")
            await until(lambda: focused() is hands.tree(), "the tree has the keys")
            QTest.keyClick(focused(), Qt.Key.Key_Down)
            hands.keys("Ctrl+T")
            await until(lambda: name_of(focused()) == "Terminal: first", "it is open")

    aio(journey(), timeout=90)
