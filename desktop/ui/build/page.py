"""The page of a build: its steps, what they write, and what can be done about it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from desktop.engine.build_records import BuildNews
from desktop.engine.errors import Unreachable
from desktop.engine.records import PartState, ProgressPart
from desktop.model.build.story import BuildStory
from desktop.model.operations import Operation, Operations, Outcome
from desktop.model.store import Store
from desktop.ui import problems, units
from desktop.ui.activity.parts import amount
from desktop.ui.activity.steps import Step, next_steps
from desktop.ui.build.log import BuildLog
from desktop.ui.build.steps import StepsModel
from desktop.ui.dialogs.fields import set_property
from desktop.ui.icons import BESIDE_TEXT, Icon, icon
from desktop.ui.list_tree import ListTree
from desktop.ui.living.tabs import Face
from desktop.ui.page import Watcher
from desktop.ui.plain import PlainLabel, visible
from desktop.ui.states import Banner
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Tone, Type, font

_WIDE = 220 * GRID  # steps and log have room beside each other
_LOW = 80 * GRID  # they have none one above the other
_PICTURES = {
    Outcome.RUNNING: Icon.BUILD,
    Outcome.DONE: Icon.OK,
    Outcome.FAILED: Icon.ERROR,
    Outcome.CANCELLED: Icon.CANCEL,
}


@dataclass(frozen=True, slots=True)
class Ways:
    """Where one can go from a build. ``edit`` takes the place of a step, or -1."""

    run: Callable[[], object]
    edit: Callable[[int], object]
    plan: Callable[[], tuple[ProgressPart, ...]]
    """The steps so far, and those that are to come."""
    stage_of: Callable[[int], str] | None
    """The stage of a step; None where there is but one."""
    line_of: Callable[[int], int]
    """The line of the Dockerfile that a step stands for; 0 where that is not known."""
    take: Callable[[Step], object]
    """A next step after a failure."""


class BuildPage(QWidget):
    """Lives on in a tab; a build goes on without it, and is in the activity, too."""

    face_changed = Signal()

    def __init__(
        self,
        name: str,
        story: BuildStory,
        operation: Operation,
        operations: Operations,
        store: Store,
        ways: Ways,
    ) -> None:
        super().__init__()
        self._name = name
        self._story = story
        self._operation = operation
        self._operations = operations
        self._store = store
        self._ways = ways
        self._jumped = False
        self._follows = True  # the step that runs; until a person chooses one
        self._choosing = False
        self._told_at = time.monotonic()
        self._clock = QTimer(self, interval=1000)  # a step that says nothing grows older
        self._clock.timeout.connect(self._show)
        self.title = PlainLabel(elide=Qt.TextElideMode.ElideRight)
        self.title.setFont(font(Type.NAME))
        self.banner = Banner()
        self.model = StepsModel(ways.stage_of)
        self.model.setParent(self)
        self.steps = ListTree(tr("Steps"), nested=ways.stage_of is not None)
        self.steps.setModel(self.model)
        self.steps.set_widths(0, 10, 7)
        self.steps.viewport().installEventFilter(self)
        self.log = BuildLog(name)
        self.edit_button = self._button(Icon.FILE, tr("Show in Dockerfile"), self._edit)
        self.again_button = self._button(Icon.RETRY, tr("Build again…"), lambda: ways.edit(-1))
        self.run_button = self._button(None, tr("Run…"), ways.run)
        self.cancel_button = self._button(
            Icon.CANCEL, tr("Cancel"), lambda: operations.cancel(operation)
        )
        set_property(self.run_button, "main", True)
        self._lay_out()
        for output in story.output:
            self.log.add(output)
        self.steps.selectionModel().currentChanged.connect(self._on_step_chosen)
        self.steps.opened.connect(self._on_opened)
        self.model.rowsInserted.connect(lambda above: self.steps.expand(above))
        self.steps.copy_requested.connect(self._copy)
        ends = (story.told.subscribe(self._on_told), operations.changed.subscribe(self._on_changed))
        self.destroyed.connect(lambda: [end() for end in ends])
        self._watcher = Watcher(self, self._on_watched)
        self._show()

    def face(self) -> Face:
        """What its tab shows."""
        title = tr("Build: {name}", name=visible(self._name, limit=40))
        return Face(title, _PICTURES[self._operation.outcome])

    def _on_watched(self, watched: bool) -> None:
        if watched and self._operation.running:
            self._clock.start()
        else:
            self._clock.stop()
        self._show()

    def _aged(self, steps: tuple[ProgressPart, ...]) -> tuple[ProgressPart, ...]:
        """Those that run are older than they were told to be."""
        passed = time.monotonic() - self._told_at if self._operation.running else 0.0
        return tuple(
            replace(step, seconds=step.seconds + passed)
            if step.state is PartState.RUNNING and step.seconds is not None
            else step
            for step in steps
        )

    def _on_told(self, news: BuildNews) -> None:
        self._told_at = time.monotonic()
        for output in news.output:
            self.log.add(output)
        self._show()

    def _on_changed(self, operation: Operation) -> None:
        if operation is self._operation:
            if not operation.running:
                self._clock.stop()
                self.log.end()
                self.face_changed.emit()
            self._show()

    def _show(self) -> None:
        operation, story = self._operation, self._story
        outcome = operation.outcome
        self.model.show(self._aged(self._ways.plan()), over=not operation.running)
        self.title.setText(self._said())
        self.cancel_button.setVisible(operation.running)
        self.cancel_button.setEnabled(not operation.cancelling)
        self.run_button.setVisible(outcome is Outcome.DONE)
        self.again_button.setVisible(not operation.running)
        if self._follows and story.steps and operation.running:
            self._choose(len(story.steps) - 1)
        failed = story.failed
        at_fault = outcome is Outcome.FAILED and failed >= 0 and not self._is_lost
        self.edit_button.setVisible(at_fault)
        if outcome is Outcome.FAILED and not self._jumped and not self._is_lost:
            self._jumped = True
            self._say_failure(failed)

    def _said(self) -> str:
        operation = self._operation
        name, seconds = visible(self._name, limit=80), units.elapsed(operation.seconds)
        match operation.outcome:
            case Outcome.DONE:
                cached = sum(part.state is PartState.CACHED for part in self._story.steps)
                done = tr("Built {name} in {time}", name=name, time=seconds)
                return done + (tr(", %n step(s) from the cache", "", cached) if cached else "")
            case Outcome.FAILED if self._is_lost:
                return tr("{name} was not built: the connection to the Engine was lost", name=name)
            case Outcome.FAILED:
                return tr("{name} was not built", name=name)
            case Outcome.CANCELLED:
                return tr("Cancelled after {time}", time=seconds)
        if operation.cancelling:
            return tr("Cancelling…")
        progress = self._story.progress
        if not progress.parts and progress.done:
            sent = amount(progress.done, progress.total)
            return tr("Sending the files: {amount}", amount=sent)
        return tr("Building {name}", name=name)

    @property
    def _is_lost(self) -> bool:
        """Whether the Engine has gone, which the window says above everything."""
        failures = self._operation.failures
        return bool(failures) and isinstance(failures[0].error, Unreachable)

    def _say_failure(self, failed: int) -> None:
        failure = self._operation.failures[0]
        said = problems.sentence(
            self._operation.command.verb, failure.target, failure.error, self._store
        )
        if line := self._ways.line_of(failed) if failed >= 0 else 0:
            said = tr("Line {line}: {said}", line=line, said=said)
        found = next_steps(self._operation, self._store)
        actions = [
            (step.text, partial(self._ways.take, step))
            for step in found
            if step.registry or step.section  # to build again there is a button
        ]
        self.banner.say(said, Tone.DANGER, actions=actions)
        if failed >= 0:
            self._choose(failed)

    def _choose(self, step: int) -> None:
        """Show a step as the current one; the log stays where it is."""
        index = self.model.index_of(step)
        if self.steps.currentIndex() != index:
            self._choosing = True
            self.steps.setCurrentIndex(index)
            self._choosing = False
            self.steps.scrollTo(index)

    def _edit(self, step: int = -1) -> None:
        self._ways.edit(step if step >= 0 else self._story.failed)

    def _copy(self) -> None:
        place = self.model.place_of(self.steps.currentIndex())
        if place >= 0:
            QGuiApplication.clipboard().setText(self.model.steps[place].name)

    def _on_opened(self, index: QModelIndex) -> None:
        if (place := self.model.place_of(index)) >= 0:
            self._edit(place)

    def _on_step_chosen(self, current: QModelIndex) -> None:
        place = self.model.place_of(current)
        if place >= 0 and not self._choosing:
            self._follows = False
            self.log.go_to(place)

    def _button(self, picture: Icon | None, text: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        if picture is not None:
            button.setIcon(icon(picture))
            button.setIconSize(BESIDE_TEXT)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: act())
        return button

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        bar.setSpacing(2 * GRID)
        bar.addWidget(self.title, 1)
        buttons = (self.edit_button, self.again_button, self.run_button, self.cancel_button)
        for button in buttons:
            bar.addWidget(button)
        split = self._split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.steps)
        split.addWidget(self.log)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.banner)
        column.addWidget(split, 1)
        self.setFocusProxy(self.steps)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:  # what is said above may take the room
            self.steps.scrollTo(self.steps.currentIndex())
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() > _WIDE or self.height() < _LOW
        wide = beside and self.width() > 2 * self.height()
        self._split.setOrientation(Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical)
