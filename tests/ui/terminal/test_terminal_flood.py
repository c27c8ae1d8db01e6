"""While a program writes faster than anybody reads, and when it has come to rest."""

from __future__ import annotations

from time import perf_counter
from weakref import WeakSet

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.terminal import engines
from desktop.ui.terminal.feeding import BUDGET, ROOM, Feeding
from desktop.ui.terminal.pace import HURRY, LONGEST, SETTLE, Pace
from desktop.ui.terminal.sight import Sight
from desktop.ui.terminal.view import TerminalView


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


class Clock:
    """The time, which passes when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_nothing_of_a_flood_is_shown_once_it_was_interrupted_but_what_comes_after_it(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, begun, parent = Clock(), list[float](), QObject()
    monkeypatch.setattr("desktop.ui.terminal.pace.perf_counter", clock)
    pace = Pace(lambda: None, lambda: False, parent)
    started = pace._timer.start

    def start(seconds: float) -> None:
        begun.append(clock.now + seconds)
        started(10_000)

    monkeypatch.setattr(pace, "_start", start)
    pressed = clock.now
    pace.hurry()
    for _turn in range(10):
        pace.ask(True)
        assert begun.pop() == pytest.approx(pressed + HURRY)
        clock.now += 0.008
    for _turn in range(5):
        pace.ask(False)
        assert begun.pop() == pytest.approx(clock.now + SETTLE), "it may only be slow to come"
        clock.now += SETTLE / 2
    pace.ask(True)
    assert begun.pop() == pytest.approx(pressed + HURRY)
    pace.hurry()
    pace.ask(True)
    assert begun.pop() == pytest.approx(pressed + HURRY), "the key is held down"
    clock.now = pressed + HURRY + 0.001
    pace._shown_at = clock.now
    pace.ask(True)
    assert begun.pop() < clock.now + 0.035, "it goes on: it is shown as ever"
    clock.now += 0.1
    pace.hurry()
    assert begun.pop() == pytest.approx(clock.now + HURRY)
    pace.stop()


def test_turns_are_longer_once_a_flood_was_interrupted(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, terminal, parent = Clock(), engines.make(20, 4), QObject()
    monkeypatch.setattr("desktop.ui.terminal.feeding.perf_counter", clock)
    monkeypatch.setattr("desktop.ui.terminal.feeding._fed", WeakSet())
    feeding = Feeding(terminal, lambda: False, parent)
    fed: list[int] = []

    def feed(data: bytes) -> None:
        fed.append(len(data))
        clock.now += 0.0029

    monkeypatch.setattr(terminal, "feed", feed)
    feeding.feed(bytes(ROOM))
    feeding._on_turn()
    assert len(fed) == 2
    feeding.hurry()
    feeding._on_turn()
    assert len(fed) == 2 + 8
    clock.now += HURRY
    feeding._on_turn()
    assert len(fed) == 2 + 8 + 2
    feeding.close_down()


def test_several_floods_share_a_turn(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    clock, parent = Clock(), QObject()
    monkeypatch.setattr("desktop.ui.terminal.feeding.perf_counter", clock)
    monkeypatch.setattr("desktop.ui.terminal.feeding._fed", WeakSet())
    many = []
    for _number in range(10):
        terminal = engines.make(20, 4)
        monkeypatch.setattr(
            terminal, "feed", lambda data: setattr(clock, "now", clock.now + len(data) / 2e7)
        )
        many.append(Feeding(terminal, lambda: False, parent))
        many[-1].feed(bytes(ROOM))
    began = clock.now
    for _turn in range(5):
        for feeding in many:
            feeding._on_turn()
    assert (clock.now - began) / 5 < 2 * BUDGET
    assert all(feeding.waiting < ROOM for feeding in many), "none waits for the others"
    for feeding in many[1:]:
        feeding.close_down()
    waiting, began = many[0].waiting, clock.now
    many[0]._on_turn()
    assert many[0].waiting < waiting
    assert BUDGET / 2 < clock.now - began < BUDGET, "the only one has all of it"
    many[0].close_down()


def test_an_interrupt_makes_haste(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    view = TerminalView(engines.make(20, 4))
    qtbot.addWidget(view)
    made: list[str] = []
    monkeypatch.setattr(view.pace, "hurry", lambda: made.append("frames"))
    monkeypatch.setattr(view.feeding, "hurry", lambda: made.append("turns"))
    QTest.keyClicks(view, "c")
    assert not made
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert made == ["frames", "turns"]
    view.close_down()


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
