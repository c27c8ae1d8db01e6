"""A field of a form: its label above, and below it what there is to say about what was typed."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.dialogs.labels import ToneLabel
from desktop.ui.plain import PlainLabel
from desktop.ui.theme import GRID, Tone, Type

_MNEMONIC = re.compile(r"\(&.\)|&(?=.)")


class Standing(enum.Enum):
    """How good what was typed is."""

    OK = enum.auto()
    UNFINISHED = enum.auto()  # it may become good by typing on
    WRONG = enum.auto()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a form thinks of what was typed, and says below the field."""

    standing: Standing
    text: str = ""


def ok(text: str = "") -> Verdict:
    """It may be sent; ``text`` says what will come of it."""
    return Verdict(Standing.OK, text)


def unfinished(text: str = "") -> Verdict:
    """It can't be sent yet. Told as a problem only once the field is left."""
    return Verdict(Standing.UNFINISHED, text)


def wrong(text: str) -> Verdict:
    """It can't be sent, and typing on does not help."""
    return Verdict(Standing.WRONG, text)


def without_mnemonic(label: str) -> str:
    """``&Name`` and ``名称(&N)`` as a screen reader says them."""
    return _MNEMONIC.sub("", label)


class Field(QWidget):
    """One thing to type or to choose.

    ``judge`` is asked at each change of the text, and by ``check()`` when the world changed.
    ``hint`` stands below an empty field.
    """

    changed = Signal()

    def __init__(
        self,
        label: str,
        editor: QLineEdit | QComboBox,
        judge: Callable[[str], Verdict],
        *,
        hint: str = "",
    ) -> None:
        super().__init__()
        self.editor = editor
        self.verdict = unfinished()
        self._judge = judge
        self._hint = hint
        self._left = False
        self._label = PlainLabel(label)
        self._label.setBuddy(editor)
        self._note = _Note()
        editor.setAccessibleName(without_mnemonic(label))
        editor.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._label)
        column.addWidget(editor)
        column.addWidget(self._note)
        self.setFocusProxy(editor)
        if isinstance(editor, QComboBox):
            editor.currentTextChanged.connect(self._on_edited)
        else:
            editor.textChanged.connect(self._on_edited)
        line = self.line
        if line is not None:
            line.setMaxLength(4096)
            line.editingFinished.connect(self._on_left)

    @property
    def line(self) -> QLineEdit | None:
        """Where one types; None where one can only choose."""
        return self.editor.lineEdit() if isinstance(self.editor, QComboBox) else self.editor

    @property
    def text(self) -> str:
        """What was typed or chosen, without spaces around it."""
        editor = self.editor
        raw = editor.currentText() if isinstance(editor, QComboBox) else editor.text()
        return raw.strip()

    def mark_letter(self, label: str) -> None:
        """Show the label with the letter marked by ``&`` that leads here with Alt."""
        self._label.setText(label)

    @property
    def accepted(self) -> bool:
        """Whether it may be sent as it is."""
        return self.verdict.standing is Standing.OK

    @property
    def note(self) -> str:
        """What stands below the field."""
        return self._note.text()

    def check(self) -> None:
        """Judge what was typed, and say so below."""
        verdict = self.verdict = self._judge(self.text)
        bad = verdict.standing is Standing.WRONG or (
            verdict.standing is Standing.UNFINISHED and self._left and bool(self.text)
        )
        said = verdict.text or ("" if self.text else self._hint)
        self._note.say(said, Tone.DANGER if bad and said else Tone.MUTED)
        self.editor.setAccessibleDescription(said)
        set_property(self.editor, "wrong", bad)

    def _on_edited(self) -> None:
        self._left = False
        self.check()
        self.changed.emit()

    def _on_left(self) -> None:
        self._left = True
        self.check()


class Option(QWidget):
    """A box to tick, and below it what ticking it means."""

    toggled = Signal()

    def __init__(self, label: str, note: str = "") -> None:
        super().__init__()
        self.box = QCheckBox(label)
        self.box.setAccessibleName(without_mnemonic(label))
        self.box.setAccessibleDescription(note)
        self.box.toggled.connect(lambda: self.toggled.emit())
        self._note = _Note()
        self._note.setText(note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.box, 0, Qt.AlignmentFlag.AlignLeft)
        beside_box = QHBoxLayout()
        beside_box.setContentsMargins(6 * GRID + 1, 0, 0, 0)
        beside_box.addWidget(self._note)
        column.addLayout(beside_box)
        self.setFocusProxy(self.box)

    @property
    def checked(self) -> bool:
        return self.box.isChecked()

    def mark_letter(self, label: str) -> None:
        """As with a field; here Alt and the letter tick the box."""
        self.box.setText(label)


class _Note(ToneLabel):
    """The line below a field. It keeps its place while it has nothing to say."""

    def __init__(self) -> None:
        super().__init__(size=Type.SMALL)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setMinimumHeight(self.fontMetrics().height())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set what the style sheet chooses by."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def line_edit(text: str = "", *, placeholder: str = "") -> QLineEdit:
    """A line to type in."""
    made = QLineEdit(text)
    made.setPlaceholderText(placeholder)
    return made


def completing(line: QLineEdit, words: QStringListModel) -> None:
    """Offer these words while one types a part of them."""
    completer = QCompleter(words, line)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setMaxVisibleItems(8)
    line.setCompleter(completer)
