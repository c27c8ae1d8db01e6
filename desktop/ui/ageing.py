"""``Up 12 seconds`` grows older without news: it is told again, and nobody is asked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from desktop.engine.records import Record
from desktop.ui.page import Watcher

_SECOND, _HALF_A_MINUTE = 1000, 30_000  # ms
_YOUNG = 60.0  # s; words count the seconds up to then


class Ageing(QObject):
    """Has a page tell of times again while somebody sees it.

    That is each second while the latest moment that it ``knows`` is less than a minute ago, and
    twice a minute afterwards. ``clock`` tells the seconds since 1970, as moments are told.
    """

    def __init__(
        self, page: QWidget, clock: Callable[[], float], tell: Callable[[], object]
    ) -> None:
        super().__init__(page)
        self._clock = clock
        self._tell = tell
        self._latest = 0.0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_time)
        self._watcher = Watcher(page, self._set_watched)

    @property
    def interval(self) -> int:
        """Milliseconds to the next time; 0 while nobody sees the page."""
        return self._timer.interval() if self._timer.isActive() else 0

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
        young = self._clock() - self._latest < _YOUNG
        interval = _SECOND if young else _HALF_A_MINUTE
        if interval != self.interval:
            self._timer.start(interval)


def _nothing() -> None:
    """Nothing is told any more."""
