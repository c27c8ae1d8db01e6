"""Connecting to an Engine: over a unix socket, TCP, a named pipe, or another machine's ssh."""

from __future__ import annotations

import errno
import os
import selectors
import socket
import sys
import time
import urllib.parse
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol

from desktop.engine import named_pipe
from desktop.engine.errors import Reason, Unreachable
from desktop.engine.named_pipe import PipeSocket

CONNECT_SECONDS = 5.0
_BUSY_SECONDS = 0.02  # between two tries at a unix socket whose queue is full
# Windows says "would block" where others say "in progress", which it means on a unix socket there.
_BEGUN = errno.EWOULDBLOCK if sys.platform == "win32" else errno.EINPROGRESS
_ALIVE_SECONDS = 30  # of silence, before TCP asks whether the peer is still there


class Cut(Exception):
    """The wire was cut on purpose while it connected."""


class Owner(Protocol):
    """What a new connection belongs to: :class:`desktop.engine.wire.Wire`."""

    def attach(self, sock: socket.socket, begin: Callable[[], int] = int) -> int:
        """Remember a socket, to be cut and closed; raises :class:`Cut` after a cut.

        No cut comes between that and ``begin``, which starts to connect it and returns an errno.
        """

    def detach(self, sock: socket.socket) -> None:
        """Forget a socket, and close it."""

    def taken_over(self, sock: socket.socket, by: socket.socket) -> None:
        """The same connection is another object now, as TLS makes it."""

    def wait_for_cut(self, seconds: float) -> bool:
        """Wait, at most so long; whether it is cut."""

    def run(self, arguments: list[str], end: socket.socket, environment: dict[str, str]) -> None:
        """Start a process whose standard input and output are ``end``."""


Dial = Callable[[Owner, float], socket.socket]
"""Connects within some seconds; raises OSError, :class:`Cut` or :class:`Unreachable`."""


def host_and_path(url: str) -> str:
    """What goes into a request's ``Host`` and in front of its path."""
    parts = urllib.parse.urlsplit(url)
    return f"{parts.netloc}{parts.path.rstrip('/')}" if parts.scheme == "tcp" else "docker"


def dialler(url: str) -> Dial:
    """How to connect to this address."""
    try:
        parts = urllib.parse.urlsplit(url)
        hostname, port = parts.hostname, parts.port
    except ValueError as problem:
        raise Unreachable(Reason.BAD_ADDRESS, f"{url}: {problem}") from problem
    if parts.scheme == "unix":
        path = url.removeprefix("unix://")
        return lambda owner, seconds: _dial_unix(owner, seconds, path)
    if parts.scheme == "tcp" and hostname and port:
        return lambda owner, seconds: _dial_tcp(owner, seconds, hostname, port)
    if parts.scheme == "ssh" and hostname:
        arguments = ssh_command(url)
        return lambda owner, _seconds: _dial_ssh(owner, arguments)
    if parts.scheme == "npipe" and named_pipe.AVAILABLE:
        return lambda owner, seconds: _dial_pipe(owner, seconds, url)
    raise Unreachable(Reason.BAD_ADDRESS, url)


def _connect(owner: Owner, seconds: float, family: int, address: Any) -> socket.socket:
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        sock.setblocking(False)
        code = owner.attach(sock, lambda: sock.connect_ex(address))
        if code == _BEGUN:
            with selectors.DefaultSelector() as selector:
                selector.register(sock, selectors.EVENT_WRITE)
                if not selector.select(seconds):
                    raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT))
            code = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if owner.wait_for_cut(0):
            raise Cut  # a socket that is shut down while it connects looks as if it had
        if code:
            raise OSError(code, os.strerror(code))
        sock.settimeout(seconds)
    except BaseException:
        owner.detach(sock)
        sock.close()
        raise
    return sock


def _dial_unix(owner: Owner, seconds: float, path: str) -> socket.socket:
    """A full queue answers "try again" at once; a blocking connect could not be cut."""
    end = time.monotonic() + seconds
    while True:
        try:
            return _connect(owner, seconds, socket.AF_UNIX, path)
        except BlockingIOError as problem:
            if time.monotonic() > end:
                raise TimeoutError(f"{path}: the queue of connections is full") from problem
            if owner.wait_for_cut(_BUSY_SECONDS):
                raise Cut from problem


def _dial_tcp(owner: Owner, seconds: float, host: str, port: int) -> socket.socket:
    # Looking up a name can't be cut: it takes as long as the system's resolver does.
    problem: OSError = ConnectionRefusedError(f"no address for {host}")
    for family, _kind, _protocol, _name, address in socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM
    ):
        try:
            sock = _connect(owner, seconds, family, address)
        except OSError as error:
            problem = error
            continue
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        _keep_alive(sock)
        return sock
    raise problem


def _keep_alive(sock: socket.socket) -> None:
    """Notice a peer that is gone without a word, which an idle event stream never would."""
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in (
        ("TCP_KEEPIDLE", _ALIVE_SECONDS),
        ("TCP_KEEPINTVL", 10),
        ("TCP_KEEPCNT", 3),
    ):
        with suppress(OSError, AttributeError):  # not every system has each
            sock.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)


def ssh_command(url: str) -> list[str]:
    """The OpenSSH command that ends in the far Engine's API on its standard input and output.

    Never asks (a hidden prompt would hang), never accepts an unknown host key, and notices a dead
    peer. ``docker system dial-stdio`` is what the docker CLI itself runs.
    """
    parts = urllib.parse.urlsplit(url)
    # The host's letter case is kept: it may be an alias in ssh's own configuration.
    host = parts.netloc.rpartition("@")[2]
    host = host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]
    for name in (host, parts.username or ""):
        if name.startswith("-") or any(letter.isspace() for letter in name):
            raise Unreachable(Reason.BAD_ADDRESS, url)
    arguments = ["ssh", "-T"]
    for option in (
        "BatchMode=yes",
        "StrictHostKeyChecking=yes",
        f"ConnectTimeout={CONNECT_SECONDS:.0f}",
        "ServerAliveInterval=15",
    ):
        arguments += ["-o", option]
    if parts.username:
        arguments += ["-l", parts.username]
    if parts.port:
        arguments += ["-p", str(parts.port)]
    return [*arguments, "--", host, "docker", "system", "dial-stdio"]


def _dial_ssh(owner: Owner, arguments: list[str]) -> socket.socket:
    ours, theirs = socket.socketpair()
    # A frozen application's own libraries are not for the system's programs.
    environment = {k: v for k, v in os.environ.items() if k != "LD_LIBRARY_PATH"}
    with theirs:
        try:
            owner.attach(ours)
            owner.run(arguments, theirs, environment)
        except BaseException as problem:
            owner.detach(ours)
            ours.close()
            if isinstance(problem, FileNotFoundError):
                why = f"there is no program {arguments[0]} on this machine, which it needs"
                raise Unreachable(Reason.BAD_ADDRESS, why) from problem
            raise
    return ours


def _dial_pipe(owner: Owner, seconds: float, url: str) -> socket.socket:
    pipe: Any = _open_pipe(owner, seconds, url.removeprefix("npipe://").replace("/", "\\"))
    pipe.settimeout(seconds)
    try:
        owner.attach(pipe)
    except BaseException:
        pipe.close()
        raise
    sock: socket.socket = pipe
    return sock


def _open_pipe(owner: Owner, seconds: float, name: str) -> PipeSocket:
    """A busy pipe answers so at once, as a full queue does."""
    end = time.monotonic() + seconds
    while True:
        try:
            return PipeSocket(name)
        except BlockingIOError as problem:
            if time.monotonic() > end:
                raise TimeoutError(str(problem)) from problem
            if owner.wait_for_cut(_BUSY_SECONDS):
                raise Cut from problem
