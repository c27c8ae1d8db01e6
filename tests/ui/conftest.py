"""Coroutines run on Qt's event loop here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.support.aio import Aio, qt_aio
from tests.support.pointer import put_away


@pytest.fixture(autouse=True)
def windows_may_close(qapp: QApplication) -> None:
    """The last window that closes would end the event loop, and the coroutine with it."""
    qapp.setQuitOnLastWindowClosed(False)


@pytest.fixture(autouse=True)
def pointer_is_away(qapp: QApplication) -> None:
    """No window appears below it, and hovers what no test has pointed at."""
    put_away()


@pytest.fixture
def aio(qapp: QApplication) -> Iterator[Aio]:
    """``aio(coroutine, timeout=30)`` runs it on Qt's loop; see ``tests.support.aio``.

    Never use ``qtbot.wait…`` inside the coroutine: a nested loop kills the tasks of the outer.
    """
    with qt_aio(qapp) as runner:
        yield runner
