"""The list of sections."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from desktop.engine.records import Kind
from desktop.ui.section_list import SectionList

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def sections(qtbot: QtBot) -> SectionList:
    made = SectionList([(kind, kind.value.title() + "s") for kind in Kind])
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_keyboard_walks_through_the_sections(qtbot: QtBot, sections: SectionList) -> None:
    chosen: list[Kind] = []
    sections.chosen.connect(chosen.append)
    qtbot.keyClick(sections, Qt.Key.Key_Down)
    qtbot.keyClick(sections, Qt.Key.Key_End)
    assert chosen == [Kind.IMAGE, Kind.VOLUME]
    assert sections.kind is Kind.VOLUME


def test_a_section_says_its_name_and_count(sections: SectionList) -> None:
    sections.set_count(Kind.IMAGE, 34)
    assert sections.accessibleName() == "Sections"
    interface = QAccessible.queryAccessibleInterface(sections)
    assert interface.child(1).text(QAccessible.Text.Name) == "Images, 34"
    assert not sections.grab().isNull()


def test_choosing_from_elsewhere_switches_once(sections: SectionList) -> None:
    chosen: list[Kind] = []
    sections.chosen.connect(chosen.append)
    sections.choose(Kind.NETWORK)
    sections.choose(Kind.NETWORK)
    assert chosen == [Kind.NETWORK]
