"""One log that is open: what reads it, which rows are shown, and where they are painted."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.engine.records import Kind
from desktop.model.commands import Target
from desktop.model.logs.patterns import Pattern
from desktop.model.logs.reader import TAIL, LogReader
from desktop.model.logs.search import Search
from desktop.model.logs.sources import Reading
from desktop.model.logs.view import View
from desktop.model.session import Session
from desktop.ui.logs.log_view import LogView
from desktop.ui.plain import visible
from desktop.ui.wording import short_id

log = logging.getLogger(__name__)

SETTLE_SECONDS = 0.12  # how long a selection holds still before its log is read


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of a log is read, as ``LogQuery`` has it."""

    tail: int | None = TAIL
    since: str = ""
    until: str = ""


class OpenLog:
    """The log of some containers. Close it, and await its end."""

    def __init__(self, session: Session, keys: Sequence[str], part: Part) -> None:
        self.session = session
        self.keys = tuple(keys)
        self.part = part
        self.reader = LogReader(session, keys, tail=part.tail, since=part.since, until=part.until)
        self.book = self.reader.book
        self.view = View(self.book)
        self.log_view = LogView(self.view, self.names())
        self.log_view.painting.clock = session.clock
        self.search: Search | None = None
        self._task = asyncio.ensure_future(self._run())

    @property
    def is_loading(self) -> bool:
        """Whether some of what was written is still to be read."""
        readings = (source.reading for source in self.reader.sources)
        return not self._task.done() and any(
            reading in (Reading.HIDDEN, Reading.HISTORY) for reading in readings
        )

    def targets(self) -> list[Target]:
        """The containers, as a command takes them."""
        table = self.session.store.containers
        found = ((key, table.get(key)) for key in self.keys)
        return [
            Target(Kind.CONTAINER, key, record.name if record is not None else short_id(key))
            for key, record in found
        ]

    def names(self) -> list[str]:
        """What the containers are called now, as it is shown."""
        return [visible(target.name, limit=60) for target in self.targets()]

    def find(self, pattern: Pattern | None) -> Search | None:
        """Search for something else; raises ``BadPattern``."""
        search = Search(self.view, pattern) if pattern is not None else None
        if self.search is not None:
            self.search.close()
        self.search = search
        self.log_view.set_search(search)
        return search

    def close(self) -> None:
        """Read and follow no longer."""
        self._task.cancel()
        if self.search is not None:
            self.search.close()
        self.log_view.close_down()
        self.view.close()

    async def ended(self) -> None:
        """Return when nothing runs any more."""
        await asyncio.wait([self._task])

    async def _run(self) -> None:
        await asyncio.sleep(SETTLE_SECONDS)
        try:
            await self.reader.run()
        except Exception:
            log.exception("a log can't be read any more")
