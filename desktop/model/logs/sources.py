"""The containers of a reader."""

from __future__ import annotations

import asyncio
import enum
from dataclasses import dataclass, field

from desktop.engine.errors import EngineError
from desktop.model.logs.seam import Seam


class Reading(enum.Enum):
    """How far the log of a container is read."""

    HIDDEN = "hidden"  # nobody looks: nothing is read
    HISTORY = "history"
    FOLLOWING = "following"
    STOPPED = "stopped"  # all is read; it goes on when the container starts
    ENDED = "ended"  # all is read that was asked for
    LOST = "lost"  # the Engine is gone; it goes on when it is back
    REFUSED = "refused"  # the Engine can't read it: ``error`` says why
    GONE = "gone"  # the container is removed


@dataclass(eq=False, slots=True)
class Source:
    """One container of a reader, in its place ``number``."""

    number: int
    container: str
    reading: Reading = Reading.HIDDEN
    error: EngineError | None = None
    seam: Seam = field(default_factory=Seam, repr=False)
    is_running: bool | None = None  # as last known; None before it was followed
    news: asyncio.Event = field(default_factory=asyncio.Event, repr=False)

    @property
    def is_readable(self) -> bool:
        """Whether the Engine has it and can read it."""
        return self.reading not in (Reading.REFUSED, Reading.GONE)
