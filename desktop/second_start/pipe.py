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

from desktop.engine import named_pipe
from desktop.second_start.wish import ANSWER, MOST_BYTES, SECONDS, Runs, Wish

if sys.platform == "win32":
    import _winapi
else:  # read on every system, used on that one
    _winapi: Any = None

_TRIES = 3  # the first may end while we knock
_PIECE = 65_536
_REJECT_REMOTE = 0x8  # PIPE_REJECT_REMOTE_CLIENTS


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


class PipeMeeting:
    """The first start's end. A thread waits at the pipe, of which Qt's loop knows nothing."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe
        self._ended = named_pipe.make_event()
        self._thread: threading.Thread | None = None

    def listen(self, knocked: Callable[[Wish], object]) -> None:
        """Call ``knocked`` for each later start, which has its answer then."""
        loop = asyncio.get_running_loop()

        def serve() -> None:
            with contextlib.suppress(OSError, RuntimeError):  # the loop has ended: so do we
                while True:
                    self._serve_one(lambda wish: loop.call_soon_threadsafe(knocked, wish))

        self._thread = threading.Thread(target=serve, name="second-starts", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Let the next start be the first one."""
        named_pipe.set_event(self._ended)
        if self._thread is not None:
            self._thread.join()
        for handle in (self._pipe, self._ended):
            named_pipe.close_handle(handle)

    def _serve_one(self, take: Callable[[Wish], object]) -> None:
        from desktop.second_start.windows_user import disconnect

        with contextlib.suppress(BrokenPipeError):  # one came, and has gone
            arriving = _winapi.ConnectNamedPipe(self._pipe, overlapped=True)
            named_pipe.finish(arriving, None, self._ended)
        try:
            self._hear(take)
        except named_pipe.Ended:
            raise
        except (OSError, ValueError):
            pass  # it is late, has gone, or talks nonsense
        finally:
            disconnect(self._pipe)

    def _hear(self, take: Callable[[Wish], object]) -> None:
        end = time.monotonic() + SECONDS
        heard = b""
        while not heard.endswith(b"\n") and len(heard) < MOST_BYTES:
            piece = named_pipe.read(self._pipe, _PIECE, end, self._ended)
            if not piece:
                return
            heard += piece
        wish = Wish.read(heard)
        take(wish)
        named_pipe.write(self._pipe, ANSWER, end, self._ended)
        named_pipe.read(self._pipe, 1, end, self._ended)  # until it has its answer, and goes


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
            if not isinstance(problem, PermissionError) and not named_pipe.is_busy(problem):
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
        named_pipe.write(caller, wish.write(), end)
        return named_pipe.read(caller, _PIECE, end) == ANSWER
    finally:
        named_pipe.close_handle(caller)


def _connect(name: str, end: float) -> int:
    while True:
        try:
            return named_pipe.open_pipe(name)
        except BlockingIOError:
            left = max(1, int((end - time.monotonic()) * 1000))
            _winapi.WaitNamedPipe(name, left)  # raises OSError after that
