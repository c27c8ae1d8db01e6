"""The page that changes keys."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.model import preferences
from desktop.model.shortcuts import conflicts
from desktop.ui.actions import TABLE
from desktop.ui.keys import PLACED
from desktop.ui.theme import Tone, current
from tests.ui.preferences.conftest import Stage

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def at(stage: Stage, name: str) -> Any:
    page = stage.page("keys")
    page.tree.setCurrentItem(page._items[name])
    return page


def press(qtbot: QtBot, page: Any, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    page.edit.setFocus()
    with qtbot.waitSignal(page.edit.editingFinished, timeout=5000):
        QTest.keyClick(page.edit, key, held)


def shown(page: Any, name: str) -> str:
    text: str = page._items[name].text(1)
    return text


def test_the_table_itself_has_no_conflicts(stage: Stage) -> None:
    assert conflicts(stage.actions.bindings()) == {}


def test_every_action_and_what_has_keys_in_a_page_is_listed_with_its_keys(stage: Stage) -> None:
    page = stage.page("keys")
    assert list(page._items) == [each.name for each in (*TABLE, *PLACED)]
    assert shown(page, "container.stop") == "Ctrl+."
    assert shown(page, "file.settings") == "Ctrl+,"
    assert shown(page, "files.rename") == "F2"
    assert shown(page, "terminal.leave") == "Ctrl+F6, Ctrl+Shift+F6"


def test_new_keys_are_the_actions_at_once_and_at_the_next_start(stage: Stage, qtbot: QtBot) -> None:
    page = at(stage, "container.restart")
    press(qtbot, page, Qt.Key.Key_J, CONTROL | SHIFT)
    assert stage.actions["container.restart"].shortcut().toString() == "Ctrl+Shift+J"
    assert stage.settings.chosen(preferences.KEYS) == ["container.restart Ctrl+Shift+J"]
    assert "Ctrl+R" in page.note.text()
    QTest.mouseClick(page.usual, Qt.MouseButton.LeftButton)
    assert stage.actions["container.restart"].shortcut().toString() == "Ctrl+R"
    assert stage.settings.chosen(preferences.KEYS) == []


def test_an_action_may_have_no_keys(stage: Stage) -> None:
    page = at(stage, "view.details")
    QTest.mouseClick(page.clear, Qt.MouseButton.LeftButton)
    assert stage.actions["view.details"].shortcut().isEmpty()
    assert stage.settings.chosen(preferences.KEYS) == ["view.details"]
    assert not page.clear.isEnabled()


def test_keys_that_two_actions_have_are_shown_at_both(stage: Stage, qtbot: QtBot) -> None:
    page = at(stage, "view.details")
    press(qtbot, page, Qt.Key.Key_L, CONTROL)
    assert "Container › Logs" in page.note.text()
    page.tree.setCurrentItem(page._items["container.logs"])
    assert "View › Details" in page.note.text()
    QTest.mouseClick(page.all, Qt.MouseButton.LeftButton)
    assert "View › Details" not in page.note.text()
    assert not page.all.isEnabled()


def test_keys_of_the_trees_collide_with_the_windows(stage: Stage, qtbot: QtBot) -> None:
    page = at(stage, "view.refresh")
    press(qtbot, page, Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier)
    assert "Container › Rename…" in page.note.text()


def test_the_filter_finds_actions_by_their_words_and_by_their_keys(stage: Stage) -> None:
    page = stage.page("keys")

    def found() -> list[str]:
        return [name for name, item in page._items.items() if not item.isHidden()]

    QTest.keyClicks(page.filter_box, "ctrl+,")
    assert found() == ["file.settings"]
    page.filter_box.setText("restart")
    assert found() == ["container.restart"]
    page.filter_box.clear()
    assert len(found()) == len(TABLE) + len(PLACED)


def test_a_menus_own_row_has_no_keys_to_change(stage: Stage) -> None:
    page = stage.page("keys")
    page.tree.setCurrentItem(page._items["file.quit"].parent())
    assert not page.edit.isEnabled()


def test_keys_that_a_page_takes_are_shown_at_both(stage: Stage, qtbot: QtBot) -> None:
    page = at(stage, "view.tab_split")
    press(qtbot, page, Qt.Key.Key_V, CONTROL | SHIFT)
    assert "In a terminal › Paste: there they do only that" in page.note.text()
    danger = current().tone(Tone.DANGER)
    assert page._items["view.tab_split"].foreground(1).color() == danger
    assert page._items["terminal.paste"].foreground(1).color() == danger
    page.tree.setCurrentItem(page._items["terminal.paste"])
    assert "View › Split right: here they do only this" in page.note.text()
    page.tree.setCurrentItem(page._items["container.restart"])
    press(qtbot, page, Qt.Key.Key_F7, Qt.KeyboardModifier.NoModifier)
    assert "In Files › New folder…" in page.note.text()


def test_keys_of_a_page_can_be_changed_where_the_page_can(stage: Stage, qtbot: QtBot) -> None:
    page = at(stage, "files.new_folder")
    press(qtbot, page, Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier)
    assert stage.settings.chosen(preferences.KEYS) == ["files.new_folder F9"]
    assert shown(page, "files.new_folder") == "F9"
    page.tree.setCurrentItem(page._items["terminal.copy"])
    assert not any(it.isEnabled() for it in (page.edit, page.clear, page.usual))
    assert page.note.text() == "These keys are always the same."


def test_two_deeds_of_one_page_with_the_same_keys_are_shown(stage: Stage, qtbot: QtBot) -> None:
    page = at(stage, "files.new_folder")
    press(qtbot, page, Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier)
    assert "In Files › Rename…, too: neither is done" in page.note.text()


def test_keys_that_files_and_logs_have_always_are_shown_as_taken(
    stage: Stage, qtbot: QtBot
) -> None:
    none = Qt.KeyboardModifier.NoModifier
    page = at(stage, "files.delete")
    press(qtbot, page, Qt.Key.Key_Backspace, none)
    assert "In Files › Up, too: neither is done" in page.note.text()
    page.tree.setCurrentItem(page._items["log.next"])
    press(qtbot, page, Qt.Key.Key_Space, none)
    assert "In a log › Pause or go on, too: neither is done" in page.note.text()
    danger = current().tone(Tone.DANGER)
    for name in ("files.up", "log.pause"):
        assert page._items[name].foreground(1).color() == danger


def test_keys_that_a_terminal_keeps_for_its_program_are_said_to_be(
    stage: Stage, qtbot: QtBot
) -> None:
    page = at(stage, "view.tab_close")
    assert "terminal" not in page.note.text()
    press(qtbot, page, Qt.Key.Key_W, CONTROL)
    assert page.note.text().endswith("\nIn a terminal, Ctrl+W goes to its program.")
