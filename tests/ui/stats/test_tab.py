"""The charts of one container."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from desktop.engine.records import Container, Kind, State
from desktop.model.commands import Verb
from desktop.model.stats.history import History
from desktop.model.stats.usage import usage
from desktop.ui.details.subject import Subject
from desktop.ui.stats import words
from desktop.ui.stats.page import StatsPage
from desktop.ui.stats.scale import ceiling, highest, span
from desktop.ui.stats.sparkline import Sparkline, Trace, paint_sparkline
from desktop.ui.stats.tab import StatsTab
from tests.model.fake_engine import make_container
from tests.model.stats.samples import SECOND, sample
from tests.support.aio import Aio
from tests.ui.stats.desk import Desk, close, desk_with

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

WEB = make_container(1, "web")
LIMITED = {"HostConfig": {"NanoCpus": SECOND // 2, "Memory": 256 << 20}}


def _subject(desk: Desk, record: Container, **more: Any) -> Subject:
    return Subject(Kind.CONTAINER, record.id, desk.session.store, record, **more)


def _tab(desk: Desk, record: Container, **more: Any) -> StatsTab:
    tab = StatsTab(desk.surroundings)
    tab.resize(900, 400)
    tab.show()
    tab.show_subject(_subject(desk, record, **more))
    return tab


def test_charts_come_with_figures_in_words(aio: Aio) -> None:
    async def scenario() -> None:
        async with desk_with(WEB) as desk:
            tab = _tab(desk, WEB, inspection=LIMITED)
            await desk.until(lambda: tab.board is not None and desk.streams(WEB.id) == [True])
            assert tab.board is not None
            assert tab.board.cpu.accessibleDescription() == "Waiting for the Engine"
            desk.say(WEB.id, 1)
            desk.say(WEB.id, 2)
            await desk.until(lambda: "50.00%" in tab.board.cpu.accessibleDescription())
            said = [card.accessibleDescription() for card in tab.board.cards]
            assert said == [
                "50.00% of one CPU, 25.00% of the host's 2 CPUs,"
                " 100.00% of its limit of 0.5, PIDs: 3",
                "64MiB, 25.00% of its limit of 256MiB, cache apart: 8MiB",
                "in 1kB/s, out 500B/s, 2kB / 1kB since its start",
                "read 4.1kB/s, written 0B/s, 8.19kB / 0B since its start",
            ]
            names = [card.accessibleName() for card in tab.board.cards]
            assert names == ["CPU", "Memory", "Network I/O", "Block I/O"]
            tab.grab()
            await close(tab)

    aio(scenario())


def test_a_stream_lasts_as_long_as_the_tab_is_seen(aio: Aio) -> None:
    other = make_container(2, "other")

    async def scenario() -> None:
        async with desk_with(WEB, other) as desk:
            tab = _tab(desk, WEB)
            await desk.until(lambda: desk.streams(WEB.id, other.id) == [True, False])
            tab.show_subject(_subject(desk, other))
            await desk.until(lambda: desk.streams(WEB.id, other.id) == [False, True])
            tab.hide()
            await desk.until(lambda: desk.streams(WEB.id, other.id) == [False, False])
            await close(tab)

    aio(scenario())


def test_a_tab_shows_what_the_table_has_gathered_and_shares_its_stream(aio: Aio) -> None:
    async def scenario() -> None:
        async with desk_with(WEB) as desk:
            page = StatsPage(desk.surroundings)
            page.show()
            await desk.until(lambda: desk.streams(WEB.id) == [True])
            for second in range(1, 6):
                desk.say(WEB.id, second)
            await desk.until(lambda: page.model.index(0, 1).data() == "50.00%")
            tab = _tab(desk, WEB)
            await desk.until(lambda: tab.board is not None)
            assert tab.board is not None
            assert "50.00%" in tab.board.cpu.accessibleDescription()
            (curve,) = [
                item
                for item in tab.board.memory.chart.scene().items()
                if type(item).__name__ == "PlotCurveItem"
            ]
            assert len(curve.getData()[1]) == 5
            assert len(desk.world.called("stats")) == 1, "they share it"
            await close(page)
            assert desk.streams(WEB.id) == [True]
            tab.hide()
            await desk.until(lambda: desk.streams(WEB.id) == [False])
            await close(tab)

    aio(scenario())


def test_what_does_not_run_says_so_and_can_be_started(aio: Aio) -> None:
    rests = replace(WEB, state=State.EXITED, exit_code=0)

    async def scenario() -> None:
        async with desk_with(rests) as desk:
            tab = _tab(desk, rests)
            assert tab.currentWidget() is tab.resting
            assert tab.resting.accessibleName() == "web is not running"
            assert tab.board is None
            tab.start.trigger()
            ((command),) = desk.commands
            assert (command.verb, command.targets[0].key) == (Verb.START, WEB.id)
            desk.world.change(WEB)
            await desk.until(lambda: desk.session.store.containers.get(WEB.id) == WEB)
            tab.show_subject(_subject(desk, WEB))
            assert tab.currentWidget() is tab.charts
            await desk.until(lambda: desk.streams(WEB.id) == [True])
            restarting = replace(WEB, state=State.RESTARTING)
            tab.show_subject(_subject(desk, restarting))
            assert tab.resting.accessibleName() == "web is restarting"
            assert not tab.start.isEnabled()
            tab.show_subject(_subject(desk, WEB, removed=True))
            assert tab.resting.accessibleName() == "web was removed"
            await close(tab)

    aio(scenario())


def test_a_tab_that_is_closed_while_charts_are_prepared_leaves_nothing(aio: Aio) -> None:
    async def scenario() -> None:
        async with desk_with(WEB) as desk:
            tab = _tab(desk, WEB)
            await close(tab)
            assert desk.streams(WEB.id) == [False]

    aio(scenario())


def test_charts_are_not_imported_before_they_are_seen() -> None:
    code = (
        "import sys, desktop.app, desktop.ui.stats.tab, desktop.ui.stats.page;"
        "print([name for name in ('pyqtgraph', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "[]"


def test_figures_are_dashes_where_nothing_is_known() -> None:
    untold = dict.fromkeys(
        ("host_cpu", "memory", "cache", "received", "sent", "read", "written", "pids")
    )
    shown = usage(None, sample(1, **untold), None)
    assert words.cpu_words(shown, None).spoken == "– of one CPU, – of the host's 2 CPUs"
    assert words.memory_words(shown, limited=False).spoken == "–, – of the host's 256MiB"
    assert words.network_words(shown).spoken == "in –, out –, – since its start"


@pytest.mark.parametrize(
    ("value", "binary", "top"),
    [
        (0, False, 1),
        (0.3, False, 0.5),
        (50, False, 50),
        (50.1, False, 100),
        (1200, False, 2000),
        (100 << 20, True, 128 << 20),
        (128 << 20, True, 128 << 20),
        (float("nan"), False, 1),
    ],
)
def test_a_chart_ends_at_a_round_number(value: float, binary: bool, top: float) -> None:
    assert ceiling(value, binary=binary) == pytest.approx(top)


def test_a_chart_is_as_wide_as_its_history_up_to_ten_minutes() -> None:
    assert [span(age)[0] for age in (0, 60, 61, 200, 599, 2000)] == [60, 60, 120, 300, 600, 600]
    assert highest([float("nan"), 3.0], []) == 3.0
    assert highest([]) == 0.0


def _recorded(*, cpu: int, seconds: int = 100) -> tuple[History, Trace]:
    """A history of so many nanoseconds a second, which a line has followed."""
    history, trace = History(), Trace()
    for second in range(seconds):
        history.add(sample(second, cpu=second * cpu), float(second))
        trace.line(history)
    return history, trace


def _points(line: Sparkline) -> list[list[tuple[float, float]]]:
    return [[point.toTuple() for point in piece] for piece in line.pieces]


def test_a_line_that_follows_its_history_is_the_last_minute() -> None:
    history, trace = _recorded(cpu=SECOND // 2)
    minute = [[(float(second), 50.0) for second in range(40, 100)]]
    assert _points(trace.line(history)) == minute
    assert _points(Trace().line(history)) == minute, "one that comes late is the same"
    assert trace.line(history).top == 50.0


def test_a_line_has_gaps_and_forgets_them_with_the_rest() -> None:
    history, trace = _recorded(cpu=SECOND // 2)
    history.interrupt(100.5)
    for second in range(101, 104):
        history.add(sample(second), float(second))
    pieces = _points(trace.line(history))
    assert [piece[-1][0] for piece in pieces] == [99.0, 103.0]
    assert [moment for moment, _value in pieces[1]] == [102.0, 103.0], "a first one tells no CPU"
    history.interrupt(200.0)
    assert _points(trace.line(history)) == []
    history.add(sample(300), 300.0)
    history.add(sample(301), 301.0)
    assert _points(trace.line(history)) == [[(301.0, 50.0)]]
    assert _points(trace.line(History())) == []


def test_two_lines_that_look_the_same_are_equal() -> None:
    history, trace = _recorded(cpu=SECOND // 100)
    before = trace.line(history)
    history.add(sample(100, cpu=SECOND + SECOND // 5000), 100.04)
    assert trace.line(history) == before, "no eye sees the difference"
    history.add(sample(101, cpu=2 * SECOND), 101.0)
    spiked = trace.line(history)
    assert spiked != before
    history.add(sample(102, cpu=2 * SECOND + SECOND // 100), 102.0)
    assert trace.line(history) != spiked, "it has moved"
    other, late = _recorded(cpu=SECOND // 100)
    before = late.line(other)
    other.interrupt(100.0)
    assert late.line(other) != before


def test_a_line_is_painted_from_edge_to_edge() -> None:
    history, trace = _recorded(cpu=SECOND // 2)
    image = QImage(140, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    rect = QRect(10, 10, 121, 21)
    painter = QPainter(image)
    paint_sparkline(painter, rect, trace.line(history), QColor(Qt.GlobalColor.black))
    painter.end()
    dark = [
        (x, y) for x in range(140) for y in range(40) if image.pixelColor(x, y).lightness() < 160
    ]
    assert {y for _x, y in dark} == {10}, "at the top, and sharp"
    assert min(dark)[0] == pytest.approx(12, abs=1), "59 seconds ago"
    assert max(dark)[0] == pytest.approx(130, abs=1)
