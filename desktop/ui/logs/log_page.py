"""The page of a log: what is shown of it, what is looked for, and how far it is read."""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.model import preferences
from desktop.model.logs.patterns import BadPattern
from desktop.ui.keys import keys_in_places
from desktop.ui.logs.asking import Asking
from desktop.ui.logs.bars import Bars
from desktop.ui.logs.filter_bar import FilterBar
from desktop.ui.logs.front import Front
from desktop.ui.logs.moments import stamp
from desktop.ui.logs.open_log import OpenLog, Part
from desktop.ui.logs.pill import Pill
from desktop.ui.logs.search_bar import SearchBar
from desktop.ui.logs.searching import Searching
from desktop.ui.logs.standing import Standing
from desktop.ui.logs.tool_row import ToolRow
from desktop.ui.page import Surroundings, Watcher
from desktop.ui.pattern_box import no_pattern
from desktop.ui.text import tr
from desktop.ui.theme import GRID

_STEPS = {"log.next": 1, "log.previous": -1}
_ROOMY = 30 * GRID  # from here on there is room for the line below


class LogPage(QWidget):
    """Shows the log of one container, or those of several merged."""

    def __init__(
        self,
        surroundings: Surroundings,
        keys: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = surroundings.session
        self._settings = surroundings.settings
        self._part = Part(self._settings.chosen(preferences.LOG_TAIL))
        self._ending: set[asyncio.Task[None]] = set()
        self.log: OpenLog | None = None
        self.setAccessibleName(tr("Logs"))
        self.filter_bar = FilterBar()
        self.tools = ToolRow(surroundings.settings)
        self.search_bar = SearchBar()
        self.front = Front(self.filter_bar.clear)
        self.standing = Standing()
        self._searching = Searching(self.search_bar, lambda: self.log)
        self._asking = Asking(self, surroundings, lambda: self.log)
        self._lay_out()
        self._join()
        self._seen = Watcher(self, self._on_watched)
        self._ends = (
            surroundings.session.store.changed.subscribe(self._on_store_changed),
            self._settings.changed.subscribe(self._on_setting_changed),
        )
        if keys:
            self.show_containers(keys)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Bars(self.filter_bar, self.tools, self.search_bar, self))
        column.addWidget(self.search_bar)
        self.front.setMinimumHeight(2 * GRID)  # where there is little room, the bars keep theirs
        column.addWidget(self.front, 1)
        column.addWidget(self.standing)

    def _join(self) -> None:
        self.filter_bar.changed.connect(self._on_filter_changed)
        tools = self.tools
        tools.search_requested.connect(self._searching.begin)
        tools.wrap_toggled.connect(lambda _wrap: self._set_look())
        tools.times_chosen.connect(lambda _times: self._set_look())
        tools.pause_toggled.connect(self.set_paused)
        tools.clear_requested.connect(self.clear)
        tools.save_requested.connect(lambda times: self._asking.save(timestamps=times))
        tools.part_chosen.connect(self.show_part)
        tools.part_requested.connect(lambda: self._asking.choose_part(self._part, self.show_part))
        tools.newest_requested.connect(self.to_newest)
        self._shortcuts = {name: QShortcut(self) for name in _STEPS}
        for name, shortcut in self._shortcuts.items():
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=_STEPS[name]: self._searching.step(by))
        self._take_keys()

    def _take_keys(self) -> None:
        """What steps from match to match, also where the log itself has the keyboard."""
        keys = keys_in_places(self._settings)
        for name, shortcut in self._shortcuts.items():
            shortcut.setKeys(keys[name])
        self._steps = [(each, by) for name, by in _STEPS.items() for each in keys[name]]
        if self.log is not None:
            self.log.log_view.steps = self._steps

    # Which log

    def show_containers(self, keys: Sequence[str]) -> None:
        """Show the log of these; that of others is closed."""
        if self.log is not None and self.log.keys == tuple(keys):
            return
        self._close_log()
        log = self.log = OpenLog(self._session, keys, self._part)
        log.book.keep(self._settings.chosen(preferences.LOG_LINES))
        view = log.log_view
        self._set_look()
        view.find_requested.connect(self._searching.begin)
        view.stepped.connect(self._searching.step)
        view.steps = self._steps
        view.pause_requested.connect(self.tools.pause.toggle)
        view.escaped.connect(self._searching.end)
        view.scrolled.connect(self._renew)
        Pill(view).clicked.connect(self.to_newest)
        log.reader.changed.subscribe(lambda _source: self._renew())
        self.front.take_in(log)
        self.tools.pause.setChecked(False)
        self._name_it()
        self._on_filter_changed()
        self._searching.renew()
        log.reader.watched = self._seen.watched
        self._renew()

    def show_part(self, part: Part) -> None:
        """Read another part of the log."""
        self._part = part
        self.tools.show_part(part)
        if self.log is not None and self.log.part != part:
            keys = self.log.keys
            self._close_log()
            self.show_containers(keys)

    async def close_down(self) -> None:
        """End what reads."""
        for end in self._ends:
            end()
        self._close_log()
        self._asking.close()
        if tasks := self._asking.tasks | self._ending:
            await asyncio.wait(tasks)

    def _close_log(self) -> None:
        if self.log is None:
            return
        log, self.log = self.log, None
        log.close()
        self.front.let_go(log)
        task = asyncio.ensure_future(log.ended())
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)

    def _name_it(self) -> None:
        assert self.log is not None
        names = self.log.names()
        self.log.log_view.painting.names = names
        self.log.log_view.setAccessibleName(tr("Log: {name}", name=", ".join(names)))
        self.filter_bar.set_names(names)

    def _on_store_changed(self, change: object) -> None:
        del change
        if self.log is not None and self.log.names() != self.log.log_view.painting.names:
            self._name_it()

    def _on_setting_changed(self, name: str) -> None:
        if name == preferences.LOG_LINES.name and self.log is not None:
            self.log.book.keep(self._settings.chosen(preferences.LOG_LINES))
        elif name in (preferences.LOG_WRAP.name, preferences.LOG_TIMES.name):
            self.tools.renew()
        elif name == preferences.KEYS.name:
            self._take_keys()

    def _on_watched(self, watched: bool) -> None:
        if self.log is not None:
            self.log.reader.watched = watched

    # What is shown of it

    def _set_look(self) -> None:
        if self.log is not None:
            self.log.log_view.set_wrap(self.tools.wrap.isChecked())
            self.log.log_view.set_times(self.tools.times)

    def _on_filter_changed(self) -> None:
        if self.log is None:
            return
        self.log.log_view.seek()
        try:
            self.log.view.show(self.filter_bar.wanted)
            self.filter_bar.box.say()
        except BadPattern as problem:
            self.filter_bar.box.say(no_pattern(problem.message))
        self._renew()

    def set_paused(self, paused: bool) -> None:
        """Stand still, while what comes is kept."""
        if self.log is not None:
            self.log.view.paused = paused
            self.log.log_view.settle()

    def to_newest(self) -> None:
        """Show what is newest, and go on."""
        self.tools.pause.setChecked(False)
        if self.log is not None:
            self.log.log_view.caret.to_newest()

    def clear(self) -> None:
        """Forget the lines that are here."""
        if self.log is not None:
            now = datetime.datetime.fromtimestamp(self._session.clock(), datetime.UTC)
            self.log.book.clear(stamp(now))
            self.log.log_view.scrolling.to_newest()
            self.log.log_view.settle()

    def _renew(self) -> None:
        """Say how things stand; show the lines, or why there are none."""
        log = self.log
        if log is None:
            return
        self.standing.show_log(log)
        self.front.show_log(log)
        if log.view.given_up:
            self.filter_bar.box.say(tr("This pattern takes too long; the rest is not shown."))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.standing.setVisible(event.size().height() >= _ROOMY)

    def focusInEvent(self, event: QFocusEvent) -> None:
        # No focus proxy: Tab would go to it, and past all bars.
        if self.log is not None:
            self.log.log_view.setFocus(event.reason())
