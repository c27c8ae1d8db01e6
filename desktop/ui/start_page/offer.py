"""The card with the next thing to do: start an Engine, wait for it, or see why it failed."""

from __future__ import annotations

import os
import time
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QHideEvent, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.engine.host_programs import Kind, Way
from desktop.model.private import Life, PrivateState
from desktop.ui import units
from desktop.ui.icons import BESIDE_TEXT, SMALL, Icon, icon
from desktop.ui.plain import PlainLabel, menu_text, tooltip
from desktop.ui.start_page import words
from desktop.ui.start_page.obstacles import Obstacles
from desktop.ui.start_page.pieces import CommandRow, LogBox, muted
from desktop.ui.start_page.remedies import Commands
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Tone, Type, font

_TICK_MS = 100
_INSTALL_URL = "https://docs.docker.com/get-started/get-docker/"
# The main button is larger than others; a focused one has a border of 2 pixels instead of 1.
_LARGE = "QPushButton { padding: 8px 20px; } QPushButton:focus { padding: 7px 19px; }"


class OfferCard(QFrame):
    """The main button comes first; it is the best way that is usable."""

    start_requested = Signal(object)
    """A ``Way``."""
    cancel_requested = Signal()

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._ways: tuple[Way, ...] | None = None
        self._commands: Commands | None = None
        self._state = PrivateState()
        self.setProperty("card", True)
        self._build()
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._show_elapsed)
        self._show()

    def _build(self) -> None:
        self._failure_mark = QLabel()
        self._failure = PlainLabel(wrap=True, selectable=True)
        self._failure.setAccessibleName(tr("Why the Engine did not start"))
        self._failed = QWidget()
        told = QHBoxLayout(self._failed)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(2 * GRID)
        told.addWidget(self._failure_mark, 0, Qt.AlignmentFlag.AlignTop)
        told.addWidget(self._failure, 1)
        self.log = LogBox()
        self.main = QPushButton()
        self.main.setProperty("main", True)
        self.main.setStyleSheet(_LARGE)
        self.main.clicked.connect(self._on_main_clicked)
        self._what = muted()
        self._more = QWidget()
        self._others = QVBoxLayout(self._more)
        self._others.setContentsMargins(0, GRID, 0, 0)
        self._others.setSpacing(2 * GRID)
        self._machine = PlainLabel(wrap=True, selectable=True)
        self._machine.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._command = CommandRow()
        self._obstacles = Obstacles()
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * GRID, 5 * GRID, 5 * GRID, 5 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self._failed)
        column.addWidget(self.log)
        column.addWidget(self._build_progress())
        column.addWidget(self.main, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self._what, self._more, self._machine, self._command, self._obstacles):
            column.addWidget(widget)

    def _build_progress(self) -> QWidget:
        self._going = QWidget()
        self._doing = PlainLabel()
        self._doing.setFont(font(Type.NAME))
        self._elapsed = muted(wrap=False)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(tr("The Engine starts"))
        self.cancel = QPushButton(tr("Cancel"))
        self.cancel.clicked.connect(self.cancel_requested)
        line = QHBoxLayout()
        line.addWidget(self._doing)
        line.addWidget(self._elapsed)
        line.addStretch(1)
        line.addWidget(self.cancel)
        column = QVBoxLayout(self._going)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addLayout(line)
        column.addWidget(bar)
        return self._going

    def show_ways(self, ways: tuple[Way, ...], commands: Commands) -> None:
        """What can be started here, and the commands that help where nothing can."""
        if (ways, commands) != (self._ways, self._commands):
            self._ways, self._commands = ways, commands
            self._fill_others()
            self._obstacles.show_ways(ways, commands.against)
            self._show()

    def show_state(self, state: PrivateState) -> None:
        """Where the private Engine stands."""
        before, self._state = self._state, state
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        self._show()
        if had_focus and state.life is not before.life:
            (self.cancel if state.life is Life.STARTING else self.main).setFocus()
        if state.failure is not None and state.failure is not before.failure:
            event = QAccessibleEvent(self._failure, QAccessible.Event.Alert)
            QAccessible.updateAccessibility(event)

    def close_down(self) -> None:
        self._tick.stop()
        self._command.close_down()
        self._obstacles.close_down()

    # What is shown

    def _show(self) -> None:
        starting = self._state.life in (Life.STARTING, Life.STOPPING)
        launched = self._state.launched
        usable = self._usable()
        main = usable[0] if usable else None
        self._going.setVisible(starting or launched is not None)
        self.cancel.setVisible(self._state.life is Life.STARTING)
        self.main.setVisible(main is not None and not starting)
        self._more.setVisible(len(usable) > 1 and not starting)
        self._obstacles.setVisible(self._obstacles.any and not starting)
        self._obstacles.open(main is None)
        if main is not None:
            self.main.setText(menu_text(words.way(main)))
        self._what.setText(self._about(main))
        self._show_failure()
        self._show_progress(launched)
        self._show_machine(main, starting)
        self._keep_time()

    def _usable(self) -> list[Way]:
        return [way for way in self._ways or () if way.usable]

    def _about(self, main: Way | None) -> str:
        """What it is, where its data are, and when it ends."""
        if self._ways is None:
            return tr("Looking for what can run an Engine on this machine…")
        if main is None:
            return tr("Nothing on this machine can run an Engine as it is.")
        password = tr("It asks for your password.") if main.asks_password else ""
        if main.kind is Kind.PRODUCT:
            return tr("{product} is installed, and brings an Engine.", product=main.name)
        about = tr(
            "A Docker Engine for you alone, run by {program}. Its data stay in {folder}; it ends"
            " with Portside, unless you keep it running.",
            program=words.way_name(main),
            folder=_short(self._folder),
        )
        return f"{about} {password}".strip()

    def _show_failure(self) -> None:
        failure = self._state.failure
        self._failed.setVisible(failure is not None)
        self.log.show_lines(failure.lines if failure is not None else ())
        if failure is not None:
            glyph = icon(Icon.ERROR, Tone.DANGER)
            pixmap = glyph.pixmap(QSize(SMALL, SMALL), self.devicePixelRatioF())
            self._failure_mark.setPixmap(pixmap)
            self._failure.setText(words.failure(failure, self._state.way))
            self._failure.setToolTip(tooltip(failure.explanation))

    def _show_progress(self, launched: Way | None) -> None:
        if launched is not None:
            text = tr(
                "{product} is starting. Its Engine may take a minute to answer.",
                product=launched.name,
            )
        elif self._state.life is Life.STOPPING:
            text = tr("The private Engine is stopping…")
        elif self._state.way is not None:
            text = tr("Starting {program}…", program=words.way_name(self._state.way))
        else:
            text = tr("Starting a private Engine…")
        self._doing.setText(text)

    def _show_machine(self, main: Way | None, starting: bool) -> None:
        """The machine's own Docker, if it has one; what to install, if it has nothing."""
        command = words_before = ""
        if self._commands is not None and not starting:
            command = self._commands.start_docker
            words_before = tr("Docker is installed for the whole machine, too. To start it:")
            if not command and not self._ways:
                command = self._commands.install_docker
                words_before = tr("Install Docker: {url}", url=_INSTALL_URL)
        self._machine.setText(words_before)
        self._machine.setVisible(bool(command) or (self._ways == () and not starting))
        self._command.show_command(command)

    def _fill_others(self) -> None:
        while (item := self._others.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for way in self._usable()[1:]:
            button = QPushButton(menu_text(words.way(way)))
            if way.asks_password:
                button.setIcon(icon(Icon.LOCK))
                button.setIconSize(BESIDE_TEXT)
                button.setToolTip(tooltip(tr("It asks for your password.")))
            button.clicked.connect(lambda *_, way=way: self.start_requested.emit(way))
            self._others.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _on_main_clicked(self) -> None:
        usable = self._usable()
        if usable:
            self.start_requested.emit(usable[0])

    # The stop-watch

    def _keep_time(self) -> None:
        if self._state.life is Life.STARTING and self.isVisible():
            self._tick.start()
        else:
            self._tick.stop()
        self._show_elapsed()

    def _show_elapsed(self) -> None:
        starting = self._state.life is Life.STARTING
        spent = max(0.0, time.monotonic() - self._state.since)
        self._elapsed.setText(units.elapsed(spent) if starting else "")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._keep_time()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()


def _short(folder: Path) -> str:
    """The folder as a person writes it: ``~/.config/portside/engine``."""
    home = os.path.expanduser("~")  # noqa: PTH111 - never fails, unlike Path.home()
    text = str(folder)
    inside = text.startswith(home + os.sep) and len(home) > 1
    return "~" + text[len(home) :] if inside else text
