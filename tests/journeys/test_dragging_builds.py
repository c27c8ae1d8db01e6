"""A folder or a Dockerfile is dragged from another program, by a pointer of the display."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from desktop.engine.records import Kind
from desktop.ui.build.dialog import BuildDialog
from tests.journeys.hands import opened, until
from tests.journeys.test_building import dialog
from tests.journeys.test_dragging_files import OTHER, carry, mouse
from tests.support.aio import Aio

pytestmark = pytest.mark.display

TEXT = "# how the shop is made\n\nFROM a:1\nCOPY goods /\n"
NAMES = ("Dockerfile", "Dockerfile.dev", "web.Dockerfile", "recipe")


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    made = tmp_path / "shop"
    made.mkdir()
    for name in NAMES:
        (made / name).write_text(TEXT)
    return made


@pytest.fixture
def given(shop: Path) -> Iterator[list[Path]]:
    """What another program gives, one with each drag."""
    paths = [shop, *(shop / name for name in NAMES[1:]), shop, shop / "recipe"]
    code = OTHER.replace("sys.argv[1]", "sys.argv.pop(1)")
    with subprocess.Popen(
        [sys.executable, "-c", code, *map(str, paths)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield paths
        process.kill()


async def drag(to: QWidget, place: QPoint) -> None:
    await mouse("mousemove", "1350", "200", "mousedown", "1")
    for _ in range(6):
        await mouse("mousemove_relative", "--", "-8", "0")
    where = to.mapToGlobal(place)
    await carry(where.x(), where.y())


async def taken(found: BuildDialog, folder: Path, dockerfile: str) -> None:
    await until(lambda: found.draft.spec.folder == folder, "the folder is taken")
    await until(lambda: found.draft.spec.dockerfile == dockerfile, "the Dockerfile is taken")
    await until(lambda: found.editor.toPlainText() == TEXT, "it is read")


def test_what_is_dragged_onto_the_images_or_the_dialog_is_built(
    aio: Aio, engine_host: str, tmp_path: Path, shop: Path, given: list[Path]
) -> None:
    async def journey() -> None:
        async with opened(tmp_path / "config", "--host", engine_host) as hands:
            hands.window.setGeometry(20, 40, 1100, 760)
            hands.keys("Ctrl+2")
            images = hands.window.section_of(Kind.IMAGE).tree.viewport()
            await until(images.isVisible, "the images are shown")
            for path in given[:-1]:
                for open_one in hands.dialogs():
                    open_one.reject()
                await until(lambda: not hands.dialogs(), "it closes")
                await drag(images, QPoint(60, 200))
                found = await dialog(hands)
                await taken(found, shop, "Dockerfile" if path == shop else path.name)
            await drag(found.editor.viewport(), QPoint(60, 60))
            await taken(found, shop, given[-1].name)
            found.reject()

    aio(journey(), timeout=120)
