"""While a program writes faster than anybody reads, and when it has come to rest."""

from __future__ import annotations

from time import perf_counter

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.terminal import engines
from desktop.ui.terminal.feeding import ROOM, Feeding
from desktop.ui.terminal.pace import LONGEST, Pace
from desktop.ui.terminal.sight import Sight


def test_frames_are_rarer_while_more_waits_and_the_last_one_comes_soon(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = QObject()
    pace = Pace(lambda: None, lambda: False, parent)
    begun: list[float] = []

    def begin(seconds: float) -> None:
        begun.append(seconds)
        pace._timer.start(10_000)

    monkeypatch.setattr(pace, "_start", begin)
    pace._shown_at, pace.took = perf_counter(), 0.015
    pace.ask(True)
    pace.ask(True)
    assert len(begun) == 1
    assert 0.05 < begun[0] <= LONGEST
    pace.ask(False)
    assert len(begun) == 2
    assert begun[1] < 0.035, "what stays is shown as soon as ever"
    pace.stop()


def test_frames_are_rarer_yet_when_a_flood_was_interrupted(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = QObject()
    pace = Pace(lambda: None, lambda: False, parent)
    begun: list[float] = []

    def begin(seconds: float) -> None:
        begun.append(seconds)

    monkeypatch.setattr(pace, "_start", begin)
    pace._shown_at = perf_counter()
    pace.hurry()
    pace.ask(True)
    pace.ask(False)
    monkeypatch.setattr(pace, "_hurries_until", 0.0)
    pace.ask(True)
    with_more, without, usual = begun
    assert with_more > 0.08
    assert 0.03 < without < 0.05
    assert usual < 0.035


def test_the_room_is_for_what_is_taken_in_two_turns(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever waits before an interrupt's effect must be taken first."""
    terminal = engines.make(20, 4)
    real, fed = terminal.feed, 0

    def feed(data: bytes) -> None:
        nonlocal fed
        fed += len(data)
        real(data)
        end = perf_counter() + 0.004
        while perf_counter() < end:
            pass

    monkeypatch.setattr(terminal, "feed", feed)
    parent = QObject()
    feeding = Feeding(terminal, lambda: False, parent)
    feeding.feed(bytes(ROOM))
    qtbot.waitUntil(lambda: fed >= 64 * 1024)
    assert feeding._room == 64 * 1024
    qtbot.waitUntil(lambda: not feeding.waiting)
    feeding.close_down()


@pytest.mark.parametrize("name", engines.available())
def test_rows_are_counted_exactly_when_a_flood_has_come_to_rest(qtbot: QtBot, name: str) -> None:
    terminal = engines.make(20, 4, name=name, scrollback=5000)
    parent = QObject()
    feeding = Feeding(terminal, lambda: False, parent)
    shown: list[int] = []
    feeding.fed.connect(lambda _more: shown.append(terminal.screen_line - terminal.first_line))
    for piece in range(100):
        feeding.feed(b"".join(b"%d\r\n" % (10 * piece + line) for line in range(10)))
    qtbot.waitUntil(lambda: bool(shown) and shown[-1] == 997)
    feeding.close_down()


@pytest.mark.parametrize("name", engines.available())
def test_one_reads_back_right_after_a_flood(name: str) -> None:
    terminal = engines.make(20, 4, name=name, scrollback=5000)
    sight = Sight(terminal)
    terminal.exact = False
    terminal.feed(b"".join(b"%d\r\n" % line for line in range(1000)))
    sight.refresh()
    sight.scroll_by(-3)
    sight.refresh()
    assert not sight.follows
    assert [row.text for row in sight.rows] == ["994", "995", "996", "997"]
