"""The bottom line: which Engine, whether it answers, and what is on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStatusBar, QWidget

from desktop.engine.endpoint import Endpoint
from desktop.engine.records import Kind
from desktop.model.private import PrivateEngineKeeper
from desktop.model.session import Link, Session, Status
from desktop.model.store import Store
from desktop.ui import theme, wording
from desktop.ui.endpoint_menu import EndpointMenu
from desktop.ui.plain import PlainLabel, tooltip, visible
from desktop.ui.states import DOT, paint_state_dot
from desktop.ui.text import tr
from desktop.ui.theme import GRID

_SAID_MS = 6000


class StatusBar(QStatusBar):
    """Connection, version and counts on the left, the choice of the Engine on the right."""

    endpoint_chosen = Signal(object)
    start_requested = Signal(object)
    places_requested = Signal()

    def __init__(
        self,
        store: Store,
        session: Session,
        keeper: PrivateEngineKeeper,
        parent: QWidget | None = None,
        *,
        own_places: Callable[[], Sequence[Endpoint]] = tuple,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self.setSizeGripEnabled(False)
        self.setContentsMargins(0, 0, 2 * GRID, 0)
        self._dot = _Dot()
        self._text = PlainLabel()
        self._text.setAccessibleName(tr("Engine"))
        self._counts = _Counts()
        self.menu = EndpointMenu(session, keeper, own_places)
        self.menu.endpoint_chosen.connect(self.endpoint_chosen)
        self.menu.start_requested.connect(self.start_requested)
        self.menu.places_requested.connect(self.places_requested)
        self.addWidget(self._dot)
        self.addWidget(self._text)
        self.addWidget(self._counts, 1)
        self.addPermanentWidget(self.menu)
        self._recount = QTimer(self)
        self._recount.setSingleShot(True)
        self._recount.setInterval(50)
        self._recount.timeout.connect(self._count)
        self._end = [
            store.changed.subscribe(lambda _change: self._recount_soon()),
            store.standing_changed.subscribe(lambda _kind: self._recount_soon()),
            session.status_changed.subscribe(self._show),
        ]
        self._show(session.status)
        self._count()

    def say(self, text: str) -> None:
        """Tell something for a few seconds."""
        self.showMessage(visible(text.replace("\n", " ")), _SAID_MS)

    def close_down(self) -> None:
        """Hear nothing any more."""
        self._recount.stop()
        self.menu.close_down()
        for end in self._end:
            end()

    def _recount_soon(self) -> None:
        if not self._recount.isActive():
            self._recount.start()

    def _show(self, status: Status) -> None:
        engine = ""
        if status.info is not None:
            product = status.info.product.removeprefix("Docker ")
            engine = tr("{product} {version}", product=product, version=status.info.version)
        texts = {
            Link.SEARCHING: tr("Looking for an Engine…"),
            Link.LIVE: engine,
            Link.LOST: tr("Connection lost: last known state"),
            Link.NOWHERE: tr("No Engine"),
            Link.CLOSED: "",
        }
        text = texts[status.link]
        if status.link is Link.LIVE and status.slow:
            text = tr("{engine}, answers slowly", engine=engine)
        self._text.setText(text)
        self._dot.show_state(
            {
                Link.LIVE: theme.State.RUNNING,
                Link.LOST: theme.State.EXITED_BADLY,
                Link.SEARCHING: theme.State.RESTARTING,
            }.get(status.link, theme.State.CREATED)
        )
        self._counts.setVisible(status.link in (Link.LIVE, Link.LOST))

    def _count(self) -> None:
        """Of each kind that was listed: what was not is not known."""
        tables = {kind: self._store.table(kind) for kind in Kind}
        parts = [
            wording.kind_name(kind, len(table))
            for kind, table in tables.items()
            if table.standing.loaded
        ]
        if tables[Kind.CONTAINER].standing.loaded:
            running = sum(1 for container in self._store.containers if container.is_running)
            parts[0] = tr("{total}, {running} running", total=parts[0], running=running)
        self._counts.show_parts(parts)


class _Counts(PlainLabel):
    """What is on the Engine. Where the room is narrow, the last parts give way, each whole."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[str] = []
        self.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_parts(self, parts: list[str]) -> None:
        """Show them in this order, and tell a screen reader all of them."""
        if parts != self._parts:
            self._parts = parts
            self.setAccessibleName(_joined(parts))
            self._fit()

    def _fit(self) -> None:
        count = len(self._parts)
        while count and self.fontMetrics().horizontalAdvance(self._shown(count)) > self.width():
            count -= 1
        self.setText(self._shown(count))
        self.setToolTip(tooltip(_joined(self._parts)) if count < len(self._parts) else "")

    def _shown(self, count: int) -> str:
        return f"· {_joined(self._parts[:count])}" if count else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def _joined(parts: list[str]) -> str:
    return " · ".join(parts)


class _Dot(QWidget):
    """The mark of the connection's state; its word stands beside it."""

    def __init__(self) -> None:
        super().__init__()
        self._state = theme.State.CREATED
        self.setFixedSize(DOT + 3 * GRID, 5 * GRID)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, state: theme.State) -> None:
        self._state = state
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        left = 2 * GRID
        paint_state_dot(painter, QRectF(left, 0, DOT, self.height()), self._state)
