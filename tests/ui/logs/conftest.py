"""A page of a log on a fake Engine."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desktop.engine.observations import LogBatch, LogLine, Output
from desktop.model.commands import Command
from desktop.model.logs.rows import RowKind
from desktop.model.session import Link, Session
from desktop.model.stats.watcher import StatsWatcher
from desktop.model.store import Store
from desktop.ui.logs.log_page import LogPage
from desktop.ui.logs.log_view import LogView
from desktop.ui.page import Surroundings
from desktop.ui.settings import Settings
from tests.model.fake_engine import FakeEngine, FakeWorld, make_container, make_id

NAMES = ("web", "worker", "db")


def line(number: int, text: str | bytes = "", output: Output = Output.STDOUT) -> LogLine:
    """A line of that second."""
    raw = text.encode() if isinstance(text, str) else text
    time = f"2024-01-02T03:{number // 60 % 60:02}:{number % 60:02}.000000000Z"
    return LogLine(time, output, raw or f"line {number}".encode())


def lines(count: int) -> list[LogLine]:
    """``line 0``, ``line 1``, …"""
    return [line(number) for number in range(count)]


@dataclass
class Reader:
    """A person at the page."""

    world: FakeWorld
    session: Session
    page: LogPage
    commands: list[Command | None] = field(default_factory=list)

    @property
    def view(self) -> LogView:
        assert self.page.log is not None
        return self.page.log.log_view

    async def until(self, holds: Callable[[], object]) -> None:
        """Let the loop run until it holds; the test's own limit ends it."""
        while not holds():  # noqa: ASYNC110 - many things tell of it
            await asyncio.sleep(0.002)

    def shown(self) -> list[str]:
        """The lines that pass the filter; of markers their kind, in brackets."""
        rows = (self.view.view[place] for place in range(len(self.view.view)))
        return [
            row.raw.decode() if row.kind is RowKind.LINE else f"<{row.kind.name}>" for row in rows
        ]

    def seen(self) -> list[str]:
        """The lines that are painted now."""
        self.view.viewport().repaint()
        return [line.text for _rect, _place, line in self.view.seen]

    def say(self, *said: LogLine, number: int = 1) -> None:
        """A container writes this."""
        engine: FakeEngine = self.world.connected[-1]
        self.world.watched.logs[make_id(number)] += said
        engine.observe.say("logs", make_id(number), LogBatch(said))

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        """Press a key where the log has the focus."""
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        QTest.keyClick(self.view, key, held)

    def click(self, at: QPoint) -> None:
        QTest.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, pos=at)

    async def follows(self) -> None:
        """All that was written is read, and shown."""

        def holds() -> bool:
            log = self.page.log
            if log is None or log.view.busy or log.log_view._refresh.isActive():
                return False
            observe: Any = self.world.connected[-1].observe
            return all(observe.streaming("logs", key) for key in log.keys)

        await self.until(holds)


@asynccontextmanager
async def reading(
    folder: Path, written: Sequence[LogLine] = (), *, containers: Sequence[int] = (1,)
) -> AsyncIterator[Reader]:
    """The log of the first container (``web``), which has written this; or of several."""
    world = FakeWorld()
    for number, name in enumerate(NAMES, 1):
        world.add(make_container(number, name))
    world.watched.logs[make_id(1)] = list(written)
    session = Session(Store(), world.find, world.connect)
    running = asyncio.ensure_future(session.run())
    commands: list[Command | None] = []
    unused: Any = None

    def run(command: Command | None) -> None:
        commands.append(command)

    page = LogPage(
        Surroundings(
            session,
            operations=unused,
            settings=Settings(folder),
            stats=StatsWatcher(session),
            run=run,
            open_url=unused,
            reveal=unused,
            select=unused,
        )
    )
    reader = Reader(world, session, page, commands)
    try:
        await reader.until(lambda: session.status.link is Link.LIVE)
        page.show_containers([make_id(number) for number in containers])
        page.resize(1000, 400)
        page.show()
        await reader.follows()
        yield reader
    finally:
        await page.close_down()
        page.hide()
        page.deleteLater()
        running.cancel()
        await asyncio.wait([running])
