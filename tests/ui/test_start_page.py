"""The start page: what can be done, why nothing answers, and that it holds still."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QToolButton
from pytestqt.qtbot import QtBot

from desktop.engine.discovery import Attempt
from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.errors import Reason, Unreachable
from desktop.engine.host_programs import Kind, Obstacle, Way
from desktop.engine.private_engine import PrivateEngine
from desktop.engine.protocol import Engine
from desktop.engine.socket_group import GroupAdvice
from desktop.engine.start_failure import StartFailed, StartProblem
from desktop.model.private import Life, PrivateEngineKeeper, PrivateState
from desktop.model.session import Link, Session, Status
from desktop.model.store import Store
from desktop.ui.plain import PlainLabel
from desktop.ui.start_page import StartPage, remedies, words
from desktop.ui.start_page.pieces import CommandRow
from tests.support.aio import Aio

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

DOCKERD = Way(Kind.DOCKERD, "dockerd", ("dockerd",))
ASKS = Way(Kind.DOCKERD, "dockerd", ("dockerd",), asks_password=True)
PODMAN = Way(Kind.PODMAN, "podman", ("podman",))
DESKTOP = Way(Kind.PRODUCT, "Docker Desktop", ("x",))
BLOCKED = Way(Kind.ROOTLESS, "rootless dockerd", ("sh",), (Obstacle.NO_TUN, Obstacle.NO_CGROUPS))


def _at(name: str, reason: Reason, text: str = "", origin: Origin = Origin.WELL_KNOWN) -> Attempt:
    endpoint = Endpoint(f"unix:///run/{name.lower()}.sock", name, origin)
    return Attempt(endpoint, Unreachable(reason, text))


NOTHING = tuple(_at(name, Reason.MISSING) for name in ("default", "Colima", "OrbStack", "Podman"))


class Stage:
    """A page with a session and a keeper that do what the test says."""

    def __init__(self, qtbot: QtBot, folder: Path, started: list[str]) -> None:
        self.ways: tuple[Way, ...] = (DOCKERD,)

        async def find() -> tuple[Endpoint | None, tuple[Attempt, ...]]:
            return None, ()

        async def connect(endpoint: Endpoint) -> Engine:
            raise AssertionError

        async def start(way: Way, folder: Path) -> PrivateEngine:
            started.append(way.name)
            await asyncio.Event().wait()
            raise AssertionError

        self.session = Session(Store(), find, connect)
        self.keeper = PrivateEngineKeeper(folder, start, find_ways=lambda: self.ways)
        self.page = StartPage(self.session, self.keeper)
        qtbot.addWidget(self.page)
        self.page.resize(760, 700)

    def attempts(self, *attempts: Attempt, retry_in: float | None = None) -> None:
        retry = None if retry_in is None else time.monotonic() + retry_in
        status = Status(Link.NOWHERE, attempts=attempts, retry_at=retry)
        self.session.status = status
        self.session.status_changed.tell(status)

    def state(self, state: PrivateState) -> None:
        self.keeper.state = state
        self.keeper.changed.tell(state)

    async def show(self) -> None:
        """Until it knows the ways."""
        self.page.show()
        self.page.activateWindow()
        task = self.page._task
        assert task is not None
        await task

    async def show_active(self) -> None:
        """The same, and until it has the focus, which a window manager gives in its time."""
        await self.show()
        async with asyncio.timeout(40):
            while not self.page.isActiveWindow():  # noqa: ASYNC110 - no signal tells
                await asyncio.sleep(0.01)

    def texts(self) -> list[str]:
        labels = self.page.findChildren(PlainLabel)
        return [label.text().replace("\u200b", "") for label in labels if label.isVisible()]

    def says(self, text: str) -> bool:
        return any(text in shown for shown in self.texts())


@pytest.fixture
def started() -> list[str]:
    return []


@pytest.fixture
def stage(aio: Aio, qtbot: QtBot, tmp_path: Path, started: list[str]) -> Iterator[Stage]:
    made = Stage(qtbot, tmp_path / "engine", started)
    yield made
    made.page.close_down()
    made.page.close()


def test_the_main_button_is_the_best_usable_way_and_has_the_focus(aio: Aio, stage: Stage) -> None:
    stage.ways = (BLOCKED, PODMAN, ASKS, DESKTOP)
    wanted: list[object] = []
    stage.page.start_requested.connect(wanted.append)

    async def scenario() -> None:
        stage.attempts(*NOTHING)
        await stage.show_active()
        assert stage.page.offer.main.text() == "Start a private Engine with Podman"
        assert QApplication.focusWidget() is stage.page.offer.main
        stage.page.offer.main.click()
        assert wanted == [PODMAN]
        assert stage.says("it ends with Portside")
        assert stage.says(str(stage.keeper.folder))

    aio(scenario())


def test_places_without_a_socket_are_one_row_that_opens(aio: Aio, stage: Stage) -> None:
    async def scenario() -> None:
        stage.attempts(*NOTHING)
        await stage.show()
        more = stage.page.places.more
        assert more.button.text() == "3 other places have no socket"
        assert stage.says("unix:///run/default.sock")
        assert not stage.says("unix:///run/colima.sock")
        more.button.click()
        assert stage.says("unix:///run/colima.sock")

    aio(scenario())


def test_a_place_that_fails_otherwise_says_why_as_plain_text(aio: Aio, stage: Stage) -> None:
    async def scenario() -> None:
        hostile = "<img src=x>\x1b[31m"
        stage.attempts(*NOTHING, _at("Rancher", Reason.NOT_DOCKER, hostile))
        await stage.show()
        assert stage.says("does not look like Docker")
        assert stage.says("<img src=x>\\x1b[31m")
        labels = stage.page.findChildren(PlainLabel)
        assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}

    aio(scenario())


def test_context_that_there_is_not_is_named(aio: Aio, stage: Stage) -> None:
    async def scenario() -> None:
        problem = Unreachable(Reason.BAD_ADDRESS, "there is no context named 'typo' in /docker")
        stage.attempts(Attempt(Endpoint("", "typo", Origin.DOCKER_CONTEXT), problem))
        await stage.show()
        assert stage.says("typo was named by DOCKER_CONTEXT, so no other place is tried.")
        assert stage.says("there is no context named 'typo' in /docker")

    aio(scenario())


def test_equal_attempts_leave_focus_and_labels_alone(aio: Aio, stage: Stage) -> None:
    async def scenario() -> None:
        stage.attempts(*NOTHING)
        await stage.show_active()
        button = stage.page.places.more.button
        button.setFocus()
        button.click()
        before = set(map(id, stage.page.findChildren(PlainLabel)))
        stage.attempts(*(_at(each.endpoint.name, Reason.MISSING, "new") for each in NOTHING))
        assert QApplication.focusWidget() is button
        assert stage.says("unix:///run/colima.sock")
        assert set(map(id, stage.page.findChildren(PlainLabel))) == before
        stage.attempts(_at("default", Reason.REFUSED), *NOTHING[1:])
        assert QApplication.focusWidget() is button
        assert stage.says("nobody listens there")

    aio(scenario())


def test_a_denied_socket_gives_the_command_and_what_it_means(aio: Aio, stage: Stage) -> None:
    access = GroupAdvice("/run/docker.sock", "docker", "ann", True, False, False)
    denied = _at("default", Reason.DENIED)
    denied = replace(denied, error=Unreachable(Reason.DENIED, "", access))

    async def scenario() -> None:
        stage.attempts(denied, *NOTHING[1:])
        await stage.show()
        assert stage.says("Only root and the group docker may use the socket")
        assert stage.says("equal to root")
        row = stage.page.denied.command
        assert row.command == "sudo usermod --append --groups docker ann"
        (copy,) = row.findChildren(QToolButton)
        assert copy.accessibleName() == f"Copy {row.command}"
        copy.click()
        assert QGuiApplication.clipboard().text() == row.command
        stage.attempts(*NOTHING)
        assert stage.page.denied.isHidden()

    aio(scenario())


def test_a_start_shows_its_time_and_can_be_cancelled_by_keyboard(
    aio: Aio, stage: Stage, started: list[str]
) -> None:
    async def scenario() -> None:
        stage.attempts(*NOTHING)
        await stage.show_active()
        begun = asyncio.create_task(stage.keeper.start(DOCKERD))
        running = asyncio.Event()
        stage.keeper.changed.subscribe(lambda _: running.set())
        await running.wait()
        assert stage.says("Starting dockerd as root…")
        assert stage.says("A Docker Engine is starting")
        assert QApplication.focusWidget() is stage.page.offer.cancel
        QTest.keyClick(stage.page.offer.cancel, Qt.Key.Key_Space)
        assert await begun is None
        assert QApplication.focusWidget() is stage.page.offer.main

    aio(scenario())


def test_a_failure_says_what_to_do_and_has_the_log_in_a_box(aio: Aio, stage: Stage) -> None:
    async def scenario() -> None:
        await stage.show()
        failure = StartFailed(StartProblem.DISK_FULL, ("first", "<b>no space left</b>"))
        stage.state(PrivateState(Life.FAILED, DOCKERD, failure=failure))
        assert stage.says("the disk is full. Free some space, then try again.")
        log = stage.page.offer.log
        (box,) = log.findChildren(QPlainTextEdit)
        assert not box.isVisible()
        log.button.click()
        assert box.isVisible()
        assert box.toPlainText() == "first\n<b>no space left</b>"
        stage.state(PrivateState())
        assert log.isHidden()

    aio(scenario())


def test_what_is_missing_comes_with_a_command(aio: Aio, stage: Stage) -> None:
    stage.ways = (BLOCKED,)

    async def scenario() -> None:
        await stage.show_active()
        assert stage.page.offer.main.isHidden()
        assert QApplication.focusWidget() is stage.page.again
        assert stage.says("/dev/net/tun is not there")
        rows = [row for row in stage.page.findChildren(CommandRow) if row.isVisible()]
        assert "sudo modprobe tun" in [row.command for row in rows]

    aio(scenario())


def test_a_machine_with_nothing_is_told_what_to_install(aio: Aio, stage: Stage) -> None:
    stage.ways = ()

    async def scenario() -> None:
        await stage.show()
        assert stage.says("Nothing on this machine can run an Engine")

    aio(scenario())


def test_the_count_down_runs_only_while_it_is_seen(aio: Aio, stage: Stage) -> None:
    async def scenario() -> None:
        stage.attempts(*NOTHING, retry_in=3)
        assert not stage.page._tick.isActive()
        await stage.show()
        assert stage.page._tick.isActive()
        assert stage.says("Tries again by itself in 3 s")
        stage.page.hide()
        assert not stage.page._tick.isActive()
        await stage.show()
        stage.attempts(*NOTHING)
        assert not stage.page._tick.isActive()
        assert stage.says("Looking…")

    aio(scenario())


@pytest.mark.parametrize("problem", StartProblem)
def test_every_problem_has_a_sentence(qapp: QApplication, problem: StartProblem) -> None:
    sentence = words.failure(StartFailed(problem), DOCKERD)
    assert sentence.startswith("The Engine ")
    assert sentence.endswith(".")


@pytest.mark.parametrize("obstacle", Obstacle)
def test_every_obstacle_has_a_sentence(qapp: QApplication, obstacle: Obstacle) -> None:
    assert words.obstacle(obstacle).endswith(".")
    assert "\n" not in remedies.remedy(obstacle)


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_few_words(qapp: QApplication, reason: Reason) -> None:
    assert 0 < len(words.reason(Unreachable(reason, "1.12"), local=True)) < 60


def test_the_page_fits_a_narrow_window(aio: Aio, stage: Stage) -> None:
    stage.ways = (ASKS, PODMAN, DESKTOP, BLOCKED)

    async def scenario() -> None:
        stage.page.resize(560, 400)
        stage.attempts(*NOTHING, _at("Rancher", Reason.TLS, "certificate " * 20))
        await stage.show()
        inner = stage.page.widget()
        assert inner is not None
        assert inner.minimumSizeHint().width() <= 560
        assert inner.width() <= stage.page.viewport().width()

    aio(scenario())
