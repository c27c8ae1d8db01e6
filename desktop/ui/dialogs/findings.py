"""A list to read: things by name, and below each what happens to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QVBoxLayout, QWidget

from desktop.ui.plain import visible
from desktop.ui.theme import GRID, RADIUS, Tone, Type, current, font

_MOST_HEIGHT = 72 * GRID


@dataclass(frozen=True, slots=True)
class Fact:
    """One sentence about a thing."""

    text: str
    tone: Tone = Tone.MUTED


@dataclass(frozen=True, slots=True)
class Finding:
    """A thing by its name, a word beside it, and the facts about it."""

    name: str
    beside: str = ""
    facts: tuple[Fact, ...] = ()


class Findings(QWidget):
    """The list in its frame: as high as its text, then it scrolls. Nothing in it is markup."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._text = _Text(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.addWidget(self._text)

    @property
    def text(self) -> str:
        """All that stands in it."""
        return self._text.toPlainText()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these, and stay where one has scrolled to."""
        self._text.show_findings(tuple(findings))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        path.addRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.setPen(QPen(theme.line, 1))
        painter.setBrush(theme.surface)
        painter.drawPath(path)


class _Text(QTextEdit):
    """Text by cursor and format, never from HTML."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._findings: tuple[Finding, ...] = ()
        self.setReadOnly(True)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(2 * GRID)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        if findings != self._findings:
            self._findings = findings
            self._write()

    def _write(self) -> None:
        bar = self.verticalScrollBar()
        place = bar.value()
        self.clear()
        title = _format(Tone.TEXT, Type.NAME)
        tones = {tone: _format(tone) for tone in Tone}
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for number, finding in enumerate(self._findings):
            _begin(cursor, top=2 * GRID if number else 0, left=0, first=not number)
            cursor.insertText(visible(finding.name), title)
            if finding.beside:
                cursor.insertText("  " + visible(finding.beside), tones[Tone.MUTED])
            for fact in finding.facts:
                _begin(cursor, top=GRID // 2, left=3 * GRID)
                cursor.insertText(visible(fact.text, limit=4000), tones[fact.tone])
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)  # writing took it along to the end
        bar.setValue(place)

    def _fit(self) -> None:
        height = _MOST_HEIGHT
        # Each has a line at least. To measure them lays them all out, which takes long for many.
        if len(self._findings) * self.fontMetrics().height() < height:
            height = min(int(self.document().size().height() + 0.99), height)
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(max(height, 7 * GRID))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._findings:
            self._write()


def _begin(cursor: QTextCursor, *, top: int, left: int, first: bool = False) -> None:
    block = QTextBlockFormat()
    block.setTopMargin(top)
    block.setLeftMargin(left)
    if first:
        cursor.setBlockFormat(block)
    else:
        cursor.insertBlock(block)


def _format(tone: Tone, size: Type = Type.BODY) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(font(size))
    made.setForeground(current().tone(tone))
    return made
