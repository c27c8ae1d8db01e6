"""What a screen reader has of a terminal."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.plain import visible
from desktop.ui.terminal import mirror
from desktop.ui.terminal.mirror import Mirror
from tests.ui.terminal.conftest import CTRL, SHIFT, Person, terminal

pytestmark = [
    pytest.mark.qt_log_ignore("propagateSizeHints"),
    pytest.mark.usefixtures("qapp"),
]


@pytest.fixture
def listened(qapp: QApplication) -> Iterator[None]:
    """Somebody listens."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def mirror_of(person: Person) -> Mirror:
    (found,) = person.view.findChildren(Mirror)
    return found


def test_the_terminal_has_its_containers_name(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        interface = QAccessible.queryAccessibleInterface(person.view)
        assert interface.text(QAccessible.Text.Name) == "Terminal: web"
        assert person.view.findChildren(Mirror) == []


@pytest.mark.usefixtures("listened")
def test_the_text_in_sight_and_the_cursor_can_be_read(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        person.write("one\r\ntwo\r\n$ ")
        field = QAccessible.queryAccessibleInterface(mirror_of(person))
        assert field.text(QAccessible.Text.Name) == "Terminal: web"
        text = field.textInterface()
        assert text.text(0, text.characterCount()).rstrip("\n") == "one\ntwo\n$"
        assert text.cursorPosition() == len("one\ntwo\n$")


SCREENS = [
    "\x1b[2J\x1b[H😀 one\r\n$ ls -l",
    "\x1b[3D",  # the cursor stands before what is behind it
    "\x1b[1;1H\x1b[2Kno emoji\x1b[2;1H",
    "\x1b[1;4H😀😀 ab\x1b[1;6H",
    "\x1b[1;4He\u0301\x1b[K\x1b[2;3H",
    "日本 👩‍👩‍👧 x\x1b[2D",
    "\x1b[1;1H\x1b[P",
    "a\xa0b \u2028\r\n𝒳",
]


@pytest.mark.usefixtures("listened")
def test_what_is_read_is_what_is_seen_whatever_letters_come_and_go(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        person.write("$ ")
        document = mirror_of(person).document()
        text = QAccessible.queryAccessibleInterface(mirror_of(person)).textInterface()
        choices = random.Random(7)
        for pieces in [[screen] for screen in SCREENS] + [
            choices.choices([*SCREENS, *" e1\n\r\b"], k=4) for _screen in range(100)
        ]:
            person.view.terminal.feed("".join(pieces).encode())
            person.view._show_frame()
            rows = [visible(row.text) for row in person.view.sight.rows]
            assert document.toRawText().replace("\u2029", "\n") == "\n".join(rows)
            cursor = person.view.sight.cursor
            assert cursor is not None
            cells = person.view.sight.rows[cursor.row].cells[: cursor.column]
            before = "\n".join([*rows[: cursor.row], visible("".join(cells))])
            read = text.text(0, text.cursorPosition()).replace("\u2029", "\n")
            assert read == before[: len(read)]
            assert before[len(read) :].strip(" ") == ""


@pytest.mark.usefixtures("listened")
def test_a_screen_that_stays_is_not_read_anew(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        person.write("😀 a\xa0b\r\n$ ")
        document = mirror_of(person).document()
        revision = document.revision()
        person.write("\x1b[1;1H")
        assert document.revision() == revision


@pytest.mark.usefixtures("listened")
def test_who_listens_types_as_everybody_does(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        person.write("$ ")
        focused = QApplication.focusWidget()
        assert isinstance(focused, Mirror)
        assert person.view.hasFocus()
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        QTest.keyClick(focused, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert person.sent() == b"\t\x03"
        QTest.keyClick(focused, Qt.Key.Key_T, CTRL | SHIFT)
        assert person.window.keys == [Qt.Key.Key_T]  # once


@pytest.mark.usefixtures("listened")
def test_finished_lines_are_said_but_not_what_one_types(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    real = mirror.QAccessibleAnnouncementEvent

    def announce(widget: QWidget, message: str) -> object:
        said.append(message)
        return real(widget, message)

    with terminal(qtbot) as person:
        person.write("$ ")
        monkeypatch.setattr(mirror, "QAccessibleAnnouncementEvent", announce)
        rest = mirror_of(person)._rest
        person.write("echo hi")
        qtbot.waitUntil(lambda: not rest.isActive())
        assert said == []
        person.write("\r\nhi\r\n$ ")
        qtbot.waitUntil(lambda: not rest.isActive())
        assert said == ["$ echo hi\nhi"]
        person.write("".join(f"line {number}\r\n" for number in range(500)))
        qtbot.waitUntil(lambda: not rest.isActive())
        assert len(said[1].splitlines()) <= 10
        assert said[1].endswith("line 499")
