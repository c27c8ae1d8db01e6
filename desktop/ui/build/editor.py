"""The editor of a Dockerfile: line numbers, colours, completion, and what is wrong underlined."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, QStringListModel, Qt
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QTextEdit,
    QToolTip,
    QWidget,
)

from desktop.model.build.completion import completions
from desktop.model.build.dockerfile import Dockerfile, parse
from desktop.model.build.findings import Finding, Severity
from desktop.ui.build.highlight import DockerfileHighlighter
from desktop.ui.build.words import sentence
from desktop.ui.plain import tooltip
from desktop.ui.text import tr
from desktop.ui.text_edit import TextEdit, kept_text
from desktop.ui.theme import GRID, Tone, Type, current, font
from desktop.ui.utf16 import from_qt, to_qt

TONES = {Severity.ERROR: Tone.DANGER, Severity.WARNING: Tone.WARNING, Severity.HINT: Tone.ACCENT}


class DockerfileEditor(TextEdit):
    """Tells of changes by ``textChanged``; it is shown findings and marks by its owner."""

    def __init__(self) -> None:
        super().__init__()
        self.dockerfile = Dockerfile()
        self._findings: tuple[Finding, ...] = ()
        self._marked = 0
        self.underlined: list[str] = []
        """What is underlined now."""
        self.setAccessibleName(tr("Dockerfile"))
        self.setFont(font(Type.MONO))
        self.setLineWrapMode(TextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(True)
        self.setProperty("field", True)
        self.setPlaceholderText('FROM debian:13-slim\nCOPY . /app\nCMD ["/app/run"]')
        self._colours = DockerfileHighlighter(self.document())
        self._margin = _Margin(self)
        self._words = QStringListModel(self)
        self._completer = QCompleter(self._words, self)
        self._completer.setWidget(self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.activated.connect(self._complete)
        self.blockCountChanged.connect(self._fit_margin)
        self.updateRequest.connect(self._on_update)
        self.cursorPositionChanged.connect(self._underline)
        self.textChanged.connect(self._on_text_changed)
        self._fit_margin()

    def show_text(self, text: str) -> None:
        """Another Dockerfile; what was typed before comes back by undoing."""
        self._marked = 0
        if not self.toPlainText():
            self.setPlainText(text)
            return
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Underline these."""
        self._findings = findings
        self._underline()
        self._margin.update()

    def go_to(self, line: int, column: int = 0, *, marked: bool = False) -> None:
        """Bring a line (from 1) in sight, and the keys to it; ``marked``: a step failed there."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(_place(self.document().findBlockByNumber(max(0, line - 1)), column))
        self._marked = line if marked else self._marked
        self.setTextCursor(cursor)
        self.centerCursor()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._underline()

    def finding_at(self, line: int) -> Finding | None:
        """The worst that is said of a line."""
        here = [each for each in self._findings if each.line == line]
        order = list(Severity)
        return min(here, key=lambda each: order.index(each.severity), default=None)

    # Completion

    def offer(self, *, wanted: bool = False) -> None:
        """Offer words for the one that is typed; ``wanted``: though nothing is typed of it yet."""
        popup = self._popup
        cursor = self.textCursor()
        text = cursor.block().text()
        before = text[: from_qt(text, cursor.positionInBlock())]
        start, words = completions(self.dockerfile, cursor.blockNumber() + 1, before)
        typed = before[start:]
        self._words.setStringList(words)
        self._completer.setCompletionPrefix(typed)
        only = self._completer.completionCount() == 1
        done = only and self._completer.currentCompletion().lower() == typed.lower()
        if not (typed or wanted) or done or not self._completer.completionCount():
            popup.hide()
            return
        rect = self.cursorRect().translated(self._margin.width(), 0)
        rect.setWidth(popup.sizeHintForColumn(0) + 8 * GRID)
        popup.setCurrentIndex(self._completer.completionModel().index(0, 0))
        self._completer.complete(rect)

    @property
    def _popup(self) -> QAbstractItemView:
        popup = self._completer.popup()
        assert popup is not None
        return popup

    def _complete(self, word: str) -> None:
        cursor = self.textCursor()
        typed = self._completer.completionPrefix()
        begin = cursor.position() - to_qt(typed, len(typed))
        cursor.setPosition(begin, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(word)
        self.setTextCursor(cursor)

    # What is wrong

    def _underline(self) -> None:
        made = [self._current_line()] if self.toPlainText() else []  # else it says what may be
        self.underlined = []
        for finding in self._findings:
            block = self.document().findBlockByNumber(finding.line - 1)
            if block.isValid() and finding.line <= self.blockCount():
                made.append(self._line_under(block, finding))
        self.setExtraSelections(made)

    def _line_under(self, block: QTextBlock, finding: Finding) -> QTextEdit.ExtraSelection:
        text = block.text()
        begin = finding.column or len(text) - len(text.lstrip())
        length = finding.length or max(1, len(text.rstrip()) - begin)
        cursor = QTextCursor(block)
        cursor.setPosition(_place(block, begin))
        cursor.setPosition(_place(block, begin + length), QTextCursor.MoveMode.KeepAnchor)
        selection = QTextEdit.ExtraSelection()
        under = QTextCharFormat()
        under.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        under.setUnderlineColor(current().tone(TONES[finding.severity]))
        selection.cursor, selection.format = cursor, under
        self.underlined.append(cursor.selectedText())
        return selection

    def _current_line(self) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        look = QTextCharFormat()
        cursor = self.textCursor()
        theme = current()
        failed = self._marked and self._marked == cursor.blockNumber() + 1
        look.setBackground(theme.tint(Tone.DANGER) if failed else theme.sunken)
        look.setProperty(QTextFormat.Property.FullWidthSelection, True)
        cursor.clearSelection()
        selection.cursor, selection.format = cursor, look
        return selection

    # The margin

    def margin_width(self) -> int:
        digits = max(2, len(str(self.blockCount())))
        return self.fontMetrics().horizontalAdvance("0") * digits + 6 * GRID

    def paint_margin(self, event: QPaintEvent) -> None:
        """Numbers, and a dot where something is said of a line."""
        theme = current()
        painter = QPainter(self._margin)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), theme.window)
        painter.setFont(self.font())
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= event.rect().bottom():
            height = self.blockBoundingRect(block).height()
            number = block.blockNumber() + 1
            here = number == self.textCursor().blockNumber() + 1
            painter.setPen(theme.text if here else theme.muted)
            box = QRect(0, round(top), self._margin.width() - 2 * GRID, round(height))
            painter.drawText(box, Qt.AlignmentFlag.AlignRight, str(number))
            if (finding := self.finding_at(number)) is not None:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.tone(TONES[finding.severity]))
                painter.drawEllipse(GRID, box.center().y() - 3, 6, 6)
            top += height
            block = block.next()

    def _fit_margin(self) -> None:
        self.setViewportMargins(self.margin_width(), 0, 0, 0)
        inner = self.contentsRect()
        self._margin.setGeometry(inner.left(), inner.top(), self.margin_width(), inner.height())

    def _on_update(self, rect: QRect, scrolled: int) -> None:
        if scrolled:
            self._margin.scroll(0, scrolled)
        else:
            self._margin.update(0, rect.y(), self._margin.width(), rect.height())

    def _on_text_changed(self) -> None:
        self.dockerfile = parse(kept_text(self))
        self._colours.show(self.dockerfile)

    # Qt's

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self.viewport().mapFrom(self, event.pos())
            line = self.cursorForPosition(place).blockNumber() + 1
            said = [sentence(each) for each in self._findings if each.line == line]
            QToolTip.showText(event.globalPos(), tooltip("\n".join(said)) if said else "", self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        popup = self._popup
        if popup.isVisible() and event.key() in (keys.Key_Return, keys.Key_Enter, keys.Key_Tab):
            word = popup.currentIndex().data() or self._completer.currentCompletion()
            popup.hide()
            self._complete(word)
            return
        if popup.isVisible() and event.key() == keys.Key_Escape:
            popup.hide()
            return
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() == keys.Key_Space:
            self.offer(wanted=True)
            return
        if control and event.key() in (keys.Key_Return, keys.Key_Enter):
            event.ignore()  # the dialog's
            return
        super().keyPressEvent(event)
        typed = event.text() and event.text().isprintable() and not control
        if typed or (event.key() == keys.Key_Backspace and popup.isVisible()):
            self.offer()
        elif popup.isVisible() and event.key() not in (keys.Key_Up, keys.Key_Down):
            popup.hide()

    def focusNextPrevChild(self, forward: bool) -> bool:
        return not self._popup.isVisible() and super().focusNextPrevChild(forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_margin()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_colours"):
            self._colours.dress()
            self._underline()


def _place(block: QTextBlock, column: int) -> int:
    """Where in the document a column of a line is."""
    text = block.text()
    return block.position() + to_qt(text, min(column, len(text)))


class _Margin(QWidget):
    """The stripe at the left."""

    def __init__(self, editor: DockerfileEditor) -> None:
        super().__init__(editor)
        self._editor = editor

    def sizeHint(self) -> QSize:
        return QSize(self._editor.margin_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._editor.paint_margin(event)
