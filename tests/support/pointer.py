"""The mouse pointer, which windows of a real display meet wherever the test before has left it."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.support import drags


def put_away() -> None:
    """Into the last corner, where no window appears: else one is entered, and left, unasked."""
    QCursor.setPos(QGuiApplication.primaryScreen().geometry().bottomRight())
    drags.forget()


def hover(widget: QWidget, where: QPoint) -> None:
    """The mouse moves there, with no button held, and has arrived when this returns.

    ``QTest.mouseMove`` on a widget moves the display's own pointer: with X the event comes later.
    """
    window = widget.window()
    there = widget.mapTo(window, where)
    # Qt leaves out a movement to where the mouse was last, if in a window that is no more.
    for place in (there + QPoint(1, 0), there):
        QTest.mouseMove(window.windowHandle(), place)
