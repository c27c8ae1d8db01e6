"""The charts of one container."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest

from desktop.engine.records import Container, Kind, State
from desktop.model.commands import Verb
from desktop.model.stats.history import History
from desktop.model.stats.usage import usage
from desktop.ui.details.subject import Subject
from desktop.ui.stats import words
from desktop.ui.stats.scale import ceiling, highest, span
from desktop.ui.stats.sparkline import LEVELS, sparkline
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


def test_a_sparkline_has_gaps_and_two_that_look_the_same_are_equal() -> None:
    history = History()
    assert sparkline(history).levels == ()
    for second in range(100):
        history.add(sample(second), float(second))
    line = sparkline(history)
    assert line.levels == (LEVELS,) * 60
    history.add(sample(100), 100.04)
    assert sparkline(history) == line
    history.interrupt(101.0)
    assert sparkline(history).levels[-1] is None
    assert sparkline(history) != line
