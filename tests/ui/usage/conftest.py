"""A window's surroundings over the fake, connected and listed, with a disk that is measured."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from desktop.engine.records import Kind, State
from desktop.model.operations import Operations
from desktop.model.session import Session
from desktop.model.stats.watcher import StatsWatcher
from desktop.model.store import Store
from desktop.ui.page import Surroundings
from desktop.ui.settings import Settings
from tests.model.fake_engine import (
    FakeWorld,
    attached,
    make_container,
    make_image,
    make_network,
    make_volume,
)
from tests.model.usage.records import (
    cache_usage,
    container_usage,
    disk_usage,
    image_usage,
    volume_usage,
)
from tests.support.aio import Aio

ANONYMOUS = "ab" * 32
BASE, DANGLING, NAMED = make_image(1, "base:1"), make_image(2), make_image(3, "app:1", "app:2")
BACK = make_network(11, "back")
WEB = make_container(1, "web", image_id=BASE.id)
OLD = make_container(2, "old", image_id=BASE.id, state=State.EXITED, exit_code=3)
DB = make_container(
    3, "db", image_id=BASE.id, state=State.EXITED, exit_code=0, networks=(attached(BACK),)
)
VOLUMES = (make_volume(ANONYMOUS), make_volume("data"))

Main = Callable[[Surroundings], Coroutine[Any, Any, None]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:  # what Qt's offscreen platform says of any window with a minimum size
        if "tests/ui/usage/" in item.nodeid:
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints"))


@pytest.fixture
def world() -> FakeWorld:
    made = FakeWorld()
    made.add(BASE, DANGLING, NAMED, WEB, OLD, DB, *VOLUMES, BACK, make_network(12, "idle"))
    for volume in VOLUMES:
        made.inspections[volume.name] = {"CreatedAt": ""}
    for image in (DANGLING, NAMED):
        made.inspections[image.id] = {"Id": image.id, "RepoTags": list(image.references)}
    made.watched.usage = disk_usage(
        image_usage(BASE, 5_000_000, used=3),
        image_usage(DANGLING, 2_000_000, shared=2_000_000),
        image_usage(NAMED, 8_000_000, shared=2_000_000),
        *(container_usage(each, 40_000) for each in (WEB, OLD, DB)),
        volume_usage(VOLUMES[0], 300_000),
        volume_usage(VOLUMES[1], 900_000_000),
        cache_usage("first", 70_000_000, created=1.0),
        cache_usage("second", 10_000_000, created=2.0),
        layers=13_000_000,
    )
    return made


@asynccontextmanager
async def surrounded(world: FakeWorld, folder: Path) -> AsyncIterator[Surroundings]:
    session = Session(Store(), world.find, world.connect)
    operations = Operations(lambda: session.engine)
    running = asyncio.get_running_loop().create_task(session.run())
    tables = [session.store.table(kind) for kind in Kind]
    await until(lambda: session.engine and all(table.standing.loaded for table in tables))

    def nothing(*_arguments: object) -> None:
        pass

    try:
        yield Surroundings(
            session=session,
            operations=operations,
            settings=Settings(folder),
            stats=StatsWatcher(session),
            run=lambda command: operations.start(command) if command is not None else None,
            open_url=nothing,
            reveal=nothing,
            select=nothing,
        )
    finally:
        await operations.close()
        running.cancel()
        await asyncio.wait([running])


async def until(true: Callable[[], object]) -> None:
    """Turn the loop until something is true."""
    async with asyncio.timeout(40):
        while not true():  # noqa: ASYNC110 - of what tells by no event
            await asyncio.sleep(0)


@pytest.fixture
def around(aio: Aio, world: FakeWorld, tmp_path: Path) -> Callable[[Main], None]:
    """``around(main)`` runs it with a page's surroundings."""

    async def run(main: Main) -> None:
        async with surrounded(world, tmp_path) as surroundings:
            await main(surroundings)

    return lambda main: aio(run(main))


@pytest.fixture
def window(qtbot: Any) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made
