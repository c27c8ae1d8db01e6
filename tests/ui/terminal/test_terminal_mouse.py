"""What the mouse does in a terminal, and what goes to and comes from the clipboard."""

from __future__ import annotations

import hashlib
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.terminal.paste import Ask
from tests.ui.terminal.conftest import ALT, CTRL, LEFT, NOTHING, SHIFT, Person, terminal

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("qapp"),
]
KEY = Qt.Key
TEXT = "one two-three four\r\nfive /usr/bin/six\r\nseven"


def copied(person: Person) -> str:
    QGuiApplication.clipboard().setText("")
    person.press(KEY.Key_C, CTRL | SHIFT)
    return QGuiApplication.clipboard().text()


def put_in_clipboard(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def point(person: Person, row: int, column: float, held: Qt.KeyboardModifier = NOTHING) -> None:
    """The mouse moves there. QTest's own movement knows no keys that are held, and comes late."""
    where = QPointF(person.at(row, column))
    viewport = person.view.viewport()
    none = Qt.MouseButton.NoButton
    QApplication.sendEvent(
        viewport,
        QMouseEvent(
            QMouseEvent.Type.MouseMove, where, viewport.mapToGlobal(where), none, none, held
        ),
    )


def test_a_drag_selects_characters_over_lines(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        person.write(TEXT)
        person.drag((0, 4), (1, 4))
        assert copied(person) == "two-three four\nfive"
        assert person.sent() == b""


def test_a_drag_with_alt_or_ctrl_selects_a_block(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        person.write(TEXT)
        for held in (ALT, CTRL):
            person.drag((0, 1), (2, 4), held)
            assert copied(person) == "ne \nive\neve"


def test_two_clicks_select_a_word_and_three_a_line(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        person.write(TEXT)
        person.click(1, 7, times=2)
        assert copied(person) == "/usr/bin/six"
        person.click(0, 1, times=3)
        assert copied(person) == "one two-three four"


def test_a_click_with_shift_selects_up_to_there(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        person.write(TEXT)
        person.drag((0, 0), (0, 3))
        QTest.mouseClick(person.view.viewport(), LEFT, SHIFT, person.at(1, 4))
        assert copied(person) == "one two-three four\nfive"


def test_a_selection_reaches_into_the_scrollback_and_stays_on_its_text(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        person.write("".join(f"line {number}\r\n" for number in range(50)))
        person.wheel(5)
        person.drag((0, 0), (1, 7))
        person.write("more\r\n" * 20)
        assert copied(person) == "line 26\nline 27"
        person.press(KEY.Key_A, CTRL | SHIFT)
        assert copied(person).count("\n") >= 70


def test_what_is_written_over_is_not_selected_any_more_and_what_stands_elsewhere_stays(
    qtbot: QtBot,
) -> None:
    with terminal(qtbot) as person:
        person.write(TEXT)
        person.drag((0, 4), (0, 7))
        assert copied(person) == "two"
        person.write("\x1b[2;1Helsewhere\x1b[1;9Hbehind it")
        assert copied(person) == "two"
        person.write("\x1b[1;6HW")
        assert person.view.marking.selection is None


def test_lines_that_the_terminal_wrapped_are_copied_as_one(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        person.write("x" * 50 + "\r\nend")
        person.click(0, 5, times=3)
        assert copied(person) == "x" * 50


def test_a_drag_beyond_the_edge_scrolls(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        person.write("".join(f"line {number}\r\n" for number in range(50)))
        viewport = person.view.viewport()
        QTest.mousePress(viewport, LEFT, NOTHING, person.at(3, 2))
        QTest.mouseMove(viewport, person.at(0, 2) - person.at(3, 0))
        qtbot.waitUntil(lambda: person.view.sight.top < 30)
        QTest.mouseRelease(viewport, LEFT, NOTHING, person.at(0, 2))
        assert "line 35" in copied(person)
        assert not person.view._hand._pull.isActive()


def test_a_drag_scrolls_the_faster_the_further_beyond_the_edge_it_is(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        person.write("".join(f"line {number}\r\n" for number in range(100)))
        viewport, hand, sight = person.view.viewport(), person.view._hand, person.view.sight
        QTest.mousePress(viewport, LEFT, NOTHING, person.at(3, 2))
        row = person.at(1, 0).y() - person.at(0, 0).y()
        tops = [sight.top]
        for rows in (0, 1, 5):
            hand._at = QPointF(0, person.at(0, 0).y() - (rows + 1) * row)
            hand._on_pulled()
            tops.append(sight.top)
        hand._at = QPointF(0, person.at(9, 0).y() + 6 * row)
        hand._on_pulled()
        tops.append(sight.top)
        QTest.mouseRelease(viewport, LEFT, NOTHING, person.at(0, 2))
        by = [after - before for before, after in pairwise(tops)]
        assert by == [-1, -3, -11, 11]


def test_typing_deselects(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        person.write(TEXT)
        person.drag((0, 0), (0, 3))
        person.press(KEY.Key_X)
        assert copied(person) == ""


def test_a_large_paste_arrives_byte_for_byte(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        person.write("\x1b[?2004h")
        lines = [hashlib.sha256(str(number).encode()).hexdigest() for number in range(1600)]
        text = "ü中😀\n" + "\n".join(lines)
        assert len(text) > 100_000
        put_in_clipboard(text)
        person.press(KEY.Key_V, CTRL | SHIFT)
        arrived = person.sent()
        assert arrived == b"\x1b[200~" + text.replace("\n", "\r").encode() + b"\x1b[201~"


def test_several_lines_are_asked_about_before_they_are_pasted(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        asked: list[tuple[object, ...]] = []
        person.view.paste_questioned.connect(lambda *said: asked.append(said))
        put_in_clipboard("rm -r x\nls\n")
        person.press(KEY.Key_V, CTRL | SHIFT)
        assert asked == [("rm -r x\nls\n", Ask.LINES)]
        assert person.sent() == b""
        person.view.clipboard.send("rm -r x\nls\n")
        assert person.sent() == b"rm -r x\rls\r"
        put_in_clipboard("ls")
        person.press(KEY.Key_V, CTRL | SHIFT)
        assert person.sent() == b"ls"


def test_the_mouse_is_reported_to_a_program_that_wants_it(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        person.write("some text\x1b[?1000h\x1b[?1006h")
        viewport = person.view.viewport()
        QTest.mouseClick(viewport, LEFT, NOTHING, person.at(2, 3.5))
        assert person.heard() == b"\x1b[<0;4;3M\x1b[<0;4;3m"
        person.wheel(1)
        assert person.heard() == b"\x1b[<64;3;2M"
        assert copied(person) == ""
        person.drag((0, 0), (0, 4), SHIFT)
        assert person.heard() == b""
        assert copied(person) == "some"


def test_the_wheel_scrolls_a_full_screen_program_by_keys(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        person.write("\x1b[?1049h")
        person.wheel(-1)
        assert person.heard() == b"\x1b[B" * 3


def test_focus_is_reported_to_a_program_that_wants_it(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        person.write("\x1b[?1004h")
        person.view.clearFocus()
        person.view.setFocus()
        assert person.heard() == b"\x1b[O\x1b[I"


def test_a_link_says_where_it_leads_and_opens_by_ctrl_and_click(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        person.write(
            "see https://example.org/a.\r\n\x1b]8;;https://example.com/b\x07here\x1b]8;;\x07"
        )
        hovered: list[str] = []
        opened: list[str] = []
        person.view.link_hovered.connect(hovered.append)
        person.view.link_activated.connect(opened.append)
        point(person, 0, 8.5)
        assert hovered == ["https://example.org/a"]
        QTest.mouseClick(person.view.viewport(), LEFT, NOTHING, person.at(0, 8.5))
        assert opened == []
        plain = person.view.viewport().grab().toImage()
        point(person, 0, 8.5, CTRL)
        assert person.view.viewport().grab().toImage() != plain
        QTest.mouseClick(person.view.viewport(), LEFT, CTRL, person.at(0, 8.5))
        assert opened == ["https://example.org/a"]
        asked: list[str] = []
        person.view.link_questioned.connect(asked.append)
        point(person, 1, 1.5, CTRL)
        QTest.mouseClick(person.view.viewport(), LEFT, CTRL, person.at(1, 1.5))
        assert (opened[1:], asked) == ([], ["https://example.com/b"]), "its words may lie"
        point(person, 1, 1.5)
        point(person, 5, 1.5)
        assert hovered[1:] == ["https://example.com/b", ""]


def test_a_middle_click_pastes_only_where_that_is_the_habit(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        put_in_clipboard("from the clipboard")
        clipboard = QGuiApplication.clipboard()
        if clipboard.supportsSelection():
            clipboard.setText("selected", clipboard.Mode.Selection)
        middle = Qt.MouseButton.MiddleButton
        QTest.mouseClick(person.view.viewport(), middle, NOTHING, person.at(0, 0))
        assert person.sent() == (b"selected" if clipboard.supportsSelection() else b"")


def test_the_menu_copies_pastes_and_may_be_added_to(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        person.write(TEXT)
        person.view.menu_opened.connect(lambda menu: menu.addAction("More"))
        person.drag((0, 0), (0, 3))
        person.view.marking.selection = None
        by_a_key = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
        QApplication.sendEvent(person.view, by_a_key)
        (menu,) = person.view.findChildren(QMenu)
        assert [action.text() for action in menu.actions() if action.text()] == [
            "Copy",
            "Paste",
            "Select all",
            "Find…",
            "Clear scrollback",
            "More",
        ]
        assert not menu.actions()[0].isEnabled()
        menu.close()
