"""Python's ``_winapi`` and ``_overlapped``, as far as pipes are concerned, made of Unix sockets.

What begins a piece of work, waits for it and asks what came of it are three calls, as on Windows;
its errors are the same, with their numbers there.
"""

from __future__ import annotations

import os
import select
import socket
from collections.abc import Callable
from typing import Any

_OURS = 100_000  # added to a descriptor: nothing else can wait for such a number


class WindowsError(OSError):
    """With a number, which Unix' OSError does not keep."""

    winerror = 0


def error(kind: type[OSError], number: int) -> OSError:
    made: OSError = type("Made", (WindowsError, kind), {"winerror": number})(number, "as Windows")
    return made


class Work:
    """What was begun."""

    def __init__(self, event: int, finish: Callable[[], bytes | int]) -> None:
        self.event = event
        self._finish = finish
        self._data = b""

    def GetOverlappedResult(self, wait: bool) -> tuple[int, int]:
        done = self._finish()
        if isinstance(done, int):
            return done, 0
        self._data = done
        return len(done), 0

    def getbuffer(self) -> bytes:
        return self._data

    def cancel(self) -> None:
        self._finish = lambda: 0


class WindowsPipes:
    """Pipes that lead to sockets: ``places`` has the path of each by the pipe's name."""

    GENERIC_READ, GENERIC_WRITE, OPEN_EXISTING, NULL = 1, 2, 3, 0
    FILE_FLAG_OVERLAPPED = 0x4000_0000
    ERROR_PIPE_BUSY, WAIT_OBJECT_0, WAIT_TIMEOUT, INFINITE = 231, 0, 258, 0xFFFF_FFFF

    def __init__(self, places: dict[str, str]) -> None:
        self.places = places
        self.busy = 0  # how often a pipe is still taken
        self.opened = 0
        self._sockets: dict[int, socket.socket] = {}
        self._now = os.eventfd(1) + _OURS  # always set

    def close(self) -> None:
        """Fails where a handle was left open."""
        os.close(self._now - _OURS)
        left = list(self._sockets)
        for handle in left:
            self.CloseHandle(handle)
        assert not left

    def CreateFile(self, name: str, *_how: Any) -> int:
        if self.busy:
            self.busy -= 1
            raise error(OSError, self.ERROR_PIPE_BUSY)
        if name not in self.places:
            raise error(FileNotFoundError, 2)
        made = socket.socket(socket.AF_UNIX)
        made.connect(self.places[name])
        handle = made.fileno() + _OURS
        self._sockets[handle] = made
        self.opened += 1
        return handle

    def ReadFile(self, handle: int, most: int, overlapped: bool) -> tuple[Work, int]:
        def read() -> bytes:
            data = self._sockets[handle].recv(most)
            if not data:
                raise error(BrokenPipeError, 109)
            return data

        return Work(handle, read), 997

    def WriteFile(self, handle: int, data: Any, overlapped: bool) -> tuple[Work, int]:
        self._sockets[handle].sendall(data)
        return Work(self._now, lambda: len(data)), 0

    def PeekNamedPipe(self, handle: int) -> tuple[int, int]:
        try:
            found = self._sockets[handle].recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except BlockingIOError:
            return 0, 0
        if not found:
            raise error(BrokenPipeError, 109)
        return len(found), 0

    def WaitForMultipleObjects(self, events: list[int], every: bool, milliseconds: int) -> int:
        limit = None if milliseconds == self.INFINITE else milliseconds / 1000
        ready, _, _ = select.select([event - _OURS for event in events], (), (), limit)
        found = [number for number, event in enumerate(events) if event - _OURS in ready]
        return found[0] if found else self.WAIT_TIMEOUT

    def CloseHandle(self, handle: int) -> None:
        if handle in self._sockets:
            self._sockets.pop(handle).close()
        else:
            os.close(handle - _OURS)

    def CreateEvent(self, *_how: Any) -> int:
        return os.eventfd(0) + _OURS

    def SetEvent(self, event: int) -> None:
        os.eventfd_write(event - _OURS, 1)
