"""A container's log: what it has written to its outputs, by lines.

Docker sends each line in a chunk of its own. urllib3 takes some twenty microseconds for a chunk,
more than a busy container leaves us, so chunks and frames are taken apart here.
"""

from __future__ import annotations

import datetime
from collections import deque
from collections.abc import Callable, Generator, Iterator
from typing import Any

from desktop.engine.decode import decode_one, mapping
from desktop.engine.errors import Garbled, Reason, Unreachable
from desktop.engine.log_lines import LONGEST_FRAME, LineReader, next_frame
from desktop.engine.observations import LogBatch, LogLine, LogQuery
from desktop.engine.translate import FOREIGN, translated
from desktop.engine.wire import Wire

WAITING_LINES = 20_000  # read, and not yet taken; with following the oldest give way
WAITING_BYTES = 8 << 20
_READ_AT_MOST = 1 << 16  # what is taken apart at once: the window waits for no longer than that


def read_lines(container: str, query: LogQuery, wire: Wire) -> Generator[list[LogLine], None, None]:
    """The lines of a log, as many at a time as have come; ends when the Engine ends the answer.

    With ``follow`` that is when the container stops. A lost connection raises.
    """
    try:
        response, tty = _open(container, query, True, wire)
        reader = LineReader(tty=tty, longest=query.longest)
        for payload in _payloads(response):
            if lines := reader.feed(payload):
                yield lines
        if lines := reader.end():
            yield lines
    except FOREIGN as problem:
        raise translated(problem, wire.words()) from problem


def copy_log(
    container: str,
    query: LogQuery,
    write: Callable[[bytes], object],
    timestamps: bool,
    wire: Wire,
) -> None:
    """Hand a log's bytes over as the container wrote them, both outputs in the Engine's order."""
    try:
        response, tty = _open(container, query, timestamps, wire)
        rest = b""
        for payload in _payloads(response):
            if tty:
                write(payload)
                continue
            data, position, parts = rest + payload, 0, []
            while (frame := next_frame(data, position)) is not None:
                _output, part, position = frame
                parts.append(part)
            rest = data[position:]
            write(b"".join(parts))
    except FOREIGN as problem:
        raise translated(problem, wire.words()) from problem


def _open(container: str, query: LogQuery, timestamps: bool, wire: Wire) -> tuple[Any, bool]:
    client: Any = wire.client
    config = mapping(decode_one(mapping, client.inspect_container(container)).get("Config"))
    parameters = {
        "follow": int(query.follow),
        "stdout": int(query.stdout),
        "stderr": int(query.stderr),
        "timestamps": int(timestamps),
        "tail": "all" if query.tail is None else query.tail,
    }
    for name, moment in (("since", query.since), ("until", query.until)):
        if moment:
            parameters[name] = unix_time(moment)
    response = client._get(
        client._url("/containers/{0}/logs", container),
        params=parameters,
        stream=True,
        timeout=None,
    )
    client._raise_for_status(response)
    return response, bool(config.get("Tty"))


def unix_time(moment: str) -> str:
    """RFC 3339 in UTC as seconds and nanoseconds, which is how the Engine wants ``since``."""
    whole, _, fraction = moment.rstrip("Z").partition(".")
    seconds = datetime.datetime.fromisoformat(whole).replace(tzinfo=datetime.UTC).timestamp()
    return f"{int(seconds)}.{fraction:0<9}"


def _payloads(response: Any) -> Iterator[bytes]:
    """The answer's body, as much at a time as has come."""
    raw = response.raw
    if not raw.chunked:
        while piece := raw.read1(_READ_AT_MOST):
            yield piece
        return
    read = raw._fp.fp.read1
    chunks = Chunks()
    while not chunks.ended:
        if not (piece := read(_READ_AT_MOST)):
            raise Unreachable(Reason.DROPPED, "the log ended in the middle")
        if payload := chunks.feed(piece):
            yield payload


class Chunks:
    """Takes HTTP's chunked coding off (RFC 9112, 7.1)."""

    def __init__(self) -> None:
        self.ended = False
        self._rest = b""

    def feed(self, piece: bytes) -> bytes:
        """What is in the chunks that are whole by now."""
        data = self._rest + piece
        found = []
        position = 0
        while (line_end := data.find(b"\r\n", position)) >= 0:
            size = _size(data[position:line_end])
            if size == 0:
                self.ended = True
                break
            end = line_end + 2 + size
            if end + 2 > len(data):
                break
            found.append(data[line_end + 2 : end])
            position = end + 2
        self._rest = data[position:]
        if len(self._rest) > LONGEST_FRAME:
            raise Garbled("a chunk without end")
        return b"".join(found)


def _size(line: bytes) -> int:
    try:
        return int(line.partition(b";")[0], 16)
    except ValueError as problem:
        raise Garbled(f"not the size of a chunk: {line[:40]!r}") from problem


class LineMerger:
    """Gathers lines until they are taken.

    With ``keep_all`` the reader waits when there are many; otherwise the oldest give way, and are
    counted: what follows must keep up with the container.
    """

    def __init__(self, *, keep_all: bool) -> None:
        self._keep_all = keep_all
        self._lists: deque[tuple[list[LogLine], int]] = deque()
        self._lines = 0
        self._bytes = 0
        self._skipped = 0

    @property
    def full(self) -> bool:
        """Whether the reader should wait."""
        return self._keep_all and self._over

    @property
    def _over(self) -> bool:
        return self._lines > WAITING_LINES or self._bytes > WAITING_BYTES

    def add(self, lines: list[LogLine]) -> None:
        """Take some more."""
        size = sum(len(line.text) for line in lines)
        self._lists.append((lines, size))
        self._lines += len(lines)
        self._bytes += size
        while not self._keep_all and self._over and len(self._lists) > 1:
            oldest, size = self._lists.popleft()
            self._lines -= len(oldest)
            self._bytes -= size
            self._skipped += len(oldest)

    def take(self) -> LogBatch:
        """All that is there; empty again afterwards."""
        batch = LogBatch(
            tuple(line for lines, _size in self._lists for line in lines), self._skipped
        )
        self._lists.clear()
        self._lines = self._bytes = self._skipped = 0
        return batch
