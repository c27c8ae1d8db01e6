"""What goes wrong with an Engine: said in a sentence, nothing lost, and it comes back by itself."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.engine.records import Kind
from desktop.model.session import Link
from tests.faults.under_fault import is_live, nowhere, outside, under_fault
from tests.journeys.hands import Hands, until
from tests.support.aio import Aio
from tests.support.proxy import Proxy, http_answer
from tests.support.real_engine import IMAGE, LABEL, WAIT, RealEngine

pytestmark = pytest.mark.display


def socket_of(host: str) -> Path:
    return Path(host.removeprefix("unix://"))


def status_text(hands: Hands) -> str:
    return hands.read(hands.window.status)


def says(hands: Hands, widget: QWidget, words: str) -> bool:
    return words in hands.read(widget)


@pytest.mark.row(7)
def test_a_killed_engine_is_told_of_and_comes_back_by_itself(
    aio: Aio, second_engine: Callable[..., RealEngine], tmp_path: Path
) -> None:
    engine = second_engine(image=True)

    async def journey() -> None:
        async with under_fault(tmp_path, "--host", engine.url) as hands:
            for name in ("survivor", "other"):
                await outside(
                    engine.docker, "run", "-d", "--label", LABEL, "--name", name, IMAGE, *WAIT
                )
            await until(lambda: hands.state("survivor") and hands.state("other"), "rows appear")
            await outside(engine.docker, "volume", "create", "data")
            await until(lambda: hands.index(Kind.VOLUME, "data").isValid())
            for kind in Kind:  # one after the other, as a person: each tree is made in there
                hands.pick(kind)
                await until(lambda: hands.section.isVisible(), "its tree is seen")
                await asyncio.sleep(0)
            hands.pick(Kind.CONTAINER, "survivor")
            chosen = [row.record.key for row in hands.section.selected()]

            await outside(engine.kill)
            session = hands.application.session
            await until(lambda: session.status.link is Link.LOST, "the loss is said")
            banner = hands.window.banner
            assert banner.isVisible()
            assert engine.url in banner.text
            assert "Docker" in banner.text or "connection" in banner.text
            assert "last known state" in status_text(hands)
            for kind in Kind:
                section = hands.window.section_of(kind)
                assert section.tree.row_delegate.stale, kind
                assert section.stack.currentWidget() is section.tree, kind
                assert not section.banner.isVisible(), "one banner for the Engine, not one a tree"
            assert hands.container("survivor")
            assert hands.container("other")
            assert [row.record.key for row in hands.section.selected()] == chosen
            for action in ("container.stop", "container.remove", "image.pull", "network.create"):
                assert not hands.window.actions_table[action].isEnabled(), action
            assert hands.dialogs() == []

            await outside(engine.start)
            await until(lambda: is_live(hands), "it comes back by itself")
            assert [row.record.key for row in hands.section.selected()] == chosen
            assert not banner.isVisible()
            assert not hands.section.tree.row_delegate.stale
            assert hands.window.actions_table["container.start"].isEnabled()

    aio(journey(), timeout=120)


@pytest.mark.row(11)
def test_an_engine_that_takes_five_seconds_a_call_never_holds_up_the_window(
    aio: Aio, engine_host: str, docker_run: Callable[..., str], tmp_path: Path
) -> None:
    docker_run(name="first")

    async def journey() -> None:
        with Proxy(socket_of(engine_host), tmp_path / "slow.sock") as proxy:
            async with under_fault(tmp_path / "config", "--host", proxy.url) as hands:
                await until(lambda: hands.state("first") == "running", "its row appears")
                hands.select("first")
                hands.keys("Ctrl+J")
                proxy.delay = 5
                hands.menu("Container", "Stop")
                hands.keys("F5")
                await until(lambda: "answers slowly" in status_text(hands), "it says so")
                assert "stopping" in hands.cell("first", "status").lower()
                await until(lambda: not hands.application.operations.running, "it is done")
                await until(lambda: hands.state("first") == "exited", "and the row says so")
                (stop,) = hands.application.operations
                assert stop.failures == ()
                assert is_live(hands)
                hands.keys("F5")
                begun = time.monotonic()
            assert time.monotonic() - begun < 5, "it quits while it waits for answers"

    aio(journey(), timeout=90)


@pytest.mark.row(12)
def test_an_engine_that_hangs_is_said_not_to_answer(
    aio: Aio, engine_host: str, tmp_path: Path
) -> None:
    async def journey() -> None:
        with Proxy(socket_of(engine_host), tmp_path / "hung.sock") as proxy:
            proxy.hangs = True
            host = ("--host", proxy.url)
            async with under_fault(tmp_path / "c", *host, wait=lambda _a: True) as hands:
                await until(lambda: nowhere(hands.application), "it gives up waiting")
                page = hands.window.start_page
                assert page.isVisible()
                assert "does not respond" in hands.read(page)
                proxy.hangs = False
                await until(lambda: is_live(hands), "it goes live by itself")
                assert hands.window.main_page.isVisible()
                assert not page.isVisible()

    aio(journey(), timeout=60)


@pytest.mark.row(12)
def test_an_engine_that_stops_answering_is_said_to(
    aio: Aio, engine_host: str, docker_run: Callable[..., str], tmp_path: Path
) -> None:
    docker_run(name="kept")

    async def journey() -> None:
        with Proxy(socket_of(engine_host), tmp_path / "hung.sock") as proxy:
            async with under_fault(tmp_path / "c", "--host", proxy.url) as hands:
                await until(lambda: hands.state("kept") == "running")
                proxy.hangs = True
                hands.keys("F5")
                await until(lambda: "answers slowly" in status_text(hands), "it says so")
                assert hands.container("kept"), "the last known state is shown"
                begun = time.monotonic()
            assert time.monotonic() - begun < 5

    aio(journey(), timeout=60)


@contextlib.contextmanager
def as_nobody() -> Iterator[None]:
    """Without root's rights, in all threads of this process."""
    groups = os.getgroups()
    os.setgroups([])
    os.setegid(65534)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)
        os.setgroups(groups)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everyone may enter, which pytest's are not."""
    folder = Path(tempfile.mkdtemp(prefix="portside-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give up its rights and take them back")
@pytest.mark.row(10)
def test_a_socket_that_may_not_be_used_is_explained(
    aio: Aio, engine_host: str, tmp_path: Path, open_folder: Path
) -> None:
    async def journey() -> None:
        with Proxy(socket_of(engine_host), open_folder / "docker.sock") as proxy:
            (open_folder / "docker.sock").chmod(0o660)
            async with under_fault(tmp_path, "--host", proxy.url, wait=lambda _a: True) as hands:
                with as_nobody():
                    await until(lambda: nowhere(hands.application), "it is told no")
                    page = hands.window.start_page
                    assert page.isVisible()
                    said = hands.read(page)
                    assert "This user may not use" in said
                    assert str(open_folder / "docker.sock") in said
                    assert "root" in said, "what it means to be let in"
                    assert proxy.connections == 0
                hands.press(page, "Try again")
                await until(lambda: is_live(hands), "it goes live")

    aio(journey(), timeout=60)


@pytest.mark.row(9)
def test_an_engine_that_appears_later_is_found_by_itself(
    aio: Aio, engine_host: str, tmp_path: Path
) -> None:
    host = f"unix://{tmp_path}/docker.sock"

    async def journey() -> None:
        async with under_fault(tmp_path / "config", "--host", host, wait=nowhere) as hands:
            page = hands.window.start_page
            assert page.isVisible()
            assert "no such socket" in hands.read(page)
            assert not hands.window.actions_table["image.pull"].isEnabled()
            with Proxy(socket_of(engine_host), tmp_path / "docker.sock"):
                await until(lambda: is_live(hands), "it is found")
                assert not page.isVisible()
                assert hands.window.main_page.isVisible()

    aio(journey(), timeout=60)


@pytest.mark.row(20)
def test_a_container_that_vanishes_while_its_dialog_is_open(
    aio: Aio,
    engine_host: str,
    docker: Callable[..., str],
    docker_run: Callable[..., str],
    tmp_path: Path,
) -> None:
    async def journey() -> None:
        async with under_fault(tmp_path, "--host", engine_host) as hands:
            await outside(docker_run, name="fleeting")
            await until(lambda: hands.state("fleeting") == "running")
            for item in ("Rename…", "Kill…", "Remove…"):
                if hands.container("fleeting") is None:
                    await outside(docker_run, name="fleeting")
                    await until(lambda: hands.state("fleeting") == "running")
                hands.select("fleeting")
                hands.menu("Container", item)
                dialog = await hands.dialog()
                await outside(docker, "rm", "--force", "fleeting")
                told = partial(says, hands, dialog, "Container fleeting was removed meanwhile.")
                await until(told, "it says so")
                buttons = [b.text() for b in dialog.findChildren(QPushButton) if b.isVisible()]
                assert "Close" in buttons
                assert not {"Rename", "Kill", "Remove"} & {*buttons}
                QTest.keyClick(dialog, Qt.Key.Key_Return)
                await until(lambda: not hands.dialogs(), "Enter closes it")
            assert list(hands.application.operations) == []

    aio(journey(), timeout=60)


@pytest.mark.row(15)
def test_a_list_that_fails_is_its_tree_s_trouble_alone(
    aio: Aio, engine_host: str, docker: Callable[..., str], tmp_path: Path
) -> None:
    broken = http_answer(b'{"message":"disk on <b>fire</b>"}', status="500 Internal Server Error")

    def change(piece: bytes) -> bytes:
        return broken if b'"Volumes"' in piece and piece.startswith(b"HTTP/1.1 200") else piece

    async def journey() -> None:
        with Proxy(socket_of(engine_host), tmp_path / "half.sock") as proxy:
            async with under_fault(tmp_path / "config", "--host", proxy.url) as hands:
                hands.pick(Kind.VOLUME)
                proxy.change = change
                await outside(docker, "volume", "create", "--label", LABEL, "late")
                section = hands.section
                await until(section.banner.isVisible, "the tree says what is wrong")
                assert "disk on <b>fire</b>" in section.banner.text
                assert not hands.window.banner.isVisible()
                assert is_live(hands)
                hands.pick(Kind.IMAGE)
                assert not hands.section.banner.isVisible()
                assert hands.index(Kind.IMAGE, IMAGE).isValid()
                proxy.change = bytes
                await until(lambda: hands.index(Kind.VOLUME, "late").isValid(), "it recovers")
                hands.pick(Kind.VOLUME, "late")
                assert not section.banner.isVisible()

    aio(journey(), timeout=60)
