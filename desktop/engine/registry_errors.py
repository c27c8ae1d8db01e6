"""What goes wrong with registries, whoever asked: the Engine, or we ourselves.

The Engine tells its own troubles with a registry in words only, with a status that says little.
"""

from __future__ import annotations

import enum
import re
import ssl

from desktop.engine.errors import EngineError


class RegistryFault(enum.Enum):
    """Why a registry could not be used."""

    SIGN_IN = "sign in"  # it wants to know who asks, or does not let this one
    WRONG_SECRET = "wrong secret"  # noqa: S105 - user and password don't fit
    AUTHORITY = "authority"  # its certificate is signed by somebody unknown, or by itself
    EXPIRED = "expired"  # its certificate is too old, or from the future
    OTHER_NAME = "other name"  # its certificate is another host's
    PLAIN = "plain"  # it speaks no TLS
    HANDSHAKE = "handshake"  # it speaks TLS, but not with us: it may want a certificate of ours
    REFUSED = "refused"  # nobody listens there
    NO_HOST = "no host"  # the name is unknown
    NO_WAY = "no way"  # no network leads there
    PROXY = "proxy"  # the proxy on the way to it does not let this through, or is not there
    TIMEOUT = "timeout"
    BROKEN = "broken"  # the connection ended in the middle
    UNWELL = "unwell"  # it fails by itself, or what stands before it
    TOO_MANY = "too many"  # it answers no more for a while
    PLATFORM = "platform"  # no image for that platform
    NO_CATALOGUE = "no catalogue"  # it does not list its repositories
    NO_REPOSITORY = "no repository"
    ELSEWHERE = "elsewhere"  # it is on the loopback of the Engine's machine, which is not ours
    NO_REGISTRY = "no registry"  # something answers, and it is none
    NO_HELPER = "no helper"  # the credential helper is not there, or failed
    NO_CONFIG = "no config"  # docker's configuration can't be read or written


class RegistryFailed(EngineError):
    """A registry, or who keeps its password, did not do what we asked of it."""

    def __init__(self, fault: RegistryFault, registry: str, explanation: str = "") -> None:
        super().__init__(explanation)
        self.fault = fault
        self.registry = registry

    def __str__(self) -> str:
        return f"{self.fault.value}: {self.explanation}"


# The Engine's own words, and those of Go's network; the first row that fits is the answer.
_TEXTS: tuple[tuple[RegistryFault, str], ...] = (
    (RegistryFault.PROXY, r"proxyconnect tcp: |: Proxy Authentication Required"),
    (RegistryFault.TOO_MANY, r"toomanyrequests|too many requests|pull rate limit"),
    (RegistryFault.EXPIRED, r"certificate has expired|is not yet valid"),
    (
        RegistryFault.AUTHORITY,
        r"certificate signed by unknown authority|certificate is not trusted",
    ),
    (
        RegistryFault.OTHER_NAME,
        r"certificate is valid for|certificate is not valid for|cannot validate certificate for"
        r"|doesn't contain any IP SANs|relies on legacy Common Name",
    ),
    (RegistryFault.PLAIN, r"server gave HTTP response to HTTPS client"),
    (
        RegistryFault.HANDSHAKE,
        r"remote error: tls: |missing key \S+ for client certificate"
        r"|missing client certificate \S+ for key",
    ),
    (
        RegistryFault.WRONG_SECRET,
        r"incorrect username or password|login attempt to \S+ failed with status: 401"
        r"|personal access token is expired|invalid username/password",
    ),
    (
        RegistryFault.SIGN_IN,
        r"no basic auth credentials|authentication required|access denied|insufficient_scope"
        r"|requested access to the resource is denied|401 Unauthorized|403 Forbidden",
    ),
    (RegistryFault.UNWELL, r"unexpected (?:HTTP )?status\b.*\b5\d\d\b"),
    (RegistryFault.PLATFORM, r"no matching manifest for|does not match the specified platform"),
    (RegistryFault.REFUSED, r"connect: connection refused"),
    (RegistryFault.NO_WAY, r"network is unreachable|no route to host"),
    (RegistryFault.NO_HOST, r"no such host|server misbehaving|name resolution"),
    (
        RegistryFault.TIMEOUT,
        r"i/o timeout|Client\.Timeout exceeded|context deadline exceeded|TLS handshake timeout"
        r"|request canceled while waiting for connection",
    ),
    (
        RegistryFault.BROKEN,
        r"unexpected EOF|connection reset by peer|broken pipe|use of closed network connection"
        r"|: EOF$|error pulling image config|blob upload invalid"
        r"|filesystem layer verification failed",
    ),
)
_PATTERNS = tuple((fault, re.compile(text, re.IGNORECASE)) for fault, text in _TEXTS)

# OpenSSL's numbers (X509_V_ERR_…).
_BY_CODE = {
    9: RegistryFault.EXPIRED,
    10: RegistryFault.EXPIRED,
    62: RegistryFault.OTHER_NAME,
    63: RegistryFault.OTHER_NAME,
    64: RegistryFault.OTHER_NAME,
}

# What OpenSSL makes of an answer that is no TLS; since 3.2 it may say the last of them.
_NO_TLS = ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "UNKNOWN_PROTOCOL", "RECORD_LAYER_FAILURE")


def fault_in(text: str) -> RegistryFault | None:
    """The trouble with a registry that the Engine's words tell of; None if they tell of none."""
    return next((fault for fault, pattern in _PATTERNS if pattern.search(text)), None)


def fault_of(error: EngineError) -> RegistryFault | None:
    """The trouble with a registry that an error tells of."""
    if isinstance(error, RegistryFailed):
        return error.fault
    return fault_in(error.explanation)


def fault_of_tls(problem: ssl.SSLError) -> RegistryFault:
    """What our own handshake did not like."""
    if isinstance(problem, ssl.SSLCertVerificationError):
        return _BY_CODE.get(problem.verify_code, RegistryFault.AUTHORITY)
    if isinstance(problem, ssl.SSLEOFError | ssl.SSLZeroReturnError):
        return RegistryFault.BROKEN
    return RegistryFault.PLAIN if problem.reason in _NO_TLS else RegistryFault.HANDSHAKE
