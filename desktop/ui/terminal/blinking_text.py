"""Text that blinks (SGR 5 and 6), in step, as fast as the cursor.

It wakes nobody unless such text is in sight in the active window, and stands still for those whose
system says that nothing blinks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from desktop.ui.terminal.view import TerminalView

LOOKS = (
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.WindowActivate,
    QEvent.Type.WindowDeactivate,
)
"""When somebody begins or ceases to look."""


class BlinkingText(QObject):
    """Says whether such text is ``lit``, and in which ``rows`` in sight there is any."""

    turned = Signal()

    def __init__(self, view: TerminalView) -> None:
        super().__init__(view)
        self.lit = True
        self.rows: frozenset[int] = frozenset()
        self._view = view
        self._closed = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_turn)

    @property
    def active(self) -> bool:
        """Whether it goes on and off."""
        return self._timer.isActive()

    def follow(self) -> None:
        """Something else is in sight, or it is looked at, or not any more."""
        view = self._view
        self.rows = frozenset(
            number
            for number, row in enumerate(view.sight.rows)
            if any(span.style.blink for span in row.spans)
        )
        looked_at = self.rows and view.isVisible() and view.isActiveWindow()
        self._go_on(_half() if looked_at and not self._closed else 0)

    def close_down(self) -> None:
        """Stay lit from now on."""
        self._closed = True
        self._go_on(0)

    def _go_on(self, half: int) -> None:
        if half <= 0:
            self._timer.stop()
            if not self.lit:
                self._turn()
        elif not self._timer.isActive() or self._timer.interval() != half:
            self._timer.start(half)

    def _turn(self) -> None:
        self.lit = not self.lit
        self.turned.emit()

    def _on_turn(self) -> None:
        self._turn()
        self._go_on(_half())


def _half() -> int:
    """Milliseconds from on to off; none where nothing is to blink."""
    return QGuiApplication.styleHints().cursorFlashTime() // 2
