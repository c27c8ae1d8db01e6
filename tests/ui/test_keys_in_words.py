"""Texts that name keys name those that do it, as the system writes them."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.engine.records import Kind
from desktop.ui.actions import Actions
from desktop.ui.keys import Place, bindings, native, with_keys
from desktop.ui.terminal import keyboard
from desktop.ui.tour import stops
from desktop.ui.window.empties import empty_state


def test_keys_are_written_as_the_system_writes_them() -> None:
    save = QKeySequence(QKeySequence.StandardKey.Save)
    assert native(QKeySequence.StandardKey.Save) == save.toString(
        QKeySequence.SequenceFormat.NativeText
    )
    assert with_keys("Write it back", save) == f"Write it back ({native(save)})"
    assert with_keys("Write it back", "") == "Write it back"


def test_who_has_no_containers_is_told_the_keys_that_paste_a_line(qtbot: QtBot) -> None:
    deeds: Any = SimpleNamespace()
    actions = Actions(deeds)
    shown = empty_state(Kind.CONTAINER, actions)
    qtbot.addWidget(shown)
    assert f"Paste a docker run line with {native('Ctrl+V')}," in shown.accessibleDescription()
    actions.set_keys({"edit.paste": "Ctrl+Shift+P"})
    assert f"with {native('Ctrl+Shift+P')}," in shown.accessibleDescription()
    actions.set_keys({"edit.paste": ""})
    assert "copied by the menu Edit, or" in shown.accessibleDescription()
    assert shown.accessibleName() == "No containers yet"


def test_every_key_that_a_terminal_takes_is_listed() -> None:
    listed = {
        QKeySequence(keys).toString()
        for each in bindings({})
        if each.place == Place.TERMINAL.name
        for keys in each.each
    }
    assert listed == {QKeySequence(keys).toString() for keys in keyboard._SINGLE}


@pytest.mark.skipif(sys.platform == "darwin", reason="there the window has all of Command's")
@pytest.mark.parametrize(
    ("keys", "kept"),
    [
        ("Ctrl+W", True),
        ("F5", True),
        ("Alt+1", True),
        ("Ctrl+Shift+W", False),
        ("Ctrl+PgUp", False),
        ("Ctrl+Shift+V", False),  # the terminal's own
        ("", False),
    ],
)
def test_keys_that_a_terminal_keeps_for_its_program(keys: str, kept: bool) -> None:
    assert keyboard.goes_to_program(keys) is kept


def test_the_tour_names_the_keys_of_the_palette_where_it_has_some(qtbot: QtBot) -> None:
    other, button = QWidget(), QToolButton()
    qtbot.addWidget(other)
    qtbot.addWidget(button)
    action = QAction("Command palette", button)
    button.setDefaultAction(action)

    def said(palette: QWidget | None) -> str:
        parts = {"sections": other, "tree": other, "activity": other, "engine": other}
        return next(
            stop.text
            for stop in stops(palette=palette, **parts)
            if stop.title == "Everything by typing"
        )

    action.setShortcut("Ctrl+P")
    assert said(button).startswith(f"{native('Ctrl+P')} finds containers")
    action.setShortcut("")
    assert said(button).startswith("The command palette finds containers")
    assert said(None).startswith("The command palette finds containers")
