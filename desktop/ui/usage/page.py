"""The section "Disk usage": what takes space, kind by kind, and the way to free it."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.model.usage.plan import plan
from desktop.model.usage.summary import Group, Summary, summaries
from desktop.model.usage.watch import UsageWatch
from desktop.ui import problems, units
from desktop.ui.dialogs.labels import ToneLabel
from desktop.ui.empty import EmptyState
from desktop.ui.icons import BESIDE_TEXT, Icon, icon
from desktop.ui.page import Surroundings, Watcher
from desktop.ui.plain import PlainLabel
from desktop.ui.states import Banner, Skeleton
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Tone, Type, font
from desktop.ui.usage.dialog import prune_unused
from desktop.ui.usage.rows import GroupRow, Legend


class DiskUsagePage(QWidget):
    """Measured when it is opened and on demand; it says when it is no longer true."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._session = surroundings.session
        self._store = surroundings.session.store
        self.watch = UsageWatch(self._session)
        self._tasks: set[asyncio.Task[Any]] = set()
        self.banner = Banner()
        self._facts = ToneLabel()
        self.measure_button = QPushButton(icon(Icon.RETRY), tr("Measure again"))
        self.measure_button.setIconSize(BESIDE_TEXT)
        self.measure_button.setToolTip("docker system df --verbose")  # the same in all languages
        self.measure_button.clicked.connect(self.measure)
        self.prune_button = QPushButton(tr("Prune…"))
        self.prune_button.setProperty("main", True)
        self.prune_button.clicked.connect(lambda: self.prune(*Group))
        self.rows = {group: GroupRow(group) for group in Group}
        for row in self.rows.values():
            row.prune_requested.connect(self.prune)
        again = QAction(tr("Measure again"), self)
        again.triggered.connect(self.measure)
        self.failed = EmptyState(Icon.CONTEXT, "", action=again)
        self.loading = Skeleton(name=tr("Measuring the Engine's disk"))
        self._stack = QStackedWidget()
        self._content = self._scrolled()
        for part in (self.loading, self.failed, self._content):
            self._stack.addWidget(part)
        self._lay_out()
        self._watcher = Watcher(self, self._on_watched)
        self._end = self.watch.changed.subscribe(self._on_watch_changed)
        self.refresh()

    def measure(self) -> None:
        """Ask the Engine now."""
        self._spawn(self.watch.ask())

    def prune(self, *groups: Group) -> None:
        """Show what is unused of these kinds, and remove what a person chooses."""
        self._spawn(self._prune(groups))

    def refresh(self) -> None:
        """Show what is known at this moment."""
        self._say_standing()
        live = self._session.engine is not None
        self.measure_button.setEnabled(live and not self.watch.asking)
        usage = self.watch.usage
        if usage is None:
            self.prune_button.setEnabled(False)
            self._facts.setText("")
            failed = self.watch.problem is not None
            self.measure_button.setHidden(failed)  # there is one below the reason
            self._stack.setCurrentWidget(self.failed if failed else self.loading)
            return
        self.measure_button.show()
        candidates = plan(usage, self._store)
        found = summaries(usage, self._store)
        scale = max(summary.size for summary in found)
        for summary in found:
            unused = sum(1 for each in candidates if each.group is summary.group)
            self.rows[summary.group].show_summary(summary, scale, unused, live=live)
        self.prune_button.setEnabled(live and bool(candidates))
        self._say_facts(found, nothing=not candidates)
        self._stack.setCurrentWidget(self._content)

    async def close_down(self) -> None:
        """End what it asks, and its dialog."""
        self._end()
        self.watch.close()
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    async def _prune(self, groups: tuple[Group, ...]) -> None:
        command = await prune_unused(self.window(), self._session, groups, watch=self.watch)
        operation = self._surroundings.run(command)
        if operation is not None:
            await operation.wait()
            await self._session.refresh()  # its own events are no news afterwards
            await self.watch.ask()

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work, name="disk usage")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _on_watched(self, watched: bool) -> None:
        if watched and (self.watch.usage is None or self.watch.outdated):
            self.measure()

    def _on_watch_changed(self, watch: UsageWatch) -> None:
        self.refresh()
        unknown = watch.usage is None and watch.problem is None and not watch.asking
        if unknown and self._watcher.watched and self._session.engine is not None:
            self.measure()  # it was looked at before there was an Engine, or this is another one

    def _say_facts(self, found: tuple[Summary, ...], *, nothing: bool) -> None:
        size = units.size(sum(summary.size for summary in found))
        moment = units.exact(self.watch.asked_at)
        said = tr("{size} in all, measured {moment}", size=size, moment=moment)
        if nothing:
            said = tr("{facts}. Nothing to free.", facts=said)
        self._facts.setText(said)

    def _say_standing(self) -> None:
        watch = self.watch
        text, tone = "", Tone.ACCENT
        if watch.problem is not None:
            text, tone = problems.measuring_failed(watch.problem), Tone.WARNING
            self.failed.say(tr("The disk was not measured"), text)
        elif self._session.engine is None:
            text, tone = tr("The Engine does not answer: this is the last known."), Tone.WARNING
        elif watch.asking:
            text = tr("Measuring: the Engine reads its whole disk.")
        elif watch.outdated:
            text = tr("Something on the Engine has changed since this was measured.")
        if text and watch.usage is not None:
            self.banner.say(text, tone, dismissible=False)
        else:
            self.banner.hide()

    def _lay_out(self) -> None:
        title = PlainLabel(tr("Disk usage"))
        title.setFont(font(Type.TITLE))
        words = QVBoxLayout()
        words.setSpacing(GRID)
        words.addWidget(title)
        words.addWidget(self._facts)
        head = QHBoxLayout()
        head.setContentsMargins(6 * GRID, 4 * GRID, 6 * GRID, 4 * GRID)
        head.setSpacing(2 * GRID)
        head.addLayout(words, 1)
        head.addWidget(self.measure_button, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.prune_button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addWidget(self._stack, 1)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)

    def _scrolled(self) -> QScrollArea:
        body = QWidget()
        body.setBackgroundRole(QPalette.ColorRole.Base)
        column = QVBoxLayout(body)
        column.setContentsMargins(6 * GRID, 3 * GRID, 6 * GRID, 6 * GRID)
        column.setSpacing(6 * GRID)
        column.addWidget(Legend())
        for row in self.rows.values():
            column.addWidget(row)
        column.addStretch(1)
        made = QScrollArea()
        made.setFrameShape(QFrame.Shape.NoFrame)
        made.setWidgetResizable(True)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setWidget(body)
        made.setBackgroundRole(QPalette.ColorRole.Base)
        return made
