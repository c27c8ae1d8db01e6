"""One docker-py client whose every socket we know, so that whatever blocks in it can be cut.

docker-py and requests leave a blocked reader no way out (closing the client, the response or the
descriptor does not wake it), but shutting its socket down does, within milliseconds, on every
transport. So all transports are dialled by us (:mod:`desktop.engine.dial`), docker-py is made to
use them (:mod:`desktop.engine.transport`), and here every socket is remembered from before its
connect to its close.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from typing import IO, Any

from desktop.engine import stdio
from desktop.engine.console import NO_CONSOLE
from desktop.engine.dial import Cut
from desktop.engine.endpoint import Endpoint
from desktop.engine.named_pipe import PipeSocket
from desktop.engine.transport import Client

ANSWER_SECONDS = 60.0  # the longest silence within a call that is no stream
_END_SECONDS = 0.1  # for a process to end when its connection has ended, before it is killed
_WORDS_BYTES = 2000


class Wire:
    """A docker-py ``APIClient`` for one endpoint and one thread; ``cut`` may come from any thread.

    After a cut it is of no more use: close it (in its own thread) and make another. ``timeout`` is
    the longest silence in seconds, None for no limit.
    """

    def __init__(
        self, endpoint: Endpoint, version: str, timeout: float | None = ANSWER_SECONDS
    ) -> None:
        self._lock = threading.Lock()
        self._lines: list[_Line] = []
        self._process: subprocess.Popen[bytes] | None = None
        self._helper: subprocess.Popen[bytes] | None = None
        self._errors: IO[bytes] | None = None
        self._carriers: tuple[threading.Thread, ...] = ()
        self._is_cut = threading.Event()
        self.endpoint = endpoint
        self.client = Client(endpoint, self, version, timeout)

    def attach(self, sock: socket.socket, begin: Callable[[], int] = int) -> int:
        """Remember a socket until it is closed; raise :class:`Cut` after a cut.

        No cut comes between that and ``begin``, which must not wait; its result is returned.
        """
        with self._lock:
            if self._is_cut.is_set():
                raise Cut
            still = []
            for line in self._lines:
                if line.over:
                    line.close()
                else:
                    still.append(line)
            self._lines = [*still, _Line(sock)]
            return begin()

    def detach(self, sock: socket.socket) -> None:
        """Forget a socket whose connect failed, and close it."""
        with self._lock:
            for line in [line for line in self._lines if line.sock is sock]:
                self._lines.remove(line)
                line.close()

    def taken_over(self, sock: socket.socket, by: socket.socket) -> None:
        """The same connection is another object now, as TLS makes it."""
        with self._lock:
            for line in self._lines:
                if line.sock is sock:
                    line.sock = by

    @property
    def is_cut(self) -> bool:
        """Whether nothing more comes of it."""
        return self._is_cut.is_set()

    def wait_for_cut(self, seconds: float) -> bool:
        """Wait, at most so long; whether the wire is cut."""
        return self._is_cut.wait(seconds)

    def run(self, arguments: list[str], end: socket.socket, environment: dict[str, str]) -> None:
        """Start the process that carries the connection on its standard input and output.

        There is one at a time: an earlier one is ended. What it says on its standard error is
        ``words``. A file takes it rather than a pipe, which would have to be read or fill up.
        """
        self._end_process()
        errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
        try:
            process, carriers = stdio.start(
                arguments,
                end,
                stderr=errors,
                env=environment,
                start_new_session=True,  # Ctrl+C in our terminal is not meant for it
            )
        except BaseException:
            errors.close()
            raise
        with self._lock:
            self._process, self._errors = process, errors
            self._carriers += carriers

    def ask_program(
        self, arguments: list[str], question: bytes, seconds: float
    ) -> tuple[int, bytes]:
        """Run a program that answers on its standard output: its exit code, and what it says.

        Killed by a cut, and when it takes longer than ``seconds`` (raises TimeoutError).
        """
        with subprocess.Popen(
            arguments,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            creationflags=NO_CONSOLE,
        ) as helper:
            with self._lock:
                self._helper = helper
                if self._is_cut.is_set():
                    _kill(helper)
            try:
                answer, _ = helper.communicate(question, seconds)
            except subprocess.TimeoutExpired:
                raise TimeoutError(f"{arguments[0]} has not answered") from None
            finally:
                _kill(helper)
                with self._lock:
                    self._helper = None
        if self._is_cut.is_set():
            raise Cut
        return helper.returncode, answer

    def words(self) -> str:
        """The end of what the process that carries the connection has said about a problem."""
        if self._errors is None or self._process is None:
            return ""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_END_SECONDS)  # it closes its output a moment before its end
        size = os.fstat(self._errors.fileno()).st_size
        start = max(0, size - _WORDS_BYTES)
        if sys.platform == "win32":
            self._errors.seek(start)  # the program's place, too; after the read it is the end again
            said = self._errors.read(_WORDS_BYTES)
        else:
            said = os.pread(self._errors.fileno(), _WORDS_BYTES, start)
        return said.decode(errors="replace").strip()

    def cut(self) -> None:
        """Shut every socket down: what blocks on one returns at once, what comes later fails."""
        with self._lock:
            self._is_cut.set()
            for line in self._lines:
                line.shut_down()
            for process in (self._process, self._helper):
                if process is not None:
                    _kill(process)

    def close(self) -> None:
        """Close the client and every socket it still has."""
        # Closing a stream twice raises ValueError in docker-py (docker-py#3345).
        with contextlib.suppress(OSError, ValueError):
            self.client.close()
        with self._lock:
            lines, self._lines = self._lines, []
            for line in lines:
                line.shut_down()
                line.close()
        self._end_process()
        for carrier in self._carriers:
            carrier.join(_END_SECONDS)

    def _end_process(self) -> None:
        with self._lock:
            process, self._process = self._process, None
            errors, self._errors = self._errors, None
        if process is not None:
            process.terminate()
            try:
                process.wait(_END_SECONDS)
            except subprocess.TimeoutExpired:
                _kill(process)
                process.wait()
        if errors is not None:
            errors.close()


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill it and what it has started, which would hold its output open."""
    if process.returncode is not None:
        return  # its number may be another process' by now
    if sys.platform == "win32":
        process.kill()
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)  # it has a session of its own


class _Line:
    """A socket, and a second descriptor of it that is ours alone.

    The reader's thread closes its own descriptor when it likes, and the system gives the number to
    the next file that anybody opens: shutting down by that number could hit a stranger. The second
    one is closed by us, under the wire's lock. It also outlives the TLS handshake, which takes the
    descriptor away from its socket.
    """

    __slots__ = ("_freed", "_guard", "sock")

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self._freed = -1  # the descriptor, taken from its socket and not closed yet
        # A named pipe (Windows) has no second descriptor, and can be cut by its own.
        self._guard = sock.dup() if isinstance(sock, socket.socket) else None

    @property
    def over(self) -> bool:
        """Whether the connection was closed by its user.

        A closed socket object may still be read, as its response keeps the descriptor open.
        """
        return self.sock.fileno() == -1

    def shut_down(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            if self._guard is None:
                self.sock.shutdown(socket.SHUT_RDWR)
                return
            self._guard.shutdown(socket.SHUT_RDWR)
            if sys.platform == "win32":
                self._wake_on_windows(self._guard)

    def _wake_on_windows(self, guard: socket.socket) -> None:
        """End what waits on the connection, which there goes on until the peer closes it, too.

        The socket has no descriptor any more, so that nothing begins to wait on it.
        """
        import ctypes

        self._free()
        library: Any = getattr(ctypes, "WinDLL")("kernel32")  # noqa: B009 - there on Windows only
        library.CancelIoEx(ctypes.c_void_p(guard.fileno()), None)

    def _free(self) -> None:
        """Take the descriptor, also if a response somewhere still holds on to the socket."""
        if (descriptor := self.sock.detach()) != -1:
            self._freed = descriptor

    def close(self) -> None:
        """Close both descriptors."""
        if isinstance(self.sock, PipeSocket):
            self.sock.free()
            return
        with contextlib.suppress(OSError, ValueError):
            self.sock.close()
            if self._guard is not None:
                self._free()
            if self._freed != -1:
                freed, self._freed = self._freed, -1
                socket.close(freed)  # os.close knows no sockets on Windows
        if self._guard is not None:
            self._guard.close()
