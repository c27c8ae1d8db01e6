"""One table of everything that can be done; menu bar, toolbar, context menus and palette read it.

A row says where an action stands, when it is possible and what it does. Nothing else in the
window makes a ``QAction`` that does something to an Engine.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from desktop.engine.records import Ability, Kind, Record
from desktop.model.commands import Verb
from desktop.model.possible import applicable
from desktop.ui.deeds import Deeds
from desktop.ui.icons import Icon, icon
from desktop.ui.text import mark, tr
from desktop.ui.trees.rows import Row


class Menu(enum.Enum):
    """The menus of the menu bar, in their order."""

    FILE = mark("File")
    EDIT = mark("Edit")
    VIEW = mark("View")
    CONTAINER = mark("Container")
    IMAGE = mark("Image")
    NETWORK = mark("Network")
    VOLUME = mark("Volume")
    TOOLS = mark("Tools")
    HELP = mark("Help")


MENU_OF = {
    Kind.CONTAINER: Menu.CONTAINER,
    Kind.IMAGE: Menu.IMAGE,
    Kind.NETWORK: Menu.NETWORK,
    Kind.VOLUME: Menu.VOLUME,
}


@dataclass(frozen=True, slots=True)
class Spec:
    """One action. With a ``kind`` it acts on the selected rows of that kind's tree.

    With a ``verb`` it is possible where the verb makes sense on at least one of them, and acts on
    those. ``one``: on a single row only. ``live``: needs an Engine that answers.
    """

    name: str
    menu: Menu
    text: str
    picture: Icon
    run: Callable[[Deeds], object]
    kind: Kind | None = None
    verb: Verb | None = None
    one: bool = False
    live: bool = False
    toolbar: bool = False
    section: Kind | None = None  # creates things of this kind: in that tree's context menu, too
    shortcut: str = ""
    separated: bool = False  # a line above it
    tip: str = ""
    in_tree: bool = False  # its shortcut counts only where a tree has the focus
    ability: Ability | None = None

    def fits(self, record: Record, deeds: Deeds) -> bool:
        """Whether it would do something to the record."""
        if self.verb is None:
            return True
        if deeds.operations.busy(self.kind or Kind.CONTAINER, record.key) is self.verb:
            return False
        return applicable(self.verb, record, deeds.abilities)

    def possible(self, deeds: Deeds, rows: Sequence[Row]) -> bool:
        """Whether it can be done now; ``rows`` are the selected ones of its kind."""
        if self.live and deeds.session.engine is None:
            return False
        if self.ability is not None and self.ability not in deeds.abilities:
            return False
        if self.kind is None:
            return True
        if self.one and any(row.record.key != rows[0].record.key for row in rows):
            return False
        return any(self.fits(row.record, deeds) for row in rows)


def _on_containers(verb: Verb, text: str, picture: Icon, key: str = "", **more: bool) -> Spec:
    return Spec(
        f"container.{verb.value}",
        Menu.CONTAINER,
        text,
        picture,
        lambda deeds: deeds.containers(verb),
        Kind.CONTAINER,
        verb,
        live=True,
        shortcut=key,
        toolbar=more.get("toolbar", False),
        separated=more.get("separated", False),
    )


TABLE: tuple[Spec, ...] = (
    Spec(
        "file.script",
        Menu.FILE,
        mark("Export activity as script…"),
        Icon.EXPORT,
        lambda d: d.export_script(),
    ),
    Spec(
        "file.quit",
        Menu.FILE,
        mark("Quit"),
        Icon.CANCEL,
        lambda d: d.quit(),
        shortcut="Ctrl+Q",
        separated=True,
    ),
    Spec(
        "edit.copy_name",
        Menu.EDIT,
        mark("Copy name"),
        Icon.COPY,
        lambda d: d.copy_names(),
        shortcut="Ctrl+C",
        in_tree=True,
    ),
    Spec(
        "edit.copy_id",
        Menu.EDIT,
        mark("Copy ID"),
        Icon.COPY,
        lambda d: d.copy_ids(),
        shortcut="Ctrl+Shift+C",
        in_tree=True,
    ),
    Spec(
        "edit.find",
        Menu.EDIT,
        mark("Filter"),
        Icon.FILTER,
        lambda d: d.window.focus_filter(),
        shortcut="Ctrl+F",
        separated=True,
    ),
    Spec(
        "view.palette",
        Menu.VIEW,
        mark("Command palette"),
        Icon.PALETTE,
        lambda d: d.window.open_palette(),
        shortcut="Ctrl+K",
    ),
    Spec(
        "view.containers",
        Menu.VIEW,
        mark("Containers"),
        Icon.CONTAINERS,
        lambda d: d.window.show_section(Kind.CONTAINER),
        shortcut="Ctrl+1",
        separated=True,
    ),
    Spec(
        "view.images",
        Menu.VIEW,
        mark("Images"),
        Icon.IMAGES,
        lambda d: d.window.show_section(Kind.IMAGE),
        shortcut="Ctrl+2",
    ),
    Spec(
        "view.networks",
        Menu.VIEW,
        mark("Networks"),
        Icon.NETWORKS,
        lambda d: d.window.show_section(Kind.NETWORK),
        shortcut="Ctrl+3",
    ),
    Spec(
        "view.volumes",
        Menu.VIEW,
        mark("Volumes"),
        Icon.VOLUMES,
        lambda d: d.window.show_section(Kind.VOLUME),
        shortcut="Ctrl+4",
    ),
    Spec(
        "view.activity",
        Menu.VIEW,
        mark("Activity"),
        Icon.ACTIVITY,
        lambda d: d.window.toggle_activity(),
        shortcut="Ctrl+J",
        separated=True,
    ),
    Spec(
        "view.details",
        Menu.VIEW,
        mark("Details"),
        Icon.OVERVIEW,
        lambda d: d.window.toggle_details(),
        shortcut="Ctrl+D",
    ),
    Spec(
        "view.refresh",
        Menu.VIEW,
        mark("Refresh"),
        Icon.RETRY,
        lambda d: d.refresh(),
        shortcut="F5",
        separated=True,
        tip=mark("List everything again. The lists follow the Engine by themselves."),
    ),
    Spec(
        "view.system",
        Menu.VIEW,
        mark("Theme of the system"),
        Icon.SETTINGS,
        lambda d: d.window.choose_theme("system"),
        separated=True,
    ),
    Spec(
        "view.light",
        Menu.VIEW,
        mark("Light theme"),
        Icon.SUN,
        lambda d: d.window.choose_theme("light"),
    ),
    Spec(
        "view.dark",
        Menu.VIEW,
        mark("Dark theme"),
        Icon.MOON,
        lambda d: d.window.choose_theme("dark"),
    ),
    _on_containers(Verb.START, mark("Start"), Icon.START, "Ctrl+Return", toolbar=True),
    _on_containers(Verb.STOP, mark("Stop"), Icon.STOP, "Ctrl+.", toolbar=True),
    _on_containers(Verb.RESTART, mark("Restart"), Icon.RESTART, "Ctrl+R", toolbar=True),
    _on_containers(Verb.PAUSE, mark("Pause"), Icon.PAUSE, separated=True),
    _on_containers(Verb.UNPAUSE, mark("Unpause"), Icon.UNPAUSE),
    Spec(
        "container.kill",
        Menu.CONTAINER,
        mark("Kill…"),
        Icon.KILL,
        lambda d: d.kill(),
        Kind.CONTAINER,
        Verb.KILL,
        live=True,
    ),
    Spec(
        "container.rename",
        Menu.CONTAINER,
        mark("Rename…"),
        Icon.RENAME,
        lambda d: d.rename(),
        Kind.CONTAINER,
        Verb.RENAME,
        one=True,
        live=True,
        shortcut="F2",
        in_tree=True,
        separated=True,
    ),
    Spec(
        "container.remove",
        Menu.CONTAINER,
        mark("Remove…"),
        Icon.REMOVE,
        lambda d: d.remove(Kind.CONTAINER),
        Kind.CONTAINER,
        Verb.REMOVE,
        live=True,
        toolbar=True,
        shortcut="Del",
        in_tree=True,
    ),
    Spec(
        "image.pull",
        Menu.IMAGE,
        mark("Pull…"),
        Icon.PULL,
        lambda d: d.pull(),
        live=True,
        toolbar=True,
        section=Kind.IMAGE,
    ),
    Spec(
        "image.load",
        Menu.IMAGE,
        mark("Load…"),
        Icon.LOAD,
        lambda d: d.load(),
        live=True,
        toolbar=True,
        section=Kind.IMAGE,
    ),
    Spec(
        "image.pack",
        Menu.IMAGE,
        mark("Pack starter image"),
        Icon.CREATE,
        lambda d: d.pack_starter(),
        live=True,
        section=Kind.IMAGE,
        tip=mark("Make a tiny image from this machine's busybox, without any network"),
    ),
    Spec(
        "image.tag",
        Menu.IMAGE,
        mark("Tag…"),
        Icon.TAG,
        lambda d: d.tag(),
        Kind.IMAGE,
        Verb.TAG,
        one=True,
        live=True,
        toolbar=True,
        separated=True,
    ),
    Spec(
        "image.remove",
        Menu.IMAGE,
        mark("Remove…"),
        Icon.REMOVE,
        lambda d: d.remove(Kind.IMAGE),
        Kind.IMAGE,
        Verb.REMOVE,
        live=True,
        toolbar=True,
    ),
    Spec(
        "image.copy_reference",
        Menu.IMAGE,
        mark("Copy reference"),
        Icon.COPY,
        lambda d: d.copy_references(),
        Kind.IMAGE,
        separated=True,
    ),
    Spec(
        "network.create",
        Menu.NETWORK,
        mark("Create network…"),
        Icon.CREATE,
        lambda d: d.create_network(),
        live=True,
        toolbar=True,
        section=Kind.NETWORK,
    ),
    Spec(
        "network.remove",
        Menu.NETWORK,
        mark("Remove…"),
        Icon.REMOVE,
        lambda d: d.remove(Kind.NETWORK),
        Kind.NETWORK,
        Verb.REMOVE,
        live=True,
        toolbar=True,
    ),
    Spec(
        "volume.create",
        Menu.VOLUME,
        mark("Create volume…"),
        Icon.CREATE,
        lambda d: d.create_volume(),
        live=True,
        toolbar=True,
        section=Kind.VOLUME,
    ),
    Spec(
        "volume.measure",
        Menu.VOLUME,
        mark("Measure sizes"),
        Icon.STATS,
        lambda d: d.measure_volumes(),
        live=True,
        ability=Ability.VOLUME_SIZES,
        toolbar=True,
        section=Kind.VOLUME,
        tip=mark("Ask the Engine how much each volume holds; it reads the whole disk"),
    ),
    Spec(
        "volume.remove",
        Menu.VOLUME,
        mark("Remove…"),
        Icon.REMOVE,
        lambda d: d.remove(Kind.VOLUME),
        Kind.VOLUME,
        Verb.REMOVE,
        live=True,
        toolbar=True,
        separated=True,
    ),
    Spec(
        "tools.reconnect",
        Menu.TOOLS,
        mark("Reconnect"),
        Icon.RETRY,
        lambda d: d.session.retry_now(),
    ),
    Spec(
        "tools.inspect",
        Menu.TOOLS,
        mark("Inspect"),
        Icon.INSPECT,
        lambda d: d.window.show_inspect(),
        shortcut="Ctrl+I",
    ),
    Spec(
        "help.about",
        Menu.HELP,
        mark("About Portside"),
        Icon.INFO,
        lambda d: d.about(),
    ),
)


class Actions(QObject):
    """The table's ``QAction``s: one each, shown in as many places as needed."""

    def __init__(self, deeds: Deeds, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._deeds = deeds
        self._actions: dict[str, QAction] = {}
        for spec in TABLE:
            action = QAction(icon(spec.picture), tr(spec.text), self)
            action.setObjectName(spec.name)
            action.setMenuRole(_ROLES.get(spec.name, QAction.MenuRole.NoRole))
            if spec.shortcut:
                action.setShortcut(QKeySequence(spec.shortcut))
            if spec.in_tree:
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            if spec.tip:
                action.setToolTip(tr(spec.tip))
            action.triggered.connect(self._runner(spec))
            self._actions[spec.name] = action
        self.refresh()

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def of(self, kind: Kind) -> list[Spec]:
        """What can be done to rows of a kind, and what makes new ones: a tree's context menu."""
        return [spec for spec in TABLE if kind in (spec.kind, spec.section)]

    def refresh(self) -> None:
        """The selection, the store, an operation or the connection changed."""
        rows = {kind: self._deeds.rows(kind) for kind in Kind}
        for spec in TABLE:
            chosen = rows[spec.kind] if spec.kind is not None else []
            self._actions[spec.name].setEnabled(spec.possible(self._deeds, chosen))

    def of_trees(self) -> list[QAction]:
        """Those whose shortcut belongs to a tree with the focus: elsewhere it may mean more."""
        return [self._actions[spec.name] for spec in TABLE if spec.in_tree]

    def _runner(self, spec: Spec) -> Callable[[], None]:
        return lambda: self._deeds.do(spec.run)


_ROLES = {
    "file.quit": QAction.MenuRole.QuitRole,
    "help.about": QAction.MenuRole.AboutRole,
}
