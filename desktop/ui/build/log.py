"""What a build writes, in its colours; where each step begins is known."""

from __future__ import annotations

import time
from collections import deque

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from desktop.engine.build_records import Output
from desktop.model.logs.text import PLAIN, Style, plain
from desktop.ui.logs.inks import Formats
from desktop.ui.plain import visible
from desktop.ui.text import tr
from desktop.ui.theme import Type, font

MOST_LINES = 10_000
MOST_WAITING = 4_000  # lines; of a flood, only the end is shown
_LONGEST = 10_000  # characters of a line
_TURN_SECONDS = 0.015  # of writing, before others have their turn
_AT_ONCE = 40  # lines


class BuildLog(QPlainTextEdit):
    """Follows the end, unless a person has scrolled away from it.

    Lines wait a moment and are written many at once; what comes faster than it can be written is
    left out, and said to be.
    """

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
        self._waiting: deque[tuple[int, str]] = deque()
        self._rest: tuple[int, str] = (-1, "")
        self._left_out = 0
        self._later = QTimer(self, singleShot=True, interval=20)
        self._later.timeout.connect(self._write_some)

    def add(self, output: Output) -> None:
        """Append what a step has written."""
        step, rest = self._rest
        if step != output.step and rest:  # what it has left of a line is a line of its own
            self._waiting.append((step, rest))
            rest = ""
        *whole, rest = (rest + output.text).split("\n")
        self._rest = (output.step, rest[-_LONGEST:])
        # Of more than can be shown, all but the end need not even be looked at.
        self._left_out += max(0, len(whole) - MOST_WAITING)
        self._waiting += [(output.step, line) for line in whole[-MOST_WAITING:]]
        while len(self._waiting) > MOST_WAITING:
            self._waiting.popleft()
            self._left_out += 1
        if not self._later.isActive():
            self._later.start()

    def end(self) -> None:
        """Show the last line, though it is not ended."""
        step, rest = self._rest
        if rest:
            self._rest = (-1, "")
            self._waiting.append((step, rest))
            self._later.start()

    @property
    def complete(self) -> bool:
        """Whether all is written that was told."""
        return not self._waiting

    def go_to(self, step: int) -> None:
        """Bring the beginning of a step in sight."""
        if (place := self._begun.get(step)) is not None:
            cursor = QTextCursor(self.document())
            cursor.setPosition(place.position())
            self.setTextCursor(cursor)
            self.verticalScrollBar().setValue(cursor.blockNumber())

    def _write_some(self) -> None:
        bar = self.verticalScrollBar()
        follows = bar.value() >= bar.maximum() - 2
        until = time.monotonic() + _TURN_SECONDS
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if self._left_out:
            said = tr("%n line(s) came too fast to be shown", "", self._left_out)
            self._left_out = 0
            cursor.insertText(f"{said}\n", self._formats.of(Style(dim=True, italic=True)))
        while self._waiting and time.monotonic() < until:
            cursor.beginEditBlock()
            self._write(cursor)
            cursor.endEditBlock()
        if follows:
            bar.setValue(bar.maximum())
        if self._waiting:
            self._later.start()

    def _write(self, cursor: QTextCursor) -> None:
        """Some lines; those without colours together."""
        together: list[str] = []
        for _line in range(min(_AT_ONCE, len(self._waiting))):
            step, line = self._waiting.popleft()
            if step >= 0 and step not in self._begun:
                self._insert(cursor, together)
                mark = QTextCursor(cursor)
                mark.setKeepPositionOnInsert(True)
                self._begun[step] = mark
            shown = plain(line.encode("utf-8", "surrogateescape"), _LONGEST)
            if not shown.spans:
                together.append(f"{shown.text}\n")
                continue
            self._insert(cursor, together)
            at = 0
            for span in shown.spans:
                cursor.insertText(shown.text[at : span.start], self._formats.of(PLAIN))
                at = span.start + span.length
                cursor.insertText(shown.text[span.start : at], self._formats.of(span.style))
            cursor.insertText(f"{shown.text[at:]}\n", self._formats.of(PLAIN))
        self._insert(cursor, together)

    def _insert(self, cursor: QTextCursor, lines: list[str]) -> None:
        if lines:
            cursor.insertText("".join(lines), self._formats.of(PLAIN))
            lines.clear()
