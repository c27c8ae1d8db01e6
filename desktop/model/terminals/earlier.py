"""What a container has written before one attached to it."""

from __future__ import annotations

import datetime
from collections import deque

from desktop.engine.errors import EngineError
from desktop.engine.observations import LogQuery
from desktop.engine.protocol import Engine
from desktop.model.terminals.cooked import plain_lines

MOST_BYTES = 1 << 20


class _Newest:
    """The newest bytes of what is written to it, cut at the begin of a line."""

    def __init__(self) -> None:
        self._pieces: deque[bytes] = deque()
        self._size = 0
        self._dropped = False

    def write(self, data: bytes) -> None:
        self._pieces.append(data)
        self._size += len(data)
        while self._size > MOST_BYTES and len(self._pieces) > 1:
            self._size -= len(self._pieces.popleft())
            self._dropped = True

    def text(self) -> bytes:
        whole = b"".join(self._pieces)
        if len(whole) > MOST_BYTES:
            whole, self._dropped = whole[-MOST_BYTES:], True
        return whole.partition(b"\n")[2] if self._dropped else whole


async def earlier_output(
    engine: Engine, container: str, lines: int, *, since: str, until: str, tty: bool
) -> bytes:
    """The last lines of a container's log, as a terminal shows them.

    Nothing where it can't be read. The log and what is heard since are joined by the Engine's
    clock: what was written in that very moment may be missing, or there twice.
    """
    newest = _Newest()
    try:
        query = LogQuery(tail=lines, since=since, until=until)
        await engine.observe.save_log(container, query, newest.write)
    except EngineError:
        return b""
    return newest.text() if tty else plain_lines(newest.text())


def moment(seconds: float) -> str:
    """A time of the Engine's clock as its logs have it."""
    told = datetime.datetime.fromtimestamp(seconds, datetime.UTC)
    return f"{told:%Y-%m-%dT%H:%M:%S.%f}000Z"
