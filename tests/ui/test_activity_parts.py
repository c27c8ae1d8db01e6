"""The parts of an operation in the activity: layers and steps, a row each below it."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop.engine.errors import EngineFault
from desktop.engine.records import PartState, Progress, ProgressPart
from desktop.model.commands import Command
from desktop.model.image_commands import PullImage
from desktop.model.operations import Failure, Operation, Operations, Outcome
from desktop.model.store import Store
from desktop.ui.activity.model import FAILURE_ROLE, PART_ROLE, RESULT, TIME, TITLE, ActivityModel
from desktop.ui.activity.panel import ActivityPanel

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

PULL = PullImage("nginx:1.27")
MB = 1_000_000


class Scene:
    """Operations that are told of by hand."""

    def __init__(self) -> None:
        self.operations = Operations(lambda: None)
        self.store = Store()

    def begin(self, command: Command = PULL) -> Operation:
        operation = Operation(next(self.operations._numbers), command, "default")
        self.operations._all.append(operation)
        self.operations.changed.tell(operation)
        return operation

    def tell(self, operation: Operation, *parts: ProgressPart) -> None:
        done = sum(part.done for part in parts)
        total = sum(part.total or 0 for part in parts) or None
        operation.progress = Progress("x", done, total, parts)
        self.operations.changed.tell(operation)

    def end(self, operation: Operation, outcome: Outcome) -> None:
        targets = operation.command.targets
        if outcome is Outcome.FAILED:
            operation.failures = tuple(Failure(target, EngineFault("boom")) for target in targets)
        elif outcome is Outcome.DONE:
            operation.succeeded = targets
        operation._end()
        assert operation.outcome is outcome
        self.operations.changed.tell(operation)


@pytest.fixture
def scene() -> Scene:
    return Scene()


@pytest.fixture
def model(scene: Scene) -> ActivityModel:
    made = ActivityModel(scene.operations, scene.store)
    scene.operations.changed.subscribe(made.take)
    return made


@pytest.fixture
def panel(scene: Scene, qtbot: QtBot) -> ActivityPanel:
    made = ActivityPanel(scene.operations, scene.store, None)
    qtbot.addWidget(made)
    made.resize(1000, 400)
    made.show()
    return made


def layer(
    name: str,
    state: PartState = PartState.RUNNING,
    text: str = "Downloading",
    done: int = 0,
    total: int | None = None,
    seconds: float | None = None,
) -> ProgressPart:
    return ProgressPart(name, state, text, done, total, seconds)


def below(model: ActivityModel, column: int = TITLE) -> list[str]:
    parent = model.index(0, 0)
    return [model.index(n, column, parent).data() for n in range(model.rowCount(parent))]


def test_each_part_has_a_row_with_its_state_its_bytes_and_its_time(
    scene: Scene, model: ActivityModel
) -> None:
    operation = scene.begin()
    scene.tell(
        operation,
        layer("a1", PartState.CACHED, "Already exists"),
        layer("b2", done=12 * MB, total=80 * MB, seconds=4.0),
        layer("c3", PartState.WAITING, "Pulling fs layer"),
        layer("d4", PartState.DONE, "Pull complete", 5 * MB, 5 * MB, 1.5),
        layer("e5", text="Download complete", done=7 * MB, total=7 * MB),
    )
    assert below(model) == ["a1", "b2", "c3", "d4", "e5"]
    assert below(model, RESULT) == [
        "Already here",
        "Downloading  12MB of 80MB",
        "Waiting",
        "Pulled  5MB",
        "Downloaded  7MB",
    ]
    assert below(model, TIME) == ["", "4.0 s", "", "1.5 s", ""]


def test_the_operation_tells_the_sum_in_its_own_row(scene: Scene, model: ActivityModel) -> None:
    operation = scene.begin()
    scene.tell(operation, layer("a", done=30 * MB, total=100 * MB), layer("b", total=50 * MB))
    assert model.index(0, RESULT).data() == "20 %  30MB of 150MB"


def test_a_layer_that_was_cut_off_says_when_it_is_tried_again(
    scene: Scene, model: ActivityModel
) -> None:
    operation = scene.begin()
    waiting = layer("a", text="Retrying in 5 seconds", done=MB, total=80 * MB)
    scene.tell(operation, waiting)
    assert below(model, RESULT) == ["Cut off; tried again in 5 seconds  1MB of 80MB"]
    told = "1 %  1MB of 80MB  Cut off; tried again in 5 seconds"
    assert model.index(0, RESULT).data() == told
    scene.tell(operation, replace(waiting, state=PartState.FAILED))
    assert below(model, RESULT) == ["Failed  1MB of 80MB"]


def test_a_registry_that_says_nothing_any_more_is_told_with_the_time(
    scene: Scene, model: ActivityModel
) -> None:
    operation = scene.begin()
    going = layer("a", done=MB, total=80 * MB)
    scene.tell(operation, going)
    assert model.index(0, RESULT).data() == "1 %  1MB of 80MB"
    operation._heard -= 70
    model.tick()
    told = "1 %  No data for 1:10: the Engine still waits for the registry  1MB of 80MB"
    assert model.index(0, RESULT).data() == told
    scene.tell(operation, going, layer("b", text="Extracting", done=MB, total=2 * MB))
    assert "No data" not in model.index(0, RESULT).data(), "the Engine is at work"
    scene.end(operation, Outcome.CANCELLED)
    assert "No data" not in model.index(0, RESULT).data()


def test_what_is_not_heard_of_goes_slower_and_then_not_at_all(
    scene: Scene, model: ActivityModel
) -> None:
    operation = scene.begin()
    now = time.monotonic()
    scene.tell(operation, layer("a", done=MB, total=80 * MB))
    scene.tell(operation, layer("a", done=9 * MB, total=80 * MB))
    for speed in (model.speed(operation), model._parts[operation.number]._speeds["a"]):
        assert speed is not None
        speed._seen.clear()
        speed.add(MB, now - 100)
        speed.add(9 * MB, now - 98)
    told = (model.index(0, RESULT), model.index(0, RESULT, model.index(0, 0)))
    assert ["4MB/s" in each.data() for each in told] == [True, True]
    operation._heard = now - 98
    model.tick()
    assert ["MB/s" in each.data() for each in told] == [False, False]


def test_a_part_that_goes_on_has_a_speed_of_its_own(scene: Scene, model: ActivityModel) -> None:
    operation = scene.begin()
    part = layer("a", done=MB, total=80 * MB)
    scene.tell(operation, part)
    speed = model._parts[operation.number]._speeds["a"]
    begin, done = speed._seen[-1]
    speed.add(done + 6 * MB, begin + 2)
    assert below(model, RESULT) == ["Downloading  1MB of 80MB  3MB/s"]


def test_a_step_of_which_no_bytes_are_known_shows_what_it_says(
    scene: Scene, model: ActivityModel
) -> None:
    operation = scene.begin()
    scene.tell(operation, layer("RUN make", text="cc -c <b>main</b>.c\x1b[1m"))
    [said] = below(model, RESULT)
    assert said.startswith("cc -c <b>main</b>.c")
    assert "\x1b" not in said
    tip = model.index(0, RESULT, model.index(0, 0)).data(Qt.ItemDataRole.ToolTipRole)
    assert "<b>" not in tip


def test_a_cancelled_operation_says_what_is_not_finished(
    scene: Scene, model: ActivityModel
) -> None:
    operation = scene.begin()
    scene.tell(
        operation,
        layer("a", PartState.DONE, "Pull complete", MB, MB),
        layer("b", done=MB, total=2 * MB),
        layer("c", PartState.WAITING, "Waiting"),
    )
    scene.end(operation, Outcome.CANCELLED)
    said = below(model, RESULT)
    assert said == ["Pulled  1MB", "Not finished  1MB of 2MB", "Not begun"]


def test_what_failed_stays_to_be_looked_at(scene: Scene, model: ActivityModel) -> None:
    operation = scene.begin()
    scene.tell(operation, layer("a", PartState.FAILED, done=MB, total=2 * MB))
    scene.end(operation, Outcome.FAILED)
    assert below(model, RESULT) == ["Failed  1MB of 2MB"]
    index = model.index(0, 0, model.index(0, 0))
    assert index.data(FAILURE_ROLE) is None
    assert index.data(PART_ROLE).name == "a"


def test_parts_unfold_while_they_run_and_fold_when_all_went_well(
    scene: Scene, panel: ActivityPanel
) -> None:
    first, second = scene.begin(), scene.begin(PullImage("b:1"))
    for operation in (first, second):
        scene.tell(operation, layer("a"))
        assert panel.tree.isExpanded(panel.model.index_of(operation.number))
    scene.end(first, Outcome.DONE)
    scene.end(second, Outcome.FAILED)
    assert not panel.tree.isExpanded(panel.model.index_of(first.number))
    assert panel.tree.isExpanded(panel.model.index_of(second.number))


def test_what_a_person_has_folded_stays_folded(scene: Scene, panel: ActivityPanel) -> None:
    operation = scene.begin()
    scene.tell(operation, layer("a"))
    panel.tree.collapse(panel.model.index_of(operation.number))
    scene.tell(operation, layer("a"), layer("b"))
    assert not panel.tree.isExpanded(panel.model.index_of(operation.number))


def test_a_part_under_the_pointer_does_not_fold_away(scene: Scene, panel: ActivityPanel) -> None:
    operation = scene.begin()
    scene.tell(operation, layer("a"))
    index = panel.model.index_of(operation.number)
    panel.tree.setCurrentIndex(panel.model.index(0, 0, index))
    scene.end(operation, Outcome.DONE)
    assert panel.tree.isExpanded(index)


def test_a_click_on_a_part_cancels_nothing(
    scene: Scene, panel: ActivityPanel, qtbot: QtBot
) -> None:
    cancelled: list[Operation] = []
    panel.tree.cancel_requested.connect(cancelled.append)
    operation = scene.begin()
    scene.tell(operation, layer("a", done=1, total=2))
    panel.grab()  # all is painted, too
    index = panel.model.index_of(operation.number)
    cell = panel.tree.visualRect(panel.model.index(0, RESULT, index)).adjusted(8, 0, -8, 0)
    cross = panel.tree.row_delegate.cancel_rect(cell).center()
    qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=cross)
    assert cancelled == []


def test_rows_of_parts_that_are_gone_at_the_end_are_taken_away(
    scene: Scene, model: ActivityModel
) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    operation = scene.begin()
    scene.tell(operation, *(layer(str(number)) for number in range(8)))
    last = QPersistentModelIndex(model.index(7, TITLE, model.index_of(operation.number)))
    operation.progress = Progress("x", parts=(layer("0", PartState.DONE),))  # told with the end
    scene.end(operation, Outcome.DONE)
    assert below(model) == ["0"]
    assert not last.isValid()
    tester.deleteLater()


def test_the_model_is_one_whatever_parts_come_and_go(scene: Scene, model: ActivityModel) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    dice = random.Random(3)
    running = [scene.begin(), scene.begin(PullImage("b:1"))]
    kept = QPersistentModelIndex(model.index_of(running[0].number))
    for _ in range(80):
        operation = dice.choice(running)
        parts = [layer(str(n), dice.choice(list(PartState))) for n in range(dice.randrange(6))]
        scene.tell(operation, *parts)
    scene.end(running[0], Outcome.FAILED)
    scene.end(running[1], Outcome.DONE)
    assert model.operation(kept) is running[0]
    model.clear_finished()
    assert not kept.isValid()
    tester.deleteLater()
