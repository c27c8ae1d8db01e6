"""Notes below a table: what stays while others come and go, and where the keys go."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.plain import PlainLabel
from desktop.ui.run.notes import Note, Notes
from desktop.ui.theme import Tone


def texts(notes: Notes) -> list[str]:
    labels = [each for each in notes.findChildren(PlainLabel) if each.isVisible()]
    labels.sort(key=lambda each: each.mapTo(notes, each.rect().topLeft()).y())
    return [each.text() for each in labels]


def test_a_button_keeps_the_keys_while_other_notes_come_and_go(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    home, notes = QLineEdit(), Notes()
    column = QVBoxLayout(window)
    column.addWidget(home)
    column.addWidget(notes)
    notes.home = home
    window.show()
    assert not notes.isVisible(), "without anything to say it takes no room"
    done: list[str] = []
    held = Note("held", Tone.DANGER, "Use 8081", lambda: done.append("first"))
    notes.put([held])
    button = notes.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    button.setFocus()
    again = Note("held", Tone.DANGER, "Use 8081", lambda: done.append("as it is now"))
    notes.put([Note("before", Tone.MUTED), again, Note("after", Tone.WARNING)])
    qtbot.waitUntil(lambda: texts(notes) == ["before", "held", "after"])
    assert window.focusWidget() is button
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert done == ["as it is now"]
    assert window.focusWidget() is home
    notes.put([])
    assert not notes.isVisible()
