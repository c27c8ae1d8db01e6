"""The wizard is opened over a window, on a fake Engine that has an image that says much."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.engine.records import Kind, Port, Subnet
from desktop.model.operations import Operations
from desktop.model.run.pages import Page
from desktop.model.run.spec import ContainerSpec
from desktop.model.session import Session
from desktop.model.stats.watcher import StatsWatcher
from desktop.model.store import Store
from desktop.ui.page import Surroundings
from desktop.ui.run import Finished, run_wizard
from desktop.ui.run.editors import LineEditor
from desktop.ui.run.page import AnyEditor
from desktop.ui.run.said import page_of
from desktop.ui.run.table_editor import TableEditor
from desktop.ui.run.wizard import Wizard
from desktop.ui.settings import Settings
from tests.model.fake_engine import (
    FakeWorld,
    make_container,
    make_image,
    make_info,
    make_network,
    make_volume,
)
from tests.support.aio import Aio
from tests.support.dialogs import Opened, Opener, opener

WEB = make_image(900, "web:1")
PLAIN = make_image(901, "plain:1")
HOLDER = make_container(1, "holder", ports=(Port(80, "tcp", "0.0.0.0", 8080),))
SHOP = make_network(700, "shop", subnets=(Subnet("172.18.0.0/16", "172.18.0.1"),))
CONFIG = {
    "Cmd": ["serve", "--all"],
    "Entrypoint": ["/bin/entry"],
    "User": "daemon",
    "WorkingDir": "/srv",
    "Env": ["PATH=/bin", "LEVEL=info"],
    "ExposedPorts": {"80/tcp": {}, "53/udp": {}},
    "Volumes": {"/var/cache/web": {}},
    "StopSignal": "SIGINT",
    "Healthcheck": {
        "Test": ["CMD", "probe", "two words"],
        "Interval": 90_000_000_000,
        "Timeout": 500_000_000,
        "Retries": 7,
    },
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:  # what Qt's offscreen platform says of windows and popups
        if "tests/ui/run/" in item.nodeid:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture
def world() -> FakeWorld:
    made = FakeWorld(info=make_info(api_version="1.51"))
    made.add(WEB, PLAIN, HOLDER, SHOP, make_network(701, "bridge"), make_volume("data"))
    made.inspections[WEB.id] = {"Id": WEB.id, "RepoTags": ["web:1"], "Config": CONFIG}
    return made


@pytest.fixture
def around(aio: Aio, world: FakeWorld, tmp_path: Path) -> Iterator[Surroundings]:
    session = Session(Store(), world.find, world.connect)
    operations = Operations(lambda: session.engine)
    running = aio.loop.create_task(session.run())
    tables = [session.store.table(kind) for kind in Kind]
    aio(until(lambda: session.engine and all(table.standing.loaded for table in tables)))

    def nothing(*_arguments: object) -> None:
        pass

    yield Surroundings(
        session=session,
        operations=operations,
        settings=Settings(tmp_path),
        stats=StatsWatcher(session),
        run=lambda _command: None,
        open_url=nothing,
        reveal=nothing,
        select=nothing,
    )

    async def end() -> None:
        await operations.close()
        running.cancel()
        await asyncio.wait([running])

    aio(end())


async def until(true: Callable[[], object]) -> None:
    """Turn the loop until something is true."""
    async with asyncio.timeout(10):
        while not true():  # noqa: ASYNC110 - of what tells by no event
            await asyncio.sleep(0.001)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    return made


class Filled:
    """A wizard that is open, and what a person does in it."""

    def __init__(self, aio: Aio, opened: Opened[Finished | None]) -> None:
        self._aio = aio
        self.opened = opened
        assert isinstance(opened.dialog, Wizard)
        self.wizard = opened.dialog

    @property
    def spec(self) -> ContainerSpec:
        return self.wizard.draft.spec

    @property
    def shown(self) -> Page:
        return self.wizard.shown

    @property
    def line(self) -> str:
        return self.wizard.line.exact

    @property
    def said(self) -> str:
        return self.opened.said

    def editor(self, field: str) -> AnyEditor:
        """The editor of a field, on its page, which is shown."""
        page = page_of(field)
        if self.wizard.shown is not page:
            self.wizard.show_page(page)
        shown = self.wizard.page(page)
        shown.show_field(field)
        return shown.editors[field]

    def type(self, field: str, text: str) -> LineEditor:
        """Type in a field, instead of what is in it."""
        editor = self.editor(field)
        assert isinstance(editor, LineEditor)
        assert editor.line is not None
        editor.line.selectAll()
        editor.line.insert(text)
        return editor

    def table(self, field: str) -> TableEditor:
        editor = self.editor(field)
        assert isinstance(editor, TableEditor)
        return editor

    def cells(self, field: str) -> list[list[str]]:
        """What stands in a table, also what is only offered."""
        rows = self.table(field).rows
        return [rows.cells(number) for number in range(rows.rowCount() - 1)]

    def put(self, field: str, row: int, column: int, text: str) -> None:
        """Fill in a cell."""
        rows = self.table(field).rows
        rows.setData(rows.index(row, column, QModelIndex()), text)

    def wait(self, true: Callable[[], object]) -> None:
        self._aio(until(true))

    def turn(self) -> None:
        """What is queued happens."""
        self._aio(asyncio.sleep(0))

    def finish(self) -> Finished | None:
        """Press Run."""
        QTest.mouseClick(self.wizard.run_button, Qt.MouseButton.LeftButton)
        return self.opened.result()


Wizards = Callable[..., AbstractContextManager[Filled]]


@pytest.fixture
def opened(aio: Aio) -> Iterator[Opener]:
    with opener(aio) as made:
        yield made


@pytest.fixture
def wizard(aio: Aio, opened: Opener, window: QWidget, around: Surroundings) -> Wizards:
    """``with wizard(spec, creates=…)`` opens one; it is closed at the end."""

    @contextmanager
    def open_one(spec: ContainerSpec | None = None, **how: Any) -> Iterator[Filled]:
        given = ContainerSpec() if spec is None else spec
        asking: Coroutine[Any, Any, Finished | None] = run_wizard(window, around, given, **how)
        filled = Filled(aio, opened(asking))
        try:
            yield filled
        finally:  # before Qt's events are turned without asyncio's loop
            filled.opened.close()

    return open_one


def every_page(filled: Filled) -> None:
    """All pages are made."""
    for page in Page:
        filled.wizard.show_page(page)


def focused(filled: Filled) -> QWidget:
    """What takes the keys."""
    found = QApplication.activePopupWidget() or filled.wizard.focusWidget()
    assert found is not None
    return found


def types(filled: Filled, text: str) -> None:
    """Letter by letter, wherever the keys go."""
    for letter in text:
        QTest.keyClicks(focused(filled), letter)


def press(filled: Filled, key: Qt.Key) -> None:
    """One key, wherever they go."""
    QTest.keyClick(focused(filled), key)
    filled.turn()
