"""Keys in words: as the system writes them, and only where there are some."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence

from desktop.ui.text import tr


def native(keys: QKeySequence | QKeySequence.StandardKey | str) -> str:
    """Keys as the system writes them: ``⌘K`` on a Mac. Nothing where there are none."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def with_keys(text: str, keys: QKeySequence | QKeySequence.StandardKey | str) -> str:
    """A tip, and the keys that do the same."""
    shown = native(keys)
    return tr("{text} ({keys})", text=text, keys=shown) if shown else text
