"""A terminal is searched while it is written to."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.terminal.search import Query
from desktop.ui.terminal.colours import Mark
from desktop.ui.terminal.marked_bar import MarkedBar
from desktop.ui.terminal.search_bar import SearchBar
from tests.ui.terminal.conftest import CTRL, SHIFT, Person, terminal

pytestmark = [
    pytest.mark.qt_log_ignore("propagateSizeHints"),
    pytest.mark.usefixtures("qapp"),
]
KEY = Qt.Key


def found(person: Person) -> None:
    """Wait until all is searched."""
    searching = person.view.searching
    person.qtbot.waitUntil(lambda: not searching._turn.isActive())
    person.settle()
    person.qtbot.waitUntil(lambda: not searching._turn.isActive())


def marked(person: Person) -> list[tuple[str, Mark]]:
    """What stands out in the rows in sight."""
    sight, marking = person.view.sight, person.view.marking
    return [
        ("".join(row.cells)[stretch.start : stretch.end], stretch.mark)
        for place, row in enumerate(sight.rows)
        for stretch in marking.of(sight.top + place, row)
    ]


def test_matches_are_marked_and_gone_to_from_the_newest_on(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        person.write("".join(f"line {number}\r\n" for number in range(100)))
        searching = person.view.searching
        searching.begin(Query(r"line \d*7$", regex=True))
        found(person)
        assert searching.place == (1, 10)
        assert marked(person) == [("line 97", Mark.CURRENT)]
        searching.step(-1)
        found(person)
        assert ("line 87", Mark.CURRENT) in marked(person)
        searching.step(1)
        searching.step(1)  # beyond the newest is the oldest
        found(person)
        assert ("line 7", Mark.CURRENT) in marked(person)
        bar = person.view.verticalScrollBar()
        assert isinstance(bar, MarkedBar)
        assert len(bar.marks()) > 5
        searching.end()
        assert marked(person) == []
        assert bar.marks() == []


def test_what_is_written_meanwhile_is_found_too(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        person.write("needle\r\n")
        person.view.searching.begin(Query("needle"))
        found(person)
        person.write("hay\r\nneedle\r\n")
        qtbot.waitUntil(lambda: person.view.searching.place[1] == 2)
        found(person)
        assert [mark for _text, mark in marked(person)] == [Mark.CURRENT, Mark.FOUND]


def test_the_bar_searches_as_one_types(qtbot: QtBot) -> None:
    with terminal(qtbot) as person:
        bar = SearchBar(person.view)
        layout = person.window.layout()
        assert layout is not None
        layout.addWidget(bar)
        person.write("one\r\ntwo\r\none more\r\n")
        person.press(KEY.Key_F, CTRL | SHIFT)
        assert bar.box.line.hasFocus()
        QTest.keyClicks(bar.box.line, "ONE")
        found(person)
        assert bar.count.text() == "1 of 2"
        QTest.keyClick(bar.box.line, KEY.Key_Return)
        found(person)
        assert bar.count.text() == "2 of 2"
        bar.box.case.setChecked(True)
        found(person)
        assert bar.count.text() == "No match"
        bar.box.regex.setChecked(True)
        bar.box.line.setText("[")
        assert "regular expression" in bar.box.line.accessibleDescription()
        QTest.keyClick(bar.box.line, KEY.Key_Escape)
        assert not bar.isVisible()
        assert person.view.hasFocus()
        assert person.sent() == b""
