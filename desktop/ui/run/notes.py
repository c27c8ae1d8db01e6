"""Sentences below a table, about what is in it; some with a button that helps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.ui.dialogs.labels import ToneLabel
from desktop.ui.theme import GRID, Tone


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence, and the words of a button if there is something to do about it."""

    text: str
    tone: Tone
    verb: str = ""
    act: Callable[[], object] = field(default=lambda: None, compare=False)


class Notes(QWidget):
    """Not seen where there is nothing to say. A button stays, and keeps the keys, while others come
    and go. When it has helped, the keys go to ``home``.
    """

    def __init__(self) -> None:
        super().__init__()
        self.home: QWidget | None = None
        self._notes: tuple[Note, ...] = ()
        self._lines: dict[Note, QWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 2 * GRID)
        self._column.setSpacing(GRID)
        self.hide()

    def put(self, notes: Sequence[Note]) -> None:
        """Say these, and nothing else."""
        found = {note: note for note in notes}  # with what their buttons do now
        for gone in self._lines.keys() - found.keys():
            line = self._lines.pop(gone)
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        for place, note in enumerate(found):
            if note not in self._lines:
                self._lines[note] = self._line(note)
            self._column.insertWidget(place, self._lines[note])
            self._lines[note].show()
        self._notes = tuple(found.values())
        self.setVisible(bool(found))

    def _line(self, note: Note) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        row.addWidget(ToneLabel(note.text, tone=note.tone), 1)
        if note.verb:
            button = QPushButton(note.verb)
            button.setAutoDefault(False)
            button.clicked.connect(lambda: self._do(note))
            row.addWidget(button)
        return line

    def _do(self, note: Note) -> None:
        if self.home is not None:  # before the button goes, and the keys with it
            self.home.setFocus(Qt.FocusReason.OtherFocusReason)
        next(each for each in self._notes if each == note).act()
