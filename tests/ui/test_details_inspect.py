"""The JSON as a tree: its model, its search, its page."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.engine.records import Kind
from desktop.model.secrets import MASK
from desktop.model.store import Store
from desktop.ui.details.inspect_page import InspectPage
from desktop.ui.details.json_model import JsonModel, path_text
from desktop.ui.details.json_search import Haystack
from desktop.ui.details.json_view import places
from desktop.ui.details.subject import Subject
from tests.model.fake_engine import make_container

# What Qt's offscreen platform says of any window with a minimum size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

DOCUMENT: dict[str, Any] = {
    "Id": "abc",
    "State": {"Status": "running", "Pid": 5},
    "Config": {
        "Env": ["PASSWORD=hunter2", "PATH=/bin"],
        "Labels": {"a.b": "<b>x</b>", "evil": "\x1b[31m"},
        "Tty": False,
        "Nothing": None,
    },
    "HostConfig": {"Memory": 1024, "MemorySwap": -1},
    "Mounts": [{"Type": "bind", "Source": "/memory"}],
}

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3) | st.sampled_from(["", "a", "b"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(st.tuples(st.sampled_from("abcd"), inner), max_size=4).map(dict)
    ),
    max_leaves=14,
)
DOCUMENTS = st.dictionaries(st.sampled_from("abcd"), VALUES, max_size=4)


def _tree(model: JsonModel, parent: QModelIndex | None = None) -> Any:
    """The document as the model's rows tell it."""
    parent = QModelIndex() if parent is None else parent
    value = model.node(parent).value
    rows = [model.index(row, 0, parent) for row in range(model.rowCount(parent))]
    if isinstance(value, dict):
        return {model.node(index).key: _tree(model, index) for index in rows}
    if isinstance(value, list):
        assert [model.node(index).key for index in rows] == list(range(len(rows)))
        return [_tree(model, index) for index in rows]
    assert not rows
    return value


@settings(
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(documents=st.lists(DOCUMENTS, min_size=2, max_size=4), looked=st.booleans())
@example(documents=[{"a": 1, "b": 2}, {"b": 2, "a": 1}], looked=True)  # equal, in another order
def test_any_history_of_documents_is_shown_truly(
    qapp: QApplication, documents: list[dict[str, Any]], looked: bool
) -> None:
    model = JsonModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show(documents[0])
    for document in documents:
        if looked:
            _tree(model)
        model.update(document)
        assert _tree(model) == document
        assert list(_tree(model)) == list(document)
    del tester


def test_a_refresh_keeps_the_rows_that_stay(qapp: QApplication) -> None:
    model = JsonModel()
    model.show(DOCUMENT)
    memory = QPersistentModelIndex(model.index_of(("HostConfig", "Memory")))
    label = QPersistentModelIndex(model.index_of(("Config", "Labels", "a.b")))
    news = json.loads(json.dumps(DOCUMENT))
    news["HostConfig"]["Memory"] = 2048
    news["Config"]["Labels"] = {"0": "new", **news["Config"]["Labels"]}
    changes: list[Any] = []
    model.dataChanged.connect(lambda first, _last, _roles: changes.append(model.node(first).path()))
    model.update(news)
    assert memory.isValid()
    assert model.data(memory.sibling(memory.row(), 1)) == "2048"
    assert label.row() == 1
    assert ("HostConfig", "Memory") in changes
    assert ("State",) not in changes


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ((), "."),
        (("HostConfig", "Memory"), ".HostConfig.Memory"),
        (("Config", "Labels", "a.b"), '.Config.Labels["a.b"]'),
        (("Mounts", 0, "Type"), ".Mounts[0].Type"),
        ((0,), ".[0]"),
        (('a"b',), '.["a\\"b"]'),
    ],
)
def test_a_path_is_written_as_jq_takes_it(path: Any, text: str) -> None:
    assert path_text(path) == text


def test_searching_finds_keys_and_values_in_the_order_of_rows() -> None:
    haystack = Haystack(DOCUMENT)
    found = [path_text(haystack.path(number)) for number in haystack.find("MEM")]
    assert found == [".HostConfig.Memory", ".HostConfig.MemorySwap", ".Mounts[0].Source"]
    assert haystack.find("Memory1024") == []  # not across a key and its value


def _subject(document: dict[str, Any], key: int = 1) -> Subject:
    record = make_container(key)
    return Subject(Kind.CONTAINER, record.id, Store(), record, document, told=True)


@pytest.fixture
def page(qtbot: QtBot) -> InspectPage:
    made = InspectPage()
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show()
    made.show_subject(_subject(DOCUMENT))
    return made


def _clipboard() -> str:
    return QGuiApplication.clipboard().text()


def test_the_box_finds_steps_and_goes_around(qtbot: QtBot, page: InspectPage) -> None:
    assert page.filter_box.accessibleName() == "Filter"
    page.filter_box.setText("mem")
    assert page.count.text() == "1 of 3"
    assert page.model.node(page.view.currentIndex()).path() == ("HostConfig", "Memory")
    qtbot.keyClick(page.filter_box, Qt.Key.Key_Return)
    assert page.count.text() == "2 of 3"
    qtbot.keyClick(page.filter_box, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(page.filter_box, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert page.count.text() == "3 of 3"
    assert page.view.isExpanded(page.model.index_of(("Mounts", 0)))
    qtbot.keyClick(page.filter_box, Qt.Key.Key_Return)
    assert page.count.text() == "1 of 3"
    page.filter_box.setText("nowhere")
    assert page.count.text() == "No match"
    qtbot.keyClick(page.filter_box, Qt.Key.Key_Escape)
    assert page.count.text() == ""


@pytest.mark.parametrize(
    ("text", "needle", "marked"),
    [
        ("Memory: memory", "MEM", ["Mem", "mem"]),
        ("Straße 5, Port 80", "port", ["Port"]),
        ("İstanbul and Port 80", "port", ["Port"]),
        ("Straße", "SS", ["ß"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("nothing", "port", []),
    ],
)
def test_what_was_found_is_marked_where_it_is_also_after_letters_that_grow(
    text: str, needle: str, marked: list[str]
) -> None:
    assert [text[start:end] for start, end in places(text, needle)] == marked


def test_secrets_are_hidden_also_from_the_search_and_the_clipboard_until_asked(
    page: InspectPage,
) -> None:
    page.filter_box.setText("hunter2")
    assert page.count.text() == "No match"
    page.copy_all()
    assert "hunter2" not in _clipboard()
    assert MASK in _clipboard()
    page.eye.click()
    assert page.eye.accessibleName() == "Hide secrets"
    assert page.count.text() == "1 match"
    page.copy_all()
    assert json.loads(_clipboard()) == DOCUMENT
    page.show_subject(_subject(DOCUMENT, 2))  # another object: hidden again
    assert page.count.text() == "No match"


def test_values_paths_and_json_are_copied(qtbot: QtBot, page: InspectPage) -> None:
    page.view.setCurrentIndex(page.model.index_of(("Config", "Labels", "a.b")))
    qtbot.keyClick(page.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert _clipboard() == "<b>x</b>"
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(page.view, Qt.Key.Key_C, both)
    assert _clipboard() == '.Config.Labels["a.b"]'
    page.view.setCurrentIndex(page.model.index_of(("HostConfig",)))
    page.view.copy_json()
    assert json.loads(_clipboard()) == DOCUMENT["HostConfig"]


def test_expansion_selection_and_scroll_survive_a_refresh(page: InspectPage) -> None:
    document = {**DOCUMENT, "Many": [{"n": n} for n in range(200)]}
    page.show_subject(_subject(document))
    page.view.expandAll()
    page.view.setCurrentIndex(page.model.index_of(("Many", 150, "n")))
    QApplication.processEvents()
    page.view.verticalScrollBar().setValue(500)
    news = json.loads(json.dumps(document))
    news["Many"][3]["n"] = -1
    page.show_subject(_subject(news))
    QApplication.processEvents()
    assert page.view.verticalScrollBar().value() == 500
    assert page.view.isExpanded(page.model.index_of(("Many", 150)))
    assert page.model.node(page.view.currentIndex()).path() == ("Many", 150, "n")


def test_what_was_opened_is_open_for_the_next_container_too(page: InspectPage) -> None:
    page.view.setExpanded(page.model.index_of(("HostConfig",)), True)
    page.view.setExpanded(page.model.index_of(("State",)), False)
    page.show_subject(_subject(json.loads(json.dumps(DOCUMENT)), 2))
    assert page.view.isExpanded(page.model.index_of(("HostConfig",)))
    assert not page.view.isExpanded(page.model.index_of(("State",)))


def test_hostile_text_is_shown_as_it_is(page: InspectPage) -> None:
    index = page.model.index_of(("Config", "Labels", "evil"), 1)
    assert index.data() == "\\x1b[31m"
    assert not page.grab().isNull()


def test_everything_has_a_name(page: InspectPage) -> None:
    assert page.view.accessibleName() == "Inspect"
    buttons = [page.eye, page._copy, page._previous, page._next]
    assert all(button.accessibleName() for button in buttons)
    assert [box.accessibleName() for box in page.findChildren(QLineEdit)] == ["Filter"]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_tab_goes_through_the_bar_and_then_to_the_tree_and_back(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    before, page, after = QLineEdit(), InspectPage(), QLineEdit()
    for widget in (before, page, after):
        column.addWidget(widget)
    record = make_container(1, "web")
    page.show_subject(Subject(Kind.CONTAINER, record.id, Store(), record, inspection=DOCUMENT))
    page.filter_box.setText("memory")
    window.show()
    window.activateWindow()
    page.setFocus()
    qtbot.waitUntil(page.view.hasFocus)

    def stops(key: Qt.Key) -> list[str]:
        found = []
        for _ in range(6):
            QTest.keyClick(window.focusWidget(), key)
            found.append(window.focusWidget().accessibleName())
        return found

    bar = ["Filter", "Previous match", "Next match", "Show secrets", "Copy all as JSON"]
    before.setFocus()
    assert stops(Qt.Key.Key_Tab) == [*bar, "Inspect"]
    after.setFocus()
    assert stops(Qt.Key.Key_Backtab) == ["Inspect", *reversed(bar)]
