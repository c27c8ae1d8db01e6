"""A pasted command line fills the whole wizard."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop.model.run.parse import Parsed, parse
from desktop.model.run.problems import Fault
from desktop.model.run.spec import ContainerSpec
from desktop.ui.dialogs.fields import Field, line_edit, ok, set_property
from desktop.ui.dialogs.labels import ToneLabel
from desktop.ui.plain import PlainLabel, visible
from desktop.ui.run import ways
from desktop.ui.run.draft import Draft
from desktop.ui.run.words import sentence
from desktop.ui.run.world import Trouble
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Tone, Type, font

_FIELDS = tuple(field.name for field in fields(ContainerSpec))
_ROWS = 3
_FRAME = 3  # as wide as the style sheet makes it


@dataclass(frozen=True, slots=True)
class _Before:
    """What was there before a line was filled in, and the line that it was from, if any."""

    spec: ContainerSpec
    starts: bool
    filled: Parsed | None
    line: str


class PasteArea(QWidget):
    """A field for a line, what could not be read of it, and what a shell would have replaced."""

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self._draft = draft
        self._before: _Before | None = None
        self._filled: Parsed | None = None
        self._filled_line = ""
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
        found, draft = self._read(self._line), self._draft
        if not found.is_command:
            return
        other = (draft.spec, draft.starts) != (found.spec, found.runs)
        changed = self._filled is None or draft.spec != self._filled.spec
        if other and (self._before is None or changed):
            self._before = _Before(draft.spec, draft.starts, self._filled, self._filled_line)
            self.back.show()
        draft.starts = found.runs
        self._filled_line = self._line
        self._describe(found, found.spec)

    def _read(self, line: str) -> Parsed:
        answers = {name: field.text for name, field in self._answers.items() if field.text}
        found = parse(line, answers)
        self._ask_about(found.expansions, line)
        if not found.is_command:
            self._say(found, filled=False)
        return found

    def _describe(self, found: Parsed, spec: ContainerSpec) -> None:
        self._filled = found
        self._draft.describe(spec, _questions(found))
        self._say(found, filled=True)

    def _put_back(self) -> None:
        if self._before is not None:
            before, self._before = self._before, None
            self.back.hide()
            self._filled, self._filled_line = before.filled, before.line
            if before.filled is not None:
                self.text.setPlainText(before.line)
            asked = () if before.filled is None else before.filled.expansions
            self._ask_about(asked, self._line)
            self._note.say("", Tone.MUTED)
            self._draft.starts = before.starts
            self._draft.describe(before.spec, _questions(before.filled))

    def _say(self, found: Parsed, *, filled: bool) -> None:
        said = dict.fromkeys(sentence(each) for each in found.problems)
        if not said:
            self._note.say(tr("All of it was filled in."), Tone.OK)
        elif filled:
            all_but = tr("Filled in, but for this:")
            self._note.say("\n".join((all_but, *said)), Tone.WARNING)
        else:
            self._note.say("\n".join(said), Tone.DANGER)

    def _ask_about(self, expansions: tuple[str, ...], line: str) -> None:
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
            field.setVisible(name in expansions or (bool(field.text) and name in line))

    @property
    def _line(self) -> str:
        return self.text.toPlainText()

    def _on_answered(self) -> None:
        """What was changed since the line was filled in stays; it may be there no more."""
        if self._filled is None:
            return
        if self._draft.is_unread(*_FIELDS):  # which would be lost
            self._note.say(
                tr("Not filled in yet: elsewhere stands what can't be read."), Tone.DANGER
            )
            return
        line = self._line if self._line.strip() else self._filled_line
        was, found = self._filled.spec, self._read(line)
        if found.is_command:
            self._filled_line = line
            self._describe(found, _with_changes(found.spec, was, self._draft.spec))
            self._on_text_changed()

    def _on_text_changed(self) -> None:
        there = bool(self._line.strip())
        self.button.setEnabled(there)
        left_out = self._filled is not None and self._filled.lacks
        if not there and not left_out:  # then all of it is to be seen in the record
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


def _with_changes(found: ContainerSpec, was: ContainerSpec, now: ContainerSpec) -> ContainerSpec:
    """What a line says, and what else a person has made of what it said before."""
    kept: dict[str, Any] = {}
    for name in _FIELDS:
        said, old, new = (getattr(spec, name) for spec in (found, was, now))
        if new != old and ways.is_many(name):
            taken = [one for one in said if one in new or one not in old]
            new = (*taken, *(one for one in new if one not in old and one not in said))
        if new != old:
            kept[name] = new
    return replace(found, **kept)


def _questions(found: Parsed | None) -> tuple[Trouble, ...]:
    """What nobody has answered keeps it from being made: a mount might be missing."""
    return tuple(
        Trouble("image", sentence(each), each.part, missing=True)
        for each in (() if found is None else found.problems)
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
