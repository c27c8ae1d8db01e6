"""The choice of the Engine, in the window's lower right corner."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from desktop.engine import contexts
from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.threads import run_in_thread
from desktop.model.private import Life, PrivateEngineKeeper
from desktop.model.session import Session, Status
from desktop.ui.icons import Icon, icon
from desktop.ui.plain import menu_text
from desktop.ui.text import tr


class EndpointMenu(QToolButton):
    """Shows the endpoint in use; its menu has docker's contexts and the private Engine."""

    endpoint_chosen = Signal(object)
    """An ``Endpoint``, or None for the one that is found by itself."""
    start_requested = Signal(object)
    """None: the best way to start a private Engine."""

    def __init__(
        self, session: Session, keeper: PrivateEngineKeeper, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._keeper = keeper
        self._contexts: tuple[contexts.Context, ...] = ()
        self._task: asyncio.Task[None] | None = None
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolTip(tr("Choose the Engine"))
        self.setAutoRaise(True)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._on_about_to_show)
        self.setMenu(self._menu)
        self._end = session.status_changed.subscribe(self._show)
        self._show(session.status)

    def close_down(self) -> None:
        """Hear nothing any more."""
        self._end()
        if self._task is not None:
            self._task.cancel()

    def _show(self, status: Status) -> None:
        name = status.endpoint.name if status.endpoint is not None else tr("no Engine")
        self.setText(menu_text(name, limit=40))
        self.setAccessibleName(tr("Engine in use: {name}", name=name))

    def _on_about_to_show(self) -> None:
        self._fill()
        if self._task is None or self._task.done():
            self._task = asyncio.ensure_future(self._read_contexts())

    async def _read_contexts(self) -> None:
        found = await run_in_thread(_read_contexts, name="contexts")
        if found != self._contexts:
            self._contexts = found
            self._fill()

    def _fill(self) -> None:
        self._menu.clear()
        current = self._session.status.endpoint
        automatic = self._menu.addAction(tr("The one that is found by itself"))
        automatic.triggered.connect(lambda: self.endpoint_chosen.emit(None))
        self._menu.addSeparator()
        for context in self._contexts:
            endpoint = context.endpoint(Origin.CONTEXT_OPTION)
            self._add(endpoint, current)
        state = self._keeper.state
        self._menu.addSeparator()
        if state.life is Life.RUNNING and state.endpoint is not None:
            self._add(state.endpoint, current)
            keep = self._menu.addAction(tr("Keep the private Engine when Portside ends"))
            keep.setCheckable(True)
            keep.setChecked(state.kept)
            keep.toggled.connect(self._keeper.keep)
        else:
            start = self._menu.addAction(icon(Icon.START), tr("Start a private Engine"))
            start.setEnabled(state.life not in (Life.STARTING, Life.STOPPING))
            start.triggered.connect(lambda: self.start_requested.emit(None))

    def _add(self, endpoint: Endpoint, current: Endpoint | None) -> None:
        action = self._menu.addAction(menu_text(endpoint.title, limit=80))
        action.setCheckable(True)
        action.setChecked(current is not None and current.url == endpoint.url)
        action.triggered.connect(lambda: self.endpoint_chosen.emit(endpoint))


def _read_contexts() -> tuple[contexts.Context, ...]:
    import os

    folder = contexts.config_folder(os.environ, Path.home())
    return tuple(c for c in contexts.list_contexts(folder) if c.problem is None)
