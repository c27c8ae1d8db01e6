"""Lines of a Dockerfile to type, which change what an image says of itself."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from desktop.model.image_changes import INSTRUCTIONS, Fault, Problem, parse
from desktop.ui.dialogs.fields import set_property, without_mnemonic
from desktop.ui.dialogs.labels import ToneLabel
from desktop.ui.plain import PlainLabel, visible
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Tone, Type, font

_ROWS = 3
_EXAMPLE = 'CMD ["/usr/sbin/nginx", "-g", "daemon off;"]\nENV LANG=C.UTF-8\nEXPOSE 80/tcp'


class ImageChanges(QWidget):
    """Some rows, and below them what the Engine would not take of them."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        label = tr("C&hanges")
        self.editor = QPlainTextEdit()
        self.editor.setAccessibleName(without_mnemonic(label))
        self.editor.setFont(font(Type.MONO))
        self.editor.setTabChangesFocus(True)
        self.editor.setPlaceholderText(_EXAMPLE)
        self.editor.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        set_property(self.editor, "field", True)
        self.editor.setFixedHeight(_ROWS * self.editor.fontMetrics().lineSpacing() + 6 * GRID)
        self._label = PlainLabel(label)
        self._label.setBuddy(self.editor)
        self._note = ToneLabel(size=Type.SMALL)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for part in (self._label, self.editor, self._note):
            column.addWidget(part)
        self.setFocusProxy(self.editor)
        self.editor.textChanged.connect(self._on_edited)
        self._say()

    @property
    def changes(self) -> tuple[str, ...]:
        """What was typed, a line each."""
        return parse(self.editor.toPlainText())[0]

    @property
    def accepted(self) -> bool:
        """Whether the Engine would take it."""
        return parse(self.editor.toPlainText())[1] is None

    @property
    def note(self) -> str:
        """What stands below."""
        return self._note.text()

    def _on_edited(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        problem = parse(self.editor.toPlainText())[1]
        said = (
            _sentence(problem)
            if problem
            else tr(
                "Lines as in a Dockerfile: {instructions}", instructions=", ".join(INSTRUCTIONS)
            )
        )
        self._note.say(said, Tone.DANGER if problem else Tone.MUTED)
        self.editor.setAccessibleDescription(said)
        set_property(self.editor, "wrong", problem is not None)


def _sentence(problem: Problem) -> str:
    word = visible(problem.word, limit=60)
    number = problem.number
    match problem.fault:
        case Fault.NOT_HERE:
            said = tr("{word} needs a build: it can't change an image that is there.", word=word)
        case Fault.NOTHING:
            said = tr("{word} says nothing: something must follow.", word=word)
        case Fault.NO_PAIR:
            said = tr("{word} needs a value: NAME=VALUE.", word=word)
        case Fault.PORT:
            said = tr("{word} is no port. Write 80, 80/udp or 8000-8010.", word=word)
        case Fault.BRACKETS:
            said = tr('{word} is no list. Write ["program", "argument"].', word=word)
        case _:
            said = tr(
                "There is no instruction {word}. Take one of {instructions}.",
                word=word,
                instructions=", ".join(INSTRUCTIONS),
            )
    return tr("Line {number}: {problem}", number=number, problem=said)
