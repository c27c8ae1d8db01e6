"""``Up 12 seconds`` grows older without news: it is told again, and nobody is asked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from desktop.engine.records import Record
from desktop.ui.page import Watcher

_OFTEN, _SELDOM = 2, 30  # s; each time that a hundred rows are painted takes a few ms
_YOUNG = 60.0  # s; words count the seconds up to then
_LATE = 0.02  # s behind the turn of the clock, which a timer may be ahead of


class Ageing(QObject):
    """Has a page tell of times again while somebody sees it.

    That is every other second while the latest moment that it ``knows`` is less than a minute ago,
    and twice a minute afterwards; at the same moments for all pages, so that they tell the same.
    ``clock`` tells the seconds since 1970, as moments are told.
    """

    def __init__(
        self, page: QWidget, clock: Callable[[], float], tell: Callable[[], object]
    ) -> None:
        super().__init__(page)
        self._clock = clock
        self._tell = tell
        self._latest = 0.0
        self._step = 0
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_time)
        self._watcher = Watcher(page, self._set_watched)

    @property
    def step(self) -> int:
        """Seconds between two times; 0 while nobody sees the page."""
        return self._step if self._timer.isActive() else 0

    def knows(self, moment: float) -> None:
        """The page tells how long ago this was."""
        if moment > self._latest:
            self._latest = moment
            if self._watcher.watched:
                self._arm()

    def knows_of(self, record: Record) -> None:
        """The page tells how old this is, and how long it has been as it is."""
        self.knows(max(getattr(record, "created", 0.0), getattr(record, "since", None) or 0.0))

    def stop(self) -> None:
        """For good."""
        self._tell = _nothing
        self._timer.stop()

    def _set_watched(self, watched: bool) -> None:
        if watched:
            self._on_time()
        else:
            self._timer.stop()

    def _on_time(self) -> None:
        self._tell()
        self._arm()

    def _arm(self) -> None:
        if self._tell is _nothing:
            return
        now = self._clock()
        step = _OFTEN if now - self._latest < _YOUNG else _SELDOM
        if step != self.step:
            self._step = step
            self._timer.start(round(1000 * (step - now % step + _LATE)))


def _nothing() -> None:
    """Nothing is told any more."""
