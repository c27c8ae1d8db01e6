"""A page learns when a person sees it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.page import Watcher

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


class _Page(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.told: list[bool] = []
        Watcher(self, self.told.append)


@pytest.fixture
def stack(qtbot: QtBot) -> QStackedWidget:
    made = QStackedWidget()
    qtbot.addWidget(made)
    made.addWidget(_Page())
    made.addWidget(_Page())
    return made


def _told(stack: QStackedWidget, number: int) -> list[bool]:
    page = stack.widget(number)
    assert isinstance(page, _Page)
    return page.told


def test_a_page_that_was_never_seen_is_told_nothing(stack: QStackedWidget) -> None:
    assert _told(stack, 0) == []
    stack.show()
    assert (_told(stack, 0), _told(stack, 1)) == ([True], [])


def test_a_page_is_watched_while_it_is_in_front(stack: QStackedWidget) -> None:
    stack.show()
    stack.setCurrentIndex(1)
    assert (_told(stack, 0), _told(stack, 1)) == ([True, False], [True])
    stack.setCurrentIndex(0)
    assert (_told(stack, 0), _told(stack, 1)) == ([True, False, True], [True, False])


def test_a_hidden_window_is_not_watched(stack: QStackedWidget) -> None:
    stack.show()
    stack.hide()
    assert _told(stack, 0) == [True, False]
    stack.show()
    assert _told(stack, 0) == [True, False, True]


def test_a_minimised_window_is_not_watched(qtbot: QtBot, stack: QStackedWidget) -> None:
    stack.show()
    stack.showMinimized()
    qtbot.waitUntil(lambda: _told(stack, 0) == [True, False])
    stack.setCurrentIndex(1)  # as an event may do it, with nobody there
    assert _told(stack, 1) == []
    stack.showNormal()
    qtbot.waitUntil(lambda: _told(stack, 1) == [True])
    assert _told(stack, 0) == [True, False]


def test_a_page_in_a_window_of_its_own_is_watched_there(
    qtbot: QtBot, stack: QStackedWidget
) -> None:
    stack.show()
    page = stack.widget(0)
    window = QStackedWidget()
    qtbot.addWidget(window)
    window.addWidget(page)
    window.show()
    assert isinstance(page, _Page)
    assert page.told[-1]
    stack.showMinimized()
    assert stack.windowState() & Qt.WindowState.WindowMinimized
    assert page.told[-1]
    window.showMinimized()
    qtbot.waitUntil(lambda: not page.told[-1])


def test_a_page_that_is_deleted_while_it_is_seen_goes_in_peace(qtbot: QtBot) -> None:
    window, page = QWidget(), _Page()
    page.setParent(window)
    window.show()
    with qtbot.waitSignal(window.destroyed):
        window.deleteLater()
    assert page.told[0]
