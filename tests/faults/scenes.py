"""Portside as a process of its own, with a person at its window who plays a scene.

``python -m tests.faults.scenes SCENE`` takes Portside's own options after that: from ``main`` to
the exit code nothing is left out. The general rules are watched, as in :mod:`under_fault`.
"""

from __future__ import annotations

import asyncio
import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

import desktop.app
from desktop.app import Application
from desktop.engine.records import Kind
from tests.faults.under_fault import is_live, memory, watched
from tests.journeys.hands import Hands, until

STREAMS = 20
CONTAINERS = 1000
IMAGES = 500
DEAF = "deaf"  # a container that does not stop when it is told to


@dataclass(frozen=True, slots=True)
class Played:
    """How the process ended. ``told`` is what the scene found out, ``ended`` a monotonic time."""

    code: int
    told: dict[str, Any]
    errors: str
    ended: float


def play(scene: Callable[[Hands], Awaitable[None]], *options: str, seconds: float = 90) -> Played:
    """Run a scene of this module to its end."""
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-m", __name__, scene.__name__, *options],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    ended = time.monotonic()
    told: dict[str, Any] = {}
    for line in done.stdout.splitlines():
        told |= json.loads(line)
    return Played(done.returncode, told, done.stderr, ended)


def tell(**found: Any) -> None:
    """Let who plays it know."""
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()


async def quit_amid_logs(hands: Hands) -> None:
    """Leave while the logs of twenty containers are followed, and one is told to stop."""
    store = hands.application.store
    await until(lambda: sum(c.is_running for c in store.containers) > STREAMS)
    hands.select(DEAF)
    async with watched(hands):
        QTest.keySequence(hands.tree(), "Ctrl+A")
        hands.keys("Ctrl+L")
        await until(lambda: streams("logs") >= STREAMS, "each log is followed")
        dialog = await _asked(hands)
        await until(lambda: streams("logs") >= STREAMS, "and while it asks")
    _leave(hands, dialog)


async def quit_amid_stats(hands: Hands) -> None:
    """Leave while the statistics of twenty containers come in, and one is told to stop."""
    await until(lambda: hands.state(DEAF) == "running")
    hands.select(DEAF)
    async with watched(hands):
        hands.keys("Ctrl+8")
        await until(lambda: streams("stats") >= STREAMS, "each has a stream")
        hands.keys("Ctrl+1")
        await until(lambda: hands.section.kind is Kind.CONTAINER)
        dialog = await _asked(hands, "Ctrl+8")
        await until(lambda: streams("stats") >= STREAMS, "each has a stream")
    _leave(hands, dialog)


async def _asked(hands: Hands, *keys: str) -> QDialog:
    """Have something under way, and close the window."""
    hands.select(DEAF)
    hands.menu("Container", "Stop")
    await until(lambda: "stopping" in hands.cell(DEAF, "status").lower(), "it is under way")
    for each in keys:
        hands.keys(each)
    hands.window.close()
    dialog = await hands.dialog()
    assert "1 operation still runs" in hands.read(dialog)
    return dialog


def _leave(hands: Hands, dialog: QDialog) -> None:
    tell(pressed=time.monotonic(), streams=streams("logs") + streams("stats"))
    hands.press(dialog, "Quit")


def streams(name: str) -> int:
    """How many threads of that name run: each reads one stream."""
    return sum(thread.name == name for thread in threading.enumerate())


async def look_at_many(hands: Hands) -> None:
    """Stand at one container and one image of very many, and have all listed again."""
    store = hands.application.store
    async with watched(hands):
        await until(lambda: len([*store.containers]) == CONTAINERS, "all containers are listed")
        await until(lambda: len([*store.table(Kind.IMAGE)]) >= IMAGES, "all images are listed")
        for kind, name in ((Kind.CONTAINER, "many-0500"), (Kind.IMAGE, "many-images:250")):
            hands.pick(kind)
            await until(hands.section.tree.isVisible)
            await until(lambda kind=kind, name=name: hands.index(kind, name).isValid())
            hands.pick(kind, name)
            await _stays(hands)
        tell(memory=memory())
    hands.window.close()


async def _stays(hands: Hands) -> None:
    tree = hands.section.tree
    chosen = [row.title for row in hands.section.selected()]

    def chosen_is_seen() -> bool:
        row = tree.visualRect(tree.currentIndex())
        return tree.viewport().rect().contains(row.center())

    await until(chosen_is_seen, "Qt scrolls to it a moment after the click")
    where = tree.verticalScrollBar().value()
    assert where > 0
    for _ in range(3):
        hands.keys("F5")
        await hands.application.session.refresh()
        assert is_live(hands)
        assert tree.verticalScrollBar().value() == where
        assert [row.title for row in hands.section.selected()] == chosen


SCENES = {scene.__name__: scene for scene in (quit_amid_logs, quit_amid_stats, look_at_many)}


def main() -> int:
    """Play a scene in Portside."""
    name, *options = sys.argv[1:]

    class Acted(Application):
        """Somebody is at its window."""

        async def run(self) -> int:
            running = asyncio.ensure_future(super().run())
            acting = asyncio.ensure_future(self._act(Hands(self, running)))
            acting.add_done_callback(lambda done: done.exception() and _end())
            await asyncio.wait([running, acting])
            await acting
            return await running

        async def _act(self, hands: Hands) -> None:
            await until(lambda: is_live(hands), "it is live")
            await until(hands.window.isActiveWindow, "its window has the focus")
            await SCENES[name](hands)

    desktop.app.Application = Acted  # type: ignore[misc]
    return desktop.app.main(options)


def _end() -> None:
    signal.raise_signal(signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main())
