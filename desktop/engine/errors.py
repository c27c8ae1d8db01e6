"""What can go wrong between us and the Engine, in Docker's words.

::

    EngineError
    ├── Unreachable        no usable answer came; ``reason`` says why
    ├── Rejected           the Engine answered with an error status
    │   ├── BadRequest     400
    │   ├── NotPermitted   401, 403
    │   ├── NotFound       404
    │   ├── Conflict       409
    │   └── EngineFault    5xx
    ├── Garbled            an answer that is not what Docker's API says
    └── Unsupported        this Engine can't do it

Cancelling is not an error: it is ``asyncio.CancelledError``, and nothing else.
The errors carry data; the window finds the words (and their translation).
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.engine.socket_group import GroupAdvice

OLDEST_API = "1.24"  # docker-py's own limit
NEWEST_API = "1.51"  # the newest whose answers decode.py has been held against


class Reason(enum.Enum):
    """Why no usable answer came from a place where an Engine might be."""

    MISSING = "missing"  # no such socket or pipe, or an unknown host
    REFUSED = "refused"  # the address exists, nobody listens
    DENIED = "denied"  # the socket exists, the operating system forbids it
    TIMEOUT = "timeout"  # accepted, never answered
    TLS = "tls"  # certificate or handshake
    NOT_DOCKER = "not_docker"  # something answered, and it is no Docker Engine
    TOO_OLD = "too_old"  # its API is older than OLDEST_API
    TOO_NEW = "too_new"  # it no longer speaks any API version that we know
    DROPPED = "dropped"  # the connection was lost during the call: outcome unknown
    BAD_ADDRESS = "bad_address"  # the address itself can't be used


class EngineError(Exception):
    """The root of the tree. ``explanation`` is the Engine's or system's own text: hostile.

    ``left`` are the paths that what failed may have left incomplete.
    """

    def __init__(self, explanation: str = "") -> None:
        super().__init__(explanation)
        self.explanation = explanation
        self.left: tuple[str, ...] = ()


class Unreachable(EngineError):
    """No usable answer. A call that ends so may or may not have taken effect.

    ``access`` tells who may use a socket that is DENIED, as far as that can be looked up.
    """

    def __init__(
        self, reason: Reason, explanation: str = "", access: GroupAdvice | None = None
    ) -> None:
        super().__init__(explanation)
        self.reason = reason
        self.access = access

    def __str__(self) -> str:
        return f"{self.reason.value}: {self.explanation}"


class Rejected(EngineError):
    """The Engine answered with an error ``status`` (HTTP) and an explanation."""

    def __init__(self, explanation: str = "", *, status: int = 0) -> None:
        super().__init__(explanation)
        self.status = status


class BadRequest(Rejected):
    """400: the request itself is wrong."""


class NotPermitted(Rejected):
    """401 or 403: an authorization plug-in, a proxy or a registry says no."""


class NotFound(Rejected):
    """404: the object is not there (any more)."""


class Conflict(Rejected):
    """409: the object's state, its name or its users forbid it."""


class EngineFault(Rejected):
    """5xx, or an error reported within a stream that had begun well."""


class Garbled(EngineError):
    """An answer that could not be read as what the API promises."""


class Unsupported(EngineError):
    """This Engine has no such ability."""
