"""What the keys do in a log."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

if TYPE_CHECKING:
    from desktop.ui.logs.log_view import LogView

_Standard = QKeySequence.StandardKey
_STANDARD: dict[QKeySequence.StandardKey, Callable[[LogView], object]] = {
    _Standard.Copy: lambda view: view.caret.copy(),
    _Standard.SelectAll: lambda view: view.caret.select_all(),
    _Standard.Find: lambda view: view.find_requested.emit(),
}
_SINGLE: dict[str, Callable[[LogView], object]] = {
    "Up": lambda view: view.caret.move_by(-1),
    "Down": lambda view: view.caret.move_by(1),
    "Shift+Up": lambda view: view.caret.move_by(-1, select=True),
    "Shift+Down": lambda view: view.caret.move_by(1, select=True),
    "PgUp": lambda view: view.caret.move_by(-view.page),
    "PgDown": lambda view: view.caret.move_by(view.page),
    "Shift+PgUp": lambda view: view.caret.move_by(-view.page, select=True),
    "Shift+PgDown": lambda view: view.caret.move_by(view.page, select=True),
    "Home": lambda view: view.caret.move_to_first(),
    "Ctrl+Home": lambda view: view.caret.move_to_first(),
    "End": lambda view: view.caret.to_newest(),
    "Ctrl+End": lambda view: view.caret.to_newest(),
    "Shift+Home": lambda view: view.caret.move_to_first(select=True),
    "Shift+End": lambda view: view.caret.move_to_last(select=True),
    "Right": lambda view: view.caret.open_or_scroll(opened=True),
    "Left": lambda view: view.caret.open_or_scroll(opened=False),
    "Shift+Right": lambda view: view.caret.select_character(1),
    "Shift+Left": lambda view: view.caret.select_character(-1),
    "Return": lambda view: view.caret.toggle_current(),
    "Enter": lambda view: view.caret.toggle_current(),
    "Space": lambda view: view.pause_requested.emit(),
    "Esc": lambda view: view.escape(),
}


def _combination(keys: str) -> QKeyCombination:
    return QKeySequence(keys)[0]  # type: ignore[index, no-any-return]


_DEEDS = {_combination(keys): deed for keys, deed in _SINGLE.items()}


def deed_of(
    event: QKeyEvent, steps: Sequence[tuple[QKeySequence, int]]
) -> Callable[[LogView], object] | None:
    """What a key does. ``steps``: those that go to the next match (1), or the one before (-1)."""
    pad = Qt.KeyboardModifier.KeypadModifier
    pressed = QKeyCombination(event.modifiers() & ~pad, Qt.Key(event.key()))
    found = [_stepping(by) for keys, by in steps if keys == QKeySequence(pressed)]
    found += [deed for standard, deed in _STANDARD.items() if event.matches(standard)]
    found += [_DEEDS[pressed]] if pressed in _DEEDS else []
    return found[0] if len(found) == 1 else None  # as of the window's: of several none


def _stepping(by: int) -> Callable[[LogView], object]:
    return lambda view: view.stepped.emit(by)
