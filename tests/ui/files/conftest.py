"""A browser of files over a fake Engine with a container, a volume and an image."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop.engine.file_records import FileEntry, FileKind, Mount, MountKind
from desktop.engine.observations import Difference, FileChange
from desktop.engine.records import Kind, Record, State
from desktop.ui.details.subject import Subject
from desktop.ui.files.tab import FilesTab
from desktop.ui.page import Surroundings
from tests.model.fake_engine import FakeWorld, make_container, make_image, make_volume
from tests.support.aio import Aio
from tests.ui.usage.conftest import surrounded, until

Main = Callable[[FilesTab], Coroutine[Any, Any, None]]

WEB = make_container(1, "web")
WORKER = make_container(2, "worker")
OLD = make_container(3, "old", state=State.EXITED, exit_code=0)
APP = make_image(900, "app:1")
DATA = make_volume("data")


def folder(name: str, **changed: Any) -> FileEntry:
    return FileEntry(name, FileKind.FOLDER, 4096, 0o755, 0, 0, "root", "root", 1e9)._replace(
        **changed
    )


def file(name: str, size: int = 5, **changed: Any) -> FileEntry:
    return FileEntry(name, FileKind.FILE, size, 0o644, 0, 0, "root", "root", 1e9)._replace(
        **changed
    )


def link(name: str, to: str, leads_to: FileKind | None = None) -> FileEntry:
    return FileEntry(name, FileKind.LINK, None, 0o777, 0, 0, "root", "root", 1e9, to, leads_to)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:  # what Qt's offscreen platform says of any window with a minimum size
        if "tests/ui/files/" in item.nodeid:
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints"))


@pytest.fixture
def world() -> FakeWorld:
    made = FakeWorld()
    made.add(WEB, WORKER, OLD, APP, DATA)
    made.held.folders = {
        "/": [folder("etc"), folder("srv"), link("lib", "usr/lib", FileKind.FOLDER), folder("usr")],
        "/etc": [file("hosts", 42), file("passwd", 7), folder("ssl"), file(".pwd.lock", 0)],
        "/etc/ssl": [file("cert.pem")],
        "/srv": [],
        "/usr": [folder("lib")],
        "/usr/lib": [],
        "/lib": [file("libc.so")],
    }
    made.held.contents = {"/etc/hosts": b"127.0.0.1 localhost\n"}
    made.held.mounts = (
        Mount("/srv", MountKind.VOLUME, "data"),
        Mount("/etc/ssl", MountKind.BIND, "/host/ssl", read_only=True),
    )
    made.watched.file_changes[WEB.id] = [
        FileChange("/etc", Difference.CHANGED),
        FileChange("/etc/hosts", Difference.ADDED),
        FileChange("/etc/gone", Difference.DELETED),
    ]
    made.watched.file_changes[WORKER.id] = made.watched.file_changes[OLD.id] = []
    return made


@pytest.fixture
def said() -> list[str]:
    """What was told in the status line."""
    return []


@pytest.fixture
def around(aio: Aio, world: FakeWorld, said: list[str], tmp_path: Path) -> Callable[[Main], None]:
    """``around(main)`` runs it with the tab, shown, with the container web at its root."""

    async def run(main: Main) -> None:
        async with (
            surrounded(world, tmp_path) as plain,
            shown(replace(plain, say=said.append)) as tab,
        ):
            await main(tab)

    return lambda main: aio(run(main))


@asynccontextmanager
async def shown(surroundings: Surroundings) -> AsyncIterator[FilesTab]:
    tab = FilesTab(surroundings)
    tab.resize(900, 400)
    tab.show()
    tab.show_subject(subject_of(surroundings, WEB))
    try:
        await until(lambda: tab.browser.stack.currentWidget() is tab.browser.tree)
        yield tab
    finally:
        await tab.close_down()
        tab.close()
        tab.deleteLater()


def subject_of(surroundings: Surroundings, record: Record, **changed: Any) -> Subject:
    kinds = {WEB.id: Kind.CONTAINER, WORKER.id: Kind.CONTAINER, OLD.id: Kind.CONTAINER}
    kinds |= {APP.id: Kind.IMAGE, DATA.name: Kind.VOLUME}
    store = surroundings.session.store
    return Subject(kinds[record.key], record.key, store, record, **changed)


async def gone_to(tab: FilesTab, path: str) -> None:
    """Go there, and wait until it is listed."""
    tab.browser.go(path)
    await until(lambda: not tab.browser.browsing.loading)


def names(tab: FilesTab) -> list[str]:
    """What the rows of the shown folder are called."""
    model = tab.browser.model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]
