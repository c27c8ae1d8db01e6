"""An Engine all of whose words mean harm: every view, dialog, menu and tooltip shows only words.

What there is to see is found in the tables of sections, tabs and actions: a new one is met by
itself.
"""

from __future__ import annotations

import asyncio
import json
import os
import struct
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Mapping
from functools import partial
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
from desktop.ui.logs.log_page import LogPage
from desktop.ui.logs.log_view import LogView
from desktop.ui.processes.page import ProcessesPage
from desktop.ui.sections import SECTIONS
from desktop.ui.topology.export import as_svg
from desktop.ui.topology.view import TopologyView
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
OWN_MENUS = {
    "view.palette",
    "file.quit",
    "file.script",
    "container.export",
    "image.load",
    "image.save",
    "image.search",
    "edit.paste",
}  # no dialog of ours

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
TIME = "2024-01-02T03:04:05.000000000Z"
RUN = {"Start": TIME, "End": TIME, "ExitCode": 1, "Output": NAME}
HEALTH = {"Status": "unhealthy", "FailingStreak": 1, "Log": [RUN]}
INSPECTED = {
    "Config": {
        "Env": [f"WORDS={NAME}"],
        "Cmd": [NAME],
        "Labels": LABELS,
        "Image": NAME,
        "Healthcheck": {"Test": ["CMD-SHELL", NAME]},
    },
    "State": {"Status": "running", "Running": True, "Pid": 1, "Error": NAME, "Health": HEALTH},
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
    b"/images/search": [{"name": NAME, "description": NAME, "is_official": True}],
    b"/networks": [NETWORK],
    b"/volumes": {"Volumes": [VOLUME], "Warnings": [NAME]},
    b"/system/df": {
        "LayersSize": 1,
        "Images": [IMAGE | {"SharedSize": 0, "Containers": 0}],
        "Containers": [CONTAINER | {"State": "exited", "SizeRw": 1}],
        "Volumes": [VOLUME | {"UsageData": {"Size": 1, "RefCount": 0}}],
        "BuildCache": [{"ID": NAME, "Description": NAME, "Size": 1, "Type": NAME}],
    },
    b"/top": {
        "Titles": ["PID", "USER", "COMMAND", NAME],
        "Processes": [["1", NAME, NAME, NAME]],
    },
    b"/changes": [{"Path": NAME, "Kind": 0}],
}
EVENTS = [
    {
        "Type": kind,
        "Action": NAME,
        "Actor": {"ID": key, "Attributes": {"name": NAME, NAME: NAME}},
        "time": 1_700_000_000,
        "timeNano": 1_700_000_000_000_000_000 + number,
    }
    for number, (kind, key) in enumerate(
        (("container", ID), ("image", f"sha256:{ID}"), ("network", ID), ("volume", NAME))
    )
]
LINE = f"{TIME} {MARKUP}{UNSEEN}{'n' * 300}\n".encode()
JSON_LINE = f"{TIME} {json.dumps({NAME: NAME})}\n".encode()


def respond(request: bytes, told_of: Mapping[bytes, object] = TOLD) -> bytes:
    """What this Engine answers."""
    path, _, query = request.split(b" ")[1].partition(b"?")
    if path.endswith(b"/events"):
        chunks = (json.dumps(event).encode() + b"\n" for event in EVENTS)
        return chunked_answer(*chunks, ended=b"until=" in query)
    if path.endswith(b"/logs"):
        frames = [struct.pack(">BxxxI", 1, len(line)) + line for line in (LINE, JSON_LINE)]
        return chunked_answer(*frames, ended=b"follow=1" not in query)
    for end, told in told_of.items():
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
        if isinstance(widget, LogView):
            yield from ((where, widget.lines.at(n).text) for n in range(len(widget.view)))
            yield from ((where, name) for name in widget.painting.names)
        if isinstance(widget, TopologyView):
            drawn = ElementTree.fromstring(as_svg(widget.scene()))
            yield from ((where, "".join(each.itertext())) for each in drawn.iter())
        if isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
            for role in ROLES:
                yield from ((f"{where} {role.name}", said) for said in cells(model, role))
    for action in root.findChildren(QAction):
        yield f"action {action.objectName()}", action.text()


def tips(root: QWidget) -> Iterator[tuple[str, str]]:
    """Each tooltip, and where it is."""
    for widget in (root, *root.findChildren(QWidget)):
        yield type(widget).__name__, widget.toolTip()
        if isinstance(widget, QTabWidget):
            yield from (("a tab", widget.tabToolTip(n)) for n in range(widget.count()))
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


def tells(widget: QWidget) -> bool:
    """Whether the Engine's words are there; a path ends at their slash."""
    return any("<b>x" in said for _where, said in texts(widget))


async def look(hands: Hands, where: str) -> None:
    await asyncio.sleep(0)  # each look by itself holds the loop up
    found = faults(hands.window)
    assert not found, f"{where}:\n" + "\n".join(found)


@pytest.fixture(autouse=True)
def docker_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is signed in anywhere: no helper of this machine's is asked."""
    monkeypatch.setenv("DOCKER_CONFIG", os.fspath(tmp_path / "docker"))


def test_every_view_shows_hostile_words_as_words(aio: Aio, tmp_path: Path) -> None:
    async def journey() -> None:
        with Proxy(listen=tmp_path / "p.sock") as proxy:
            proxy.respond, proxy.answer, proxy.holds = respond, b"", True
            async with under_fault(tmp_path / "c", "--host", proxy.url, walks=True) as hands:
                await until(lambda: len([*hands.application.store.containers]) == 1)
                hands.keys("Ctrl+J")
                for section in SECTIONS:
                    hands.window.show_section(section.name)
                    page = hands.window._stack.currentWidget()
                    if section.name == "registry":
                        hands.find(QLineEdit, "Search").setText("x")
                        QTest.keyClick(hands.find(QLineEdit, "Search"), Qt.Key.Key_Return)
                    if section.name != "usage":  # which has numbers only
                        await until(lambda page=page: tells(page), section.name)
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
                        page = tabs.widget(number)
                        await until(page.isVisible)
                        if tabs.tabText(number) != "Stats":
                            await until(lambda page=page: tells(page), tabs.tabText(number))
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
                    await until(hands.dialogs, f"{spec.name} opens")
                    dialog = await hands.dialog()
                    found = faults(dialog)
                    assert not found, f"{spec.name}:\n" + "\n".join(found)
                    met.append(spec.name)
                    QTest.keyClick(dialog, Qt.Key.Key_Escape)
                    await until(lambda: not hands.dialogs(), f"{spec.name} closes")
                assert {"container.remove", "container.rename", "image.tag"} <= {*met}
                assert {"container.update", "container.prune", "tools.prune"} <= {*met}
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


async def _in_its_dialog(hands: Hands, what: str) -> None:
    """The dialog that opens shows words, and closes."""
    dialog = await hands.dialog()
    found = faults(dialog)
    assert not found, f"{what}:\n" + "\n".join(found)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    await until(lambda: not hands.dialogs(), f"{what} closes")


def test_merged_logs_and_the_dialogs_of_pages_show_hostile_words_as_words(
    aio: Aio, tmp_path: Path
) -> None:
    other = CONTAINER | {"Id": "d" * 64, "Names": [f"/{NAME}2"]}
    told_of = TOLD | {b"/containers/json": [CONTAINER, other]}

    async def journey() -> None:
        with Proxy(listen=tmp_path / "p.sock") as proxy:
            proxy.respond, proxy.answer = partial(respond, told_of=told_of), b""
            proxy.holds = True
            async with under_fault(tmp_path / "c", "--host", proxy.url, walks=True) as hands:
                window = hands.window
                await until(lambda: len([*hands.application.store.containers]) == 2)
                window.section.tree.expandAll()
                window.section.tree.selectAll()
                window.actions_table["container.logs"].trigger()
                (page,) = window.findChildren(LogPage)
                await until(lambda: page.log and len(page.log.view) == 4, "their lines")
                assert page.log is not None
                view = page.log.log_view
                assert len(view.painting.names) == 2
                for place in range(4):
                    view.toggle(page.log.view[place].number)
                await look(hands, "the merged logs")
                page.tools.part_requested.emit()
                await _in_its_dialog(hands, "the part of a log")
                window.reveal(Kind.CONTAINER, ID)
                window.show_tab("processes")
                (processes,) = window.findChildren(ProcessesPage)
                await until(lambda: tells(processes.tree), "the processes")
                processes.tree.setCurrentIndex(processes.model.index(0, 0))
                await until(processes.signal.isEnabled, "one may be chosen")
                processes.signal.trigger()
                await _in_its_dialog(hands, "a signal")

    aio(journey(), timeout=90)
