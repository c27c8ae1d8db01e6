"""Facts in their view: rows, columns, keys, clipboard, secrets."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QUrl,
)
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop.engine.records import Container, Kind, State
from desktop.model.secrets import MASK
from desktop.model.store import Store
from desktop.ui.details.facts import Fact, FactsModel, Look, OpenUrl, Section, ShowObject
from desktop.ui.details.facts_layout import Fonts, arrange
from desktop.ui.details.facts_view import FactsView
from desktop.ui.details.overview import Overview
from desktop.ui.details.subject import Subject
from tests.model.fake_engine import (
    HERE,
    attached,
    make_container,
    make_id,
    make_image,
    make_network,
    make_volume,
    mounted,
    published,
)
from tests.model.test_inspection import CONTAINER

# What Qt's offscreen platform says of any window with a minimum size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

NOW = 1_700_000_000.0
URL = QUrl("http://localhost:8080/")
HOSTILE = "<img src=x>&\x1b[31m\u202e"


def _section(key: str, *facts: Fact, wide: bool = False) -> Section:
    return Section(key, key.title(), facts, wide)


SECTIONS = (
    _section("summary", Fact(key="why", value="Killed.", look=Look.SENTENCE), wide=True),
    _section(
        "state",
        Fact(key="status", label="Status", value="Up"),
        Fact(key="id", label="Id", value="abc", copied="abcdef", look=Look.MONO),
    ),
    _section("ports", Fact(key="80", label="80/tcp", value="8080", go=OpenUrl(URL))),
    _section(
        "environment",
        Fact(key="A", label="A", value="1", mono_label=True),
        Fact(key="PASSWORD", label="PASSWORD", value="x", hidden=MASK, mono_label=True),
        Fact(key="TOKEN", label="TOKEN", value="y", hidden=MASK, mono_label=True),
        Fact(key="EVIL", label=HOSTILE, value=HOSTILE, mono_label=True),
    ),
)


@pytest.fixture
def view(qtbot: QtBot) -> FactsView:
    model = FactsModel()
    made = FactsView(model)
    model.setParent(made)
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show()
    model.show(SECTIONS)
    return made


def _index(view: FactsView, key: str) -> QModelIndex:
    model = view.model()
    assert isinstance(model, FactsModel)
    return model.index(model.row_of(key), 0)


def _choose(view: FactsView, key: str) -> None:
    """As a click: whatever keys Qt believes to be held."""
    only = QItemSelectionModel.SelectionFlag.ClearAndSelect
    view.selectionModel().setCurrentIndex(_index(view, key), only)


def _clipboard() -> str:
    return QGuiApplication.clipboard().text()


FACTS = st.lists(
    st.builds(Fact, key=st.sampled_from("abcdef"), value=st.sampled_from("xyz")),
    max_size=5,
    unique_by=lambda fact: fact.key,
)
HISTORIES = st.lists(
    st.lists(
        st.builds(lambda key, facts: _section(key, *facts), st.sampled_from("123"), FACTS),
        max_size=3,
        unique_by=lambda section: section.key,
    ),
    min_size=1,
    max_size=5,
)


@settings(
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(history=HISTORIES)
def test_any_history_of_sections_is_shown_truly(
    qapp: QApplication, history: list[list[Section]]
) -> None:
    model = FactsModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    for sections in history:
        kept = [
            (QPersistentModelIndex(model.index(row, 0)), line.key)
            for row, line in enumerate(model.lines)
        ]
        model.update(sections)
        wanted = [
            key
            for section in sections
            for key in (section.key, *(f"{section.key}/{fact.key}" for fact in section.facts))
        ]
        assert [line.key for line in model.lines] == wanted
        for index, key in kept:
            assert not index.isValid() or model.lines[index.row()].key == key
    del tester


@pytest.mark.parametrize("width", [60, 300, 700, 1000, 2000])
def test_rows_never_overlap_and_stay_inside(qapp: QApplication, width: int) -> None:
    model = FactsModel()
    long = _section(
        "long",
        *(
            Fact(key=str(n), label="label " * n, value="v" * 37 * n, detail="d" * n)
            for n in range(9)
        ),
    )
    model.show((*SECTIONS, long))
    arranged = arrange(model.lines, width, Fonts())
    rects = [placed.rect for placed in arranged.rows]
    assert len(rects) == len(model.lines)
    assert all(rect.left() >= 0 and rect.bottom() < arranged.height for rect in rects)
    assert all(rect.right() <= max(width, 192) for rect in rects)
    for number, one in enumerate(rects):
        assert not any(one.intersects(other) for other in rects[number + 1 :])
    assert arranged.columns == (1 if width < 800 else 2 if width < 1500 else 3)


def test_a_secret_is_shown_by_its_row_and_all_by_the_title(qtbot: QtBot, view: FactsView) -> None:
    password, token = _index(view, "environment/PASSWORD"), _index(view, "environment/TOKEN")
    assert (password.data(), token.data()) == (MASK, MASK)
    view.setCurrentIndex(password)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert (password.data(), token.data()) == ("x", MASK)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert password.data() == MASK
    _choose(view, "environment")
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert (password.data(), token.data()) == ("x", "y")
    model = view.model()
    assert isinstance(model, FactsModel)
    model.update(SECTIONS)
    assert password.data() == "x"  # a refresh hides nothing
    model.show(SECTIONS)
    assert _index(view, "environment/PASSWORD").data() == MASK  # another object does


def test_the_eye_is_pressed_by_the_mouse(qtbot: QtBot, view: FactsView) -> None:
    index = _index(view, "environment/PASSWORD")
    placed = view._arrangement().rows[index.row()]
    view.scrollTo(index)
    spot = placed.eye.center() - QPoint(0, view.verticalOffset())
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert index.data() == "x"


def test_what_is_copied_of_a_hidden_secret_is_what_is_shown(qtbot: QtBot, view: FactsView) -> None:
    _choose(view, "environment/PASSWORD")
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert _clipboard() == MASK
    view.copy(hidden=True)
    assert _clipboard() == "x"
    view.copy(named=True)
    assert _clipboard() == f"PASSWORD={MASK}"
    _choose(view, "state/id")
    view.copy()
    assert _clipboard() == "abcdef"


def test_several_rows_are_copied_with_their_names(qtbot: QtBot, view: FactsView) -> None:
    _choose(view, "state/status")
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    view.copy()
    assert _clipboard() == "Status: Up\nId: abcdef"


def test_every_fact_is_reached_by_the_arrow_keys(qtbot: QtBot, view: FactsView) -> None:
    qtbot.keyClick(view, Qt.Key.Key_Home)
    seen = [view.currentIndex().row()]
    for _ in range(20):
        qtbot.keyClick(view, Qt.Key.Key_Down)
        seen.append(view.currentIndex().row())
    facts = [_index(view, key).row() for key in ("summary/why", "state/status", "ports/80")]
    assert set(facts) <= set(seen)
    assert seen[-1] == len(view._facts.lines) - 1
    assert _index(view, "state").row() not in seen  # a title with nothing to do
    assert _index(view, "environment").row() in seen
    _choose(view, "state/status")
    qtbot.keyClick(view, Qt.Key.Key_Right)
    placed = view._arrangement().rows
    assert placed[view.currentIndex().row()].column == 1


def test_an_address_and_an_object_are_opened_by_enter_and_by_click(
    qtbot: QtBot, view: FactsView
) -> None:
    opened: list[QUrl] = []
    view.open_url_requested.connect(opened.append)
    index = _index(view, "ports/80")
    view.setCurrentIndex(index)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    spot = view.value_rect(index).topLeft() + QPoint(3, 10)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert opened == [URL, URL]


def test_a_part_of_a_value_can_be_selected_and_nothing_typed(qtbot: QtBot, view: FactsView) -> None:
    _choose(view, "state/id")
    qtbot.keyClick(view, Qt.Key.Key_Return)
    field = view.viewport().findChild(QPlainTextEdit)
    assert isinstance(field, QPlainTextEdit)
    assert field.toPlainText() == "abcdef"
    assert field.isReadOnly()
    qtbot.keyClicks(field, "typed")
    assert _index(view, "state/id").data() == "abc"
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.isHidden()


def test_the_context_menu_offers_what_the_fact_can_do(qtbot: QtBot, view: FactsView) -> None:
    def offered(key: str) -> list[str]:
        menu: QMenu = view._menu(_index(view, key))
        texts = [action.text() for action in menu.actions() if action.text()]
        menu.deleteLater()
        return texts

    assert offered("state/status") == ["Copy", "Copy name and value", "Select all"]
    assert "Open in the browser" in offered("ports/80")
    assert {"Show value", "Copy hidden value"} <= set(offered("environment/PASSWORD"))
    assert "Show all" in offered("environment")


def test_hostile_text_is_shown_as_it_is_and_copied_as_it_came(view: FactsView) -> None:
    index = _index(view, "environment/EVIL")
    assert index.data() == "<img src=x>&\\x1b[31m\\u202e"
    view.setCurrentIndex(index)
    view.copy()
    assert _clipboard() == HOSTILE
    assert not view.grab().isNull()


def test_a_screen_reader_hears_names_and_values_and_no_secret(view: FactsView) -> None:
    interface = QAccessible.queryAccessibleInterface(view)
    heard = [
        interface.child(number).text(QAccessible.Text.Name)
        for number in range(interface.childCount())
    ]
    assert "Status: Up" in heard
    assert "PASSWORD: hidden" in heard
    assert not any(MASK in text or text.endswith(": x") for text in heard)


# The overview


def _subject(record: Container, inspection: dict[str, Any] | None, store: Store) -> Subject:
    return Subject(Kind.CONTAINER, record.id, store, record, inspection, told=True, endpoint=HERE)


def _shown(overview: Overview) -> dict[str, str]:
    return {line.key: line.value for line in overview.model.lines}


@pytest.fixture
def overview(qtbot: QtBot) -> Overview:
    made = Overview(lambda: NOW)
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    return made


def test_the_overview_tells_a_container_from_the_list_and_then_the_whole(
    overview: Overview,
) -> None:
    network = make_network(7, "shop")
    record = make_container(
        1, networks=(attached(network),), ports=(published(80, 8080),), mounts=(mounted("data"),)
    )
    store = Store()
    store.take_images([make_image(900, "app:1")])
    store.take_networks(None, [network])
    store.take_containers(None, [record])
    overview.show_subject(_subject(record, None, store))
    known = _shown(overview)
    assert known["process/image"] == "app:1"
    assert known["networks/shop"] == "172.18.0.2"
    assert known["ports/0.0.0.0:8080→80/tcp"] == "0.0.0.0:8080"
    assert "environment" not in known
    overview.show_subject(_subject(record, CONTAINER, store))
    whole = _shown(overview)
    assert whole["environment/PASSWORD"] == MASK
    assert whole["health/output"] == "refused"
    assert whole["state/policy"] == "on-failure:5"
    assert whole["access/privileged"]
    assert "summary/unhealthy" in whole
    assert whole["networks/shop"] == "172.18.0.2/16"
    go = {line.key: line.fact.go for line in overview.model.lines if line.fact is not None}
    assert go["ports/0.0.0.0:8080→80/tcp"] == OpenUrl(QUrl("http://localhost:8080/"))
    assert go["ports/9000/tcp"] is None
    assert go["mounts//data"] == ShowObject(Kind.VOLUME, "data")


def test_each_address_of_a_publication_is_a_line_as_docker_port_has_it(overview: Overview) -> None:
    record = make_container(1)
    overview.show_subject(_subject(record, CONTAINER, Store()))
    rows = [key for key in _shown(overview) if key.startswith("ports/")]
    assert rows == [
        "ports/0.0.0.0:8080→80/tcp",
        "ports/[::]:8080→80/tcp",
        "ports/9000/tcp",
    ]


def test_why_it_stopped_stands_first(overview: Overview) -> None:
    record = make_container(1, state=State.EXITED, exit_code=137)
    inspection = {
        **CONTAINER,
        "State": {
            "Status": "exited",
            "ExitCode": 137,
            "OOMKilled": True,
            "StartedAt": "2023-11-14T22:00:01Z",
            "FinishedAt": "2023-11-14T22:10:20Z",
        },
    }
    overview.show_subject(_subject(record, inspection, Store()))
    first = overview.model.lines[0]
    assert first.value == (
        "Killed: out of memory (limit 64MiB), 3 minutes ago."
        " Give it more memory, or look for a leak."
    )


def test_images_networks_and_volumes_name_the_containers_that_use_them(
    overview: Overview,
) -> None:
    network, image, volume = make_network(7, "shop"), make_image(900, "app:1"), make_volume("data")
    web = make_container(1, "web", networks=(attached(network),), mounts=(mounted(volume),))
    store = Store()
    store.take_images([image])
    store.take_networks(None, [network])
    store.take_volumes(None, [volume])
    store.take_containers(None, [web])
    for kind, record in (
        (Kind.IMAGE, image),
        (Kind.NETWORK, network),
        (Kind.VOLUME, volume),
    ):
        overview.show_subject(Subject(kind, record.key, store, record))
        users = [line for line in overview.model.lines if line.key == f"users/{web.id}"]
        assert [line.label for line in users] == ["web"]
        fact = users[0].fact
        assert fact is not None
        assert fact.go == ShowObject(Kind.CONTAINER, make_id(1))


@pytest.mark.parametrize(
    ("pid", "said"), [(812, "no address of its own"), (0, "no address while it does not run")]
)
def test_a_container_with_the_hosts_network_has_no_address_of_its_own(
    overview: Overview, pid: int, said: str
) -> None:
    host = {"NetworkID": make_id(7), "IPAddress": "", "Gateway": ""}
    inspected = {
        **CONTAINER,
        "State": {**CONTAINER["State"], "Pid": pid},
        "NetworkSettings": {"Ports": {}, "Networks": {"host": host}},
    }
    overview.show_subject(_subject(make_container(1), inspected, Store()))
    lines = [line for line in overview.model.lines if line.key.startswith("networks/")]
    assert [(line.label, line.value) for line in lines] == [("host", said)]


def test_the_grey_of_the_last_known_state_comes_and_goes(overview: Overview) -> None:
    record = make_container(1)
    plain = _subject(record, CONTAINER, Store())
    overview.show_subject(plain)
    assert not overview.view.stale
    before = overview.grab(QRect(0, 0, 400, 200)).toImage()
    stale = Subject(Kind.CONTAINER, record.id, Store(), record, CONTAINER, told=True, stale=True)
    overview.show_subject(stale)
    assert overview.view.stale
    assert overview.grab(QRect(0, 0, 400, 200)).toImage() != before


def test_ports_of_a_container_that_rests_are_said_to_come(overview: Overview) -> None:
    record = make_container(1, state=State.EXITED, exit_code=0)
    binding = {"HostIp": "", "HostPort": "8080"}
    resting = {
        **CONTAINER,
        "HostConfig": {"PortBindings": {"80/tcp": [binding]}},
        "NetworkSettings": {"Ports": {}},
    }
    overview.show_subject(_subject(record, resting, Store()))
    ports = [line.fact for line in overview.model.lines if line.key.startswith("ports/")]
    assert [(fact.detail, fact.go) for fact in ports if fact and fact.copied] == [
        ("open to the network · when it runs", None)
    ]
