"""The section with the picture: its bar, the view, and what it tells the rest of the window."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from desktop.engine.records import Kind
from desktop.model import filters
from desktop.model.commands import Target
from desktop.model.network_commands import ConnectContainers
from desktop.model.store import Change
from desktop.model.topology.picture import Picture, picture_of
from desktop.ui.empty import EmptyState
from desktop.ui.focus import FocusGoesTo
from desktop.ui.icons import Icon, icon
from desktop.ui.page import Surroundings, Watcher
from desktop.ui.plain import PlainLabel
from desktop.ui.states import Skeleton
from desktop.ui.text import tr
from desktop.ui.theme import GRID
from desktop.ui.topology.bar import tool
from desktop.ui.topology.export import save_picture
from desktop.ui.topology.scene import TopologyScene
from desktop.ui.topology.view import TopologyView
from desktop.ui.units import number

_SHOWN = (Kind.CONTAINER, Kind.NETWORK)


class TopologyPage(QWidget):
    """The picture, live while it is seen."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._store = surroundings.session.store
        self._saving: asyncio.Task[None] | None = None
        self._matches: list[str] = []
        self.scene = TopologyScene(self)
        self.view = TopologyView(self.scene)
        self.filter_box = QLineEdit()
        self._found = PlainLabel()
        self._standing = PlainLabel()
        self._make_bar()
        self.skeleton = Skeleton(name=tr("Loading {what}", what=tr("Topology")))
        self.empty = EmptyState(
            Icon.TOPOLOGY,
            tr("Nothing to draw yet"),
            tr("Networks, the containers in them, and published ports appear here."),
        )
        self.stack = QStackedWidget()
        for part in (self.skeleton, self.view, self.empty):
            self.stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.bar)
        column.addWidget(self.stack, 1)
        FocusGoesTo(self, self.view)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.timeout.connect(self.refresh)
        self.view.chosen.connect(self._on_chosen)
        self.view.activated.connect(self._on_activated)
        self.view.menu_requested.connect(self._on_menu_requested)
        self.view.dropped.connect(self._on_dropped)
        self.view.said.connect(surroundings.say)
        surroundings.chosen.changed.connect(self._on_others_chose)
        self._end = (
            self._store.changed.subscribe(self._on_store_changed),
            self._store.standing_changed.subscribe(self._on_standing_changed),
        )
        self._watcher = Watcher(self, self._on_watched)

    async def close_down(self) -> None:
        """Hear nothing any more, and write nothing."""
        for end in self._end:
            end()
        self._late.stop()
        self.scene.finish_motion()
        if self._saving is not None and not self._saving.done():
            self._saving.cancel()
            await asyncio.wait([self._saving])

    def _make_bar(self) -> None:
        box = self.filter_box
        box.setAccessibleName(tr("Filter"))
        box.setPlaceholderText(tr("Find: name, subnet, port, state:running, network:…"))
        box.setClearButtonEnabled(True)
        box.addAction(icon(Icon.SEARCH), QLineEdit.ActionPosition.LeadingPosition)
        box.textChanged.connect(self._search)
        box.installEventFilter(self)
        self._found.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self.bar = QHBoxLayout()
        self.bar.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self.bar.setSpacing(GRID)
        self.bar.addWidget(box, 1)
        self._standing.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self.bar.addWidget(self._found)
        self.bar.addWidget(self._standing)
        for picture, text, act in (
            (Icon.ZOOM_OUT, tr("Zoom out (-)"), self.view.zoom_out),
            (Icon.ZOOM_IN, tr("Zoom in (+)"), self.view.zoom_in),
            (Icon.FIT, tr("Fit (0)"), self.view.fit),
            (Icon.EXPORT, tr("Export as SVG or PNG…"), self.export),
        ):
            self.bar.addWidget(tool(picture, text, act))

    # What is shown

    def refresh(self) -> None:
        """Draw what the store holds now."""
        loaded = all(self._store.table(kind).standing.loaded for kind in _SHOWN)
        picture = picture_of(self._store) if loaded else Picture()
        part: QWidget = self.view if picture.panels or picture.cards else self.empty
        if not loaded:
            part = self.skeleton
        engine = self._surroundings.session.engine
        self.scene.show_picture(picture, engine.info.name if engine is not None else "")
        stale = any(self._store.table(kind).standing.stale for kind in _SHOWN)
        self.view.set_stale(stale)
        self._standing.setText(tr("Last known state") if stale and loaded else "")
        if self.stack.currentWidget() is not part:
            self.stack.setCurrentWidget(part)
        self.view.keep_fitted()
        if self.view.current and self.view.current not in self.scene.nodes:
            self.view.choose("")
        if self.filter_box.text():
            self._search()

    def _on_store_changed(self, change: Change) -> None:
        if change.kind in _SHOWN and self._watcher.watched and not self._late.isActive():
            self._late.start(0)

    def _on_standing_changed(self, kind: Kind) -> None:
        if kind in _SHOWN and self._watcher.watched and not self._late.isActive():
            self._late.start(0)

    def _on_watched(self, watched: bool) -> None:
        if watched:
            self.refresh()
            self._on_others_chose()
            self._show_details()

    # What is chosen

    def _object(self, key: str) -> tuple[Kind | None, str]:
        """What a node stands for among the objects; a port is its container's."""
        for kind in _SHOWN:
            if self._store.get(kind, key) is not None:
                return kind, key
        pins = (pin for pin in self.scene.picture.pins if pin.key == key)
        return next(((Kind.CONTAINER, pin.container) for pin in pins), (None, ""))

    def _on_chosen(self, key: str) -> None:
        self._surroundings.chosen.pick(*self._object(key))
        self._show_details()

    def _show_details(self) -> None:
        self._surroundings.select(*self._object(self.view.current))

    def _on_others_chose(self) -> None:
        """A tree has something selected: it is brought out here, too."""
        chosen = self._surroundings.chosen
        if self._object(self.view.current) != (chosen.kind, chosen.key):
            known = chosen.kind in _SHOWN and chosen.key in self.scene.nodes
            self.view.choose(chosen.key if known else "", tell=False)

    def _on_activated(self, key: str) -> None:
        kind, found = self._object(key)
        if kind is not None:
            self._surroundings.reveal(kind, found)

    def _on_menu_requested(self, key: str, where: QPoint) -> None:
        kind, _found = self._object(key)
        if kind is not None:
            self._surroundings.chosen.menu_requested.emit(kind, where)

    def _on_dropped(self, containers: list[str], network: str) -> None:
        records = [self._store.containers.get(key) for key in containers]
        targets = tuple(Target(Kind.CONTAINER, r.id, r.name) for r in records if r is not None)
        there = self._store.networks.get(network)
        if targets and there is not None:
            where = Target(Kind.NETWORK, there.id, there.name)
            self._surroundings.run(ConnectContainers(targets, where))

    # Finding

    def _search(self) -> None:
        text = self.filter_box.text()
        wanted = filters.parse(text)
        if not wanted:
            self._matches = []
            self.scene.find(None)
            self._found.setText("")
            return
        count = self._store.known_user_count
        picture = self.scene.picture
        found = {card.key for card in picture.cards if wanted.matches(card.record, count)}
        found |= {
            panel.key
            for panel in picture.panels
            if panel.record is not None and wanted.matches(panel.record, count)
        }
        plain = text.strip()
        found |= {
            pin.key
            for pin in picture.pins
            if pin.container in found or str(pin.publication.host_port).startswith(plain)
        }
        self._matches = [key for key in self.view.order() if key in found]
        self.scene.find(frozenset(found))
        self._found.setText(tr("{count} found", count=number(len(found))))

    def next_match(self, *, back: bool = False) -> None:
        """Go to the next one that was found."""
        if not self._matches:
            return
        step = -1 if back else 1
        at = self._matches.index(self.view.current) if self.view.current in self._matches else -1
        if at < 0 and back:
            at = 0
        self.view.choose(self._matches[(at + step) % len(self._matches)])

    # A file

    def export(self) -> None:
        """Ask for a file, and write the picture to it."""
        if self._saving is None or self._saving.done():
            self._saving = asyncio.get_running_loop().create_task(self._export())

    async def _export(self) -> None:
        self.scene.finish_motion()
        said = await save_picture(self, self.scene, "topology")
        if said is not None:
            self._surroundings.say(said)

    # Qt's

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event.type() is QEvent.Type.KeyPress
        if watched is self.filter_box and pressed and isinstance(event, QKeyEvent):
            return self._on_key_in_box(event)
        return super().eventFilter(watched, event)

    def _on_key_in_box(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                shift = Qt.KeyboardModifier.ShiftModifier
                self.next_match(back=bool(event.modifiers() & shift))
            case Qt.Key.Key_Escape if self.filter_box.text():
                self.filter_box.clear()
            case Qt.Key.Key_Down:
                self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            case _:
                return False
        return True

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        kinds = (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.PaletteChange)
        if event.type() in kinds and hasattr(self, "_watcher"):
            self.scene.restyle()
            self.view.keep_fitted()
