"""Going to a row by the beginning of its name."""

from __future__ import annotations

import time

from PySide6.QtWidgets import QApplication

from desktop.model.files.arranging import Arrangement, Wish


class Typed:
    """What has been typed of late. The same letter again means the next row that begins so."""

    def __init__(self) -> None:
        self._text = ""
        self._at = 0.0

    def next(self, typed: str, below: Arrangement, wish: Wish, current: int) -> int | None:
        """The place of the row that is meant, seen from the current one."""
        now = time.monotonic()
        late = (now - self._at) * 1000 > QApplication.keyboardInputInterval()
        anew = late or self._text == typed
        self._text, self._at = typed if anew else self._text + typed, now
        first, text = max(0, current + anew), self._text.casefold()
        found = below.begins(text, first, len(below.rows), wish)
        return below.begins(text, 0, first, wish) if found is None else found
