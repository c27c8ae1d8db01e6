"""The panel of all operations: their tree, what can be done about one, and their record."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from desktop.model.operations import Operation, Operations, Outcome
from desktop.model.session import Session
from desktop.model.shell import Shell
from desktop.model.store import Store
from desktop.model.whole_file import write_whole
from desktop.ui import quoting, theme, titles
from desktop.ui.activity import record
from desktop.ui.activity.details import OperationDetails
from desktop.ui.activity.line import TICK_MS, ActivityLine
from desktop.ui.activity.model import (
    FAILURE_ROLE,
    ActivityModel,
)
from desktop.ui.activity.steps import Step, next_steps
from desktop.ui.activity.tree import ActivityTree
from desktop.ui.empty import EmptyState
from desktop.ui.focus import FocusGoesTo
from desktop.ui.icons import BESIDE_TEXT, Icon, icon
from desktop.ui.plain import Answer, PlainLabel, ask, menu_text
from desktop.ui.states import Banner
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Tone, Type
from desktop.ui.wording import elsewhere, endpoint_title

__all__ = ["ActivityLine", "ActivityPanel"]

_FEWEST_ROWS = 2  # of the tree; one less in a low window
_LOW = 140 * GRID  # a window in which not all has its room


class ActivityPanel(QWidget):
    """Every command that runs or ran. ``command_requested`` carries a next step to run.

    Where somebody has to sign in before, ``sign_in_requested`` carries it, and the registry;
    ``section_requested`` what is to be looked at, ``action_requested`` what asks by itself,
    ``asking_requested`` a command that is to be filled in anew.
    """

    command_requested = Signal(object)  # a Command
    sign_in_requested = Signal(str, object)
    action_requested = Signal(str)
    asking_requested = Signal(object)
    section_requested = Signal(str)

    def __init__(
        self,
        operations: Operations,
        store: Store,
        session: Session | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._operations = operations
        self._store = store
        self._dialog: QFileDialog | None = None
        self._asking: asyncio.Task[None] | None = None
        self._writing: asyncio.Task[None] | None = None
        self.model = ActivityModel(operations, store, self)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._on_tick)
        self._following = QTimer(self)
        self._following.setSingleShot(True)
        self._following.timeout.connect(self._on_following)
        self._behind = False  # the current row is not the newest yet
        self._unfolded: set[int] = set()  # those whose parts we have shown by ourselves
        self._build()
        self._unsubscribe = operations.changed.subscribe(self._on_operation_changed)
        self.destroyed.connect(self._unsubscribe)
        known = self.model.record()
        failed = [operation for operation in known if operation.outcome is Outcome.FAILED]
        # What is looked at when the panel is shown.
        self._unseen: Operation | None = next(iter((failed or known)[-1:]), None)
        self._update()

    def _build(self) -> None:
        self.tree = ActivityTree(self.model)
        self.tree.selectionModel().currentChanged.connect(self._on_current_changed)
        self.tree.cancel_requested.connect(self._operations.cancel)
        self.tree.copy_requested.connect(self._on_copy_requested)
        self.tree.customContextMenuRequested.connect(self._on_menu_requested)
        self.details = OperationDetails(self._store)
        self.details.step_chosen.connect(self._on_step_chosen)
        self.details.cancel_requested.connect(self._operations.cancel)
        self.banner = Banner()
        self.empty = EmptyState(
            Icon.ACTIVITY,
            tr("Nothing was done yet"),
            tr("Each command appears here with its docker line."),
        )
        heading = PlainLabel(tr("Activity"))
        heading.setFont(theme.font(Type.HEADING))
        self.clear_button = _button(Icon.PRUNE, tr("Clear finished"))
        self.clear_button.clicked.connect(self._on_clear_clicked)
        self.export_button = _button(Icon.EXPORT, tr("Export as script…"))
        self.export_button.setToolTip(tr("All commands of this record, as a shell script"))
        self.export_button.clicked.connect(self.export_script)
        bar = QHBoxLayout()
        bar.setContentsMargins(4 * GRID, GRID, 2 * GRID, GRID)
        bar.setSpacing(GRID)
        bar.addWidget(heading)
        bar.addStretch()
        bar.addWidget(self.clear_button)
        bar.addWidget(self.export_button)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.tree)
        self._pages.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.banner)
        column.addLayout(self._pages, 1)
        column.addWidget(self.details)
        self._make_room()
        FocusGoesTo(self, self.tree)

    def _make_room(self) -> None:
        """As much as there can be in this window."""
        is_low = self.isVisible() and self.window().height() < _LOW
        rows = (_FEWEST_ROWS - is_low) * theme.row_height()
        self.tree.setMinimumHeight(self.tree.header().sizeHint().height() + rows)
        self.details.let_shrink(is_low)

    def close_down(self) -> None:
        """Hear of no operation any more."""
        self._unsubscribe()
        self._timer.stop()
        self._following.stop()
        for task in (self._asking, self._writing):
            if task is not None:
                task.cancel()

    # What happens

    def _on_operation_changed(self, operation: Operation) -> None:
        known = self.model.index_of(operation.number).isValid()
        current = self.tree.currentIndex()
        on_top = not current.isValid() or (not current.parent().isValid() and current.row() == 0)
        self.model.take(operation)
        self._fold(operation)
        if not known and (on_top or self._behind):
            # The newest is looked at until a person picks another. Of many at once only the
            # first and the last, as the tree lays all its rows out for it.
            self._behind = self._following.isActive()
            if not self._behind:
                self._look_at_newest()
        elif self._current() is operation:
            self._show_current()
        if operation.outcome is Outcome.FAILED and not self.isVisible():
            self._unseen = operation
        self._update()

    def _fold(self, operation: Operation) -> None:
        """Show the parts of what runs; put them away when all went well, unless looked at."""
        index = self.model.index_of(operation.number)
        if operation.running:
            if operation.number not in self._unfolded and self.model.rowCount(index):
                self._unfolded.add(operation.number)
                self.tree.expand(index)
        elif operation.number in self._unfolded:
            self._unfolded.discard(operation.number)
            if operation.outcome is Outcome.DONE and self.tree.currentIndex().parent() != index:
                self.tree.collapse(index)

    def _look_at_newest(self) -> None:
        self._behind = False
        self.tree.setCurrentIndex(self.model.index(0, 0))
        self.tree.scrollToTop()
        self._following.start()

    def _on_following(self) -> None:
        if self._behind:
            self._look_at_newest()

    def _on_tick(self) -> None:
        self.model.tick()

    def _update(self) -> None:
        """What depends on which rows there are and whether anything runs."""
        running = self.model.running
        page = self.tree if len(self.model) else self.empty
        if self._pages.currentWidget() is not page:
            self._pages.setCurrentWidget(page)
        self.clear_button.setEnabled(len(self.model) > running)
        self.export_button.setEnabled(len(self.model) > 0)
        wanted = running > 0 and self.isVisible()
        if wanted != self._timer.isActive():
            self._timer.start() if wanted else self._timer.stop()

    def _current(self) -> Operation | None:
        return self.model.operation(self.tree.currentIndex())

    def _on_current_changed(self, *_: object) -> None:
        self._show_current()

    def _show_current(self) -> None:
        index = self.tree.currentIndex()
        failure = index.data(FAILURE_ROLE) if index.isValid() else None
        self.details.show_operation(self._current(), failure)

    def _on_step_chosen(self, step: Step) -> None:
        if step.section:
            self.section_requested.emit(step.section)
        elif step.action:
            self.action_requested.emit(step.action)
        elif step.asks:
            self.asking_requested.emit(step.command)
        elif step.registry:
            self.sign_in_requested.emit(step.registry, step.command)
        elif not step.must_ask:
            self.command_requested.emit(step.command)
        elif self._asking is None or self._asking.done():
            self._asking = asyncio.get_running_loop().create_task(self._ask(step))

    async def _ask(self, step: Step) -> None:
        """A step that takes others is asked for once more, with their names."""
        assert step.command is not None
        names = "\n".join(quoting.shown_name(target.name) for target in step.about)
        answer = await ask(
            self,
            titles.title(step.command),
            tr("{step}?", step=step.text),
            "\n".join(filter(None, (tr("This is done to:"), names, self._elsewhere()))),
            [Answer("do", step.text, danger=True), Answer("cancel", tr("Cancel"))],
        )
        if answer == "do":
            self.command_requested.emit(step.command)

    def _elsewhere(self) -> str:
        endpoint = self._session.status.endpoint if self._session is not None else None
        return elsewhere(endpoint_title(endpoint)) if endpoint is not None else ""

    def _on_copy_requested(self) -> None:
        self.details.copy()

    def _on_clear_clicked(self) -> None:
        self.model.clear_finished()
        self._show_current()
        self._update()

    def _on_menu_requested(self, position: QPoint) -> None:
        operation = self.model.operation(self.tree.indexAt(position))
        if operation is None:
            return
        menu = self.context_menu(operation)
        menu.popup(self.tree.viewport().mapToGlobal(position))

    def context_menu(self, operation: Operation) -> QMenu:
        """What can be done with a row; it deletes itself when it closes."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction(icon(Icon.COPY), tr("Copy"))
        copy.triggered.connect(self.details.copy)
        if operation.running:
            cancel = menu.addAction(icon(Icon.CANCEL), tr("Cancel"))
            cancel.triggered.connect(lambda: self._operations.cancel(operation))
        steps = next_steps(operation, self._store)
        if steps:
            menu.addSeparator()
        for step in steps:
            action = menu.addAction(menu_text(step.text))
            action.triggered.connect(lambda *_, s=step: self._on_step_chosen(s))
        return menu

    # The script

    def export_script(self) -> None:
        """Ask for a file, and write the record to it as a script."""
        if self._dialog is not None:
            self._dialog.raise_()
            return
        posix = record.shell() is Shell.POSIX
        suffix = "sh" if posix else "ps1"
        dialog = QFileDialog(self, tr("Export activity as script"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(tr("Shell scripts ({pattern})", pattern=f"*.{suffix}"))
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(f"portside.{suffix}")
        dialog.fileSelected.connect(self._on_file_selected)
        dialog.finished.connect(self._on_dialog_finished)
        self._dialog = dialog
        dialog.open()

    def _on_file_selected(self, file: str) -> None:
        self._writing = asyncio.ensure_future(self.write_script(Path(file)))

    def _on_dialog_finished(self, _result: int) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    async def write_script(self, path: Path) -> None:
        """Write the record to a file that only this user can read."""
        text = record.as_script(self.model.record(), self._store)
        try:
            await write_whole(path, text, private=True)
        except OSError as problem:
            self.banner.say(
                tr(
                    "Cannot write the script {path}: {why}. Choose another folder.",
                    path=path,
                    why=problem.strerror or problem,
                ),
                Tone.DANGER,
                actions=[(tr("Export as script…"), self.export_script)],
            )
        else:
            self.banner.say(tr("The script was written to {path}.", path=path), Tone.OK)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._make_room()
        unseen, self._unseen = self._unseen, None
        if unseen is not None and (index := self.model.index_of(unseen.number)).isValid():
            self.tree.setCurrentIndex(index)
        self._update()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._update()


def _button(which: Icon, text: str) -> QPushButton:
    button = QPushButton(icon(which), text)
    button.setIconSize(BESIDE_TEXT)
    button.setFlat(True)
    return button
