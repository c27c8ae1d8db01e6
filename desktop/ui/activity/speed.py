"""How fast bytes go."""

from __future__ import annotations

import time
from collections import deque

SILENT = 1.0  # seconds without news: from then on it falls
_WINDOW_SECONDS = 3.0  # over which a speed is taken


class Speed:
    """How many bytes a second go, over the last seconds; None where nothing counts bytes."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int]] = deque()

    def add(self, done: int, now: float | None = None) -> None:
        """So many bytes are done. Fewer than before: a new part began."""
        now = time.monotonic() if now is None else now
        if self._seen and done < self._seen[-1][1]:
            self._seen.clear()
        self._seen.append((now, done))
        while now - self._seen[0][0] > _WINDOW_SECONDS and len(self._seen) > 2:
            self._seen.popleft()

    @property
    def rate(self) -> float | None:
        """Bytes a second; None before half a second has been seen."""
        if len(self._seen) < 2:
            return None
        (begin, first), (end, last) = self._seen[0], self._seen[-1]
        return (last - first) / (end - begin) if end - begin >= 0.5 else None
