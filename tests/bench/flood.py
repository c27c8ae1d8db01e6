"""An Engine's socket whose event stream is ours: a thousand events a second, as many as wanted."""

from __future__ import annotations

import contextlib
import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

_TICK = 0.01


class Flood:
    """A socket at ``path`` that stands for the Engine at ``target``, with events of its own.

    It is a process of its own, as an Engine is: its threads would hold up the window's.
    """

    def __init__(self, path: Path, target: Path, ids: Sequence[str], rate: int) -> None:
        command = [sys.executable, "-m", "tests.bench.flood", str(path), str(target), str(rate)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._tell(json.dumps(ids))
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "listening\n"

    def begin(self) -> None:
        """Let the events flow."""
        self._tell("begin")

    def close(self) -> None:
        """End every connection, and the process."""
        self._process.communicate(timeout=10)  # the end of its input is its end

    def _tell(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()


class _Server:
    """Passes everything on to the Engine at ``target``, but answers ``/events`` itself.

    ``rate`` events a second, from ``begin`` on, say that one container after the other changed.
    """

    def __init__(self, path: Path, target: Path, ids: Sequence[str], rate: int) -> None:
        self._target = target
        self._ids = ids
        self._rate = rate
        self._flowing = threading.Event()
        self._ended = threading.Event()
        self._threads: list[threading.Thread] = []
        self._sockets: list[socket.socket] = []
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(path))
        self._listener.listen(32)
        self._run(self._accept)

    def begin(self) -> None:
        """Let the events flow."""
        self._flowing.set()

    def close(self) -> None:
        """End every connection and thread."""
        self._ended.set()
        self._flowing.set()
        for sock in (self._listener, *self._sockets):
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
            sock.close()
        for thread in self._threads:
            thread.join(5)

    def _run(self, work: object, *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                sock, _address = self._listener.accept()
                self._sockets.append(sock)
                self._run(self._serve, sock)

    def _serve(self, sock: socket.socket) -> None:
        with contextlib.suppress(OSError):
            head = sock.recv(65536)
            if b"/events" in head.split(b"\r\n", 1)[0]:
                self._pour(sock)
                return
            engine = socket.socket(socket.AF_UNIX)
            engine.connect(str(self._target))
            self._sockets.append(engine)
            engine.sendall(head)
            self._run(self._pass_on, sock, engine)
            self._pass_on(engine, sock)

    def _pass_on(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(65536):
                sink.sendall(piece)
            sink.shutdown(socket.SHUT_RDWR)

    def _pour(self, sock: socket.socket) -> None:
        sock.sendall(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n"
        )
        self._flowing.wait()
        sent = 0
        began = time.monotonic()
        while not self._ended.is_set():
            due = int((time.monotonic() - began) * self._rate)
            lines = b"".join(self._event(number) for number in range(sent, due))
            if lines:
                sock.sendall(f"{len(lines):x}\r\n".encode() + lines + b"\r\n")
            sent = max(sent, due)
            self._ended.wait(_TICK)

    def _event(self, number: int) -> bytes:
        now = time.time_ns()
        event = {
            "Type": "container",
            "Action": "update",
            "Actor": {"ID": self._ids[number % len(self._ids)], "Attributes": {}},
            "time": now // 1_000_000_000,
            "timeNano": now,
        }
        return json.dumps(event).encode() + b"\n"


def _main(path: str, target: str, rate: str) -> None:
    """Serve until the input ends: the ids of the containers, then a line to begin."""
    server = _Server(Path(path), Path(target), json.loads(sys.stdin.readline()), int(rate))
    sys.stdout.write("listening\n")
    sys.stdout.flush()
    for _line in sys.stdin:
        server.begin()
    server.close()


if __name__ == "__main__":
    _main(*sys.argv[1:])
