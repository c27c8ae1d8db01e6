"""The start page."""

from __future__ import annotations

import asyncio
import math
import time

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.engine.discovery import Attempt
from desktop.engine.errors import Reason, Unreachable
from desktop.engine.host_programs import Way
from desktop.engine.socket_group import docker_group_advice
from desktop.model.private import Life, PrivateEngineKeeper, PrivateState
from desktop.model.session import Session, Status
from desktop.ui import problems
from desktop.ui.icons import SMALL, Icon, icon
from desktop.ui.plain import PlainLabel, menu_text, tooltip
from desktop.ui.start_page import words
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Tone, Type, font

_WIDTH = 720
_LOG_LINES = 8


class StartPage(QScrollArea):
    """One column: the sentence, the next thing to do, and the places that were tried."""

    retry_requested = Signal()
    start_requested = Signal(object)
    """A ``Way`` in which a person wants an Engine to be started."""
    endpoint_chosen = Signal(object)

    def __init__(
        self, session: Session, keeper: PrivateEngineKeeper, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._keeper = keeper
        self._ways: tuple[Way, ...] | None = None
        self._task: asyncio.Task[None] | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("Start page"))
        self._build()
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._count_down)
        self._end = [
            session.status_changed.subscribe(self._on_status_changed),
            keeper.changed.subscribe(self._on_private_changed),
        ]
        self._on_status_changed(session.status)
        self._on_private_changed(keeper.state)

    def close_down(self) -> None:
        """Hear nothing any more."""
        for end in self._end:
            end()
        self._tick.stop()
        if self._task is not None:
            self._task.cancel()

    def _build(self) -> None:
        page = QWidget()
        page.setBackgroundRole(QPalette.ColorRole.Base)
        page.setAutoFillBackground(True)
        across = QHBoxLayout(page)
        across.addStretch(1)
        body = QWidget()
        body.setMaximumWidth(_WIDTH)
        across.addWidget(body, 100)
        across.addStretch(1)
        column = QVBoxLayout(body)
        column.setContentsMargins(8 * GRID, 12 * GRID, 8 * GRID, 8 * GRID)
        column.setSpacing(3 * GRID)
        self._headline = PlainLabel(tr("No Docker Engine answers here"), wrap=True)
        self._headline.setFont(font(Type.TITLE))
        self._advice = PlainLabel(wrap=True)
        self._advice.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._group = PlainLabel(wrap=True, selectable=True)
        self._buttons = QVBoxLayout()
        self._buttons.setSpacing(2 * GRID)
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(tr("The Engine starts"))
        self._log = QPlainTextEdit()
        self._log.setReadOnly(True)
        self._log.setFont(font(Type.MONO))
        self._log.setAccessibleName(tr("The Engine's log"))
        self._log.setMaximumHeight(36 * GRID)
        tried = PlainLabel(tr("Tried"))
        tried.setFont(font(Type.HEADING))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(3 * GRID)
        self._grid.setVerticalSpacing(2 * GRID)
        self._grid.setColumnStretch(2, 1)
        again = QHBoxLayout()
        self._again = QPushButton(tr("Try again"))
        self._again.clicked.connect(self.retry_requested)
        self._wait = PlainLabel()
        self._wait.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        again.addWidget(self._again)
        again.addWidget(self._wait, 1)
        column.addWidget(self._headline)
        column.addWidget(self._advice)
        column.addWidget(self._group)
        column.addSpacing(GRID)
        column.addLayout(self._buttons)
        column.addWidget(self._progress)
        column.addWidget(self._log)
        column.addSpacing(3 * GRID)
        column.addWidget(tried)
        column.addLayout(self._grid)
        column.addSpacing(GRID)
        column.addLayout(again)
        column.addStretch(1)
        self.setWidget(page)

    # What is so

    def _on_status_changed(self, status: Status) -> None:
        if status.attempts:
            self._show_attempts(status.attempts)
        self._group.setVisible(bool(self._group.text()))
        self._count_down()

    def _show_attempts(self, attempts: tuple[Attempt, ...]) -> None:
        _clear(self._grid)
        denied = ""
        for row, attempt in enumerate(attempts):
            error = attempt.error
            missing = isinstance(error, Unreachable) and error.reason is Reason.MISSING
            mark = QLabel()
            glyph = icon(Icon.INFO, Tone.MUTED) if missing else icon(Icon.ERROR, Tone.DANGER)
            mark.setPixmap(glyph.pixmap(QSize(SMALL, SMALL), self.devicePixelRatioF()))
            name = PlainLabel(attempt.endpoint.name)
            name.setFont(font(Type.NAME))
            place = PlainLabel(attempt.endpoint.url, elide=Qt.TextElideMode.ElideMiddle)
            place.setFont(font(Type.MONO))
            place.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            sentence = ""
            if error is not None:
                sentence, advice = problems.unreachable(attempt.endpoint, error)
                why = PlainLabel(sentence, wrap=True)
                why.setToolTip(tooltip(f"{sentence} {advice}\n{error.explanation}"))
                self._grid.addWidget(why, 2 * row + 1, 1, 1, 2)
            self._grid.addWidget(mark, 2 * row, 0)
            self._grid.addWidget(name, 2 * row, 1)
            self._grid.addWidget(place, 2 * row, 2)
            if isinstance(error, Unreachable) and error.reason is Reason.DENIED:
                denied = attempt.endpoint.url.removeprefix("unix://")
        self._group.setText(_group_words(denied) if denied else "")

    def _count_down(self) -> None:
        retry_at = self._session.status.retry_at
        waiting = retry_at is not None and self.isVisible()
        if waiting and not self._tick.isActive():
            self._tick.start()
        elif not waiting:
            self._tick.stop()
        left = 0 if retry_at is None else max(0, math.ceil(retry_at - time.monotonic()))
        self._wait.setText(tr("Tries again by itself in {seconds} s", seconds=left) if left else "")

    def _on_private_changed(self, state: PrivateState) -> None:
        starting = state.life is Life.STARTING
        self._progress.setVisible(starting)
        log = state.failure.lines if state.failure is not None else ()
        self._log.setVisible(bool(log))
        self._log.setPlainText("\n".join(log[-_LOG_LINES:]))
        if starting:
            self._advice.setText(tr("A private Engine is starting. It takes a few seconds."))
        elif state.failure is not None:
            self._advice.setText(words.failure(state.failure))
        else:
            self._advice.setText(
                tr(
                    "Portside needs a Docker Engine. Start one here, start Docker on this machine,"
                    " or choose another place in the lower right corner."
                )
            )
        self._show_ways()

    # What can be done

    def _show_ways(self) -> None:
        _clear(self._buttons)
        if self._ways is None:
            return
        starting = self._keeper.state.life is Life.STARTING
        main = True
        for way in self._ways:
            if way.usable:
                button = QPushButton(menu_text(words.way(way)))
                button.setProperty("main", main)
                button.setEnabled(not starting)
                button.clicked.connect(lambda *_, way=way: self.start_requested.emit(way))
                self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
                main = False
        for way in self._ways:
            if not way.usable:
                reasons = "; ".join(words.obstacle(each) for each in way.obstacles)
                text = tr("{way} is not possible: {reasons}.", way=way.name, reasons=reasons)
                label = PlainLabel(text, wrap=True, selectable=True)
                label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
                self._buttons.addWidget(label)

    async def _find_ways(self) -> None:
        self._ways = await self._keeper.ways()
        self._show_ways()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._task is None:
            self._task = asyncio.ensure_future(self._find_ways())
        self._count_down()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()


def _group_words(path: str) -> str:
    advice = docker_group_advice(path)
    if advice is None or not advice.group_may_write:
        return ""
    if advice.in_database and not advice.in_session:
        return tr(
            "You are in the group {group}, but were not yet when you logged in: log out and in.",
            group=advice.group,
        )
    return tr(
        "To be let in, join the group {group}, then log out and in:\n"
        "sudo usermod -aG {group} {user}\n"
        "Its members can become root on this machine, by any container.",
        group=advice.group,
        user=advice.user,
    )


def _clear(layout: QGridLayout | QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
