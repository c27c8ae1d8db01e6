"""When a frame is shown: soon after something came, never while nothing does."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer

FRAME = 0.016
SLOW = 0.012
"""Seconds: after a frame that took longer, one is skipped."""
LONGEST = 0.100
"""Seconds from frame to frame while more waits than was shown."""
HURRY = 0.400
"""Seconds for which nothing of a flood is shown when somebody waits for what comes after it."""
SETTLE = 0.010
"""Seconds without more after which that flood is over: it may only be slow to come."""
HOLD = 0.150
"""Seconds that a program may be in the midst of drawing."""


class Pace(QObject):
    """Calls ``show`` at most every 16 ms, and only when it was asked to."""

    def __init__(
        self, show: Callable[[], None], holds: Callable[[], bool], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._show = show
        self._holds = holds
        self._shown_at = 0.0
        self._held_since: float | None = None
        self.took = 0.0
        """Seconds that the last frame took, to make and to paint."""
        self._in_flood = False  # the timer was started while more waits
        self._hurries_until = 0.0
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_due)

    @property
    def due(self) -> bool:
        """Whether a frame is yet to be shown."""
        return self._timer.isActive()

    def ask(self, more: bool = False) -> None:
        """Something is to be shown: at once after a pause, so that typing feels immediate.

        With ``more`` waiting it is soon of the past: what is left of the time is for that.
        """
        if self._held_since is not None and not self._holds():
            self._timer.stop()  # it has drawn what it was drawing
        now = perf_counter()
        hurries = now < self._hurries_until
        if hurries or (self._in_flood and not more):
            self._timer.stop()  # it goes on, or this is what stays
        if not self._timer.isActive():
            self._in_flood = more
            due = self._shown_at + self._gap(more)
            if hurries:
                due = max(due, self._hurries_until if more else now + SETTLE)
            self._start(due - now)

    def hurry(self) -> None:
        """What is being written is of no interest any more, but what comes after it.

        Who holds the key down sees what a program writes that takes no notice of it.
        """
        if self._shown_at >= self._hurries_until:
            self._hurries_until = perf_counter() + HURRY
            self._timer.stop()
            self.ask(more=True)

    def stop(self) -> None:
        """Show nothing more."""
        self._timer.stop()

    def _gap(self, more: bool) -> float:
        """However long a frame takes, as long is free for everything else."""
        usual = max(2 * FRAME, 2 * self.took) if self.took > SLOW else FRAME
        return max(usual, min(6 * self.took, LONGEST)) if more else usual

    def _start(self, seconds: float) -> None:
        self._timer.start(max(0, int(seconds * 1000)))

    def _on_due(self) -> None:
        now = perf_counter()
        if self._holds():
            if self._held_since is None:
                self._held_since = now
            left = self._held_since + HOLD - now
            if left > 0:
                self._start(left + 0.001)
                return
        self._held_since = None
        self._in_flood = False
        self._shown_at = now
        self.took = 0.0
        self._show()
        self.took += perf_counter() - now
