"""The choice of the Engine, in the window's lower right corner."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from desktop.engine import contexts, discovery
from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.errors import Reason, Unreachable
from desktop.engine.start_failure import StartFailed
from desktop.engine.threads import run_in_thread
from desktop.model.private import Life, PrivateEngineKeeper, PrivateState
from desktop.model.session import Session, Status
from desktop.ui.icons import Icon, icon
from desktop.ui.menu_button import MenuButton
from desktop.ui.plain import menu_text, tooltip, visible
from desktop.ui.text import tr
from desktop.ui.wording import endpoint_name, endpoint_title

_LONGEST_NAME = 40
_LONGEST_TITLE = 80


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen: docker's contexts, and the well-known places that have a socket."""

    contexts: tuple[contexts.Context, ...] = ()
    places: tuple[Endpoint, ...] = ()


class EndpointMenu(MenuButton):
    """Shows the endpoint in use; its menu has what else there is, and the private Engine."""

    endpoint_chosen = Signal(object)
    """An ``Endpoint``, or None for the one that is found by itself."""
    start_requested = Signal(object)
    """None: the best way to start a private Engine."""
    places_requested = Signal()
    """A person wants to change the places of their own."""

    def __init__(
        self,
        session: Session,
        keeper: PrivateEngineKeeper,
        own_places: Callable[[], Sequence[Endpoint]] = tuple,
    ) -> None:
        super().__init__("")
        self._own_places = own_places
        self._session = session
        self._keeper = keeper
        self._choices = Choices()
        self._reading: asyncio.Task[None] | None = None
        self._stopping: asyncio.Task[None] | None = None
        self.setProperty("chooses", False)  # it has no frame in the status bar
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self._menu.aboutToShow.connect(self._on_about_to_show)
        self.set_choices(self._menu)
        self._end = [
            session.status_changed.subscribe(self._on_status_changed),
            keeper.changed.subscribe(self._on_private_changed),
        ]
        self._show(session.status)

    def close_down(self) -> None:
        """Hear nothing any more; what it waits for is not awaited any more."""
        for end in self._end:
            end()
        self._menu.close()
        for task in (self._reading, self._stopping):
            if task is not None:
                task.cancel()

    # What is so

    def _on_status_changed(self, status: Status) -> None:
        self._show(status)
        if self._menu.isVisible():
            self._fill()

    def _on_private_changed(self, _state: PrivateState) -> None:
        if self._menu.isVisible():
            self._fill()

    def _show(self, status: Status) -> None:
        endpoint = status.endpoint
        name = (
            visible(endpoint_name(endpoint), limit=_LONGEST_NAME) if endpoint else tr("no Engine")
        )
        self.setText(menu_text(name, limit=_LONGEST_NAME))
        self.setAccessibleName(tr("Engine in use: {name}", name=name))
        told = [endpoint_title(endpoint)] if endpoint else []
        self.setToolTip(tooltip("\n".join([*told, tr("Choose the Engine")])))

    def _on_about_to_show(self) -> None:
        self._fill()
        if self._reading is None or self._reading.done():
            self._reading = asyncio.ensure_future(self._read())

    async def _read(self) -> None:
        await self._keeper.check()
        found = await run_in_thread(read_choices, name="contexts")
        if found != self._choices:
            self._choices = found
            if self._menu.isVisible():
                self._fill()

    # The menu

    def _fill(self) -> None:
        """Make the menu anew. An open one keeps its lower edge, above the button, and its item."""
        menu = self._menu
        active = next((a.text() for a in menu.actions() if a is menu.activeAction()), "")
        bottom = menu.geometry().bottom()
        menu.clear()
        group = QActionGroup(menu)
        for old in menu.findChildren(QActionGroup):
            if old is not group:
                old.deleteLater()
        menu.addAction(tr("Find an Engine by itself")).triggered.connect(
            lambda: self.endpoint_chosen.emit(None)
        )
        self._add_contexts(group)
        self._add_own(group)
        self._add_places(group)
        self._add_private(group)
        menu.addSeparator()
        menu.addAction(tr("Engine places…")).triggered.connect(lambda: self.places_requested.emit())
        for action in menu.actions():
            if active and action.text() == active:
                menu.setActiveAction(action)
        if menu.isVisible():
            menu.adjustSize()
            menu.move(menu.x(), bottom - menu.height() + 1)

    def _add_contexts(self, group: QActionGroup) -> None:
        if self._choices.contexts:
            self._menu.addSection(tr("Docker contexts"))
        for context in self._choices.contexts:
            if context.problem is None:
                self._add(context.endpoint(Origin.CONTEXT_OPTION), group, context.description)
            else:
                broken = self._menu.addAction(
                    tr("{name}: can't be used", name=menu_text(context.name, limit=_LONGEST_NAME))
                )
                broken.setToolTip(tooltip(context.problem.explanation))
                broken.setEnabled(False)

    def _add_own(self, group: QActionGroup) -> None:
        own = self._own_places()
        if own:
            self._menu.addSection(tr("Places of your own"))
        for place in own:
            self._add(place, group)

    def _add_places(self, group: QActionGroup) -> None:
        known = {context.url for context in self._choices.contexts}
        known |= {place.url for place in self._own_places()}
        places = [place for place in self._choices.places if place.url not in known]
        current, private = self._session.status.endpoint, self._keeper.state.endpoint
        named = {place.url for place in places} | known | ({private.url} if private else set())
        if current is not None and current.url not in named:
            places.insert(0, current)
        if places:
            self._menu.addSection(tr("On this machine"))
        for place in places:
            self._add(place, group)

    def _add_private(self, group: QActionGroup) -> None:
        state = self._keeper.state
        self._menu.addSection(tr("Private Engine"))
        if state.life is Life.RUNNING and state.endpoint is not None:
            self._add(state.endpoint, group)
            keep = self._menu.addAction(tr("Keep it running when Portside ends"))
            keep.setCheckable(True)
            keep.setChecked(state.kept)
            keep.toggled.connect(self._keeper.keep)
            stop = self._menu.addAction(icon(Icon.STOP), tr("Stop the private Engine"))
            stop.setToolTip(tooltip(tr("Its containers stop, too. Its data stay.")))
            stop.triggered.connect(self._on_stop)
        elif state.life is Life.STARTING:
            cancel = self._menu.addAction(icon(Icon.CANCEL), tr("Cancel its start"))
            cancel.triggered.connect(self._keeper.cancel_start)
        elif state.life is Life.STOPPING:
            self._menu.addAction(tr("It is stopping…")).setEnabled(False)
        else:
            start = self._menu.addAction(icon(Icon.START), tr("Start a private Engine"))
            start.triggered.connect(lambda: self.start_requested.emit(None))

    def _add(self, endpoint: Endpoint, group: QActionGroup, description: str = "") -> QAction:
        """A place with its address, checked where it is the one in use."""
        current = self._session.status.endpoint
        title = endpoint_title(endpoint)
        action = self._menu.addAction(menu_text(title, limit=_LONGEST_TITLE))
        action.setToolTip(tooltip("\n".join(filter(None, (title, description)))))
        action.setCheckable(True)
        action.setActionGroup(group)
        action.setChecked(current is not None and current.url == endpoint.url)
        action.triggered.connect(lambda: self.endpoint_chosen.emit(endpoint))
        return action

    # The private Engine's end

    def _on_stop(self) -> None:
        if self._stopping is None or self._stopping.done():
            self._stopping = asyncio.ensure_future(self._stop())

    async def _stop(self) -> None:
        try:
            await self._keeper.stop()
        except StartFailed as failure:
            # The keeper's state has it for the start page, which may not be what is shown.
            self.setToolTip(tooltip(failure.explanation))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_end"):
            self._show(self._session.status)


def read_choices() -> Choices:
    """Read docker's files and look at the sockets, in a thread; nothing is connected to."""
    folder = contexts.config_folder(os.environ, Path.home())
    places = (candidate.endpoint for candidate in discovery.well_known())
    return Choices(contexts.list_contexts(folder), tuple(filter(_has_socket, places)))


def _has_socket(endpoint: Endpoint) -> bool:
    try:
        discovery.check_socket(endpoint.url)
    except Unreachable as problem:
        return problem.reason is Reason.DENIED
    return not endpoint.url.startswith("npipe:") or Path(endpoint.url[6:]).exists()
