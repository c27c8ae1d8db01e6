"""A file of another program is dragged into a folder by the pointer of the display."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint

from desktop.engine.threads import run_in_thread
from desktop.ui.files.browser import Browser
from tests.journeys.hands import Hands, opened, until
from tests.journeys.test_files import browse, ended
from tests.support.aio import Aio

pytestmark = pytest.mark.display

Docker = Callable[..., str]

# Another program with a window, from which a file is dragged.
OTHER = """
import sys
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication, QWidget

class Other(QWidget):
    def __init__(self):
        super().__init__()
        self.setGeometry(1250, 100, 200, 200)

    def mouseMoveEvent(self, event):
        if event.buttons() & Qt.MouseButton.LeftButton:
            data = QMimeData()
            data.setUrls([QUrl.fromLocalFile(sys.argv[1])])
            drag = QDrag(self)
            drag.setMimeData(data)
            drag.exec(Qt.DropAction.CopyAction)

    def showEvent(self, event):
        print("ready", flush=True)

app = QApplication(sys.argv)
other = Other()
other.show()
app.exec()
"""


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """The file that the other program gives."""
    made = tmp_path / "given.txt"
    made.write_text("given")
    return made


@pytest.fixture
def other(given: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", OTHER, str(given)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process
        process.kill()


async def mouse(*words: str) -> None:
    """What the hand does, on the display itself: the drag has an event loop of its own."""
    command = ["xdotool", *words]
    await run_in_thread(lambda: subprocess.run(command, check=True, timeout=20), name="mouse")


async def carry(x: int, y: int) -> None:
    """Move there by small steps, and let go."""
    for away in (40, 20, 10, 0):
        await mouse("mousemove", str(x - away), str(y))
    await mouse("mouseup", "1")


async def row(hands: Hands, browser: Browser, path: str) -> QPoint:
    """Where a row is in the tree's viewport; it is chosen, too."""
    index = browser.model.index_of(path)
    browser.tree.choose(index)
    browser.tree.scrollTo(index)
    rect = browser.tree.visualRect(index)
    await until(lambda: hands.window.isActiveWindow(), "the window is in front")
    return QPoint(rect.left() + 30, rect.center().y())


def test_a_file_of_another_program_is_dropped_into_a_folder(
    aio: Aio,
    engine_host: str,
    docker: Docker,
    docker_run: Docker,
    other: subprocess.Popen[str],
    tmp_path: Path,
) -> None:
    docker_run("--network", "none", name="web")
    docker("exec", "web", "mkdir", "-p", "/in/folder")

    async def journey() -> None:
        async with opened(tmp_path / "config", "--host", engine_host) as hands:
            hands.window.setGeometry(20, 40, 1100, 760)
            browser = await browse(hands, "web", "/in")
            await until(lambda: browser.model.index_of("/in/folder").isValid(), "it has a row")
            place = await row(hands, browser, "/in/folder")
            where = browser.tree.viewport().mapToGlobal(place)
            await mouse("mousemove", "1350", "200", "mousedown", "1")
            for _ in range(6):
                await mouse("mousemove_relative", "--", "-8", "0")
            await carry(where.x(), where.y())
            await until(lambda: ended(hands), "it is copied")
            assert docker("exec", "web", "cat", "/in/folder/given.txt") == "given"

    aio(journey(), timeout=90)
