"""Network namespaces: sockets in that of an Engine of the tests, and a fresh one."""

from __future__ import annotations

import contextlib
import ctypes
import os
import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

_CLONE_NEWNET = 0x40000000


def socket_within(pid: int) -> socket.socket:
    """A TCP socket that lives in the network of process ``pid``; it needs root."""
    made: list[socket.socket | OSError] = []

    def make() -> None:
        # A thread of its own: it can be moved there without moving the others.
        with Path(f"/proc/{pid}/ns/net").open() as namespace:
            libc = ctypes.CDLL(None, use_errno=True)
            if libc.setns(namespace.fileno(), _CLONE_NEWNET):
                made.append(OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno())))
            else:
                made.append(socket.socket())

    thread = threading.Thread(target=make)
    thread.start()
    thread.join()
    if isinstance(made[0], OSError):
        raise made[0]
    return made[0]


def connection_within(pid: int, port: int) -> socket.socket:
    """Connected to a port of 127.0.0.1 in the network of process ``pid``."""
    sock = socket_within(pid)
    sock.connect(("127.0.0.1", port))
    return sock


@contextlib.contextmanager
def fresh_network() -> Iterator[None]:
    """A network namespace of its own for this thread, and for what it starts."""
    libc = ctypes.CDLL(None, use_errno=True)
    with Path("/proc/thread-self/ns/net").open() as before:
        assert libc.unshare(_CLONE_NEWNET) == 0
        try:
            subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
            yield
        finally:
            assert libc.setns(before.fileno(), _CLONE_NEWNET) == 0


def cable(one: int, other: int, addresses: tuple[str, str]) -> None:
    """Join the networks of two processes by a cable whose ends have these addresses, ``…/24``."""
    ends = ("cable0", "cable1")
    netns = (str(one), str(other))
    made = ("ip", "link", "add", ends[0], "netns", netns[0], "type", "veth")
    subprocess.run([*made, "peer", "name", ends[1], "netns", netns[1]], check=True, timeout=30)
    for end, pid, address in zip(ends, netns, addresses, strict=True):
        inside = ("nsenter", "--target", pid, "--net", "ip")
        for words in (("address", "add", address, "dev", end), ("link", "set", end, "up")):
            subprocess.run([*inside, *words], check=True, timeout=30)
