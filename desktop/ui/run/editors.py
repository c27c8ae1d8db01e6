"""What edits one field of the draft, or several, and says what is wrong with it.

An editor reads what is typed at each change and puts it into the draft; it is filled from the
draft only where another container is described, so that what was typed stays.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, QStringListModel, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QLineEdit,
)

from desktop.model.run.problems import Invalid, Problem
from desktop.ui.dialogs.fields import (
    Field,
    Option,
    Standing,
    Verdict,
    completing,
    line_edit,
    ok,
    unfinished,
    wrong,
)
from desktop.ui.plain import tooltip, visible
from desktop.ui.run import ways
from desktop.ui.run.draft import Draft
from desktop.ui.run.entries import Entry
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Tone
from desktop.ui.units import typed
from desktop.ui.utf16 import to_qt

_LONGEST_SHOWN = 200
_WIDEST_HINT = 60 * GRID


class LineEditor(Field):
    """A line to type in, with words to choose from where there are few."""

    def __init__(self, draft: Draft, entry: Entry) -> None:
        self._draft = draft
        self._entry = entry
        self._way = ways.way_of(entry.field)
        self._problem: Problem | None = None
        self._known = QStringListModel()
        super().__init__(
            tr(entry.label), self._make(), self._judge, hint=tr(entry.hint) if entry.hint else ""
        )
        if said := ways.spoken(entry.field):
            self.editor.setToolTip(tooltip(said))
        self.changed.connect(self.commit)
        self.fill()

    @property
    def fields(self) -> tuple[str, ...]:
        return self._entry.fields

    def fill(self) -> None:
        text = self._way.write(getattr(self._draft.spec, self._entry.field))
        line = self.line
        assert line is not None
        line.setMaxLength(max(line.maxLength(), to_qt(text, len(text))))
        self.editor.blockSignals(True)
        if isinstance(self.editor, QComboBox):
            self.editor.setCurrentText(text)
        else:
            line.setText(text)
        self.editor.blockSignals(False)
        self._problem = None
        self.check()

    def commit(self) -> None:
        field = self._entry.field
        self._problem = None
        try:
            value = self._read(self.text)
        except Invalid as error:
            self._problem = Problem(error.fault, error.part, field=field)
            value = self._way.read("")
        self._draft.put({field: value}, self._problem)

    def _read(self, text: str) -> Any:
        """As docker reads it; where it doesn't, with the number as the language writes it."""
        try:
            return self._way.read(text)
        except Invalid:
            if (other := typed(text)) == text:
                raise
            return self._way.read(other)

    def check(self) -> None:
        super().check()
        entry, line = self._entry, self.line
        assert line is not None
        given = entry.image(self._draft.image) if entry.image is not None else ""
        shown = visible(given or _placeholder(entry), limit=_LONGEST_SHOWN)
        if line.placeholderText() != shown:
            line.setPlaceholderText(shown)
        if entry.known is not None:
            words = list(entry.known(self._draft.session.store))
            if words != self._known.stringList():
                self._known.setStringList(words)

    def _make(self) -> QLineEdit | QComboBox:
        if self._entry.choices:
            return Choices(("", *self._entry.choices))
        line = line_edit()
        if self._entry.known is not None:
            completing(line, self._known)
            if ways.is_many(self._entry.field):
                line.setCompleter(_LastWord(self._known, line))
        return line

    def _judge(self, text: str) -> Verdict:
        if self._entry.judge is not None and text:
            verdict = self._entry.judge(text)
            if verdict.standing is not Standing.OK:
                return verdict
        trouble = self._draft.trouble(self._entry.field)
        if trouble is None:
            return ok("" if not text else self.fact(text))
        half = trouble.missing or trouble.half
        return unfinished(trouble.text) if half else wrong(trouble.text)

    def fact(self, text: str) -> str:
        """What will come of it."""
        del text
        return tr(self._entry.hint) if self._entry.hint else ""


def _placeholder(entry: Entry) -> str:
    if entry.usual or not entry.example:
        return tr(entry.usual) if entry.usual else ""
    return tr("such as {example}", example=entry.example)


class FlagEditor(Option):
    """A box to tick."""

    def __init__(self, draft: Draft, entry: Entry) -> None:
        super().__init__(tr(entry.label), tr(entry.hint) if entry.hint else "")
        self._draft = draft
        self._entry = entry
        self._hint = tr(entry.hint) if entry.hint else ""
        if said := ways.spoken(entry.field):
            self.box.setToolTip(tooltip(said))
        self.toggled.connect(self.commit)
        self.fill()

    @property
    def fields(self) -> tuple[str, ...]:
        return self._entry.fields

    def fill(self) -> None:
        self.box.blockSignals(True)
        self.box.setChecked(getattr(self._draft.spec, self._entry.field))
        self.box.blockSignals(False)
        self.check()

    def commit(self) -> None:
        self._draft.put({self._entry.field: self.checked})

    def check(self) -> None:
        trouble = self._draft.trouble(self._entry.field)
        self._note.say(
            trouble.text if trouble is not None else self._hint,
            Tone.DANGER if trouble is not None else Tone.MUTED,
        )


class _LastWord(QCompleter):
    """Completes the last of several words."""

    def __init__(self, words: QStringListModel, line: QLineEdit) -> None:
        super().__init__(words, line)
        self._line = line
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchStartsWith)

    def splitPath(self, path: str) -> list[str]:
        return [path.rpartition(" ")[2]]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        before, space, _ = self._line.text().rpartition(" ")
        return before + space + super().pathFromIndex(index)


class Choices(QComboBox):
    """Words to choose from, or to type; scrolling by changes nothing."""

    def __init__(self, words: tuple[str, ...]) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.addItems(list(words))
        self.setCurrentText("")

    def minimumSizeHint(self) -> QSize:
        hint, line = super().minimumSizeHint(), self.lineEdit()
        words = line.placeholderText() if line is not None else ""
        needed = self.fontMetrics().horizontalAdvance(words) + 12 * GRID  # and the arrow
        return QSize(max(hint.width(), min(needed, _WIDEST_HINT)), hint.height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
