"""What is chosen takes effect at once where it belongs."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase
from pytestqt.qtbot import QtBot

from desktop.engine.observations import LogLine, Output
from desktop.model import preferences
from desktop.model.logs.book import Book
from desktop.terminal import engines
from desktop.ui.logs.tool_row import ToolRow
from desktop.ui.logs.words import Times
from desktop.ui.settings import Settings
from desktop.ui.terminal.shared import SharedTerminals
from desktop.ui.terminal.view import TerminalView


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path)


def test_open_terminals_have_the_size_that_is_chosen(qtbot: QtBot, settings: Settings) -> None:
    view = TerminalView(engines.make(80, 24, name="python"))
    qtbot.addWidget(view)
    end = SharedTerminals(settings).dress(view)
    usual = view.lettering.size
    settings.choose(preferences.TERMINAL_SIZE, 20)
    assert view.lettering.size == 20
    settings.choose(preferences.TERMINAL_SIZE, 0)
    assert view.lettering.size == usual
    end()
    settings.choose(preferences.TERMINAL_SIZE, 30)
    assert view.lettering.size == usual, "it is closed"


def test_open_terminals_have_the_font_that_is_chosen(qtbot: QtBot, settings: Settings) -> None:
    view = TerminalView(engines.make(80, 24, name="python"))
    qtbot.addWidget(view)
    SharedTerminals(settings).dress(view)
    name = QFontDatabase.families()[0]
    settings.choose(preferences.TERMINAL_FONT, name)
    assert view.lettering.font.families()[0] == name


def test_terminals_keep_as_many_rows_as_is_chosen(settings: Settings) -> None:
    settings.choose(preferences.TERMINAL_ROWS, 7)
    terminal = engines.make(20, 2, name="python", scrollback=SharedTerminals(settings).rows)
    terminal.feed(b"".join(b"%d\r\n" % number for number in range(100)))
    assert terminal.screen_line - terminal.first_line == 7


def test_open_logs_wrap_and_tell_times_as_is_chosen(qtbot: QtBot, settings: Settings) -> None:
    row = ToolRow(settings)
    qtbot.addWidget(row)
    told: list[Times] = []
    row.times_chosen.connect(told.append)
    settings.choose(preferences.LOG_WRAP, False)
    settings.choose(preferences.LOG_TIMES, Times.FULL.name)
    row.renew()
    assert not row.wrap.isChecked()
    assert told == [Times.FULL]
    assert row.times is Times.FULL


def test_an_open_log_keeps_fewer_lines_at_once() -> None:
    book = Book()
    book.add(0, [LogLine(f"{n:09}", Output.STDOUT, b"%d" % n) for n in range(100)])
    heard = []
    book.changed.subscribe(heard.append)
    book.keep(10)
    assert len(book) == 10
    assert book.dropped == 90
    assert [(news.begin, news.end) for news in heard] == [(90, 100)]
    book.keep(50)
    book.add(0, [LogLine(f"{n:09}", Output.STDOUT, b"%d" % n) for n in range(100, 160)])
    assert len(book) == 50
