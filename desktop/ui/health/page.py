"""The tab with a container's health check."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.engine.records import Container, Kind, State
from desktop.model.commands import Target
from desktop.model.health import CheckRun, HealthCheck, RunCheck, health_check
from desktop.model.inspection_masks import masked_value
from desktop.model.terminals.closing import HangUps
from desktop.ui import units
from desktop.ui.details.subject import Subject
from desktop.ui.dialogs.labels import ToneLabel
from desktop.ui.empty import EmptyState
from desktop.ui.focus import FocusGoesTo
from desktop.ui.health.model import Row, RunsModel
from desktop.ui.icons import BESIDE_TEXT, SMALL, Icon, icon
from desktop.ui.list_tree import ListTree
from desktop.ui.page import Surroundings
from desktop.ui.plain import PlainLabel, visible
from desktop.ui.states import Skeleton
from desktop.ui.text import mark, tr
from desktop.ui.theme import GRID, Tone, Type, font

_STATES = {
    "starting": (mark("Starting"), Icon.CLOCK, Tone.MUTED),
    "healthy": (mark("Healthy"), Icon.OK, Tone.OK),
    "unhealthy": (mark("Unhealthy"), Icon.ERROR, Tone.DANGER),
}
_RUNS_KEPT = 5  # of those asked for here, as the Engine keeps of its own


class HealthPage(QStackedWidget):
    """The state and the log follow the Engine; a run that is asked for is shown with them."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self._run = surroundings.run
        self._clock = surroundings.session.clock
        self._subject: Subject | None = None
        self._check: HealthCheck | None = None
        self._here: list[CheckRun] = []
        self._hang_ups = HangUps()
        self.model = RunsModel(self._clock, self)
        self.tree = ListTree(tr("Log of the health check"))
        self.tree.setModel(self.model)
        self.tree.set_widths(20, 14, 7, 0)
        self.tree.selectionModel().currentChanged.connect(self._on_current_changed)
        self.tree.copy_requested.connect(self._copy)
        self.output = QPlainTextEdit()
        self.output.setReadOnly(True)
        self.output.setAccessibleName(tr("Output"))
        self.output.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.output.setPlaceholderText(tr("It has not run yet."))  # shown where no run is chosen
        self._picture = QLabel()
        self._state = PlainLabel()
        self._state.setFont(font(Type.HEADING))
        self._facts = ToneLabel()
        self._command = PlainLabel(wrap=True, selectable=True)
        self._command.setFont(font(Type.MONO))
        self._note = ToneLabel(size=Type.SMALL)
        self.run_button = QPushButton(icon(Icon.START), tr("Run check now"))
        self.run_button.setIconSize(BESIDE_TEXT)
        self.run_button.clicked.connect(self.run_check)
        self.loading = Skeleton(name=tr("Loading {what}", what=tr("Health")))
        self.none = EmptyState(
            Icon.HEALTH,
            tr("It has no health check"),
            tr(
                "HEALTHCHECK in a Dockerfile, or --health-cmd of docker run, defines a command that"
                " the Engine runs again and again to see whether the container works."
            ),
        )
        self._body = QScrollArea()  # where there is little room
        self._body.setWidgetResizable(True)
        self._body.setFrameShape(QFrame.Shape.NoFrame)
        self._body.setWidget(self._laid_out())
        for part in (self.loading, self.none, self._body):
            self.addWidget(part)
        FocusGoesTo(self, self.tree)

    def show_subject(self, subject: Subject) -> None:
        """Show the check of this container as it is known now."""
        if self._subject is None or self._subject.identity != subject.identity:
            self._here = []
        self._subject = subject
        if subject.inspection is None:
            self.setCurrentWidget(self.loading)
            return
        self._check = check = health_check(subject.inspection)
        if check is None:
            self.setCurrentWidget(self.none)
            return
        self._show_check(check, subject)
        self.setCurrentWidget(self._body)

    def run_check(self) -> None:
        """Run its command once more, now."""
        subject, check = self._subject, self._check
        if subject is None or check is None:
            return
        key = subject.key

        def take(run: CheckRun) -> None:
            if self._subject is not None and self._subject.key == key:
                self._here = [run, *self._here][:_RUNS_KEPT]
                self.show_subject(self._subject)
                self.tree.setCurrentIndex(self.model.index(0, 0))

        target = Target(Kind.CONTAINER, key, getattr(subject.record, "name", key))
        self._run(RunCheck(target, check, take, self._hang_ups))

    def _show_check(self, check: HealthCheck, subject: Subject) -> None:
        record = subject.record
        assert isinstance(record, Container)
        runs = record.state is State.RUNNING and not subject.is_past
        word, picture, tone = _STATES.get(
            check.status, (mark("Not checked"), Icon.HEALTH, Tone.MUTED)
        )
        if record.state is not State.RUNNING:
            word, picture, tone = mark("Not checked while it does not run"), Icon.HEALTH, Tone.MUTED
        glyph = icon(picture, tone).pixmap(SMALL + GRID, SMALL + GRID)
        self._picture.setPixmap(glyph)
        self._state.setText(tr(word))
        self._facts.setText(self._said(check))
        self._command.setText(visible(masked_value(check.shown), limit=2000))
        self.run_button.setEnabled(runs)
        rows = [Row(run, here=True) for run in self._here] + [Row(run) for run in check.runs]
        rows.sort(key=lambda row: -row.run.started)
        self.model.show_rows(rows)
        if rows and not self.tree.currentIndex().isValid():
            self.tree.setCurrentIndex(self.model.index(0, 0))
        self.tree.viewport().update()
        self._note.setText(
            tr("The Engine keeps its last 5 runs. A run here does not change its state.")
        )

    def _said(self, check: HealthCheck) -> str:
        said = []
        if check.failures:
            said.append(tr("failed %n time(s) in a row", "", check.failures))
        said.append(tr("every {time}", time=_span(check.interval)))
        said.append(tr("at most {time}", time=_span(check.timeout)))
        said.append(tr("unhealthy after %n failure(s)", "", check.retries))
        if check.start_period:
            said.append(tr("{time} to start", time=_span(check.start_period)))
        if check.user:
            said.append(tr("as user {user}", user=visible(check.user, limit=40)))
        return tr(" · ", "between parts").join(said)

    def _on_current_changed(self, index: QModelIndex) -> None:
        if not index.isValid():
            self.output.clear()
            return
        run = self.model.rows[index.row()].run
        text = visible(masked_value(run.output), limit=8000, lines=True)
        if run.cut:
            text += "\n" + tr("The rest was not kept.")
        self.output.setPlainText(text or tr("No output"))

    def _copy(self) -> None:
        index = self.tree.currentIndex()
        if index.isValid():
            output = self.model.rows[index.row()].run.output
            QGuiApplication.clipboard().setText(masked_value(output))

    def _laid_out(self) -> QWidget:
        body = QWidget()
        body.setBackgroundRole(QPalette.ColorRole.Base)
        body.setAutoFillBackground(True)
        title = QHBoxLayout()
        title.setSpacing(2 * GRID)
        title.addWidget(self._picture)
        title.addWidget(self._state, 1)
        title.addWidget(self.run_button)
        head = QVBoxLayout()
        head.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 2 * GRID)
        head.setSpacing(GRID)
        head.addLayout(title)
        for part in (self._facts, self._command, self._note):
            head.addWidget(part)
        self.output.setFont(font(Type.MONO))
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(self.tree)
        split.addWidget(self.output)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(split, 1)
        return body


def _span(seconds: float) -> str:
    """Exactly, as a Dockerfile has it: ``1h30m``, ``90s`` as ``1m30s``."""
    minutes, rest = divmod(round(seconds, 6), 60)
    if not minutes:
        return tr("{seconds} s", seconds=units.decimal(seconds, 6))
    hours, minutes = divmod(int(minutes), 60)
    parts = ((hours, "h"), (minutes, "m"), (rest, "s"))
    return "".join(f"{count:g}{unit}" for count, unit in parts if count)
