"""Pages over a fake Engine with one container that is watched."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from desktop.engine.observations import Difference, FileChange, Processes
from desktop.engine.records import Container, Kind, State
from desktop.ui.details.subject import Subject
from desktop.ui.page import Surroundings
from tests.model.fake_engine import FakeWorld, make_container, make_network
from tests.support.aio import Aio
from tests.ui.usage.conftest import surrounded

Main = Callable[[Surroundings], Coroutine[Any, Any, None]]
Around = Callable[[Main], None]

WEB = make_container(1, "web")
OLD = make_container(2, "old", state=State.EXITED, exit_code=0)
BACK = make_network(11, "back")
TITLES = ("PID", "PPID", "USER", "STAT", "%CPU", "%MEM", "RSS", "ELAPSED", "COMMAND")
MASTER = ("100", "7", "root", "Ss", "0.0", "0.1", "2048", "02:00", "nginx: master")
WORKER = ("101", "100", "www", "S", "12.5", "0.2", "1024", "01:59", "nginx: worker")
OTHER = ("102", "100", "www", "S", "3.0", "0.2", "512", "1-00:00:00", "nginx: worker")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:  # what Qt's offscreen platform says of any window with a minimum size
        if "tests/ui/watching/" in item.nodeid:
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints"))


@pytest.fixture
def world() -> FakeWorld:
    made = FakeWorld()
    made.add(WEB, OLD, BACK)
    made.watched.processes[WEB.id] = Processes(TITLES, (MASTER, WORKER, OTHER))
    made.watched.file_changes[WEB.id] = [
        FileChange("/etc", Difference.CHANGED),
        FileChange("/etc/new", Difference.ADDED),
        FileChange("/etc/old", Difference.DELETED),
        FileChange("/var", Difference.CHANGED),
        FileChange("/var/log", Difference.ADDED),
    ]
    return made


@pytest.fixture
def around(aio: Aio, world: FakeWorld, tmp_path: Path) -> Around:
    """``around(main)`` runs it with a page's surroundings."""

    async def run(main: Main) -> None:
        async with surrounded(world, tmp_path) as surroundings:
            await main(surroundings)

    return lambda main: aio(run(main))


def subject_of(
    surroundings: Surroundings, record: Container, inspection: dict[str, Any] | None = None
) -> Subject:
    """The container as the details know it."""
    store = surroundings.session.store
    return Subject(Kind.CONTAINER, record.id, store, record, inspection=inspection)
