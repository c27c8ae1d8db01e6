"""A live session with containers, and pages upon it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from desktop.engine.records import Container
from desktop.model.session import Link, Session
from desktop.model.stats.watcher import StatsWatcher
from desktop.model.store import Store
from desktop.ui.page import Surroundings
from desktop.ui.settings import Settings
from tests.model.fake_engine import FakeWorld
from tests.model.stats.samples import line, sample


class Desk:
    """What a page has around it, and what it asked for."""

    def __init__(self, *containers: Container) -> None:
        self.world = FakeWorld()
        self.world.add(*containers)
        self.session = Session(Store(), self.world.find, self.world.connect)
        self.commands: list[Any] = []
        self.revealed: list[str] = []
        self.selected: list[str] = []
        unused: Any = None
        self.surroundings = Surroundings(
            self.session,
            operations=unused,
            settings=Settings(Path()),
            stats=StatsWatcher(self.session),
            run=self.commands.append,
            open_url=unused,
            reveal=lambda _kind, key: self.revealed.append(key),
            select=lambda _kind, key: self.selected.append(key),
        )

    def streams(self, *keys: str) -> list[bool]:
        """Whether these have a stream at the Engine now."""
        engines = self.world.connected
        return [any(e.observe.streaming("stats", key) for e in engines) for key in keys]

    def say(self, key: str, second: int, **changed: Any) -> None:
        """A container's next sample."""
        for engine in self.world.connected:
            engine.observe.say("stats", key, line(sample(second, **changed)))

    async def until(self, holds: Callable[[], object]) -> None:
        """Let the loop run until something holds; the test's own limit ends it."""
        while not holds():  # noqa: ASYNC110 - many things tell of it
            await asyncio.sleep(0)


@asynccontextmanager
async def desk_with(*containers: Container) -> AsyncIterator[Desk]:
    """A desk whose session is live."""
    desk = Desk(*containers)
    running = asyncio.ensure_future(desk.session.run())
    try:
        await desk.until(lambda: desk.session.status.link is Link.LIVE)
        yield desk
    finally:
        running.cancel()
        await asyncio.wait([running])


async def close(page: Any) -> None:
    """End a page as the window does."""
    assert isinstance(page, QWidget)
    await page.close_down()
    page.close()
    page.deleteLater()
    QApplication.processEvents()
