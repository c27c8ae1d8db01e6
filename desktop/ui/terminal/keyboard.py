"""Keys: which of them are the terminal's own, which the window's, and what the others send.

All others are the program's, with Tab, Escape and the function keys. So that nobody is caught in a
terminal, Ctrl+F6 and Ctrl+Shift+F6 leave it, as F6 leaves other parts of a window.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from desktop.terminal.keys import Key, Press
from desktop.ui.keys import OWN, native

if TYPE_CHECKING:
    from desktop.ui.terminal.view import TerminalView

Deed = Callable[["TerminalView"], object]

_MAC = sys.platform == "darwin"
CONTROL = "⌘" if _MAC else "Ctrl"
_LEAVE, _LEAVE_BACKWARDS = "Ctrl+F6", "Ctrl+Shift+F6"

_SINGLE: dict[str, Deed] = {
    f"{OWN}+C": lambda view: view.clipboard.copy(),
    f"{OWN}+V": lambda view: view.clipboard.paste(),
    f"{OWN}+A": lambda view: view.clipboard.select_all(),
    f"{OWN}+F": lambda view: view.find_requested.emit(),
    "Ctrl+Ins": lambda view: view.clipboard.copy(),
    "Shift+Ins": lambda view: view.clipboard.paste_selection(),
    "Ctrl++": lambda view: view.zoom(1),
    "Ctrl+Shift++": lambda view: view.zoom(1),
    "Ctrl+=": lambda view: view.zoom(1),
    "Ctrl+-": lambda view: view.zoom(-1),
    "Ctrl+0": lambda view: view.zoom(0),
    "Shift+PgUp": lambda view: view.scrolling.by_pages(-1),
    "Shift+PgDown": lambda view: view.scrolling.by_pages(1),
    "Shift+Home": lambda view: view.scrolling.to_start(),
    "Shift+End": lambda view: view.scrolling.to_end(),
    "Ctrl+Shift+Up": lambda view: view.scrolling.by_lines(-1),
    "Ctrl+Shift+Down": lambda view: view.scrolling.by_lines(1),
    _LEAVE: lambda view: view.leave(forwards=True),
    _LEAVE_BACKWARDS: lambda view: view.leave(forwards=False),
}


def _combination(keys: str) -> QKeyCombination:
    return QKeySequence(keys)[0]  # type: ignore[index, no-any-return]


_DEEDS = {_combination(keys): deed for keys, deed in _SINGLE.items()}

_K = Qt.Key
_NAMED = {
    _K.Key_Return: Key.RETURN,
    _K.Key_Enter: Key.RETURN,
    _K.Key_Tab: Key.TAB,
    _K.Key_Backtab: Key.TAB,
    _K.Key_Backspace: Key.BACKSPACE,
    _K.Key_Escape: Key.ESCAPE,
    _K.Key_Up: Key.UP,
    _K.Key_Down: Key.DOWN,
    _K.Key_Right: Key.RIGHT,
    _K.Key_Left: Key.LEFT,
    _K.Key_Clear: Key.BEGIN,
    _K.Key_Home: Key.HOME,
    _K.Key_End: Key.END,
    _K.Key_Insert: Key.INSERT,
    _K.Key_Delete: Key.DELETE,
    _K.Key_PageUp: Key.PAGE_UP,
    _K.Key_PageDown: Key.PAGE_DOWN,
    **{Qt.Key(_K.Key_F1 + number - 1): Key[f"F{number}"] for number in range(1, 25)},
}
_FIRST_NAMED = 0x01000000  # below it Qt's keys are characters


def leaving() -> str:
    """The keys that leave the terminal, as the system writes them."""
    return native(_LEAVE)


def deed_of(event: QKeyEvent) -> Deed | None:
    """What a key does with the terminal rather than in it."""
    pad = Qt.KeyboardModifier.KeypadModifier
    return _DEEDS.get(QKeyCombination(event.modifiers() & ~pad, Qt.Key(event.key())))


def is_taken(event: QKeyEvent) -> bool:
    """Whether the window does not get a key, whatever its menus do by it."""
    return deed_of(event) is not None or not _is_the_windows(event.modifiers(), event.key())


def goes_to_program(keys: str) -> bool:
    """Whether these keys do nothing in the window while a terminal has the keyboard."""
    if not keys:
        return False
    pressed = _combination(keys)
    modifiers, key = pressed.keyboardModifiers(), pressed.key()
    return pressed not in _DEEDS and not _is_the_windows(modifiers, int(key))


def _is_the_windows(held: Qt.KeyboardModifier, key: int) -> bool:
    """Those that change its tabs, and Ctrl+Shift with a letter."""
    control = bool(held & Qt.KeyboardModifier.ControlModifier)
    if _MAC and control:
        return True
    if not _MAC and held & Qt.KeyboardModifier.MetaModifier:
        return True
    if key == _K.Key_Menu:
        return True  # Qt makes a request for the context menu of it
    if control and key in (_K.Key_Tab, _K.Key_Backtab, _K.Key_PageUp, _K.Key_PageDown):
        return True
    shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
    alt = bool(held & Qt.KeyboardModifier.AltModifier)
    # Ctrl+_ and others need Shift on some keyboards: those are the program's.
    letter = key < _FIRST_NAMED and chr(key).isalpha()
    return control and shift and not alt and letter


def press_of(event: QKeyEvent) -> Press:
    """What was pressed, as the terminal's encoding has it."""
    held = event.modifiers()
    modifier = Qt.KeyboardModifier
    code = event.key()
    named = _NAMED.get(Qt.Key(code))
    character = chr(code) if 0x20 <= code < _FIRST_NAMED else ""
    text = event.text()
    keypad = bool(held & modifier.KeypadModifier)
    alt = bool(held & modifier.AltModifier)
    if _MAC and alt and not text.isascii():
        alt = False  # Option has made another character of it
    return Press(
        key=named or character,
        text="" if named else text,
        shift=bool(held & modifier.ShiftModifier),
        alt=alt,
        control=bool(held & (modifier.MetaModifier if _MAC else modifier.ControlModifier)),
        keypad=keypad,
        num_lock=keypad and (character.isdigit() or character in (".", ",")),
    )
