"""The buttons at the end of the row under the mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from desktop.engine.records import Ability, Kind, State
from desktop.model.store import Store
from desktop.ui.actions import TABLE
from desktop.ui.empty import EmptyState
from desktop.ui.icons import Icon
from desktop.ui.row_buttons import RowButtons
from desktop.ui.trees.columns import Facts
from desktop.ui.trees.rows import Row
from desktop.ui.trees.section import Section
from tests.support.pointer import hover
from tests.support.records import NOW, container_id, make_container

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@dataclass
class Hands:
    """Stands for the deeds: notes on which rows something was to be done."""

    session: Any = field(default_factory=lambda: SimpleNamespace(engine=object()))
    operations: Any = field(default_factory=lambda: SimpleNamespace(busy=lambda *_: None))
    abilities: frozenset[Ability] = frozenset(Ability)
    done: list[list[str]] = field(default_factory=list)

    def on(self, rows: list[Row], run: Callable[[Any], object]) -> None:
        self.done.append([row.title for row in rows])


@dataclass
class Scene:
    store: Store
    section: Section
    hands: Hands
    buttons: RowButtons

    def hover(self, number: int) -> None:
        index = self.section.model.index_of(container_id(number))
        where = self.section.tree.visualRect(index).center()
        hover(self.section.tree.viewport(), where)

    def offered(self) -> list[str]:
        buttons = self.buttons.findChildren(QToolButton)
        return [b.accessibleName() for b in buttons if b.isVisible()]


@pytest.fixture
def scene(qtbot: QtBot) -> Iterator[Scene]:
    store = Store()
    facts = Facts(store, lambda _kind, _key: None, lambda: NOW)
    section = Section(Kind.CONTAINER, facts, "Containers", EmptyState(Icon.CONTAINERS, "None"))
    qtbot.addWidget(section)
    section.resize(900, 400)
    actions: Any = {spec.name: QAction(spec.name, section) for spec in TABLE}
    hands = Hands()
    buttons = RowButtons(section.tree, hands, actions)  # type: ignore[arg-type]
    with qtbot.waitExposed(section):
        section.show()
    store.take_containers(
        None,
        [
            make_container(1, "a-up"),
            make_container(2, "b-down", state=State.EXITED, exit_code=0),
            make_container(3, "c-up"),
        ],
    )
    QApplication.processEvents()
    yield Scene(store, section, hands, buttons)
    section.close_down()


def test_they_offer_what_fits_the_row_under_the_mouse(qtbot: QtBot, scene: Scene) -> None:
    assert not scene.buttons.isVisible()
    scene.hover(1)
    assert "container.stop" in scene.offered()
    assert "container.start" not in scene.offered()
    scene.hover(2)
    assert "container.start" in scene.offered()
    assert "container.stop" not in scene.offered()


def test_they_act_on_their_row_and_not_on_the_selection(qtbot: QtBot, scene: Scene) -> None:
    scene.section.reveal(container_id(3))
    scene.hover(1)
    (stop,) = [
        b for b in scene.buttons.findChildren(QToolButton) if b.accessibleName() == "container.stop"
    ]
    qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
    assert scene.hands.done == [["a-up"]]
    assert [row.title for row in scene.section.selected()] == ["c-up"]


def test_they_follow_a_row_that_changes_and_go_with_it(qtbot: QtBot, scene: Scene) -> None:
    scene.hover(1)
    stopped = make_container(1, "a-up", state=State.EXITED, exit_code=0)
    scene.store.take_containers([stopped.id], [stopped])
    qtbot.waitUntil(lambda: "container.start" in scene.offered())
    scene.store.take_containers([stopped.id], [])
    qtbot.waitUntil(lambda: not scene.buttons.isVisible())


def test_without_an_engine_nothing_is_offered(qtbot: QtBot, scene: Scene) -> None:
    scene.hands.session.engine = None
    scene.hover(1)
    assert not scene.buttons.isVisible()


def test_a_tree_with_the_focus_offers_them_on_its_current_row(qtbot: QtBot, scene: Scene) -> None:
    scene.section.activateWindow()
    scene.section.tree.setFocus()
    scene.section.reveal(container_id(2))
    qtbot.waitUntil(lambda: "container.start" in scene.offered())
    scene.section.filter_box.setFocus()
    qtbot.waitUntil(lambda: not scene.buttons.isVisible())
