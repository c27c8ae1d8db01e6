"""An Engine all of whose words mean harm: every view, dialog, menu and tooltip shows only words.

What there is to see is found in the tables of sections, tabs and actions: a new one is met by
itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QTabWidget,
    QWidget,
)

from desktop.engine.records import Kind
from desktop.ui.actions import TABLE
from desktop.ui.sections import SECTIONS
from tests.faults.under_fault import under_fault
from tests.journeys.hands import Hands, until
from tests.support.aio import Aio
from tests.support.proxy import Proxy, chunked_answer, http_answer

pytestmark = pytest.mark.display

MARKUP = "<b>x</b>&y<img src=z>"
UNSEEN = "\x1b]0;t\x07\x9b\u202e\u2066\u200f\0"
NAME = f"{MARKUP}{UNSEEN}{'n' * 300}"
ID = "c" * 64
# A break within a long word is of our own making; lines and tabs are wanted in long texts.
RAW = {*UNSEEN, "\r"} - {*"]0;t"}
OWN_MENUS = {"view.palette", "file.quit", "file.script", "image.load"}  # no dialog of ours

LABELS = {NAME: NAME, "com.docker.compose.project": NAME}
MOUNT = {"Type": "volume", "Name": NAME, "Source": NAME, "Destination": f"/{NAME}"}
NETWORKS = {NAME: {"NetworkID": ID, "IPAddress": NAME, "Aliases": [NAME]}}
CONTAINER = {
    "Id": ID,
    "Names": [f"/{NAME}"],
    "Image": NAME,
    "ImageID": f"sha256:{ID}",
    "Command": NAME,
    "Created": 1_700_000_000,
    "State": "running",
    "Status": NAME,
    "Ports": [{"IP": "127.0.0.1", "PrivatePort": 80, "PublicPort": 8080, "Type": "tcp"}],
    "Labels": LABELS,
    "NetworkSettings": {"Networks": NETWORKS},
    "Mounts": [MOUNT],
}
IMAGE = {
    "Id": f"sha256:{ID}",
    "RepoTags": [f"{NAME}:{NAME}"],
    "RepoDigests": [],
    "Created": 1,
    "Size": 1,
    "Labels": LABELS,
}
NETWORK = {"Id": ID, "Name": NAME, "Driver": NAME, "Scope": NAME, "Labels": LABELS}
VOLUME = {"Name": NAME, "Driver": NAME, "Mountpoint": NAME, "Labels": LABELS, "Scope": NAME}
INSPECTED = {
    "Config": {"Env": [f"WORDS={NAME}"], "Cmd": [NAME], "Labels": LABELS, "Image": NAME},
    "State": {"Status": "running", "Running": True, "Error": NAME},
    "HostConfig": {"Binds": [NAME]},
    "NetworkSettings": {"Networks": NETWORKS},
    "Mounts": [MOUNT],
    "Path": NAME,
    "Args": [NAME],
}
TOLD = {
    b"/version": {"ApiVersion": "1.41", "MinAPIVersion": "1.12", "Version": NAME},
    b"/info": {"ID": NAME, "Name": NAME, "DockerRootDir": NAME, "ServerVersion": NAME},
    b"/containers/json": [CONTAINER],
    b"/images/json": [IMAGE],
    b"/networks": [NETWORK],
    b"/volumes": {"Volumes": [VOLUME], "Warnings": [NAME]},
    b"/system/df": {
        "LayersSize": 1,
        "Images": [IMAGE | {"SharedSize": 0, "Containers": 0}],
        "Containers": [CONTAINER | {"State": "exited", "SizeRw": 1}],
        "Volumes": [VOLUME | {"UsageData": {"Size": 1, "RefCount": 0}}],
        "BuildCache": [{"ID": NAME, "Description": NAME, "Size": 1, "Type": NAME}],
    },
    b"/top": {"Titles": ["PID", NAME], "Processes": [["1", NAME]]},
    b"/changes": [{"Path": NAME, "Kind": 0}],
}


def respond(request: bytes) -> bytes:
    """What this Engine answers."""
    path = request.split(b" ")[1].split(b"?")[0]
    if path.endswith(b"/events"):
        return chunked_answer(ended=False)
    for end, told in TOLD.items():
        if path.endswith(end):
            return http_answer(json.dumps(told).encode())
    if request.startswith(b"GET "):
        for kind, record in ((b"containers", CONTAINER), (b"images", IMAGE), (b"n", NETWORK)):
            if b"/" + kind in path and path.endswith((b"/json", ID.encode())):
                return http_answer(json.dumps(record | INSPECTED | {"Name": NAME}).encode())
        if b"/volumes/" in path:
            return http_answer(json.dumps(VOLUME).encode())
    return http_answer(json.dumps({"message": NAME}).encode(), status="500 Internal Server Error")


ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)


def cells(model: QAbstractItemModel, role: Qt.ItemDataRole) -> Iterator[str]:
    """What a model says in that role, row by row."""
    parents = [QModelIndex()]
    while parents:
        parent = parents.pop()
        flat = isinstance(model, QAbstractListModel)  # whose columnCount() is private
        for row in range(min(model.rowCount(parent), 200)):
            for column in range(1 if flat else model.columnCount(parent)):
                index = model.index(row, column, parent)
                told = index.data(role)
                if isinstance(told, str):
                    yield told
            if not flat:
                parents.append(model.index(row, 0, parent))


def texts(root: QWidget) -> Iterator[tuple[str, str]]:
    """Each text on the screen or for a screen reader, and where it is."""
    for widget in (root, *root.findChildren(QWidget)):
        where = f"{type(widget).__name__} {widget.objectName()}"
        yield where, widget.accessibleName()
        yield where, widget.accessibleDescription()
        yield where, widget.windowTitle()
        editable = isinstance(widget, QLineEdit)  # it holds exactly what is to be edited
        if not editable and callable(said := getattr(widget, "text", None)):
            yield where, str(said())
        if isinstance(widget, QTabWidget):
            yield from ((where, widget.tabText(n)) for n in range(widget.count()))
        if isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
            for role in ROLES:
                yield from ((f"{where} {role.name}", said) for said in cells(model, role))
    for action in root.findChildren(QAction):
        yield f"action {action.objectName()}", action.text()


def tips(root: QWidget) -> Iterator[tuple[str, str]]:
    """Each tooltip, and where it is."""
    for widget in (root, *root.findChildren(QWidget)):
        yield type(widget).__name__, widget.toolTip()
        if isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
            for said in cells(model, Qt.ItemDataRole.ToolTipRole):
                yield type(widget).__name__, said
    for action in root.findChildren(QAction):
        menu = action.parent()
        if not isinstance(menu, QMenu) or menu.toolTipsVisible():
            yield f"action {action.objectName()} of {menu}", action.toolTip()


def faults(root: QWidget) -> list[str]:
    """Where a text would be obeyed or deceive."""
    found = {
        f"{where}: takes markup"
        for where, label in ((str(each.parent()), each) for each in root.findChildren(QLabel))
        if label.text() and label.textFormat() is not Qt.TextFormat.PlainText
    }
    if isinstance(root, QMessageBox) and root.textFormat() is not Qt.TextFormat.PlainText:
        found.add("a message box takes markup")
    for where, said in (*texts(root), *tips(root)):
        if RAW & {*said}:
            found.add(f"{where}: {said[:80]!r} holds what can't be seen")
    for where, said in tips(root):
        inner = said.removeprefix("<qt>").removesuffix("</qt>").replace("<br>", "")
        if "<" in inner:
            found.add(f"{where}: the tooltip {said[:80]!r} is markup")
    return sorted(found)


async def look(hands: Hands, where: str) -> None:
    found = faults(hands.window)
    assert not found, f"{where}:\n" + "\n".join(found)


def test_every_view_shows_hostile_words_as_words(aio: Aio, tmp_path: Path) -> None:
    async def journey() -> None:
        with Proxy(listen=tmp_path / "p.sock") as proxy:
            proxy.respond, proxy.answer, proxy.holds = respond, b"", True
            async with under_fault(tmp_path / "c", "--host", proxy.url, walks=True) as hands:
                await until(lambda: len([*hands.application.store.containers]) == 1)
                hands.keys("Ctrl+J")
                for section in SECTIONS:
                    hands.window.show_section(section.name)
                    await look(hands, section.name)
                for kind in Kind:
                    await until(lambda kind=kind: [*hands.application.store.table(kind)])
                    (record,) = hands.application.store.table(kind)
                    hands.window.reveal(kind, record.key)
                    hands.window.details.part.tabs.show_tab("overview")
                    await until(lambda: "<b>x</b>" in hands.read_details(), f"the {kind.value}")
                    tabs = hands.window.details.findChild(QTabWidget)
                    assert isinstance(tabs, QTabWidget)
                    for number in filter(tabs.isTabVisible, range(tabs.count())):
                        tabs.setCurrentIndex(number)
                        await until(tabs.widget(number).isVisible)
                        await look(hands, f"{kind.value}, tab {number}")
                hands.keys("Ctrl+K")
                found = faults(hands.window.palette_window)
                assert not found, "\n".join(found)
                QTest.keyClick(hands.window.palette_window.edit, Qt.Key.Key_Escape)

    aio(journey(), timeout=90)


def test_every_dialog_and_menu_shows_hostile_words_as_words(aio: Aio, tmp_path: Path) -> None:
    async def journey() -> None:
        with Proxy(listen=tmp_path / "p.sock") as proxy:
            proxy.respond, proxy.answer, proxy.holds = respond, b"", True
            async with under_fault(tmp_path / "c", "--host", proxy.url, walks=True) as hands:
                for kind in Kind:
                    await until(lambda kind=kind: [*hands.application.store.table(kind)])
                met: list[str] = []
                for spec in TABLE:
                    if "…" not in spec.text or spec.name in OWN_MENUS:
                        continue
                    if spec.tree is not None:
                        (record,) = hands.application.store.table(spec.tree)
                        hands.window.reveal(spec.tree, record.key)
                    hands.window.actions_table.refresh()
                    action = hands.window.actions_table[spec.name]
                    if not action.isEnabled():
                        continue
                    action.trigger()
                    dialog = await hands.dialog()
                    found = faults(dialog)
                    assert not found, f"{spec.name}:\n" + "\n".join(found)
                    met.append(spec.name)
                    QTest.keyClick(dialog, Qt.Key.Key_Escape)
                    await until(lambda: not hands.dialogs(), f"{spec.name} closes")
                assert {"container.remove", "container.rename", "image.tag"} <= {*met}
                for menu in hands.window.findChildren(QMenu):
                    menu.aboutToShow.emit()
                    assert not faults(menu)
                hands.menu("View", "Activity")
                hands.window.reveal(Kind.CONTAINER, ID)
                hands.menu("Container", "Stop")  # which this Engine refuses
                await until(lambda: [o for o in hands.application.operations if o.failures])
                await until(lambda: "<b>x</b>" in hands.read(hands.window.activity), "it is said")
                await look(hands, "the activity")
                assert not [
                    w
                    for w in QApplication.topLevelWidgets()
                    if isinstance(w, QDialog) and w.isVisible()
                ]

    aio(journey(), timeout=90)
