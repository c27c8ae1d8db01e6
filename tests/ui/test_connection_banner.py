"""The line above the trees: what is wrong with the connection, and what can be done."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.engine.discovery import Attempt
from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.errors import Reason, Unreachable
from desktop.engine.host_programs import Kind, Way
from desktop.engine.private_engine import PrivateEngine
from desktop.engine.protocol import Engine
from desktop.engine.start_failure import StartFailed, StartProblem
from desktop.model.private import Life, PrivateEngineKeeper, PrivateState
from desktop.model.session import Link, Session, Status
from desktop.model.store import Store
from desktop.ui.connection_banner import ConnectionBanner

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

DOCKERD = Way(Kind.DOCKERD, "dockerd", ("dockerd",))
PRIVATE = Endpoint("unix:///run/portside/docker.sock", "private Engine", Origin.PRIVATE)
OTHER = Endpoint("unix:///var/run/docker.sock", "default", Origin.WELL_KNOWN)
GONE = Unreachable(Reason.MISSING)


class Stage:
    """A banner with a session and a keeper that do what the test says."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        async def find() -> tuple[Endpoint | None, tuple[Attempt, ...]]:
            return None, ()

        async def connect(endpoint: Endpoint) -> Engine:
            raise AssertionError

        async def start(way: Way, place: Path) -> PrivateEngine:
            raise AssertionError

        self.session = Session(Store(), find, connect)
        self.keeper = PrivateEngineKeeper(folder, start)
        self.banner = ConnectionBanner(self.session, self.keeper)
        self.banner.resize(1200, 40)
        qtbot.addWidget(self.banner)
        self.wanted: list[object] = []
        self.banner.start_requested.connect(self.wanted.append)

    def status(self, status: Status) -> None:
        self.session.status = status
        self.session.status_changed.tell(status)

    def lost(self, endpoint: Endpoint) -> None:
        self.status(Status(Link.LOST, endpoint, error=GONE))

    def private(self, state: PrivateState) -> None:
        self.keeper.state = state
        self.keeper.changed.tell(state)

    def buttons(self) -> list[str]:
        return [b.text() for b in self.banner.findChildren(QPushButton) if not b.isHidden()]

    def press(self, text: str) -> None:
        [button] = [
            b for b in self.banner.findChildren(QPushButton) if b.text() == text and b.isVisible()
        ]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Stage:
    return Stage(qtbot, tmp_path)


def test_a_private_engine_that_has_ended_can_be_started_again(stage: Stage) -> None:
    stage.keeper.state = PrivateState(Life.RUNNING, DOCKERD, PRIVATE)
    stage.lost(PRIVATE)
    assert stage.buttons() == ["Start it again", "Try again"]
    assert "has ended by itself" in stage.banner.text
    stage.press("Start it again")
    assert stage.wanted == [DOCKERD]


def test_an_engine_of_others_is_not_started_from_here(stage: Stage) -> None:
    stage.lost(OTHER)
    assert stage.buttons() == ["Try again"]


def test_its_new_start_is_told_with_a_way_to_cancel_it(stage: Stage) -> None:
    stage.lost(PRIVATE)
    stage.private(PrivateState(Life.STARTING, DOCKERD))
    assert stage.buttons() == ["Cancel"]
    assert stage.banner.text == "The private Engine is starting…"
    stage.status(Status(Link.LIVE, PRIVATE))
    assert stage.banner.isHidden()


def test_one_that_is_stopped_by_a_person_has_not_ended_by_itself(stage: Stage) -> None:
    stage.keeper.state = PrivateState(Life.STOPPING, DOCKERD)
    stage.lost(PRIVATE)
    assert stage.banner.text == "The private Engine is stopping…"
    assert stage.buttons() == []


def test_a_new_start_that_failed_says_why_and_can_be_tried_again(stage: Stage) -> None:
    stage.lost(PRIVATE)
    failure = StartFailed(StartProblem.DISK_FULL)
    stage.private(PrivateState(Life.FAILED, DOCKERD, failure=failure))
    assert "the disk is full" in stage.banner.text
    stage.press("Start it again")
    assert stage.wanted == [DOCKERD]


def test_a_click_is_not_lost_when_the_same_is_said_again(stage: Stage) -> None:
    stage.lost(PRIVATE)
    [start, _again] = [b for b in stage.banner.findChildren(QPushButton) if not b.isHidden()]
    QTest.mousePress(start, Qt.MouseButton.LeftButton)
    stage.status(replace(stage.session.status, retry_at=1.0))
    QTest.mouseRelease(start, Qt.MouseButton.LeftButton)
    assert stage.wanted == [None]


def test_plain_tcp_to_another_machine_is_warned_of_in_red(stage: Stage) -> None:
    far = Endpoint("tcp://10.0.0.9:2375", "build", Origin.CONTEXT_OPTION)
    stage.status(Status(Link.LIVE, far))
    assert "tcp://10.0.0.9:2375 is neither encrypted nor protected" in stage.banner.text
    assert stage.banner.property("banner") == "danger"
    stage.status(Status(Link.LIVE, replace(far, url="tcp://127.0.0.1:2375")))
    assert stage.banner.isHidden()
