"""From the bytes of a log to its lines.

Without a terminal each part of a line comes in a frame that tells the outputs apart; parts have
their times before them.
"""

from __future__ import annotations

import datetime
import re
import struct

from desktop.engine.errors import EngineFault, Garbled
from desktop.engine.observations import LINE_BYTES, LogLine, Output

LONGEST_FRAME = 64 << 20
_HEADER = struct.Struct(">BxxxL")
_SYSTEM_ERROR = 3
_PART = 16 << 10  # dockerd cuts a longer line, and stamps each part
_STAMPED_PART = 31 + _PART
_LONGEST_REST = 64 * _STAMPED_PART


# A frame that holds a whole line with its time: nearly all do, and they are soon told.
_WHOLE_LINE = re.compile(rb"([\1\2])\0\0\0(.{4})(\d{4}-[\d:T.-]{24}Z) ([^\n]*)\n", re.DOTALL)
_OUTPUTS = {b"\1": Output.STDOUT, b"\2": Output.STDERR}


def _take_whole_lines(data: bytes, position: int, found: list[LogLine]) -> int:
    """Take the lines from ``position`` on up to a frame that is anything else; where that is."""
    if not _WHOLE_LINE.match(data, position):
        return position
    for match in _WHOLE_LINE.finditer(data, position):
        number, size, moment, text = match.groups()
        length = len(text)
        if match.start() != position or int.from_bytes(size) != length + 32 or length > LINE_BYTES:
            break
        found.append(_made(LogLine, (moment.decode("ascii"), _OUTPUTS[number], text, 0, False)))
        position = match.end()
    return position


_made = tuple.__new__  # in half the time


def next_frame(data: bytes, position: int) -> tuple[Output, bytes, int] | None:
    """The frame at ``position`` and where it ends; None where it is not whole yet."""
    if len(data) - position < _HEADER.size:
        return None
    number, size = _HEADER.unpack_from(data, position)
    if number > _SYSTEM_ERROR or size > LONGEST_FRAME:
        raise Garbled(f"not the head of a frame: {data[position : position + 8]!r}")
    begin, end = position + _HEADER.size, position + _HEADER.size + size
    if end > len(data):
        return None
    content = data[begin:end]
    if number == _SYSTEM_ERROR:
        raise EngineFault(content.decode(errors="replace"))
    return (Output.STDERR if number == 2 else Output.STDOUT), content, end


class LineReader:
    """From the payload of a log with timestamps to lines; a line may come in several parts.

    Without a terminal each part is in a frame, which tells the two outputs from each other.
    """

    def __init__(self, *, tty: bool, longest: int = LINE_BYTES) -> None:
        self._tty = tty
        self._longest = longest
        self._rest = b""
        self._begun: dict[Output, LogLine] = {}

    def feed(self, payload: bytes) -> list[LogLine]:
        """The lines that are whole by now."""
        found: list[LogLine] = []
        if self._tty:
            self._feed_terminal(payload, found)
            return found
        data = self._rest + payload
        position = 0
        while True:
            if not self._begun:
                position = _take_whole_lines(data, position, found)
            frame = next_frame(data, position)
            if frame is None:
                break
            output, entry, position = frame
            self._add(output, entry, found)
        self._rest = data[position:]
        return found

    def _feed_terminal(self, payload: bytes, found: list[LogLine]) -> None:
        *entries, self._rest = (self._rest + payload).split(b"\n")
        for entry in entries:
            self._add(Output.STDOUT, _joined(entry) + b"\n", found)
        if len(self._rest) > _LONGEST_REST:  # as progress that never ends its line
            end = len(self._rest) - len(self._rest) % _STAMPED_PART
            self._add(Output.STDOUT, _joined(self._rest[:end]), found)
            self._rest = self._rest[end:]

    def end(self) -> list[LogLine]:
        """What has no line end, when nothing follows."""
        found: list[LogLine] = []
        if self._rest:
            self._add(Output.STDOUT, _joined(self._rest) + b"\n", found)
        found += self._begun.values()
        self._begun.clear()
        return [line._replace(unfinished=True) for line in found]

    def _add(self, output: Output, entry: bytes, found: list[LogLine]) -> None:
        stamp, space, text = entry.partition(b" ")
        if not space or stamp[4:5] != b"-" or stamp[10:11] != b"T":
            stamp, text = b"", entry
        moment = stamp.decode("ascii", "replace")
        if stamp and (len(stamp) != 30 or stamp[-1] != 90):
            moment = _in_utc(moment)
        begun = self._begun.pop(output, None) if self._begun else None
        whole = text[-1:] == b"\n"
        line = text[:-1] if whole else text
        if whole and self._tty and line[-1:] == b"\r":
            line = line[:-1]
        if begun is not None or len(line) > self._longest:
            made = _extended(begun or LogLine(moment, output, b""), line, self._longest)
        else:
            made = LogLine(moment, output, line)
        if whole:
            found.append(made)
        else:
            self._begun[output] = made


def _extended(begun: LogLine, text: bytes, longest: int) -> LogLine:
    """The line with more of it, as far as there is room."""
    room = longest - len(begun.text)
    return begun._replace(text=begun.text + text[:room], more=begun.more + max(0, len(text) - room))


def _joined(entry: bytes) -> bytes:
    """A terminal's line without the timestamps that dockerd puts before each of its parts."""
    stamp_end = entry.find(b" ") + 1
    if stamp_end != 31 or len(entry) <= stamp_end + _PART:
        return entry
    parts = [entry[:31]]
    position = 31
    while position < len(entry):
        parts.append(entry[position : position + _PART])
        position += _PART
        if (
            entry[position + 30 : position + 31] == b" "
            and entry[position : position + 4].isdigit()
        ):
            position += 31
    return b"".join(parts)


def _in_utc(moment: str) -> str:
    """Podman's local times with fewer digits, written as Docker writes them."""
    whole, dot, rest = moment.partition(".")
    digits = rest[: len(rest) - len(rest.lstrip("0123456789"))] if dot else ""
    zone = rest[len(digits) :] if dot else moment[19:]
    try:
        there = datetime.datetime.fromisoformat(whole[:19] + (zone or "Z"))
    except ValueError:
        return ""
    return f"{there.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%S}.{digits:0<9.9}Z"
