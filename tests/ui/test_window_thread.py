"""The window's thread looks at no disk, no users' database, and waits for no socket."""

from __future__ import annotations

import builtins
import io
import os
import socket
import stat
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.engine.discovery import Candidate, find
from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.errors import Reason, Unreachable
from desktop.engine.host_programs import Kind, Obstacle, Way
from desktop.model.operations import Operations
from desktop.model.private import Life, PrivateEngineKeeper, PrivateState
from desktop.model.session import Session
from desktop.model.starter import pack_starter
from desktop.model.store import Store
from desktop.ui.activity.panel import ActivityPanel
from desktop.ui.endpoint_menu import EndpointMenu
from desktop.ui.icons import Icon, icon
from desktop.ui.start_page import StartPage
from tests.support.aio import Aio

grp = pytest.importorskip("grp")
pwd = pytest.importorskip("pwd")

_SLOW: tuple[tuple[Any, str], ...] = (
    *((os, name) for name in ("stat", "lstat", "access", "open", "listdir", "scandir", "mkdir")),
    (io, "open"),
    (builtins, "open"),
    (socket.socket, "connect"),
    (socket, "getaddrinfo"),
    (subprocess, "Popen"),
    (grp, "getgrgid"),
    (pwd, "getpwuid"),
)

Guard = Callable[[], Any]


@pytest.fixture
def guard(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Guard:
    """``with guard() as elsewhere``: what may block fails here, and is noted from other threads."""
    icon(Icon.START).pixmap(16)  # the icons' font is read once

    @contextmanager
    def watch() -> Iterator[set[str]]:
        here: list[str] = []
        elsewhere: set[str] = set()

        def watched(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
            def call(*args: Any, **kwargs: Any) -> Any:
                if threading.current_thread() is threading.main_thread():
                    here.append(f"{name}{args}")
                else:
                    elsewhere.add(name)
                return function(*args, **kwargs)

            return call

        with monkeypatch.context() as patch:
            for owner, name in _SLOW:
                patch.setattr(owner, name, watched(name, getattr(owner, name)))
            yield elsewhere
        assert here == []

    return watch


async def nowhere() -> tuple[Endpoint | None, tuple[Any, ...]]:
    return None, ()


async def no_connection(_endpoint: Endpoint) -> Any:
    raise Unreachable(Reason.MISSING)


@pytest.fixture
def session() -> Session:
    return Session(Store(), nowhere, no_connection)


def test_the_guard_sees_who_asks(guard: Guard, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="stat"), guard():
        tmp_path.exists()


def test_places_are_looked_at_in_threads(
    aio: Aio, guard: Guard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "s"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))
    monkeypatch.setattr(os, "access", lambda *_args: False)
    place = Candidate(Endpoint(f"unix://{path}", "default", Origin.WELL_KNOWN))

    async def scenario() -> None:
        with guard() as elsewhere:
            found, (attempt,) = await find([place], no_connection)
        assert {"stat", "access", "getgrgid"} <= elsewhere
        assert found is None
        assert isinstance(attempt.error, Unreachable)
        assert attempt.error.reason is Reason.DENIED
        assert attempt.error.access is not None, "the group is looked up at the same time"
        assert attempt.error.access.path == str(path)

    aio(scenario())


def test_a_busybox_is_looked_for_in_a_thread(aio: Aio, guard: Guard) -> None:
    async def scenario() -> None:
        with guard() as elsewhere:
            await pack_starter()
        assert "stat" in elsewhere

    aio(scenario())


def test_a_script_is_written_in_a_thread(
    aio: Aio, guard: Guard, qtbot: QtBot, tmp_path: Path
) -> None:
    panel = ActivityPanel(Operations(lambda: None), Store(), None)  # type: ignore[arg-type]
    qtbot.addWidget(panel)
    path = tmp_path / "did.sh"

    async def scenario() -> None:
        with guard() as elsewhere:
            await panel.write_script(path)
        assert "open" in elsewhere

    aio(scenario())
    panel.close_down()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


class _Engine:
    """A private Engine that has ended."""

    def __init__(self, folder: Path) -> None:
        self.endpoint = Endpoint(f"unix://{folder}/docker.sock", "private", Origin.PRIVATE)


def test_the_menu_of_engines_looks_around_in_threads(
    aio: Aio, guard: Guard, qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    keeper = PrivateEngineKeeper(tmp_path)
    keeper._engine = engine = _Engine(tmp_path)  # type: ignore[assignment]
    keeper.state = PrivateState(Life.RUNNING, endpoint=engine.endpoint)
    menu = EndpointMenu(session, keeper)
    qtbot.addWidget(menu)

    async def scenario() -> None:
        with guard() as elsewhere:
            menu._on_about_to_show()
            assert menu._reading is not None
            await menu._reading
        assert {"connect", "stat"} <= elsewhere
        assert keeper.state.life is Life.ENDED
        menu.close_down()

    aio(scenario())


def test_the_start_page_looks_at_the_machine_in_threads(
    aio: Aio, guard: Guard, qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    lacks = (Obstacle.NO_NEWUIDMAP, Obstacle.NO_USER_NAMESPACES)
    blocked = Way(Kind.ROOTLESS, "rootless dockerd", ("/bin/sh",), lacks)
    keeper = PrivateEngineKeeper(tmp_path, find_ways=lambda: (blocked,))
    page = StartPage(session, keeper)
    qtbot.addWidget(page)

    async def scenario() -> None:
        with guard() as elsewhere:
            await page._find_ways()
        assert "stat" in elsewhere
        page.close_down()

    aio(scenario())
