"""An image is built: by keyboard, with a step that fails and is put right, and is run."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from desktop.engine.buildx import find_buildx
from desktop.engine.records import Kind, PartState
from desktop.model.operations import Outcome
from desktop.ui.build.dialog import BuildDialog
from desktop.ui.build.page import BuildPage
from desktop.ui.deeds.build import build_from
from tests.journeys.hands import Hands, opened, until
from tests.support.aio import Aio
from tests.support.real_engine import IMAGE

pytestmark = pytest.mark.display

Docker = Callable[..., str]
NAME = "portside-test/shop:1"


@pytest.fixture(autouse=True)
def no_image_is_left(docker: Docker) -> Iterator[None]:
    yield
    if docker("images", "--quiet", NAME):
        docker("rmi", "--force", NAME)
    docker("image", "prune", "--force")


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "goods").write_text("tea")
    return folder


async def dialog(hands: Hands) -> BuildDialog:
    """The dialog, which opens and takes keys."""
    await until(lambda: any(isinstance(d, BuildDialog) for d in hands.dialogs()), "it opens")
    found = next(d for d in hands.dialogs() if isinstance(d, BuildDialog))
    await until(found.isActiveWindow, "it is active")
    return found


def page(hands: Hands) -> BuildPage | None:
    """The newest page of a build."""
    living = hands.window.living
    pages = [] if living is None else [p for p in living.pages.values() if isinstance(p, BuildPage)]
    return pages[-1] if pages else None


async def built(hands: Hands, number: int, outcome: Outcome) -> BuildPage:
    """The page of the build of this number, when it has ended."""
    operations = hands.application.operations

    def over() -> bool:
        builds = [each for each in operations if each.command.verb.value == "build"]
        return len(builds) == number and not builds[-1].running

    await until(over, f"build {number} ends")
    found = page(hands)
    assert found is not None
    assert found._operation.outcome is outcome
    return found


def test_a_dropped_folder_is_built_with_enter_alone_and_its_image_is_selected(
    aio: Aio, engine_host: str, docker: Docker, tmp_path: Path, shop: Path
) -> None:
    (shop / "Dockerfile").write_text(f"FROM {IMAGE}\nCOPY goods /goods\n")

    async def journey() -> None:
        async with opened(tmp_path / "config", "--host", engine_host) as hands:
            hands.keys("Ctrl+2")
            build_from(hands.window.deeds, shop)
            asked = await dialog(hands)
            asked.head.tags.line.setText(NAME)
            QTest.keyClick(QApplication.focusWidget() or asked, Qt.Key.Key_Return)
            shown = await built(hands, 1, Outcome.DONE)
            key = docker("images", "--quiet", "--no-trunc", NAME)
            await until(
                lambda: [row.record.key for row in hands.section.selected()] == [key],
                "it is selected",
            )
            assert docker("run", "--rm", NAME, "cat", "/goods") == "tea"
            assert shown.run_button.isVisible()
            assert [part.state for part in shown.model.steps] == [PartState.DONE] * 2

    aio(journey(), timeout=90)


def test_a_step_that_fails_is_gone_to_put_right_and_built(
    aio: Aio, engine_host: str, docker: Docker, tmp_path: Path, shop: Path
) -> None:
    (shop / "Dockerfile").write_text(f"FROM {IMAGE}\n\nRUN echo so far \\\n && fals\nENV A=1\n")

    async def journey() -> None:
        async with opened(tmp_path / "config", "--host", engine_host) as hands:
            hands.keys("Ctrl+K")
            await until(lambda: isinstance(QApplication.focusWidget(), QLineEdit), "the palette")
            QTest.keyClicks(QApplication.focusWidget(), "Build")
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
            asked = await dialog(hands)
            QTest.keyClicks(asked.head.folder.editor, str(shop))
            asked.head.tags.line.setText(NAME)
            await until(lambda: "fals" in asked.editor.toPlainText(), "the Dockerfile is read")
            QTest.keyClick(asked.head.folder.editor, Qt.Key.Key_Return)
            shown = await built(hands, 1, Outcome.FAILED)
            assert "Line 3" in shown.banner.text
            await until(lambda: "so far" in shown.log.toPlainText(), "its output is shown")
            assert shown.steps.currentIndex().row() == 1
            assert docker("ps", "--all", "--quiet") == ""
            shown.steps.setFocus()
            QTest.keyClick(shown.steps, Qt.Key.Key_Return)
            asked = await dialog(hands)
            await until(asked.editor.hasFocus, "one can type at once")
            assert asked.editor.textCursor().blockNumber() == 2
            QTest.keyClick(asked.editor, Qt.Key.Key_Down)
            QTest.keyClick(asked.editor, Qt.Key.Key_End)
            QTest.keyClicks(asked.editor, "e || true")
            await until(lambda: asked.build_button.text() == "Save and build", "it is changed")
            QTest.keyClick(asked.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
            await built(hands, 2, Outcome.DONE)
            assert "false || true" in (shop / "Dockerfile").read_text()
            key = docker("images", "--quiet", "--no-trunc", NAME)
            await until(lambda: key in hands.application.store.images, "the lists have it")
            assert hands.application.store.get(Kind.IMAGE, key) is not None

    aio(journey(), timeout=90)


def test_a_build_that_ends_takes_nobody_away_from_a_dialog(
    aio: Aio, engine_host: str, docker: Docker, tmp_path: Path, shop: Path
) -> None:
    (shop / "Dockerfile").write_text(f"FROM {IMAGE}\nRUN sleep 1\n")

    async def journey() -> None:
        async with opened(tmp_path / "config", "--host", engine_host) as hands:
            hands.keys("Ctrl+1")
            build_from(hands.window.deeds, shop)
            asked = await dialog(hands)
            asked.head.tags.line.setText(NAME)
            QTest.keyClick(QApplication.focusWidget() or asked, Qt.Key.Key_Return)
            await until(lambda: page(hands) is not None, "its page opens")
            build_from(hands.window.deeds, shop)
            other = await dialog(hands)
            await built(hands, 1, Outcome.DONE)
            status = hands.window.status
            await until(lambda: f"{NAME} is built" in status.currentMessage(), "it is said")
            assert other.isActiveWindow()
            assert hands.window.shown_kind is Kind.CONTAINER, "the section stays"
            other.reject()

    aio(journey(), timeout=90)


def test_a_pasted_line_is_built(
    aio: Aio, engine_host: str, docker: Docker, tmp_path: Path, shop: Path
) -> None:
    (shop / "dev").write_text(f"FROM {IMAGE}\nARG WHO\nENV WHO=$WHO\n")

    async def journey() -> None:
        async with opened(tmp_path / "config", "--host", engine_host) as hands:
            hands.keys("Ctrl+2")
            await until(lambda: hands.section.isAncestorOf(QApplication.focusWidget()), "the tree")
            line = f"docker build -t {NAME} -f {shop}/dev --build-arg WHO=me --ssh x {shop}"
            QGuiApplication.clipboard().setText(line)
            hands.keys("Ctrl+V")
            asked = await dialog(hands)
            assert "--ssh x" in asked.banner.text
            QTest.keyClick(QApplication.focusWidget() or asked, Qt.Key.Key_Return)
            await built(hands, 1, Outcome.DONE)
            assert docker("run", "--rm", NAME, "sh", "-c", "echo $WHO") == "me"

    aio(journey(), timeout=90)


def test_a_build_that_is_cancelled_ends_and_says_so(
    aio: Aio, engine_host: str, docker: Docker, tmp_path: Path, shop: Path
) -> None:
    (shop / "Dockerfile").write_text(f"FROM {IMAGE}\nRUN echo begun; sleep 300\n")

    async def journey() -> None:
        async with opened(tmp_path / "config", "--host", engine_host) as hands:
            build_from(hands.window.deeds, shop)
            asked = await dialog(hands)
            asked.head.tags.line.setText(NAME)
            QTest.keyClick(QApplication.focusWidget() or asked, Qt.Key.Key_Return)
            await until(lambda: page(hands) is not None, "its page opens")
            shown = page(hands)
            assert shown is not None
            log = hands.find(QPlainTextEdit, f"Log: {NAME}")
            await until(lambda: "\nbegun" in log.toPlainText(), "the step runs")
            QTest.mouseClick(shown.cancel_button, Qt.MouseButton.LeftButton)
            await built(hands, 1, Outcome.CANCELLED)
            assert "Cancelled" in shown.title.text()
            await until(lambda: docker("ps", "--all", "--quiet") == "", "its container goes")

    aio(journey(), timeout=90)


@pytest.mark.skipif(find_buildx(os.environ) is None, reason="there is no docker-buildx: install it")
def test_what_needs_buildkit_is_built_by_the_plug_in(
    aio: Aio, engine_host: str, docker: Docker, tmp_path: Path, shop: Path
) -> None:
    (shop / "Dockerfile").write_text(
        f"FROM {IMAGE} AS tools\nRUN --mount=type=cache,target=/c echo kept >/c/x; cp /c/x /x\n"
        f"FROM {IMAGE}\nCOPY --from=tools /x /x\nRUN echo begun; false\n"
    )

    async def journey() -> None:
        async with opened(tmp_path / "config", "--host", engine_host) as hands:
            build_from(hands.window.deeds, shop)
            asked = await dialog(hands)
            asked.head.tags.line.setText(NAME)
            await until(lambda: asked.draft.by_buildx, "it is known to need BuildKit")
            assert "Built by docker buildx: line 2" in asked.notes.said[0]
            asked.finish()
            shown = await built(hands, 1, Outcome.FAILED)
            assert "Line 5: " in shown.banner.text
            assert "exit code 1" in shown.banner.text
            assert "begun" in shown.log.toPlainText()
            (shop / "Dockerfile").write_text(
                (shop / "Dockerfile").read_text().replace("false", "true")
            )
            QTest.mouseClick(shown.again_button, Qt.MouseButton.LeftButton)
            asked = await dialog(hands)
            await until(lambda: "true" in asked.editor.toPlainText(), "it is read")
            asked.finish()
            shown = await built(hands, 2, Outcome.DONE)
            key = docker("images", "--quiet", "--no-trunc", NAME)
            await until(
                lambda: [row.record.key for row in hands.section.selected()] == [key],
                "it is selected",
            )
            assert [stage.name for stage in shown.model._stages] == ["tools", "stage-1"]
            assert docker("run", "--rm", NAME, "cat", "/x") == "kept"

    try:
        aio(journey(), timeout=90)
    finally:
        docker("builder", "prune", "--all", "--force")
