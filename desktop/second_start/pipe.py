r"""A meeting at a named pipe of Windows, such as ``\\.\pipe\portside-S-1-5-21-…-1001-0a1b…``.

Names of pipes are the whole machine's. So the name has the person in it, nobody else may open the
pipe, no other machine may, and who knocks looks whose pipe it is. A pipe ends with its process:
nothing is left of a start that ended badly, and of two starts at once Windows makes one the first.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from desktop.second_start.wish import ANSWER, MOST_BYTES, SECONDS, Runs, Wish

if sys.platform == "win32":
    import _overlapped  # type: ignore[import-not-found]
    import _winapi
else:  # read on every system, used on that one
    _overlapped: Any = None
    _winapi: Any = None

_TRIES = 3  # the first may end while we knock
_PIECE = 65_536
_REJECT_REMOTE = 0x8  # PIPE_REJECT_REMOTE_CLIENTS
# SECURITY_SQOS_PRESENT | SECURITY_IDENTIFICATION: whoever has the pipe can't act in our name.
_KNOWN_ONLY = 0x10_0000 | 0x1_0000


def meet_at_pipe(mark: str, wish: Wish) -> PipeMeeting:
    """Be the first, or raise ``Runs`` where the first has taken the wish; OSError if neither."""
    from desktop.second_start.windows_user import user

    name = rf"\\.\pipe\portside-{user()}-{mark}"
    for _ in range(_TRIES):
        if (made := _make(name)) is not None:
            return PipeMeeting(made)
        with contextlib.suppress(FileNotFoundError):  # there is none any more
            if _knock(name, wish):
                raise Runs
            raise OSError(f"{name} does not answer as Portside does")
    raise OSError(f"{name} comes and goes")


class _Ended(Exception):
    """Nobody wants to hear of later starts any more."""


class PipeMeeting:
    """The first start's end. A thread waits at the pipe, of which Qt's loop knows nothing."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe
        self._ended: int = _overlapped.CreateEvent(None, True, False, None)
        self._thread: threading.Thread | None = None

    def listen(self, knocked: Callable[[Wish], object]) -> None:
        """Call ``knocked`` for each later start, which has its answer then."""
        loop = asyncio.get_running_loop()

        def serve() -> None:
            with contextlib.suppress(_Ended, OSError):
                while True:
                    self._serve_one(lambda wish: loop.call_soon_threadsafe(knocked, wish))

        self._thread = threading.Thread(target=serve, name="second-starts")
        self._thread.start()

    def close(self) -> None:
        """Let the next start be the first one."""
        _overlapped.SetEvent(self._ended)
        if self._thread is not None:
            self._thread.join()
        for handle in (self._pipe, self._ended):
            _winapi.CloseHandle(handle)

    def _serve_one(self, take: Callable[[Wish], object]) -> None:
        from desktop.second_start.windows_user import disconnect

        with contextlib.suppress(BrokenPipeError):  # one came, and has gone
            _finish(_winapi.ConnectNamedPipe(self._pipe, overlapped=True), None, self._ended)
        with contextlib.suppress(OSError, ValueError):
            self._hear(take)
        disconnect(self._pipe)

    def _hear(self, take: Callable[[Wish], object]) -> None:
        end = time.monotonic() + SECONDS
        heard = bytearray()
        while not heard.endswith(b"\n") and len(heard) < MOST_BYTES:
            heard += _read(self._pipe, end, self._ended)
        wish = Wish.read(bytes(heard))
        _write(self._pipe, ANSWER, end, self._ended)
        take(wish)
        _read(self._pipe, end, self._ended)  # until it has read the answer, and goes


def _make(name: str) -> int | None:
    """A pipe that one caller at a time may open; None where there is one of that name."""
    from desktop.second_start.windows_user import only_ours

    with only_ours() as security:
        try:
            made: int = _winapi.CreateNamedPipe(
                name,
                _winapi.PIPE_ACCESS_DUPLEX
                | _winapi.FILE_FLAG_OVERLAPPED
                | _winapi.FILE_FLAG_FIRST_PIPE_INSTANCE,
                _REJECT_REMOTE,
                1,
                _PIECE,
                _PIECE,
                _winapi.NMPWAIT_WAIT_FOREVER,
                security,
            )
        except OSError as problem:
            if not isinstance(problem, PermissionError) and not _is_busy(problem):
                raise
            return None
    return made


def _knock(name: str, wish: Wish) -> bool:
    """Whether the first has taken the wish; FileNotFoundError where there is none any more."""
    from desktop.second_start.windows_user import is_ours, let_come_to_front

    end = time.monotonic() + SECONDS
    caller = _connect(name, end)
    try:
        if not is_ours(caller):
            raise PermissionError(f"{name} is somebody else's")
        let_come_to_front(caller)
        _write(caller, wish.write(), end)
        return _read(caller, end) == ANSWER
    finally:
        _winapi.CloseHandle(caller)


def _connect(name: str, end: float) -> int:
    while True:
        try:
            made: int = _winapi.CreateFile(
                name,
                _winapi.GENERIC_READ | _winapi.GENERIC_WRITE,
                0,
                _winapi.NULL,
                _winapi.OPEN_EXISTING,
                _winapi.FILE_FLAG_OVERLAPPED | _KNOWN_ONLY,
                _winapi.NULL,
            )
        except OSError as problem:
            if not _is_busy(problem):
                raise
            _winapi.WaitNamedPipe(name, _milliseconds(end))
        else:
            return made


def _read(handle: int, end: float, *events: int) -> bytes:
    """The next bytes; BrokenPipeError where the other has gone, TimeoutError after ``end``."""
    reading, _ = _winapi.ReadFile(handle, _PIECE, overlapped=True)
    _finish(reading, end, *events)
    return bytes(reading.getbuffer() or b"")


def _write(handle: int, words: bytes, end: float, *events: int) -> None:
    writing, _ = _winapi.WriteFile(handle, words, overlapped=True)
    _finish(writing, end, *events)


def _finish(work: Any, end: float | None, *events: int) -> None:
    """Wait until it is done, or raise ``_Ended`` at one of the events."""
    limit = _winapi.INFINITE if end is None else _milliseconds(end)
    found = _winapi.WaitForMultipleObjects([work.event, *events], False, limit)
    if found != _winapi.WAIT_OBJECT_0:
        work.cancel()
        with contextlib.suppress(OSError):
            work.GetOverlappedResult(True)
        raise TimeoutError if found == _winapi.WAIT_TIMEOUT else _Ended
    work.GetOverlappedResult(True)


def _milliseconds(end: float) -> int:
    return max(1, int((end - time.monotonic()) * 1000))


def _is_busy(problem: OSError) -> bool:
    return bool(getattr(problem, "winerror", 0) == _winapi.ERROR_PIPE_BUSY)
