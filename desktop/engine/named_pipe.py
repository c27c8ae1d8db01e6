"""Named pipes of Windows: what Python's own ``_winapi`` has, made to be waited for and cut.

docker-py's pipe has errors that are no OSError, breaks off answers at the end of a connection, is
asked by urllib3 what only sockets know, and nothing wakes who waits on it.
"""

from __future__ import annotations

import contextlib
import io
import socket
import sys
import threading
import time
from typing import Any

if sys.platform == "win32":
    import _overlapped  # type: ignore[import-not-found]
    import _winapi
else:  # read on every system, used on that one
    _overlapped: Any = None
    _winapi: Any = None

AVAILABLE = sys.platform == "win32"
_PIECE = 65_536
_ANONYMOUS = 0x10_0000  # SECURITY_SQOS_PRESENT: whoever has the pipe can't act in our name
_NOT_CONNECTED = 233  # ERROR_PIPE_NOT_CONNECTED, which Python takes for a wrong argument


class Ended(ConnectionAbortedError):
    """An event that ends the waiting came first."""


def open_pipe(name: str) -> int:
    """Its handle; FileNotFoundError where there is none, BlockingIOError while all are taken."""
    try:
        made: int = _winapi.CreateFile(
            name,
            _winapi.GENERIC_READ | _winapi.GENERIC_WRITE,
            0,
            _winapi.NULL,
            _winapi.OPEN_EXISTING,
            _winapi.FILE_FLAG_OVERLAPPED | _ANONYMOUS,
            _winapi.NULL,
        )
    except OSError as problem:
        if is_busy(problem):
            raise BlockingIOError(f"{name} is busy") from problem
        raise
    return made


def is_busy(problem: OSError) -> bool:
    """Whether there are as many at a pipe as it takes."""
    return bool(getattr(problem, "winerror", 0) == _winapi.ERROR_PIPE_BUSY)


def make_event() -> int:
    """One that stays once it is set."""
    made: int = _overlapped.CreateEvent(None, True, False, None)
    return made


def set_event(event: int) -> None:
    """Let all go on that wait for it."""
    _overlapped.SetEvent(event)


def close_handle(handle: int) -> None:
    """Of a pipe or an event."""
    _winapi.CloseHandle(handle)


def read(handle: int, most: int, end: float | None, *events: int) -> bytes:
    """The next bytes, none at the end; TimeoutError after ``end``, ``Ended`` at an event."""
    try:
        reading, _ = _winapi.ReadFile(handle, most, overlapped=True)
        finish(reading, end, *events)
    except BrokenPipeError:
        return b""
    except OSError as problem:
        if getattr(problem, "winerror", 0) == _NOT_CONNECTED:
            return b""
        raise
    return bytes(reading.getbuffer() or b"")


def write(handle: int, words: bytes | memoryview, end: float | None, *events: int) -> None:
    """All of them."""
    rest = memoryview(words).cast("B")
    while rest:
        writing, _ = _winapi.WriteFile(handle, rest[:_PIECE], overlapped=True)
        rest = rest[finish(writing, end, *events) :]


def finish(work: Any, end: float | None, *events: int) -> int:
    """Wait until what was begun is done: of how many bytes."""
    limit = _winapi.INFINITE if end is None else max(1, int((end - time.monotonic()) * 1000))
    found = _winapi.WaitForMultipleObjects([work.event, *events], False, limit)
    if found != _winapi.WAIT_OBJECT_0:
        with contextlib.suppress(OSError):
            work.cancel()
            work.GetOverlappedResult(True)
        raise TimeoutError("timed out") if found == _winapi.WAIT_TIMEOUT else Ended("it was cut")
    done: int = work.GetOverlappedResult(True)[0]
    return done


class PipeSocket:
    """A pipe as http.client, urllib3 and ours use a socket. ``shutdown`` may come from any thread.

    As a socket's, its handle lives on while a response reads from it.
    """

    def __init__(self, name: str) -> None:
        self._handle = open_pipe(name)
        self._ended = make_event()
        self._timeout: float | None = None
        self._readers = 0
        self._closed = False
        self._freeing = threading.Lock()  # a handle's number may soon be something else's

    def settimeout(self, seconds: float | None) -> None:
        """The longest that anything waits."""
        self._timeout = seconds

    def gettimeout(self) -> float | None:
        """What was set."""
        return self._timeout

    def recv_into(self, buffer: Any, nbytes: int = 0, flags: int = 0) -> int:
        """How many bytes came; none at the end."""
        view = memoryview(buffer).cast("B")
        most = min(nbytes or len(view), _PIECE)
        data = read(self._handle, most, self._end(), self._ended)
        view[: len(data)] = data
        return len(data)

    def sendall(self, data: Any, flags: int = 0) -> None:
        """All of it."""
        write(self._handle, data, self._end(), self._ended)

    def shutdown(self, how: int) -> None:
        """End both directions: what waits fails at once. One alone can't be ended."""
        if how != socket.SHUT_RDWR:
            raise OSError("one direction of a pipe can't be ended alone")
        with self._freeing:
            if self._ended:
                set_event(self._ended)

    def makefile(self, mode: str = "rb", buffering: int | None = None) -> io.BufferedReader:
        """What reads from it."""
        whole: Any = self
        reader = socket.SocketIO(whole, "r")
        self._readers += 1
        return io.BufferedReader(reader)

    def is_idle(self) -> bool:
        """Whether it is open, and nothing has come that nobody asked for."""
        try:
            return not self._closed and not _winapi.PeekNamedPipe(self._handle)[0]
        except OSError:
            return False

    def fileno(self) -> int:
        """Its handle, -1 once it is closed. Nothing but this module can wait for it."""
        return self._handle or -1

    def close(self) -> None:
        """Of no more use, but for the responses that still read from it."""
        self._closed = True
        if self._readers <= 0:
            self.free()

    def free(self) -> None:
        """Close it whoever still holds on to it."""
        self._closed = True
        with self._freeing:
            handles, self._handle, self._ended = (self._handle, self._ended), 0, 0
            for handle in filter(None, handles):
                close_handle(handle)

    def _decref_socketios(self) -> None:  # socket.SocketIO calls it
        self._readers -= 1
        if self._closed:
            self.close()

    def _end(self) -> float | None:
        if not self._handle:
            raise OSError("the pipe is closed")
        return None if self._timeout is None else time.monotonic() + self._timeout
