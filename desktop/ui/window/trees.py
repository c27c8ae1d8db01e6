"""The trees of the window: each made when it is first shown, as a person left it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal

from desktop.engine.records import Kind, Port
from desktop.model.risks import KnownRisks
from desktop.ui.actions import Actions
from desktop.ui.container_drags import NetworkDrops, containers_data
from desktop.ui.deeds import Deeds
from desktop.ui.deeds.deferred import Deferred
from desktop.ui.file_drops import FileDrops
from desktop.ui.files.row_drops import RowDrops
from desktop.ui.image_drags import ImageDrags
from desktop.ui.plain import visible
from desktop.ui.row_buttons import RowButtons
from desktop.ui.sections import section_of
from desktop.ui.text import tr
from desktop.ui.trees.columns import Facts
from desktop.ui.trees.draggable import DraggableModel
from desktop.ui.trees.section import Section
from desktop.ui.window.empties import empty_state
from desktop.ui.window.parts import Parts

if TYPE_CHECKING:
    from desktop.ui.deeds import drops
else:
    drops = Deferred("drops")


class Trees(QObject):
    """A tree for each kind of object."""

    selection_changed = Signal()
    menu_requested = Signal(object, QPoint)
    """The ``Kind``, and where."""
    row_activated = Signal()
    port_clicked = Signal(Port)

    def __init__(
        self, parts: Parts, deeds: Deeds, actions: Actions, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = parts.settings
        self._risks = KnownRisks(parts.session)
        self._risks.changed.subscribe(lambda _keys: self._repaint_containers())
        self._facts = Facts(
            parts.store, parts.operations.busy, parts.session.clock, self._risks.look
        )
        self._deeds = deeds
        self._actions = actions
        self._drags = ImageDrags(deeds.run, self._say_later)
        self.made: dict[Kind, Section] = {}

    def __getitem__(self, kind: Kind) -> Section:
        """The tree of a kind, made if need be."""
        if kind not in self.made:
            self.made[kind] = self._make(kind)
        return self.made[kind]

    def _make(self, kind: Kind) -> Section:
        title = tr(section_of(kind).title)
        made = Section(kind, self._facts, title, empty_state(kind, self._actions))
        made.selection_changed.connect(self.selection_changed)
        made.menu_requested.connect(lambda position: self.menu_requested.emit(kind, position))
        made.row_activated.connect(lambda _key: self.row_activated.emit())
        made.port_clicked.connect(self.port_clicked)
        made.tree.addActions(self._actions.of_trees())
        made.addAction(self._actions["edit.paste"])  # also where nothing is in it yet
        if kind is Kind.CONTAINER:
            RowButtons(made.tree, self._deeds, self._actions)
        if kind in (Kind.CONTAINER, Kind.VOLUME):
            RowDrops(kind, made.tree, made.model, self._deeds)
        if kind is Kind.IMAGE:
            self._let_files_in_and_out(made)
        if kind is Kind.CONTAINER and isinstance(made.model, DraggableModel):
            made.model.make_data = containers_data
            made.tree.setDragEnabled(True)
        if kind is Kind.NETWORK:
            NetworkDrops(made.tree, made.model, self._deeds)
        self._restore(made)
        return made

    def _let_files_in_and_out(self, images: Section) -> None:
        """Archives, Dockerfiles and folders are dropped on the images, and images dragged out."""
        deeds = self._deeds
        takes = FileDrops(
            images, tr("Drop archives to load or import, a Dockerfile or a folder to build")
        )
        takes.dropped.connect(lambda paths: deeds.spawn(drops.dropped(deeds, paths)))
        if isinstance(images.model, DraggableModel):
            images.model.make_data = self._drags.data
            images.tree.setDragEnabled(True)

    def _say_later(self, names: str) -> None:
        said = tr("{names} is being saved; drag it again when that is done.", names=visible(names))
        self._deeds.window.say(said)

    def _restore(self, section: Section) -> None:
        kind, settings = section.kind, self._settings
        if kind is Kind.CONTAINER:
            section.running_button.setChecked(settings.flag("containers.running"))
        header = section.tree.header()
        if state := settings.data(f"tree.{kind.value}.header"):
            header.restoreState(state)
        section.model.sort(header.sortIndicatorSection(), header.sortIndicatorOrder())
        section.tree.folding.remember(
            settings.texts(f"tree.{kind.value}.closed"), settings.texts(f"tree.{kind.value}.opened")
        )

    def remember(self) -> None:
        """Put down how the trees look."""
        settings = self._settings
        for kind, section in self.made.items():
            state = section.tree.header().saveState().data()
            settings.put(f"tree.{kind.value}.header", bytes(state))
            for name, keys in section.tree.folding.remembered().items():
                settings.put(f"tree.{kind.value}.{name}", keys)
            if kind is Kind.CONTAINER:
                settings.put("containers.running", section.running_button.isChecked())

    async def close_down(self) -> None:
        """Hear nothing any more, and ask nothing."""
        for section in self.made.values():
            section.close_down()
        await self._risks.close()
        await self._drags.close()

    def _repaint_containers(self) -> None:
        if (section := self.made.get(Kind.CONTAINER)) is not None:
            section.tree.viewport().update()
