"""A terminal shows what is written, scrolls, and sends what is typed."""

from __future__ import annotations

import asyncio
from time import perf_counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import createdByPython

from desktop.ui.terminal import size_note
from desktop.ui.terminal.feeding import ROOM
from tests.support.aio import Aio
from tests.ui.terminal.conftest import ALT, CTRL, SHIFT, terminal

pytestmark = [
    pytest.mark.qt_log_ignore("propagateSizeHints"),
    pytest.mark.usefixtures("qapp"),
]
KEY = Qt.Key


def numbers(first: int, end: int) -> str:
    return "".join(f"line {number}\r\n" for number in range(first, end))


def test_what_the_program_writes_is_shown(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        person.write("one\r\n\x1b[1mtwo\x1b[0m three")
        assert person.lines() == ["one", "two three"]
        assert (person.view.terminal.columns, person.view.terminal.rows) == (40, 10)


def test_its_viewport_lives_as_long_as_it_for_python_too(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        assert createdByPython(person.view.viewport())


def test_only_rows_that_changed_are_painted(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        person.write(numbers(0, 9))
        before = person.painted()
        person.view.feed(b"\x1b[4;1Hchanged\x1b[9;1H")
        qtbot.waitUntil(lambda: person.lines()[3] == "changed")
        qtbot.waitUntil(lambda: person.painted() > before)
        assert person.painted() - before <= 3  # it, and where the cursor was and is


def test_rows_that_scroll_are_moved_rather_than_painted(qtbot: QtBot) -> None:
    with terminal(qtbot, rows=20) as person:
        person.write(numbers(0, 30))
        before = person.painted()
        person.view.feed(b"one more\r\n")
        qtbot.waitUntil(lambda: person.painted() > before)
        assert person.painted() - before <= 4
        moved = person.seen()
        person.settle()  # it paints all
        assert moved == person.seen()


def test_nothing_wakes_up_while_nothing_happens(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        other = QLineEdit(person.window)
        other.show()
        other.setFocus()
        person.write("done")
        view = person.view
        assert not view.pace.due
        assert not view.blinking.active
        view.setFocus()
        view.blinking._left = 1
        qtbot.waitUntil(lambda: not view.blinking.active)
        assert view.blinking.lit


def test_who_scrolls_up_stays_at_the_lines_that_are_read(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        person.write(numbers(0, 100))
        person.wheel(5)
        before = person.lines()
        assert before[-1] == "line 85"
        bar = person.view.verticalScrollBar()
        assert (bar.value(), bar.maximum()) == (76, 91)
        person.write(numbers(100, 150))
        assert person.lines() == before
        person.press(KEY.Key_A)
        person.settle()
        assert person.lines()[-1] == "line 149"


def test_lines_that_are_let_go_move_what_is_read_no_more_than_they_must(qtbot: QtBot) -> None:
    with terminal(qtbot, scrollback=50) as person:
        person.write(numbers(0, 40))
        person.press(KEY.Key_Home, SHIFT)
        person.settle()
        assert person.lines()[0] == "line 0"
        person.write(numbers(40, 100))
        assert person.lines()[0] == f"line {person.view.terminal.first_line}"
        assert not person.view.sight.follows


def test_pages_are_turned_by_keys_and_the_bar(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        person.write(numbers(0, 100))
        person.press(KEY.Key_PageUp, SHIFT)
        person.settle()
        assert person.lines()[0] == "line 82"
        person.press(KEY.Key_Up, CTRL | SHIFT)
        person.settle()
        assert person.lines()[0] == "line 81"
        person.view.verticalScrollBar().setValue(0)
        person.settle()
        assert person.lines()[0] == "line 0"
        person.press(KEY.Key_End, SHIFT)
        person.settle()
        assert person.view.sight.follows
        assert person.sent() == b""


@pytest.mark.parametrize(
    ("key", "held", "sent"),
    [
        (KEY.Key_A, Qt.KeyboardModifier.NoModifier, b"a"),
        (KEY.Key_C, CTRL, b"\x03"),
        (KEY.Key_B, ALT, b"\x1bb"),
        (KEY.Key_Tab, Qt.KeyboardModifier.NoModifier, b"\t"),
        (KEY.Key_Backtab, SHIFT, b"\x1b[Z"),
        (KEY.Key_Escape, Qt.KeyboardModifier.NoModifier, b"\x1b"),
        (KEY.Key_Up, Qt.KeyboardModifier.NoModifier, b"\x1b[A"),
        (KEY.Key_Left, CTRL, b"\x1b[1;5D"),
        (KEY.Key_F5, Qt.KeyboardModifier.NoModifier, b"\x1b[15~"),
        (KEY.Key_F10, SHIFT, b"\x1b[21;2~"),
        (KEY.Key_Underscore, CTRL | SHIFT, b"\x1f"),
        (KEY.Key_5, Qt.KeyboardModifier.KeypadModifier, b"5"),
        (KEY.Key_Enter, Qt.KeyboardModifier.KeypadModifier, b"\r"),
    ],
)
def test_keys_are_the_programs(
    qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier, sent: bytes
) -> None:
    with terminal(qtbot) as person:
        shortcut = QShortcut(Qt.Key.Key_F5, person.window)
        shortcut.activated.connect(pytest.fail)
        person.press(key, held)
        assert person.sent() == sent


def test_the_windows_own_keys_reach_it(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        for key, held in (
            (KEY.Key_Tab, CTRL),
            (KEY.Key_PageDown, CTRL),
            (KEY.Key_T, CTRL | SHIFT),
        ):
            event = QKeyEvent(QKeyEvent.Type.ShortcutOverride, key, held)
            event.ignore()
            QApplication.sendEvent(person.view, event)
            assert not event.isAccepted()
            person.press(key, held)
        assert person.sent() == b""
        assert person.window.keys == [KEY.Key_Tab, KEY.Key_PageDown, KEY.Key_T]


def test_a_key_leaves_the_terminal(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        other = QLineEdit()
        layout = person.window.layout()
        assert layout is not None
        layout.addWidget(other)
        other.show()
        person.press(KEY.Key_Tab)
        assert person.view.hasFocus()
        person.press(KEY.Key_F6, CTRL)
        assert other.hasFocus()
        person.view.setFocus()
        person.press(KEY.Key_F6, CTRL | SHIFT)
        assert not person.view.hasFocus()
        assert "Ctrl+F6" in person.view.accessibleDescription()


def test_what_a_dead_key_or_altgr_makes_is_typed(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        view = person.view
        press = QKeyEvent.Type.KeyPress
        none, group = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.GroupSwitchModifier
        QApplication.sendEvent(view, QKeyEvent(press, KEY.Key_Dead_Acute, none, ""))
        assert person.sent() == b""
        QApplication.sendEvent(view, QKeyEvent(press, KEY.Key_Eacute, none, "é"))
        QApplication.sendEvent(view, QKeyEvent(press, KEY.Key_At, group, "@"))
        QApplication.sendEvent(view, QKeyEvent(press, KEY.Key_BraceLeft, CTRL | ALT, "{"))
        assert person.sent() == "é@{".encode()


def test_chinese_is_composed_in_place(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        person.write("$ ")
        view = person.view
        blank = view.viewport().grab().toImage()
        cursor = view.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        QApplication.sendEvent(view, QInputMethodEvent("zhong", []))
        person.settle()
        assert view.viewport().grab().toImage() != blank
        assert person.sent() == b""
        done = QInputMethodEvent("", [])
        done.setCommitString("中")
        QApplication.sendEvent(view, done)
        person.settle()
        assert person.sent() == "中".encode()
        assert view.viewport().grab().toImage() == blank
        person.write("中")
        moved = view.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        assert moved.left() - cursor.left() == 2 * view.canvas.cell.width / view.canvas.cell.scale


def test_the_cursor_of_what_is_composed_is_behind_a_rare_letter(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        kind = QInputMethodEvent.AttributeType.Cursor
        for place, letters in ((2, 1), (3, 2), (0, 0)):
            at = QInputMethodEvent.Attribute(kind, place, 1, None)
            QApplication.sendEvent(person.view, QInputMethodEvent("𠀀ab", [at]))
            caret = person.view.caret
            assert caret is not None
            assert caret.at == letters


def test_a_key_in_a_flood_is_sent_at_once(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        person.view.feed(b"\x1b[31my\x1b[0m\r\n" * 200_000)
        person.qtbot.waitUntil(lambda: person.lines() != [])
        assert person.view.feeding.waiting
        QTest.keyClick(person.view, KEY.Key_C, CTRL)
        assert person.view.feeding.waiting
        assert person.sent() == b"\x03"


def test_who_reads_waits_for_room(qtbot: QtBot, aio: Aio) -> None:
    async def run() -> None:
        with terminal(qtbot) as person:
            feeding = person.view.feeding
            most = 0
            for _ in range(40):
                await person.view.take(b"0123456789abcde\n" * 4096)
                most = max(most, feeding.waiting)
            assert most <= ROOM + 64 * 1024
            task = asyncio.ensure_future(person.view.take(b"x" * 10 * ROOM))
            await asyncio.sleep(0)
            assert not task.done()
            person.view.close_down()
            await task

    aio(run())


def test_half_a_drawing_is_not_shown(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        person.write("before")
        person.view.feed(b"\x1b[?2026h\x1b[2J\x1b[Hhalf")
        qtbot.waitUntil(lambda: person.view.terminal.modes.synchronized)
        assert person.lines() == ["before"]
        person.write(" whole\x1b[?2026l")
        assert person.lines() == ["half whole"]


def test_a_drawing_without_end_is_shown_all_the_same(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        person.write("\x1b[?2026hhalf")
        assert person.lines() == ["half"]


def test_what_the_program_asks_is_answered_to_it_alone(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        person.write("\x1b[6n")
        assert person.heard() == b"\x1b[1;1R"
        person.write("\x1b]11;?\x07")
        assert person.heard().startswith(b"\x1b]11;rgb:")
        assert person.sent() == b""


def test_bell_title_and_clipboard_are_told(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        view = person.view
        told: list[object] = []
        view.bell_rang.connect(lambda: told.append("bell"))
        view.title_changed.connect(told.append)
        view.clipboard_offered.connect(told.append)
        person.write("\x07\x1b]2;vim\x07\x1b]52;c;aGVsbG8=\x07")
        assert told == ["bell", "vim", "hello"]


def test_the_size_is_not_said_where_nobody_resizes(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with terminal(qtbot) as person:
        monkeypatch.setattr(size_note, "_LAYING_OUT_MS", 0)
        sizes: list[tuple[int, int]] = []
        person.view.resized.connect(lambda *size: sizes.append(size))
        person.view.zoom(4)
        person.settle()
        assert sizes
        assert not person.view._note.isVisible()


def test_the_terminal_is_as_large_as_its_window(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with terminal(qtbot) as person:
        assert not person.view._note.isVisible()
        monkeypatch.setattr(size_note, "_LAYING_OUT_MS", 0)
        sizes: list[tuple[int, int]] = []
        person.view.resized.connect(lambda *size: sizes.append(size))
        cell = person.view.canvas.cell
        person.window.resize(
            person.window.width() + 20 * cell.width, person.window.height() - 3 * cell.height
        )
        person.settle()
        assert sizes == [(60, 7)]
        assert person.view._note.text() == "60 × 7"
        person.window.resize(1, 1)
        person.settle()
        assert person.view.terminal.columns >= 2


def test_the_font_grows_by_keys_and_the_wheel(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        view = person.view
        usual, size = view.canvas.cell, view.lettering.size
        person.press(KEY.Key_Plus, CTRL)
        person.settle()
        assert view.lettering.size == size + 1
        person.wheel(3, CTRL)
        assert view.canvas.cell.height > usual.height
        assert view.terminal.rows < 10
        person.press(KEY.Key_0, CTRL)
        person.settle()
        assert view.canvas.cell == usual
        for _ in range(50):
            person.press(KEY.Key_Minus, CTRL)
        person.press(KEY.Key_Plus, CTRL)
        assert view.lettering.size == 7.0
        assert person.sent() == b""


def test_the_font_may_be_chosen(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        view = person.view
        usual = view.canvas.cell
        view.set_lettering("Nimbus Mono PS", 20.0)
        person.settle()
        assert view.lettering.size == 20.0
        assert view.canvas.cell.fonts[0].families()[0] == "Nimbus Mono PS"
        assert view.canvas.cell.height > usual.height
        view.set_lettering("", 0)
        person.settle()
        assert view.canvas.cell == usual


def test_who_reads_stays_near_when_lines_are_wrapped_anew(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        person.write(numbers(0, 100))
        person.wheel(5)
        above = person.view.terminal.screen_line - person.view.sight.top
        person.window.resize(person.window.width() + 50, person.window.height())
        person.settle()
        assert person.view.terminal.screen_line - person.view.sight.top == above
        assert not person.view.sight.follows


def test_the_numbers_of_rows_last_while_somebody_relies_on_them(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        person.write(numbers(0, 50))
        assert not person.view.terminal.exact
        person.wheel(1)
        person.write("more")
        assert person.view.terminal.exact


def test_a_slow_painting_leaves_as_much_time_for_other_things(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with terminal(qtbot) as person:
        waits: list[float] = []
        pace = person.view.pace
        monkeypatch.setattr(pace, "_start", waits.append)
        pace._shown_at = perf_counter()
        pace.took = 0.001
        pace.ask()
        pace.took = 0.1
        pace.ask()
        assert waits[0] <= 0.016
        assert waits[1] > 0.15
