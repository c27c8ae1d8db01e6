"""What is known of one pair: every question with its answer, why, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.model.commands import Command, Line
from desktop.ui.dialogs.command_line import CommandLine
from desktop.ui.dialogs.labels import Mark as Picture
from desktop.ui.dialogs.labels import ToneLabel
from desktop.ui.plain import PlainLabel
from desktop.ui.reach import words
from desktop.ui.reach.matrix import Mark
from desktop.ui.theme import GRID, Tone, Type, font


@dataclass(frozen=True, slots=True)
class Answer:
    """One question: ``heading`` is what was asked, ``sentence`` why it is so."""

    mark: Mark
    heading: str
    sentence: str


class Answers(QScrollArea):
    """Below the matrix, about its current cell."""

    step_wanted = Signal(object)
    """The Command that would help."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setMinimumSize(80 * GRID, 20 * GRID)
        self.title = PlainLabel(elide=Qt.TextElideMode.ElideRight)
        self.title.setFont(font(Type.HEADING))
        self.line = CommandLine()
        self.step_button = QPushButton()
        self.step_button.clicked.connect(lambda: self.step_wanted.emit(self._step))
        self._step: Command | None = None
        self.step_button.hide()
        self._shown: tuple[Answer, ...] = ()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(3 * GRID)
        inner = QWidget()
        inner.setBackgroundRole(QPalette.ColorRole.Base)
        inner.setAutoFillBackground(True)
        column = QVBoxLayout(inner)
        column.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
        column.setSpacing(3 * GRID)
        column.addWidget(self.title)
        column.addWidget(self.step_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._rows)
        column.addWidget(self.line)
        column.addStretch(1)
        self.setWidget(inner)
        self.line.hide()

    @property
    def text(self) -> str:
        """All that is said, a line for each."""
        return "\n".join(f"{it.heading} {it.mark.text} {it.sentence}" for it in self._shown)

    def show_answers(
        self,
        title: str,
        answers: Sequence[Answer],
        lines: Sequence[Line],
        step: Command | None = None,
    ) -> None:
        """These are the questions about the pair, what one would type, and what would help."""
        self.title.setText(title)
        self._step = step
        said = words.step(step) if step is not None else ""
        self.step_button.setText(said.replace("&", "&&"))
        self.step_button.setAccessibleName(said)
        self.step_button.setVisible(step is not None)
        if tuple(answers) != self._shown:
            self._shown = tuple(answers)
            while (item := self._rows.takeAt(0)) is not None:
                if (widget := item.widget()) is not None:
                    widget.hide()
                    widget.deleteLater()
            for answer in answers:
                self._rows.addWidget(_row(answer))
        self.line.setVisible(bool(lines))
        self.line.show_lines(tuple(lines), complete=True)


def _row(answer: Answer) -> QWidget:
    made = QWidget()
    tone = Tone.MUTED if answer.mark.pale else answer.mark.tone
    head = PlainLabel(answer.heading)
    head.setFont(font(Type.NAME))
    told = ToneLabel(answer.mark.text, tone=Tone.TEXT if tone is Tone.OK else tone)
    why = ToneLabel(answer.sentence)
    row = QHBoxLayout()
    row.setSpacing(3 * GRID)
    row.addWidget(head)
    row.addWidget(told, 1)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addLayout(row)
    words.addWidget(why)
    outer = QHBoxLayout(made)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.setSpacing(3 * GRID)
    outer.addWidget(Picture(answer.mark.picture, tone), 0, Qt.AlignmentFlag.AlignTop)
    outer.addLayout(words, 1)
    return made
