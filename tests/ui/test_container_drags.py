"""Containers are dragged onto the rows of networks, by way of the section list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.engine.records import Container, Kind, Network
from desktop.model.commands import Target
from desktop.model.network_commands import ConnectContainers
from desktop.model.store import Store
from desktop.ui.container_drags import NetworkDrops, containers_data, dragged
from desktop.ui.empty import EmptyState
from desktop.ui.icons import Icon
from desktop.ui.section_list import SectionList
from desktop.ui.sections import SECTIONS
from desktop.ui.spring_loaded import SpringLoaded
from desktop.ui.trees.columns import Facts
from desktop.ui.trees.rows import Row
from desktop.ui.trees.section import Section
from tests.model.fake_engine import make_network
from tests.model.topology.pictures import BACK, DB, FRONT, WEB, store_of
from tests.support import drags

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|This plugin does not support")

HOST = make_network(790, "host", driver="host", predefined=True)


class FakeDeeds:
    """What drops need of the deeds."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.window = self
        self.session = self
        self.engine: object | None = object()
        self.said: list[str] = []
        self.commands: list[Any] = []
        self.run = self.commands.append
        self.say = self.said.append


class Scene:
    """The tree of networks, and who takes what is dropped."""

    def __init__(self, qtbot: QtBot) -> None:
        store = store_of([FRONT, BACK, HOST], [WEB, DB])
        facts = Facts(store, lambda _kind, _key: None, lambda: 0.0)
        empty = EmptyState(Icon.NETWORKS, "none")
        self.section = Section(Kind.NETWORK, facts, "Networks", empty)
        qtbot.addWidget(self.section)
        self.section.resize(900, 400)
        self.section.show()
        QApplication.processEvents()
        self.deeds: Any = FakeDeeds(store)
        self.drops = NetworkDrops(self.section.tree, self.section.model, self.deeds)

    def drop(self, data: QMimeData, on: Network | None) -> tuple[bool, bool]:
        """Whether it may move there, and was taken."""
        tree = self.section.tree
        place = QPoint(5, tree.viewport().height() - 3)
        if on is not None:
            box = tree.visualRect(self.section.model.index_of(on.id))
            place = box.center()
        port = tree.viewport()
        drags.enter(port, place, data)
        return drags.move(port, place, data), drags.let_go(port, place, data)


@pytest.fixture
def scene(qtbot: QtBot) -> Iterator[Scene]:
    made = Scene(qtbot)
    yield made
    made.section.close_down()


def data_of(*containers: Container) -> QMimeData:
    return containers_data([Row(each.id, each.name, each) for each in containers])


def test_what_is_dragged_says_which_containers_and_their_names() -> None:
    data = data_of(WEB, DB)
    assert dragged(data) == (
        Target(Kind.CONTAINER, WEB.id, "web"),
        Target(Kind.CONTAINER, DB.id, "db"),
    )
    assert data.text() == "web\ndb"
    assert dragged(QMimeData()) == ()


def test_those_that_are_not_in_the_network_yet_enter_it(scene: Scene) -> None:
    assert scene.drop(data_of(WEB, DB), FRONT) == (True, True)
    db = Target(Kind.CONTAINER, DB.id, "db")
    front = Target(Kind.NETWORK, FRONT.id, "front")
    assert scene.deeds.commands == [ConnectContainers((db,), front)]
    assert "Connect 2 containers to front" in scene.deeds.said


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (BACK, "db is in back already"),
        (HOST, "Nobody enters this network later"),
        (None, "Drop containers on the network that they are to enter."),
    ],
)
def test_where_nothing_would_come_of_it_it_is_refused_and_said(
    scene: Scene, on: Network | None, said: str
) -> None:
    assert scene.drop(data_of(DB), on) == (False, False)
    assert said in scene.deeds.said
    assert scene.deeds.commands == []


def test_something_else_is_refused(scene: Scene) -> None:
    text = QMimeData()
    text.setText("web")
    assert scene.drop(text, FRONT) == (False, False)
    assert scene.deeds.said[-1] == "Only containers can be dropped here."


def test_without_an_engine_nothing_is_taken(scene: Scene) -> None:
    scene.deeds.engine = None
    assert scene.drop(data_of(DB), FRONT) == (False, False)


def test_a_section_that_containers_are_held_over_opens(qtbot: QtBot) -> None:
    sections = SectionList(SECTIONS)
    qtbot.addWidget(sections)
    sections.resize(200, 500)
    sections.show()
    SpringLoaded(sections)
    spy = QSignalSpy(sections.chosen)
    names = [spec.name for spec in SECTIONS]
    place = sections.visualItemRect(sections.item(names.index("networks"))).center()
    hold(sections.viewport(), place, QMimeData())
    hold(sections.viewport(), place, data_of(WEB))
    assert spy.wait(3000)
    assert sections.section.name == "networks"
    drags.leave(sections.viewport())


def hold(port: QWidget, place: QPoint, data: QMimeData) -> None:
    drags.enter(port, place, data)
    drags.move(port, place, data)
