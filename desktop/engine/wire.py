"""One docker-py client whose every socket we know, so that whatever blocks in it can be cut.

docker-py and requests leave a blocked reader no way out (closing the client, the response or the
descriptor does not wake it), but shutting its socket down does, within milliseconds, on every
transport. So all transports are dialled here, into one kind of connection, and every socket is
remembered from before its connect to its close.
"""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import threading
import urllib.parse
from collections.abc import Callable
from typing import Any

import docker
import requests.adapters
import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from desktop import __version__
from desktop.engine.endpoint import Endpoint
from desktop.engine.errors import Reason, Unreachable

ANSWER_SECONDS = 60.0  # the longest silence within a call that is no stream
CONNECT_SECONDS = 5.0


class Cut(Exception):
    """The wire was cut on purpose while it connected."""


class Wire:
    """A docker-py ``APIClient`` for one endpoint and one thread; ``cut`` may come from any thread.

    After a cut it is of no more use: close it (in its own thread) and make another.
    """

    def __init__(
        self, endpoint: Endpoint, version: str, timeout: float | None = ANSWER_SECONDS
    ) -> None:
        self._lock = threading.Lock()
        self._sockets: set[socket.socket] = set()
        self._processes: list[subprocess.Popen[bytes]] = []
        self._cut = False
        self.endpoint = endpoint
        dial = _dialler(endpoint)
        secure = endpoint.tls is not None
        over_tcp = endpoint.url.startswith("tcp://")
        host = urllib.parse.urlsplit(endpoint.url).netloc if over_tcp else "docker"
        self.client = docker.APIClient(
            base_url="tcp://docker:1",  # never dialled: replaced below
            version=version,
            timeout=timeout,  # type: ignore[arg-type]  # seconds; requests takes fractions
            user_agent=f"portside/{__version__}",
        )
        # The environment's proxies and certificate bundles are not for talking to the Engine:
        # REQUESTS_CA_BUNDLE would replace the endpoint's own authority (docker-py#2433).
        self.client.trust_env = False
        self.client.base_url = f"{'https' if secure else 'http'}://{host}"
        adapter = _Adapter(self, dial)
        self.client.mount("http://", adapter)
        self.client.mount("https://", adapter)
        if endpoint.tls is not None:
            tls = endpoint.tls
            self.client.verify = str(tls.ca) if tls.ca else True
            if tls.cert and tls.key:
                self.client.cert = (str(tls.cert), str(tls.key))

    def attach(self, sock: socket.socket) -> None:
        """Remember a socket until its descriptor is closed; raise :class:`Cut` after a cut.

        A closed socket object may still be read: a response keeps the descriptor open.
        """
        with self._lock:
            if self._cut:
                raise Cut
            self._sockets = {known for known in self._sockets if known.fileno() != -1}
            self._sockets.add(sock)

    def own(self, process: subprocess.Popen[bytes]) -> None:
        """Remember a process that carries a connection; it is ended with the wire at the latest."""
        with self._lock:
            self._processes = [known for known in self._processes if known.poll() is None]
            self._processes.append(process)

    def cut(self) -> None:
        """Shut every socket down: what blocks on one returns at once, what comes later fails."""
        with self._lock:
            self._cut = True
            sockets = list(self._sockets)
        for sock in sockets:
            with contextlib.suppress(OSError, ValueError):
                sock.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Close the client and every socket it still has."""
        # Closing a stream twice raises ValueError in docker-py (docker-py#3345).
        with contextlib.suppress(OSError, ValueError):
            self.client.close()
        with self._lock:
            sockets, self._sockets = self._sockets, set()
            processes, self._processes = self._processes, []
        for sock in sockets:
            with contextlib.suppress(OSError, ValueError):
                sock.close()
        for process in processes:
            process.terminate()
            process.wait()


Dial = Callable[[Wire, float], socket.socket]


class _Adapter(requests.adapters.HTTPAdapter):
    """Makes requests use connections that are dialled by us."""

    def __init__(self, wire: Wire, dial: Dial) -> None:
        self._wire = wire
        self._dial = dial
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        manager: urllib3.PoolManager = self.poolmanager
        manager.pool_classes_by_scheme = {
            "http": _pool_class(urllib3.HTTPConnectionPool, HTTPConnection, self._wire, self._dial),
            "https": _pool_class(
                urllib3.HTTPSConnectionPool, HTTPSConnection, self._wire, self._dial
            ),
        }


def _pool_class(pool: type[Any], connection: type[Any], wire: Wire, dial: Dial) -> type[Any]:
    class Connection(connection):  # type: ignore[misc]  # HTTPConnection or HTTPSConnection
        _guard: socket.socket | None = None

        def _new_conn(self) -> socket.socket:
            timeout = self.timeout if isinstance(self.timeout, (int, float)) else CONNECT_SECONDS
            sock = dial(wire, min(timeout, CONNECT_SECONDS))
            sock.settimeout(timeout)
            if isinstance(self, HTTPSConnection):
                # The handshake takes the descriptor away from this socket and shows its own only
                # when it is done: a duplicate can be shut down in between.
                self._guard = sock.dup()
                wire.attach(self._guard)
            return sock

        def connect(self) -> None:
            try:
                super().connect()
            finally:
                guard, self._guard = self._guard, None
                if guard is not None:
                    guard.close()
            wire.attach(self.sock)

    class Pool(pool):  # type: ignore[misc]  # the pool that goes with it
        ConnectionCls = Connection

    return Pool


def _dialler(endpoint: Endpoint) -> Dial:
    url = urllib.parse.urlsplit(endpoint.url)
    if url.scheme == "unix":
        path = endpoint.url.removeprefix("unix://")
        return lambda wire, timeout: _connect(wire, timeout, socket.AF_UNIX, path)
    if url.scheme == "tcp" and url.hostname and url.port:
        hostname, port = url.hostname, url.port
        return lambda wire, timeout: _dial_tcp(wire, timeout, hostname, port)
    if url.scheme == "ssh" and url.hostname:
        arguments = ssh_command(endpoint.url)
        return lambda wire, _timeout: _dial_ssh(wire, arguments)
    if url.scheme == "npipe" and sys.platform == "win32":  # pragma: no cover - Windows only
        return lambda wire, timeout: _dial_pipe(wire, timeout, endpoint.url)
    raise Unreachable(Reason.BAD_ADDRESS, endpoint.url)


def _connect(wire: Wire, timeout: float, family: int, address: Any) -> socket.socket:
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        wire.attach(sock)
        sock.settimeout(timeout)
        sock.connect(address)
    except BaseException:
        sock.close()
        raise
    return sock


def _dial_tcp(wire: Wire, timeout: float, host: str, port: int) -> socket.socket:
    problem: OSError = ConnectionRefusedError(f"no address for {host}")
    for family, _kind, _protocol, _name, address in socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM
    ):
        try:
            sock = _connect(wire, timeout, family, address)
        except OSError as error:
            problem = error
            continue
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return sock
    raise problem


def ssh_command(url: str) -> list[str]:
    """The OpenSSH command that ends in the far Engine's API on its standard input and output.

    Never asks (a hidden prompt would hang), never accepts an unknown host key, and notices a dead
    peer. ``docker system dial-stdio`` is what the docker CLI itself runs.
    """
    parts = urllib.parse.urlsplit(url)
    arguments = ["ssh", "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=yes"]
    arguments += [
        "-o",
        f"ConnectTimeout={CONNECT_SECONDS:.0f}",
        "-o",
        "ServerAliveInterval=15",
        "-T",
    ]
    if parts.username:
        arguments += ["-l", parts.username]
    if parts.port:
        arguments += ["-p", str(parts.port)]
    host = parts.hostname or ""
    if host.startswith("-") or (parts.username or "").startswith("-"):
        raise Unreachable(Reason.BAD_ADDRESS, url)
    return [*arguments, "--", host, "docker", "system", "dial-stdio"]


def _dial_ssh(wire: Wire, arguments: list[str]) -> socket.socket:
    ours, theirs = socket.socketpair()
    environment = {k: v for k, v in os.environ.items() if k != "LD_LIBRARY_PATH"}
    with theirs:
        try:
            wire.attach(ours)
            wire.own(
                subprocess.Popen(  # noqa: S603 - a fixed program, an argument list
                    arguments,
                    stdin=theirs.fileno(),
                    stdout=theirs.fileno(),
                    stderr=subprocess.DEVNULL,
                    env=environment,
                )
            )
        except BaseException:
            ours.close()
            raise
    return ours


def _dial_pipe(wire: Wire, timeout: float, url: str) -> socket.socket:  # pragma: no cover
    from docker.transport.npipesocket import NpipeSocket

    pipe: Any = NpipeSocket()
    pipe.settimeout(timeout)
    pipe.connect(url.removeprefix("npipe://"))
    wire.attach(pipe)
    sock: socket.socket = pipe
    return sock
