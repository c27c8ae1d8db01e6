"""The activity in one line, at the bottom of the window: what runs now, or what ran last."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QHideEvent,
    QPainter,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from desktop.model.operations import Operation, Operations, Outcome
from desktop.model.session import Session
from desktop.model.store import Store
from desktop.ui import theme, titles, units
from desktop.ui.activity import record
from desktop.ui.activity.delegate import OUTCOMES, Bar
from desktop.ui.activity.speed import SILENT, Speed
from desktop.ui.icons import BESIDE_TEXT, SMALL, Icon, icon
from desktop.ui.plain import PlainLabel
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Type

TICK_MS = 80


class ActivityLine(QWidget):
    """Title, bar, speed, time, cancel, command line; a button opens the whole panel."""

    toggled_panel = Signal()

    def __init__(
        self,
        operations: Operations,
        store: Store,
        session: Session,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        del session
        self._operations = operations
        self._store = store
        self._operation: Operation | None = None
        self._said_of: Operation | None = None  # whose command line is shown
        self._speed = Speed()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tell)
        self._build()
        self._unsubscribe = operations.changed.subscribe(self._on_operation_changed)
        self.destroyed.connect(self._unsubscribe)
        for operation in operations:
            self._on_operation_changed(operation)
        self._tell()

    def _build(self) -> None:
        self.toggle_button = QToolButton()
        self.toggle_button.setText(tr("Activity"))
        self.toggle_button.setIcon(icon(Icon.CHEVRON_UP))
        self.toggle_button.setIconSize(QSize(SMALL - 4, SMALL - 4))
        self.toggle_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toggle_button.setToolTip(tr("Show or hide all operations"))
        self.toggle_button.clicked.connect(self.toggled_panel)
        self._picture = QLabel()
        self._title = PlainLabel(elide=Qt.TextElideMode.ElideRight)
        self._bar = Bar()
        self._bar.setAccessibleName(tr("Progress"))
        self._facts = PlainLabel(elide=Qt.TextElideMode.ElideRight)
        self._facts.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self.cancel_button = QToolButton()
        self.cancel_button.setIcon(icon(Icon.CANCEL))
        self.cancel_button.setIconSize(QSize(SMALL, SMALL))
        self.cancel_button.setToolTip(tr("Cancel"))
        self.cancel_button.setAccessibleName(tr("Cancel"))
        self.cancel_button.clicked.connect(self._on_cancel_clicked)
        self._command = PlainLabel(elide=Qt.TextElideMode.ElideRight)
        self._command.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self._command.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._command.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._command.setMinimumWidth(24 * GRID)
        self.copy_button = QToolButton()
        self.copy_button.setIcon(icon(Icon.COPY))
        self.copy_button.setIconSize(BESIDE_TEXT)
        self.copy_button.setToolTip(tr("Copy the command line"))
        self.copy_button.setAccessibleName(tr("Copy the command line"))
        self.copy_button.clicked.connect(self._on_copy_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, 2, 2 * GRID, 2)
        row.setSpacing(2 * GRID)
        row.addWidget(self.toggle_button)
        row.addWidget(self._picture)
        row.addWidget(self._title)
        row.addWidget(self._bar)
        row.addWidget(self._facts)
        row.addWidget(self.cancel_button)
        row.addWidget(self._command, 1)
        row.addWidget(self.copy_button)
        self.setFixedHeight(max(9 * GRID, theme.row_height() + GRID))

    def set_open(self, is_open: bool) -> None:
        """Show by the arrow whether the panel is open."""
        self.toggle_button.setIcon(icon(Icon.CHEVRON_DOWN if is_open else Icon.CHEVRON_UP))

    def close_down(self) -> None:
        """Hear of no operation any more."""
        self._unsubscribe()
        self._timer.stop()

    # What is told

    def _on_operation_changed(self, operation: Operation) -> None:
        chosen = self._chosen()
        if chosen is not self._operation:
            self._operation = chosen
            self._speed = Speed()
        if operation is chosen and operation.running and operation.progress is not None:
            self._speed.add(operation.progress.done)
        if not self._timer.isActive():  # otherwise the next tick tells it
            self._tell()
        self._pace()

    def _chosen(self) -> Operation | None:
        """The newest that runs, or else the newest."""
        newest = None
        for operation in self._operations:
            if newest is None or operation.running or not newest.running:
                newest = operation
        return newest

    def _pace(self) -> None:
        """Tick only while something that is seen runs."""
        wanted = self._operation is not None and self._operation.running and self.isVisible()
        if wanted != self._timer.isActive():
            self._timer.start() if wanted else self._timer.stop()
            self._tell()

    def _tell(self) -> None:
        operation = self._operation
        for part in (self._picture, self._title, self._command):
            part.setVisible(operation is not None)
        has_lines = operation is not None and bool(operation.command.lines())
        self.copy_button.setVisible(has_lines)
        running = operation is not None and operation.running
        self._bar.setVisible(running)
        self.cancel_button.setVisible(running)
        if operation is None:
            self._facts.setText(tr("What you do appears here, with its docker command line."))
            return
        which, tone = OUTCOMES[operation.outcome]
        self._picture.setPixmap(
            icon(which, tone).pixmap(QSize(SMALL, SMALL), self.devicePixelRatioF())
        )
        self._say(self._title, titles.title(operation.command))
        self._title.setVisible(running or operation.outcome is Outcome.CANCELLED)
        self._say(self._facts, self._said(operation))
        if self._said_of is not operation:  # of a thousand targets it is long
            self._said_of = operation
            command = record.shown_command_lines(operation.command).replace("\n", "; ")
            self._say(self._command, command)
        if running:
            self.cancel_button.setEnabled(not operation.cancelling)
            self._bar.show_progress(operation)

    def _said(self, operation: Operation) -> str:
        time = units.elapsed(operation.seconds)
        if operation.running:
            if operation.progress is not None and operation.silent_seconds >= SILENT:
                self._speed.add(operation.progress.done)
            text = record.result(operation, self._store, self._speed)
            others = len(self._operations.running) - 1
            more = tr("and %n more", "", others) if others else ""
            return "  ".join(filter(None, (text, time, more)))
        if operation.outcome is Outcome.DONE:
            return f"{record.result(operation, self._store)}  {time}"
        return record.result(operation, self._store)

    @staticmethod
    def _say(label: PlainLabel, text: str) -> None:
        if label.text() != text:
            label.setText(text)

    def _on_cancel_clicked(self) -> None:
        if self._operation is not None:
            self._operations.cancel(self._operation)

    def _on_copy_clicked(self) -> None:
        if self._operation is not None:
            QGuiApplication.clipboard().setText(record.command_lines(self._operation.command))

    # Qt's

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Not before: a label that measured its text loses its font when any parent is new.
        self._title.setFont(theme.font(Type.NAME))
        self._command.setFont(theme.font(Type.MONO))
        self._pace()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._pace()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_command"):
            self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, theme.current().line)
