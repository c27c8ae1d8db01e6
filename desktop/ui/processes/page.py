"""The tab with a container's processes."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QToolButton

from desktop.engine.errors import EngineError
from desktop.engine.records import Container, Kind, State
from desktop.model import preferences
from desktop.model.commands import Target
from desktop.model.consent import removed_at_their_end
from desktop.model.look import Look
from desktop.model.processes import pid_inside
from desktop.model.top import TopRow, look_at_processes
from desktop.ui import problems, quoting
from desktop.ui.icons import Icon, icon
from desktop.ui.keys import keys_in_places
from desktop.ui.list_tree import ListTree
from desktop.ui.look_page import LookPage
from desktop.ui.page import Surroundings
from desktop.ui.plain import visible
from desktop.ui.processes.model import PID, ProcessModel, cell_text
from desktop.ui.processes.signal import signal_process
from desktop.ui.text import tr
from desktop.ui.theme import Tone


class ProcessesPage(LookPage):
    """``docker top``, as a tree by parents or as a list; a signal to one of them."""

    def __init__(self, surroundings: Surroundings) -> None:
        self.model = ProcessModel()
        tree = ListTree(tr("Processes"), nested=True)
        look = Look(surroundings.session, look_at_processes)
        super().__init__(surroundings, look, tree, Icon.PROCESSES, "docker top")
        self._run = surroundings.run
        self._tasks: set[asyncio.Task[None]] = set()
        self._shown: tuple[TopRow, ...] = ()
        self.model.setParent(self)
        tree.setModel(self.model)
        tree.set_widths(0, 8, 8, 10, 6, 7, 8, 11, 13)
        tree.setSortingEnabled(True)
        tree.sortByColumn(PID, Qt.SortOrder.AscendingOrder)
        tree.menu_requested.connect(self._open_menu)
        tree.copy_requested.connect(self._copy)
        tree.opened.connect(self._on_opened)
        tree.selectionModel().currentChanged.connect(self._on_current_changed)
        self.filter_box.setPlaceholderText(tr("Filter: command, user, PID"))
        self.filter_box.textChanged.connect(self._on_filter_changed)
        self.tree_button = QToolButton()
        self.tree_button.setText(tr("By parent"))
        self.tree_button.setToolTip(tr("Show each process below the one that started it"))
        self.tree_button.setProperty("toggle", True)
        self.tree_button.setCheckable(True)
        self.tree_button.setChecked(True)
        self.tree_button.toggled.connect(self._on_nested_toggled)
        self.signal = QAction(icon(Icon.KILL), tr("Send signal…"), self)
        self._settings = surroundings.settings
        self._take_keys()
        self._end_keys = self._settings.changed.subscribe(self._take_keys)
        self.signal.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.signal.setEnabled(False)
        self.signal.triggered.connect(self.send_signal)
        self.addAction(self.signal)
        self.copy = QAction(icon(Icon.COPY), tr("Copy"), self)
        self.copy.triggered.connect(self._copy)
        button = QToolButton()
        button.setDefaultAction(self.signal)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.bar.insertWidget(1, self.tree_button)
        self.bar.insertWidget(2, button)

    @property
    def current(self) -> TopRow | None:
        """The process that is selected."""
        return self.model.row_of(self.tree.currentIndex())

    def _take_keys(self, changed: str = preferences.KEYS.name) -> None:
        if changed == preferences.KEYS.name:
            self.signal.setShortcuts(keys_in_places(self._settings)["processes.signal"])

    def send_signal(self) -> None:
        """Ask which signal the selected process shall get."""
        process = self.current
        if process is not None and self.subject is not None and self.signal.isEnabled():
            state = (self.subject.inspection or {}).get("State") or {}
            main = state.get("Pid") == process.pid
            work = self._signal(process, self._target(), main=main)
            task = asyncio.get_running_loop().create_task(work)
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def resting(self, container: Container) -> tuple[str, str] | None:
        if container.state in (State.RUNNING, State.PAUSED):
            return None
        name = visible(container.name, limit=60)
        if container.state is State.RESTARTING:
            return tr("{name} is restarting", name=name), ""
        return tr("{name} is not running", name=name), tr("Its processes are seen while it runs.")

    def show_value(self, value: tuple[TopRow, ...]) -> bool:
        if value is not self._shown:
            self._shown = value
            self.model.show_rows(value)
            self.tree.expandAll()
            told = self.model.columns_told()
            for column in range(self.model.columnCount()):
                self.tree.setColumnHidden(column, column not in told)
            self.tree.fit()
            if not self.tree.currentIndex().isValid() and value:
                self.tree.setCurrentIndex(self.model.index(0, 0))
        if not self.model.shown:
            self.nothing.say(tr("Nothing matches the filter"))
        return self.model.shown > 0

    def failure(self) -> str:
        assert self.look.problem is not None
        tried = tr("Cannot list the processes of {what}", what=quoting.what(self._target()))
        return problems.not_told(tried, self._target(), self.look.problem)

    def facts_text(self, age: str) -> str:
        return tr("%n process(|es) · {age}", "", self.model.total, age=age)

    async def close_down(self) -> None:
        self._end_keys()
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
        await super().close_down()

    def _target(self) -> Target:
        return Target(Kind.CONTAINER, self.container.id, self.container.name)

    async def _signal(self, process: TopRow, target: Target, *, main: bool) -> None:
        engine = self.session.engine
        if engine is None:
            return
        inside = None
        try:
            if not main:
                inside = await pid_inside(engine, target.key, process.pid)
        except EngineError as error:
            if self.look.key == target.key:
                self._say_unsent(process, target, error)
            return
        store = self.session.store
        look = partial(removed_at_their_end, engine, (target,)) if main else None
        command = await signal_process(self.window(), store, target, process, inside, look)
        operation = self._run(command)
        if operation is not None:
            await operation.wait()
            self.refresh()

    def _say_unsent(self, process: TopRow, target: Target, error: EngineError) -> None:
        tried = tr(
            "Cannot send a signal to process {pid} of {what}",
            pid=process.pid,
            what=quoting.what(target),
        )
        self.banner.say(problems.not_told(tried, target, error), Tone.WARNING)
        self.refresh()  # it may have ended

    def show_look(self) -> None:
        super().show_look()
        self._allow()

    def _allow(self) -> None:
        live = self.subject is not None and not self.subject.is_past
        seen = self.stack.currentWidget() is self.tree
        self.signal.setEnabled(live and seen and self.current is not None)

    def _on_current_changed(self, *_: object) -> None:
        self._allow()

    def _on_opened(self, _index: QModelIndex) -> None:
        self.send_signal()

    def _on_nested_toggled(self, nested: bool) -> None:
        self.model.set_nested(nested)
        self.tree.setRootIsDecorated(nested)
        self.tree.expandAll()

    def _on_filter_changed(self, text: str) -> None:
        self.model.filter(text)
        self.tree.expandAll()
        self.show_look()

    def _open_menu(self, where: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.signal)
        menu.addAction(self.copy)
        menu.popup(where)

    def _copy(self) -> None:
        if (process := self.current) is not None:
            cells: list[Any] = [cell_text(process, n) for n in range(self.model.columnCount())]
            QGuiApplication.clipboard().setText("\t".join(cells))
