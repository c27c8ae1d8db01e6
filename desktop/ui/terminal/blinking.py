"""The cursor's blinking, as fast as the system wants it. It wakes nobody when nothing happens."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

REST = 12.0
"""Seconds without a key or output, after which it stays lit."""


class Blinking(QObject):
    """Says whether the cursor is ``lit``."""

    turned = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lit = True
        self._left = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_turn)

    @property
    def active(self) -> bool:
        """Whether it goes on and off."""
        return self._timer.isActive()

    def wake(self, *, blinks: bool) -> None:
        """Something happened: be lit, and blink for a while, if it ``blinks``."""
        half = QGuiApplication.styleHints().cursorFlashTime() // 2
        if not self.lit:
            self._turn()
        if blinks and half > 0:
            self._left = 2 * max(1, int(REST * 500 / half))  # an even number: it ends lit
            self._timer.start(half)
        else:
            self._timer.stop()

    def stop(self) -> None:
        """Stay lit."""
        self.wake(blinks=False)

    def _turn(self) -> None:
        self.lit = not self.lit
        self.turned.emit()

    def _on_turn(self) -> None:
        self._turn()
        self._left -= 1
        if self._left <= 0 and self.lit:
            self._timer.stop()
