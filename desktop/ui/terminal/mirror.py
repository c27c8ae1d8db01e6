"""What a screen reader has of a terminal: its text, where the cursor is, and what is new.

A text field of Qt's lies unseen over the terminal while a screen reader runs: it has the focus,
hands on what it gets, and tells of itself in each system's way. An interface of our own would be
shorter, but PySide6 6.11 crashes when a screen reader asks it for its text: it hands Qt a pointer
to the Python object (``QAccessibleInterface.interface_cast``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QInputMethodEvent,
    QPaintEvent,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from desktop.terminal.logical_lines import end_line
from desktop.ui.plain import visible
from desktop.ui.utf16 import to_qt

if TYPE_CHECKING:
    from desktop.ui.terminal.view import TerminalView

_QUIET_MS = 250  # without output, after which what is new is said
_MOST_SAID = 1000  # characters
_WIDEST = 2000  # the same, of a row


class Listeners:
    """Makes a mirror once somebody listens."""

    def __init__(self, view: TerminalView) -> None:
        self._view = view
        self.mirror: Mirror | None = None

    def tell(self) -> None:
        """Something else is in sight."""
        if self.mirror is None and QAccessible.isActive():
            self.mirror = Mirror(self._view)
            self._view.setFocusProxy(self.mirror)
        if self.mirror is not None:
            self.mirror.follow()

    def close_down(self) -> None:
        """Tell nothing more."""
        if self.mirror is not None:
            self.mirror.close_down()


class Mirror(QPlainTextEdit):
    """The text in sight, for those who hear it."""

    def __init__(self, view: TerminalView) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._text = ""  # not Qt's, which turns spaces that do not break into others
        self._said_to = end_line(view.terminal)
        self._numbering = view.terminal.numbering
        self._rest = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._rest.timeout.connect(self._say_new)
        self.setAccessibleName(view.accessibleName())
        self.setAccessibleDescription(view.accessibleDescription())
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setWordWrapMode(QTextOption.WrapMode.NoWrap)
        self.setFrameShape(self.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.viewport().setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.show()

    def close_down(self) -> None:
        """Say nothing more."""
        self._rest.stop()

    def follow(self) -> None:
        """Have the text that is in sight now."""
        view = self._view
        self.setGeometry(view.viewport().rect())
        rows = view.sight.rows
        texts = [visible(row.text, limit=_WIDEST) for row in rows]
        text = "\n".join(texts)
        if text != self._text:
            self._replace(text)
            self._rest.start()
        cursor = view.sight.cursor
        if cursor is not None and cursor.row < len(texts):
            before = sum(len(line) + 1 for line in texts[: cursor.row])
            beside = visible("".join(rows[cursor.row].cells[: cursor.column]), limit=_WIDEST)
            at = to_qt(text, before + min(len(beside), len(texts[cursor.row])))
            if at != self.textCursor().position():
                moved = self.textCursor()
                moved.setPosition(at)
                self.setTextCursor(moved)

    def _replace(self, text: str) -> None:
        """Only what differs: what stays the same is not read out again."""
        old, self._text = self._text, text
        same = 0
        while same < min(len(old), len(text)) and old[same] == text[same]:
            same += 1
        behind = 0
        while behind < min(len(old), len(text)) - same and old[-1 - behind] == text[-1 - behind]:
            behind += 1
        cursor = QTextCursor(self.document())
        cursor.setPosition(to_qt(old, same))
        cursor.setPosition(to_qt(old, len(old) - behind), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text[same : len(text) - behind])

    def _say_new(self) -> None:
        """Say the lines that the program has finished since the last time; of many, the last."""
        view = self._view
        terminal, cursor = view.terminal, view.sight.frame.cursor
        row = cursor.row if cursor is not None else 0
        now = terminal.screen_line + row
        begun, self._said_to = self._said_to, now
        anew = self._numbering != terminal.numbering
        self._numbering = terminal.numbering
        if anew or terminal.modes.alternate_screen or not self._view.hasFocus():
            return
        rows = terminal.lines(max(begun, now - terminal.rows), now)
        said = "\n".join(visible(found.text, limit=_MOST_SAID) for found in rows).strip()
        if said:
            event = QAccessibleAnnouncementEvent(self, said[-_MOST_SAID:])
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
            QAccessible.updateAccessibility(event)

    def event(self, event: QEvent) -> bool:
        kind = event.type()
        view = self._view
        if kind == QEvent.Type.ShortcutOverride:
            return QApplication.sendEvent(view, event)
        keys = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
        if kind in keys or isinstance(event, QInputMethodEvent | QContextMenuEvent):
            QApplication.sendEvent(view, event)
            event.accept()  # what the terminal does not take has gone up to the window from there
            return True
        if kind in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            QApplication.sendEvent(view, event)
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        pass  # the terminal is seen through it

    def inputMethodQuery(self, query: Qt.InputMethodQuery, argument: object = None) -> object:
        return self._view.inputMethodQuery(query)
