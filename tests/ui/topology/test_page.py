"""The section with the picture: what it shows, how one moves in it, and what it tells."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from desktop.engine.records import COMPOSE_PROJECT, Container, Kind, Network, State
from desktop.model.commands import Target
from desktop.model.network_commands import ConnectContainers
from desktop.model.topology.picture import HOST, Picture, picture_of
from desktop.ui.container_drags import containers_data
from desktop.ui.topology.export import as_png, as_svg
from desktop.ui.topology.items import CardItem
from desktop.ui.topology.looks import looks
from desktop.ui.topology.page import TopologyPage
from desktop.ui.trees.rows import Row
from tests.journeys.hands import move_mouse
from tests.model.fake_engine import make_container, make_network
from tests.model.topology.pictures import APP, BACK, DB, FRONT, WEB, many, store_of, within
from tests.support import drags
from tests.support.aio import Aio
from tests.ui.stats.desk import Desk, close, desk_with

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|This plugin does not support")


class Shown:
    """A page that is seen, and what it asked for."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.page = TopologyPage(desk.surroundings)
        self.page.resize(1200, 800)
        self.page.show()
        self.view = self.page.view
        self.scene = self.page.scene

    def at(self, key: str, shift: QPointF | None = None) -> QPoint:
        """Where a node is in the view."""
        box = self.scene.nodes[key].sceneBoundingRect()
        return self.view.mapFromScene(box.center() if shift is None else box.topLeft() + shift)

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self.view, key)

    @property
    def current(self) -> str:
        return self.view.current

    async def changed(self, *records: Container | Network) -> None:
        """The Engine tells of these, and the picture shows them."""
        self.desk.world.change(*records)
        table = self.desk.session.store
        await self.desk.until(
            lambda: all(
                table.get(
                    Kind.CONTAINER if isinstance(record, Container) else Kind.NETWORK, record.key
                )
                == record
                for record in records
            )
        )
        await self.desk.until(lambda: not self.page._late.isActive())
        self.scene.finish_motion()


@asynccontextmanager
async def shown(*records: Container | Network) -> AsyncIterator[Shown]:
    async with desk_with() as desk:
        if records:
            desk.world.change(*records)
        store = desk.session.store
        await desk.until(lambda: len(store.containers) + len(store.networks) == len(records))
        made = Shown(desk)
        try:
            yield made
        finally:
            await close(made.page)


SHOP = (FRONT, BACK, WEB, APP, DB)


def test_networks_containers_ports_and_the_host_are_in_the_picture(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown(*SHOP) as it:
            (pin,) = it.scene.picture.pins
            keys = {FRONT.id, BACK.id, WEB.id, APP.id, DB.id, pin.key, HOST}
            assert set(it.scene.nodes) == keys
            assert it.page.stack.currentWidget() is it.view
            assert it.view.accessibleName() == "Topology"

    aio(scenario())


def test_what_is_chosen_is_chosen_in_the_trees_and_its_details_are_shown(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown(*SHOP) as it:
            chosen = it.desk.surroundings.chosen
            picked: list[tuple[Kind | None, str]] = []
            chosen.picked.connect(lambda: picked.append((chosen.kind, chosen.key)))
            QTest.mouseClick(it.view.viewport(), Qt.MouseButton.LeftButton, pos=it.at(APP.id))
            assert picked == [(Kind.CONTAINER, APP.id)]
            assert it.desk.selected[-1] == APP.id
            QTest.mouseClick(
                it.view.viewport(),
                Qt.MouseButton.LeftButton,
                pos=it.at(FRONT.id, QPointF(60, 10)),
            )
            assert picked[-1] == (Kind.NETWORK, FRONT.id)

    aio(scenario())


def test_what_a_tree_selects_is_brought_out_in_the_picture(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown(*SHOP) as it:
            it.desk.surroundings.chosen.follow(Kind.CONTAINER, DB.id)
            assert it.current == DB.id
            assert it.scene.nodes[DB.id].chosen
            it.desk.surroundings.chosen.follow(Kind.IMAGE, "other")
            assert it.current == ""

    aio(scenario())


def test_arrows_go_from_one_to_the_next_and_each_is_told_in_words(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown(*SHOP) as it:
            it.view.setFocus()
            it.key(Qt.Key.Key_Right)
            first = it.current
            assert first == it.view.order()[0]
            seen = {first}
            keys = (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left)
            for _round in range(4):
                for key in keys:
                    it.key(key)
                    seen.add(it.current)
            assert {FRONT.id, BACK.id} & seen
            assert {WEB.id, APP.id, DB.id} & seen
            it.view.choose(APP.id)
            said = it.view.accessibleDescription()
            assert said == "Container app: Running, app:1, front 10.0.0.2, back 10.0.0.2"
            it.key(Qt.Key.Key_End)
            assert it.current == HOST
            it.key(Qt.Key.Key_Escape)
            assert it.current == ""

    aio(scenario())


def test_every_node_can_be_reached_by_arrows(aio: Aio) -> None:
    store = many(60, 8, 10)

    async def scenario() -> None:
        async with shown(*store.networks, *store.containers) as it:
            reached, edge = {HOST}, [HOST]
            while edge:
                at = edge.pop()
                for direction in ((0, 1), (0, -1), (1, 0), (-1, 0)):
                    it.view.choose(at, tell=False, show=False)
                    it.view.step(direction)
                    if it.current not in reached:
                        reached.add(it.current)
                        edge.append(it.current)
            assert set(it.scene.nodes) == reached

    aio(scenario())


def test_enter_goes_to_the_object_in_its_tree(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown(*SHOP) as it:
            it.view.choose(it.scene.picture.pins[0].key)
            it.key(Qt.Key.Key_Return)
            assert it.desk.revealed == [WEB.id]

    aio(scenario())


def test_a_container_that_stops_greys_out_and_one_that_joins_has_a_line(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown(*SHOP) as it:
            node = it.scene.nodes[WEB.id]
            assert isinstance(node, CardItem)
            await it.changed(replace(WEB, state=State.EXITED))
            assert it.scene.nodes[WEB.id] is node
            assert not node.card.record.is_running
            assert it.scene.picture.pins == ()
            await it.changed(replace(DB, networks=within(BACK, FRONT)))
            assert (DB.id, FRONT.id) in it.scene._lines

    aio(scenario())


def test_who_is_new_slides_in_and_without_motion_is_there_at_once(
    aio: Aio, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario(*, moves: bool) -> None:
        async with shown(*SHOP) as it:
            new = make_container(50, "new", networks=within(BACK))
            it.desk.world.change(new)
            await it.desk.until(lambda: new.id in it.scene.nodes)
            box = it.scene.layout.boxes[new.id]
            there = (it.scene.nodes[new.id].x(), it.scene.nodes[new.id].y()) == (box.x, box.y)
            assert there is not moves
            it.scene.finish_motion()
            assert it.scene.nodes[new.id].y() == box.y

    monkeypatch.setattr("desktop.ui.topology.scene.motion_ms", lambda: 120)
    aio(scenario(moves=True))
    monkeypatch.setattr("desktop.ui.topology.scene.motion_ms", lambda: 0)
    aio(scenario(moves=False))


def test_what_is_removed_is_gone_and_nothing_is_chosen_then(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown(*SHOP) as it:
            it.view.choose(APP.id)
            it.desk.world.vanish(APP)
            await it.desk.until(lambda: APP.id not in it.scene.nodes)
            assert it.current == ""

    aio(scenario())


def test_searching_dims_the_others_and_enter_goes_from_one_to_the_next(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown(*SHOP) as it:
            QTest.keyClicks(it.page.filter_box, "state:running network:back")
            assert it.page._found.text() == "2 found"
            assert it.scene.nodes[WEB.id].opacity() < 0.5
            assert it.scene.nodes[DB.id].opacity() == 1
            seen = []
            for _match in range(3):
                QTest.keyClick(it.page.filter_box, Qt.Key.Key_Return)
                seen.append(it.current)
            assert set(seen) == {APP.id, DB.id}
            assert seen[0] == seen[2]
            QTest.keyClick(it.page.filter_box, Qt.Key.Key_Escape)
            assert it.scene.nodes[WEB.id].opacity() == 1 or it.current

    aio(scenario())


def test_a_port_is_found_by_its_number(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown(*SHOP) as it:
            QTest.keyClicks(it.page.filter_box, "8080")
            assert {WEB.id, it.scene.picture.pins[0].key} == set(it.page._matches)

    aio(scenario())


def test_one_zooms_by_keys_and_0_shows_all_of_it_again(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown(*SHOP) as it:
            fitted = it.view.scale_now
            it.key(Qt.Key.Key_Plus)
            assert it.view.scale_now == pytest.approx(fitted * 1.25)
            for _step in range(40):
                it.key(Qt.Key.Key_Minus)
            assert it.view.scale_now == pytest.approx(0.1)
            it.key(Qt.Key.Key_0)
            assert it.view.scale_now == pytest.approx(fitted)

    aio(scenario())


def drag(it: Shown, start: QPoint, end: QPoint) -> None:
    port = it.view.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    for part in (0.3, 0.7, 1.0):
        move_mouse(port, start + (end - start) * part, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)


def test_a_container_is_dragged_onto_a_network_and_connected(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown(*SHOP) as it:
            drag(it, it.at(DB.id), it.at(FRONT.id, QPointF(60, 10)))
            web = Target(Kind.CONTAINER, DB.id, "db")
            front = Target(Kind.NETWORK, FRONT.id, "front")
            assert it.desk.commands == [ConnectContainers((web,), front)]

    aio(scenario())


def test_containers_of_the_tree_are_dropped_on_a_network_in_the_picture(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown(*SHOP) as it:
            data = containers_data([Row(each.id, each.name, each) for each in (WEB, APP, DB)])
            port, place = it.view.viewport(), it.at(FRONT.id, QPointF(60, 10))
            drags.enter(port, place, data)
            assert not drags.move(port, QPoint(1, 1), data)
            assert drags.move(port, place, data)
            assert it.scene.nodes[FRONT.id].aimed
            drags.let_go(port, place, data)
            db = Target(Kind.CONTAINER, DB.id, "db")
            front = Target(Kind.NETWORK, FRONT.id, "front")
            assert it.desk.commands == [ConnectContainers((db,), front)]
            assert not it.scene.nodes[FRONT.id].aimed

    aio(scenario())


def test_nothing_comes_of_dragging_it_where_it_is_already(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown(*SHOP) as it:
            said: list[str] = []
            it.view.said.connect(said.append)
            drag(it, it.at(APP.id), it.at(FRONT.id, QPointF(60, 10)))
            assert "app is in front already" in said
            assert it.desk.commands == []

    aio(scenario())


def test_who_has_the_network_of_another_says_so_and_is_dragged_nowhere(aio: Aio) -> None:
    guest = replace(make_container(9, "guest", networks=()), shares=WEB.id)

    async def scenario() -> None:
        async with shown(*SHOP, guest) as it:
            said: list[str] = []
            it.view.said.connect(said.append)
            assert "network of web" in it.view.spoken(guest.id)
            drag(it, it.at(guest.id), it.at(BACK.id, QPointF(60, 10)))
            assert "guest has the network of web, and enters none" in said
            assert it.desk.commands == []

    aio(scenario())


def test_the_picture_is_exported_with_names_as_text_and_as_pixels(aio: Aio) -> None:
    async def scenario() -> None:
        hostile = make_network(800, "<b>&\u202enet")
        async with shown(*SHOP, hostile) as it:
            svg = as_svg(it.scene)
            root = ElementTree.fromstring(svg)
            words = " ".join("".join(each.itertext()) for each in root.iter())
            for name in ("web", "app", "db", "front", "back", "8080"):
                assert name in words
            assert not re.search(r"\u202e", words)
            image = QImage.fromData(as_png(it.scene), "PNG")  # type: ignore[arg-type]
            size = it.scene.sceneRect().size()
            assert image.width() == pytest.approx(2 * size.width(), abs=2)

    aio(scenario())


def test_an_engine_without_anything_has_a_sentence(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown() as it:
            await it.desk.until(lambda: it.page.stack.currentWidget() is not it.page.skeleton)
            assert it.page.stack.currentWidget() is it.page.empty

    aio(scenario())


def test_what_may_not_be_true_any_more_is_paler_and_said(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown(*SHOP) as it:
            it.desk.session.store.mark_stale()
            await it.desk.until(lambda: it.page._standing.text() == "Last known state")
            assert WEB.id in it.scene.nodes
            await it.desk.session.refresh()
            await it.desk.until(lambda: not it.page._standing.text())

    aio(scenario())


def test_the_details_follow_a_port_to_its_container_and_the_host_to_none(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown(*SHOP) as it:
            it.view.choose(it.scene.picture.pins[0].key)
            assert it.desk.selected[-1] == WEB.id
            it.view.choose(HOST)
            assert it.desk.selected[-1] == ""

    aio(scenario())


def test_a_narrow_view_has_a_tall_picture_whose_letters_are_larger(aio: Aio) -> None:
    records = [record for table in (many().networks, many().containers) for record in table]

    async def scenario() -> None:
        async with shown(*records) as it:
            wide = it.scene.layout.size
            assert wide[0] > wide[1]
            it.page.resize(600, 900)
            assert it.scene.layout.size[1] > it.scene.layout.size[0]
            narrow = it.view.scale_now
            it.page.resize(1200, 800)
            assert it.scene.layout.size == wide, "the same each time for the same shape"
            across = it.scene.sceneRect().width()
            assert narrow > 600 / across, "larger than the wide one would be"

    aio(scenario())


def test_lines_that_lead_around_the_panels_are_within_the_picture(aio: Aio) -> None:
    records = [record for table in (many().networks, many().containers) for record in table]

    async def scenario() -> None:
        async with shown(*records) as it:
            points = [point for line in it.scene.layout.lines for point in line.points]
            assert max(x for x, _y in points) > it.scene.layout.size[0], "some lead around"
            inner = it.scene.sceneRect().adjusted(12, 12, -12, -12)
            assert all(inner.contains(QPointF(x, y)) for x, y in points)

    aio(scenario())


def test_the_first_picture_is_there_at_once_whatever_the_shape_of_the_view(
    aio: Aio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.ui.topology.scene.motion_ms", lambda: 10_000)

    async def scenario() -> None:
        async with desk_with() as desk:
            page = TopologyPage(desk.surroundings)
            page.resize(500, 900)
            page.show()
            page.scene.show_picture(Picture(), "host")
            page.scene.show_picture(picture_of(many()), "host")
            boxes = page.scene.layout.boxes
            assert len(boxes) > 200
            for key, node in page.scene.nodes.items():
                assert (node.x(), node.rect.width()) == (boxes[key].x, boxes[key].width)
            await close(page)

    aio(scenario())


@pytest.mark.parametrize(
    ("name", "network", "short"),
    [
        ("shop-api-1", "shop_default", "api-1"),
        ("shop_api_1", "shop_default", "api_1"),
        ("shop-api-1", "metrics", "shop-api-1"),
        ("shopkeeper", "shop_default", "shopkeeper"),
    ],
)
def test_from_afar_a_name_leaves_out_the_compose_project_that_its_network_tells(
    name: str, network: str, short: str
) -> None:
    net = make_network(800, network)
    labels = {COMPOSE_PROJECT: "shop"}
    record = make_container(1, name, networks=within(net), labels=labels)
    (card,) = picture_of(store_of([net], [record])).cards
    assert CardItem(card, looks())._name_from_afar() == short
