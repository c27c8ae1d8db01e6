"""A prune says what goes and what that frees, removes what is ticked, and nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.engine.errors import EngineFault
from desktop.engine.records import State
from desktop.model.usage.prune import Prune
from desktop.model.usage.summary import Group
from desktop.ui.page import Surroundings
from desktop.ui.usage.dialog import PruneForm, prune_unused
from desktop.ui.usage.model import AGE, FREES, NAME, WHY, CandidateModel
from tests.model.fake_engine import FakeWorld, make_image, make_info
from tests.model.usage.records import disk_usage, image_usage
from tests.ui.usage.conftest import ANONYMOUS, DANGLING, OLD, WEB, Main, until

Around = Callable[[Main], None]
CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


@dataclass(frozen=True)
class Row:
    model: CandidateModel
    index: QModelIndex

    def text(self, column: int) -> str:
        return str(self.index.siblingAtColumn(column).data() or "")

    @property
    def tip(self) -> str:
        return str(self.index.data(Qt.ItemDataRole.ToolTipRole))

    @property
    def ticked(self) -> bool:
        return Qt.CheckState(self.index.data(Qt.ItemDataRole.CheckStateRole)) is CHECKED

    @property
    def is_kind(self) -> bool:
        return self.model.rowCount(self.index) > 0

    @property
    def enabled(self) -> bool:
        return Qt.ItemFlag.ItemIsEnabled in self.index.flags()


class Dialog:
    """An open one."""

    def __init__(self, form: PruneForm, task: asyncio.Task[Prune | None]) -> None:
        self.form = form
        self.task = task

    @property
    def rows(self) -> dict[str, Row]:
        """By name; kinds by theirs."""
        model = self.form.tree.rows
        tops = [model.index(number, NAME) for number in range(model.rowCount())]
        inner = [model.index(n, NAME, top) for top in tops for n in range(model.rowCount(top))]
        return {str(index.data()): Row(self.form.tree.rows, index) for index in (*tops, *inner)}

    @property
    def ticked(self) -> set[str]:
        return {name for name, row in self.rows.items() if row.ticked and not row.is_kind}

    def tick(self, name: str, ticked: bool = True) -> None:
        model = self.form.tree.rows
        state = (CHECKED if ticked else UNCHECKED).value
        assert model.setData(self.rows[name].index, state, Qt.ItemDataRole.CheckStateRole)


@asynccontextmanager
async def opened(
    window: QWidget, around: Surroundings, *groups: Group, listed: bool = True
) -> AsyncIterator[Dialog]:
    task = asyncio.ensure_future(prune_unused(window, around.session, groups or tuple(Group)))

    def form() -> PruneForm | None:
        tops = QApplication.topLevelWidgets()
        return next((w for w in tops if isinstance(w, PruneForm) and w.isVisible()), None)

    await until(form)
    shown = form()
    assert shown is not None
    if listed:
        await until(lambda: shown.tree.rows.rowCount())
    try:
        yield Dialog(shown, task)
    finally:
        task.cancel()
        await asyncio.wait([task])


def test_everything_unused_is_listed_and_what_has_no_name_is_ticked(
    around: Around, window: QWidget
) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with opened(window, surroundings) as dialog:
            kinds = {"Images", "Containers", "Volumes", "Build cache", "Networks"}
            rows = set(dialog.rows) - kinds
            assert rows == {
                "app:1 and 1 more",
                DANGLING.id[7:19],
                "old",
                "db",
                ANONYMOUS[:12],
                "data",
                "COPY . .",
                "idle",
                "back",
            }
            assert dialog.ticked == rows - {"app:1 and 1 more", "data", "back"}
            assert dialog.form.total.text() == "7 objects, free 80.4MB"

    around(main)


def test_each_row_says_why_and_what_it_frees(around: Around, window: QWidget) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with opened(window, surroundings) as dialog:
            said = {name: (row.text(WHY), row.text(FREES)) for name, row in dialog.rows.items()}
            assert said["old"] == ("Exited (3)", "40kB")
            assert said[DANGLING.id[7:19]] == ("Nameless, unused; its layers are shared", "0B")
            assert said["app:1 and 1 more"] == ("No container uses it", "6MB")
            assert said["data"] == ("Not mounted; its data is lost", "900MB")
            assert said["back"] == ("Needed to start db", "")
            assert said["Build cache"] == ("2 unused", "80MB")
            assert dialog.rows["old"].text(AGE) == "About a minute ago"

    around(main)


def test_the_engine_is_named(around: Around, window: QWidget) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with opened(window, surroundings, Group.VOLUMES) as dialog:
            heading = dialog.form._heading
            said = [label.text() for label in heading.findChildren(type(dialog.form.total))]
            assert said[0] == "Remove volumes that no container mounts?"
            assert "fake (unix:///fake.sock)" in said[1].replace("\u200b", "")

    around(main)


def test_the_total_follows_the_ticks(around: Around, window: QWidget) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with opened(window, surroundings) as dialog:
            dialog.tick("data")
            assert dialog.form.total.text() == "8 objects, free 980MB"
            dialog.tick("app:1 and 1 more")
            assert dialog.form.total.text() == "9 objects, free at least 986MB"
            QTest.mouseClick(dialog.form._none, Qt.MouseButton.LeftButton)
            assert dialog.form.total.text() == "Nothing is selected"
            assert not dialog.form.verb_button.isEnabled()
            QTest.mouseClick(dialog.form._all, Qt.MouseButton.LeftButton)
            assert dialog.form.total.text().startswith("10 objects")
            assert dialog.form.verb_button.isEnabled()

    around(main)


def test_what_can_not_be_brought_back_is_said(around: Around, window: QWidget) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with opened(window, surroundings) as dialog:
            QTest.mouseClick(dialog.form._none, Qt.MouseButton.LeftButton)
            assert not dialog.form._losses.isVisible()
            for name in ("data", "old", "back"):
                dialog.tick(name)
            assert dialog.form._losses.text() == (
                "The data in 1 volume is lost. The files and log of 1 container are lost."
                " Stopped containers lose 1 network they need."
            )

    around(main)


def test_the_space_bar_ticks_and_a_kind_ticks_all_of_it(around: Around, window: QWidget) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with opened(window, surroundings) as dialog:
            tree = dialog.form.tree
            tree.setFocus()
            tree.setCurrentIndex(dialog.rows["data"].index)
            QTest.keyClick(tree, Qt.Key.Key_Space)
            assert "data" in dialog.ticked
            dialog.tick("Images", ticked=False)
            dialog.tick("Images")
            assert {"app:1 and 1 more", DANGLING.id[7:19]} <= dialog.ticked

    around(main)


def test_only_what_is_ticked_is_the_command(around: Around, window: QWidget) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with opened(window, surroundings, Group.CONTAINERS, Group.CACHE) as dialog:
            dialog.tick("db", ticked=False)
            prune = ("docker", "builder", "prune", "--all", "--force", "--filter")
            wanted = [line.split() for line in dialog.form.line.exact.splitlines()]
            assert wanted == [
                ["docker", "rm", "old"],
                [*prune, "id=second"],
                [*prune, "id=first"],
            ]
            QTest.mouseClick(dialog.form.verb_button, Qt.MouseButton.LeftButton)
            command = await dialog.task
            assert command is not None
            assert [target.name for target in command.targets] == ["old", "second", "first"]

    around(main)


def test_what_comes_into_use_while_one_reads_can_not_be_ticked_any_more(
    around: Around, window: QWidget, world: FakeWorld
) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with opened(window, surroundings) as dialog:
            world.change(replace(OLD, state=State.RUNNING))
            world.change(replace(DANGLING, references=("new:1",)))
            await until(lambda: not dialog.rows["old"].enabled)
            await until(lambda: not dialog.rows[DANGLING.id[7:19]].enabled)
            QTest.mouseClick(dialog.form._all, Qt.MouseButton.LeftButton)
            assert not {"old", DANGLING.id[7:19]} & dialog.ticked
            assert dialog.rows["old"].text(WHY) == "Has changed: it is kept"
            assert "old" not in dialog.form.line.exact

    around(main)


def test_nothing_is_added_while_one_reads(
    around: Around, window: QWidget, world: FakeWorld
) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with opened(window, surroundings) as dialog:
            before = set(dialog.rows)
            world.change(replace(WEB, state=State.EXITED))
            await until(lambda: surroundings.session.store.containers.get(WEB.id) != WEB)
            assert set(dialog.rows) == before

    around(main)


def test_rows_sort_by_what_they_free_and_kinds_stay_in_their_order(
    around: Around, window: QWidget
) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with opened(window, surroundings) as dialog:
            tree = dialog.form.tree
            kinds = ["Images", "Containers", "Volumes", "Build cache", "Networks"]
            frees = ["300kB", "900MB"]
            for order, wanted in (
                (Qt.SortOrder.AscendingOrder, frees),
                (Qt.SortOrder.DescendingOrder, frees[::-1]),
            ):
                tree.sortByColumn(FREES, order)
                rows = [name for name, row in dialog.rows.items() if row.is_kind]
                assert rows == kinds
                volumes = [r for n, r in dialog.rows.items() if n in ("data", ANONYMOUS[:12])]
                assert [row.text(FREES) for row in volumes] == wanted

    around(main)


def test_while_the_disk_is_measured_nothing_can_be_removed(
    around: Around, window: QWidget, world: FakeWorld
) -> None:
    async def main(surroundings: Surroundings) -> None:
        answered = asyncio.Event()
        world.fail("disk_usage", until=answered)
        async with opened(window, surroundings, listed=False) as dialog:
            assert dialog.form._stack.currentWidget() is dialog.form._loading
            assert not dialog.form.verb_button.isEnabled()
            answered.set()
            await until(lambda: dialog.rows)
            assert dialog.form.verb_button.isEnabled()

    around(main)


def test_closing_it_ends_the_question(around: Around, window: QWidget, world: FakeWorld) -> None:
    async def main(surroundings: Surroundings) -> None:
        world.fail("disk_usage", until=asyncio.Event())
        async with opened(window, surroundings, listed=False) as dialog:
            dialog.form.reject()
            assert await dialog.task is None

    around(main)


def test_nothing_to_free_is_said(around: Around, window: QWidget, world: FakeWorld) -> None:
    async def main(surroundings: Surroundings) -> None:
        world.watched.usage = disk_usage(image_usage(make_image(1, "base:1"), used=1))
        async with opened(window, surroundings, Group.IMAGES, listed=False) as dialog:
            empty = dialog.form._empty
            await until(lambda: dialog.form._stack.currentWidget() is empty)
            assert empty.accessibleName() == "Nothing to free"
            assert not dialog.form.verb_button.isEnabled()

    around(main)


def test_a_disk_that_was_not_measured_says_why(
    around: Around, window: QWidget, world: FakeWorld
) -> None:
    async def main(surroundings: Surroundings) -> None:
        world.fail("disk_usage", EngineFault("layer does not exist", status=500))
        async with opened(window, surroundings, listed=False) as dialog:
            await until(lambda: dialog.form._empty.accessibleName() == "The disk was not measured")
            assert not dialog.form.verb_button.isEnabled()

    around(main)


def test_another_engine_ends_it(around: Around, window: QWidget, world: FakeWorld) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with opened(window, surroundings) as dialog:
            world.info = make_info("engine-2")
            surroundings.session.retry_now()
            world.drop()
            await until(lambda: dialog.form._over)
            assert "Another Engine is shown now" in dialog.form.banner.text

    around(main)


@pytest.mark.parametrize("name", ["<b>x</b>", "a&b", "exe\u202etxt"])
def test_names_are_plain_text(around: Around, window: QWidget, world: FakeWorld, name: str) -> None:
    async def main(surroundings: Surroundings) -> None:
        world.change(replace(OLD, name=name))
        await until(lambda: surroundings.session.store.containers.get(OLD.id).name == name)  # type: ignore[union-attr]
        async with opened(window, surroundings, Group.CONTAINERS) as dialog:
            (row,) = (row for shown, row in dialog.rows.items() if shown != "db")
            assert row.text(NAME) == name.replace("\u202e", "\\u202e")
            assert "<b>" not in row.tip

    around(main)
