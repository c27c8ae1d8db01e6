"""Processes and changes are asked for when they are looked at, and say how old they are."""

from __future__ import annotations

import asyncio
import weakref
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.engine.errors import EngineFault
from desktop.engine.observations import Difference, FileChange, Processes
from desktop.engine.records import State
from desktop.model.file_changes import LISTED
from desktop.ui.changes.page import ChangesPage
from desktop.ui.look_page import LookPage
from desktop.ui.page import Surroundings
from desktop.ui.processes.model import CPU
from desktop.ui.processes.page import ProcessesPage
from tests.model.fake_engine import FakeWorld
from tests.ui.usage.conftest import until
from tests.ui.watching.conftest import MASTER, OLD, WEB, Around, subject_of

P = TypeVar("P", bound=LookPage)


@asynccontextmanager
async def shown(page: P, *, answered: bool = True) -> AsyncIterator[P]:
    page.resize(900, 400)
    page.show()
    try:
        if answered:
            await until(lambda: page.stack.currentWidget() is not page.loading)
        yield page
    finally:
        await page.close_down()
        page.close()
        page.deleteLater()


def rows(page: ProcessesPage, parent: QModelIndex | None = None) -> list[object]:
    """PIDs with those below them."""
    model, above = page.model, parent or QModelIndex()
    found: list[object] = []
    for number in range(model.rowCount(above)):
        index = model.index(number, 0, above)
        row = model.row_of(index)
        assert row is not None
        below = rows(page, index)
        found.append((row.pid, below) if below else row.pid)
    return found


def processes(around: Surroundings) -> ProcessesPage:
    page = ProcessesPage(around)
    page.show_subject(subject_of(around, WEB, {"State": {"Pid": 100, "StartedAt": "a"}}))
    return page


def test_processes_stand_below_their_parents_or_in_one_list(around: Around) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with shown(processes(surroundings)) as page:
            assert rows(page) == [(100, [101, 102])]
            page.tree_button.setChecked(False)
            page.tree.sortByColumn(CPU, Qt.SortOrder.DescendingOrder)
            assert rows(page) == [101, 102, 100]

    around(main)


def test_tab_reaches_what_stands_above_the_rows(around: Around) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with shown(processes(surroundings)) as page:
            page.activateWindow()
            page.setFocus()
            await until(page.tree.hasFocus)
            for _ in range(8):
                QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)
                if page.filter_box.hasFocus():
                    break
            assert page.filter_box.hasFocus()

    around(main)


def test_nothing_is_asked_until_it_is_seen(around: Around, world: FakeWorld) -> None:
    async def main(surroundings: Surroundings) -> None:
        page = processes(surroundings)
        assert not world.called("processes")
        async with shown(page):
            assert len(world.called("processes")) == 1
            page.show_subject(subject_of(surroundings, WEB))  # as the details do every 15 s
            await asyncio.sleep(0)
            assert len(world.called("processes")) == 1

    around(main)


def test_f5_asks_again_and_another_life_does_too(around: Around, world: FakeWorld) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with shown(processes(surroundings)) as page:
            page.tree.setFocus()
            QTest.keyClick(page.tree, Qt.Key.Key_F5)
            await until(lambda: len(world.called("processes")) == 2 and not page.look.asking)
            again = {"State": {"Pid": 200, "StartedAt": "b"}}
            page.show_subject(subject_of(surroundings, WEB, again))
            assert len(world.called("processes")) == 2
            await until(lambda: len(world.called("processes")) == 3)

    around(main)


def test_what_is_selected_stays_so_when_it_is_asked_again(around: Around, world: FakeWorld) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with shown(processes(surroundings)) as page:
            page.tree.setCurrentIndex(page.model.index_of(101))
            before = world.watched.processes[WEB.id]
            more = ("99", *MASTER[1:])
            world.watched.processes[WEB.id] = Processes(before.titles, (more, *before.rows))
            page.refresh()
            await until(lambda: page.model.total == 4)
            assert page.current is not None
            assert page.current.pid == 101

    around(main)


def test_a_container_that_rests_says_so(around: Around, world: FakeWorld) -> None:
    async def main(surroundings: Surroundings) -> None:
        page = ProcessesPage(surroundings)
        page.show_subject(subject_of(surroundings, OLD))
        async with shown(page):
            assert page.nothing.accessibleName() == "old is not running"
            assert not page.signal.isEnabled()
            assert not world.called("processes")

    around(main)


def test_what_fails_is_told_with_a_way_out(around: Around, world: FakeWorld) -> None:
    async def main(surroundings: Surroundings) -> None:
        world.fail("processes", EngineFault("ps is <b>not</b> found", status=500))
        async with shown(processes(surroundings)) as page:
            assert page.failed.accessibleName() == (
                "Cannot list the processes of container web:"
                " the Engine says “ps is <b>not</b> found”."
            )
            world.heal()
            page.refresh()
            await until(lambda: page.stack.currentWidget() is page.tree)

    around(main)


def test_a_plain_ps_shows_the_columns_that_it_has(around: Around, world: FakeWorld) -> None:
    async def main(surroundings: Surroundings) -> None:
        titles = ("UID", "PID", "PPID", "C", "STIME", "TTY", "TIME", "CMD")
        row = ("root", "100", "7", "0", "10:00", "?", "00:00:01", "nginx -g x")
        world.watched.processes[WEB.id] = Processes(titles, (row,))
        world.fail("processes", EngineFault("bad -o argument", status=500), times=1)
        async with shown(processes(surroundings)) as page:
            assert rows(page) == [100]
            hidden = [n for n in range(9) if page.tree.isColumnHidden(n)]
            assert [page.model.headerData(n, Qt.Orientation.Horizontal) for n in hidden] == [
                "State",
                "Memory",
                "Resident",
                "Running for",
            ]

    around(main)


def changes(surroundings: Surroundings) -> ChangesPage:
    page = ChangesPage(surroundings)
    page.show_subject(subject_of(surroundings, WEB))
    return page


def paths(page: ChangesPage) -> list[str]:
    return [node.path for node in page.model.tree.nodes[1:]]


def test_changes_are_counted_and_filtered(around: Around) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with shown(changes(surroundings)) as page:
            await until(lambda: len(page.model.tree.nodes) == 6)
            assert page.facts.text().startswith("2 added, 2 changed, 1 deleted · ")
            page.filter_box.setText("NEW")
            await until(lambda: paths(page) == ["/etc", "/etc/new"])
            assert page.facts.text().startswith("1 of 5 · ")
            page.filter_box.clear()
            page.buttons[Difference.ADDED].setChecked(False)
            page.buttons[Difference.CHANGED].setChecked(False)
            await until(lambda: paths(page) == ["/etc", "/etc/old"])
            page.filter_box.setText("nowhere")
            await until(lambda: page.nothing.accessibleName() == "Nothing matches the filter")

    around(main)


def test_what_is_shown_no_longer_is_let_go(around: Around, world: FakeWorld) -> None:
    async def main(surroundings: Surroundings) -> None:
        paths = [f"/{number}/a" for number in range(2100)]
        world.watched.file_changes[WEB.id] = [FileChange(p, Difference.ADDED) for p in paths]
        async with shown(changes(surroundings)) as page:
            await until(lambda: len(page.model.tree.nodes) == 4201)
            node = weakref.ref(page.model.tree.nodes[1])
            page.filter_box.setText("nowhere")
            await until(lambda: len(page.model.tree.nodes) == 1)
            await until(lambda: node() is None)

    around(main)


def test_of_very_many_in_a_folder_the_last_row_says_how_many_more(
    around: Around, world: FakeWorld
) -> None:
    async def main(surroundings: Surroundings) -> None:
        paths = [f"/d/{number}" for number in range(LISTED + 2)]
        world.watched.file_changes[WEB.id] = [FileChange(p, Difference.ADDED) for p in paths]
        async with shown(changes(surroundings)) as page:
            await until(lambda: page.model.rowCount() == 1)
            folder = page.model.index(0, 0)
            assert page.model.rowCount(folder) == LISTED + 1
            last = page.model.index(LISTED, 0, folder)
            assert last.data() == "2 more: filter by a part of their path"
            page.tree.setCurrentIndex(last)
            page.copy_path()
            assert QApplication.clipboard().text() == "/d"
            assert page.facts.text().startswith(f"{LISTED + 2:,} added · ")

    around(main)


def test_a_folder_that_was_closed_stays_closed(around: Around, world: FakeWorld) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with shown(changes(surroundings)) as page:
            await until(lambda: len(page.model.tree.nodes) == 6)
            etc = page.model.tree.root.children[0]
            page.tree.collapse(page.model.index_of(etc))
            before = world.watched.file_changes[WEB.id]
            more = [*before, FileChange("/a", Difference.ADDED)]
            world.watched.file_changes[WEB.id] = more
            page.refresh()
            await until(lambda: len(page.model.tree.nodes) == 7)
            found = {
                n.path: page.tree.isExpanded(page.model.index_of(n))
                for n in page.model.tree.root.children
            }
            assert found == {"/etc": False, "/var": True, "/a": False}

    around(main)


def test_the_path_is_copied_and_no_difference_is_said(around: Around, world: FakeWorld) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with shown(changes(surroundings)) as page:
            await until(lambda: len(page.model.tree.nodes) == 6)
            QTest.keyClick(page.tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
            assert QApplication.clipboard().text() == "/etc"
            world.watched.file_changes[WEB.id] = []
            page.show_subject(subject_of(surroundings, replace(WEB, state=State.EXITED)))
            await until(lambda: page.nothing.accessibleName() == "No differences")

    around(main)
