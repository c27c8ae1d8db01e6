"""A person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.terminal.engines import make
from desktop.ui.terminal.view import TerminalView

NOTHING = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton


class Window(QWidget):
    """What a terminal is in. Keys that nobody takes end here."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[int] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Shift, Qt.Key.Key_Control):
            self.keys.append(event.key())
        event.ignore()


@dataclass
class Person:
    """Sees a terminal, types and points. What is sent is kept."""

    qtbot: QtBot
    window: Window
    view: TerminalView
    typed: bytearray = field(default_factory=bytearray)
    replied: bytearray = field(default_factory=bytearray)

    def settle(self) -> None:
        """Wait until all that was written is shown, and paint all of it anew."""
        view = self.view
        self.qtbot.waitUntil(lambda: not view.feeding.waiting and not view.pace.due)
        view.viewport().repaint()

    def write(self, text: str | bytes) -> None:
        """The program writes this, and it is shown."""
        self.view.feed(text if isinstance(text, bytes) else text.encode())
        self.settle()

    def lines(self) -> list[str]:
        """What is in sight, without empty rows at the end."""
        texts = [row.text for row in self.view.sight.rows]
        while texts and not texts[-1]:
            texts.pop()
        return texts

    def seen(self) -> QImage:
        """What is on the screen, rather than what would be painted now."""
        window = self.window
        return window.screen().grabWindow(window.winId()).toImage()

    def sent(self) -> bytes:
        """What was typed since one last asked."""
        found = bytes(self.typed)
        self.typed.clear()
        return found

    def heard(self) -> bytes:
        """The same of replies, mouse and focus."""
        found = bytes(self.replied)
        self.replied.clear()
        return found

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NOTHING) -> None:
        QTest.keyClick(self.view, key, held)

    def at(self, row: int, column: float) -> QPoint:
        """The middle of a cell's height, and so far to the right."""
        canvas = self.view.canvas
        found = canvas.rect(row, 0, columns=1)
        width = canvas.cell.width / canvas.cell.scale
        return QPoint(round(found.left() + column * width), found.center().y())

    def drag(
        self,
        start: tuple[int, float],
        end: tuple[int, float],
        held: Qt.KeyboardModifier = NOTHING,
    ) -> None:
        viewport = self.view.viewport()
        QTest.mousePress(viewport, LEFT, held, self.at(*start))
        QTest.mouseMove(viewport, self.at(*end))
        QTest.mouseRelease(viewport, LEFT, held, self.at(*end))

    def click(self, row: int, column: float, *, times: int = 1) -> None:
        viewport, where = self.view.viewport(), self.at(row, column)
        QTest.mouseClick(viewport, LEFT, NOTHING, where)
        for number in range(1, times):
            # Qt calls each second click in a row a double click.
            (QTest.mouseDClick if number % 2 else QTest.mouseClick)(viewport, LEFT, NOTHING, where)

    def wheel(self, notches: int, held: Qt.KeyboardModifier = NOTHING) -> None:
        at = QPointF(self.at(1, 2))
        turned = QPoint(0, 120 * notches)
        buttons, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(at, at, QPoint(), turned, buttons, held, phase, False)
        QApplication.sendEvent(self.view.viewport(), event)
        self.settle()

    def painted(self) -> int:
        """How many rows have been painted."""
        return self.view.canvas.painted_rows


@contextmanager
def terminal(
    qtbot: QtBot, *, columns: int = 40, rows: int = 10, scrollback: int = 1000
) -> Iterator[Person]:
    """A terminal of that size in a window of its own."""
    window = Window()
    view = TerminalView(make(80, 24, name="python", scrollback=scrollback), "web")
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(view)
    person = Person(qtbot, window, view)
    view.typed.connect(person.typed.extend)
    view.replied.connect(person.replied.extend)
    cell, bar = view.canvas.cell, view.verticalScrollBar().sizeHint().width()
    window.resize(
        columns * cell.width + 2 * cell.padding + bar, rows * cell.height + 2 * cell.padding
    )
    window.show()
    window.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    _let_go(window)
    person.settle()
    try:
        yield person
    finally:
        view.close_down()
        window.close()
        window.deleteLater()


def _let_go(window: QWidget) -> None:
    """Of the buttons that a test before has held: Qt takes a double click for one more press."""
    for button in Qt.MouseButton:
        if QGuiApplication.mouseButtons() & button:
            QTest.mouseRelease(window, button)
    assert QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton
