"""The offer of the tour: once, when the first Engine is there."""

from __future__ import annotations

from collections.abc import Callable

from desktop.model import preferences
from desktop.model.session import Link, Session, Status
from desktop.ui.settings import Settings
from desktop.ui.states import Banner
from desktop.ui.text import tr
from desktop.ui.theme import Tone


class TourOffer(Banner):
    """A line above the trees: who is in a hurry goes on below it, and is not asked again.

    It comes with the trees: later it would push them down under somebody's pointer.
    """

    def __init__(self, session: Session, settings: Settings, begin: Callable[[], object]) -> None:
        super().__init__()
        self._settings = settings
        self._begin = begin
        self._session = session
        self._end = session.status_changed.subscribe(self._on_status_changed)
        self._on_status_changed(session.status)

    def close_down(self) -> None:
        """Hear nothing any more."""
        self._end()

    def _on_status_changed(self, status: Status) -> None:
        if status.link is Link.LIVE and not self._settings.chosen(preferences.TOUR_SEEN):
            self._offer()

    def _offer(self) -> None:
        self._settings.put(preferences.TOUR_SEEN.name, True)
        self.say(
            tr("New here? A short tour shows what is where."),
            Tone.ACCENT,
            actions=[(tr("Begin the tour"), self._on_begun)],
        )

    def _on_begun(self) -> None:
        self.hide()
        self._begin()
