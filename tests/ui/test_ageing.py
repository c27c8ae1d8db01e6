"""What is told by the time since is told again as it grows older, as often as its words change."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.engine.records import State
from desktop.ui.ageing import Ageing
from tests.model.fake_engine import make_container

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|This plugin does not support")
NOW = 1_700_000_000.0


class Page:
    """A page that a person sees, on a clock that the test turns."""

    def __init__(self, qtbot: QtBot) -> None:
        self.widget = QWidget()
        qtbot.addWidget(self.widget)
        self.now = NOW
        self.told: list[float] = []
        self.ageing = Ageing(
            self.widget, lambda: self.now, lambda: self.told.append(self.now - NOW)
        )

    def pass_to(self, seconds: float) -> None:
        """Time goes on, and the timer ends."""
        self.now = NOW + seconds
        self.ageing._timer.stop()
        self.ageing._timer.timeout.emit()


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    made = Page(qtbot)
    made.ageing.knows(NOW - 50)
    return made


def test_seconds_are_counted_up_to_a_minute_and_then_seldom(page: Page) -> None:
    page.widget.show()
    assert page.told == [0.0], "what was not seen meanwhile is told when it is"
    assert page.ageing.step == 2
    page.pass_to(9)
    assert page.ageing.step == 2
    page.pass_to(10)
    assert page.told == [0.0, 9.0, 10.0]
    assert page.ageing.step == 30


def test_what_is_new_is_counted_at_once(page: Page) -> None:
    page.widget.show()
    page.pass_to(100)
    assert page.ageing.step == 30
    page.ageing.knows(NOW + 20)
    assert page.ageing.step == 30, "that was more than a minute ago"
    page.ageing.knows(NOW + 99)
    assert page.ageing.step == 2


def test_nothing_is_told_to_nobody(page: Page) -> None:
    assert page.ageing.step == 0
    page.widget.show()
    page.widget.hide()
    page.ageing.knows(NOW)
    assert page.ageing.step == 0
    assert page.told == [0.0]
    page.widget.show()
    assert page.ageing.step == 2
    page.ageing.stop()
    page.ageing.knows(NOW + 1)
    assert page.ageing.step == 0


def test_all_pages_are_told_at_the_turn_of_the_same_seconds(page: Page) -> None:
    page.now = NOW + 1.3
    page.widget.show()
    assert 700 <= page.ageing._timer.interval() <= 750
    page.pass_to(2.02)
    assert 1990 <= page.ageing._timer.interval() <= 2010
    page.now = NOW + 3.99
    assert QSignalSpy(page.ageing._timer.timeout).wait(5000)
    assert len(page.told) == 3


def test_of_an_object_its_state_counts_and_when_it_was_made(page: Page) -> None:
    page.widget.show()
    page.pass_to(100)
    page.ageing.knows_of(make_container(1, "old", state=State.RUNNING, since=NOW - 9999))
    assert page.ageing.step == 30
    page.ageing.knows_of(make_container(1, "old", state=State.EXITED, since=NOW + 95))
    assert page.ageing.step == 2
