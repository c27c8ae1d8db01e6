"""The tree of all published ports."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from desktop.engine.records import Container, Port, State
from desktop.ui.ports.page import PortsPage
from tests.model.fake_engine import make_container, make_id, published
from tests.support.aio import Aio
from tests.ui.stats.desk import Desk, close, desk_with

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|This plugin does not support")

WEB = make_container(
    1, "web", ports=(published(80, 8080), published(80, 8080, "::"), published(443, 8443))
)
DNS = make_container(2, "dns", ports=(Port(53, "udp", "127.0.0.1", 5353), Port(9000, "tcp")))
BLUE = make_container(3, "blue", state=State.CREATED)


class Shown:
    """A page that is seen, and what it asked for."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.urls: list[QUrl] = []
        surroundings = replace(desk.surroundings, open_url=self.urls.append)
        self.page = PortsPage(surroundings)
        self.page.resize(1300, 400)
        self.page.show()
        self.model = self.page.section.model
        self.tree = self.page.table

    def rows(self) -> list[list[str]]:
        model = self.model
        width = model.columnCount()
        return [
            [str(model.index(row, column).data()) for column in range(width)]
            for row in range(model.rowCount())
        ]

    def column(self, name: str) -> int:
        return [column.name for column in self.model.columns].index(name)

    def ports(self) -> list[str]:
        return [row[0] for row in self.rows()]

    def choose(self, row: int) -> None:
        self.tree.setCurrentIndex(self.model.index(row, 0))

    async def menu(self) -> QMenu:
        self.page.section.menu_requested.emit(QPoint(0, 0))
        return self.page.findChildren(QMenu)[-1]


@asynccontextmanager
async def shown(*containers: Container) -> AsyncIterator[Shown]:
    async with desk_with(*containers) as desk:
        for each in containers:
            bound = [{"HostIp": "", "HostPort": "8080"}]
            ports = {"PortBindings": {"80/tcp": bound}}
            desk.world.inspections[each.id] = {"Id": each.id, "HostConfig": ports}
        made = Shown(desk)
        try:
            yield made
        finally:
            await close(made.page)


def test_each_published_port_is_a_row_that_says_who_gets_there(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown(WEB, DNS) as it:
            assert it.rows() == [
                ["5353", "dns", "127.0.0.1:5353", "the machine alone", "53/udp", "udp", "Running",
                 ""],
                ["8080", "web", "0.0.0.0:8080, [::]:8080", "the network", "80/tcp", "tcp",
                 "Running", ""],
                ["8443", "web", "0.0.0.0:8443", "the network", "443/tcp", "tcp", "Running", ""],
            ]  # fmt: skip
            assert it.tree.accessibleName() == "Ports"
            assert it.page.filter_box.accessibleName() == "Filter"
            spoken = it.model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
            assert spoken == "8080/tcp, web, Running, open to the network"

    aio(scenario())


def test_without_ports_it_says_how_to_publish_one(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown(make_container(9, "quiet")) as it:
            QApplication.processEvents()
            section = it.page.section
            assert section.stack.currentWidget() is section.empty
            assert section.empty.accessibleName() == "No published ports"
            it.desk.world.change(WEB)
            await it.desk.until(lambda: it.ports() == ["8080", "8443"])
            await it.desk.until(lambda: section.stack.currentWidget() is it.tree)

    aio(scenario())


def test_a_port_that_another_program_has_is_a_conflict_of_the_container_that_wants_it(
    aio: Aio,
) -> None:
    async def scenario(port: int) -> None:
        async with shown(WEB, BLUE) as it:
            bound = [{"HostIp": "127.0.0.1", "HostPort": str(port)}]
            it.desk.world.inspections[BLUE.id] = {
                "Id": BLUE.id,
                "HostConfig": {"PortBindings": {"80/tcp": bound}},
            }

            def conflicts() -> dict[str, str]:
                return {row[1]: row[-1] for row in it.rows() if row[-1]}

            await it.desk.until(conflicts)
            assert conflicts() == {"blue": "held by something else on the machine"}
            QTest.keyClicks(it.page.filter_box, "is:conflict")
            await it.desk.until(lambda: it.ports() == [str(port)])

    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        aio(scenario(server.getsockname()[1]))


def test_a_container_that_wants_a_taken_port_is_a_conflict_on_both_rows(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown(WEB, DNS, BLUE) as it:
            await it.desk.until(lambda: it.ports() == ["5353", "8080", "8080", "8443"])
            conflicts = {row[1]: row[-1] for row in it.rows() if row[-1]}
            assert conflicts == {"blue": "held by web", "web": "also wanted by blue"}
            blue = next(row for row in it.rows() if row[1] == "blue")
            assert [blue[2], blue[3], blue[6]] == ["all addresses", "the network", "Created"]
            QTest.keyClicks(it.page.filter_box, "is:conflict")
            assert it.ports() == ["8080", "8080"]
            it.page.filter_box.clear()
            it.desk.world.change(replace(WEB, state=State.EXITED, exit_code=0, ports=()))
            await it.desk.until(lambda: not any(row[-1] for row in it.rows()))

    aio(scenario())


def test_news_touch_only_the_rows_that_they_concern(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown(WEB, DNS) as it:
            told: list[Any] = []
            it.model.rowsInserted.connect(lambda _p, first, last: told.append(("+", first, last)))
            it.model.rowsRemoved.connect(lambda _p, first, last: told.append(("-", first, last)))
            it.model.modelReset.connect(lambda: told.append("reset"))
            it.choose(2)
            it.desk.world.change(replace(WEB, ports=(*WEB.ports, published(90, 9090))))
            await it.desk.until(lambda: it.ports() == ["5353", "8080", "8443", "9090"])
            assert told == [("+", 3, 3)]
            assert it.tree.currentIndex().row() == 2
            it.desk.world.change(replace(WEB, ports=WEB.ports[2:]))
            await it.desk.until(lambda: it.ports() == ["5353", "8443"])
            assert told[1:] == [("-", 3, 3), ("-", 1, 1)]
            assert it.tree.currentIndex().data() == "8443"

    aio(scenario())


def test_ports_are_sorted_by_number_and_the_order_is_remembered(aio: Aio) -> None:
    async def scenario() -> None:
        small = make_container(4, "small", ports=(published(80, 900),))
        async with shown(WEB, DNS, small) as it:
            assert it.ports() == ["900", "5353", "8080", "8443"]
            it.tree.sortByColumn(it.column("container"), Qt.SortOrder.DescendingOrder)
            assert [row[1] for row in it.rows()] == ["web", "web", "small", "dns"]
            it.tree.head.setSectionHidden(it.column("protocol"), True)
            it.tree.head.resizeSection(it.column("container"), 333)
            again = Shown(it.desk)
            assert [row[1] for row in again.rows()] == ["web", "web", "small", "dns"]
            assert again.tree.head.sectionSize(again.column("container")) == 333
            assert again.tree.head.isSectionHidden(again.column("protocol"))
            await close(again.page)

    aio(scenario())


def test_a_click_on_an_address_opens_it_and_on_udp_nothing(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown(WEB, DNS) as it:
            QApplication.processEvents()
            for row in (0, 1):
                place = it.tree.visualRect(it.model.index(row, it.column("address")))
                spot = QPoint(place.left() + 24, place.center().y())
                QTest.mouseClick(it.tree.viewport(), Qt.MouseButton.LeftButton, pos=spot)
            assert [url.toString() for url in it.urls] == ["http://localhost:8080/"]

    aio(scenario())


def test_addresses_are_copied_and_the_container_is_shown(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown(WEB, DNS) as it:
            it.page.activateWindow()
            it.tree.setFocus()
            await it.desk.until(it.page.isActiveWindow)  # before that no shortcut is heard
            it.choose(1)
            QTest.keyClick(it.tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
            assert QGuiApplication.clipboard().text() == "0.0.0.0:8080\n[::]:8080"
            assert it.desk.selected[-1] == make_id(1)
            QTest.keyClick(it.tree, Qt.Key.Key_Return)
            assert it.desk.revealed == [make_id(1)]
            menu = await it.menu()
            assert [action.text() for action in menu.actions()] == [
                "Open http://localhost:8080/",
                "Copy address",
                "Show container",
            ]
            menu.actions()[0].trigger()
            assert len(it.urls) == 1
            menu.close()

    aio(scenario())


def test_a_resting_container_offers_no_link(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown(BLUE) as it:
            await it.desk.until(lambda: it.ports() == ["8080"])
            it.choose(0)
            menu = await it.menu()
            texts = [action.text() for action in menu.actions()]
            assert texts == ["Copy address", "Show container"]
            menu.close()

    aio(scenario())
