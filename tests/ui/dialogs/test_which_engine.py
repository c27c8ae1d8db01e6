"""Dialogs that take something away name the Engine where it is not this machine's."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from desktop.engine.file_records import FileEntry, FileKind, Place
from desktop.engine.network_records import Swarm, SwarmState
from desktop.engine.records import Kind
from desktop.model.commands import Target
from desktop.model.store import Store
from desktop.ui import dialogs
from desktop.ui.files.deleting import delete_entries
from tests.model.fake_engine import make_container
from tests.support.dialogs import Opener

FAR = "prod (ssh://root@prod.example.com)"
NEAR = ("default (unix:///var/run/docker.sock)", "default (npipe:////./pipe/docker_engine)", "")
WEB = make_container(1, "web")

Asks = Callable[[QWidget, Store, str], Coroutine[Any, Any, Any]]


def _kill(window: QWidget, store: Store, where: str) -> Coroutine[Any, Any, Any]:
    target = Target(Kind.CONTAINER, WEB.id, "web")
    return dialogs.kill_containers(window, store, [target], where=where)


def _leave(window: QWidget, store: Store, where: str) -> Coroutine[Any, Any, Any]:
    return dialogs.leave_swarm(window, store, Swarm(SwarmState.ACTIVE), where=where)


def _delete(window: QWidget, store: Store, where: str) -> Coroutine[Any, Any, Any]:
    place = Place(Kind.CONTAINER, WEB.id, "web")
    entry = FileEntry("a", FileKind.FILE, 1, 0o644)
    return delete_entries(window, store, place, [("/a", entry)], where=where)


@pytest.mark.parametrize("asks", [_kill, _leave, _delete])
def test_the_engine_of_another_machine_is_named_and_this_ones_is_not(
    opened: Opener, window: QWidget, store: Store, asks: Asks
) -> None:
    store.take_containers(None, [WEB])
    dialog = opened(asks(window, store, FAR))
    assert f"On the Engine {FAR}" in dialog.said
    dialog.close()
    for near in NEAR:
        dialog = opened(asks(window, store, near))
        assert "On the Engine" not in dialog.said
        dialog.close()
