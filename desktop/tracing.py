"""``--trace FILE``: the start's milestones and the longest stalls of the window, as JSON lines.

One object a line: ``{"event": "milestone", "name": …, "seconds": …}`` counts from the start of the
process; ``{"event": "stall", "seconds": …, "at": …}`` is a gap in which the window handled nothing;
a last ``{"event": "end", "longest": …}``. Without the option nothing of this runs.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

from PySide6.QtCore import QEvent, QObject, Qt, QTimer

from desktop.engine.records import Kind
from desktop.model.session import Session
from desktop.model.store import Store
from desktop.ui.window import MainWindow

log = logging.getLogger(__name__)

BEAT_MS = 5
STALL_SECONDS = 0.02


def _process_age() -> float:
    """Seconds since this process was started (Linux); 0 elsewhere."""
    try:
        fields = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
        ticks = os.sysconf("SC_CLK_TCK")
        uptime = float(Path("/proc/uptime").read_text().split()[0])
        return max(0.0, uptime - int(fields[19]) / ticks)
    except (OSError, ValueError, IndexError):
        return 0.0


class Trace:
    """Writes what happens when; does nothing without a file."""

    def __init__(self, path: Path | None) -> None:
        self._file: TextIO | None = None
        self._zero = time.perf_counter()
        self._last_beat = 0.0
        self._longest = 0.0
        self._timer: QTimer | None = None
        self._ends: list[Callable[[], None]] = []
        if path is not None:
            self._zero -= _process_age()
            self._file = path.open("w", encoding="utf-8", buffering=1)

    def mark(self, name: str) -> None:
        """A milestone is reached."""
        self._write("milestone", name=name, seconds=round(self._now(), 4))

    def watch(self, window: MainWindow, store: Store, session: Session) -> None:
        """Follow the window: first paints, the connection, and every stall from now on."""
        if self._file is None:
            return
        _PaintWatch(window, store, self.mark)
        self._ends.append(session.status_changed.subscribe(lambda s: self.mark(s.link.value)))
        timer = QTimer()
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.setInterval(BEAT_MS)
        timer.timeout.connect(self._beat)
        timer.start()
        self._timer = timer

    def close(self) -> None:
        """Write the longest stall and end."""
        for end in self._ends:
            end()
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._write("end", longest=round(self._longest, 4))
        self._let_go()

    def _beat(self) -> None:
        now = time.perf_counter()
        gap = now - self._last_beat - BEAT_MS / 1000 if self._last_beat else 0.0
        self._last_beat = now
        if gap >= STALL_SECONDS:
            self._longest = max(self._longest, gap)
            self._write("stall", seconds=round(gap, 4), at=round(self._now(), 4))

    def _now(self) -> float:
        return time.perf_counter() - self._zero

    def _write(self, event: str, **fields: Any) -> None:
        if self._file is None:
            return
        try:
            self._file.write(json.dumps({"event": event, **fields}) + "\n")
        except OSError as problem:  # the disk is full: nobody measures any more
            self._let_go()
            log.warning("the trace ends here: %s", problem)

    def _let_go(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            with contextlib.suppress(OSError):  # the same again
                file.close()


class _PaintWatch(QObject):
    """Marks the first paint of the window, and of the containers' tree with what was listed."""

    def __init__(self, window: MainWindow, store: Store, mark: Callable[[str], None]) -> None:
        super().__init__(window)
        self._store = store
        self._mark = mark
        self._painted: set[str] = set()
        self._tree = window.section_of(Kind.CONTAINER).tree.viewport()
        self._window = window
        for watched in (window, self._tree):
            watched.installEventFilter(self)

    def _once(self, name: str) -> None:
        if name not in self._painted:
            self._painted.add(name)
            # The event comes before the painting: the mark is made when it is done.
            QTimer.singleShot(0, lambda: self._mark(name))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._once("painted")
            if watched is self._tree and self._store.containers.standing.loaded:
                self._once("containers painted")
                watched.removeEventFilter(self)
        return False
