"""Texts that name keys name those that do it, as the system writes them."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.engine.records import Kind
from desktop.ui.actions import Actions
from desktop.ui.files import tree
from desktop.ui.keys import Place, bindings, native, with_keys
from desktop.ui.logs import keys as log_keys
from desktop.ui.terminal import keyboard
from desktop.ui.tour import stops
from desktop.ui.window.empties import empty_state

_Standard = QKeySequence.StandardKey


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


def keys_of(place: Place, *, fixed: bool | None = None) -> set[str]:
    """What is listed there, as the system has it."""
    found = [it for it in bindings({}) if it.place == place.name and fixed in (None, it.fixed)]
    return {QKeySequence(keys).toString() for it in found for keys in it.each}


def standard(keys: Iterable[QKeySequence.StandardKey]) -> set[str]:
    return {it.toString() for key in keys for it in QKeySequence.keyBindings(key)}


def test_every_key_that_a_terminal_takes_is_listed() -> None:
    taken = {QKeySequence(keys).toString() for keys in keyboard._SINGLE}
    assert keys_of(Place.TERMINAL) == taken


def test_every_key_that_a_log_takes_is_listed() -> None:
    taken = {QKeySequence(keys).toString() for keys in log_keys._SINGLE}
    assert keys_of(Place.LOG, fixed=True) == taken | standard(log_keys._STANDARD)


def test_every_key_that_a_list_of_files_takes_is_listed() -> None:
    taken = {QKeySequence(keys).toString() for keys in tree._SINGLE}
    of_actions = standard([_Standard.Copy, _Standard.Cut, _Standard.Paste, _Standard.Find])
    assert keys_of(Place.FILES, fixed=True) == taken | of_actions


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
