"""Reading the logs of some containers into one book, without a gap and without a line twice."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.engine.errors import EngineError
from desktop.model.logs.book import Book
from desktop.model.observers import Observers
from desktop.model.session import Session

TAIL = 1000
"""Lines of history for each container, unless more are wanted."""


class Reading(enum.Enum):
    """How far the log of a container is read."""

    HIDDEN = "hidden"  # nobody looks: nothing is read
    HISTORY = "history"
    FOLLOWING = "following"
    STOPPED = "stopped"  # all is read; it goes on where the container starts again
    LOST = "lost"  # the Engine is gone; it goes on when it is back
    REFUSED = "refused"  # the Engine can't read it: ``error``
    GONE = "gone"  # the container is removed


@dataclass(slots=True)
class Source:
    """One container of a reader, in its place ``number``."""

    number: int
    container: str
    reading: Reading = Reading.HIDDEN
    error: EngineError | None = None


class LogReader:
    """Reads as long as ``run`` is awaited and ``watched`` is True.

    ``since`` and ``until`` are as ``LogQuery``'s; with ``until`` nothing is followed.
    """

    def __init__(
        self,
        session: Session,
        containers: Sequence[str],
        *,
        tail: int | None = TAIL,
        since: str = "",
        until: str = "",
        book: Book | None = None,
    ) -> None:
        self.book = Book() if book is None else book
        self.sources = tuple(Source(number, key) for number, key in enumerate(containers))
        self.changed: Observers[Source] = Observers()
        self.watched = False
        self._session = session

    async def run(self) -> None:
        """Until cancelled."""
