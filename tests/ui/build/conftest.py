"""The dialog of a build is opened over a window, on a fake Engine."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.model.build.spec import BuildSpec
from desktop.model.operations import Operations
from desktop.model.session import Session
from desktop.model.stats.watcher import StatsWatcher
from desktop.model.store import Store
from desktop.ui.build import Described, describe_build
from desktop.ui.build.dialog import BuildDialog
from desktop.ui.page import Surroundings
from desktop.ui.settings import Settings
from tests.model.fake_engine import FakeWorld
from tests.support.aio import Aio
from tests.support.dialogs import Opened, Opener, opener


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:  # what Qt's offscreen platform says of windows and popups
        if "tests/ui/build/" in item.nodeid:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


async def until(true: Callable[[], object]) -> None:
    """Turn the loop until something is true."""
    async with asyncio.timeout(10):
        while not true():  # noqa: ASYNC110 - of what tells by no event
            await asyncio.sleep(0.001)


@pytest.fixture
def around(aio: Aio, tmp_path: Path) -> Surroundings:
    world = FakeWorld()
    session = Session(Store(), world.find, world.connect)

    def nothing(*_arguments: object) -> None:
        pass

    return Surroundings(
        session=session,
        operations=Operations(lambda: session.engine),
        settings=Settings(tmp_path / "settings"),
        stats=StatsWatcher(session),
        run=lambda _command: None,
        open_url=nothing,
        reveal=nothing,
        select=nothing,
    )


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    return made


class Filled:
    """A dialog that is open, and what a person does in it."""

    def __init__(self, aio: Aio, opened: Opened[Described | None]) -> None:
        self._aio = aio
        self.opened = opened
        assert isinstance(opened.dialog, BuildDialog)
        self.dialog = opened.dialog

    @property
    def problems(self) -> list[str]:
        shown = self.dialog.problems
        return [shown.item(row).text() for row in range(shown.count())]

    def wait(self, true: Callable[[], object]) -> None:
        self._aio(until(true))

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self.dialog.focusWidget() or self.dialog, key, held)

    def result(self) -> Described | None:
        return self.opened.result()


Dialogs = Callable[..., AbstractContextManager[Filled]]


@pytest.fixture
def opened(aio: Aio) -> Iterator[Opener]:
    with opener(aio) as made:
        yield made


@pytest.fixture
def dialog(aio: Aio, opened: Opener, window: QWidget, around: Surroundings) -> Dialogs:
    """``with dialog(spec)`` opens one; it is closed at the end."""

    @contextmanager
    def open_one(spec: BuildSpec | None = None, **how: object) -> Iterator[Filled]:
        given = BuildSpec() if spec is None else spec
        filled = Filled(aio, opened(describe_build(window, around, given, **how)))
        try:
            yield filled
        finally:
            filled.opened.close()

    return open_one
