"""A field for a pattern: its text, whether it is a regular expression, and whether case counts."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from desktop.model.logs.patterns import Pattern
from desktop.ui.dialogs.fields import set_property
from desktop.ui.icons import Icon, icon
from desktop.ui.plain import tooltip
from desktop.ui.text import tr
from desktop.ui.theme import GRID


def no_pattern(why: str) -> str:
    """What is said of one that can't be read."""
    return tr("This is no regular expression: {problem}", problem=why)


class PatternBox(QWidget):
    """Tells of each change. Enter steps on, Shift+Enter back, Escape leaves."""

    changed = Signal()
    stepped = Signal(int)
    left = Signal()

    def __init__(self, name: str, placeholder: str, picture: Icon) -> None:
        super().__init__()
        self.line = _Line(self)
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(placeholder)
        self.line.setClearButtonEnabled(True)
        self.line.setMaxLength(1000)
        self.line.addAction(icon(picture), QLineEdit.ActionPosition.LeadingPosition)
        self.line.textChanged.connect(self.changed)
        self.regex = self._toggle(".*", tr("Regular expression"))
        self.case = self._toggle("Aa", tr("Match case"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 2)
        row.addWidget(self.line, 1)
        row.addWidget(self.case)
        row.addWidget(self.regex)
        self.setFocusProxy(self.line)

    @property
    def pattern(self) -> Pattern | None:
        """What was typed; None for nothing."""
        text = self.line.text()
        return Pattern(text, self.case.isChecked(), self.regex.isChecked()) if text else None

    def say(self, text: str = "") -> None:
        """What is wrong with it."""
        set_property(self.line, "wrong", bool(text))
        self.line.setToolTip(tooltip(text) if text else "")
        self.line.setAccessibleDescription(text)

    def _toggle(self, text: str, name: str) -> QToolButton:
        made = QToolButton()
        made.setText(text)
        made.setCheckable(True)
        made.setToolTip(name)
        made.setAccessibleName(name)
        made.toggled.connect(lambda _on: self.changed.emit())
        return made


class _Line(QLineEdit):
    def __init__(self, box: PatternBox) -> None:
        super().__init__()
        self._box = box

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._box.stepped.emit(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self._box.left.emit()
        else:
            super().keyPressEvent(event)
