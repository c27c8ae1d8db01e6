"""The settings dialog: what is changed is chosen at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from desktop.model import preferences
from desktop.ui.preferences.dialog import PAGES
from desktop.ui.preferences.general import language_name
from desktop.ui.settings import Settings
from desktop.ui.text import install_language, tr
from tests.support.languages import LONG, install, is_ours
from tests.support.room import cut_off
from tests.ui.preferences.conftest import Stage


@pytest.mark.parametrize("page", [each.name for each in PAGES])
def test_each_page_opens_and_all_its_controls_have_names(stage: Stage, page: str) -> None:
    shown: QWidget = stage.page(page)
    assert shown.isVisible()
    kinds = (QAbstractButton, QComboBox, QSpinBox)
    for each in shown.findChildren(QWidget):
        if isinstance(each, kinds) and each.isVisible():
            text = each.text() if isinstance(each, QAbstractButton) else ""
            assert each.accessibleName() or text, each


def test_each_setting_of_the_table_can_be_changed_in_the_dialog(stage: Stage) -> None:
    """By its name in the source of a page; those that only remember are few, and named here."""
    folder = Path(preferences.__file__).parents[1] / "ui" / "preferences"
    sources = "".join(file.read_text(encoding="utf-8") for file in folder.glob("*.py"))
    names = {
        name
        for name, value in vars(preferences).items()
        if value in preferences.TABLE and isinstance(name, str)
    }
    missing = {name for name in names if f"preferences.{name}" not in sources}
    assert missing == {"TOUR_SEEN"}


def test_a_box_that_is_ticked_is_chosen(stage: Stage) -> None:
    box = stage.page("general").start_private.box
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    assert stage.settings.chosen(preferences.START_PRIVATE) is True


def test_a_click_on_the_words_ticks_the_box_too(stage: Stage) -> None:
    row = stage.page("general").start_private
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.label.geometry().center())
    assert stage.settings.chosen(preferences.START_PRIVATE) is True
    assert row.box.hasFocus()


def test_a_number_on_the_way_to_another_one_is_not_chosen(stage: Stage) -> None:
    told: list[str] = []
    stage.settings.changed.subscribe(told.append)
    box = stage.page("logs").tail.box
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "5000")
    assert told == []
    QTest.keyClick(box, Qt.Key.Key_Tab)
    assert told == ["logs.tail"]
    assert stage.settings.chosen(preferences.LOG_TAIL) == 5000


def test_the_size_below_the_smallest_is_the_usual_one(stage: Stage) -> None:
    box = stage.page("terminal").points.box
    box.setValue(14)
    assert stage.settings.chosen(preferences.TERMINAL_SIZE) == 14
    box.setValue(box.minimum())
    assert box.text() == "Usual"
    assert stage.settings.chosen(preferences.TERMINAL_SIZE) == 0


def test_the_sample_shows_the_letters_that_are_chosen(stage: Stage) -> None:
    page = stage.page("terminal")
    page.points.box.setValue(22)
    assert page.sample.font().pointSizeF() == 22


def test_the_dialog_speaks_another_language_at_once_and_stays_at_its_page(
    stage: Stage, qapp: QApplication, qtbot: QtBot, english_again: None
) -> None:
    stage.page("general")
    install_language(qapp, "zh_CN")
    qtbot.waitUntil(lambda: stage.dialog.windowTitle() == "设置")
    assert stage.dialog.page.accessibleName() == "常规"
    install_language(qapp, "en")
    qtbot.waitUntil(lambda: stage.dialog.windowTitle() == "Settings")


def test_languages_are_called_as_their_speakers_call_them() -> None:
    assert language_name("en") == "English"
    assert language_name("zh_CN") == "简体中文"
    assert language_name("de") == "Deutsch"


def test_the_tour_begins_when_the_dialog_is_closed(stage: Stage) -> None:
    row = stage.page("general").tour
    QTest.mouseClick(row.control, Qt.MouseButton.LeftButton)
    assert stage.tours == 1
    assert not stage.dialog.isVisible()


def test_the_privacy_page_says_that_there_is_no_telemetry(stage: Stage) -> None:
    assert tr("Privacy") == stage.page("privacy").accessibleName()
    words = [
        label.text()
        for label in stage.dialog.page.findChildren(type(stage.page("privacy").row.label))
    ]
    assert any("no telemetry" in text for text in words)


def test_what_was_remembered_is_forgotten(stage: Stage, tmp_path: Path) -> None:
    assert not stage.page("privacy").button.isEnabled(), "there is nothing yet"
    stage.settings.put("pull.recent", ["secret.example/thing"])
    stage.dialog.close()
    other = Settings(tmp_path)
    other.put("pull.recent", ["secret.example/thing"])
    from desktop.ui.preferences.privacy import PrivacyPage

    page = PrivacyPage(stage.dialog._means)
    page.show()
    QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    stage.settings.save()
    assert "secret" not in (tmp_path / "settings.json").read_text(encoding="utf-8")
    page.close()
    page.deleteLater()


@pytest.mark.parametrize("code", ["zh_CN", LONG])
def test_each_page_has_room_for_its_words_at_its_smallest(
    stage: Stage, qapp: QApplication, qtbot: QtBot, english_again: None, code: str
) -> None:
    translator = install(qapp, code)
    try:
        qtbot.waitUntil(lambda: stage.dialog.windowTitle() != "Settings")
        stage.dialog.resize(stage.dialog.minimumSize())
        found = []
        for spec in PAGES:
            stage.page(spec.name)
            qapp.processEvents()
            found += cut_off(stage.dialog, lambda text: is_ours(text, code), hints=False)
        assert not found, "\n".join(found)
    finally:
        if translator is not None:
            qapp.removeTranslator(translator)
            translator.deleteLater()


def test_escape_closes_the_dialog(stage: Stage) -> None:
    dialog: QDialog = stage.dialog
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
