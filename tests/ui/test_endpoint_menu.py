"""The choice of the Engine: contexts, places and the private one."""

from __future__ import annotations

import asyncio
import hashlib
import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop.engine import discovery
from desktop.engine.discovery import Attempt, Candidate
from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.host_programs import Kind, Way
from desktop.engine.private_engine import PrivateEngine
from desktop.engine.protocol import Engine
from desktop.model.private import Life, PrivateEngineKeeper, PrivateState
from desktop.model.session import Link, Session, Status
from desktop.model.store import Store
from desktop.ui.endpoint_menu import EndpointMenu
from tests.support.aio import Aio

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "grabbing the keyboard", "raise()")

DOCKERD = Way(Kind.DOCKERD, "dockerd", ("dockerd",))


class FakeEngine:
    """Answers at a socket file; says when it was stopped."""

    def __init__(self, path: Path) -> None:
        self.endpoint = Endpoint(f"unix://{path}", "private Engine", Origin.PRIVATE)
        self.adopted = False
        self.stopped = asyncio.Event()
        self.listening = socket.socket(socket.AF_UNIX)
        self.listening.bind(str(path))
        self.listening.listen()

    async def stop(self) -> None:
        self.listening.close()
        self.stopped.set()


class Stage:
    """A menu with contexts of its own and one well-known place that has a socket."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        async def find() -> tuple[Endpoint | None, tuple[Attempt, ...]]:
            return None, ()

        async def connect(endpoint: Endpoint) -> Engine:
            raise AssertionError

        async def start(way: Way, place: Path) -> PrivateEngine:
            self.engine = FakeEngine(folder / "private.sock")
            return self.engine  # type: ignore[return-value]

        self.session = Session(Store(), find, connect)
        self.keeper = PrivateEngineKeeper(folder, start)
        self.own: list[Endpoint] = []
        self.button = EndpointMenu(self.session, self.keeper, lambda: self.own)
        qtbot.addWidget(self.button)
        self.chosen: list[object] = []
        self.button.endpoint_chosen.connect(self.chosen.append)

    async def open(self) -> None:
        self.button.click()
        assert self.menu.isVisible(), "it opens, and the click has returned"
        reading = self.button._reading
        assert reading is not None
        await reading

    @property
    def menu(self) -> QMenu:
        assert self.button.choices is not None
        return self.button.choices

    def action(self, text: str) -> QAction:
        actions = self.menu.actions()
        return next(action for action in actions if action.text().startswith(text))

    def texts(self) -> list[str]:
        return [action.text() for action in self.menu.actions() if action.text()]

    def use(self, endpoint: Endpoint | None) -> None:
        self.session.status = Status(Link.LIVE if endpoint else Link.NOWHERE, endpoint)
        self.session.status_changed.tell(self.session.status)


def _write_context(config: Path, name: str, host: object) -> None:
    folder = config / "contexts/meta" / hashlib.sha256(name.encode()).hexdigest()
    folder.mkdir(parents=True)
    meta = {"Name": name, "Metadata": {}, "Endpoints": {"docker": {"Host": host}}}
    (folder / "meta.json").write_text(json.dumps(meta))


@pytest.fixture
def place(tmp_path: Path) -> Endpoint:
    path = tmp_path / "docker.sock"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))
    return Endpoint(f"unix://{path}", "default", Origin.WELL_KNOWN)


@pytest.fixture
def stage(
    aio: Aio, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: Endpoint
) -> Iterator[Stage]:
    _write_context(tmp_path, "build-machine", "tcp://10.0.0.7:2375")
    _write_context(tmp_path, "wrong", "gopher://x")
    monkeypatch.setenv("DOCKER_CONFIG", str(tmp_path))
    absent = Endpoint(f"unix://{tmp_path}/none.sock", "Colima", Origin.WELL_KNOWN)
    monkeypatch.setattr(discovery, "well_known", lambda: (Candidate(place), Candidate(absent)))
    made = Stage(qtbot, tmp_path)
    yield made
    made.button.close_down()


def test_the_button_names_the_endpoint_in_use(aio: Aio, stage: Stage, place: Endpoint) -> None:
    assert stage.button.text() == "no Engine"
    stage.use(Endpoint("tcp://x:1", "<b>a & b</b>\x1b", Origin.CONTEXT_OPTION))
    assert stage.button.text() == "<b>a && b</b>\\x1b"
    assert stage.button.accessibleName() == "Engine in use: <b>a & b</b>\\x1b"


def test_the_menu_has_contexts_and_places_with_a_socket(
    aio: Aio, stage: Stage, place: Endpoint
) -> None:
    async def scenario() -> None:
        stage.use(place)
        await stage.open()
        assert not stage.action("wrong").isEnabled()
        assert not any("Colima" in text for text in stage.texts())
        assert stage.action("default (unix").isChecked()
        assert not stage.action("build-machine (tcp").isChecked()
        stage.action("build-machine (tcp").trigger()
        stage.action("Find an Engine by itself").trigger()
        (context, by_itself) = stage.chosen
        assert isinstance(context, Endpoint)
        assert context.url == "tcp://10.0.0.7:2375"
        assert by_itself is None

    aio(scenario())


def test_the_endpoint_in_use_is_there_even_where_nothing_else_names_it(
    aio: Aio, stage: Stage
) -> None:
    async def scenario() -> None:
        stage.use(Endpoint("tcp://far:2376", "--host", Origin.HOST_OPTION))
        await stage.open()
        assert stage.action("--host (tcp://far:2376)").isChecked()

    aio(scenario())


def test_the_private_engine_is_started_kept_and_stopped_from_the_menu(
    aio: Aio, stage: Stage
) -> None:
    wanted: list[object] = []
    stage.button.start_requested.connect(wanted.append)

    async def scenario() -> None:
        await stage.open()
        stage.action("Start a private Engine").trigger()
        assert wanted == [None]
        await stage.keeper.start(DOCKERD)
        stage.action("Keep it running").trigger()
        assert stage.keeper.state.kept
        stage.action("private Engine (unix").trigger()
        assert stage.chosen == [stage.engine.endpoint]
        stage.action("Stop the private Engine").trigger()
        await stage.engine.stopped.wait()
        stopping = stage.button._stopping
        assert stopping is not None
        await stopping
        assert stage.keeper.state == PrivateState()
        assert stage.action("Start a private Engine").isEnabled()

    aio(scenario())


def test_an_engine_that_has_ended_by_itself_can_be_started_again(aio: Aio, stage: Stage) -> None:
    async def scenario() -> None:
        await stage.keeper.start(DOCKERD)
        stage.engine.listening.close()
        await stage.open()
        assert stage.action("Start a private Engine").isEnabled()
        await stage.keeper.close()

    aio(scenario())


def test_a_start_can_be_cancelled_from_the_menu(aio: Aio, stage: Stage) -> None:
    async def scenario() -> None:
        await stage.open()
        state = PrivateState(Life.STARTING, DOCKERD)
        stage.keeper.state = state
        stage.keeper.changed.tell(state)
        assert stage.action("Cancel its start").isEnabled()

    aio(scenario())


def test_an_open_menu_keeps_the_item_where_a_person_is(aio: Aio, stage: Stage) -> None:
    async def scenario() -> None:
        await stage.open()
        stage.menu.setActiveAction(stage.action("build-machine"))
        bottom = stage.menu.geometry().bottom()
        stage.use(Endpoint("tcp://far:2376", "--host", Origin.HOST_OPTION))
        assert stage.menu.activeAction().text().startswith("build-machine")
        assert stage.menu.geometry().bottom() == bottom

    aio(scenario())


def test_places_of_ones_own_are_offered_once_and_lead_to_where_they_are_changed(
    aio: Aio, stage: Stage, place: Endpoint
) -> None:
    lab = Endpoint("ssh://me@lab", "the lab", Origin.SETTINGS)
    stage.own = [lab, Endpoint(place.url, "mine", Origin.SETTINGS)]
    asked: list[None] = []
    stage.button.places_requested.connect(lambda: asked.append(None))
    aio(stage.open())
    assert [text.split()[0] for text in stage.texts() if "unix://" in text] == ["mine"]
    stage.action("the lab").trigger()
    assert stage.chosen == [lab]
    stage.action("Engine places…").trigger()
    assert len(asked) == 1
