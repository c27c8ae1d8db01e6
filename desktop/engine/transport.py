"""docker-py's client, and requests and urllib3 below it, made to use connections dialled by us."""

from __future__ import annotations

import socket
import ssl
from typing import Any

import docker
import docker.errors
import requests
import requests.adapters
import urllib3
from docker.auth import AuthConfig
from docker.utils.proxy import ProxyConfig
from urllib3.connection import HTTPConnection, HTTPSConnection

from desktop import __version__
from desktop.engine.dial import CONNECT_SECONDS, Dial, Owner, dialler, host_and_path
from desktop.engine.endpoint import Endpoint, TLSFiles
from desktop.engine.errors import Reason, Unreachable
from desktop.engine.named_pipe import PipeSocket


class Client(docker.APIClient):
    """docker-py's client over connections that ``owner`` knows.

    It lacks what docker-py's constructor reads from the user's files.
    That is ``~/.docker/config.json`` for every thread; a fault in the file would fail every
    call, though it concerns registries only (:mod:`desktop.engine.credentials`).
    """

    def __init__(
        self, endpoint: Endpoint, owner: Owner, version: str, timeout: float | None
    ) -> None:
        requests.Session.__init__(self)
        context = _tls_context(endpoint.tls) if endpoint.tls is not None else None
        scheme = "https" if context is not None else "http"
        self.mount(f"{scheme}://", _Adapter(owner, dialler(endpoint.url), context))
        self.base_url = f"{scheme}://{host_and_path(endpoint.url)}"
        self.timeout: Any = timeout  # seconds, in fractions; None for no limit
        self.credstore_env = None
        self._version = version
        self._general_configs: dict[str, Any] = {}
        self._proxy_configs = ProxyConfig()
        self._auth_configs = AuthConfig({})
        self.headers["User-Agent"] = f"portside/{__version__}"
        # The environment's proxies, .netrc and certificate bundles are not for the Engine:
        # REQUESTS_CA_BUNDLE would replace the endpoint's own authority (docker-py#2433).
        self.trust_env = False
        self.max_redirects = 0  # no Engine redirects; whoever does is something else

    def _raise_for_status(self, response: requests.Response) -> None:
        """As docker-py does it, which takes for granted that the answer is an object."""
        if response.status_code < 400:
            return
        try:
            explanation = response.json()["message"]
        except (ValueError, LookupError, TypeError):
            explanation = response.text
        raise docker.errors.APIError(
            response.reason, response=response, explanation=str(explanation)
        )


class _Adapter(requests.adapters.HTTPAdapter):
    """Makes requests use connections that are dialled by us."""

    def __init__(self, owner: Owner, dial: Dial, context: ssl.SSLContext | None) -> None:
        self.reused = False  # whether the last request went over a connection that had idled
        self._owner = owner
        self._dial = dial
        self._context = context
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        if self._context is not None:
            kwargs["ssl_context"] = self._context
        super().init_poolmanager(*args, **kwargs)
        manager: urllib3.PoolManager = self.poolmanager
        manager.pool_classes_by_scheme = {
            "http": self._pool_class(urllib3.HTTPConnectionPool, HTTPConnection),
            "https": self._pool_class(urllib3.HTTPSConnectionPool, HTTPSConnection),
        }

    def build_connection_pool_key_attributes(
        self, request: Any, verify: Any, cert: Any = None
    ) -> tuple[Any, Any]:
        """Where to connect; how to verify is all in the context, which requests must not extend."""
        host, _tls = super().build_connection_pool_key_attributes(request, verify, cert)
        return host, {}

    def cert_verify(self, conn: Any, url: Any, verify: Any, cert: Any) -> None:
        """The context does it."""

    def send(self, request: Any, **kwargs: Any) -> Any:  # type: ignore[override]
        """Send once; a GET again if the Engine had closed the idle connection just then.

        Anything else may have taken effect, and is never sent twice.
        """
        try:
            return super().send(request, **kwargs)
        except requests.ConnectionError as problem:
            timed_out = isinstance(problem, requests.Timeout)
            if request.method != "GET" or timed_out or not self.reused:
                raise
        return super().send(request, **kwargs)

    def _pool_class(self, pool: type[Any], connection: type[Any]) -> type[Any]:
        adapter, owner = self, self._owner

        class Connection(connection):  # type: ignore[misc]  # HTTPConnection or HTTPSConnection
            def _new_conn(self) -> socket.socket:
                # A connect, or a step of the handshake, takes this long at most.
                limit = min(self.timeout or CONNECT_SECONDS, CONNECT_SECONDS)
                self._plain = adapter._dial(owner, limit)
                return self._plain

            @property
            def is_connected(self) -> bool:
                if isinstance(self.sock, PipeSocket):  # which can't be waited for as a socket
                    return self.sock.is_idle()
                return bool(super().is_connected)

            def connect(self) -> None:
                super().connect()
                if self.sock is not self._plain:  # TLS
                    owner.taken_over(self._plain, self.sock)
                self.sock.settimeout(self.timeout)

            def request(self, *args: Any, **kwargs: Any) -> None:
                adapter.reused = self.sock is not None
                super().request(*args, **kwargs)

        class Pool(pool):  # type: ignore[misc]  # the pool that goes with it
            ConnectionCls = Connection

        return Pool


def _tls_context(files: TLSFiles) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context(cafile=files.ca)
        # Python 3.13 asks for extensions that the authorities of Docker's own guide lack.
        context.verify_flags &= ~ssl.VERIFY_X509_STRICT
        if files.cert is not None:
            context.load_cert_chain(files.cert, files.key)
    except OSError as problem:  # ssl.SSLError is one
        told = ", ".join(str(path) for path in (files.ca, files.cert, files.key) if path)
        raise Unreachable(Reason.TLS, f"{told}: {problem.strerror or problem}") from problem
    return context
