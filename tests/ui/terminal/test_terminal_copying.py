"""Copying more than can be read at once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.ui.terminal.clipboard import Clipboard
from tests.ui.terminal.conftest import CTRL, SHIFT, Person, terminal

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
KEY = Qt.Key
_ALL = [f"line {number}" for number in range(900)]


@pytest.fixture
def person(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    """At a terminal with 900 lines, of which a turn of the loop reads 256."""
    times = count()
    with terminal(qtbot) as found:
        found.write("\r\n".join(_ALL))
        monkeypatch.setattr(
            "desktop.ui.terminal.gathering.perf_counter", lambda: float(next(times))
        )
        QGuiApplication.clipboard().setText("before")
        yield found


def _clipboard(person: Person) -> tuple[Clipboard, str]:
    return person.view.clipboard, QGuiApplication.clipboard().text()


def test_all_of_a_long_scrollback_is_copied_a_little_in_each_turn(
    qtbot: QtBot, person: Person
) -> None:
    person.press(KEY.Key_A, CTRL | SHIFT)
    person.press(KEY.Key_C, CTRL | SHIFT)
    clipboard, text = _clipboard(person)
    assert (clipboard.busy, text) == (True, "before")
    qtbot.waitUntil(lambda: not clipboard.busy)
    assert QGuiApplication.clipboard().text().split("\n") == _ALL


def test_who_types_or_is_written_to_meanwhile_has_it_all_the_same(
    qtbot: QtBot, person: Person
) -> None:
    person.press(KEY.Key_A, CTRL | SHIFT)
    person.press(KEY.Key_C, CTRL | SHIFT)
    person.press(KEY.Key_X)
    assert person.view.marking.selection is None
    assert person.view._is_held(), "the numbers of the rows last"
    person.view.feed(b"\r\nmore\r\nand more")
    qtbot.waitUntil(lambda: not person.view.clipboard.busy)
    assert QGuiApplication.clipboard().text().split("\n") == _ALL


def test_what_is_numbered_anew_meanwhile_is_not_copied_by_halves(
    qtbot: QtBot, person: Person
) -> None:
    person.press(KEY.Key_A, CTRL | SHIFT)
    person.press(KEY.Key_C, CTRL | SHIFT)
    person.view.terminal.reset()
    clipboard, _text = _clipboard(person)
    qtbot.waitUntil(lambda: not clipboard.busy)
    assert QGuiApplication.clipboard().text() == "before"


def test_what_is_short_is_copied_at_once_however_busy_the_machine_is(person: Person) -> None:
    person.drag((0, 0), (9, 8))
    person.press(KEY.Key_C, CTRL | SHIFT)
    clipboard, text = _clipboard(person)
    assert (clipboard.busy, text.split("\n")) == (False, person.lines())


def test_another_copy_takes_its_place(qtbot: QtBot, person: Person) -> None:
    person.press(KEY.Key_A, CTRL | SHIFT)
    person.press(KEY.Key_C, CTRL | SHIFT)
    person.click(0, 1, times=3)
    person.press(KEY.Key_C, CTRL | SHIFT)
    assert QGuiApplication.clipboard().text() == person.lines()[0]
    assert not person.view.clipboard._copying.busy


def test_of_a_long_selection_only_what_is_needed_is_read_to_search_for_it(person: Person) -> None:
    person.press(KEY.Key_A, CTRL | SHIFT)
    assert person.view.clipboard.selected_line() == ""
    person.click(0, 1, times=3)
    assert person.view.clipboard.selected_line() == person.lines()[0]
