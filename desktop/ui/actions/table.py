"""The table of actions. Nothing else makes a ``QAction`` that does something to an Engine.

A row says where an action stands, when it is possible and what it does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.engine.records import Ability, Kind
from desktop.ui.actions.building import BUILD
from desktop.ui.actions.files import FILES_OF_CONTAINERS, FILES_OF_IMAGES, FILES_OF_VOLUMES
from desktop.ui.actions.living import LIVING
from desktop.ui.actions.making import OF_CONTAINERS, OF_IMAGES
from desktop.ui.actions.objects import CONTAINER, IMAGE, NETWORK, VOLUME
from desktop.ui.actions.reach import BETWEEN_CONTAINERS
from desktop.ui.actions.spec import Spec
from desktop.ui.deeds import application, clipboard
from desktop.ui.deeds.deferred import Deferred
from desktop.ui.deeds.prune import prune
from desktop.ui.icons import Icon
from desktop.ui.sections import SECTIONS, SectionSpec
from desktop.ui.text import mark

if TYPE_CHECKING:
    from desktop.ui.deeds import registries, run
else:
    registries = Deferred("registries")
    run = Deferred("run")


def _shows(number: int, section: SectionSpec) -> Spec:
    return Spec(
        f"view.{section.name}",
        section.title,
        section.picture,
        lambda deeds: deeds.window.show_section(section.name),
        shortcut=f"Ctrl+{number}" if number < 10 else "",
        separated=number == 1,
    )


_SECTIONS = [_shows(number, section) for number, section in enumerate(SECTIONS, 1)]

_FILE = (
    Spec(
        "file.script",
        mark("Export activity as script…"),
        Icon.EXPORT,
        lambda deeds: deeds.window.export_script(),
    ),
    Spec(
        "file.settings",
        mark("Settings…"),
        Icon.SETTINGS,
        lambda deeds: deeds.window.open_settings(),
        shortcut="Ctrl+,",
        separated=True,
        tip=mark("Language, theme, Engine places, terminals, logs, keys"),
    ),
    Spec(
        "file.quit",
        mark("Quit"),
        Icon.CANCEL,
        lambda deeds: deeds.window.close(),
        shortcut="Ctrl+Q",
        separated=True,
    ),
)

_EDIT = (
    Spec(
        "edit.copy_name",
        mark("Copy name"),
        Icon.COPY,
        clipboard.copy_names,
        shortcut="Ctrl+C",
        in_tree=True,
    ),
    Spec(
        "edit.copy_id",
        mark("Copy ID"),
        Icon.COPY,
        clipboard.copy_ids,
        shortcut="Ctrl+Shift+C",
        in_tree=True,
    ),
    Spec(
        "edit.paste",
        mark("Run or pull what was copied…"),
        Icon.PASTE,
        run.paste,
        when=lambda deeds: deeds.window.shown_kind in (Kind.CONTAINER, Kind.IMAGE),
        live=True,
        shortcut="Ctrl+V",
        in_tree=True,
        tip=mark("A docker run line; in the images' tree also the name of an image"),
    ),
    Spec(
        "edit.find",
        mark("Filter"),
        Icon.FILTER,
        lambda deeds: deeds.window.focus_filter(),
        shortcut="Ctrl+F",
        separated=True,
    ),
)

_VIEW = (
    Spec(
        "view.palette",
        mark("Command palette"),
        Icon.PALETTE,
        lambda deeds: deeds.window.open_palette(),
        shortcut="Ctrl+K",
    ),
    *_SECTIONS,
    Spec(
        "view.activity",
        mark("Activity"),
        Icon.ACTIVITY,
        lambda deeds: deeds.window.toggle_activity(),
        shortcut="Ctrl+J",
        separated=True,
    ),
    Spec(
        "view.details",
        mark("Details"),
        Icon.OVERVIEW,
        lambda deeds: deeds.window.toggle_details(),
        shortcut="Ctrl+D",
    ),
    *LIVING,
    Spec(
        "view.refresh",
        mark("Refresh"),
        Icon.RETRY,
        lambda deeds: deeds.session.refresh(),
        shortcut="F5",
        separated=True,
        tip=mark("List everything again. The lists follow the Engine by themselves."),
    ),
    Spec(
        "view.system",
        mark("Theme of the system"),
        Icon.SETTINGS,
        lambda deeds: deeds.window.choose_theme("system"),
        separated=True,
    ),
    Spec(
        "view.light",
        mark("Light theme"),
        Icon.SUN,
        lambda deeds: deeds.window.choose_theme("light"),
    ),
    Spec(
        "view.dark", mark("Dark theme"), Icon.MOON, lambda deeds: deeds.window.choose_theme("dark")
    ),
)

_TOOLS = (
    Spec("tools.reconnect", mark("Reconnect"), Icon.RETRY, lambda deeds: deeds.session.retry_now()),
    Spec(
        "tools.sign_in",
        mark("Sign in to a registry…"),
        Icon.KEY,
        registries.sign_in,
        live=True,
    ),
    Spec(
        "tools.inspect",
        mark("Inspect"),
        Icon.INSPECT,
        lambda deeds: deeds.window.show_tab("inspect"),
        shortcut="Ctrl+I",
    ),
    Spec(
        "tools.prune",
        mark("Prune…"),
        Icon.PRUNE,
        prune,
        live=True,
        ability=Ability.PRUNE,
        tip=mark("See what nothing uses, and choose what goes"),
        separated=True,
    ),
)

_HELP = (
    Spec(
        "help.tour",
        mark("Tour of the window"),
        Icon.BOOK,
        lambda deeds: deeds.window.begin_tour(),
        live=True,
        tip=mark("What is where, in a few steps"),
    ),
    Spec("help.about", mark("About Portside"), Icon.INFO, application.about, separated=True),
)

TABLE: tuple[Spec, ...] = (
    *_FILE,
    *_EDIT,
    *_VIEW,
    *CONTAINER,
    *OF_CONTAINERS,
    *FILES_OF_CONTAINERS,
    *BETWEEN_CONTAINERS,
    *OF_IMAGES,
    *BUILD,
    *IMAGE,
    *FILES_OF_IMAGES,
    *NETWORK,
    *VOLUME,
    *FILES_OF_VOLUMES,
    *_TOOLS,
    *_HELP,
)
