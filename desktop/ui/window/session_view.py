"""What the window shows of the session: its title, and which page."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMainWindow, QToolBar, QWidget

from desktop.engine.records import Kind
from desktop.model.session import Link, Session, Status
from desktop.ui import wording
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
        where = f" — {wording.endpoint_title(endpoint)}" if endpoint else ""
        self._window.setWindowTitle(f"Portside{where}")
        if status.link in (Link.LIVE, Link.NOWHERE):
            QTimer.singleShot(_AFTER_TREES_MS, self._frame, self._frame.finish)
        self._choose_page(status)

    def _choose_page(self, status: Status) -> None:
        # While the first search goes on, the trees show that they load: no page flashes by.
        self._failed_once = self._failed_once or status.link is Link.NOWHERE
        listed = any(self._session.store.table(kind).standing.loaded for kind in Kind)
        # Without an endpoint, what was listed belongs to an Engine that was left.
        left = status.link is Link.NOWHERE and status.endpoint is None
        known = status.link in (Link.LIVE, Link.LOST) or (listed and not left)
        page: QWidget = self._frame.main_page
        if not known and self._failed_once:
            page = self._start_page
            _ = self._start_page.part
        if self._frame.currentWidget() is not page:
            self._frame.setCurrentWidget(page)
            self._tool_bar.setVisible(page is self._frame.main_page)
