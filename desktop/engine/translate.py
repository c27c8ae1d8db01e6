"""One table from the errors of docker-py, requests, urllib3 and sockets to ours.

The original stays as ``__cause__`` of what is raised, for the log; the window shows ours only.
"""

from __future__ import annotations

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
)

# What any docker-py call may raise: its generators let urllib3's errors through as they are,
# a wrong header is a ValueError, and a broken progress stream a RuntimeError (pitfalls, A3).
FOREIGN = (
    docker.errors.DockerException,
    requests.RequestException,
    urllib3.exceptions.HTTPError,
    OSError,
    ValueError,
    RuntimeError,
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
    (
        (TimeoutError, requests.Timeout, urllib3.exceptions.TimeoutError),
        Reason.TIMEOUT,
    ),
)

_LOST = (
    ConnectionError,  # reset, aborted, broken pipe, and http.client's RemoteDisconnected
    requests.ConnectionError,
    requests.exceptions.ChunkedEncodingError,
    urllib3.exceptions.ProtocolError,
    OSError,
)


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


def translated(problem: BaseException) -> EngineError:
    """Our error for one of theirs. One of ours comes back as it is."""
    if isinstance(problem, EngineError):
        return problem
    if isinstance(problem, docker.errors.APIError):
        return _rejected(problem)
    chain = list(_chain(problem))
    for link in chain:
        if isinstance(link, (json.JSONDecodeError, docker.errors.StreamParseError)):
            return Garbled(str(link))
    for kinds, reason in _BY_CAUSE:
        for link in chain:
            if isinstance(link, kinds):
                return Unreachable(reason, _words(link))
    for link in chain:
        if isinstance(link, urllib3.exceptions.ProtocolError) and "BadStatusLine" in repr(link):
            return Unreachable(Reason.NOT_DOCKER, _words(link))
    if isinstance(problem, _LOST):
        return Unreachable(Reason.DROPPED, _words(problem))
    return Garbled(f"{type(problem).__name__}: {problem}")


def _words(problem: BaseException) -> str:
    if isinstance(problem, OSError) and problem.strerror:
        return problem.strerror
    return str(problem)


def _rejected(problem: docker.errors.APIError) -> EngineError:
    status = int(problem.status_code or 0)
    explanation = problem.explanation
    text = explanation.decode(errors="replace") if isinstance(explanation, bytes) else explanation
    text = str(text or problem).strip()
    response = problem.response
    kind = response.headers.get("Content-Type", "") if response is not None else ""
    if "html" in kind.lower() or text == "404 page not found":
        # A proxy's page, or a path no Engine knows: not a missing object.
        return Unreachable(Reason.NOT_DOCKER, text[:200])
    return _BY_STATUS.get(status, EngineFault if status >= 500 else Rejected)(text, status=status)
