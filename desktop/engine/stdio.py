"""A socket as a program's standard input and output, also on Windows, where it can't be that."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import threading
from typing import IO, Any

from desktop.engine.console import NO_CONSOLE

CARRIED = sys.platform == "win32"
"""Whether what is said goes through two pipes and a thread for each."""

_PIECE = 65_536


def start(
    arguments: list[str], end: socket.socket, **how: Any
) -> tuple[subprocess.Popen[bytes], tuple[threading.Thread, ...]]:
    """The program, and the threads between it and the socket, of which ours is the other end.

    They end when the program has ended and ours is closed.
    """
    if not CARRIED:
        number = end.fileno()
        return subprocess.Popen(
            arguments, stdin=number, stdout=number, creationflags=NO_CONSOLE, **how
        ), ()
    process = subprocess.Popen(
        arguments,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,
        creationflags=NO_CONSOLE,
        **how,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    threads = (
        threading.Thread(target=_give, args=(end.dup(), process.stdin), name="ssh-input"),
        threading.Thread(target=_take, args=(process.stdout, end.dup()), name="ssh-output"),
    )
    for thread in threads:
        thread.daemon = True  # what a program left behind may hold its output open
        thread.start()
    return process, threads


def _give(sock: socket.socket, program: IO[bytes]) -> None:
    with sock, contextlib.suppress(OSError), program:
        while data := sock.recv(_PIECE):
            rest = memoryview(data)
            while rest:
                rest = rest[program.write(rest) :]


def _take(program: IO[bytes], sock: socket.socket) -> None:
    with sock, contextlib.suppress(OSError), program:
        try:
            while data := program.read(_PIECE):
                sock.sendall(data)
        finally:
            sock.shutdown(socket.SHUT_RDWR)
