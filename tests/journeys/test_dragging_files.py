"""Files are dragged by a pointer of the display: out to another program, in, and onto a row."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from desktop.engine.records import Kind
from desktop.engine.threads import run_in_thread
from desktop.ui.files.browser import Browser
from desktop.ui.files.copy_between import CopyBetweenForm
from tests.journeys.hands import Hands, opened, until
from tests.journeys.test_files import browse, dialog_called, ended
from tests.support.aio import Aio

pytestmark = pytest.mark.display

Docker = Callable[..., str]

# Another program with a window: it tells what is dropped on it, and gives a file to a drag.
OTHER = """
import sys
from pathlib import Path
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication, QWidget

class Other(QWidget):
    def __init__(self):
        super().__init__()
        self.setAcceptDrops(True)
        self.setGeometry(1250, 100, 200, 200)

    def dragEnterEvent(self, event):
        event.acceptProposedAction()

    def dropEvent(self, event):
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls()]
        event.acceptProposedAction()
        print("dropped", *(f"{path.name}={path.read_text()}" for path in paths), flush=True)

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


_PACE = ("sleep", "0.05")  # of a hand: programs answer a drag between two of its moves


def _hand(words: tuple[str, ...]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(["xdotool", *words])


async def mouse(*words: str) -> None:
    """What the hand does, on the display itself: the drag has an event loop of its own."""
    with _hand(words) as hand:
        await until(lambda: hand.poll() is not None, "the hand has moved")


async def take(widget: QWidget, place: QPoint) -> None:
    """Press there, and move far enough for Qt to see a drag in it."""
    where = widget.mapToGlobal(place)
    steps = [
        w for step in range(1, 8) for w in ("mousemove_relative", "--", str(6 * step), "1", *_PACE)
    ]
    await mouse("mousemove", str(where.x()), str(where.y()), "mousedown", "1", *steps)


async def carry(x: int, y: int) -> None:
    """Move there by small steps, and let go."""
    steps = [w for away in (40, 20, 10, 0) for w in ("mousemove", str(x - away), str(y), *_PACE)]
    await mouse(*steps, "mouseup", "1")


async def row(hands: Hands, browser: Browser, path: str) -> QPoint:
    """Where a row is in the tree's viewport; it is chosen, too."""
    index = browser.model.index_of(path)
    browser.tree.choose(index)
    browser.tree.scrollTo(index)
    rect = browser.tree.visualRect(index)
    await until(lambda: hands.window.isActiveWindow(), "the window is in front")
    return QPoint(rect.left() + 30, rect.center().y())


def test_a_file_that_is_dragged_out_is_given_to_another_program(
    aio: Aio,
    engine_host: str,
    docker: Docker,
    docker_run: Docker,
    other: subprocess.Popen[str],
    tmp_path: Path,
) -> None:
    docker_run("--network", "none", name="web")
    docker("exec", "web", "sh", "-c", "mkdir /out; printf one > /out/one.txt")

    async def journey() -> None:
        async with opened(tmp_path / "config", "--host", engine_host) as hands:
            hands.window.setGeometry(20, 40, 1100, 760)
            browser = await browse(hands, "web", "/out")
            index = browser.model.index_of
            await until(lambda: index("/out/one.txt").isValid(), "it has a row")
            place = await row(hands, browser, "/out/one.txt")
            await take(browser.tree.viewport(), place)
            (tab,) = (it for it in [browser.parentWidget()] if it is not None)
            drags = tab.drags  # type: ignore[attr-defined]
            await until(lambda: any(made.paths for made in drags._made.values()), "it is whole")
            await carry(1350, 180)
            assert other.stdout is not None
            said = await asyncio.wait_for(
                run_in_thread(other.stdout.readline, name="other", stop=other.kill), 20
            )
            assert said == "dropped one.txt=one\n"
            assert not list(hands.application.operations)  # nothing that a person would see

    aio(journey(), timeout=90)


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


def test_a_file_is_dragged_from_one_container_onto_another_s_row(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, tmp_path: Path
) -> None:
    docker_run("--network", "none", name="web")
    docker_run("--network", "none", name="worker")
    docker("exec", "web", "sh", "-c", "mkdir /out; printf one > /out/one.txt")

    async def journey() -> None:
        async with opened(tmp_path / "config", "--host", engine_host) as hands:
            hands.window.setGeometry(20, 40, 1100, 760)
            browser = await browse(hands, "web", "/out")
            await until(lambda: browser.model.index_of("/out/one.txt").isValid(), "it has a row")
            place = await row(hands, browser, "/out/one.txt")
            tree = hands.section.tree
            there = tree.visualRect(hands.index(Kind.CONTAINER, "worker")).center()
            where = tree.viewport().mapToGlobal(QPoint(120, there.y()))
            await take(browser.tree.viewport(), place)
            await carry(where.x(), where.y())
            dialog = await dialog_called(hands, "Copy to worker")
            assert isinstance(dialog, CopyBetweenForm)
            hands.fill(dialog, "Path there", "/moved.txt")
            await until(dialog.verb_button.isEnabled, "it may be copied")
            hands.press(dialog, "Copy")
            await until(lambda: ended(hands), "it is copied")
            assert docker("exec", "worker", "cat", "/moved.txt") == "one"

    aio(journey(), timeout=90)


def test_with_shift_a_file_is_moved_into_a_folder_of_its_container(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, tmp_path: Path
) -> None:
    docker_run("--network", "none", name="web")
    docker("exec", "web", "sh", "-c", "mkdir -p /out/into; printf one > /out/one.txt")

    async def journey() -> None:
        async with opened(tmp_path / "config", "--host", engine_host) as hands:
            hands.window.setGeometry(20, 40, 1100, 760)
            browser = await browse(hands, "web", "/out")
            await until(lambda: browser.model.index_of("/out/one.txt").isValid(), "it has a row")
            place = await row(hands, browser, "/out/one.txt")
            there = browser.tree.visualRect(browser.model.index_of("/out/into")).center()
            where = browser.tree.viewport().mapToGlobal(QPoint(60, there.y()))
            await take(browser.tree.viewport(), place)
            await mouse("keydown", "shift")
            try:
                await carry(where.x(), where.y())
            finally:
                await mouse("keyup", "shift")
            await until(lambda: ended(hands), "it is moved")
            await until(lambda: not browser.model.index_of("/out/one.txt").isValid(), "it is gone")
            assert docker("exec", "web", "cat", "/out/into/one.txt") == "one"

    aio(journey(), timeout=90)
