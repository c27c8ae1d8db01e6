"""What the window shows of the session: its title, its banner, and which page."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMainWindow, QToolBar, QWidget

from desktop.engine.records import Kind
from desktop.model.session import Link, Session, Status
from desktop.ui import links
from desktop.ui.text import tr
from desktop.ui.theme import Tone
from desktop.ui.window.frame import Frame
from desktop.ui.window.places import Places

_AFTER_TREES_MS = 100


class SessionView:
    """Follows the session's status."""

    def __init__(
        self,
        session: Session,
        window: QMainWindow,
        frame: Frame,
        places: Places,
        tool_bar: QToolBar,
    ) -> None:
        self._session = session
        self._window = window
        self._frame = frame
        self._start_page = places.start_page
        self._tool_bar = tool_bar
        self._failed_once = False
        self.close_down = session.status_changed.subscribe(self._on_status_changed)
        self._on_status_changed(session.status)

    def _on_status_changed(self, status: Status) -> None:
        endpoint = status.endpoint
        self._window.setWindowTitle(f"Portside — {endpoint.title}" if endpoint else "Portside")
        if status.link in (Link.LIVE, Link.NOWHERE):
            QTimer.singleShot(_AFTER_TREES_MS, self._frame, self._frame.finish)
        self._choose_page(status)
        self._show_banner(status)

    def _choose_page(self, status: Status) -> None:
        # While the first search goes on, the trees show that they load: no page flashes by.
        self._failed_once = self._failed_once or status.link is Link.NOWHERE
        known = status.link in (Link.LIVE, Link.LOST) or any(
            self._session.store.table(kind).standing.loaded for kind in Kind
        )
        page: QWidget = self._frame.main_page
        if not known and self._failed_once:
            page = self._start_page
            _ = self._start_page.part
        if self._frame.currentWidget() is not page:
            self._frame.setCurrentWidget(page)
            self._tool_bar.setVisible(page is self._frame.main_page)

    def _show_banner(self, status: Status) -> None:
        banner, endpoint = self._frame.banner, status.endpoint
        live = status.link is Link.LIVE
        if status.link in (Link.LOST, Link.NOWHERE) and endpoint and status.error is not None:
            from desktop.ui import problems

            banner.say(
                " ".join(filter(None, problems.unreachable(endpoint, status.error))),
                Tone.DANGER,
                actions=[(tr("Try again"), self._session.retry_now)],
                dismissible=False,
            )
        elif live and status.replaced:
            banner.say(
                tr("Another Engine answers at this place now. The lists were made anew."),
                Tone.ACCENT,
            )
        elif live and endpoint is not None and links.is_open_to_network(endpoint):
            text = tr(
                "The connection to {where} is neither encrypted nor protected: anyone on that"
                " network can take over its machine.",
                where=endpoint.url,
            )
            banner.say(text, Tone.WARNING)
        else:
            banner.hide()
