"""The connection of an answer that both sides go on talking over, as exec and attach do."""

from __future__ import annotations

import selectors
import socket
import ssl
import struct
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from desktop.engine.errors import EngineFault, Garbled
from desktop.engine.observations import Output
from desktop.engine.terminal_records import Heard

T = TypeVar("T")

PIECE_BYTES = 32 << 10  # read at once
_HEADER = struct.Struct(">BxxxL")
_SYSTEM_ERROR = 3


class Hijacked:
    """One thread receives, another sends; the wire that it came from is what cuts it.

    ``response`` is docker-py's: what came together with its headers is in its reader.
    """

    def __init__(self, response: Any) -> None:
        self._response = response
        self._reader = response.raw._fp.fp
        self._socket: Any = self._reader.raw._sock
        # OpenSSL can't receive and send at the same time. So neither may wait within it.
        self._lock = threading.Lock()
        self._tls = isinstance(self._socket, ssl.SSLSocket)
        if self._tls:
            self._socket.setblocking(False)

    def receive(self) -> bytes:
        """What has come; nothing at the end."""
        if self._tls:
            return self._in_turn(self._read)
        return self._read()

    def send(self, data: bytes) -> None:
        """All of it; nothing ends what the other side receives."""
        if not data:
            self._socket.shutdown(socket.SHUT_WR)
        elif self._tls:
            rest = memoryview(data)
            while rest:
                rest = rest[self._in_turn(lambda rest=rest: self._socket.send(rest)) :]  # type: ignore[misc]
        else:
            self._socket.sendall(data)

    def close(self) -> None:
        """By the thread that receives. Collected unclosed it would complain (docker-py#3345)."""
        with suppress(OSError, ValueError):
            self._response.close()

    def _read(self) -> bytes:
        data: bytes = self._reader.read1(PIECE_BYTES)
        return data

    def _in_turn(self, step: Callable[[], T]) -> T:
        while True:
            with self._lock:
                try:
                    return step()
                except ssl.SSLWantReadError:
                    awaited = selectors.EVENT_READ
                except ssl.SSLWantWriteError:
                    awaited = selectors.EVENT_WRITE
            with selectors.DefaultSelector() as selector:
                selector.register(self._socket, awaited)
                selector.select()


class Frames:
    """Tells apart the outputs of a program without a terminal; parts of frames are passed on."""

    def __init__(self) -> None:
        self._head = b""
        self._left = 0
        self._number = 0

    def feed(self, data: bytes) -> list[Heard]:
        """What was said, as far as it has come."""
        found = []
        data = self._head + data
        position = 0
        while True:
            if self._left:
                part = data[position : position + self._left]
                if not part:
                    break
                position += len(part)
                self._left -= len(part)
                found.append(self._heard(part))
            elif len(data) - position >= _HEADER.size:
                self._number, self._left = _HEADER.unpack_from(data, position)
                if self._number > _SYSTEM_ERROR:
                    raise Garbled(f"not the head of a frame: {data[position : position + 8]!r}")
                position += _HEADER.size
            else:
                break
        self._head = data[position:]
        return found

    def _heard(self, part: bytes) -> Heard:
        if self._number == _SYSTEM_ERROR:
            raise EngineFault(part.decode(errors="replace"))
        return Heard(Output.STDERR if self._number == Output.STDERR else Output.STDOUT, part)
