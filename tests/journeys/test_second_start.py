"""A second start raises the window of the first, and hands over what it was to open."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.app import Application
from desktop.command_line import arguments
from desktop.model.session import Link
from desktop.second_start import Door, Runs, Wish
from desktop.second_start.door import _mark
from desktop.second_start.unix import SocketMeeting, place_of
from desktop.tracing import Trace
from desktop.ui.build.dialog import BuildDialog
from tests.journeys.hands import Hands, until
from tests.support.aio import Aio
from tests.support.real_engine import RealEngine

pytestmark = pytest.mark.qt_log_ignore("raise()", "grabbing the keyboard", "propagateSizeHints")


@pytest.fixture(autouse=True)
def own_runtime_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "run"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return folder


def first_door(folder: Path) -> Door:
    door = Door.open(folder, Wish())
    assert door is not None
    return door


@contextlib.asynccontextmanager
async def first_start(folder: Path, *options: str) -> AsyncIterator[Hands]:
    """Portside, open and live, behind a door."""
    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    parsed = arguments(["--config", str(folder), *options])
    application = Application(qt, parsed, Trace(None), first_door(folder))
    running = asyncio.ensure_future(application.run())
    try:
        await until(lambda: application.session.status.link is Link.LIVE)
        yield Hands(application, running)
    finally:
        application.window.close()
        assert await asyncio.wait_for(running, 30) == 0


async def second_start(
    folder: Path, *options: str, **environ: str
) -> subprocess.CompletedProcess[str]:
    """The whole program, once more."""
    command = [sys.executable, "-m", "desktop", "--config", str(folder), *options]
    environ = os.environ | {"QT_QPA_PLATFORM": "offscreen"} | environ
    return await asyncio.to_thread(
        subprocess.run, command, capture_output=True, text=True, timeout=60, env=environ
    )


async def shows(hands: Hands, url: str) -> None:
    """Until the window is live there."""

    def there() -> bool:
        status = hands.application.session.status
        at = status.endpoint
        return status.link is Link.LIVE and at is not None and at.url == url

    await until(there, f"it shows {url}")


def test_second_start_raises_the_first_and_ends(engine_host: str, aio: Aio, tmp_path: Path) -> None:
    async def go() -> None:
        async with first_start(tmp_path, "--host", engine_host) as hands:
            hands.window.showMinimized()
            await until(hands.window.isMinimized)
            done = await second_start(tmp_path)
            assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
            await until(lambda: not hands.window.isMinimized(), "the first is seen again")

    aio(go(), timeout=90)


def test_files_of_a_second_start_are_opened_in_the_first(
    engine_host: str, aio: Aio, tmp_path: Path
) -> None:
    dockerfile = tmp_path / "app" / "Dockerfile"
    dockerfile.parent.mkdir()
    dockerfile.write_text("FROM scratch\n")

    async def go() -> None:
        async with first_start(tmp_path, "--host", engine_host) as hands:
            assert (await second_start(tmp_path, str(dockerfile))).returncode == 0
            await until(lambda: any(isinstance(d, BuildDialog) for d in hands.dialogs()), "asked")
            asked = next(d for d in hands.dialogs() if isinstance(d, BuildDialog))
            await until(lambda: asked.draft.text == "FROM scratch\n", "it was read")
            asked.reject()
            await until(lambda: not hands.dialogs(), "it is closed")
            await until(lambda: not hands.window.deeds._tasks, "and what it asked has ended")

    aio(go(), timeout=90)


def test_second_start_that_names_an_engine_moves_the_first_there(
    engine_host: str, second_engine: Callable[[], RealEngine], aio: Aio, tmp_path: Path
) -> None:
    other = second_engine()

    async def go() -> None:
        async with first_start(tmp_path, "--host", engine_host) as hands:
            assert (await second_start(tmp_path, "--host", other.url)).returncode == 0
            await shows(hands, other.url)

    aio(go(), timeout=90)


def test_engine_that_the_environment_of_a_second_start_names_is_shown_by_the_first(
    engine_host: str, second_engine: Callable[[], RealEngine], aio: Aio, tmp_path: Path
) -> None:
    other = second_engine()
    its = {"DOCKER_CONFIG": str(tmp_path / "its")}
    create = ["docker", "context", "create", "first", "--docker", f"host={engine_host}"]
    subprocess.run(create, env=os.environ | its, check=True, capture_output=True, timeout=30)

    async def go() -> None:
        async with first_start(tmp_path, "--host", engine_host) as hands:
            await second_start(tmp_path, DOCKER_HOST=other.url)
            await shows(hands, other.url)
            await second_start(tmp_path, DOCKER_CONTEXT="first", **its)
            await shows(hands, engine_host)

    aio(go(), timeout=120)


def test_context_that_there_is_not_is_told_and_the_first_stays_where_it_is(
    engine_host: str, aio: Aio, tmp_path: Path
) -> None:
    dockerfile = tmp_path / "Dockerfile"
    dockerfile.write_text("FROM scratch\n")

    async def go() -> None:
        async with first_start(tmp_path, "--host", engine_host) as hands:
            said: list[str] = []
            hands.window.status.messageChanged.connect(said.append)
            engine = hands.application.session.engine
            await second_start(tmp_path, "--context", "typo", str(dockerfile))
            config = os.environ["DOCKER_CONFIG"]
            told = f"there is no context named 'typo' in {config}"
            await until(lambda: f"The docker context typo can't be used: {told}." in said, "told")
            await until(lambda: not hands.window.deeds._tasks, "all was done")
            assert hands.application.session.engine is engine
            assert hands.dialogs() == []  # the file was meant for another Engine

    aio(go(), timeout=90)


def test_settings_folders_of_their_own_have_windows_of_their_own(aio: Aio, tmp_path: Path) -> None:
    async def go() -> None:
        for name in ("one", "two"):
            door = first_door(tmp_path / name)
            door.listen(lambda wish: None)
            door.close()

    aio(go())


def test_socket_of_a_start_that_ended_badly_is_replaced(aio: Aio, tmp_path: Path) -> None:
    place = place_of(_mark(tmp_path))
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(place))  # and nobody listens at it any more

    async def go() -> None:
        door = first_door(tmp_path)
        heard: list[Wish] = []
        door.listen(heard.append)
        wish = Wish(("/a b", "/c"), "ssh://lab", "", "token", {"DOCKER_CONFIG": "/d"})
        with pytest.raises(Runs):
            await asyncio.to_thread(Door.open, tmp_path, wish)
        assert heard == [wish]
        door.close()
        assert not place.exists()

    aio(go())


def test_nobody_else_can_reach_the_socket(aio: Aio, tmp_path: Path) -> None:
    async def go() -> None:
        door = first_door(tmp_path)
        door.listen(lambda wish: None)
        place = place_of(_mark(tmp_path))
        assert stat.S_IMODE(place.stat().st_mode) == 0o600
        assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
        door.close()

    aio(go())


def test_folder_that_others_may_enter_is_not_used(own_runtime_folder: Path, tmp_path: Path) -> None:
    folder = own_runtime_folder / "portside"
    folder.mkdir()
    folder.chmod(0o777)
    assert Door.open(tmp_path, Wish()) is None


def test_first_that_hangs_does_not_hold_up_the_second(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.second_start.unix.SECONDS", 0.2)
    door = first_door(tmp_path)  # it never listens
    assert Door.open(tmp_path, Wish()) is None
    meeting = door._meeting
    assert isinstance(meeting, SocketMeeting)
    meeting._socket.close()


@pytest.mark.parametrize("words", [b"\n", b"{}\n", b"[]\n", b'{"files": 1}\n', b"\xff\n", b""])
def test_nonsense_at_the_door_is_no_wish(words: bytes, aio: Aio, tmp_path: Path) -> None:
    async def go() -> None:
        door = first_door(tmp_path)
        heard: list[Wish] = []
        door.listen(heard.append)
        assert await asyncio.to_thread(_say, tmp_path, words) == b""
        assert heard == []
        with pytest.raises(Runs):
            await asyncio.to_thread(Door.open, tmp_path, Wish())
        assert heard == [Wish()]
        door.close()

    aio(go())


def test_all_of_several_later_starts_find_the_first(tmp_path: Path, aio: Aio) -> None:
    found: list[Door | None] = []
    runs = threading.Event()

    def start() -> None:
        try:
            found.append(Door.open(tmp_path, Wish()))
        except Runs:
            runs.set()

    async def go() -> None:
        one = first_door(tmp_path)
        one.listen(lambda wish: None)
        await asyncio.gather(*(asyncio.to_thread(start) for _ in range(2)))
        assert found == []
        assert runs.is_set()
        one.close()

    aio(go())


def _say(folder: Path, words: bytes) -> bytes:
    place = place_of(_mark(folder))
    with socket.socket(socket.AF_UNIX) as caller:
        caller.settimeout(10)
        caller.connect(str(place))
        caller.sendall(words)
        caller.shutdown(socket.SHUT_WR)
        return caller.recv(64)
