"""What a build writes, in its colours; where each step begins is known."""

from __future__ import annotations

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from desktop.engine.build_records import Output
from desktop.model.logs.text import PLAIN, plain
from desktop.ui.logs.inks import Formats
from desktop.ui.plain import visible
from desktop.ui.text import tr
from desktop.ui.theme import Type, font

MOST_LINES = 20_000
_LONGEST = 20_000  # characters of a line


class BuildLog(QPlainTextEdit):
    """Follows the end, unless a person has scrolled away from it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAccessibleName(tr("Log: {name}", name=visible(name, limit=60)))
        self.setFont(font(Type.MONO))
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setMaximumBlockCount(MOST_LINES)
        self.setUndoRedoEnabled(False)
        self._formats = Formats()
        self._begun: dict[int, QTextCursor] = {}
        self._rest = ""

    def add(self, output: Output) -> None:
        """Append what a step has written."""
        bar = self.verticalScrollBar()
        follows = bar.value() >= bar.maximum() - 2
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if output.step >= 0 and output.step not in self._begun:
            cursor = self._begin(output.step, cursor)
        *whole, self._rest = (self._rest + output.text).split("\n")
        self._rest = self._rest[-_LONGEST:]
        for line in whole:
            self._write(cursor, line)
        if follows:
            bar.setValue(bar.maximum())

    def end(self) -> None:
        """Show the last line, though it is not ended."""
        if self._rest:
            rest, self._rest = self._rest, ""
            cursor = QTextCursor(self.document())
            cursor.movePosition(QTextCursor.MoveOperation.End)
            self._write(cursor, rest)

    def go_to(self, step: int) -> None:
        """Bring the beginning of a step in sight."""
        place = self._begun.get(step)
        if place is not None:
            cursor = QTextCursor(place)
            cursor.setPosition(place.position())
            bar = self.verticalScrollBar()
            self.setTextCursor(cursor)
            bar.setValue(cursor.blockNumber())

    def _begin(self, step: int, cursor: QTextCursor) -> QTextCursor:
        """Whatever the step before has left of a line is a line of its own."""
        if self._rest:
            rest, self._rest = self._rest, ""
            self._write(cursor, rest)
        mark = QTextCursor(cursor)
        mark.setKeepPositionOnInsert(True)
        self._begun[step] = mark
        return cursor

    def _write(self, cursor: QTextCursor, line: str) -> None:
        shown = plain(line.encode("utf-8", "surrogateescape"), _LONGEST)
        at = 0
        for span in shown.spans:
            cursor.insertText(shown.text[at : span.start], self._formats.of(PLAIN))
            end = span.start + span.length
            cursor.insertText(shown.text[span.start : end], self._formats.of(span.style))
            at = end
        cursor.insertText(shown.text[at:], self._formats.of(PLAIN))
        cursor.insertBlock()
        cursor.setCharFormat(QTextCharFormat())
