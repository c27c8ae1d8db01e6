"""Files are dropped on the images, and images dragged out as files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QAbstractItemView, QWidget
from pytestqt.qtbot import QtBot

from desktop.engine.errors import EngineFault
from desktop.engine.records import Kind
from desktop.model.archive_commands import SaveImages
from desktop.model.build.recognised import is_built_from
from desktop.model.commands import Command, Target
from desktop.model.operations import Operation, Operations
from desktop.model.store import Store
from desktop.ui.file_drops import FileDrops
from desktop.ui.image_drags import AT_ONCE, FILES, TEXT, ImageDrags
from desktop.ui.trees.columns import Facts, columns
from desktop.ui.trees.draggable import DraggableModel
from desktop.ui.trees.rows import Row, image_rows
from desktop.ui.trees.view import TreeView
from tests.model.fake_engine import NOW, FakeEngine, FakeWorld, make_image
from tests.support import drags
from tests.support.aio import Aio


def carrying(*urls: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl(url) for url in urls])
    return data


@pytest.fixture
def place(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


def enter(widget: QWidget, data: QMimeData) -> bool:
    return drags.enter(widget, widget.rect().center(), data)


def test_files_of_this_machine_are_taken_and_a_cover_says_what_for(place: QWidget) -> None:
    drops = FileDrops(place, "Drop it")
    heard: list[list[Path]] = []
    drops.dropped.connect(heard.append)
    data = carrying("file:///a.tar", "http://example.com/b.tar", "file:///c%20d%E9")
    assert enter(place, data)
    [cover] = [child for child in place.children() if isinstance(child, QWidget)]
    assert cover.isVisible()
    assert cover.accessibleName() == "Drop it"
    assert not cover.grab().isNull()
    drags.leave(place)
    assert not cover.isVisible()
    enter(place, data)
    middle = place.rect().center()
    drags.let_go(place, middle, data)
    assert heard == [[Path("/a.tar"), Path(os.fsdecode(b"/c d\xe9"))]]
    assert not cover.isVisible()


def test_what_is_no_file_of_this_machine_is_not_taken(place: QWidget) -> None:
    FileDrops(place, "Drop it")
    assert not enter(place, carrying("http://example.com/b.tar"))
    text = QMimeData()
    text.setText("file:///a.tar")
    assert not enter(place, text)


@pytest.mark.parametrize(
    ("name", "built"),
    [
        ("Dockerfile", True),
        ("Dockerfile.dev", True),
        ("web.dockerfile", True),
        ("Containerfile", True),
        ("app.tar", False),
        ("docker.tar", False),
    ],
)
def test_a_dockerfile_is_told_by_its_name(name: str, built: bool) -> None:
    assert is_built_from(Path(name)) is built


class Desk:
    """Drags that run on a fake Engine."""

    def __init__(self, world: FakeWorld) -> None:
        engine = FakeEngine(world)
        self.operations = Operations(lambda: engine)
        self.started: list[Command] = []
        self.later: list[str] = []
        self.drags = ImageDrags(self._run, self.later.append)

    def _run(self, command: Command) -> Operation:
        self.started.append(command)
        return self.operations.start(command)

    async def done(self) -> None:
        for operation in self.operations:
            await operation.wait()


def rows(*sizes: int) -> list[Row]:
    made = [make_image(n, f"app:{n}", size=size) for n, size in enumerate(sizes, 1)]
    return [row for image in made for row in image_rows(image, Store())]


def urls(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls()]


@pytest.fixture
def around(aio: Aio) -> Iterator[Callable[[Any], None]]:
    """``around(main)`` runs it with a desk, whose files are gone afterwards."""

    async def run(main: Any) -> None:
        desk = Desk(FakeWorld())
        try:
            await main(desk)
        finally:
            await desk.done()
            folder = desk.drags._folder
            await desk.drags.close()
            assert folder is None or not folder.exists()

    return lambda main: aio(run(main))


def test_a_small_image_is_saved_when_the_drag_begins(around: Any) -> None:
    async def main(desk: Desk) -> None:
        data = desk.drags.data(rows(1000))
        assert data.formats() == [FILES, TEXT]
        assert data.hasFormat(FILES)
        assert data.text() == "app:1"
        await desk.done()
        [path] = urls(data)
        assert path.name == "app_1.tar"
        assert path.read_bytes() == b"a tar"
        assert path.parent.parent.stat().st_mode & 0o077 == 0
        assert urls(desk.drags.data(rows(1000))) == [path]
        [command] = desk.started  # it is made once
        assert isinstance(command, SaveImages)
        assert command.images == (Target(Kind.IMAGE, rows(1000)[0].record.key, "app:1"),)

    around(main)


def test_a_large_image_is_saved_when_somebody_asks_for_the_file(around: Any) -> None:
    async def main(desk: Desk) -> None:
        data = desk.drags.data(rows(AT_ONCE, 1))
        assert desk.started == []
        assert urls(data) == []
        assert desk.later == ["app:1, app:2"]
        await desk.done()
        assert [path.name for path in urls(data)] == ["images.tar"]

    around(main)


def test_what_failed_is_begun_anew_the_next_time(around: Any) -> None:
    async def main(desk: Desk) -> None:
        engine = desk.operations._engine()
        assert isinstance(engine, FakeEngine)
        engine.world.fail("save", EngineFault("broken"), times=1)
        data = desk.drags.data(rows(1))
        await desk.done()
        assert urls(data) == []
        await desk.done()
        assert len(urls(data)) == 1

    around(main)


def test_rows_of_images_may_be_dragged_and_groups_may_not(
    qtbot: QtBot,
) -> None:
    facts = Facts(Store(), lambda _kind, _key: None, lambda: NOW)
    model = DraggableModel(columns(Kind.IMAGE, facts))
    view = TreeView(model)
    qtbot.addWidget(view)
    model.show(rows(1))
    group = model.index(0, 0)
    row = model.index(0, 0, group)
    dragged = Qt.ItemFlag.ItemIsDragEnabled
    assert not model.flags(row) & dragged
    taken: list[list[Row]] = []

    def make(chosen: list[Row]) -> QMimeData:
        taken.append(chosen)
        return QMimeData()

    model.make_data = make
    view.setDragEnabled(True)
    assert model.flags(row) & dragged
    assert not model.flags(group) & dragged
    assert model.flags(row) & Qt.ItemFlag.ItemIsSelectable
    model.mimeData([row, row.siblingAtColumn(1), group])
    assert [[each.title for each in chosen] for chosen in taken] == [["1"]]
    assert view.selectionMode() is QAbstractItemView.SelectionMode.ExtendedSelection
