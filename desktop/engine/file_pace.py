"""How far a copy is and how fast, told a few times a second; and what did not arrive as it is."""

from __future__ import annotations

import collections
import time
from collections.abc import Callable

from desktop.engine.file_records import NOTES, Copied, CopyProgress, Note, Why
from desktop.engine.records import Progress

_APART = 0.1  # seconds between two reports
_WINDOW = 3.0  # seconds whose bytes tell the speed


class Pace:
    """Counts in one thread at a time; ``put`` hears of it."""

    def __init__(
        self,
        put: Callable[[Progress], None],
        total: int | None = None,
        total_files: int | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.bytes = 0
        self.files = 0
        self.total = total
        self.total_files = total_files
        self._put = put
        self._clock = clock
        self._path = ""
        self._told = float("-inf")
        self._past: collections.deque[tuple[float, int]] = collections.deque([(clock(), 0)])

    def begin(self, path: str) -> None:
        """The next file."""
        self._path = path
        self.files += 1
        self._tell_in_time()

    def add(self, count: int) -> None:
        """So many bytes more."""
        self.bytes += count
        self._tell_in_time()

    def tell(self) -> None:
        """How far it is now, whatever was told when."""
        now = self._told = self._clock()
        self._past.append((now, self.bytes))
        while len(self._past) > 2 and now - self._past[0][0] > _WINDOW:
            self._past.popleft()
        (since, before), total = self._past[0], self.total
        speed = (self.bytes - before) / (now - since) if now > since else 0.0
        left = max(0, total - self.bytes) / speed if total is not None and speed else None
        self._put(
            CopyProgress(
                self._path,
                self.bytes,
                None if total is None else max(total, self.bytes),
                files=self.files,
                total_files=self.total_files,
                speed=speed,
                left=left,
            )
        )

    def _tell_in_time(self) -> None:
        if self._clock() - self._told >= _APART:
            self.tell()


class Notes:
    """What did not arrive as it is, as many as are kept; and where the rest is now."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        self._notes: list[Note] = []
        self._unnoted = 0

    def add(self, path: str, why: Why, now: str = "") -> None:
        if len(self._notes) < NOTES:
            self._notes.append(Note(path, why, now))
        else:
            self._unnoted += 1

    def copied(self, pace: Pace) -> Copied:
        """All of it, at the end."""
        return Copied(tuple(self.paths), pace.files, pace.bytes, tuple(self._notes), self._unnoted)
