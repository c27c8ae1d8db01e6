"""Stopping or killing containers that the Engine removes then says what goes, as it is now."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.engine.records import Container, Kind, State
from desktop.model.commands import ContainersCommand, Target, Verb
from desktop.model.store import Store
from desktop.ui import dialogs
from tests.model.clock import settle
from tests.model.fake_engine import make_container, make_volume, mounted
from tests.support.aio import Aio
from tests.support.dialogs import Opener

ANONYMOUS = "ab" * 32
ONCE = make_container(1, "once", mounts=(mounted("data"), mounted(ANONYMOUS, "/tmp")))
WEB = make_container(2, "web")
FAR = "prod (ssh://root@prod.example.com)"


def target(record: Container) -> Target:
    return Target(Kind.CONTAINER, record.id, record.name)


def stop(*records: Container) -> ContainersCommand:
    return ContainersCommand(Verb.STOP, tuple(target(each) for each in records))


@pytest.fixture
def store(store: Store) -> Store:
    store.take_volumes(None, [make_volume("data"), make_volume(ANONYMOUS, size=5_000_000)])
    store.take_containers(None, [ONCE, WEB])
    return store


def test_what_goes_with_a_container_is_said_before_it_is_stopped(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.stop_containers(window, store, stop(ONCE), [target(ONCE)], where=FAR))
    assert "Stop container once?" in dialog.said
    assert "It was started with --rm: the Engine removes it when it ends." in dialog.said
    assert "Its own files and log go too." in dialog.said
    assert f"Anonymous volume {ANONYMOUS[:12]} (5MB) goes too, with all its data." in dialog.said
    assert "Volume data stays." in dialog.said
    assert "killed" not in dialog.said
    assert f"On the Engine {FAR}" in dialog.said
    assert dialog.line == "docker stop once"
    dialog.click("Stop")
    assert dialog.result() is True


def test_enter_and_escape_stop_nothing(opened: Opener, window: QWidget, store: Store) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        dialog = opened(dialogs.stop_containers(window, store, stop(ONCE), [target(ONCE)]))
        dialog.key(key)
        assert dialog.result() is False


def test_of_several_those_that_go_are_told_apart(
    opened: Opener, window: QWidget, store: Store
) -> None:
    dialog = opened(dialogs.stop_containers(window, store, stop(ONCE, WEB), [target(ONCE)]))
    assert "Stop 2 containers?" in dialog.said
    assert "1 of them was started with --rm: the Engine removes it when it ends." in dialog.said
    assert dialog.line == "docker stop once web"
    store.take_containers([WEB.id], [make_container(2, "web", state=State.EXITED)])
    assert dialog.line == "docker stop once"
    store.take_containers([ONCE.id], [])
    assert "None of them runs any more." in dialog.said
    dialog.click("Close")
    assert dialog.result() is False


def test_a_kill_says_what_goes_as_soon_as_it_is_known(
    aio: Aio, opened: Opener, window: QWidget, store: Store
) -> None:
    known: asyncio.Future[Sequence[Target]] = aio.loop.create_future()

    async def look() -> Sequence[Target]:
        return await known

    targets = [target(ONCE), target(WEB)]
    dialog = opened(dialogs.kill_containers(window, store, targets, look=look))
    assert "--rm" not in dialog.said
    known.set_result([target(ONCE)])
    aio(settle())
    assert "1 of them was started with --rm: the Engine removes it when it ends." in dialog.said
    assert f"Anonymous volume {ANONYMOUS[:12]} (5MB) goes too" in dialog.said
    dialog.click("Kill")
    assert dialog.result() == ContainersCommand(Verb.KILL, tuple(targets))


def test_a_kill_that_is_closed_before_looks_no_more(
    aio: Aio, opened: Opener, window: QWidget, store: Store
) -> None:
    ended = asyncio.Event()

    async def look() -> Sequence[Target]:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()
        return ()

    dialog = opened(dialogs.kill_containers(window, store, [target(WEB)], look=look))
    dialog.click("Cancel")
    assert dialog.result() is None
    aio(ended.wait())
