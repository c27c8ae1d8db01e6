"""Measures within this process: lists shown in a real window, and a start seen in its row."""

from __future__ import annotations

import asyncio
import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

os.environ["QT_API"] = "pyside6"

import docker
import qasync
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from desktop.engine import decode
from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.engine import DockerEngine
from desktop.engine.records import Container, Kind
from desktop.engine.threads import SWITCH_SECONDS, run_in_thread
from desktop.model.operations import Operations
from desktop.model.session import Link, Session
from desktop.model.store import Store
from desktop.ui.collecting import Collecting
from desktop.ui.empty import EmptyState
from desktop.ui.icons import Icon
from desktop.ui.theme import apply_theme
from desktop.ui.trees.columns import Facts
from desktop.ui.trees.section import Section

T = TypeVar("T")


def run(work: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Run a coroutine on Qt's loop, in an application dressed as ours."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    app.setQuitOnLastWindowClosed(False)
    apply_theme(app)
    sys.setswitchinterval(SWITCH_SECONDS)
    collecting = Collecting(app)
    result = _looped(app, work)
    gc.collect()  # the loop is a cycle with timers: a worker of the next measure would end those
    collecting.close_down()
    return result


def _looped(app: QApplication, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
    with qasync.QEventLoop(app) as loop:
        asyncio.set_event_loop(loop)
        result: T = loop.run_until_complete(work())
    asyncio.set_event_loop(None)
    return result


class _Paints(QObject):
    """Tells when the tree has been painted."""

    def __init__(self, section: Section) -> None:
        super().__init__(section)
        self._painted = asyncio.Event()
        section.tree.viewport().installEventFilter(self)

    async def wait_until(self, so: Callable[[], bool]) -> float:
        """The moment after the first painting at which ``so`` held."""
        while True:
            self._painted.clear()
            await self._painted.wait()
            if so():
                return time.perf_counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            # Painting happens after this filter and before the loop comes to us.
            asyncio.get_event_loop().call_soon(self._painted.set)
        return False


def _section(store: Store, operations: Operations) -> Section:
    facts = Facts(store, operations.busy, time.time)
    section = Section(Kind.CONTAINER, facts, "Containers", EmptyState(Icon.CONTAINERS, "none"))
    section.resize(1000, 700)
    section.show()
    return section


async def _shown(take: Callable[[Store], Awaitable[None]]) -> float:
    """Seconds from asking to the painted tree, in a window that is open already."""
    store = Store()
    section = _section(store, Operations(lambda: None))
    paints = _Paints(section)
    section.tree.viewport().update()
    began = time.perf_counter()
    await take(store)
    painted = await paints.wait_until(lambda: section.stack.currentWidget() is section.tree)
    section.close_down()
    section.close()
    section.deleteLater()
    await asyncio.sleep(0.1)  # its end is nobody's time
    return painted - began


def list_raw(url: str, rounds: int) -> list[float]:
    """Seconds for docker-py's own ``api.containers(all=True)``."""
    client = docker.APIClient(base_url=url)
    client.containers(all=True)
    times = []
    for _round in range(rounds):
        began = time.perf_counter()
        client.containers(all=True)
        times.append(time.perf_counter() - began)
    client.close()
    return times


async def list_and_show(url: str, rounds: int) -> list[float]:
    """Seconds from asking the Engine to the painted tree."""
    engine = await DockerEngine.connect(Endpoint(url, "bench", Origin.HOST_OPTION))

    async def take(store: Store) -> None:
        store.take_containers(None, await engine.containers())

    await take(Store())
    times = [await _shown(take) for _round in range(rounds)]
    await engine.close()
    return times


def recorded(url: str, count: int) -> bytes:
    """The Engine's list of containers, repeated with other ids and names up to ``count``."""
    client = docker.APIClient(base_url=url)
    items = client.containers(all=True)
    client.close()
    made = []
    for number in range(count):
        item = dict(items[number % len(items)])
        item["Id"] = f"{number:064x}"
        item["Names"] = [f"/bench-{number}"]
        made.append(item)
    return json.dumps(made).encode()


async def parse_and_show(answer: bytes, rounds: int) -> list[float]:
    """Seconds from the answer's bytes to the painted tree, parsing in the loop's thread."""

    async def take(store: Store) -> None:
        items = json.loads(answer)
        store.take_containers(None, decode.decode_all(decode.container, items, time.time()))

    return [await _shown(take) for _round in range(rounds)]


def parse(answer: bytes, rounds: int) -> list[float]:
    """Seconds for parsing the JSON alone."""
    times = []
    for _round in range(rounds):
        began = time.perf_counter()
        json.loads(answer)
        times.append(time.perf_counter() - began)
    return times


async def starts(url: str, names: list[str]) -> list[float]:
    """For each container: seconds from ``docker start`` returning to its row painted as running.

    Zero where the row was there first.
    """
    endpoint = Endpoint(url, "bench", Origin.HOST_OPTION)
    store = Store()

    async def find() -> tuple[Endpoint | None, tuple[Any, ...]]:
        return endpoint, ()

    session = Session(store, find, DockerEngine.connect)
    section = _section(store, Operations(lambda: session.engine))
    paints = _Paints(section)
    following = asyncio.ensure_future(session.run())
    live = asyncio.Event()
    session.status_changed.subscribe(lambda s: live.set() if s.link is Link.LIVE else None)
    await live.wait()
    section.filter_box.setText(names[0].rstrip("0123456789"))
    section.resize(1000, 1000)  # all of them in sight
    times = []
    for name in names:

        def is_running(name: str = name) -> bool:
            found: list[Container] = [c for c in store.containers if c.name == name]
            return bool(found) and found[0].is_running

        seen = asyncio.ensure_future(paints.wait_until(is_running))
        returned = await run_in_thread(_docker_start, url, name, name="docker")
        times.append(max(0.0, await asyncio.wait_for(seen, 10) - returned))
    following.cancel()
    await asyncio.wait([following])
    section.close_down()
    section.close()
    section.deleteLater()
    return times


def _docker_start(url: str, name: str) -> float:
    subprocess.run(["docker", "--host", url, "start", name], check=True, capture_output=True)
    return time.perf_counter()
