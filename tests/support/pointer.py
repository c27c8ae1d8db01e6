"""The mouse pointer, which windows of a real display meet wherever the test before has left it."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QCursor, QDragEnterEvent, QDragLeaveEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def put_away() -> None:
    """Into the last corner, where no window appears: else one is entered, and left, unasked."""
    QCursor.setPos(QGuiApplication.primaryScreen().geometry().bottomRight())
    forget_drag()


class _Taker(QWidget):
    """Takes any drag."""

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.accept()


def forget_drag() -> None:
    """Let nothing be dragged over any more.

    Qt keeps the widget over which a drag event has come, by its bare address, until the drag has
    left. An event that a test sends next would go there, though the widget is gone by then.
    """
    taker, data, where = _Taker(), QMimeData(), QPoint()
    how = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(taker, QDragEnterEvent(where, *how))
    QApplication.sendEvent(taker, QDragLeaveEvent())


def hover(widget: QWidget, where: QPoint) -> None:
    """The mouse moves there, with no button held, and has arrived when this returns.

    ``QTest.mouseMove`` on a widget moves the display's own pointer: with X the event comes later.
    """
    window = widget.window()
    there = widget.mapTo(window, where)
    # Qt leaves out a movement to where the mouse was last, if in a window that is no more.
    for place in (there + QPoint(1, 0), there):
        QTest.mouseMove(window.windowHandle(), place)
