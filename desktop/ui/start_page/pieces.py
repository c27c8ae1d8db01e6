"""Small parts of the start page: a command to copy, and a box that opens."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from desktop.ui.icons import SMALL, Icon, icon
from desktop.ui.plain import PlainLabel, visible
from desktop.ui.text import tr
from desktop.ui.theme import GRID, RADIUS, Tone, Type, font

_COPIED_MS = 2000
# Its arrow stands where the texts around it begin.
_QUIET = (
    "QToolButton { color: palette(placeholder-text); margin-left: -6px; padding-right: 6px; }"
    "QToolButton:checked { background: transparent; }"
)
_BOX = f"QFrame#command {{ background: palette(window); border-radius: {RADIUS}px; }}"


def muted(text: str = "", *, wrap: bool = True) -> PlainLabel:
    """A label for what is said beside the point."""
    made = PlainLabel(text, wrap=wrap)
    made.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return made


class CommandRow(QFrame):
    """A command line in a box, with a button that copies it."""

    def __init__(self, command: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._command = ""
        self.setObjectName("command")
        self.setStyleSheet(_BOX)
        self._text = PlainLabel(selectable=True, wrap=True)
        self._text.setFont(font(Type.MONO))
        self._copy = QToolButton()
        self._copy.setIconSize(QSize(SMALL, SMALL))
        self._copy.clicked.connect(self._on_copy)
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * GRID, GRID, GRID, GRID)
        row.addWidget(self._text, 1)
        row.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignTop)
        self._restore = QTimer(self)
        self._restore.setSingleShot(True)
        self._restore.setInterval(_COPIED_MS)
        self._restore.timeout.connect(self._show_ready)
        self._show_ready()
        self.show_command(command)

    @property
    def command(self) -> str:
        return self._command

    def show_command(self, command: str) -> None:
        """Show another command; without one, hide."""
        if command != self._command:
            self._command = command
            self._text.setText(command)
            self._text.setAccessibleName(tr("Command: {command}", command=visible(command)))
            self._copy.setAccessibleName(tr("Copy {command}", command=visible(command)))
        self.setVisible(bool(command))

    def close_down(self) -> None:
        self._restore.stop()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._command)
        self._copy.setIcon(icon(Icon.CHECK, Tone.OK))
        self._copy.setToolTip(tr("Copied"))
        self._restore.start()

    def _show_ready(self) -> None:
        self._copy.setIcon(icon(Icon.COPY))
        self._copy.setToolTip(tr("Copy"))


class Disclosure(QWidget):
    """A line that opens and closes what is below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._button = QToolButton()
        self._button.setCheckable(True)
        self._button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._button.setIconSize(QSize(SMALL, SMALL))
        self._button.setStyleSheet(_QUIET)
        self._button.toggled.connect(self._on_toggled)
        self.body = QWidget()
        self.body.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.body)
        self._on_toggled(False)

    @property
    def button(self) -> QToolButton:
        return self._button

    def set_text(self, text: str) -> None:
        self._button.setText(text.replace("&", "&&"))

    def open(self, opened: bool = True) -> None:
        self._button.setChecked(opened)

    def _on_toggled(self, opened: bool) -> None:
        self._button.setIcon(icon(Icon.CHEVRON_DOWN if opened else Icon.CHEVRON_RIGHT))
        self.body.setVisible(opened)


class LogBox(Disclosure):
    """The last lines of a log, behind a line that opens them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._log = QPlainTextEdit()
        self._log.setReadOnly(True)
        self._log.setTabChangesFocus(True)
        self._log.setProperty("field", True)
        self._log.setFont(font(Type.MONO))
        self._log.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._log.setAccessibleName(tr("The Engine's log"))
        self._log.setFixedHeight(40 * GRID)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._log)
        self.hide()

    def show_lines(self, lines: tuple[str, ...]) -> None:
        """Show these lines; without any, hide."""
        text = "\n".join(visible(line, limit=2000) for line in lines)
        if text != self._log.toPlainText():
            self._log.setPlainText(text)
            self._log.verticalScrollBar().setValue(self._log.verticalScrollBar().maximum())
            self.set_text(tr("The last %n line(s) of the Engine's log", "", len(lines)))
        self.setVisible(bool(lines))
