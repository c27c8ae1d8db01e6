"""The tab of the details with a container's statistics."""

from __future__ import annotations

import asyncio
import importlib
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from desktop.engine.records import Container, State
from desktop.engine.threads import run_in_thread
from desktop.model.commands import ContainersCommand, Target, Verb
from desktop.model.stats.limits import cpu_limit, memory_limit
from desktop.ui.details.subject import Subject
from desktop.ui.empty import EmptyState
from desktop.ui.icons import Icon, icon
from desktop.ui.page import Surroundings, Watcher
from desktop.ui.plain import visible
from desktop.ui.states import Skeleton
from desktop.ui.text import tr

if TYPE_CHECKING:
    from desktop.ui.stats.board import Board


class StatsTab(QStackedWidget):
    """Charts of the container that is shown; a stream only while they are seen."""

    def __init__(self, surroundings: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Stats"))
        self._run = surroundings.run
        self._subject: Subject | None = None
        self._preparing: asyncio.Task[None] | None = None
        self.board: Board | None = None
        self._stats = surroundings.stats
        self._unsubscribe = self._stats.changed.subscribe(self._on_changed)
        self.start = QAction(icon(Icon.START), tr("Start"), self)
        self.start.triggered.connect(self._on_start)
        self.resting = EmptyState(Icon.STATS, "", action=self.start)
        self.charts = QScrollArea()
        self.charts.setFrameShape(QFrame.Shape.NoFrame)
        self.charts.setWidgetResizable(True)
        self.charts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.charts.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.charts.setWidget(Skeleton(name=tr("Charts are being prepared")))
        self.addWidget(self.resting)
        self.addWidget(self.charts)
        self._seen = Watcher(self, self._on_watched)

    def show_subject(self, subject: Subject) -> None:
        """Show this container."""
        self._subject = subject
        record = subject.record
        assert isinstance(record, Container)
        rests = subject.removed or record.state not in (State.RUNNING, State.PAUSED)
        if rests:
            self._say_why(record, removed=subject.removed)
        self.setCurrentWidget(self.resting if rests else self.charts)
        self._on_watched(self._seen.watched)
        self._draw()

    async def close_down(self) -> None:
        """End the stream."""
        if self._preparing is not None:
            self._preparing.cancel()
            await asyncio.wait([self._preparing])
        self._unsubscribe()
        await self._stats.leave(self)

    def _say_why(self, record: Container, *, removed: bool) -> None:
        name = visible(record.name, limit=60)
        restarts = record.state is State.RESTARTING
        if removed:
            self.resting.say(tr("{name} was removed", name=name))
        elif restarts:
            self.resting.say(
                tr("{name} is restarting", name=name), tr("Its statistics go on when it runs.")
            )
        else:
            self.resting.say(
                tr("{name} is not running", name=name), tr("Its statistics begin when it runs.")
            )
        self.start.setEnabled(not removed and not restarts)

    def _on_start(self) -> None:
        if self._subject is not None:
            kind, key = self._subject.identity
            target = Target(kind, key, getattr(self._subject.record, "name", key))
            self._run(ContainersCommand(Verb.START, (target,)))

    def _on_watched(self, watched: bool) -> None:
        subject = self._subject
        keys = [subject.key] if watched and subject is not None else []
        self._stats.watch(self, keys, promptly=True)
        shown = watched and self.currentWidget() is self.charts
        if shown and self.board is None and self._preparing is None:
            self._preparing = asyncio.ensure_future(self._prepare())

    async def _prepare(self) -> None:
        """Make the charts; their library is so large that a thread imports it."""
        await run_in_thread(importlib.import_module, "pyqtgraph", name="charts")
        from desktop.ui.stats.board import Board

        self.board = Board()
        self.charts.setWidget(self.board)
        self._draw()

    def _on_changed(self, news: frozenset[str]) -> None:
        if self._seen.watched and self._subject is not None and self._subject.key in news:
            self._draw()

    def _draw(self) -> None:
        subject = self._subject
        if self.board is None or subject is None or self.currentWidget() is not self.charts:
            return
        inspection = subject.inspection or {}
        self.board.show_history(
            self._stats.history(subject.key),
            self._stats.clock(),
            cpu_limit(inspection),
            memory_limit(inspection),
        )
