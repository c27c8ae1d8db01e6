"""The history of an image, and the files of its layers, which are read when a person asks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from PySide6.QtWidgets import QApplication

from desktop.engine.archive_records import HistoryEntry, ImageLayers, LayerFile
from desktop.engine.errors import EngineFault
from desktop.engine.observations import Difference
from desktop.engine.records import Image, Kind, Progress
from desktop.ui.changes.model import CHANGE, NAME, SIZE
from desktop.ui.details.subject import Subject
from desktop.ui.history import model as columns
from desktop.ui.history.page import HistoryPage
from desktop.ui.page import Surroundings
from tests.model.fake_engine import NOW, FakeWorld, make_image
from tests.ui.usage.conftest import until
from tests.ui.watching.conftest import Around

APP, OTHER = make_image(900, "app:1", size=4000), make_image(901, "other:1")
ADDED = Difference.ADDED
LAYERS = (
    (LayerFile("/etc/a", 1000, ADDED), LayerFile("/etc/b", 0, ADDED)),
    (LayerFile("/big", 3000, ADDED), LayerFile("/etc/b", 0, Difference.DELETED)),
)


@pytest.fixture
def world(world: FakeWorld) -> FakeWorld:
    world.add(APP, OTHER)
    world.stored.history = [
        HistoryEntry("", NOW, "/bin/sh -c #(nop)  ENV PASSWORD=hunter2", 0),
        HistoryEntry("", NOW, "/bin/sh -c make <b>all</b>", 3000, comment="mine"),
        HistoryEntry("", NOW, "", 1000, comment="Imported from -"),
    ]
    world.stored.layers = ImageLayers(LAYERS, (0, 1, None))
    return world


@asynccontextmanager
async def shown(around: Surroundings, image: Image = APP) -> AsyncIterator[HistoryPage]:
    page = HistoryPage(around)
    page.show_subject(subject(around, image))
    page.resize(1000, 400)
    page.show()
    try:
        await until(lambda: page.stack.currentWidget() is not page.loading)
        yield page
    finally:
        await page.close_down()
        page.close()
        page.deleteLater()


def subject(around: Surroundings, image: Image) -> Subject:
    return Subject(Kind.IMAGE, image.id, around.session.store, image)


def texts(page: HistoryPage, column: int) -> list[str]:
    model = page.model
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def choose(page: HistoryPage, row: int) -> None:
    page.steps.setCurrentIndex(page.model.index(row, 0))


def files(page: HistoryPage) -> list[tuple[object, ...]]:
    model = page.files.model
    rows = [model.index(row, NAME) for row in range(model.rowCount())]
    return [tuple(i.siblingAtColumn(c).data() for c in (NAME, CHANGE, SIZE)) for i in rows]


async def until_read(page: HistoryPage) -> None:
    page.files.read.trigger()
    await until(lambda: page.reading.found is not None and not page.reading.reading)


def test_each_step_has_its_instruction_size_and_share(around: Around) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with shown(surroundings) as page:
            said = texts(page, columns.INSTRUCTION)
            assert said[1:] == ["RUN make <b>all</b>", "Imported from -"]
            assert "hunter2" not in said[0]
            assert texts(page, columns.SIZE) == ["0B", "3kB", "1kB"]
            assert texts(page, columns.SHARE) == ["", "75.0%", "25.0%"]
            choose(page, 1)
            page.copy_instruction()
            assert QApplication.clipboard().text() == "RUN make <b>all</b>"
            choose(page, 0)
            page.copy_instruction()
            assert QApplication.clipboard().text() == said[0]

    around(main)


def test_the_files_are_read_on_demand_and_shown_for_the_chosen_step(
    around: Around, world: FakeWorld
) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with shown(surroundings) as page:
            parts = page.files
            assert parts.part is parts.unread
            assert not world.called("layers")
            await until_read(page)
            assert parts.part is parts.nothing  # the step made no layer
            choose(page, 1)
            await until(lambda: len(files(page)) == 2)
            assert files(page) == [("big", "A  Added", "3kB"), ("etc", "", "")]
            choose(page, 2)
            await until(lambda: files(page) == [("etc", "", "1kB")])
            parts.filter_box.setText("none of it")
            await until(lambda: parts.part is parts.nothing)
            parts.filter_box.clear()
            await until(lambda: parts.part is parts.tree)

    around(main)


def test_reading_tells_how_far_it_is_and_is_cancelled(around: Around, world: FakeWorld) -> None:
    world.progress = [Progress("", 2000)]

    async def main(surroundings: Surroundings) -> None:
        world.fail("layers", until=asyncio.Event())
        async with shown(surroundings) as page:
            page.files.read.trigger()
            await until(lambda: "2kB read of about 4kB" in page.files._said.text())
            page.files.cancel_button.click()
            assert not page.reading.reading
            assert page.files.part is page.files.unread

    around(main)


def test_what_fails_is_said_and_may_be_tried_again(around: Around, world: FakeWorld) -> None:
    world.fail("layers", EngineFault("no space left on device"), times=1)
    world.fail("history", EngineFault("broken"), times=1)

    async def main(surroundings: Surroundings) -> None:
        async with shown(surroundings) as page:
            assert page.stack.currentWidget() is page.failed
            assert "broken" in page.failed.accessibleName()
            page.look.ask()
            await until(lambda: page.stack.currentWidget() is page.splitter)
            page.files.read.trigger()
            await until(lambda: page.reading.problem is not None)
            await until(lambda: "Cannot read the files" in page.files.unread.accessibleName())
            await until_read(page)

    around(main)


def test_another_image_begins_anew(around: Around, world: FakeWorld) -> None:
    async def main(surroundings: Surroundings) -> None:
        async with shown(surroundings) as page:
            await until_read(page)
            page.show_subject(subject(surroundings, OTHER))
            assert page.reading.found is None
            await until(lambda: page.look.value is not None)
            assert page.files.part is page.files.unread
            assert [call[0] for call in world.called("history")] == [APP.id, OTHER.id]

    around(main)


def test_an_image_that_does_not_tell_which_step_made_a_layer(
    around: Around, world: FakeWorld
) -> None:
    world.stored.layers = ImageLayers(LAYERS)

    async def main(surroundings: Surroundings) -> None:
        async with shown(surroundings) as page:
            await until_read(page)
            assert "does not tell which step" in page.files.nothing.accessibleName()

    around(main)
