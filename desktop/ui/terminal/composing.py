"""Text that an input method composes, such as Chinese: shown where it will stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent

from desktop.terminal.keys import encode_text
from desktop.ui.utf16 import from_qt

if TYPE_CHECKING:
    from desktop.ui.terminal.view import TerminalView

_Query = Qt.InputMethodQuery


class Composing:
    """What is being composed (``text``), and where in it the input method's cursor stands."""

    def __init__(self, view: TerminalView) -> None:
        self._view = view
        self.text = ""
        self.at = 0
        self._told = QRect()

    def on_event(self, event: QInputMethodEvent) -> None:
        """It is composed further, or done."""
        self.text = event.preeditString()
        cursors = (
            attribute.start
            for attribute in event.attributes()
            if attribute.type == QInputMethodEvent.AttributeType.Cursor
        )
        at = next(cursors, None)
        self.at = len(self.text) if at is None else from_qt(self.text, at)
        typed = event.commitString()
        if typed:
            self._view.type(lambda _modes: encode_text(typed))
        elif self.text:
            self._view.scrolling.to_end()
        self._view.canvas.update_caret()
        event.accept()

    def follow(self) -> None:
        """The cursor may be elsewhere: an input method's window goes with it."""
        rect = self._rect()
        if rect != self._told and self._view.hasFocus():
            self._told = rect
            QGuiApplication.inputMethod().update(_Query.ImCursorRectangle)

    def answer(self, query: Qt.InputMethodQuery) -> object:
        """What an input method asks: above all where to put its window."""
        view = self._view
        match query:
            case _Query.ImEnabled:
                return True
            case _Query.ImCursorRectangle:
                return self._rect()
            case _Query.ImFont:
                return view.lettering.font
            case _Query.ImHints:
                hint = Qt.InputMethodHint
                return hint.ImhNoPredictiveText | hint.ImhNoAutoUppercase
            case _Query.ImCursorPosition | _Query.ImAnchorPosition:
                return 0
            case _Query.ImSurroundingText | _Query.ImCurrentSelection:
                return ""
        return None

    def _rect(self) -> QRect:
        view = self._view
        caret = view.caret
        if caret is None:
            return QRect()
        rect = view.canvas.rect(caret.row, caret.column, columns=1)
        return rect.translated(view.viewport().mapTo(view, QPoint()))
