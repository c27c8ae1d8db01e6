"""One table from the errors of docker-py, requests, urllib3 and sockets to ours.

The original stays as ``__cause__`` of what is raised, for the log; the window shows ours only.
"""

from __future__ import annotations

import http.client
import json
import socket
import ssl
from collections.abc import Iterator

import docker.errors
import requests
import urllib3.exceptions

from desktop.engine.errors import (
    BadRequest,
    Conflict,
    EngineError,
    EngineFault,
    Garbled,
    NotFound,
    NotPermitted,
    Reason,
    Rejected,
    Unreachable,
    Unsupported,
)

# What any docker-py call may raise: its generators let urllib3's errors through as they are,
# a wrong header is a ValueError, and a broken progress stream a RuntimeError (pitfalls, A3).
FOREIGN = (
    docker.errors.DockerException,
    requests.RequestException,
    urllib3.exceptions.HTTPError,
    http.client.HTTPException,
    OSError,
    ValueError,
    RuntimeError,  # RecursionError among them: JSON may be nested ever so deep
)

_BY_STATUS: dict[int, type[Rejected]] = {
    400: BadRequest,
    401: NotPermitted,
    403: NotPermitted,
    404: NotFound,
    409: Conflict,
}

# Looked for along the chain of causes, in this order: the first row that fits is the answer.
_BY_CAUSE: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], Reason], ...] = (
    (ssl.SSLError, Reason.TLS),
    (PermissionError, Reason.DENIED),
    (FileNotFoundError, Reason.MISSING),
    (socket.gaierror, Reason.MISSING),
    (ConnectionRefusedError, Reason.REFUSED),
    ((TimeoutError, requests.Timeout, urllib3.exceptions.TimeoutError), Reason.TIMEOUT),
    (requests.TooManyRedirects, Reason.NOT_DOCKER),
    (http.client.RemoteDisconnected, Reason.DROPPED),  # a BadStatusLine, though none came
    ((http.client.BadStatusLine, http.client.LineTooLong), Reason.NOT_DOCKER),
    (http.client.UnknownProtocol, Reason.NOT_DOCKER),
)

# What OpenSSH says before it gives up; its exit code is 255 for all of it.
_BY_SSH_WORDS = (
    ("Host key verification failed", Reason.TLS),
    ("Permission denied", Reason.DENIED),
    ("Could not resolve hostname", Reason.MISSING),
    ("Connection refused", Reason.REFUSED),
    ("timed out", Reason.TIMEOUT),
)

_LOST = (
    ConnectionError,  # reset, aborted, broken pipe
    requests.ConnectionError,
    requests.exceptions.ChunkedEncodingError,
    urllib3.exceptions.ProtocolError,
)

_PODMAN_CONFLICT = "container state improper"  # where Docker says 409, Podman says 500
_PLAIN_TO_TLS = "sent an HTTP request to an HTTPS server"  # Go's net/http, with status 400


def _chain(problem: BaseException) -> Iterator[BaseException]:
    """The error, then what caused it, to the bottom; requests hides causes in ``args``."""
    seen: set[int] = set()
    todo: list[BaseException] = [problem]
    while todo:
        current = todo.pop(0)
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        todo += [arg for arg in current.args if isinstance(arg, BaseException)]
        reason = getattr(current, "reason", None)
        if isinstance(reason, BaseException):
            todo.append(reason)
        todo += [link for link in (current.__cause__, current.__context__) if link is not None]


def translated(problem: BaseException, said: str = "") -> EngineError:
    """Our error for one of theirs. One of ours comes back as it is.

    ``said`` is what the ssh program that carried the connection has said, if one did.
    """
    if isinstance(problem, EngineError):
        return problem
    if isinstance(problem, docker.errors.APIError):
        return _rejected(problem)
    if isinstance(problem, docker.errors.InvalidVersion):
        return Unsupported(str(problem))
    chain = list(_chain(problem))
    for link in chain:
        if isinstance(link, json.JSONDecodeError):
            return Garbled(f"not JSON: {link.doc[:200]!r}")
    if said:
        return Unreachable(_ssh_reason(said), said)
    for kinds, reason in _BY_CAUSE:
        for link in chain:
            if isinstance(link, kinds):
                return Unreachable(reason, _words(link))
    odd = isinstance(problem, requests.RequestException)  # an OSError, for whatever reason
    if isinstance(problem, _LOST) or (isinstance(problem, OSError) and not odd):
        return Unreachable(Reason.DROPPED, _words(chain[-1]))
    return Garbled(f"{type(problem).__name__}: {problem}")


def _words(problem: BaseException) -> str:
    """The shortest text that a person may make something of."""
    if isinstance(problem, ssl.SSLError):
        return getattr(problem, "verify_message", "") or problem.reason or str(problem)
    if isinstance(problem, OSError) and problem.strerror:
        named = f": {problem.filename}" if problem.filename else ""
        return f"{problem.strerror}{named}"
    return str(problem) or type(problem).__name__


def _ssh_reason(said: str) -> Reason:
    return next((reason for words, reason in _BY_SSH_WORDS if words in said), Reason.DROPPED)


def _rejected(problem: docker.errors.APIError) -> EngineError:
    status = int(problem.status_code or 0)
    explanation = problem.explanation
    text = explanation.decode(errors="replace") if isinstance(explanation, bytes) else explanation
    response = problem.response
    if not text and response is not None:
        text = f"{status} {response.reason or ''}"  # the error's own words hold the whole address
    text = str(text or problem).strip()
    kind = response.headers.get("Content-Type", "") if response is not None else ""
    if status == 400 and _PLAIN_TO_TLS in text:
        return Unreachable(Reason.TLS, text)
    if (status < 500 and "html" in kind.lower()) or text == "404 page not found":
        # A proxy's page, or a path no Engine knows: not a missing object.
        return Unreachable(Reason.NOT_DOCKER, text[:200])
    if response is not None and _cause(response) == _PODMAN_CONFLICT:
        return Conflict(text, status=status)
    return _BY_STATUS.get(status, EngineFault if status >= 500 else Rejected)(text, status=status)


def _cause(response: requests.Response) -> str:
    """What Podman adds to the message: the kind of error, in words that do not change."""
    try:
        return str(response.json()["cause"])
    except (ValueError, LookupError, TypeError, RuntimeError):
        return ""
