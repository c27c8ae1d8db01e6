"""The timeline: what is shown, in which order, and that nothing is done while nobody looks."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.engine.records import Changes, Event, Kind
from desktop.ui.details.subject import Subject
from desktop.ui.events import model as events_model
from desktop.ui.events.view import EventsView
from desktop.ui.page import Surroundings
from tests.model.fake_engine import NOW, FakeWorld, make_image
from tests.ui.usage.conftest import until
from tests.ui.watching.conftest import BACK, OLD, WEB, Around, subject_of


def event(
    number: int, action: str, id: str = WEB.id, kind: str = "container", **known: str
) -> Event:
    return Event(kind, action, id, int((NOW - 100 + number) * 1e9), known)


PAST = [
    event(0, "create", name="web", image="app:1"),
    event(1, "connect", BACK.id, "network", container=WEB.id, name="back"),
    event(2, "start", name="web"),
    event(3, "exec_create: sh -c x", name="web"),
    event(4, "die", OLD.id, name="old", exitCode="137"),
]


@asynccontextmanager
async def shown(view: EventsView, count: int) -> AsyncIterator[EventsView]:
    view.resize(900, 300)
    view.show()
    try:
        await until(lambda: len(view.model) == count)
        yield view
    finally:
        await view.close_down()
        view.close()
        view.deleteLater()


def actions(view: EventsView) -> list[str]:
    return [view.model.event_at(row).action for row in range(len(view.model))]


def say(world: FakeWorld, *events: Event, count: int = 0) -> None:
    world.say(Changes(events=events, count=count or len(events)))


def test_the_past_is_recalled_the_newest_first_and_noise_is_counted(
    around: Around, world: FakeWorld
) -> None:
    async def main(surroundings: Surroundings) -> None:
        world.past = PAST
        async with shown(EventsView(surroundings), 4) as view:
            assert actions(view) == ["die", "start", "connect", "create"]
            assert view.facts.text() == "4 events, 1 of exec and top hidden"
            view.noise_button.setChecked(True)
            assert actions(view)[1] == "exec_create: sh -c x"
            view.order_button.setChecked(False)
            assert actions(view)[-1] == "die"

    around(main)


def test_what_went_wrong_is_in_colour_and_what_ended_well_is_not(
    around: Around, world: FakeWorld
) -> None:
    async def main(surroundings: Surroundings) -> None:
        ends = [event(0, "die", name="a", exitCode="0"), event(1, "die", name="b", exitCode="1")]
        world.past = ends
        async with shown(EventsView(surroundings), 2) as view:
            inks = [
                view.model.index(row, events_model.ACTION).data(Qt.ItemDataRole.ForegroundRole)
                for row in range(2)
            ]
            assert [ink is not None for ink in inks] == [True, False]  # the newest first

    around(main)


def test_an_object_has_its_own_and_what_was_done_to_it(around: Around, world: FakeWorld) -> None:
    async def main(surroundings: Surroundings) -> None:
        world.past = PAST
        view = EventsView(surroundings, of_object=True)
        view.show_subject(subject_of(surroundings, WEB))
        async with shown(view, 3):
            assert actions(view) == ["start", "connect", "create"]
            view.show_subject(subject_of(surroundings, OLD))
            assert actions(view) == ["die"]

    around(main)


def test_of_an_image_are_also_those_of_its_containers(around: Around, world: FakeWorld) -> None:
    async def main(surroundings: Surroundings) -> None:
        made_of = {"bare": "app", "other": "app:2", "named": "app:latest", "later": "new:1"}
        world.past = [
            event(0, "pull", "app:latest", "image", name="app"),
            event(1, "pull", "app:2", "image", name="app"),
            *(event(2, "create", name=name, image=image) for name, image in made_of.items()),
        ]
        image = make_image(5, "app:latest")
        view = EventsView(surroundings, of_object=True)

        def names() -> list[str]:
            rows = [view.model.event_at(row) for row in range(len(view.model))]
            return [each.attributes["name"] for each in rows]

        subject = Subject(Kind.IMAGE, image.id, surroundings.session.store, image)
        view.show_subject(subject)
        async with shown(view, 3):
            assert names() == ["named", "bare", "app"]
            again = replace(image, references=("app:latest", "new:1"))
            view.show_subject(replace(subject, record=again))
            assert names() == ["later", "named", "bare", "app"]

    around(main)


def test_words_kinds_and_names_filter(around: Around, world: FakeWorld) -> None:
    async def main(surroundings: Surroundings) -> None:
        world.past = PAST
        async with shown(EventsView(surroundings), 4) as view:
            for text, expected in (
                ("kind:network", ["connect"]),
                ("action:die", ["die"]),
                ("name:web -action:create", ["start"]),
                ("137", ["die"]),
            ):
                view.filter_box.setText(text)
                assert actions(view) == expected, text
            view.filter_box.clear()
            view.kinds["container"].setChecked(False)
            assert actions(view) == ["connect"]

    around(main)


def test_rows_come_and_the_oldest_go_without_a_reset(
    around: Around, world: FakeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def main(surroundings: Surroundings) -> None:
        world.past = PAST
        monkeypatch.setattr(events_model, "EVENTS_KEPT", 5)
        async with shown(EventsView(surroundings), 4) as view:
            view.tree.setCurrentIndex(view.model.index(1, 0))
            resets: list[None] = []
            view.model.modelReset.connect(lambda: resets.append(None))
            say(world, event(5, "stop", name="web"), event(6, "rename", name="web"), count=9)
            await until(lambda: actions(view)[0] == "rename")
            assert actions(view) == ["rename", "stop", "die", "start", "connect"]
            assert view.current is not None
            assert view.current.action == "start"
            assert resets == []
            assert "7 events came too fast to be kept" in view.facts.text()

    around(main)


def test_nothing_is_done_while_nobody_looks(around: Around, world: FakeWorld) -> None:
    async def main(surroundings: Surroundings) -> None:
        world.past = PAST
        async with shown(EventsView(surroundings), 4) as view:
            view.hide()
            say(world, event(5, "stop", name="web"))
            await until(lambda: len(surroundings.session.timeline) == 6)
            assert len(view.model) == 4
            view.show()
            await until(lambda: len(view.model) == 5)

    around(main)


def test_enter_goes_to_the_object_and_copies_are_text_and_json(
    around: Around, world: FakeWorld
) -> None:
    async def main(surroundings: Surroundings) -> None:
        world.past = [*PAST, event(9, "destroy", "f" * 64, name="gone")]
        revealed: list[tuple[Kind, str]] = []
        surroundings = replace(surroundings, reveal=lambda *where: revealed.append(where))
        async with shown(EventsView(surroundings), 5) as view:
            view.tree.setCurrentIndex(view.model.index(0, 0))
            QTest.keyClick(view.tree, Qt.Key.Key_Return)
            assert revealed == []
            assert view.banner.text == "gone does not exist any more."
            view.tree.setCurrentIndex(view.model.index(3, 0))
            QTest.keyClick(view.tree, Qt.Key.Key_Return)
            assert revealed == [(Kind.NETWORK, BACK.id)]
            QTest.keyClick(view.tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
            assert "network connect" in QApplication.clipboard().text()
            view.copy_json()
            assert '"Action": "connect"' in QApplication.clipboard().text()

    around(main)
