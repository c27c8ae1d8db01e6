"""Text that blinks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.terminal.conftest import Person, terminal

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
_LONG = 1_000_000  # milliseconds: no turn comes by itself


@pytest.fixture(autouse=True)
def flash_time(qapp: object) -> Iterator[None]:
    hints = QGuiApplication.styleHints()
    usual = hints.cursorFlashTime()
    hints.setCursorFlashTime(_LONG)
    yield
    hints.setCursorFlashTime(usual)


def _columns(person: Person, row: int, start: int, end: int) -> QImage:
    view = person.view
    view.blinking.stop()
    where = view.canvas.rect(row, start, columns=end - start)
    inside = QRect(where.left() + 1, where.top(), where.width() - 2, where.height())
    return view.viewport().grab(inside).toImage()


def _activate(qtbot: QtBot, window: QWidget) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


@pytest.mark.parametrize("code", [5, 6])
def test_text_that_blinks_goes_and_comes_and_the_rest_stays(qtbot: QtBot, code: int) -> None:
    with terminal(qtbot) as person:
        _activate(qtbot, person.window)
        blinking = person.view.blinking_text
        person.write(f"\x1b[{code};44mgone\x1b[0m here\r\n\x1b[44m    \x1b[0m\r\n")
        assert blinking.active
        lit, rest = _columns(person, 0, 0, 4), _columns(person, 0, 5, 9)
        blinking._on_turn()
        assert _columns(person, 0, 0, 4) == _columns(person, 1, 0, 4), "only its ground is left"
        assert _columns(person, 0, 5, 9) == rest
        blinking._on_turn()
        assert _columns(person, 0, 0, 4) == lit != _columns(person, 1, 0, 4)


def test_it_blinks_as_fast_as_the_cursor(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        _activate(qtbot, person.window)
        QGuiApplication.styleHints().setCursorFlashTime(20)
        turns: list[bool] = []
        blinking = person.view.blinking_text
        blinking.turned.connect(lambda: turns.append(blinking.lit))
        person.write("\x1b[5mnow")
        qtbot.waitUntil(lambda: len(turns) >= 4)
        assert turns[:4] == [False, True, False, True]
        assert blinking._timer.interval() == 10


def test_nothing_wakes_up_where_nothing_in_sight_blinks(qtbot: QtBot) -> None:
    with terminal(qtbot, rows=4) as person:
        _activate(qtbot, person.window)
        blinking = person.view.blinking_text
        person.write("steady\r\n")
        assert not blinking.active
        person.write("\x1b[5mnow\x1b[0m\r\n")
        assert blinking.active
        person.write("1\r\n2\r\n3\r\n4\r\n")
        assert not blinking.active
        person.wheel(2)
        assert blinking.active, "one has scrolled back to it"
        blinking._on_turn()
        person.view.hide()
        assert (blinking.active, blinking.lit) == (False, True)
        person.view.show()
        assert blinking.active


def test_it_is_lit_while_another_window_is_active(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        _activate(qtbot, person.window)
        blinking = person.view.blinking_text
        person.write("\x1b[5mnow")
        blinking._on_turn()
        assert not blinking.lit
        other = QWidget()
        qtbot.addWidget(other)
        other.show()
        _activate(qtbot, other)
        qtbot.waitUntil(lambda: not blinking.active)
        assert blinking.lit
        _activate(qtbot, person.window)
        qtbot.waitUntil(lambda: blinking.active)


def test_nothing_blinks_where_the_system_says_so(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        _activate(qtbot, person.window)
        blinking = person.view.blinking_text
        person.write("\x1b[5mnow")
        blinking._on_turn()
        QGuiApplication.styleHints().setCursorFlashTime(0)
        blinking._on_turn()
        assert (blinking.active, blinking.lit) == (False, True)
        person.write(" and then")
        assert not blinking.active


def test_a_terminal_that_is_closed_blinks_no_more(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        _activate(qtbot, person.window)
        person.write("\x1b[5mnow")
        person.view.close_down()
        person.view.hide()
        person.view.show()
        assert not person.view.blinking_text.active
