"""A peer that misbehaves: it delays, cuts, garbles and floods what goes to and from an Engine."""

from __future__ import annotations

import contextlib
import os
import re
import selectors
import socket
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

_AT_MOST = 1 << 16

Target = Path | tuple[str, int] | Callable[[], socket.socket]
Change = Callable[[bytes], bytes]
Instead = Callable[[bytes], Iterable[bytes] | None]


class Proxy:
    """Listens on a unix socket (``listen`` is a path) or on an address, by default 127.0.0.1.

    ``listen`` may also be a bound socket, of another network namespace.

    It passes everything on to ``target`` (a unix socket's path, host and port, or a function that
    returns a connected socket), as bent by the attributes, which may be changed while it runs.
    Without a target it only accepts.
    Use it as a context manager: leaving it ends its thread and every connection.
    """

    def __init__(
        self, target: Target | None = None, listen: Path | socket.socket | str = "127.0.0.1"
    ) -> None:
        self.delay = 0.0  # seconds before each piece of an answer is passed on
        self.hangs = False  # accept, read what comes, answer nothing
        self.greeting = b""  # sent at once to whoever connects
        self.read_at_most: int | None = None  # bytes, per connection; the rest stays unread
        self.answer: bytes | None = None  # given to each request, then the connection is closed
        self.respond: Change | None = None  # makes the answer to a request, instead of ``answer``
        self.holds = False  # keep the connection open after ``answer``
        self.flood: bytes | None = None  # sent again and again after ``answer``
        self.cut_after: int | None = None  # bytes of answers, per connection; then it is closed
        self.change: Change = bytes  # what becomes of each piece of an answer
        self.instead: Instead | None = None  # an answer to a request in place of the target's
        self.connections = 0
        self.requests: list[bytes] = []  # what came, in pieces
        self._target = target
        if isinstance(listen, Path):
            self._listener = socket.socket(socket.AF_UNIX)
            self._listener.bind(os.fspath(listen))
            self.url = f"unix://{listen}"
        else:
            if isinstance(listen, str):
                self._listener = socket.socket()
                self._listener.bind((listen, 0))
            else:
                self._listener = listen
            host, port = self._listener.getsockname()[:2]
            self.url = f"tcp://{host}:{port}"
        self._listener.listen(64)
        self._lock = threading.Lock()
        self._changed = threading.Condition(self._lock)
        self._full = threading.Event()
        self._ending = False
        self._sockets: list[socket.socket] = []
        self._threads: list[threading.Thread] = []

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._lock:
            self._ending = True
            self._changed.notify_all()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self.cut()
        for thread in self._threads:
            thread.join()
        self._listener.close()

    def cut(self) -> None:
        """Close every connection that there is now."""
        with self._lock:
            for sock in self._sockets:
                with contextlib.suppress(OSError):
                    sock.shutdown(socket.SHUT_RDWR)

    def wait_for_request(self, part: bytes, seconds: float = 10) -> None:
        """Return when ``part`` has come in; fail after ``seconds``."""
        with self._changed:
            came = self._changed.wait_for(lambda: part in b"".join(self.requests), seconds)
        assert came, f"{part!r} has not come; there was {b''.join(self.requests)[:500]!r}"

    def wait_until_full(self, seconds: float = 10) -> None:
        """Return when a connection has sent ``read_at_most`` bytes."""
        assert self._full.wait(seconds)

    def forget(self) -> None:
        """Forget the requests that came."""
        with self._lock:
            self.requests.clear()

    def received(self, seconds: float = 10) -> int:
        """How many bytes of requests have come, once there are any."""
        with self._changed:
            self._changed.wait_for(lambda: self.requests, seconds)
            return len(b"".join(self.requests))

    def _start(self, work: Callable[..., None], *arguments: socket.socket) -> None:
        thread = threading.Thread(target=work, args=arguments, name="proxy")
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                sock, _address = self._listener.accept()
            except OSError:
                return
            with self._lock:
                self.connections += 1
                if self._ending:
                    sock.close()
                    return
                self._sockets.append(sock)
                self._start(self._serve, sock)

    def _serve(self, sock: socket.socket) -> None:
        target: socket.socket | None = None
        try:
            with contextlib.suppress(OSError):
                sock.sendall(self.greeting)
                if self._target is not None and self.answer is None and not self.hangs:
                    target = self._connect(self._target)
                    self._pass_on(sock, target)
                else:
                    self._pretend(sock)
        finally:
            with self._lock:
                for it in (sock, target):
                    if it is not None:
                        self._sockets.remove(it)
                        it.close()

    def _connect(self, target: Target) -> socket.socket:
        if isinstance(target, Path):
            sock = socket.socket(socket.AF_UNIX)
            sock.connect(os.fspath(target))
        elif isinstance(target, tuple):
            sock = socket.create_connection(target)
        else:
            sock = target()
        with self._lock:
            self._sockets.append(sock)
        return sock

    def _pretend(self, sock: socket.socket) -> None:
        request = b""
        while piece := sock.recv(_AT_MOST):
            self._note(piece)
            request += piece
            if self.hangs or not _whole(request):
                continue
            answer = self.respond(request) if self.respond is not None else self.answer
            request = b""
            if answer is not None:
                sock.sendall(answer)
                while self.flood:
                    sock.sendall(self.flood)
                if not self.holds:
                    return

    def _pass_on(self, sock: socket.socket, target: socket.socket) -> None:
        passed = read = 0
        with selectors.DefaultSelector() as selector:
            selector.register(sock, selectors.EVENT_READ)
            selector.register(target, selectors.EVENT_READ)
            while True:
                for key, _events in selector.select():
                    piece = key.fileobj.recv(_AT_MOST)  # type: ignore[union-attr]
                    if not piece:
                        return
                    if key.fileobj is sock:
                        self._note(piece)
                        own = self.instead(piece) if self.instead is not None else None
                        if own is not None:
                            for part in own:
                                sock.sendall(part)
                            return
                        target.sendall(piece)
                        read += len(piece)
                        if self.read_at_most is not None and read >= self.read_at_most:
                            selector.unregister(sock)
                            self._full.set()
                        continue
                    if self.hangs:
                        continue
                    self._wait(self.delay)
                    piece = self.change(piece)
                    if self.cut_after is not None:
                        piece = piece[: max(0, self.cut_after - passed)]
                    sock.sendall(piece)
                    passed += len(piece)
                    if self.cut_after is not None and passed >= self.cut_after:
                        return

    def _note(self, piece: bytes) -> None:
        with self._changed:
            self.requests.append(piece)
            self._changed.notify_all()

    def _wait(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        with self._changed:
            self._changed.wait_for(lambda: self._ending, max(0.0, end - time.monotonic()))


def http_answer(
    body: bytes,
    *,
    status: str = "200 OK",
    kind: str = "application/json",
    length: int | None = None,
) -> bytes:
    """A whole answer; ``length`` is what it claims to have, if that is not the truth."""
    size = len(body) if length is None else length
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {size}\r\n\r\n"
    return head.encode() + body


def chunked_answer(*chunks: bytes, ended: bool = True) -> bytes:
    """A whole answer in chunks, as the Engine streams; without its end, if not ``ended``."""
    head = (
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    body = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks)
    return head + body + (b"0\r\n\r\n" if ended else b"")


def _whole(request: bytes) -> bool:
    """Whether its headers are there, and as much of a body as they announce."""
    headers, end, body = request.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", headers)
    return bool(end) and (length is None or len(body) >= int(length[1]))
