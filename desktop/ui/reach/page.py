"""The page that says who reaches whom: the verdict at once, then the test."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QWidget,
)

from desktop.engine.errors import EngineError, NotFound
from desktop.engine.records import Container, Kind
from desktop.model.commands import Command, Target, Verb
from desktop.model.operations import Operation
from desktop.model.reach.machines import Machine, look_up
from desktop.model.reach.steps import step
from desktop.model.reach.testing import ReachStory, ReachTest, pinging_image, reason_of
from desktop.model.reach.verdict import Check, Reason
from desktop.model.starter import pack_starter
from desktop.model.store import Change
from desktop.ui import problems, wording
from desktop.ui.focus import show_instead
from desktop.ui.icons import Icon
from desktop.ui.living.tabs import Face
from desktop.ui.page import Surroundings
from desktop.ui.plain import visible
from desktop.ui.reach import words
from desktop.ui.reach.answers import Answer
from desktop.ui.reach.layout import ReachLayout
from desktop.ui.reach.matrix import Mark
from desktop.ui.text import tr
from desktop.ui.theme import Tone

_AT_ONCE = 12  # containers that are tested unasked: more are hundreds of questions


class ReachPage(ReachLayout):
    """Lives on in a tab, follows its containers, and tests when it is opened and when asked."""

    face_changed = Signal()

    def __init__(self, surroundings: Surroundings, keys: Sequence[str]) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._session = surroundings.session
        self._store = surroundings.session.store
        self._keys = tuple(keys)
        self.story = ReachStory()
        self._operation: Operation | None = None
        self._looking: asyncio.Task[None] | None = None
        self._again = False
        self._tested = False
        self._helping: Operation | None = None
        self._pack: Command | None = None
        self.test_button.clicked.connect(self.test)
        self.cancel_button.clicked.connect(self.cancel)
        self.again.triggered.connect(self._look)
        self.answers.step_wanted.connect(self._take_step)
        self.matrix.selectionModel().currentChanged.connect(lambda *_: self._show_answers())
        self._ends = (
            self.story.told.subscribe(lambda _check: self._show()),
            self._store.changed.subscribe(self._on_store_changed),
            surroundings.operations.changed.subscribe(self._on_operation_changed),
            self._session.status_changed.subscribe(lambda _status: self._look()),
        )
        self._look()

    def face(self) -> Face:
        """What its tab shows."""
        names = [visible(name, limit=20) for name in self._names()]
        return Face(tr("Reachability: {names}", names=wording.listed(names)), Icon.NETWORKS)

    def test(self) -> None:
        """Try all that can be tried."""
        checks = tuple(self.story.testable())
        if not checks or self._operation is not None:
            return
        image = pinging_image(self._store.images)
        command = ReachTest(self.story, checks, self.story.machines, image)
        self._operation = self._surroundings.run(command)
        self._show()

    def cancel(self) -> None:
        """End the test; what was found stays."""
        if self._operation is not None:
            self._surroundings.operations.cancel(self._operation)

    async def close_down(self) -> None:
        """End what it asks, and hear nothing any more."""
        for end in self._ends:
            end()
        self.cancel()
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.wait([self._looking])

    # What is asked

    def _look(self) -> None:
        """See what the containers are like now."""
        if self._looking is not None:
            self._again = True
            return
        self._looking = asyncio.get_running_loop().create_task(self._look_up())

    async def _look_up(self) -> None:
        problem: EngineError | None = None
        engine = self._session.engine
        try:
            if engine is not None:
                networks = {network.id: network for network in self._store.networks}
                keys = [key for key in self._keys if key in self._store.containers]
                self.story.show(await look_up(engine, keys, networks))
                if pinging_image(self._store.images) is None and self._pack is None:
                    self._pack = await pack_starter()
        except NotFound:
            pass  # it is on its way out of the lists
        except EngineError as error:
            problem = error
        self._looking = None
        self._say(problem)
        self._show()
        if self._again:
            self._again = False
            self._look()
        elif self.story.machines and not self._tested:
            self._tested = True
            if len(self.story.machines) <= _AT_ONCE:
                self.test()

    # What is shown

    def _show(self) -> None:
        story, machines = self.story, self.story.machines
        names = [machine.name for machine in machines]
        cells = self._cells(machines)
        self.model.show([machine.key for machine in machines], names, cells)
        self.matrix.choose_first()
        part: QWidget = self.loading
        if len(machines) > 1:
            part = self.splitter
        elif self._looking is None:
            part = self.nothing
        if self.stack.currentWidget() is not part:
            self.stack.setCurrentWidget(part)
        self.title.setText(self._said())
        running = self._operation is not None
        self.test_button.setEnabled(bool(story.testable()) and self._session.engine is not None)
        buttons = self.cancel_button, self.test_button
        show_instead(*(buttons if running else reversed(buttons)))
        self._show_answers()

    def _said(self) -> str:
        story = self.story
        if self._operation is not None:
            done = self._operation.progress.done if self._operation.progress is not None else 0
            total = len(story.asked) + done
            return tr("Testing: {done} of {total}", done=done, total=total)
        return words.summary(story)

    def _cells(self, machines: Sequence[Machine]) -> dict[tuple[int, int], list[Mark]]:
        place = {machine.key: number for number, machine in enumerate(machines)}
        cells: dict[tuple[int, int], list[Mark]] = {}
        for check in self.story.verdicts:
            where = place[check.source], place[check.target]
            cells.setdefault(where, []).append(self._mark(check))
        return cells

    def _mark(self, check: Check) -> Mark:
        story = self.story
        finding = story.findings.get(check)
        return words.cell(check, story.verdicts[check], finding, asked=check in story.asked)

    def _show_answers(self) -> None:
        index, machines = self.matrix.currentIndex(), self.story.machines
        if not index.isValid() or max(index.row(), index.column()) >= len(machines):
            self.answers.show_answers("", [], [])
            return
        source, target = machines[index.row()], machines[index.column()]
        answers, lines, reasons = [], [], []
        for check, verdict in self.story.verdicts.items():
            if (check.source, check.target) != (source.key, target.key):
                continue
            finding = self.story.findings.get(check)
            if finding is None or not finding.reached:
                reasons.append(reason_of(verdict, finding))
            sentence = words.sentence(source, target, check, verdict, finding)
            answers.append(Answer(self._mark(check), words.heading(check, verdict), sentence))
            if finding is not None and finding.line and finding.line not in lines:
                lines.append(finding.line)
        names = {
            "source": visible(source.name, limit=60),
            "target": visible(target.name, limit=60),
        }
        title, helps = (
            tr("From {source} to {target}", **names),
            step(source, target, reasons, pack=self._pack),
        )
        self.answers.show_answers(title, answers, lines, helps)

    def _take_step(self, command: Command) -> None:
        """Do what helps; then all is looked at and tested again."""
        self._helping = self._surroundings.run(command)

    def _say(self, problem: EngineError | None) -> None:
        if problem is not None:
            target = Target(Kind.CONTAINER, "", wording.listed(self._names()))
            said = problems.sentence(Verb.TEST, target, problem, self._store)
            self.banner.say(said, Tone.WARNING)
        elif self._session.engine is None:
            self.banner.say(
                tr("The Engine is not connected. What is shown is the last known state."),
                dismissible=False,
            )
        elif gone := [key for key in self._keys if key not in self._store.containers]:
            self.banner.say(
                tr("%n of these containers (was|were) removed.", "", len(gone)), Tone.ACCENT
            )
        else:
            self.banner.hide()

    def _names(self) -> list[str]:
        found = [self._store.containers.get(key) for key in self._keys]
        return [record.name for record in found if record is not None]

    def _on_store_changed(self, change: Change) -> None:
        news = (*change.appeared, *change.changed, *change.vanished)
        ours = set(self._keys) | {machine.namespace for machine in self.story.machines}
        if change.kind is Kind.CONTAINER and any(
            isinstance(record, Container) and record.key in ours for record in news
        ):
            self._look()
            self.face_changed.emit()
        elif change.kind is Kind.NETWORK:
            self._look()
        elif change.kind is Kind.IMAGE and self._lacks_tools():
            self.test()

    def _lacks_tools(self) -> bool:
        """Whether an image was missing that is there now."""
        unable = (Reason.NO_TOOL, Reason.NOT_PERMITTED)
        found = self.story.findings.values()
        lacking = any(it.reason in unable and not it.helper for it in found)
        return lacking and pinging_image(self._store.images) is not None

    def _on_operation_changed(self, operation: Operation) -> None:
        if operation is self._helping and not operation.running:
            self._helping = None
            self._tested = False
            self._look()
        if operation is self._operation:
            if not operation.running:
                self._operation = None
                for failure in operation.failures:
                    self._say(failure.error)
                command = operation.command
                if isinstance(command, ReachTest) and not command.image and self._lacks_tools():
                    self.test()  # the image came meanwhile
            self._show()
