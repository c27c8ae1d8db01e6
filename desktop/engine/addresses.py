"""Addresses of an Engine, checked before anybody connects to them.

The grammar is that of ``docker --host`` (docker/cli ``opts/hosts.go``), and narrower where an
address goes on to another program: an ``ssh://`` name never looks like an option or like shell
text (CVE-2017-1000117, CVE-2023-51385).
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

from desktop.engine.errors import Reason, Unreachable

DEFAULT_SOCKET = "/var/run/docker.sock"
DEFAULT_PIPE = "//./pipe/docker_engine"
PLAIN_PORT = 2375
TLS_PORT = 2376

# sockaddr_un.sun_path holds 108 bytes on Linux and 104 on macOS, the closing zero among them.
LONGEST_SOCKET_PATH = 103

LONGEST_LABEL = 63  # between the dots of a host's name, RFC 1035

_SSH_USER = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.+~-]*")
_HOST_NAME = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_.])?")
_PIPE_NAME = re.compile(r"//\./pipe/[^\\/:*?\"<>|]+")
_UNPRINTABLE = re.compile(r"[\x00-\x20\x7f-\x9f]")


def _bad(url: str, why: str) -> Unreachable:
    return Unreachable(Reason.BAD_ADDRESS, f"{url!r}: {why}")


def normal(url: str, *, tls: bool = False) -> str:
    """The address in full, as docker would take it: ``db:2375`` becomes ``tcp://db:2375``.

    ``tls`` chooses the port of a ``tcp://`` address that names none. ``http://`` and ``https://``
    become ``tcp://``. Raises :class:`Unreachable` with ``BAD_ADDRESS`` and what is wrong.
    """
    url = url.strip()
    if "://" not in url:
        if not url:
            raise _bad(url, "the address is empty")
        url = f"tcp://{url}"
    scheme, _, rest = url.partition("://")
    scheme = scheme.lower()
    if scheme == "unix":
        return f"unix://{_socket_path(url, rest or DEFAULT_SOCKET)}"
    if scheme == "npipe":
        return f"npipe://{_pipe(url, rest or DEFAULT_PIPE)}"
    if scheme in ("tcp", "http", "https"):
        return _tcp(url, rest, tls=tls or scheme == "https")
    if scheme == "ssh":
        return _ssh(url)
    if scheme == "fd":
        raise _bad(url, "fd:// is where an Engine listens, not where one can connect")
    raise _bad(url, "the scheme is none of unix, npipe, tcp, http, https, ssh")


def socket_path(url: str) -> str | None:
    """The path of a ``unix://`` address, None for any other."""
    return url.removeprefix("unix://") if url.startswith("unix://") else None


def is_secure(url: str) -> bool:
    """Whether the address itself asks for TLS (``https://``)."""
    return url.strip().lower().startswith("https://")


def _socket_path(url: str, path: str) -> str:
    if not path.startswith("/"):
        raise _bad(url, "the socket's path is not absolute")
    if "\x00" in path or "\n" in path:
        raise _bad(url, "the socket's path has a control character")
    if len(path.encode("utf-8", "surrogateescape")) > LONGEST_SOCKET_PATH:
        raise _bad(url, f"the socket's path is longer than {LONGEST_SOCKET_PATH} bytes")
    return path


def _pipe(url: str, path: str) -> str:
    if not _PIPE_NAME.fullmatch(path) or _UNPRINTABLE.search(path):
        raise _bad(url, "a named pipe of this machine is npipe:////./pipe/NAME")
    return path


def _split(url: str) -> tuple[SplitResult, int | None]:
    if _UNPRINTABLE.search(url):
        raise _bad(url, "it has a space or a control character")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _bad(url, str(error)) from error
    if port == 0 or parts.netloc.endswith(":"):
        raise _bad(url, "a port is a number from 1 to 65535")
    if parts.query or parts.fragment:
        raise _bad(url, "it has a query or a fragment")
    return parts, port


def _host(url: str, parts: SplitResult) -> str:
    host = parts.hostname or ""
    if "[" in parts.netloc or ":" in host:
        try:
            return f"[{ipaddress.IPv6Address(host)}]"
        except ValueError as error:
            raise _bad(url, str(error)) from error
    labels = host.split(".")
    if not _HOST_NAME.fullmatch(host) or not all(0 < len(it) <= LONGEST_LABEL for it in labels):
        raise _bad(url, "the host's name is not one")
    return host


def _tcp(url: str, rest: str, *, tls: bool) -> str:
    parts, port = _split(f"tcp://{rest}" if rest else "tcp://localhost")
    if "@" in parts.netloc:
        raise _bad(url, "a user name has no meaning here")
    if parts.netloc.startswith(":"):
        parts = parts._replace(netloc=f"localhost{parts.netloc}")
    host = _host(url, parts)
    return f"tcp://{host}:{port or (TLS_PORT if tls else PLAIN_PORT)}{parts.path.rstrip('/')}"


def _ssh(url: str) -> str:
    parts, port = _split(url)
    if parts.password is not None:
        raise _bad(url.replace(parts.password, "…"), "a password does not belong in an address")
    if parts.path.rstrip("/"):
        raise _bad(url, "it has a path after the host")
    if parts.username is not None and not _SSH_USER.fullmatch(parts.username):
        raise _bad(url, "the user's name is not one")
    # The host's letter case is kept: it may be an alias in ssh's own configuration.
    typed = parts.netloc.rpartition("@")[2]
    host = _host(url, parts)
    if not host.startswith("["):
        host = typed.partition(":")[0]
    user = f"{parts.username}@" if parts.username else ""
    return f"ssh://{user}{host}" + (f":{port}" if port else "")
