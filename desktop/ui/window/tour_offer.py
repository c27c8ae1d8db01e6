"""The offer of the tour: once, when the first Engine is there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer

from desktop.model import preferences
from desktop.model.session import Link, Session, Status
from desktop.ui.settings import Settings
from desktop.ui.states import Banner
from desktop.ui.text import tr
from desktop.ui.theme import Tone

_AFTER_TREES_MS = 1000  # the trees come first


class TourOffer(Banner):
    """A line above the trees: who is in a hurry goes on below it, and is not asked again."""

    def __init__(self, session: Session, settings: Settings, begin: Callable[[], object]) -> None:
        super().__init__()
        self._settings = settings
        self._begin = begin
        self._session = session
        self._wait = QTimer(self, singleShot=True, interval=_AFTER_TREES_MS)
        self._wait.timeout.connect(self._offer)
        self._end = session.status_changed.subscribe(self._on_status_changed)
        self._on_status_changed(session.status)

    def close_down(self) -> None:
        """Hear nothing any more."""
        self._end()
        self._wait.stop()

    def _on_status_changed(self, status: Status) -> None:
        if status.link is Link.LIVE and not self._settings.chosen(preferences.TOUR_SEEN):
            self._wait.start()

    def _offer(self) -> None:
        if self._session.status.link is not Link.LIVE:
            return
        self._settings.put(preferences.TOUR_SEEN.name, True)
        self.say(
            tr("New here? A short tour shows what is where."),
            Tone.ACCENT,
            actions=[(tr("Begin the tour"), self._on_begun)],
        )

    def _on_begun(self) -> None:
        self.hide()
        self._begin()
