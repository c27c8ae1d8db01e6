"""The dialogs that no action of the menus opens: pages open them, and deeds ask in between."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Awaitable, Callable

from PySide6.QtWidgets import QDialog

import desktop.ui
from desktop.engine.file_records import Clash, FileEntry, FileKind, Place
from desktop.engine.records import Kind
from desktop.model.commands import ContainersCommand, Target, Verb
from desktop.model.recorded_steps import Doubt, Step
from desktop.model.top import TopRow
from desktop.ui import dialogs
from desktop.ui.deeds import application
from desktop.ui.files.carried import Carried
from desktop.ui.files.clash import ask_about
from desktop.ui.files.copy_between import copy_between
from desktop.ui.files.deleting import delete_entries
from desktop.ui.files.moving import move_entries
from desktop.ui.files.naming import new_folder, rename_entry
from desktop.ui.logs.open_log import Part
from desktop.ui.logs.part_dialog import choose_part
from desktop.ui.processes.signal import signal_process
from desktop.ui.ssh.install import install_ssh
from desktop.ui.terminal.review import review
from desktop.ui.window.quitting import may_quit
from tests.journeys.hands import Hands

_FILE = FileEntry("hosts", FileKind.FILE, 1_234_567, 0o644, modified=1_704_164_645.0)
_FOLDER = FileEntry("site", FileKind.FOLDER, None, 0o755, modified=1_704_164_645.0)
_STEPS = (
    Step("apk add curl"),
    Step("ls", ticked=False, doubt=Doubt.LOOKS),
    Step("vi /etc/hosts", ticked=False, doubt=Doubt.INTERACTIVE),
)


def inside(hands: Hands, name: str) -> dict[str, Callable[[], Awaitable[object]]]:
    """What opens each, by what it is called; about the container of this name."""
    window, store = hands.window, hands.application.store
    container = hands.container(name)
    assert container is not None
    target = Target(Kind.CONTAINER, container.id, name)
    place = Place(Kind.CONTAINER, container.id, name)
    volume = Place(Kind.VOLUME, "data", "data")
    stop = ContainersCommand(Verb.STOP, (target,))
    entries = (("/etc/hosts", _FILE), ("/srv/site", _FOLDER))
    line = "apk add --no-cache openssh"
    around = window.surroundings
    return {
        "stopping": lambda: dialogs.stop_containers(window, store, stop, (target,)),
        "quitting": lambda: may_quit(window, 2, ["sleep"]),
        "about": lambda: application.about(window.deeds),
        "recorded commands": lambda: review(window, _STEPS, "web:1", shell="/bin/sh"),
        "a name clash": lambda: ask_about(window, Clash("/etc/hosts", _FILE, _FILE)),
        "two kinds clash": lambda: ask_about(window, Clash("/srv/site", _FOLDER, _FILE)),
        "a new folder": lambda: new_folder(window, store, place, "/srv", ("site",)),
        "another name": lambda: rename_entry(window, store, place, "/srv/site", ()),
        "moving files": lambda: move_entries(window, around, place, ("/srv/site",), runs=True),
        "deleting files": lambda: delete_entries(window, store, place, entries),
        "copying between": lambda: copy_between(
            window, around, Carried(place, ("/srv/site",)), volume
        ),
        "a part of a log": lambda: choose_part(window, store, (target,), Part(), 1_704_164_645.0),
        "a signal": lambda: signal_process(window, store, target, TopRow(4321, command="sleep"), 1),
        "OpenSSH": lambda: install_ssh(window, store, ((target, line),)),
    }


def classes() -> set[str]:
    """Every dialog that there is, by the name of its class."""
    for module in pkgutil.walk_packages(desktop.ui.__path__, "desktop.ui."):
        importlib.import_module(module.name)
    found, todo = set(), [QDialog]
    while todo:
        kind = todo.pop()
        below = [each for each in kind.__subclasses__() if is_ours(each) or not is_ours(kind)]
        todo += below
        if is_ours(kind) and not below:
            found.add(kind.__name__)
    return found


def is_ours(kind: type) -> bool:
    """Whether it is the application's, not Qt's or a test's."""
    return kind.__module__.startswith("desktop.")
