"""Sentences below a table, about what is in it; some with a button that helps."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.ui.dialogs.labels import ToneLabel
from desktop.ui.theme import GRID, Tone

Action = tuple[str, Callable[[], object]]


class Notes(QWidget):
    """What is said is replaced as a whole. The keys go to ``home`` when a button has helped."""

    def __init__(self) -> None:
        super().__init__()
        self.home: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)

    def clear(self) -> None:
        """Take all away."""
        self._column.setContentsMargins(0, 0, 0, 0)
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def say(self, text: str, tone: Tone, action: Action | None = None) -> None:
        """Add a sentence."""
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        row.addWidget(ToneLabel(text, tone=tone), 1)
        if action is not None:
            verb, act = action
            button = QPushButton(verb)
            button.setAutoDefault(False)
            button.clicked.connect(lambda: self._do(act))
            row.addWidget(button)
        self._column.addWidget(line)
        self._column.setContentsMargins(0, 0, 0, 2 * GRID)
        line.show()

    def _do(self, act: Callable[[], object]) -> None:
        if self.home is not None:  # before the button goes, and the keys with it
            self.home.setFocus(Qt.FocusReason.OtherFocusReason)
        act()
