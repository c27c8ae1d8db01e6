"""The pointer is where a test wants it."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint
from PySide6.QtGui import QCursor, QDragEnterEvent, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.support import drags
from tests.support.pointer import hover, put_away

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Window(QWidget):
    """Notes where the pointer has been in a widget within it."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(300, 300)
        self.places: list[QPoint] = []
        self.inner = QWidget()
        self.inner.setMouseTracking(True)
        self.inner.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 20)
        layout.addWidget(self.inner)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent):
            self.places.append(event.position().toPoint())
        return super().eventFilter(watched, event)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    QCursor.setPos(QGuiApplication.primaryScreen().geometry().center())
    put_away()
    window = Window()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


def test_it_has_arrived_at_once(window: Window) -> None:
    for where in (QPoint(5, 7), QPoint(50, 60), QPoint(51, 60), QPoint(51, 60)):
        window.places.clear()
        hover(window.inner, where)
        assert window.places[-1] == where


def test_a_window_that_appears_does_not_meet_it(window: Window) -> None:
    assert not window.frameGeometry().contains(QCursor.pos())
    assert not window.underMouse()
    assert not window.inner.underMouse()


def test_a_widget_that_was_dragged_over_and_is_gone_gets_nothing(window: Window) -> None:
    class Takes(QWidget):
        def dragEnterEvent(self, event: QDragEnterEvent) -> None:
            event.accept()

    data, where = QMimeData(), QPoint(1, 1)
    over = Takes()
    over.setAcceptDrops(True)
    assert drags.enter(over, where, data)
    shiboken6.delete(over)
    put_away()
    assert not drags.move(window.inner, where, data), "and it did not end the process"
