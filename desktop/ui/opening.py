"""Files that macOS asks the application to open: it names them by events, not by arguments."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class OpeningApplication(QApplication):
    """Keeps what it is asked to open until somebody takes it; the first events come very early."""

    def __init__(self, argv: Sequence[str]) -> None:
        super().__init__(argv)
        self._take: Callable[[str], object] | None = None
        self._waiting: list[str] = []

    def hand_files_to(self, take: Callable[[str], object]) -> None:
        """From now on ``take`` is called with each file, and at once with those before."""
        self._take = take
        waiting, self._waiting = self._waiting, []
        for file in waiting:
            take(file)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            if event.file():  # other addresses are not for us
                (self._take or self._waiting.append)(event.file())
            return True
        return super().event(event)
