"""The table of all running containers."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.engine.records import State
from desktop.model.session import Link
from desktop.model.stats.watcher import STREAMS
from desktop.ui.stats.columns import COLUMNS
from desktop.ui.stats.page import StatsPage
from tests.model.fake_engine import make_container, make_id
from tests.model.stats.samples import SECOND
from tests.support.aio import Aio
from tests.ui.stats.desk import Desk, close, desk_with

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

A, B, C = make_id(1), make_id(2), make_id(3)
CPU, MEMORY = 1, 3


def _page(desk: Desk) -> StatsPage:
    page = StatsPage(desk.surroundings)
    page.resize(1100, 400)
    page.show()
    return page


def _names(page: StatsPage) -> list[str]:
    return [row.container.name for row in page.model.rows]


def _text(page: StatsPage, key: str, column: int) -> Any:
    return page.model.index(page.model.row_of(key), column).data()


async def _load(desk: Desk, page: StatsPage) -> None:
    """A second of a tenth, a half and a quarter of a CPU."""
    shares = {A: 10, B: 2, C: 4}
    await desk.until(lambda: all(desk.streams(*shares)))
    for second in (1, 2):
        for key, part in shares.items():
            desk.say(key, second, cpu=second * SECOND // part, memory=part << 20)
    await desk.until(lambda: _text(page, C, CPU) == "25.00%")


def _three() -> list[Any]:
    return [make_container(number, name) for number, name in enumerate(("a", "b", "c"), 1)]


def test_all_that_run_are_listed_with_what_they_use(aio: Aio) -> None:
    async def scenario() -> None:
        resting = make_container(4, "d", state=State.EXITED)
        async with desk_with(*_three(), resting) as desk:
            page = _page(desk)
            assert _names(page) == ["a", "b", "c"]
            assert _text(page, A, CPU) == "–"
            await _load(desk, page)
            assert [_text(page, key, CPU) for key in (A, B, C)] == ["10.00%", "50.00%", "25.00%"]
            assert _text(page, A, MEMORY) == "10MiB / 256MiB"
            assert [_text(page, A, n) for n in range(4, 8)] == [
                "3.91%",
                "2kB / 1kB",
                "8.19kB / 0B",
                "3",
            ]
            said = page.totals.text()
            assert "3 containers are running" in said
            assert "42.50% of the host's 2 CPUs" in said
            assert "16MiB of 1GiB" in said
            spoken = page.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
            assert spoken.startswith("a, CPU % 10.00%, Memory / limit 10MiB / 256MiB")
            await close(page)

    aio(scenario())


def test_rows_are_sorted_by_any_column_and_what_is_unknown_comes_last(aio: Aio) -> None:
    async def scenario() -> None:
        async with desk_with(*_three()) as desk:
            page = _page(desk)
            await _load(desk, page)
            page.table.select_key(C)
            page.table.sortByColumn(CPU, Qt.SortOrder.DescendingOrder)
            assert _names(page) == ["b", "c", "a"]
            assert page.table.currentIndex().row() == 1
            desk.world.change(make_container(2, "b", state=State.PAUSED))
            desk.say(A, 3, cpu=SECOND)
            await desk.until(lambda: _names(page)[0] == "a")
            page.table.sortByColumn(CPU, Qt.SortOrder.AscendingOrder)
            desk.world.change(make_container(4, "new"))
            await desk.until(lambda: len(_names(page)) == 4)
            assert _names(page)[-1] == "new"
            assert page.table.currentIndex().row() == _names(page).index("c")
            first = page.model.headerData(
                CPU, Qt.Orientation.Horizontal, Qt.ItemDataRole.InitialSortOrderRole
            )
            assert first == Qt.SortOrder.DescendingOrder.value
            await close(page)

    aio(scenario())


def test_only_cells_that_look_different_are_painted_again(
    aio: Aio, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario() -> None:
        async with desk_with(*_three()) as desk:
            page = _page(desk)
            await _load(desk, page)
            changed: list[tuple[int, int]] = []
            page.model.cells_changed.connect(changed.extend)
            viewport, regions = page.table.viewport(), list[QRegion]()
            monkeypatch.setattr(viewport, "update", lambda *region: regions.extend(region))
            now = {"time": 1_700_000_003.0, "received": 2000, "sent": 1000, "read": 8192}
            desk.say(A, 2, cpu=SECOND // 10 * 3, host_cpu=6 * SECOND, memory=10 << 20, **now)
            await desk.until(lambda: changed)
            assert {column for _row, column in changed} <= {CPU, 2}
            assert {row for row, _column in changed} == {0}
            cells = [page.table.visualRect(page.model.index(0, column)) for column in (CPU, 2)]
            assert regions
            for region in regions:
                assert (region - QRegion(cells[0].united(cells[1]))).isEmpty()
            await close(page)

    aio(scenario())


def test_who_reads_the_screen_aloud_is_told_of_each_cell(
    aio: Aio, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario() -> None:
        async with desk_with(*_three()) as desk:
            page = _page(desk)
            await _load(desk, page)
            told: list[int] = []
            page.model.dataChanged.connect(lambda index, _last: told.append(index.column()))
            row = page.model.rows[0]
            row.cells = ["", *row.cells[1:]]
            page.model.take_news({row.container.id})
            assert told == []
            monkeypatch.setattr(QAccessible, "isActive", lambda: True)
            row.cells = ["", *row.cells[1:]]
            page.model.take_news({row.container.id})
            assert told == [0]
            await close(page)

    aio(scenario())


def test_columns_and_sorting_are_remembered(aio: Aio) -> None:
    async def scenario() -> None:
        async with desk_with(*_three()) as desk:
            page = _page(desk)
            page.table.sortByColumn(MEMORY, Qt.SortOrder.DescendingOrder)
            page.table.head.resizeSection(0, 301)
            page.table.head.setSectionHidden(CPU, True)
            page.table.head.moveSection(4, 2)
            await close(page)
            page = _page(desk)
            await _load(desk, page)
            head = page.table.head
            assert head.sortIndicatorSection() == MEMORY
            assert _names(page) == ["a", "c", "b"], "the most memory first"
            assert head.sectionSize(0) == 301
            assert head.isSectionHidden(CPU)
            assert head.visualIndex(4) == 2
            QApplication.sendEvent(page.table, QEvent(QEvent.Type.StyleChange))
            assert head.sectionSize(0) == 301, "another theme leaves it"
            page.grab()
            head.reset()
            assert not head.isSectionHidden(CPU)
            assert head.sectionSize(0) != 301
            assert _names(page) == ["a", "b", "c"]
            await close(page)

    aio(scenario())


def test_streams_end_when_nobody_looks(aio: Aio) -> None:
    async def scenario() -> None:
        async with desk_with(*_three()) as desk:
            page = _page(desk)
            await desk.until(lambda: all(desk.streams(A, B, C)))
            page.hide()
            await desk.until(lambda: not any(desk.streams(A, B, C)))
            page.show()
            await desk.until(lambda: all(desk.streams(A, B, C)))
            page.setWindowState(Qt.WindowState.WindowMinimized)
            await desk.until(lambda: not any(desk.streams(A, B, C)))
            await close(page)

    aio(scenario())


def test_of_very_many_only_those_in_sight_have_streams(aio: Aio) -> None:
    async def scenario() -> None:
        made = [make_container(number, f"c{number:03}") for number in range(1, STREAMS + 41)]
        async with desk_with(*made) as desk:
            page = _page(desk)
            await desk.until(lambda: desk.streams(made[0].id) == [True])
            assert desk.streams(made[-1].id) == [False]
            assert "in sight" in page.totals.text()
            page.table.scrollToBottom()
            await desk.until(lambda: desk.streams(made[-1].id, made[0].id) == [True, False])
            await close(page)

    aio(scenario())


def test_of_very_many_the_busiest_is_found_and_rows_that_came_into_sight_have_figures(
    aio: Aio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.model.stats.watcher._TOGETHER", 0.01)
    monkeypatch.setattr("desktop.ui.stats.page._REORDERED_MS", 10)

    async def scenario() -> None:
        made = [make_container(number, f"c{number:03}") for number in range(1, STREAMS + 41)]
        async with desk_with(*made) as desk:
            page = _page(desk)
            page.table.sortByColumn(CPU, Qt.SortOrder.DescendingOrder)
            news = asyncio.Event()
            desk.surroundings.stats.changed.subscribe(lambda _keys: news.set())
            seconds = itertools.count(1)

            async def run_until(holds: Callable[[], bool]) -> None:
                """The higher its number the more CPU a container uses."""
                while not holds():
                    await desk.until(lambda: any(desk.streams(*page.table.visible_keys())))
                    second = next(seconds)
                    for number, each in enumerate(made, 1):
                        desk.say(each.id, second, cpu=second * number * SECOND // 100)
                    news.clear()
                    await news.wait()

            def in_sight() -> list[Any]:
                return [_text(page, key, CPU) for key in page.table.visible_keys()]

            def are_alone() -> bool:
                """Whether only the rows in sight have streams, and all of these have figures."""
                streams = sum(desk.streams(*(each.id for each in made)))
                return streams == len(in_sight()) and "–" not in in_sight()

            falling = [each.name for each in reversed(made)]
            await run_until(lambda: _names(page) == falling and are_alone())
            page.table.verticalScrollBar().setValue(page.table.verticalScrollBar().maximum() // 2)
            assert "–" in in_sight()
            await run_until(are_alone)
            assert _names(page) == falling
            assert _text(page, made[-1].id, CPU) == "–", "it has a place, and no figure of now"
            await close(page)

    aio(scenario())


def test_a_row_is_chosen_and_opened_by_keyboard_and_mouse(aio: Aio) -> None:
    async def scenario() -> None:
        async with desk_with(*_three()) as desk:
            page = _page(desk)
            page.table.setFocus()
            page.table.select_key(A)
            QTest.keyClick(page.table, Qt.Key.Key_Down)
            assert desk.selected[-1] == B
            QTest.keyClick(page.table, Qt.Key.Key_Return)
            assert desk.revealed == [B]
            below = page.table.visualRect(page.model.index(2, 0)).center()
            QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(below))
            QTest.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(below))
            assert desk.revealed == [B, C]
            page.hide()
            page.show()
            assert desk.selected[-2:] == [C, C], "it is told again when the page is in front again"
            await close(page)

    aio(scenario())


def test_where_nothing_runs_the_page_says_so(aio: Aio) -> None:
    async def scenario() -> None:
        async with desk_with() as desk:
            page = _page(desk)
            assert page.stack.currentWidget() is page.empty
            assert page.empty.accessibleName() == "No container is running"
            one = make_container(1)
            desk.world.change(one)
            await desk.until(lambda: page.stack.currentWidget() is page.table)
            desk.world.change(replace(one, state=State.EXITED))
            await desk.until(lambda: page.stack.currentWidget() is page.empty)
            await close(page)

    aio(scenario())


def test_a_lost_engine_leaves_the_rows_and_no_figures(aio: Aio) -> None:
    async def scenario() -> None:
        async with desk_with(*_three()) as desk:
            page = _page(desk)
            await _load(desk, page)
            desk.world.drop()
            await desk.until(lambda: desk.session.status.link is Link.LOST)
            assert [_text(page, key, CPU) for key in (A, B, C)] == ["–", "–", "–"]
            await desk.until(lambda: desk.session.status.link is Link.LIVE)
            await _load(desk, page)
            await close(page)

    aio(scenario())


def test_text_of_the_engine_is_never_markup(aio: Aio) -> None:
    async def scenario() -> None:
        async with desk_with(make_container(1, "<b>x</b>\x1b", image="<i>y")) as desk:
            page = _page(desk)
            cell = page.model.index(0, 0)
            assert cell.data() == "<b>x</b>\\x1b"
            tip = cell.data(Qt.ItemDataRole.ToolTipRole)
            assert "&lt;b&gt;" in tip
            assert "<i>" not in tip
            for number in range(1, len(COLUMNS)):
                assert isinstance(
                    page.model.index(0, number).data(Qt.ItemDataRole.ToolTipRole), str
                )
            page.grab()
            await close(page)

    aio(scenario())
