"""The line above the trees that says what is wrong with the connection, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.errors import EngineError
from desktop.model.private import Life, PrivateEngineKeeper, PrivateState
from desktop.model.session import Link, Session, Status
from desktop.ui import links
from desktop.ui.states import Banner
from desktop.ui.text import tr
from desktop.ui.theme import Tone


class ConnectionBanner(Banner):
    """Follows the session. A private Engine that has ended can be started again from it."""

    start_requested = Signal(object)
    """The ``Way`` in which the private Engine was started; None where that is not known."""

    def __init__(
        self, session: Session, keeper: PrivateEngineKeeper, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._keeper = keeper
        self._end = [
            session.status_changed.subscribe(self._on_status_changed),
            keeper.changed.subscribe(self._on_private_changed),
        ]
        self._on_status_changed(session.status)

    def close_down(self) -> None:
        """Hear nothing any more."""
        for end in self._end:
            end()

    def _on_status_changed(self, status: Status) -> None:
        endpoint = status.endpoint
        live = status.link is Link.LIVE
        if status.link in (Link.LOST, Link.NOWHERE) and endpoint and status.error is not None:
            self._say_lost(endpoint, status.error)
        elif live and status.replaced:
            self.say(
                tr("Another Engine answers at this place now. The lists were made anew."),
                Tone.ACCENT,
            )
        elif live and endpoint is not None and links.is_open_to_network(endpoint):
            self.say(
                tr(
                    "The connection to {where} is neither encrypted nor protected: anyone on that"
                    " network can take over its machine.",
                    where=endpoint.url,
                ),
                Tone.DANGER,
            )
        else:
            self.hide()

    def _on_private_changed(self, _state: PrivateState) -> None:
        status = self._session.status
        if status.link is Link.LOST and status.endpoint and status.error is not None:
            self._say_lost(status.endpoint, status.error)

    def _say_lost(self, endpoint: Endpoint, error: EngineError) -> None:
        again = (tr("Try again"), self._session.retry_now)
        if endpoint.origin is not Origin.PRIVATE:
            self.say(_why(endpoint, error), Tone.DANGER, actions=[again], dismissible=False)
            return
        state = self._keeper.state
        if state.life is Life.STARTING:
            self.say(
                tr("The private Engine is starting…"),
                Tone.ACCENT,
                actions=[(tr("Cancel"), self._keeper.cancel_start)],
                dismissible=False,
            )
            return
        if state.life is Life.STOPPING:
            self.say(tr("The private Engine is stopping…"), Tone.ACCENT, dismissible=False)
            return
        text = _why(endpoint, error)
        if state.failure is not None:
            from desktop.ui.start_page import words

            text = words.failure(state.failure, state.way)
        start = (tr("Start it again"), self._on_start_clicked)
        self.say(text, Tone.DANGER, actions=[start, again], dismissible=False)

    def _on_start_clicked(self) -> None:
        self.start_requested.emit(self._keeper.state.way)


def _why(endpoint: Endpoint, error: EngineError) -> str:
    from desktop.ui.unreachable import unreachable

    sentence, advice = unreachable(endpoint, error)
    return tr("{sentence} {advice}", sentence=sentence, advice=advice).strip()
