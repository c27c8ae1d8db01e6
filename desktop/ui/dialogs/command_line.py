"""The foot of a form: the docker command line that does what the form is about to do."""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import (
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QTextEdit, QVBoxLayout, QWidget

from desktop.model.commands import Line
from desktop.model.secrets import masked_line
from desktop.model.shell import Shell, quoted
from desktop.ui.icons import BESIDE_TEXT, Icon, icon
from desktop.ui.plain import visible
from desktop.ui.text import tr
from desktop.ui.theme import GRID, RADIUS, Type, current, font

_MOST_ROWS = 4
_COPIED_MS = 1500
SHELL = Shell.POWERSHELL if sys.platform == "win32" else Shell.POSIX


class CommandLine(QWidget):
    """Command lines to read, select and copy; pale while something is missing in them.

    Secrets are masked in what is shown, not in what ``Copy`` copies.
    """

    def __init__(self) -> None:
        super().__init__()
        self._exact = ""
        self._text = _Lines()
        self._copy = QPushButton(tr("Copy"))
        self._copy.setFlat(True)
        self._copy.setAutoDefault(False)  # Enter stays with the form's own button
        self._copy.setIconSize(BESIDE_TEXT)
        self._copy.setToolTip(tr("Copy the command line"))
        self._copy.clicked.connect(self._on_copy_clicked)
        self._copied = QTimer(self, singleShot=True, interval=_COPIED_MS)
        self._copied.timeout.connect(self._show_icon)
        self._show_icon()
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * GRID, GRID, GRID, GRID)
        row.setSpacing(2 * GRID)
        # One row stands level with the button beside it.
        beside = (self._copy.sizeHint().height() - self._text.height()) // 2
        column = QVBoxLayout()
        column.setContentsMargins(0, beside, 0, beside)
        column.addWidget(self._text)
        row.addLayout(column, 1)
        row.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignTop)

    def name_button(self, text: str) -> None:
        """Call the button otherwise, where the form's own verb is to copy."""
        self._copy.setText(text)

    @property
    def exact(self) -> str:
        """What ``Copy`` copies."""
        return self._exact

    def show_lines(self, lines: tuple[Line, ...], *, complete: bool) -> None:
        """Show what would be typed; an incomplete one can't be copied."""
        exact = "\n".join(quoted(line, SHELL) for line in lines)
        if exact != self._exact:
            self._exact = exact
            shown = "\n".join(quoted(masked_line(line), SHELL) for line in lines)
            self._text.show_text(visible(shown, limit=20_000, lines=True))
            hidden = tr("Secrets are hidden here. What is copied has them.")
            self._text.setToolTip(hidden if shown != exact else "")
        self._text.set_pale(not complete)
        self._copy.setEnabled(complete)

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._exact)
        self._copied.start()
        self._show_icon()

    def _show_icon(self) -> None:
        self._copy.setIcon(icon(Icon.CHECK if self._copied.isActive() else Icon.COPY))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current().sunken)
        painter.drawRoundedRect(self.rect(), RADIUS, RADIUS)


class _Lines(QTextEdit):
    """Monospaced, as high as its text, up to four rows."""

    def __init__(self) -> None:
        super().__init__()
        self._pale = False
        self.setReadOnly(True)
        self.setAccessibleName(tr("Command line"))
        self.setFont(font(Type.MONO))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def show_text(self, text: str) -> None:
        self.setPlainText(text)

    def set_pale(self, pale: bool) -> None:
        self._pale = pale
        self._dress()

    def _dress(self) -> None:
        role = QPalette.ColorRole.Text
        theme = current()
        colour = theme.muted if self._pale else theme.text
        palette = self.palette()
        if palette.color(QPalette.ColorGroup.Active, role) != colour:
            palette.setColor(role, colour)
            self.setPalette(palette)

    def _fit(self) -> None:
        row = self.fontMetrics().lineSpacing()
        height = int(self.document().size().height() + 0.99)
        self.setFixedHeight(max(row, min(height, _MOST_ROWS * row)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def minimumSizeHint(self) -> QSize:
        return QSize(40 * GRID, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(80 * GRID, super().sizeHint().height())
