"""What a log asks by a dialog: where it is to be saved, and which part of it to read."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine

from PySide6.QtWidgets import QWidget

from desktop.ui.logs.open_log import OpenLog, Part
from desktop.ui.logs.part_dialog import choose_part
from desktop.ui.logs.saving import save_log
from desktop.ui.page import Surroundings

_logger = logging.getLogger(__name__)


class Asking:
    """Asks about the log that ``log`` tells."""

    def __init__(
        self, page: QWidget, surroundings: Surroundings, log: Callable[[], OpenLog | None]
    ) -> None:
        self._page = page
        self._surroundings = surroundings
        self._log = log
        self.tasks: set[asyncio.Task[None]] = set()

    def save(self, *, timestamps: bool) -> None:
        """Save all of it, not only what is here."""
        if (log := self._log()) is not None:
            self._spawn(self._save(log, timestamps=timestamps))

    def choose_part(self, part: Part, take: Callable[[Part], None]) -> None:
        """Read another part of it; ``take`` is told that of now where nothing is chosen."""
        if (log := self._log()) is not None:
            self._spawn(self._choose_part(log, part, take))

    def close(self) -> None:
        """Ask nothing any more; ``tasks`` are still to end."""
        for task in self.tasks:
            task.cancel()

    async def _save(self, log: OpenLog, *, timestamps: bool) -> None:
        self._surroundings.run(await save_log(self._page, log.targets(), timestamps=timestamps))

    async def _choose_part(self, log: OpenLog, part: Part, take: Callable[[Part], None]) -> None:
        session = self._surroundings.session
        targets, now = log.targets(), session.clock()
        chosen = await choose_part(self._page, session.store, targets, part, now)
        take(part if chosen is None else chosen)

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.ensure_future(work)
        self.tasks.add(task)
        task.add_done_callback(self._asked)

    def _asked(self, task: asyncio.Task[None]) -> None:
        self.tasks.discard(task)
        if not task.cancelled() and (problem := task.exception()) is not None:
            _logger.error("a log's dialog failed", exc_info=problem)
