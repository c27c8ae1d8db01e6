"""Statistics, by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame

from tests.journeys.hands import Heartbeat, opened, until
from tests.support.aio import Aio
from tests.support.leaks import OwnThreads

pytestmark = pytest.mark.display

BUSY = ("sh", "-c", "while :; do :; done")


def test_from_the_table_to_a_containers_charts(
    aio: Aio,
    engine_host: str,
    docker_run: Callable[..., str],
    tmp_path: Path,
    own_threads: OwnThreads,
) -> None:
    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            docker_run("--cpus", "0.5", "--memory", "64m", name="busy", command=BUSY)
            docker_run(name="calm")
            await until(lambda: hands.state("calm") == "running")
            assert not own_threads("stats")
            hands.keys("Ctrl+8")
            table = hands.tree("Stats")
            model = table.model()
            await until(
                lambda: model.rowCount() >= 2 and len(own_threads("stats")) >= 2,
                "each has a stream",
            )

            def shown(name: str) -> list[str]:
                cells = [
                    [str(model.index(row, column).data()) for column in range(model.columnCount())]
                    for row in range(model.rowCount())
                ]
                return next(row for row in cells if row[0] == name)

            await until(lambda: shown("busy")[1].endswith("%"), "its CPU is known")
            await until(lambda: float(shown("busy")[1][:-1]) > 20, "it is seen to be busy")
            assert shown("busy")[3].endswith(" / 64MiB")

            def told() -> list[QFrame]:
                return [card for card in tabs.findChildren(QFrame, "") if _tells_cpu(card)]

            table.setFocus()
            table.keyboardSearch("busy")
            tabs = hands.window.details.part.tabs
            async with Heartbeat() as heart:
                tabs.show_tab("stats")
                await until(told, "the charts below the table tell in words")
            assert heart.longest < 2, "the charts' library is imported beside the window"
            assert len(own_threads("stats")) == model.rowCount(), (
                "the charts look at the table's stream"
            )
            tabs.show_tab("overview")

            QTest.keyClick(table, Qt.Key.Key_Return)
            await until(lambda: hands.window.section.title == "Containers", "it goes there")
            await until(lambda: not own_threads("stats"), "nobody looks at the table")
            tabs.show_tab("stats")
            await until(lambda: len(own_threads("stats")) == 1, "one stream, for the charts")
            await until(told)
            hands.window.showMinimized()
            await until(lambda: not own_threads("stats"), "a window that nobody sees asks nothing")
            hands.window.showNormal()
            await until(lambda: len(own_threads("stats")) == 1, "it goes on")

    aio(journey(), timeout=120)
    assert not own_threads("stats")


def _tells_cpu(card: QFrame) -> bool:
    said = card.accessibleDescription()
    return card.accessibleName() == "CPU" and "of its limit of 0.5" in said and "–" not in said
