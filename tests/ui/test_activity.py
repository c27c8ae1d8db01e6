"""The activity panel: rows by operation, what went wrong, what to do, and the script of it all."""

from __future__ import annotations

import asyncio
import random
import stat
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeDatabase, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QMessageBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.engine.errors import EngineFault
from desktop.engine.records import Kind, NetworkSpec, Progress, State, Subnet
from desktop.engine.start_failure import StartFailed, StartProblem
from desktop.model import operations as operations_module
from desktop.model.archive_commands import SaveImages
from desktop.model.commands import (
    Command,
    ContainersCommand,
    CreateNetwork,
    RemoveContainers,
    RemoveVolumes,
    Target,
    Verb,
)
from desktop.model.image_commands import PullImage
from desktop.model.in_turn import InTurn
from desktop.model.operations import Failure, Operation, Operations, Outcome
from desktop.model.private import PrivateEngineKeeper
from desktop.model.registry_commands import PushImage
from desktop.model.shell import Shell
from desktop.model.start_engine import StartEngine
from desktop.model.starter import PackStarter
from desktop.model.store import Store
from desktop.ui.activity import record
from desktop.ui.activity.model import COMMAND, FAILURE_ROLE, RESULT, TIME, TITLE, ActivityModel
from desktop.ui.activity.panel import ActivityLine, ActivityPanel
from desktop.ui.activity.speed import Speed
from desktop.ui.activity.steps import next_steps
from desktop.ui.plain import PlainLabel
from tests.model.fake_engine import (
    FakeEngine,
    FakeWorld,
    make_container,
    make_id,
    make_volume,
    mounted,
)
from tests.support.aio import Aio

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

# Qt keeps the file of MIME types open once a file dialog has looked into it.
QMimeDatabase().mimeTypeForFile("x.sh")

MARKUP = "<img src=x>&"


def target(number: int, name: str = "") -> Target:
    return Target(Kind.CONTAINER, make_id(number), name or f"c{number}")


def stop(*numbers: int) -> ContainersCommand:
    return ContainersCommand(Verb.STOP, tuple(target(number) for number in numbers))


class Scene:
    """A fake Engine with ten containers, and what the window makes of its operations."""

    def __init__(self) -> None:
        self.world = FakeWorld()
        self.world.add(*(make_container(number) for number in range(1, 11)))
        engine = FakeEngine(self.world)
        self.operations = Operations(lambda: engine)
        self.store = Store()
        self.store.take_containers(None, self.world.containers.values())

    def fake(
        self,
        command: Command,
        outcome: Outcome = Outcome.DONE,
        failures: tuple[Failure, ...] = (),
    ) -> Operation:
        """An operation that needs no loop; told as one that began, and as one that ended."""
        number = next(self.operations._numbers)
        operation = Operation(number, command, "default (unix:///x.sock)")
        self.operations._all.append(operation)
        self.operations._forget()
        self.operations.changed.tell(operation)
        if outcome is not Outcome.RUNNING:
            self.end(operation, outcome, failures)
        return operation

    def end(
        self, operation: Operation, outcome: Outcome, failures: tuple[Failure, ...] = ()
    ) -> None:
        failed = {failure.target for failure in failures}
        operation.failures = failures
        if outcome is not Outcome.CANCELLED:
            operation.succeeded = tuple(t for t in operation.command.targets if t not in failed)
        operation._end()
        assert operation.outcome is outcome
        self.operations.changed.tell(operation)

    def failed(self, command: Command, *numbers: int, text: str = "boom") -> Operation:
        failures = tuple(
            Failure(t, EngineFault(text))
            for t in command.targets
            if not numbers or t in [target(n) for n in numbers]
        )
        return self.fake(command, Outcome.FAILED, failures)


@pytest.fixture
def scene() -> Scene:
    return Scene()


@pytest.fixture
def panel(scene: Scene, qtbot: QtBot) -> ActivityPanel:
    made = ActivityPanel(scene.operations, scene.store, None)
    qtbot.addWidget(made)
    made.resize(1000, 400)
    return made


@pytest.fixture
def line(scene: Scene, qtbot: QtBot) -> ActivityLine:
    made = ActivityLine(scene.operations, scene.store, None)
    qtbot.addWidget(made)
    made.resize(1000, 36)
    return made


@pytest.fixture
def model(scene: Scene) -> ActivityModel:
    made = ActivityModel(scene.operations, scene.store)
    scene.operations.changed.subscribe(made.take)
    return made


def row(model: ActivityModel, number: int = 0) -> list[str]:
    return [model.index(number, column).data() for column in range(model.columnCount())]


# The rows


def test_a_running_command_becomes_a_row_and_its_row_tells_the_end(
    scene: Scene, panel: ActivityPanel, aio: Aio
) -> None:
    async def scenario() -> None:
        gate = asyncio.Event()
        scene.world.fail("stop", until=gate)
        operation = scene.operations.start(stop(1))
        assert row(panel.model)[TITLE] == "Stop c1"
        assert row(panel.model)[RESULT] == "Running"
        assert row(panel.model)[COMMAND] == "docker stop c1"
        gate.set()
        await operation.wait()
        await asyncio.sleep(0)
        assert row(panel.model)[RESULT] == "Stopped c1"

    aio(scenario())


def test_the_newest_stands_first(scene: Scene, model: ActivityModel) -> None:
    for number in (1, 2, 3):
        scene.fake(stop(number))
    assert [row(model, n)[TITLE] for n in range(3)] == ["Stop c3", "Stop c2", "Stop c1"]


def test_what_ran_before_the_panel_was_made_is_there(scene: Scene) -> None:
    scene.failed(stop(1, 2, 3), 2)
    scene.fake(stop(4))
    made = ActivityModel(scene.operations, scene.store)
    assert [row(made, n)[TITLE] for n in range(2)] == ["Stop c4", "Stop 3 containers"]
    assert made.rowCount(made.index(1, 0)) == 1


def test_a_failure_of_many_has_a_row_for_each_target(scene: Scene, model: ActivityModel) -> None:
    scene.failed(stop(1, 2, 3), 1, 3)
    parent = model.index(0, 0)
    assert row(model)[RESULT] == "Stopped 1 of 3 containers"
    said = [model.index(n, 0, parent).data() for n in range(model.rowCount(parent))]
    assert said == [f"Cannot stop container c{n}: the Engine says “boom”." for n in (1, 3)]
    assert model.index(0, 0, parent).data(FAILURE_ROLE).target == target(1)


def test_a_failure_of_one_is_told_in_its_own_row(scene: Scene, model: ActivityModel) -> None:
    scene.failed(stop(1))
    assert row(model)[RESULT] == "Cannot stop container c1: the Engine says “boom”."
    assert not model.hasChildren(model.index(0, 0))


def test_markup_in_names_and_errors_stays_text(scene: Scene, model: ActivityModel) -> None:
    command = RemoveVolumes((Target(Kind.VOLUME, MARKUP, MARKUP),))
    scene.failed(command, text=MARKUP)
    assert row(model)[TITLE] == f"Remove {MARKUP}"
    tip = model.index(0, RESULT).data(Qt.ItemDataRole.ToolTipRole)
    assert "<img" not in tip
    assert "&lt;img" in tip


def test_a_file_that_is_written_tells_its_bytes_and_about_how_many_there_are(
    scene: Scene, model: ActivityModel
) -> None:
    image = Target(Kind.IMAGE, "", "app:1")
    operation = scene.fake(SaveImages((image,), Path("app.tar")), Outcome.RUNNING)
    for progress, said in (
        (Progress("", 30_000_000, about=100_000_000), "30MB of about 100MB"),
        (Progress("", 110_000_000, about=100_000_000), "110MB"),
        (Progress("", 30_000_000), "30MB"),
    ):
        operation.progress = progress
        scene.operations.changed.tell(operation)
        assert row(model)[RESULT] == said


def test_progress_and_speed_are_told(scene: Scene, model: ActivityModel) -> None:
    operation = scene.fake(PullImage("ubuntu:24.04"), Outcome.RUNNING)
    operation.progress = Progress("a1: Downloading", 71, 100)
    scene.operations.changed.tell(operation)
    assert row(model)[RESULT] == "71 %  a1: Downloading"
    speed = model.speed(operation)
    assert speed is not None
    speed.add(12_000_071, time.monotonic() + 1)
    assert "MB/s" in row(model)[RESULT]


def test_a_speed_is_taken_over_the_last_seconds() -> None:
    speed = Speed()
    assert speed.rate is None
    for second in range(10):
        speed.add(second * 100 if second < 5 else 400 + second * 1000, float(second))
    assert speed.rate == pytest.approx(1000)
    speed.add(0, 10.0)
    assert speed.rate is None


def test_what_the_record_forgets_loses_its_row(
    scene: Scene, model: ActivityModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations_module, "KEPT", 3)
    for number in range(1, 6):
        scene.fake(stop(number))
    scene.fake(stop(6))
    numbers = [operation.number for operation in model.record()]
    assert numbers == [operation.number for operation in scene.operations]


def test_the_model_is_one_under_a_random_history(scene: Scene, model: ActivityModel) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    dice = random.Random(7)
    running: list[Operation] = []
    kept: dict[int, QPersistentModelIndex] = {}
    for _ in range(120):
        choice = dice.random()
        if choice < 0.5 or not running:
            running.append(scene.fake(stop(*range(1, dice.randint(2, 5))), Outcome.RUNNING))
            kept[running[-1].number] = QPersistentModelIndex(model.index_of(running[-1].number))
        elif choice < 0.9:
            operation = running.pop(dice.randrange(len(running)))
            failures = tuple(Failure(t, EngineFault("x")) for t in operation.command.targets[:2])
            if dice.random() < 0.5:
                scene.end(operation, Outcome.FAILED, failures)
            else:
                scene.end(operation, Outcome.DONE)
        elif choice < 0.95:
            model.tick()
        else:
            model.clear_finished()
    for number, index in kept.items():
        assert index.isValid() == model.index_of(number).isValid()
        if index.isValid():
            operation_there = model.operation(index)
            assert operation_there is not None
            assert operation_there.number == number
    tester.deleteLater()


def test_five_hundred_operations_stay_smooth(scene: Scene, panel: ActivityPanel) -> None:
    panel.show()
    began = time.thread_time()
    for number in range(500):
        scene.failed(stop(*range(1, 6)), number % 5 + 1)
    QApplication.processEvents()
    each = (time.thread_time() - began) / 500
    assert each < 0.005
    began = time.thread_time()
    panel.tree.viewport().repaint()
    assert time.thread_time() - began < 0.1
    assert len(panel.model) == 500


# The panel


def test_the_tree_is_called_activity_and_an_empty_record_says_so(
    scene: Scene, panel: ActivityPanel
) -> None:
    panel.show()
    assert panel.tree.accessibleName() == "Activity"
    assert panel.empty.isVisible()
    assert not panel.export_button.isEnabled()
    scene.fake(stop(1))
    assert panel.tree.isVisible()
    assert panel.export_button.isEnabled()


def test_the_newest_is_looked_at_until_a_person_picks_another(
    scene: Scene, panel: ActivityPanel
) -> None:
    first, second = scene.fake(stop(1)), scene.fake(stop(2))
    QApplication.processEvents()
    assert panel.model.operation(panel.tree.currentIndex()) is second
    panel.tree.setCurrentIndex(panel.model.index_of(first.number))
    scene.fake(stop(3))
    assert panel.model.operation(panel.tree.currentIndex()) is first


def test_time_is_counted_only_while_something_that_is_seen_runs(
    scene: Scene, panel: ActivityPanel, line: ActivityLine
) -> None:
    def ticking() -> list[bool]:
        return [part._timer.isActive() for part in (panel, line)]

    panel.show()
    line.show()
    assert ticking() == [False, False]
    operation = scene.fake(stop(1), Outcome.RUNNING)
    assert ticking() == [True, True]
    panel.hide()
    assert ticking() == [False, True]
    panel.show()
    line.hide()
    assert ticking() == [True, False]
    line.show()
    scene.end(operation, Outcome.DONE)
    assert ticking() == [False, False]


def test_a_tick_counts_the_seconds(scene: Scene, panel: ActivityPanel, qtbot: QtBot) -> None:
    scene.fake(stop(1), Outcome.RUNNING)
    changed: list[tuple[int, int]] = []
    panel.model.dataChanged.connect(lambda a, b, *_: changed.append((a.column(), b.column())))
    panel.show()
    qtbot.waitUntil(lambda: (RESULT, TIME) in changed)


def test_cancel_ends_a_running_one(
    scene: Scene, panel: ActivityPanel, qtbot: QtBot, aio: Aio
) -> None:
    panel.show()

    async def scenario() -> None:
        scene.world.fail("stop", until=asyncio.Event())
        operation = scene.operations.start(stop(1))
        await asyncio.sleep(0)
        assert panel.details.cancel_button.isVisible()
        panel.details.cancel_button.click()
        assert row(panel.model)[RESULT] == "Cancelling…"
        assert not panel.details.cancel_button.isEnabled()
        assert await operation.wait() is Outcome.CANCELLED
        await asyncio.sleep(0)
        assert row(panel.model)[RESULT] == "Cancelled"
        assert not panel.details.cancel_button.isVisible()

    aio(scenario())


def test_the_cross_in_the_row_cancels(
    scene: Scene, panel: ActivityPanel, qtbot: QtBot, aio: Aio
) -> None:
    panel.show()

    async def scenario() -> None:
        scene.world.fail("stop", until=asyncio.Event())
        operation = scene.operations.start(stop(1))
        cell = panel.tree.visualRect(panel.model.index(0, RESULT))
        cross = panel.tree.row_delegate.cancel_rect(cell.adjusted(8, 0, -8, 0)).center()
        beside = cell.center()
        qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=beside)
        assert not operation.cancelling
        qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=cross)
        assert await operation.wait() is Outcome.CANCELLED

    aio(scenario())


def test_a_failed_removal_offers_to_stop_first_or_to_force(
    scene: Scene, panel: ActivityPanel
) -> None:
    panel.show()
    asked: list[Command] = []
    panel.command_requested.connect(asked.append)
    scene.failed(RemoveContainers((target(1),)))
    buttons = {button.text(): button for button in panel.details.buttons}
    assert list(buttons) == ["Stop and remove", "Remove by force"]
    buttons["Remove by force"].click()
    assert asked == [RemoveContainers((target(1),), force=True)]
    buttons["Stop and remove"].click()
    assert isinstance(asked[1], InTurn)


def test_a_push_that_wants_to_know_who_asks_offers_to_sign_in(
    scene: Scene, panel: ActivityPanel
) -> None:
    panel.show()
    asked: list[tuple[str, Command]] = []
    panel.sign_in_requested.connect(lambda registry, then: asked.append((registry, then)))
    push = PushImage(Target(Kind.IMAGE, "sha256:1", "127.0.0.1:5000/app:1"))
    scene.failed(push, text="no basic auth credentials")
    [button] = panel.details.buttons
    assert button.text() == "Sign in…"
    button.click()
    assert asked == [("127.0.0.1:5000", push)]


def test_force_for_all_that_failed_is_one_step(scene: Scene) -> None:
    operation = scene.failed(RemoveContainers((target(1), target(2), target(3))), 1, 3)
    [step] = [s for s in next_steps(operation, scene.store) if s.text == "Remove by force"]
    assert step.command == RemoveContainers((target(1), target(3)), force=True)


def test_a_step_that_takes_others_is_asked_for_once_more(
    scene: Scene, panel: ActivityPanel, qtbot: QtBot, aio: Aio
) -> None:
    volume = make_volume("data")
    user = make_container(50, "db", state=State.EXITED, mounts=(mounted(volume),))
    scene.store.take_volumes(None, [volume])
    scene.store.take_containers(None, [user])
    asked: list[Command] = []
    panel.command_requested.connect(asked.append)
    panel.show()

    async def answer(text: str) -> None:
        [button] = panel.details.buttons
        assert button.text() == "Remove db and try again"
        button.click()
        for _ in range(5):
            await asyncio.sleep(0)
        box = panel.findChild(QMessageBox)
        assert box is not None
        assert "db" in box.informativeText()
        next(b for b in box.buttons() if b.text() == text).click()
        assert panel._asking is not None
        await panel._asking

    async def scenario() -> None:
        scene.failed(RemoveVolumes((Target(Kind.VOLUME, "data", "data"),)), text="in use")
        await answer("Cancel")
        assert asked == []
        await answer("Remove db and try again")
        assert len(asked) == 1

    aio(scenario())


def test_the_context_menu_copies_and_offers_the_same_steps(
    scene: Scene, panel: ActivityPanel
) -> None:
    operation = scene.failed(RemoveContainers((target(1, MARKUP),)))
    menu = panel.context_menu(operation)
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts[0] == "Copy"
    assert "Remove by force" in texts
    menu.actions()[0].trigger()
    assert QGuiApplication.clipboard().text() == f"docker rm '{MARKUP}'"
    menu.close()


def test_copy_and_its_key_copy_the_exact_line(
    scene: Scene, panel: ActivityPanel, qtbot: QtBot
) -> None:
    scene.fake(CreateNetwork(NetworkSpec("my net", subnets=(Subnet("10.9.0.0/24"),))))
    panel.show()
    expected = "docker network create --driver bridge --subnet 10.9.0.0/24 'my net'"
    ways: list[Callable[[], None]] = [
        panel.details.copy_button.click,
        lambda: qtbot.keyClick(panel.tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier),
    ]
    for way in ways:
        QGuiApplication.clipboard().setText("")
        way()
        assert QGuiApplication.clipboard().text() == expected


def test_clear_finished_keeps_what_runs(scene: Scene, panel: ActivityPanel) -> None:
    scene.fake(stop(1))
    running = scene.fake(stop(2), Outcome.RUNNING)
    scene.failed(stop(3))
    panel.clear_button.click()
    assert panel.model.record() == [running]
    assert not panel.clear_button.isEnabled()
    scene.end(running, Outcome.DONE)
    assert panel.clear_button.isEnabled()


def test_windows_gets_powershells_quotes(
    scene: Scene, model: ActivityModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record, "shell", lambda: Shell.POWERSHELL)
    scene.fake(RemoveVolumes((Target(Kind.VOLUME, "it's", "it's"),)))
    assert row(model)[COMMAND] == "docker volume rm 'it''s'"


def test_a_secret_is_masked_where_it_is_shown_and_not_where_it_is_copied(
    scene: Scene, panel: ActivityPanel, model: ActivityModel
) -> None:
    scene.fake(PullImage("https://me:hunter2@registry/app"))
    assert "hunter2" not in row(model)[COMMAND]
    panel.details.copy()
    assert "hunter2" in QGuiApplication.clipboard().text()


# The script


def written(aio: Aio, panel: ActivityPanel, path: Path) -> str:
    aio(panel.write_script(path))
    return path.read_text(encoding="utf-8")


def test_the_script_does_again_what_took_effect(
    scene: Scene, panel: ActivityPanel, tmp_path: Path, aio: Aio
) -> None:
    scene.fake(stop(1))
    scene.failed(stop(2, 3, 4), 3, text="first\nrm -rf /")
    scene.fake(stop(5), Outcome.CANCELLED)
    scene.fake(RemoveVolumes((Target(Kind.VOLUME, "a b", "a b"),)))
    script = written(aio, panel, tmp_path / "did.sh")
    active = [text for text in script.splitlines() if text and not text.startswith("#")]
    assert active == [
        "set -eu",
        "docker stop c1",
        "docker stop c2 c4",
        "docker volume rm 'a b'",
    ]
    assert "# docker stop c3" in script
    assert "# docker stop c5" in script
    program = "docker() { printf '%s|' \"$@\"; echo; }\n" + script
    said = subprocess.run(["sh", "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout.splitlines() == ["stop|c1|", "stop|c2|c4|", "volume|rm|a b|"]


def test_the_script_packs_the_archive_that_never_was_a_file(
    scene: Scene, panel: ActivityPanel, tmp_path: Path, aio: Aio
) -> None:
    scene.fake(PackStarter(Path("/bin/busy box")))
    scene.fake(PackStarter(Path("/bin/busybox")), Outcome.CANCELLED)
    script = written(aio, panel, tmp_path / "did.sh")
    assert "\ncp '/bin/busy box' bin/busybox\n" in script
    lines = [line for line in script.splitlines() if "docker import" in line]
    assert len(lines) == 2
    assert lines[0].endswith('"$root/starter.tar" portside/starter:latest')
    assert lines[1].startswith("# docker import ")


def test_only_the_user_may_read_the_script(
    scene: Scene, panel: ActivityPanel, tmp_path: Path, aio: Aio
) -> None:
    path = tmp_path / "did.sh"
    path.touch(mode=0o644)
    scene.fake(stop(1))
    written(aio, panel, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert str(path) in panel.banner.text


def test_the_script_that_was_there_stays_where_a_new_one_has_no_room(
    scene: Scene, panel: ActivityPanel, tmp_path: Path, aio: Aio, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "did.sh"
    path.write_text("old")
    scene.fake(stop(1))

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    aio(panel.write_script(path))
    assert panel.banner.text.startswith("Cannot write the script")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_script_has_no_secrets(
    scene: Scene, panel: ActivityPanel, tmp_path: Path, aio: Aio
) -> None:
    scene.fake(PullImage("https://me:hunter2@registry/app"))
    script = written(aio, panel, tmp_path / "did.sh")
    assert "hunter2" not in script
    assert "A secret is left out here" in script
    assert "# docker pull" in script


def test_a_script_that_can_not_be_written_is_told_with_a_way_out(
    scene: Scene, panel: ActivityPanel, tmp_path: Path, aio: Aio
) -> None:
    scene.fake(stop(1))
    aio(panel.write_script(tmp_path / "missing" / "did.sh"))
    assert panel.banner.text.startswith("Cannot write the script")
    assert "Choose another folder" in panel.banner.text


@pytest.mark.qt_log_ignore("does not support raise", "propagateSizeHints")
def test_export_asks_for_a_file_without_waiting(
    scene: Scene, panel: ActivityPanel, tmp_path: Path, qtbot: QtBot, aio: Aio
) -> None:
    scene.fake(stop(1))
    panel.show()
    panel.export_button.click()
    dialog = panel.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.isVisible()
    panel.export_script()
    assert len(panel.findChildren(QFileDialog)) == 1
    path = tmp_path / "did.sh"

    async def choose() -> None:
        dialog.fileSelected.emit(str(path))
        dialog.reject()
        assert panel._writing is not None
        await panel._writing

    aio(choose())
    assert path.exists()
    qtbot.waitUntil(lambda: panel.findChild(QFileDialog) is None)


# The line


def texts(line: ActivityLine) -> list[str]:
    return [
        label.text()
        for label in (line._title, line._facts, line._command)
        if label.isVisibleTo(line)
    ]


def test_the_line_tells_what_runs_and_then_what_became_of_it(
    scene: Scene, line: ActivityLine
) -> None:
    assert texts(line) == ["What you do appears here, with its docker command line."]
    other = scene.fake(stop(2), Outcome.RUNNING)
    pull = scene.fake(PullImage("ubuntu:24.04"), Outcome.RUNNING)
    title, facts, command = texts(line)
    assert title == "Pull ubuntu:24.04"
    assert "and 1 more" in facts
    assert command == "docker pull ubuntu:24.04"
    scene.end(pull, Outcome.DONE)
    assert texts(line)[0] == "Stop c2"
    failure = Failure(other.command.targets[0], EngineFault("boom"))
    scene.end(other, Outcome.FAILED, (failure,))
    assert texts(line) == ["Pulled ubuntu:24.04  0.0 s", "docker pull ubuntu:24.04"]
    scene.failed(stop(3))
    assert texts(line)[0] == "Cannot stop container c3: the Engine says “boom”."


def test_the_line_cancels_copies_and_opens_the_panel(
    scene: Scene, line: ActivityLine, qtbot: QtBot, aio: Aio
) -> None:
    async def scenario() -> None:
        scene.world.fail("stop", until=asyncio.Event())
        operation = scene.operations.start(stop(1))
        line.copy_button.click()
        assert QGuiApplication.clipboard().text() == "docker stop c1"
        line.cancel_button.click()
        assert await operation.wait() is Outcome.CANCELLED

    aio(scenario())
    with qtbot.waitSignal(line.toggled_panel):
        line.toggle_button.click()
    assert line.cancel_button.accessibleName() == "Cancel"


def test_a_panel_that_is_gone_hears_nothing(scene: Scene, qtbot: QtBot) -> None:
    made = ActivityPanel(scene.operations, scene.store, None)
    made.close_down()
    made.deleteLater()
    scene.fake(stop(1))
    assert len(made.model) == 0


# What is looked at, and that it can be read


def test_a_panel_that_opens_late_looks_at_what_failed_first_or_else_at_the_newest(
    scene: Scene, qtbot: QtBot
) -> None:
    def open_panel() -> Operation | None:
        made = ActivityPanel(scene.operations, scene.store, None)
        qtbot.addWidget(made)
        made.show()
        return made.model.operation(made.tree.currentIndex())

    assert open_panel() is None
    scene.fake(stop(1))
    newest = scene.fake(stop(2))
    assert open_panel() is newest
    failed = scene.failed(stop(3))
    scene.fake(stop(4))
    assert open_panel() is failed


def test_what_failed_while_the_panel_was_hidden_is_looked_at_when_it_is_shown(
    scene: Scene, panel: ActivityPanel
) -> None:
    panel.show()
    panel.hide()
    failed = scene.failed(stop(1))
    newest = scene.fake(stop(2))
    panel.show()
    assert panel.model.operation(panel.tree.currentIndex()) is failed
    panel.hide()
    panel.tree.setCurrentIndex(panel.model.index_of(newest.number))
    panel.show()
    assert panel.model.operation(panel.tree.currentIndex()) is newest


@pytest.mark.parametrize("width", [640, 900, 1800])
def test_a_low_panel_shows_the_whole_error_and_its_next_steps(
    scene: Scene, qtbot: QtBot, width: int
) -> None:
    panel = ActivityPanel(scene.operations, scene.store, None)
    splitter = QSplitter(Qt.Orientation.Vertical)
    qtbot.addWidget(splitter)
    splitter.addWidget(QWidget())
    splitter.addWidget(panel)
    splitter.setChildrenCollapsible(False)
    splitter.resize(width, 600)
    splitter.setSizes([10_000, 0])  # as low as it can be
    splitter.show()
    scene.store.take_containers(None, [make_container(1, state=State.RUNNING)])
    command = RemoveContainers((target(1),))
    scene.failed(command, text="the first of many words that are in the way, " * 8)
    QApplication.sendPostedEvents()  # the layouts settle
    details = panel.details
    view = details.viewport().rect()
    [sentence] = [w for w in details.findChildren(PlainLabel) if len(w.text()) > 100]
    assert sentence.height() >= sentence.heightForWidth(sentence.width())
    for part in (sentence, *details.buttons, details.copy_button):
        rect = part.rect()
        place = part.mapTo(details.viewport(), rect.topLeft())
        assert view.contains(rect.translated(place)), part
    assert panel.rect().contains(details.geometry())
    assert panel.tree.height() > 2 * panel.tree.sizeHintForRow(0)


def test_titles_have_the_room_that_there_is_until_a_person_resizes_them(
    scene: Scene, panel: ActivityPanel
) -> None:
    scene.fake(stop(1))
    panel.show()
    header = panel.tree.header()
    widths = []
    for width in (640, 1400):
        panel.resize(width, 400)
        widths.append(header.sectionSize(TITLE))
    assert widths[0] < widths[1]
    header.resizeSection(TITLE, 222)
    panel.resize(800, 400)
    assert header.sectionSize(TITLE) == 222


def test_in_a_low_window_the_details_scroll_and_nothing_is_over_another(
    scene: Scene, qtbot: QtBot
) -> None:
    panel = ActivityPanel(scene.operations, scene.store, None)
    splitter = QSplitter(Qt.Orientation.Vertical)
    qtbot.addWidget(splitter)
    above = QWidget()
    above.setMinimumHeight(200)
    splitter.addWidget(above)
    splitter.addWidget(panel)
    splitter.setChildrenCollapsible(False)
    splitter.resize(900, 400)
    splitter.show()
    scene.store.take_containers(None, [make_container(1, state=State.RUNNING)])
    scene.failed(RemoveContainers((target(1),)), text="many words " * 40)
    QApplication.sendPostedEvents()
    details, tree = panel.details, panel.tree
    assert panel.rect().contains(details.geometry())
    assert not tree.geometry().intersects(details.geometry())
    assert tree.viewport().height() >= tree.sizeHintForRow(0)
    assert details.verticalScrollBar().maximum() > 0
    splitter.resize(900, 800)
    QApplication.sendPostedEvents()
    assert details.verticalScrollBar().maximum() == 0


def test_in_a_low_window_the_next_steps_stand_beside_the_command_and_all_is_in_sight(
    scene: Scene, qtbot: QtBot
) -> None:
    panel = ActivityPanel(scene.operations, scene.store, None)
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(panel)
    window.resize(940, 500)
    window.show()
    scene.store.take_containers(None, [make_container(1, state=State.RUNNING)])
    scene.failed(RemoveContainers((target(1),)), text="it is running")
    QApplication.sendPostedEvents()
    details = panel.details
    [again, *_more] = details.buttons
    places = [each.mapTo(details, QPoint()).y() for each in (again, details.copy_button)]
    assert places[0] == places[1]
    assert details.verticalScrollBar().maximum() == 0
    window.resize(940, 900)
    QApplication.sendPostedEvents()
    places = [each.mapTo(details, QPoint()).y() for each in (again, details.copy_button)]
    assert places[0] < places[1], "each has a row where there is room"
    assert details.verticalScrollBar().maximum() == 0


def test_the_start_of_an_engine_has_no_line_but_its_failure_has_a_next_step(
    scene: Scene, panel: ActivityPanel, line: ActivityLine, tmp_path: Path
) -> None:
    panel.show()
    line.show()
    command = StartEngine(PrivateEngineKeeper(tmp_path), lambda _: None)
    scene.fake(command)
    assert panel.model.index(0, TITLE).data() == "Start the private Engine"
    assert panel.model.index(0, RESULT).data() == "Started the private Engine"
    assert panel.details.isHidden()
    assert line.copy_button.isHidden()
    error = StartFailed(StartProblem.DISK_FULL)
    failed = scene.fake(command, Outcome.FAILED, (Failure(command.targets[0], error),))
    panel.tree.setCurrentIndex(panel.model.index_of(failed.number))
    assert "the disk is full" in record.result(failed, scene.store)
    assert [button.text() for button in panel.details.buttons] == ["Try again"]
    assert panel.details.isVisible()
    assert panel.details.copy_button.isHidden()
    assert "docker" not in record.as_script([failed], scene.store).replace("docker.sock", "")
