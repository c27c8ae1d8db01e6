"""A pasted command line fills the whole wizard."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop.model.run.parse import Parsed, parse
from desktop.model.run.problems import Fault
from desktop.model.run.spec import ContainerSpec
from desktop.ui.dialogs.fields import Field, line_edit, ok, set_property
from desktop.ui.dialogs.labels import ToneLabel
from desktop.ui.plain import PlainLabel, visible
from desktop.ui.run.draft import Draft
from desktop.ui.run.words import sentence
from desktop.ui.run.world import Trouble
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Tone, Type, font

_NO_COMMAND = (Fault.NOTHING, Fault.NOT_DOCKER, Fault.OTHER_COMMAND)
_ROWS = 3
_FRAME = 3  # as wide as the style sheet makes it


class PasteArea(QWidget):
    """A field for a line, what could not be read of it, and what a shell would have replaced."""

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self._draft = draft
        self._before: tuple[ContainerSpec, bool] | None = None
        self._filled: ContainerSpec | None = None
        self._lacks = False
        self._answers: dict[str, Field] = {}
        self.text = _Text(tr("Or paste a docker run line"))
        self.text.filled.connect(self.fill_in)
        self.text.textChanged.connect(self._on_text_changed)
        self.button = QPushButton(tr("Fill in"))
        self.back = QPushButton(tr("Put back what was there"))
        self._note = ToneLabel(size=Type.SMALL)
        self._lay_out()
        self._on_text_changed()

    def fill_in(self) -> None:
        """Read the line into the draft."""
        answers = {name: field.text for name, field in self._answers.items() if field.text}
        found = parse(self._line, answers)
        self._ask_about(found.expansions)
        if any(each.fault in _NO_COMMAND for each in found.problems):
            self._say(found, filled=False)
            return
        if self._before is None:
            self._before = self._draft.spec, self._draft.starts
            self.back.show()
        self._filled = found.spec
        self._lacks = found.lacks
        self._draft.starts = found.runs
        self._draft.describe(found.spec, _questions(found))
        self._say(found, filled=True)

    def _put_back(self) -> None:
        if self._before is not None:
            spec, self._draft.starts = self._before
            self._before = None
            self.back.hide()
            self._note.say("", Tone.MUTED)
            self._draft.describe(spec)

    def _say(self, found: Parsed, *, filled: bool) -> None:
        said = dict.fromkeys(sentence(each) for each in found.problems)
        if not said:
            self._note.say(tr("All of it was filled in."), Tone.OK)
        elif filled:
            all_but = tr("Filled in, but for this:")
            self._note.say("\n".join((all_but, *said)), Tone.WARNING)
        else:
            self._note.say("\n".join(said), Tone.DANGER)

    def _ask_about(self, expansions: tuple[str, ...]) -> None:
        for name in expansions:
            if name not in self._answers:
                shown = visible(name, limit=60)
                field = Field(shown, line_edit(), lambda _text: ok())
                field.editor.setAccessibleName(shown)
                assert field.line is not None
                field.line.editingFinished.connect(self._on_answered)
                self._answers[name] = field
                self._column.insertWidget(self._column.count() - 1, field)
        for name, field in self._answers.items():
            field.setVisible(name in expansions or (bool(field.text) and name in self._line))

    @property
    def _line(self) -> str:
        return self.text.toPlainText()

    def _on_answered(self) -> None:
        if self._filled == self._draft.spec:  # else what was changed since would be lost
            self.fill_in()

    def _on_text_changed(self) -> None:
        there = bool(self._line.strip())
        self.button.setEnabled(there)
        if not there and not self._lacks:  # then all of it is to be seen in the record
            self._draft.ask(())

    def _lay_out(self) -> None:
        title = PlainLabel(self.text.accessibleName())
        title.setBuddy(self.text)
        for button, act in ((self.button, self.fill_in), (self.back, self._put_back)):
            button.setAutoDefault(False)
            button.clicked.connect(lambda *_, act=act: act())
        self.back.setFlat(True)
        self.back.hide()
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        row.addWidget(self._note, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 2 * GRID, 0, 0)
        self._column.setSpacing(GRID)
        self._column.addWidget(title)
        self._column.addWidget(self.text)
        self._column.addLayout(row)


def _questions(found: Parsed) -> tuple[Trouble, ...]:
    """What nobody has answered keeps it from being made: a mount might be missing."""
    return tuple(
        Trouble("image", sentence(each), each.part, missing=True)
        for each in found.problems
        if each.fault is Fault.EXPANSION
    )


class _Text(QPlainTextEdit):
    """Some rows to paste into, which fills in at once; Ctrl+Enter does after typing."""

    filled = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setFont(font(Type.MONO))  # before the property: after it, the style drops the font
        set_property(self, "field", True)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(tr("docker run -d -p 8080:80 --name web nginx:1.27"))
        margin = int(self.document().documentMargin())
        self.setViewportMargins(0, 0, 0, margin)  # below whole rows, not half of another
        rows = _ROWS * self.fontMetrics().lineSpacing()
        self.setFixedHeight(rows + 2 * margin + 2 * _FRAME)

    def insertFromMimeData(self, source: QMimeData) -> None:
        super().insertFromMimeData(source)
        self.filled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.filled.emit()
        else:
            super().keyPressEvent(event)
