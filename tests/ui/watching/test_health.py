"""The health check: its state and log, and one more run."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.ui.health.page import HealthPage
from desktop.ui.page import Surroundings
from tests.model.fake_engine import FakeWorld
from tests.ui.usage.conftest import until
from tests.ui.watching.conftest import WEB, Around, subject_of

RUNS = [
    {"Start": f"2023-11-14T22:0{n}:00Z", "End": f"2023-11-14T22:0{n}:01Z", "ExitCode": n % 2}
    for n in range(3)
]


def inspected(status: str = "unhealthy", runs: Any = RUNS) -> dict[str, Any]:
    return {
        "State": {"Health": {"Status": status, "FailingStreak": 2, "Log": runs}},
        "Config": {"Healthcheck": {"Test": ["CMD-SHELL", "curl -f x"], "Retries": 2}},
    }


@asynccontextmanager
async def shown(surroundings: Surroundings, inspection: Any) -> AsyncIterator[HealthPage]:
    page = HealthPage(surroundings)
    page.resize(800, 400)
    page.show()
    page.show_subject(subject_of(surroundings, WEB, inspection))
    try:
        yield page
    finally:
        page.close()
        page.deleteLater()


def test_the_log_stands_the_newest_first_and_follows(around: Around) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with shown(surroundings, inspected()) as page:
            assert [row.run.exit_code for row in page.model.rows] == [0, 1, 0]
            assert page._state.text() == "Unhealthy"
            page.show_subject(subject_of(surroundings, WEB, inspected("healthy", RUNS[1:])))
            assert [row.run.exit_code for row in page.model.rows] == [0, 1]
            assert page._state.text() == "Healthy"

    around(main)


def test_a_check_that_has_not_run_says_so_and_when_it_will(around: Around) -> None:
    async def main(surroundings: Surroundings) -> None:
        inspection = inspected("starting", [])
        check = inspection["Config"]["Healthcheck"]
        check["Interval"], check["Timeout"] = 3_600_000_000_000, 90_000_000_000
        check["StartPeriod"] = 5_400_500_000_000
        async with shown(surroundings, inspection) as page:
            assert page.output.toPlainText() == ""
            assert page.output.placeholderText() == "It has not run yet."
            for said in ("every 1h ·", "at most 1m30s ·", "· 1h30m0.5s to start"):
                assert said in page._facts.text()
            page.show_subject(subject_of(surroundings, WEB, inspected()))
            assert page.output.toPlainText() == "No output"
            page.show_subject(subject_of(surroundings, WEB, inspection))
            assert page.output.toPlainText() == ""

    around(main)


def test_a_run_now_is_the_checks_own_command(around: Around, world: FakeWorld) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with shown(surroundings, inspected()) as page:
            QTest.mouseClick(page.run_button, Qt.MouseButton.LeftButton)
            await until(lambda: world.channels)
            (channel,) = world.channels
            channel.say(b"no \x1b[31m<b>answer</b>")
            channel.end(7)
            await until(lambda: len(page.model.rows) == 4)
            ((key, spec, *_size),) = world.called("open_exec")
            assert (key, spec.arguments) == (WEB.id, ("/bin/sh", "-c", "curl -f x"))
            assert not spec.stdin
            assert not spec.tty
            assert page.model.index(0, 1).data() == "Exit code 7"
            assert page.output.toPlainText() == "no \\x1b[31m<b>answer</b>"
            (operation,) = surroundings.operations
            await operation.wait()
            assert operation.failures == ()

    around(main)


def test_one_whose_end_was_not_seen_is_said_to_run_on(
    around: Around, world: FakeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.model.health.END_SECONDS", 0.01)

    async def main(surroundings: Surroundings) -> None:
        inspection = inspected()
        inspection["Config"]["Healthcheck"]["Timeout"] = 1_000_000
        async with shown(surroundings, inspection) as page:
            QTest.mouseClick(page.run_button, Qt.MouseButton.LeftButton)
            await until(lambda: len(page.model.rows) == 4)
            result = page.model.index(0, 1)
            assert result.data() == "Took too long, and may still run"
            assert result.data(Qt.ItemDataRole.ToolTipRole)
            assert all(channel.left for channel in world.channels)

    around(main)


def test_where_there_is_little_room_it_is_scrolled(around: Around) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with shown(surroundings, inspected()) as page:
            page.resize(400, 80)
            await until(lambda: page._body.verticalScrollBar().maximum() > 0)
            state = page._state
            assert state.height() >= state.minimumSizeHint().height()

    around(main)


def test_a_container_without_check_is_told_how_one_is_defined(around: Around) -> None:
    async def main(surroundings: Surroundings) -> None:
        for inspection in ({}, {"Config": {"Healthcheck": {"Test": ["NONE"]}}}):
            async with shown(surroundings, inspection) as page:
                assert page.currentWidget() is page.none

    around(main)
