"""A section of the window, and its tree, by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QFontMetricsF
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from desktop.engine.errors import EngineError
from desktop.engine.records import Kind, Port, State
from desktop.model.store import Store
from desktop.ui import theme
from desktop.ui.empty import EmptyState
from desktop.ui.icons import Icon
from desktop.ui.settings import Settings
from desktop.ui.theme import Type
from desktop.ui.trees.answers import AnyIndex, NodeModel
from desktop.ui.trees.columns import Facts
from desktop.ui.trees.section import Section
from tests.support.records import (
    NOW,
    attached,
    container_id,
    make_container,
    make_image,
    make_network,
    make_volume,
    mounted,
)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Make = Callable[..., Section]
FIRST_WIDTH = 985  # of a tree, in a window that was never resized


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def section_of(qtbot: QtBot, store: Store) -> Iterator[Make]:
    made: list[Section] = []

    def make(kind: Kind = Kind.CONTAINER, *, shown: bool = True) -> Section:
        facts = Facts(store, lambda _kind, _key: None, lambda: NOW)
        section = Section(kind, facts, "Things", EmptyState(Icon.CONTAINERS, "None"))
        qtbot.addWidget(section)
        section.resize(1000, 500)
        if shown:
            section.show()
            QApplication.processEvents()
        made.append(section)
        return section

    yield make
    for section in made:
        section.close_down()


def _shop(store: Store) -> None:
    store.take_containers(
        None,
        [
            make_container(1, "shop-web", project="shop", networks=(attached(),)),
            make_container(2, "shop-db", project="shop", image="postgres:16",
                           state=State.EXITED, exit_code=1),
            make_container(3, "alone", labels={"tier": "front"},
                           ports=(Port(80, "tcp", "0.0.0.0", 8080), Port(53, "udp", "", 53))),
            make_container(4, "batch", state=State.EXITED, exit_code=0),
        ],
    )  # fmt: skip


def _names(section: Section) -> list[str]:
    """What is seen, from top to bottom."""
    tree = section.tree
    index = section.model.index(0, 0)
    found = []
    while index.isValid():
        value = section.model.value(index)
        assert value is not None
        found.append(value.title)
        index = tree.indexBelow(index)
    return found


def _centre(section: Section, key: str, column: int = 0) -> QPoint:
    return section.tree.visualRect(section.model.index_of(key, column)).center()


def _type(qtbot: QtBot, section: Section, text: str) -> None:
    section.filter_box.clear()
    qtbot.keyClicks(section.filter_box, text)
    QApplication.processEvents()


def test_a_section_shows_that_it_loads_then_what_there_is(store: Store, section_of: Make) -> None:
    section = section_of()
    assert section.stack.currentWidget() is section.skeleton
    _shop(store)
    assert section.stack.currentWidget() is section.tree
    assert _names(section) == ["shop", "shop-db", "shop-web", "alone", "batch"]
    store.take_containers(None, [])
    QApplication.processEvents()
    assert section.stack.currentWidget() is section.empty


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("web", ["shop", "shop-web"]),
        ("state:running", ["shop", "shop-web", "alone"]),
        ("label:tier=front", ["alone"]),
        ("network:shop_net", ["shop", "shop-web"]),
        ("image:postgres", ["shop", "shop-db"]),
        ("-state:running batch", ["batch"]),
    ],
)
def test_the_filter_box_finds(
    qtbot: QtBot, store: Store, section_of: Make, text: str, names: list[str]
) -> None:
    section = section_of()
    _shop(store)
    _type(qtbot, section, text)
    assert _names(section) == names


def test_unused_is_found_as_soon_as_the_containers_are_known(
    store: Store, section_of: Make
) -> None:
    store.take_volumes(None, [make_volume("idle")])
    section = section_of(Kind.VOLUME)
    section.filter_box.setText("is:unused")
    assert section.model.shown == 0
    store.take_containers(None, [])
    assert section.model.shown == 1


def test_what_nothing_matches_can_be_lifted_by_keyboard(
    qtbot: QtBot, store: Store, section_of: Make
) -> None:
    section = section_of()
    _shop(store)
    section.running_button.click()
    assert _names(section) == ["shop", "shop-web", "alone"]
    _type(qtbot, section, "zzz")
    assert section.stack.currentWidget() is section.nothing_found
    (clear,) = section.nothing_found.findChildren(QPushButton)
    qtbot.keyClick(clear, Qt.Key.Key_Space)
    assert section.filter_box.text() == ""
    assert not section.running_button.isChecked()
    assert len(_names(section)) == 5


def test_several_rows_are_selected_and_a_group_stands_for_its_members(
    qtbot: QtBot, store: Store, section_of: Make
) -> None:
    section = section_of()
    _shop(store)
    port = section.tree.viewport()
    qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=_centre(section, "project:shop"))
    assert sorted(row.title for row in section.selected()) == ["shop-db", "shop-web"]
    assert section.current_record() is None
    control = Qt.KeyboardModifier.ControlModifier
    where = _centre(section, container_id(3))
    qtbot.mouseClick(port, Qt.MouseButton.LeftButton, control, where)
    assert sorted(row.title for row in section.selected()) == ["alone", "shop-db", "shop-web"]
    qtbot.keyClick(section.tree, Qt.Key.Key_A, control)
    assert len(section.selected()) == 4


def test_a_range_across_a_groups_header_means_only_the_rows_in_it(
    qtbot: QtBot, store: Store, section_of: Make
) -> None:
    section = section_of()
    names = ("a-1", "a-2", "b-1", "b-2", "b-3")
    store.take_containers(
        None,
        [make_container(n, name, project=name[0]) for n, name in enumerate(names, 1)],
    )
    QApplication.processEvents()
    viewport = section.tree.viewport()
    left = Qt.MouseButton.LeftButton
    shift = Qt.KeyboardModifier.ShiftModifier
    qtbot.mouseClick(viewport, left, pos=_centre(section, container_id(2)))
    qtbot.mouseClick(viewport, left, shift, pos=_centre(section, container_id(3)))
    assert [row.title for row in section.selected()] == ["a-2", "b-1"]
    qtbot.mouseClick(viewport, left, pos=_centre(section, "project:b"))
    assert [row.title for row in section.selected()] == ["b-1", "b-2", "b-3"]


def test_the_current_row_is_not_chosen_by_the_end_of_another(
    store: Store, section_of: Make
) -> None:
    section = section_of()
    _shop(store)
    assert section.reveal(container_id(3))
    record = section.current_record()
    assert record is not None
    assert record.key == container_id(3)
    store.take_containers([container_id(3)], [])
    assert section.current_record() is None
    assert section.selected() == []


def test_selection_and_scrolling_stay_when_rows_come_above(
    qtbot: QtBot, store: Store, section_of: Make
) -> None:
    section = section_of()
    store.take_containers(None, [make_container(n, f"m{n:03}") for n in range(1, 200)])
    QApplication.processEvents()
    assert section.reveal(container_id(120))
    before = _centre(section, container_id(120))
    fresh = [make_container(n, f"a{n}") for n in range(300, 330)]
    store.take_containers([c.id for c in fresh], fresh)
    QApplication.processEvents()
    assert _centre(section, container_id(120)) == before
    assert [row.key for row in section.selected()] == [container_id(120)]
    store.take_containers([c.id for c in fresh], [])
    _type(qtbot, section, "m1")
    assert [row.key for row in section.selected()] == [container_id(120)]


def test_the_selection_follows_an_image_that_gets_a_name(store: Store, section_of: Make) -> None:
    section = section_of(Kind.IMAGE)
    store.take_images([make_image(1), make_image(2, "a:b")])
    assert section.reveal(make_image(1).id)
    store.take_images([make_image(1, "mine:new"), make_image(2, "a:b")])
    (row,) = section.selected()
    assert row.tags == ("new",)


def test_a_hidden_section_is_up_to_date_when_it_is_asked_or_seen(
    store: Store, section_of: Make
) -> None:
    section = section_of(shown=False)
    _shop(store)
    assert section.model.shown == 0, "nobody sees it: it lets the work wait"
    assert section.reveal(container_id(1))
    store.take_containers([container_id(2)], [])
    section.show()
    assert _names(section) == ["shop", "shop-web", "alone", "batch"]


def test_a_closed_group_opens_for_what_the_filter_finds_in_it_and_closes_again(
    qtbot: QtBot, store: Store, section_of: Make
) -> None:
    section = section_of()
    _shop(store)
    group = section.model.index_of("project:shop")
    section.tree.setExpanded(group, False)
    _type(qtbot, section, "db")
    assert section.tree.isExpanded(section.model.index_of("project:shop"))
    section.filter_box.clear()
    assert not section.tree.isExpanded(section.model.index_of("project:shop"))
    assert section.tree.folding.remembered()["closed"] == ["project:shop"]


def test_revealing_lifts_what_hides_the_row(qtbot: QtBot, store: Store, section_of: Make) -> None:
    section = section_of()
    _shop(store)
    section.running_button.setChecked(True)
    _type(qtbot, section, "web")
    assert section.reveal(container_id(4))
    assert section.filter_box.text() == ""
    assert [row.title for row in section.selected()] == ["batch"]
    assert not section.reveal("nobody")


def test_an_engine_out_of_sight_leaves_its_last_state_in_grey(
    store: Store, section_of: Make
) -> None:
    section = section_of()
    _shop(store)
    section.reveal(container_id(1))
    fresh = section.tree.grab().toImage()
    store.mark_stale()
    assert section.stack.currentWidget() is section.tree
    assert section.tree.grab().toImage() != fresh
    assert [row.title for row in section.selected()] == ["shop-web"]


def test_a_list_that_fails_is_said_above_the_tree(store: Store, section_of: Make) -> None:
    section = section_of()
    _shop(store)
    store.mark_problem(Kind.CONTAINER, EngineError("<b>500</b>"))
    assert section.banner.isVisible()
    assert section.banner.text
    _shop(store)
    assert section.banner.isHidden()


def test_a_click_on_a_ports_chip_names_the_port(
    qtbot: QtBot, store: Store, section_of: Make
) -> None:
    section = section_of()
    _shop(store)
    opened: list[Port] = []
    section.port_clicked.connect(opened.append)
    tree = section.tree
    for scroll in (0, 120):
        tree.header().resizeSection(3, 260)
        tree.horizontalScrollBar().setValue(scroll)
        rect = tree.visualRect(section.model.index_of(container_id(3), 3))
        y = rect.center().y()
        first, second = QPoint(rect.left() + 20, y), QPoint(rect.left() + 110, y)
        qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=first)
        assert [port.host_port for port in opened] == [8080]
        qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=second)  # udp
        end = QPoint(rect.right() - 2, y)
        qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=end)
        qtbot.mouseDClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=first)
        assert [port.host_port for port in opened] == [8080]
        opened.clear()


def test_a_chip_that_is_not_drawn_cannot_be_clicked(
    qtbot: QtBot, store: Store, section_of: Make
) -> None:
    section = section_of()
    ports = tuple(Port(n, "tcp", "0.0.0.0", n) for n in range(9000, 9008))
    store.take_containers(None, [make_container(1, "many", ports=ports)])
    opened: list[Port] = []
    section.port_clicked.connect(opened.append)
    section.tree.header().resizeSection(3, 170)
    rect = section.tree.visualRect(section.model.index_of(container_id(1), 3))
    for x in range(rect.left(), rect.right(), 4):
        where = QPoint(x, rect.center().y())
        qtbot.mouseClick(section.tree.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert {port.host_port for port in opened} == {9000}


def test_enter_and_a_double_click_open_a_row_and_fold_a_group(
    qtbot: QtBot, store: Store, section_of: Make
) -> None:
    section = section_of()
    _shop(store)
    opened: list[str] = []
    section.row_activated.connect(opened.append)
    section.reveal(container_id(1))
    qtbot.keyClick(section.tree, Qt.Key.Key_Return)
    where = _centre(section, container_id(3))
    qtbot.mouseClick(section.tree.viewport(), Qt.MouseButton.LeftButton, pos=where)
    qtbot.mouseDClick(section.tree.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert opened == [container_id(1), container_id(3)]
    section.tree.setCurrentIndex(section.model.index_of("project:shop"))
    qtbot.keyClick(section.tree, Qt.Key.Key_Return)
    assert _names(section) == ["shop", "alone", "batch"]
    qtbot.keyClick(section.tree, Qt.Key.Key_Right)
    assert len(_names(section)) == 5
    assert len(opened) == 2


def test_the_context_menu_key_asks_beside_the_current_row(store: Store, section_of: Make) -> None:
    section = section_of()
    store.take_containers(None, [make_container(n, f"m{n:03}") for n in range(1, 100)])
    section.reveal(container_id(90))
    section.tree.verticalScrollBar().setValue(0)
    asked: list[QPoint] = []
    section.menu_requested.connect(asked.append)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(section.tree.viewport(), event)
    (where,) = asked
    port = section.tree.viewport()
    assert port.rect().contains(port.mapFromGlobal(where))


def test_where_no_row_is_shown_the_context_menu_is_asked_for_too(
    store: Store, section_of: Make
) -> None:
    section = section_of()
    _shop(store)
    asked: list[QPoint] = []
    section.menu_requested.connect(asked.append)
    section.filter_box.setText("no such name")
    for page in (section.nothing_found, section.empty):
        section.stack.setCurrentWidget(page)
        where = page.mapToGlobal(QPoint(5, 5))
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(5, 5), where)
        QApplication.sendEvent(page, event)
        assert asked.pop() == where


def test_typing_finds_a_row_by_its_name_from_any_cell(
    qtbot: QtBot, store: Store, section_of: Make
) -> None:
    section = section_of()
    _shop(store)
    port = section.tree.viewport()
    where = _centre(section, container_id(1), 2)
    qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=where)
    qtbot.keyClicks(section.tree, "bat")
    record = section.current_record()
    assert record is not None
    assert record.key == container_id(4)


def test_a_screen_reader_hears_name_state_and_status(store: Store, section_of: Make) -> None:
    section = section_of()
    _shop(store)
    QApplication.processEvents()
    tree = QAccessible.queryAccessibleInterface(section.tree)
    assert tree.text(QAccessible.Text.Name) == "Things"
    texts = {tree.child(number).text(QAccessible.Text.Name) for number in range(tree.childCount())}
    assert "shop-web, Running, Up 2 hours" in texts
    assert "shop, 1 of 2 running" in texts
    assert "shop-db, Exited, Exited (1) 2 hours ago" in texts


def test_a_focused_row_is_seen_to_be(store: Store, section_of: Make, qtbot: QtBot) -> None:
    section = section_of()
    _shop(store)
    section.reveal(container_id(3))
    section.filter_box.setFocus()
    without = section.tree.grab().toImage()
    section.activateWindow()
    section.tree.setFocus()
    qtbot.waitUntil(section.tree.hasFocus)
    assert section.tree.grab().toImage() != without


def test_columns_are_hidden_from_the_headers_menu_and_remembered(
    store: Store, section_of: Make, tmp_path: Path
) -> None:
    section = section_of()
    _shop(store)
    header = section.tree.header()
    header.customContextMenuRequested.emit(QPoint(5, 5))
    (menu,) = section.tree.findChildren(QMenu)
    (networks,) = [action for action in menu.actions() if action.text() == "Networks"]
    networks.trigger()
    menu.close()
    assert section.tree.isColumnHidden(4)
    section.tree.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    section.tree.collapse(section.model.index_of("project:shop"))
    header.resizeSection(0, 321)
    settings = Settings(tmp_path)
    settings.put("header", bytes(header.saveState().data()))
    for name, keys in section.tree.folding.remembered().items():
        settings.put(name, keys)
    settings.save()
    again, kept = section_of(shown=False), Settings(tmp_path)
    assert again.tree.header().restoreState(kept.data("header"))
    again.tree.folding.remember(kept.texts("closed"), kept.texts("opened"))
    again.model.sort(
        again.tree.header().sortIndicatorSection(), again.tree.header().sortIndicatorOrder()
    )
    again.show()
    assert again.tree.isColumnHidden(4)
    assert again.tree.columnWidth(0) == 321
    assert _names(again) == _names(section) == ["shop", "batch", "alone"]
    again.tree.head.reset()
    assert not again.tree.isColumnHidden(4)


def test_columns_give_way_to_each_other_until_one_is_resized(
    store: Store, section_of: Make
) -> None:
    _shop(store)
    section = section_of()
    section.resize(1600, 400)
    head = section.tree.head
    wide = [head.sectionSize(number) for number in range(head.count())]
    section.resize(950, 400)
    assert head.length() <= head.viewport().width(), "nothing lies outside"
    narrow = [head.sectionSize(number) for number in range(head.count())]
    assert all(now <= before for now, before in zip(narrow, wide, strict=True))
    section.resize(300, 400)
    assert head.sectionSize(0) >= round(0.7 * wide[0]) - 1, "but all stays readable"
    section.resize(1600, 400)
    assert [head.sectionSize(number) for number in range(head.count())] == wide
    kept = head.saveState()
    head.resizeSection(1, 333)
    section.resize(950, 400)
    assert head.sectionSize(1) == 333, "what a person has chosen stays"
    assert head.restoreState(kept)
    assert head.length() <= head.viewport().width()
    assert head.restoreState(bytes(kept.data()).removesuffix(b"fits"))
    assert [head.sectionSize(number) for number in range(3)] == wide[:3]


def test_at_the_first_size_a_status_is_read_whole(store: Store, section_of: Make) -> None:
    _shop(store)
    section = section_of()
    section.resize(FIRST_WIDTH, 400)
    head = section.tree.head
    assert head.length() <= head.viewport().width(), "nothing lies outside"
    columns = [column.name for column in section.model.columns]
    body, small = theme.font(Type.BODY), theme.font(Type.SMALL)
    for column, text, font in (
        ("status", "Exited (255) 12 seconds ago", body),
        ("created", "12 seconds ago", body),
        ("ports", "127.0.0.1:8080→80/tcp", small),
        ("networks", "shop_front 172.18.0.2", small),
    ):
        room = head.sectionSize(columns.index(column)) - 4 * theme.GRID
        needed = QFontMetricsF(font).horizontalAdvance(text)
        assert needed <= room - (12 if font is small else 0), f"{column}: {text}"
    assert section.tree.isColumnHidden(columns.index("id")), "the details tell it"
    menu = QMenu(section)
    head.fill_menu(menu)
    shows = next(action for action in menu.actions() if action.text() == "ID")
    shows.trigger()
    assert not section.tree.isColumnHidden(columns.index("id")), "who wants it here has it"


def test_what_was_opened_and_closed_stays_so_when_it_comes_again(
    store: Store, section_of: Make
) -> None:
    section = section_of(Kind.NETWORK)
    member = make_container(2, "web", networks=(attached(),))
    store.take_networks(None, [make_network(1)])
    store.take_containers(None, [member])
    assert _names(section) == ["shop_net"], "what is below a network is closed at first"
    section.tree.expand(section.model.index_of(container_id(1)))
    store.take_containers(None, [])
    store.take_containers(None, [member])
    assert _names(section) == ["shop_net", "web"]
    store.take_networks([container_id(1)], [])
    store.take_networks([container_id(1)], [make_network(1)])
    assert _names(section) == ["shop_net", "web"]


@pytest.mark.parametrize("kind", Kind)
def test_every_section_paints_hostile_names(store: Store, section_of: Make, kind: Kind) -> None:
    name = "<img src=x>\u202e\x1b[31m" + "n" * 300
    store.take_images([make_image(1, f"{name}:{name}"), make_image(2)])
    store.take_networks(None, [make_network(1, name)])
    store.take_containers(
        None,
        [
            make_container(
                1, name, networks=(attached(name),), mounts=(mounted(name),), project=name
            )
        ],
    )
    section = section_of(kind)
    section.tree.expandAll()
    for width in (200, 560, 1800):
        section.resize(width, 400)
        assert not section.grab().isNull()


def test_the_state_of_rows_is_that_of_the_store_after_many_changes(
    store: Store, section_of: Make
) -> None:
    section = section_of()
    _shop(store)
    flags = QItemSelectionModel.SelectionFlag
    index = section.model.index_of(container_id(1))
    section.tree.selectionModel().select(index, flags.Select | flags.Rows)
    for number in range(50):
        record = make_container(2, "shop-db", project="shop", exit_code=number)
        store.take_containers([record.id], [replace(record, name=f"shop-{number % 7}")])
    assert section.model.value(section.model.index_of(container_id(2))).title == "shop-0"  # type: ignore[union-attr]
    assert [row.title for row in section.selected()] == ["shop-web"]


def test_many_selected_rows_that_change_cost_a_few_questions_each(
    store: Store, section_of: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = 0
    parent = NodeModel.parent

    def counted(self: NodeModel, index: AnyIndex = QModelIndex()) -> QModelIndex:  # noqa: B008
        nonlocal asked
        asked += 1
        return parent(self, index)

    monkeypatch.setattr(NodeModel, "parent", counted)
    section = section_of()
    count = 400
    store.take_containers(
        None, [make_container(n, f"c{n}", project=f"p{n // 20}") for n in range(count)]
    )
    section.tree.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    section.tree.selectAll()
    QApplication.processEvents()
    asked = 0
    for first, last in ((0, 5), (5, count)):
        ended = [
            make_container(n, f"c{n}", project=f"p{n // 20}", state=State.EXITED, since=NOW - n)
            for n in range(first, last)
        ]
        store.take_containers([c.id for c in ended], ended)
        assert len(section.selected()) == count
    QApplication.processEvents()
    assert asked < 20 * count
