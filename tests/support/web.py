"""A small web server on loopback that answers as a test wants it."""

from __future__ import annotations

import contextlib
import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from desktop.engine.endpoint import TLSFiles


@dataclass(frozen=True, slots=True)
class Asked:
    """A request. ``path`` is with its query."""

    path: str
    headers: Mapping[str, str]
    tls: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """An answer; what is no bytes is sent as JSON."""

    body: Any = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Web:
    """Where it is, and what it was asked."""

    host: str
    asked: list[Asked] = field(default_factory=list)


@contextlib.contextmanager
def web(answer: Callable[[Asked], Told], tls: TLSFiles | None = None) -> Iterator[Web]:
    """Serve until the context is left.

    It answers a TLS handshake as web servers do: with 400. With ``tls`` it takes both, TLS from
    whoever begins so.
    """
    served: list[Web] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if tls is not None and tls.cert is not None:
        context.load_cert_chain(tls.cert, tls.key)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.0"

        def setup(self) -> None:
            if tls is not None and self.request.recv(1, socket.MSG_PEEK) == b"\x16":
                self.request = context.wrap_socket(self.request, server_side=True)
            super().setup()

        def finish(self) -> None:
            super().finish()
            if isinstance(self.request, ssl.SSLSocket):
                self.request.close()

        def do_GET(self) -> None:
            secure = isinstance(self.request, ssl.SSLSocket)
            asked = Asked(self.path, dict(self.headers.items()), secure)
            served[0].asked.append(asked)
            told = answer(asked)
            body = told.body if isinstance(told.body, bytes) else json.dumps(told.body).encode()
            self.send_response(told.status)
            for name, value in told.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.do_GET()

        def log_message(self, *_arguments: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = False  # they are waited for
    served.append(Web(f"127.0.0.1:{server.server_port}"))
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), name="web")
    thread.start()
    try:
        yield served[0]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
