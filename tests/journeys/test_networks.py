"""Networks by hand: created, connected, seen in the picture, dragged onto, and left again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from desktop.engine.network_records import SwarmInit
from desktop.engine.records import Kind
from desktop.model.network_commands import InitSwarm
from desktop.ui.activity.panel import ActivityPanel
from desktop.ui.dialogs.findings import Findings
from desktop.ui.topology.page import TopologyPage
from tests.journeys.hands import Hands, move_mouse, opened, until
from tests.support.aio import Aio
from tests.support.real_engine import RealEngine

pytestmark = pytest.mark.display

NET, OTHER = "portside-test-net", "portside-test-other"
Docker = Callable[..., str]


def places(docker: Docker, name: str) -> dict[str, str]:
    found = json.loads(docker("inspect", "-f", "{{json .NetworkSettings.Networks}}", name))
    return {network: place["IPAddress"] for network, place in found.items()}


def known_places(hands: Hands, name: str) -> set[str]:
    """The networks that the window knows a container to be in."""
    (found,) = [c for c in hands.application.store.containers if c.name == name]
    return {network.network for network in found.networks}


def page_of(hands: Hands) -> TopologyPage:
    return hands.find(TopologyPage, "")


async def ended(hands: Hands) -> None:
    await until(lambda: not hands.application.operations.running, "it has ended")
    assert not [o for o in hands.application.operations if o.failures]


def test_a_network_is_created_and_a_container_connected_and_disconnected_by_keyboard(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, tmp_path: Path
) -> None:
    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            docker_run(name="traveller")
            await until(lambda: hands.state("traveller") == "running")
            hands.menu("Network", "Create network…")
            dialog = await hands.dialog()
            QTest.keyClicks(dialog.focusWidget(), NET)
            QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
            QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
            QTest.keyClicks(dialog.focusWidget(), "10.214.0.0/24")
            QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
            await until(lambda: hands.index(Kind.NETWORK, NET).isValid(), "it is listed")
            await ended(hands)

            hands.keys("Ctrl+1")
            hands.select("traveller")
            hands.menu("Container", "Connect…")
            dialog = await hands.dialog()
            hands.find(QComboBox, "Network", dialog).setCurrentText(NET)
            hands.fill(dialog, "Aliases", "guest")
            hands.fill(dialog, "IPv4 address", "10.214.0.77")
            QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
            await until(lambda: places(docker, "traveller").get(NET) == "10.214.0.77")
            await ended(hands)
            await until(lambda: known_places(hands, "traveller") == {"bridge", NET})

            hands.menu("Container", "Disconnect…")
            dialog = await hands.dialog()
            hands.find(QComboBox, "Network", dialog).setCurrentText(NET)
            assert "Connections through this network break at once." in hands.read(dialog)
            QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
            await until(lambda: list(places(docker, "traveller")) == ["bridge"])
            await ended(hands)

    try:
        aio(journey(), timeout=120)
    finally:
        docker("rm", "--force", "traveller")
        docker("network", "rm", NET)


def test_the_picture_follows_the_engine_and_a_container_is_dragged_onto_a_network_in_it(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, tmp_path: Path
) -> None:
    for name in (NET, OTHER):
        docker("network", "create", "--label", "portside.test", name)

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            key = docker_run("--network", NET, "-p", "127.0.0.1::80", name="traveller")
            await until(lambda: hands.state("traveller") == "running")
            hands.select("traveller")
            hands.window.show_section("topology")
            page = page_of(hands)
            await until(lambda: key in page.scene.nodes and page.scene.picture.pins)
            assert page.view.current == key, "what the tree had selected is brought out"
            page.scene.finish_motion()

            other = docker("network", "inspect", "-f", "{{.Id}}", OTHER)
            head = page.scene.nodes[other].sceneBoundingRect().topLeft() + QPointF(40, 12)
            start = page.view.mapFromScene(page.scene.nodes[key].sceneBoundingRect().center())
            end = page.view.mapFromScene(head)
            port = page.view.viewport()
            QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
            for part in (0.4, 1.0):
                move_mouse(port, start + (end - start) * part, Qt.MouseButton.LeftButton)
            QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)
            await until(lambda: set(places(docker, "traveller")) == {NET, OTHER})
            await ended(hands)
            await until(lambda: any(c.others for c in page.scene.picture.cards if c.key == key))

            page.view.setFocus()
            QTest.keyClick(page.view, Qt.Key.Key_Escape)
            page.view.choose(key)
            assert [row.title for row in hands.window.selected(Kind.CONTAINER)] == ["traveller"]
            page.view.menu_requested.emit(key, page.view.mapToGlobal(QPoint(5, 5)))
            menu = await hands.popup()
            action = next(a for a in menu.actions() if a.text() == "Stop")
            assert action.isEnabled()
            QTest.keyClick(menu, Qt.Key.Key_Escape)
            await until(lambda: QApplication.activePopupWidget() is None)
            hands.menu("Container", "Stop")
            await until(lambda: hands.state("traveller") == "exited", "the action acts on it")
            await until(lambda: not page.scene.picture.pins, "its port is closed")
            await ended(hands)
            QTest.keyClick(page.view, Qt.Key.Key_Return)
            await until(lambda: hands.window.shown_kind is Kind.CONTAINER, "Enter goes to its row")

    try:
        aio(journey(), timeout=120)
    finally:
        docker("rm", "--force", "traveller")
        docker("network", "rm", NET, OTHER)


def test_overlay_leads_into_swarm_mode_and_the_menu_leads_out_of_it(
    aio: Aio, second_engine: Callable[..., RealEngine], tmp_path: Path
) -> None:
    own = second_engine()

    def names() -> list[str]:
        return own.docker("network", "ls", "--format", "{{.Name}}").split()

    async def journey() -> None:
        async with opened(tmp_path, "--host", own.url) as hands:
            hands.menu("Network", "Create network…")
            form = await hands.dialog()
            hands.fill(form, "Name", NET)
            hands.find(QComboBox, "Driver", form).setCurrentText("overlay")
            await until(lambda: "this Engine is not in it" in hands.read(form))
            hands.press(form, "Initialise a Swarm…")
            await until(lambda: len(hands.dialogs()) == 2, "it asks for the address")
            asks = next(d for d in hands.dialogs() if d is not form)
            hands.fill(asks, "Advertised address", "127.0.0.1")
            hands.press(asks, "Initialise")
            await until(lambda: "this Engine is not in it" not in hands.read(form), "it is in it")
            hands.press(form, "Create")
            await until(lambda: NET in names(), "it is created")
            await ended(hands)
            await until(lambda: hands.index(Kind.NETWORK, NET).isValid(), "it is listed")

            again = InitSwarm(SwarmInit("127.0.0.1"))
            hands.application.operations.start(again)
            await until(lambda: not hands.application.operations.running, "it is refused")
            hands.menu("View", "Activity")
            await until(lambda: hands.window.findChildren(ActivityPanel), "it is there")
            panel = hands.find(ActivityPanel, "")
            await until(lambda: "in a Swarm already" in hands.read(panel), "it is said why")
            hands.press(panel, "Leave the Swarm…")
            asks = await hands.dialog()
            assert NET in hands.find(Findings, "", asks).text
            hands.tick(asks, "Leave by force")
            hands.press(asks, "Leave")
            await until(lambda: NET not in names(), "the way back")
            await until(lambda: not hands.application.operations.running, "it has ended")
            await until(lambda: not hands.index(Kind.NETWORK, NET).isValid(), "the tree follows")

    aio(journey(), timeout=180)
