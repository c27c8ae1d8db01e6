"""The mouse as the program hears of it. With Shift it is the terminal's own again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent, QSinglePointEvent, QWheelEvent

from desktop.terminal.mouse import Action, Button, MouseEvent, encode_mouse, wheel_as_keys
from desktop.terminal.protocol import MouseReports

if TYPE_CHECKING:
    from desktop.ui.terminal.view import TerminalView

NOTCH_LINES = 3
_MOST_NOTCHES = 20  # reported of one turn of the wheel
_BUTTONS = {
    Qt.MouseButton.LeftButton: Button.LEFT,
    Qt.MouseButton.MiddleButton: Button.MIDDLE,
    Qt.MouseButton.RightButton: Button.RIGHT,
    Qt.MouseButton.BackButton: Button.BACK,
    Qt.MouseButton.ForwardButton: Button.FORWARD,
}


class Reporting:
    """Tells the program what the mouse does, if it wants to hear of it."""

    def __init__(self, view: TerminalView) -> None:
        self._view = view
        self._before: MouseEvent | None = None

    def wanted(self, held: Qt.KeyboardModifier) -> bool:
        """Whether the mouse is the program's now."""
        reports = self._view.terminal.modes.mouse is not MouseReports.NONE
        shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
        return reports and not shift and self._view.sight.follows

    def mouse(self, event: QMouseEvent, action: Action) -> bool:
        """Report it; whether it is the program's."""
        if not self.wanted(event.modifiers()):
            return False
        button = _BUTTONS.get(event.button(), Button.NONE)
        if action is Action.MOVE:
            held = (mine for qt, mine in _BUTTONS.items() if event.buttons() & qt)
            button = next(held, Button.NONE)
        self._send(event, action, button)
        return True

    def wheel(self, event: QWheelEvent, lines: int) -> bool:
        """Report so many lines, down where positive, or send cursor keys; whether it was so."""
        view = self._view
        if self.wanted(event.modifiers()):
            button = Button.WHEEL_DOWN if lines > 0 else Button.WHEEL_UP
            notches = max(1, abs(lines) // NOTCH_LINES)
            for _ in range(min(notches, _MOST_NOTCHES)):
                self._send(event, Action.PRESS, button)
            return True
        keys = wheel_as_keys(lines, view.terminal.modes)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if keys and not shift:
            view.replied.emit(keys)
            return True
        return False

    def _send(self, event: QSinglePointEvent, action: Action, button: Button) -> None:
        row, column = self._view.canvas.cell_at(event.position())
        held = event.modifiers()
        made = MouseEvent(
            action,
            button,
            row,
            column,
            shift=bool(held & Qt.KeyboardModifier.ShiftModifier),
            alt=bool(held & Qt.KeyboardModifier.AltModifier),
            control=bool(held & Qt.KeyboardModifier.ControlModifier),
        )
        data = encode_mouse(made, self._view.terminal.modes, self._before)
        self._before = made
        if data:
            self._view.replied.emit(data)
