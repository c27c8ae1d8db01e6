"""The disk is a picture with its numbers in words; it is measured when it is looked at."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.engine.errors import EngineFault
from desktop.engine.records import State
from desktop.model.usage.summary import Group, Summary
from desktop.ui import theme
from desktop.ui.page import Surroundings
from desktop.ui.usage.bar import Part, UsageBar
from desktop.ui.usage.dialog import PruneForm
from desktop.ui.usage.page import DiskUsagePage
from tests.model.fake_engine import FakeWorld, make_container
from tests.model.usage.records import disk_usage
from tests.ui.usage.conftest import OLD, Main, until

Around = Callable[[Main], None]


@asynccontextmanager
async def shown(
    surroundings: Surroundings, *, measured: bool = True
) -> AsyncIterator[DiskUsagePage]:
    page = DiskUsagePage(surroundings)
    page.resize(900, 600)
    page.show()
    if measured:
        await until(lambda: page.watch.usage is not None and not page.watch.asking)
    try:
        yield page
    finally:
        await page.close_down()
        page.close()
        page.deleteLater()


def facts(page: DiskUsagePage) -> str:
    return page._facts.text().replace("\u200b", "")


def test_each_kind_says_its_numbers_to_eyes_and_ears(around: Around) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with shown(surroundings) as page:
            assert page.rows[Group.IMAGES].accessibleName() == (
                "Images, 3, 1 in use, 13MB, 5MB used · 2MB in shared layers · 6MB unused"
                " · docker says 8MB reclaimable (61 %)"
            )
            assert page.rows[Group.CONTAINERS].accessibleName().endswith("80kB unused (66 %)")
            assert page.rows[Group.NETWORKS].accessibleName() == (
                "Networks, 2, 1 in use, Networks take no space."
            )
            assert facts(page).startswith("993MB in all, measured ")

    around(main)


def test_it_is_measured_when_it_is_first_looked_at_and_not_before(
    around: Around, world: FakeWorld
) -> None:
    async def main(surroundings: Surroundings) -> None:
        page = DiskUsagePage(surroundings)
        assert not world.called("disk_usage")
        page.show()
        await until(lambda: page.watch.usage)
        page.hide()
        page.show()
        await asyncio.sleep(0)
        assert len(world.called("disk_usage")) == 1
        await page.close_down()
        page.close()
        page.deleteLater()

    around(main)


def test_it_is_measured_as_soon_as_there_is_an_engine(around: Around, world: FakeWorld) -> None:
    async def main(surroundings: Surroundings) -> None:
        world.fail("connect", EngineFault("no", status=500))
        world.drop()
        await until(lambda: surroundings.session.engine is None)
        async with shown(surroundings, measured=False) as page:
            assert not world.called("disk_usage")
            world.heal()
            surroundings.session.retry_now()
            await until(lambda: page.watch.usage)

    around(main)


def test_news_mark_it_outdated_and_ask_nothing(around: Around, world: FakeWorld) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with shown(surroundings) as page:
            assert not page.banner.isVisible()
            world.change(make_container(50, "new", state=State.EXITED))
            await until(lambda: page.banner.isVisible())
            assert "has changed since" in page.banner.text
            assert len(world.called("disk_usage")) == 1
            QTest.mouseClick(page.measure_button, Qt.MouseButton.LeftButton)
            await until(lambda: not page.banner.isVisible())
            assert len(world.called("disk_usage")) == 2

    around(main)


def test_coming_back_to_what_is_outdated_measures_again(around: Around, world: FakeWorld) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with shown(surroundings) as page:
            page.hide()
            world.change(make_container(50, "new"))
            await until(lambda: page.watch.outdated)
            page.show()
            await until(lambda: not page.watch.outdated and not page.watch.asking)
            assert len(world.called("disk_usage")) == 2

    around(main)


def test_a_skeleton_stands_while_it_is_measured_first(around: Around, world: FakeWorld) -> None:
    async def main(surroundings: Surroundings) -> None:
        world.fail("disk_usage", until=asyncio.Event())
        async with shown(surroundings, measured=False) as page:
            await until(lambda: page.watch.asking)
            assert page.loading.isVisible()
            assert not page.measure_button.isEnabled()
            assert not page.prune_button.isEnabled()

    around(main)


def test_a_failure_says_why_and_keeps_what_was_known(around: Around, world: FakeWorld) -> None:
    async def main(surroundings: Surroundings) -> None:
        world.fail("disk_usage", EngineFault("layer does not exist", status=500))
        async with shown(surroundings, measured=False) as page:
            await until(lambda: page.failed.isVisible())
            world.heal()
            page.measure()
            await until(lambda: page.watch.usage)
            world.fail("disk_usage", EngineFault("layer does not exist", status=500))
            page.measure()
            await until(lambda: page.banner.isVisible() and not page.watch.asking)
            assert "layer does not exist" in page.banner.text
            assert page.rows[Group.IMAGES].isVisible()

    around(main)


def test_an_engine_out_of_sight_leaves_the_last_known_state(
    around: Around, world: FakeWorld
) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with shown(surroundings) as page:
            world.fail("connect", EngineFault("no", status=500))
            world.drop()
            await until(lambda: surroundings.session.engine is None)
            assert "last known" in page.banner.text
            assert not page.prune_button.isEnabled()
            assert not page.rows[Group.IMAGES].prune_button.isEnabled()

    around(main)


def test_an_empty_disk_has_nothing_to_free(around: Around, world: FakeWorld) -> None:
    async def main(surroundings: Surroundings) -> None:
        world.watched.usage = disk_usage()
        for network in tuple(world.networks.values()):
            world.vanish(network)
        await until(lambda: not len(surroundings.session.store.networks))
        async with shown(surroundings) as page:
            assert facts(page).endswith("Nothing to free.")
            assert not page.prune_button.isEnabled()

    around(main)


def test_a_kind_is_pruned_in_two_clicks_and_measured_again(
    around: Around, world: FakeWorld
) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with shown(surroundings) as page:
            button = page.rows[Group.CONTAINERS].prune_button
            assert button.accessibleDescription().startswith("Containers, 3, 1 in use")
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
            await until(lambda: forms() and forms()[0].verb_button.isEnabled())
            QTest.mouseClick(forms()[0].verb_button, Qt.MouseButton.LeftButton)
            await until(lambda: len(world.called("disk_usage")) == 2)
            assert OLD.id not in world.containers
            (operation,) = surroundings.operations
            assert not operation.failures
            await until(lambda: not page.watch.asking)
            assert not page.watch.outdated

    around(main)


def forms() -> list[PruneForm]:
    tops: list[QWidget] = QApplication.topLevelWidgets()
    return [widget for widget in tops if isinstance(widget, PruneForm) and widget.isVisible()]


def test_a_bar_is_as_long_as_its_kind_takes_space(qtbot: QtBot) -> None:
    bar = UsageBar()
    qtbot.addWidget(bar)
    bar.resize(1000, 12)
    summary = Summary(Group.IMAGES, 3, 1, size=500, used=250, shared=1, unused=249)
    bar.show_summary(summary, 1000)
    places = [(part, rect.left(), rect.width()) for part, rect in bar.places()]
    assert places == [
        (Part.USED, 0, 250),
        (Part.SHARED, 250, 3),  # however little, it is seen
        (Part.UNUSED, 253, 249),
    ]


def test_a_bar_is_painted_in_the_theme_in_force(qtbot: QtBot, qapp: QApplication) -> None:
    appearance = theme.apply_theme(qapp, theme.Scheme.LIGHT)
    bar = UsageBar()
    qtbot.addWidget(bar)
    bar.resize(300, 12)
    bar.show_summary(Summary(Group.VOLUMES, 1, 0, size=10, unused=10), 20)

    def colour(x: int) -> QColor:
        return bar.grab().toImage().pixelColor(x, 6)

    try:
        for scheme in (theme.Scheme.LIGHT, theme.Scheme.DARK):
            appearance.choose(scheme)
            assert colour(75) == theme.current().accent
            assert colour(225) == theme.current().sunken
    finally:
        appearance.choose(theme.Scheme.LIGHT)
