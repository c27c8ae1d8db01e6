"""An image is dragged out of the window, and another program gets a file."""

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
from tests.journeys.hands import opened, until
from tests.support.aio import Aio
from tests.support.real_engine import IMAGE

pytestmark = pytest.mark.display

# Another program with a window, which tells what is dropped on it.
TARGET = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication, QWidget

class Target(QWidget):
    def __init__(self):
        super().__init__()
        self.setAcceptDrops(True)
        self.setGeometry(1250, 100, 200, 200)

    def dragEnterEvent(self, event):
        event.acceptProposedAction()

    def dropEvent(self, event):
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls()]
        event.acceptProposedAction()
        print("dropped", event.mimeData().text(), *(path.name for path in paths), flush=True)
        print("bytes", *(path.read_bytes()[257:262].decode() for path in paths), flush=True)

    def showEvent(self, event):
        print("ready", flush=True)

app = QApplication(sys.argv)
target = Target()
target.show()
app.exec()
"""


@pytest.fixture
def target() -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", TARGET], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process
        process.kill()


async def mouse(*words: str) -> None:
    """What the hand does, on the display itself: the drag has an event loop of its own."""
    command = ["xdotool", *words]
    await run_in_thread(lambda: subprocess.run(command, check=True, timeout=20), name="mouse")


def center_of(widget: QWidget, place: QPoint) -> list[str]:
    where = widget.mapToGlobal(place)
    return [str(where.x()), str(where.y())]


def test_an_image_that_is_dragged_out_is_a_file_there(
    aio: Aio,
    engine_host: str,
    docker: Callable[..., str],
    target: subprocess.Popen[str],
    tmp_path: Path,
) -> None:
    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            hands.window.setGeometry(20, 40, 1100, 700)
            await until(lambda: hands.index(Kind.IMAGE, IMAGE).isValid(), "it is listed")
            hands.pick(Kind.IMAGE, IMAGE)
            tree = hands.section.tree
            place = tree.visualRect(hands.index(Kind.IMAGE, IMAGE)).center()
            place.setX(60)
            start = center_of(tree.viewport(), place)
            await mouse("mousemove", *start, "mousedown", "1")
            for step in range(1, 8):  # Qt wants to see it move, some ten pixels at least
                await mouse("mousemove_relative", "--", str(10 * step), "2")
            *_others, operation = hands.application.operations
            await operation.wait()
            assert operation.command.lines()[0][:2] == ("docker", "save")
            for x in ("1300", "1320", "1340", "1350"):
                await mouse("mousemove", x, "180")
            await mouse("mouseup", "1")
            assert target.stdout is not None
            said = await asyncio.wait_for(
                run_in_thread(target.stdout.readline, name="target", stop=target.kill), 20
            )
            name = IMAGE.replace("/", "_").replace(":", "_")
            assert said.split() == ["dropped", IMAGE, f"{name}.tar"]
            assert target.stdout.readline() == "bytes ustar\n"
            assert hands.section.isVisible()

    aio(journey(), timeout=90)
    assert docker("images", "--quiet")
