"""What the keyboard does in a terminal: most of it is sent to the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent, QKeyEvent

from desktop.terminal.keys import encode_focus, encode_key
from desktop.ui.terminal.hand import Hand
from desktop.ui.terminal.keyboard import deed_of, is_taken, press_of

if TYPE_CHECKING:
    from desktop.ui.terminal.view import TerminalView


class Typist(QObject):
    """Watches what comes to a terminal from keys and input methods, and whether it has the focus.

    ``hand`` is the mouse's, to which Ctrl means something.
    """

    def __init__(self, view: TerminalView, hand: Hand) -> None:
        super().__init__(view)
        self._view = view
        self._hand = hand
        view.installEventFilter(self)

    def close_down(self) -> None:
        """Let go."""
        self._view.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QKeyEvent):
            return self._on_key(event)
        if isinstance(event, QInputMethodEvent):
            self._view.composing.on_event(event)
            return True
        if isinstance(event, QContextMenuEvent):
            self._hand.open_menu_at_cursor()  # by a key: the mouse's is the hand's
            return True
        if kind in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.on_focus()
        return False

    def on_focus(self) -> None:
        """It has come or gone."""
        view = self._view
        data = encode_focus(has_focus=view.hasFocus(), modes=view.terminal.modes)
        if data:
            view.replied.emit(data)
        view.wake()
        view.canvas.update_caret()

    def _on_key(self, event: QKeyEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride:
            event.setAccepted(is_taken(event))
            return event.isAccepted()
        self._hand.on_modifier(event)
        if kind != QEvent.Type.KeyPress or not self._press(event):
            event.ignore()
        return True

    def _press(self, event: QKeyEvent) -> bool:
        """Do what a key does; whether it does anything."""
        deed = deed_of(event)
        if deed is not None:
            deed(self._view)
            return True
        press = press_of(event)
        return is_taken(event) and self._view.type(lambda modes: encode_key(press, modes))
