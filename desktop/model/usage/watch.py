"""What the disk held when somebody last asked, and whether that may have changed since."""

from __future__ import annotations

from desktop.engine.errors import EngineError
from desktop.engine.observations import DiskUsage
from desktop.model.observers import Observers
from desktop.model.session import Link, Session, Status
from desktop.model.store import Change


class UsageWatch:
    """Asks the Engine, which reads its whole disk for the answer: only when told to.

    ``changed`` tells of everything here. ``asked_at`` is the Engine's time in seconds since 1970.
    """

    def __init__(self, session: Session) -> None:
        self.changed: Observers[UsageWatch] = Observers()
        self.usage: DiskUsage | None = None
        self.asked_at = 0.0
        self.asking = False
        self.outdated = False  # something appeared, changed or vanished since
        self.problem: EngineError | None = None
        self._session = session
        self._of = ""  # the id of the Engine that was asked
        self._ends = (
            session.store.changed.subscribe(self._on_store_changed),
            session.status_changed.subscribe(self._on_status_changed),
        )

    def close(self) -> None:
        """Hear nothing any more."""
        for end in self._ends:
            end()

    async def ask(self) -> None:
        """Ask now, unless that is under way or no Engine answers."""
        engine = self._session.engine
        if self.asking or engine is None:
            return
        self.asking = True
        self.outdated = False
        self.changed.tell(self)
        try:
            usage = await engine.observe.disk_usage()
        except EngineError as problem:
            self.problem = problem
        else:
            self.usage, self.problem = usage, None
            self.asked_at, self._of = engine.clock(), engine.info.id
        finally:
            self.asking = False
            self.changed.tell(self)

    def _on_store_changed(self, change: Change) -> None:
        del change
        if not self.outdated:
            self.outdated = True
            if self.usage is not None:
                self.changed.tell(self)

    def _on_status_changed(self, status: Status) -> None:
        if status.link is Link.LIVE and status.info is not None and status.info.id != self._of:
            self.usage, self.problem = None, None  # it was another Engine's
        self.changed.tell(self)
