"""The command palette: found by a few letters, run by Enter, closed by anything else."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QColor
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow
from pytestqt.qtbot import QtBot

from desktop.ui import theme
from desktop.ui.command_palette import CommandPalette, Entry
from desktop.ui.icons import Icon

Key = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


class Desk:
    """A window with a palette, and what was run."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.ran: list[str] = []
        self.asked: list[str] = []
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.field = QLineEdit()
        self.window.setCentralWidget(self.field)
        self.window.resize(900, 600)
        self.palette = CommandPalette(self.window)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        self.field.setFocus()
        qtbot.waitUntil(self.field.hasFocus)

    def entry(self, title: str, key: str = "", **more: object) -> Entry:
        return Entry(title=title, key=key, run=lambda: self.ran.append(title), **more)  # type: ignore[arg-type]

    def actions_for(self, key: str) -> Sequence[Entry]:
        self.asked.append(key)
        name = key.partition("/")[2]
        return [self.entry(f"{verb} {name}") for verb in ("Stop", "Restart", "Remove")]

    def entries(self) -> list[Entry]:
        return [
            self.entry("Pull…", subtitle="Image", icon=Icon.PULL),
            self.entry("Quit", shortcut="Ctrl+Q"),
            self.entry("Never", enabled=False),
            self.entry("web", "container/web", keywords="nginx:1.27 127.0.0.1:8080→80/tcp"),
            self.entry("db", "container/db", keywords="postgres"),
            self.entry("<b>x</b>&y", "volume/x"),
        ]

    def open(self, query: str = "") -> None:
        self.palette.open_with(self.entries(), self.actions_for)
        self.type(query)

    def type(self, text: str) -> None:
        self.qtbot.keyClicks(self.palette.edit, text)

    def press(self, *keys: Key) -> None:
        for key in keys:
            self.qtbot.keyClick(self.palette.edit, key)

    @property
    def titles(self) -> list[str]:
        model = self.palette.list.results
        return [model.index(row).data() for row in range(model.rowCount())]

    @property
    def current(self) -> str:
        return str(self.palette.list.currentIndex().data())


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


def test_it_opens_with_the_focus_in_the_field_and_names_for_screen_readers(desk: Desk) -> None:
    desk.open()
    assert desk.palette.isVisible()
    assert desk.palette.edit.hasFocus()
    assert desk.palette.accessibleName() == "Command palette"
    assert desk.palette.list.accessibleName() == "Results"
    index = desk.palette.list.results.index(0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Pull…"
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "Image"


def test_enter_runs_the_best_match_and_closes_first(desk: Desk) -> None:
    desk.open("pl")
    assert desk.titles == ["Pull…"]
    desk.press(Key.Key_Return)
    assert desk.ran == ["Pull…"]
    assert not desk.palette.isVisible()
    assert desk.field.hasFocus()


def test_a_port_finds_the_container_that_publishes_it(desk: Desk) -> None:
    desk.open("8080")
    assert desk.titles == ["web"]


def test_arrows_go_over_the_ends_and_past_what_is_not_possible(desk: Desk) -> None:
    desk.open()
    assert desk.current == "Pull…"
    desk.press(Key.Key_Up)
    assert desk.current == "<b>x</b>&y"
    desk.press(Key.Key_Down, Key.Key_Down)
    assert desk.current == "Quit"
    desk.press(Key.Key_Down)
    assert desk.current == "web"
    desk.press(Key.Key_PageDown)
    assert desk.current == "<b>x</b>&y"
    desk.press(Key.Key_PageUp)
    assert desk.current == "Pull…"


def test_what_is_not_possible_is_not_run(desk: Desk) -> None:
    desk.open("never")
    desk.press(Key.Key_Return)
    assert desk.ran == []
    assert desk.palette.isVisible()


def test_escape_closes_and_gives_the_focus_back(desk: Desk) -> None:
    desk.open("web")
    desk.press(Key.Key_Escape)
    assert not desk.palette.isVisible()
    assert desk.field.hasFocus()
    assert desk.ran == []


def test_losing_the_focus_closes(desk: Desk) -> None:
    desk.open()
    desk.field.setFocus()
    assert not desk.palette.isVisible()
    assert desk.field.hasFocus()


def test_a_click_beside_the_card_closes(desk: Desk) -> None:
    desk.open()
    desk.qtbot.mouseClick(desk.palette, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert not desk.palette.isVisible()


def test_a_click_on_a_row_runs_it(desk: Desk) -> None:
    desk.open("db")
    rect = desk.palette.list.visualRect(desk.palette.list.results.index(0))
    desk.qtbot.mouseClick(
        desk.palette.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center()
    )
    assert desk.ran == ["db"]


def test_the_shortcut_that_opened_it_closes_it(desk: Desk) -> None:
    desk.open()
    desk.qtbot.keyClick(desk.palette.edit, Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert not desk.palette.isVisible()
    desk.open()
    desk.palette.open_with([])
    assert not desk.palette.isVisible()


def test_keys_typed_here_are_not_the_windows_shortcuts(desk: Desk) -> None:
    action = QAction(desk.window)
    action.setShortcut("Del")
    action.triggered.connect(lambda: desk.ran.append("deleted"))
    desk.window.addAction(action)
    desk.open("web")
    desk.press(Key.Key_Home, Key.Key_Delete)
    assert desk.palette.edit.text() == "eb"
    desk.press(Key.Key_End, Key.Key_Delete)
    assert desk.ran == []


@pytest.mark.parametrize("query", ["stop web", "web stop", "Web  ST"])
def test_verb_and_name_in_any_order_find_the_action_on_the_object(desk: Desk, query: str) -> None:
    desk.open(query)
    assert desk.titles[0] == "Stop web"
    desk.press(Key.Key_Return)
    assert desk.ran == ["Stop web"]


def test_the_objects_port_and_a_verb_are_enough(desk: Desk) -> None:
    desk.open("stop 8080")
    assert desk.titles == ["Stop web"]


def test_actions_are_asked_for_only_of_objects_that_the_query_names(desk: Desk) -> None:
    desk.open("web")
    assert desk.asked == []
    desk.type(" stop")
    assert set(desk.asked) == {"container/web"}


class Shells:
    """Containers of which the running ones have a shell, and an image."""

    def __init__(self, desk: Desk, *running: str, exited: Sequence[str] = ()) -> None:
        self.desk = desk
        self.entries = [
            *(self._container(name, usual=lambda name=name: self._shell(name)) for name in running),
            *(self._container(name) for name in exited),
            desk.entry("nginx:1.27", "image/nginx"),
            desk.entry("Restart"),
        ]

    def _container(self, name: str, **more: object) -> Entry:
        return self.desk.entry(name, f"container/{name}", keywords="nginx:1.27 8080", **more)

    def _shell(self, name: str) -> Entry:
        return self.desk.entry(f"Terminal {name}", keywords=f"{name} Terminal")

    def find(self, query: str) -> list[str]:
        self.desk.palette.close_up()
        self.desk.palette.open_with(self.entries, self.desk.actions_for)
        self.desk.type(query)
        return self.desk.titles


def test_a_name_and_enter_open_a_shell(desk: Desk) -> None:
    shells = Shells(desk, "web", "db")
    assert shells.find("web") == ["Terminal web", "web"]
    desk.press(Key.Key_Return)
    assert desk.ran == ["Terminal web"]
    assert desk.palette.recent == [("container/web", "Terminal web")]


def test_a_name_that_others_begin_with_is_enough_where_it_is_whole(desk: Desk) -> None:
    shells = Shells(desk, "web-2", "web", "my-web")
    assert shells.find("web")[:2] == ["Terminal web", "web"]
    assert shells.find("my-web") == ["Terminal my-web", "my-web"]


def test_a_part_of_a_name_is_enough_where_no_other_container_has_it(desk: Desk) -> None:
    shells = Shells(desk, "shop-web-1", "db", exited=["shop-store"])
    assert shells.find("web")[:2] == ["Terminal shop-web-1", "shop-web-1"]
    assert "Terminal shop-web-1" not in shells.find("shop")
    assert shells.find("re")[0] == "Restart"  # fits better than the store


def test_a_container_that_does_not_run_has_no_shell(desk: Desk) -> None:
    assert Shells(desk, "db", exited=["web"]).find("web") == ["web"]


def test_a_port_or_an_image_finds_the_container_itself(desk: Desk) -> None:
    shells = Shells(desk, "web")
    assert shells.find("8080") == ["web"]
    assert shells.find("nginx") == ["nginx:1.27", "web"]


def test_tab_on_the_shell_lists_what_else_can_be_done(desk: Desk) -> None:
    Shells(desk, "web").find("web")
    desk.press(Key.Key_Tab)
    assert desk.titles == ["Stop web", "Restart web", "Remove web"]


def test_tab_lists_what_can_be_done_and_backspace_goes_back(desk: Desk) -> None:
    desk.open("web")
    desk.press(Key.Key_Tab)
    assert desk.titles == ["Stop web", "Restart web", "Remove web"]
    desk.type("rem")
    assert desk.titles == ["Remove web"]
    desk.press(*[Key.Key_Backspace] * 4)
    assert desk.titles[0] == "Pull…"
    desk.type("db")
    desk.press(Key.Key_Tab)
    desk.press(Key.Key_Return)
    assert desk.ran == ["Stop db"]


def test_tab_on_what_is_no_object_does_nothing(desk: Desk) -> None:
    desk.open("quit")
    desk.press(Key.Key_Tab)
    assert desk.titles == ["Quit"]
    assert desk.palette.edit.hasFocus()


def test_no_match_is_said(desk: Desk) -> None:
    desk.open("qqq<b>")
    assert desk.titles == []
    nothing = desk.palette.panel.nothing
    assert nothing.isVisible()
    assert nothing.accessibleName() == "Nothing matches “qqq<b>”"
    desk.press(Key.Key_Return, Key.Key_Down, Key.Key_PageUp)
    assert desk.palette.isVisible()


def test_the_last_choices_come_first(desk: Desk) -> None:
    for query in ("db", "stop web", "quit"):
        desk.open(query)
        desk.press(Key.Key_Return)
    assert desk.palette.recent == [
        ("", "Quit"),
        ("container/web", "Stop web"),
        ("container/db", "db"),
    ]
    desk.open()
    assert desk.titles[:4] == ["Quit", "Stop web", "db", "Pull…"]
    assert len(desk.titles) == len(set(desk.titles))


def test_choices_are_remembered_in_the_list_that_was_given(qtbot: QtBot) -> None:
    recent = [("", f"old {number}") for number in range(8)]
    palette = CommandPalette(recent=recent)
    qtbot.addWidget(palette)
    palette.open_with([Entry(title="new", run=lambda: None)])
    qtbot.keyClick(palette.edit, Key.Key_Return)
    assert recent[0] == ("", "new")
    assert len(recent) == 8


def test_a_row_shows_markup_as_text(desk: Desk) -> None:
    desk.open("x</b>")
    assert desk.titles == ["<b>x</b>&y"]


def _has(desk: Desk, colour: QColor) -> bool:
    image = desk.palette.list.viewport().grab().toImage()
    return any(
        image.pixelColor(x, y) == colour
        for x in range(image.width())
        for y in range(min(image.height(), 32))
    )


def test_matched_letters_are_highlighted(desk: Desk, qapp: QApplication) -> None:
    look = theme.apply_theme(qapp, theme.Scheme.LIGHT)
    desk.open()
    assert not _has(desk, theme.current().accent)
    desk.type("pull")
    assert _has(desk, theme.current().accent)
    look.deleteLater()


def test_the_card_stays_inside_a_small_window(desk: Desk) -> None:
    desk.open()
    desk.window.resize(320, 260)
    QApplication.processEvents()
    assert desk.palette.size() == desk.window.size()
    assert desk.palette.rect().contains(desk.palette.panel.geometry())


def test_its_model_is_one(desk: Desk) -> None:
    tester = QAbstractItemModelTester(
        desk.palette.list.results, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    desk.open("e")
    desk.type("b")
    desk.press(Key.Key_Escape)
    tester.deleteLater()


def test_a_key_among_ten_thousand_entries_is_answered_at_once(desk: Desk) -> None:
    run: Callable[[], None] = lambda: None  # noqa: E731
    entries = [
        Entry(title=f"shop_web_{n}", keywords=f"nginx {8000 + n}", key=f"container/{n}", run=run)
        for n in range(10_000)
    ]
    desk.palette.open_with(entries, lambda key: [Entry(title=f"Stop {key}", run=run)])
    desk.type("s")
    times = []
    for letter in "top 12":
        began = time.thread_time()
        desk.type(letter)
        times.append(time.thread_time() - began)
    assert sorted(times)[len(times) // 2] < 0.1, times
