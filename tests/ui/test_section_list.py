"""The list of sections."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.section_list import SectionList
from desktop.ui.sections import SECTIONS, SectionSpec
from desktop.ui.theme import GRID, Scheme, apply_theme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def sections(qtbot: QtBot) -> SectionList:
    made = SectionList(SECTIONS)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_keyboard_walks_through_the_sections(qtbot: QtBot, sections: SectionList) -> None:
    chosen: list[SectionSpec] = []
    sections.chosen.connect(chosen.append)
    qtbot.keyClick(sections, Qt.Key.Key_Down)
    qtbot.keyClick(sections, Qt.Key.Key_End)
    assert chosen == [SECTIONS[1], SECTIONS[-1]]
    assert sections.section is SECTIONS[-1]


def test_a_section_says_its_name_and_count(sections: SectionList) -> None:
    sections.set_count("images", 34)
    assert sections.accessibleName() == "Sections"
    interface = QAccessible.queryAccessibleInterface(sections)
    assert interface.child(1).text(QAccessible.Text.Name) == "Images, 34"
    assert not sections.grab().isNull()


def test_choosing_from_elsewhere_switches_once(sections: SectionList) -> None:
    chosen: list[SectionSpec] = []
    sections.chosen.connect(chosen.append)
    sections.choose("networks")
    sections.choose("networks")
    sections.choose("no such section")
    assert [section.name for section in chosen] == ["networks"]


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[None]:
    appearance = apply_theme(qapp, Scheme.LIGHT)
    yield
    appearance.deleteLater()


def test_at_its_narrowest_no_name_is_cut(dressed: None, sections: SectionList) -> None:
    sections.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    for section in SECTIONS:
        sections.set_count(section.name, 0)
    least = sections.minimumWidth()
    sections.resize(least, 600)
    names = sections.viewport().rect().adjusted(0, 0, -10 * GRID, 0)  # without the numbers
    narrow = sections.viewport().grab(names).toImage()
    sections.setMaximumWidth(2 * least)
    sections.resize(2 * least, 600)
    assert narrow == sections.viewport().grab(names).toImage()
