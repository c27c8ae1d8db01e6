"""HTTP for registries over connections that a :class:`~desktop.engine.wire.Wire` cuts."""

from __future__ import annotations

import base64
import errno
import http.client
import json
import os
import socket
import ssl
import urllib.parse
import urllib.request
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from desktop import __version__
from desktop.engine.dial import CONNECT_SECONDS, Cut, dialler
from desktop.engine.errors import Unreachable
from desktop.engine.registry_errors import RegistryFailed, RegistryFault, fault_of_tls
from desktop.engine.wire import Wire

ANSWER_SECONDS = 20.0
LONGEST_ANSWER = 8 << 20
_REDIRECTIONS = 3
_MOVED = (301, 302, 303, 307, 308)
# Some who speak no TLS answer it in clear, others hang up.
_MAYBE_PLAIN = (RegistryFault.PLAIN, RegistryFault.BROKEN)
_SYSTEM_CERTIFICATES = Path("/etc/docker/certs.d")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def header(self, name: str) -> str:
        """One of its headers; empty where it has none."""
        return str(self.headers.get(name) or "")

    def words(self) -> str:
        """What the registry says of an error."""
        try:
            return str(json.loads(self.body)["errors"][0]["message"])
        except (ValueError, LookupError, TypeError, RecursionError):
            return self.body[:200].decode(errors="replace").strip()


class Browser:
    """Asks over TLS. Plain HTTP only where ``plain_allowed``, and only of ``registry`` itself."""

    def __init__(self, wire: Wire, registry: str, *, plain_allowed: bool) -> None:
        self._wire = wire
        self._registry = registry
        self._plain_allowed = plain_allowed
        self._plain = False  # it has turned out to speak no TLS
        self._secure = False  # it has turned out to speak TLS: what we say is for no one else

    def address(self, host: str, path: str) -> str:
        """Where the registry is asked for a path, as far as is known."""
        return f"{'http' if self._plain else 'https'}://{host}{path}"

    def get(self, host: str, path: str, headers: Mapping[str, str]) -> Answer:
        """Ask the registry. Raises :class:`RegistryFailed`."""
        if not self._plain:
            try:
                return self.at(self.address(host, path), headers)
            except RegistryFailed as problem:
                allowed = self._plain_allowed and not self._secure
                if problem.fault not in _MAYBE_PLAIN or not allowed:
                    raise
            self._plain = True
        return self.at(self.address(host, path), headers)

    def at(
        self, url: str, headers: Mapping[str, str], *, form: Mapping[str, str] | None = None
    ) -> Answer:
        """Ask an address; where it sends us on, without telling others who we are."""
        body = urllib.parse.urlencode(form).encode() if form is not None else None
        named = True
        for _step in range(_REDIRECTIONS + 1):
            parts = urllib.parse.urlsplit(url)
            if parts.scheme != "https" and not (self._plain and parts.scheme == "http"):
                raise RegistryFailed(RegistryFault.PLAIN, self._registry, url)
            answer = self._once(parts, headers, body, named=named)
            if answer.status not in _MOVED or body is not None:
                return answer
            url = urllib.parse.urljoin(url, answer.header("Location"))
            further = urllib.parse.urlsplit(url)
            if (further.scheme, further.netloc) != (parts.scheme, parts.netloc):
                headers, named = {}, False
        raise RegistryFailed(RegistryFault.NO_REGISTRY, self._registry, url)

    def _once(
        self,
        parts: urllib.parse.SplitResult,
        headers: Mapping[str, str],
        body: bytes | None,
        *,
        named: bool,
    ) -> Answer:
        """Ask one address; ``named``: it may see a certificate of ours."""
        try:
            connection = _Connection(self._wire, parts, self._registry, named=named)
            try:
                target = parts.path + (f"?{parts.query}" if parts.query else "")
                kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
                own = {"User-Agent": f"portside/{__version__}", **kind, **headers}
                connection.connect()
                self._secure = self._secure or parts.scheme == "https"
                connection.request("POST" if body else "GET", target or "/", body, own)
                answer = connection.getresponse()
                content = answer.read(LONGEST_ANSWER + 1)
            finally:
                connection.close()
        except Cut:
            raise
        except (OSError, ValueError, http.client.HTTPException, Unreachable) as problem:
            if self._wire.wait_for_cut(0):
                raise Cut from problem
            raise RegistryFailed(_fault(problem), self._registry, _said(problem)) from problem
        if len(content) > LONGEST_ANSWER:
            raise RegistryFailed(RegistryFault.NO_REGISTRY, self._registry, "a very long answer")
        return Answer(answer.status, answer.headers, content)


class _ProxyFailed(OSError):
    """The proxy does not lead there; in words that hold nothing of who we are to it."""


class _Connection(http.client.HTTPConnection):
    """To a host, through the environment's proxy where it names one for it."""

    def __init__(
        self, wire: Wire, parts: urllib.parse.SplitResult, registry: str, *, named: bool
    ) -> None:
        tls = parts.scheme == "https"
        host, port = parts.hostname or "", parts.port or (443 if tls else 80)
        super().__init__(host, port, timeout=ANSWER_SECONDS)
        self._wire = wire
        self._context = _context(registry, named=named) if tls else None
        self._name = host
        self._where = _where(host, port)
        proxy = urllib.request.getproxies().get("https", "") if tls else ""
        self._proxied = bool(proxy) and not urllib.request.proxy_bypass(host)
        if self._proxied:
            self._where, headers = _through(proxy)
            self.set_tunnel(host, port, headers)

    def connect(self) -> None:
        """As its class does it, by a socket that the wire knows."""
        try:
            plain = dialler(f"tcp://{self._where}")(self._wire, CONNECT_SECONDS)
            self.sock = plain
            if self._proxied:
                self._tunnel()  # type: ignore[attr-defined]
        except (OSError, http.client.HTTPException, Unreachable) as problem:
            if not self._proxied:
                raise
            raise _ProxyFailed(f"{self._where}: {_said(problem)}") from problem
        if self._context is not None:
            self.sock = self._context.wrap_socket(plain, server_hostname=self._name)
            self._wire.taken_over(plain, self.sock)
        self.sock.settimeout(ANSWER_SECONDS)


def _where(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _through(proxy: str) -> tuple[str, dict[str, str]]:
    """Where a proxy is, and the headers that tell it who we are."""
    host = port = user = secret = None
    with suppress(ValueError):  # whose words may quote a piece of the password
        parts = urllib.parse.urlsplit(proxy if "://" in proxy else f"http://{proxy}")
        host, port, user, secret = parts.hostname, parts.port, parts.username, parts.password
    if not host:
        raise _ProxyFailed("HTTPS_PROXY holds no address")
    if user is None:
        return _where(host, port or 80), {}
    known = basic(urllib.parse.unquote(user), urllib.parse.unquote(secret or ""))
    return _where(host, port or 80), {"Proxy-Authorization": known}


def basic(user: str, secret: str) -> str:
    """A header's value that tells who asks: RFC 7617."""
    return f"Basic {base64.b64encode(f'{user}:{secret}'.encode()).decode()}"


def _context(registry: str, *, named: bool) -> ssl.SSLContext:
    """The system's authorities, and those that docker knows for this registry.

    ``named``: with the certificates, too, by which docker tells it who asks.
    """
    context = ssl.create_default_context()
    # Python 3.13 asks for extensions that the authorities of Docker's own guide lack.
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    name = registry.replace(os.sep, "_")
    if os.name == "nt":
        name = name.replace(":", "")
    own = Path.home()
    of_user = (own / ".config/docker/certs.d", own / ".docker/certs.d")
    for folder in (_SYSTEM_CERTIFICATES, *of_user):
        for file in sorted((folder / name).glob("*.crt")):
            try:
                context.load_verify_locations(file)
            except OSError as problem:
                raise RegistryFailed(
                    RegistryFault.AUTHORITY, registry, f"{file}: {problem}"
                ) from problem
        for file in sorted((folder / name).glob("*.cert")) if named else ():
            key = file.with_suffix(".key")
            try:
                context.load_cert_chain(file, key, password="")  # else OpenSSL asks a terminal
            except OSError as problem:
                told = f"{file}, {key.name}: {_said(problem)}"
                raise RegistryFailed(RegistryFault.HANDSHAKE, registry, told) from problem
    return context


def _fault(problem: BaseException) -> RegistryFault:
    match problem:
        case ssl.SSLError():
            return fault_of_tls(problem)
        case _ProxyFailed():
            return RegistryFault.PROXY
        case socket.gaierror():
            return RegistryFault.NO_HOST
        case ConnectionRefusedError():
            return RegistryFault.REFUSED
        case TimeoutError():
            return RegistryFault.TIMEOUT
        case ConnectionError() | http.client.RemoteDisconnected() | http.client.IncompleteRead():
            return RegistryFault.BROKEN
        case OSError(errno=errno.ENETUNREACH | errno.EHOSTUNREACH):
            return RegistryFault.NO_WAY
        case OSError():
            return RegistryFault.REFUSED
        case _:
            return RegistryFault.NO_REGISTRY


def _said(problem: BaseException) -> str:
    if isinstance(problem, ssl.SSLCertVerificationError):
        return problem.verify_message
    if isinstance(problem, ssl.SSLError) and problem.reason:
        return problem.reason.replace("_", " ").lower()
    if isinstance(problem, OSError) and problem.strerror:
        return problem.strerror
    return str(problem)
