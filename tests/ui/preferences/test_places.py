"""The page of Engine places."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.engine.endpoint import Origin
from desktop.model import preferences
from tests.ui.preferences.conftest import Stage


def add(page: Any, name: str, url: str) -> None:
    page.name.editor.setText(name)
    QTest.keyClicks(page.url.editor, url)
    QTest.mouseClick(page.plus, Qt.MouseButton.LeftButton)


def test_a_place_that_is_added_is_kept_and_can_be_used_and_removed(stage: Stage) -> None:
    page = stage.page("places")
    assert not page.plus.isEnabled()
    add(page, "the lab", "ssh://me@lab")
    assert stage.settings.chosen(preferences.PLACES) == ["ssh://me@lab the lab"]
    assert page.url.text == ""
    QTest.mouseClick(page.use, Qt.MouseButton.LeftButton)
    [used] = stage.moved
    assert (used.url, used.name, used.origin) == ("ssh://me@lab", "the lab", Origin.SETTINGS)
    assert not stage.dialog.isVisible(), "one sees the Engine, not the settings"
    stage.dialog.show()
    QTest.mouseClick(page.remove, Qt.MouseButton.LeftButton)
    assert stage.settings.chosen(preferences.PLACES) == []
    assert not page.remove.isEnabled()


def test_an_address_that_is_none_is_told_and_not_added(stage: Stage) -> None:
    page = stage.page("places")
    add(page, "", "ftp://machine")
    assert "scheme" in page.url.note
    assert not page.plus.isEnabled()
    QTest.keyClick(page.url.editor, Qt.Key.Key_Return)
    assert stage.settings.chosen(preferences.PLACES) == []
    assert stage.dialog.isVisible(), "Enter is the field's own"


def test_what_is_not_encrypted_is_told(stage: Stage) -> None:
    page = stage.page("places")
    QTest.keyClicks(page.url.editor, "tcp://machine:2375")
    assert "Not encrypted" in page.url.note
    page.url.editor.setText("tcp://machine:2376")
    assert page.url.note == ""


def test_an_address_is_listed_once(stage: Stage) -> None:
    page = stage.page("places")
    add(page, "one", "ssh://lab")
    QTest.keyClicks(page.url.editor, "ssh://lab")
    assert "already" in page.url.note
    assert not page.plus.isEnabled()


def test_the_place_for_the_start_is_chosen_and_goes_with_its_place(stage: Stage) -> None:
    page = stage.page("places")
    add(page, "the lab", "ssh://lab")
    page.first.setCurrentIndex(1)
    page.first.activated.emit(1)
    assert stage.settings.chosen(preferences.FIRST_PLACE) == "ssh://lab"
    QTest.mouseClick(page.remove, Qt.MouseButton.LeftButton)
    assert stage.settings.chosen(preferences.FIRST_PLACE) == ""


def test_the_engine_in_use_is_not_offered_again(stage: Stage) -> None:
    page = stage.page("places")
    add(page, "here", "unix:///in/use.sock")
    assert not page.use.isEnabled()
