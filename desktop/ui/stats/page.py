"""The section "Stats": what all running containers use."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.engine.records import Kind
from desktop.model.stats.watcher import STREAMS
from desktop.model.store import Change
from desktop.ui.empty import EmptyState
from desktop.ui.focus import FocusGoesTo
from desktop.ui.icons import Icon
from desktop.ui.page import Surroundings, Watcher
from desktop.ui.plain import PlainLabel
from desktop.ui.states import Skeleton
from desktop.ui.stats import words
from desktop.ui.stats.rows import RowsModel
from desktop.ui.stats.table import Table
from desktop.ui.text import tr
from desktop.ui.theme import GRID

_HEAD = "stats.header"  # the setting
_SCROLLED_MS = 250  # rows are in sight when the table has come to rest
_REORDERED_MS = 3000  # until those have a stream that came into sight by their figures


class StatsPage(QWidget):
    """A table of all that run. While it is seen they have a stream each, up to ``STREAMS``."""

    def __init__(self, surroundings: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = surroundings.session
        self._store = surroundings.session.store
        self._stats = surroundings.stats
        self._settings = surroundings.settings
        self.model = RowsModel(self._stats.history, self)
        self.table = Table(self.model)
        self._restore_head()
        self.totals = PlainLabel(wrap=True)
        self.totals.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.totals.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        self.empty = EmptyState(
            Icon.STATS,
            tr("No container is running"),
            tr("What containers use is shown here while they run."),
        )
        self._loading = Skeleton(name=tr("Loading {what}", what=tr("Stats")))
        self.stack = QStackedWidget()
        for part in (self._loading, self.empty, self.table):
            self.stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.totals)
        column.addWidget(self.stack, 1)
        FocusGoesTo(self, self.table)
        self._settled = QTimer(self, singleShot=True)
        self._settled.timeout.connect(self._watch)
        self.table.verticalScrollBar().valueChanged.connect(self._on_moved)
        self.table.header().sortIndicatorChanged.connect(self._on_moved)
        self._select = surroundings.select
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda key: surroundings.reveal(Kind.CONTAINER, key))
        self._unsubscribe = (
            self._stats.changed.subscribe(self._on_news),
            self._store.changed.subscribe(self._on_store_changed),
            self._store.standing_changed.subscribe(lambda _kind: self._show_containers()),
        )
        self._seen = Watcher(self, self._on_watched)
        self._show_containers()

    async def close_down(self) -> None:
        """End the streams."""
        self._settled.stop()
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        await self._stats.leave(self)

    def _restore_head(self) -> None:
        head = self.table.head
        if state := self._settings.data(_HEAD):
            self.table.restore(state)
        for told in (head.sectionResized, head.sectionMoved, head.sortIndicatorChanged):
            told.connect(self._remember_head)

    def _remember_head(self) -> None:
        self._settings.put(_HEAD, bytes(self.table.head.saveState().data()))

    def _on_watched(self, watched: bool) -> None:
        if watched:
            self._show_containers()
            self._on_chosen(self.table.chosen_key())
        else:
            self._stats.watch(self, ())

    def _on_chosen(self, key: str) -> None:
        self._select(Kind.CONTAINER if key else None, key)

    def _on_store_changed(self, change: Change) -> None:
        if change.kind is Kind.CONTAINER and self._seen.watched:
            self._show_containers()

    def _show_containers(self) -> None:
        containers = self._store.containers
        self.model.show_containers(each for each in containers if each.is_running)
        some = bool(self.model.rows)
        shown = self.table if some else self.empty
        self.stack.setCurrentWidget(shown if containers.standing.loaded else self._loading)
        self.totals.setVisible(some)
        self._watch()
        self._show_totals()

    def _watch(self) -> None:
        """Have streams for all rows.

        Where they are too many, for those in sight, and once for each that has no place yet.
        """
        if self._seen.watched:
            wanted = [row.container.id for row in self.model.rows]
            if len(wanted) > STREAMS:
                wanted = self.table.visible_keys() + self.model.unplaced()
            self._stats.watch(self, wanted)

    def _on_moved(self) -> None:
        if len(self.model.rows) > STREAMS:
            self._settled.start(_SCROLLED_MS)

    def _on_news(self, news: frozenset[str]) -> None:
        if self._seen.watched:
            self.model.take_news(news)
            self._show_totals()
            if len(self.model.rows) > STREAMS and not self._settled.isActive():
                self._settled.start(_REORDERED_MS)

    def _show_totals(self) -> None:
        rows = self.model.rows
        known = [row.usage for row in rows if row.usage is not None]
        said = [tr("%n container(s) (is|are) running", "", len(rows))]
        cpu = [usage.cpu for usage in known if usage.cpu is not None]
        memory = [usage.memory for usage in known if usage.memory is not None]
        info = self._session.status.info
        if cpu and info is not None:
            share = words.percent(sum(cpu) / max(1, info.cpus))
            said.append(tr("CPU: {percent} of the host's %n CPU(|s)", "", info.cpus, percent=share))
        if memory and info is not None:
            used, whole = map(words.bytes_of_memory, (sum(memory), info.memory))
            said.append(tr("Memory: {used} of {whole}", used=used, whole=whole))
        if len(rows) > STREAMS:
            said.append(
                tr(
                    "Only %n container(s) (is|are) measured and counted now, those in sight first;"
                    " the others keep their places",
                    "",
                    len(known),
                )
            )
        self.totals.setText(" · ".join(said))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._on_moved()
