"""What a log shows in one place: a line that a container wrote, or what happened to the log."""

from __future__ import annotations

import enum
from typing import NamedTuple

from desktop.engine.observations import Output


class RowKind(enum.IntEnum):
    """A line, or a marker between lines."""

    LINE = 0
    SKIPPED = 1  # ``skipped`` lines came too fast to be read
    DISCONNECTED = 2
    RESUMED = 3
    GAP = 4  # it can't be proven that nothing is missing here
    STOPPED = 5
    STARTED = 6  # again
    CLEARED = 7
    SEPARATOR = 8  # a view's own: rows that it does not show lie between these two


class Row(NamedTuple):
    """One row. ``raw`` is hostile: it is shown through :func:`desktop.model.logs.text.plain`.

    ``number`` grows from row to row of the book, without holes. ``source`` is the container's place
    in the reader's list, -1 where all are meant. ``time`` is as ``LogLine.time``, or empty;
    ``more`` is how many bytes of the line are not in ``raw``.
    """

    number: int
    source: int
    time: str
    output: Output = Output.STDOUT
    raw: bytes = b""
    more: int = 0
    kind: RowKind = RowKind.LINE
    skipped: int = 0
