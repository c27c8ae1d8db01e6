"""Where an Engine may be, in the order in which docker would look, and which one answers.

:func:`candidates` reads the environment and docker's files; :func:`find` asks. An address that a
person named (``--host``, ``--context``, DOCKER_HOST, DOCKER_CONTEXT) is the only one asked:
nobody's command is to land on another Engine than the one that was meant.
"""

from __future__ import annotations

import asyncio
import os
import stat
import sys
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from desktop.engine import addresses, contexts
from desktop.engine.endpoint import Endpoint, Origin, TLSFiles
from desktop.engine.errors import EngineError, Reason, Unreachable
from desktop.engine.socket_group import docker_group_advice
from desktop.engine.threads import run_in_thread

Probe = Callable[[Endpoint], Awaitable[object]]

ENVIRON = (
    "DOCKER_HOST",
    "DOCKER_TLS",
    "DOCKER_TLS_VERIFY",
    "DOCKER_CERT_PATH",
    "DOCKER_CONTEXT",
    "DOCKER_CONFIG",
)
"""What of the environment says which Engine is meant."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An address worth asking, or one that is wrong by itself (``problem``)."""

    endpoint: Endpoint
    problem: Unreachable | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """An address that was asked. ``error`` of None means that an Engine answered."""

    endpoint: Endpoint
    error: EngineError | None = None


def is_named(host: str | None, context: str | None, environ: Mapping[str, str]) -> bool:
    """Whether a person named an Engine at this start."""
    return any((host, context, environ.get("DOCKER_HOST"), environ.get("DOCKER_CONTEXT")))


def candidates(
    host: str | None = None,
    context: str | None = None,
    *,
    environ: Mapping[str, str] = os.environ,
    home: Path | None = None,
    platform: str = sys.platform,
) -> tuple[Candidate, ...]:
    """The addresses to ask, best first, each once.

    ``host`` and ``context`` are the options of those names, of which docker takes only one
    (ValueError). Files are read; nothing is connected to.
    """
    home = home or Path.home()
    config_dir = contexts.config_folder(environ, home)
    if host and context:
        raise ValueError("either --host or --context, not both")
    if host:
        return (_named(host, Origin.HOST_OPTION, environ, config_dir),)
    if environ.get("DOCKER_HOST") and (context or contexts.DEFAULT_NAME) == contexts.DEFAULT_NAME:
        return (_named(environ["DOCKER_HOST"], Origin.DOCKER_HOST, environ, config_dir),)
    places = well_known(environ=environ, home=home, platform=platform)
    if name := context or environ.get("DOCKER_CONTEXT"):
        origin = Origin.CONTEXT_OPTION if context else Origin.DOCKER_CONTEXT
        if name == contexts.DEFAULT_NAME:
            return (Candidate(replace(places[0].endpoint, origin=origin)),)
        found = contexts.find_context(config_dir, name)
        return (Candidate(found.endpoint(origin), found.problem),)
    current = contexts.current_context(config_dir, environ)
    if current is None:
        return places
    first = Candidate(current.endpoint(Origin.CURRENT_CONTEXT), current.problem)
    return (first, *(each for each in places if each.endpoint.url != first.endpoint.url))


def well_known(
    *,
    environ: Mapping[str, str] = os.environ,
    home: Path | None = None,
    platform: str = sys.platform,
) -> tuple[Candidate, ...]:
    """The places where an Engine listens by default; docker's own default comes first."""
    home = home or Path.home()
    if platform == "win32":
        named = [(f"npipe:////./pipe/{pipe}", name) for name, pipe in _PIPES]
    else:
        named = [(f"unix://{path}", name) for name, path in _sockets(environ, home, platform)]
    urls = dict.fromkeys(url for url, _ in named)
    names = dict(reversed(named))
    return tuple(Candidate(Endpoint(url, names[url], Origin.WELL_KNOWN)) for url in urls)


_PIPES = (
    (contexts.DEFAULT_NAME, "docker_engine"),
    ("Docker Desktop", "dockerDesktopLinuxEngine"),
    ("Podman", "podman-machine-default"),
)


def _sockets(
    environ: Mapping[str, str], home: Path, platform: str
) -> Iterable[tuple[str, PurePosixPath]]:
    """Names and paths, each path from the documentation of the program that it belongs to."""
    yield contexts.DEFAULT_NAME, PurePosixPath(addresses.DEFAULT_SOCKET)
    runtime = PurePosixPath(environ.get("XDG_RUNTIME_DIR") or f"/run/user/{_uid()}")
    folder = PurePosixPath(home)
    if platform == "darwin":
        yield "Docker Desktop", folder / ".docker/run/docker.sock"
    else:
        yield "rootless Docker", runtime / "docker.sock"
        yield "Docker Desktop", folder / ".docker/desktop/docker.sock"
    for colima in _colima_folders(environ, folder):
        yield "Colima", colima / "default/docker.sock"
    yield "Rancher Desktop", folder / ".rd/docker.sock"
    yield "OrbStack", folder / ".orbstack/run/docker.sock"
    if platform == "darwin":
        if environ.get("TMPDIR"):
            temporary = PurePosixPath(environ["TMPDIR"])
            yield "Podman", temporary / "podman/podman-machine-default-api.sock"
        yield "Podman", folder / ".local/share/containers/podman/machine/podman.sock"
    else:
        yield "Podman", runtime / "podman/podman.sock"
        yield "Podman (root)", PurePosixPath("/run/podman/podman.sock")


def _colima_folders(environ: Mapping[str, str], home: PurePosixPath) -> Iterable[PurePosixPath]:
    if environ.get("COLIMA_HOME"):
        yield PurePosixPath(environ["COLIMA_HOME"])
    yield home / ".colima"
    if environ.get("XDG_CONFIG_HOME"):
        yield PurePosixPath(environ["XDG_CONFIG_HOME"]) / "colima"


def _uid() -> int:
    return os.getuid() if hasattr(os, "getuid") else 0


def _named(url: str, origin: Origin, environ: Mapping[str, str], config_dir: Path) -> Candidate:
    tls = _environment_tls(environ, config_dir)
    if tls is None and addresses.is_secure(url):
        tls = TLSFiles()
    try:
        full = addresses.normal(url, tls=tls is not None)
    except Unreachable as problem:
        return Candidate(Endpoint(url, origin.value, origin), problem)
    endpoint = Endpoint(full, origin.value, origin, tls if full.startswith("tcp://") else None)
    return Candidate(endpoint)


def _environment_tls(environ: Mapping[str, str], config_dir: Path) -> TLSFiles | None:
    """DOCKER_TLS_VERIFY and DOCKER_CERT_PATH as docker/cli ``cli/flags/options.go`` reads them.

    DOCKER_TLS asks docker for TLS without verification: here it is verified as well.
    """
    if not (environ.get("DOCKER_TLS_VERIFY") or environ.get("DOCKER_TLS")):
        return None
    folder = Path(environ["DOCKER_CERT_PATH"]) if environ.get("DOCKER_CERT_PATH") else config_dir
    ca, cert, key = (folder / name for name in ("ca.pem", "cert.pem", "key.pem"))
    # docker takes the two below only where they exist; without ca.pem it fails, and so do we.
    return TLSFiles(ca=ca, cert=cert if cert.exists() else None, key=key if key.exists() else None)


async def find(
    places: Sequence[Candidate], probe: Probe
) -> tuple[Endpoint | None, tuple[Attempt, ...]]:
    """The first place in order at which ``probe`` succeeds, and what became of each one asked.

    ``probe`` raises :class:`EngineError` where no Engine answers. What a person named is asked
    alone; the well-known places are asked all at once, so that one which hangs costs its time-out
    once. Connecting may start an Engine (systemd's socket activation): places behind an answer
    that came alone are not touched.
    """
    attempts: list[Attempt] = []
    named = [each for each in places if each.endpoint.origin is not Origin.WELL_KNOWN]
    for place in named:
        attempts.append(await _ask(place, probe))
        if attempts[-1].error is None:
            return place.endpoint, tuple(attempts)
    others = [each for each in places if each.endpoint.origin is Origin.WELL_KNOWN]
    tasks = [asyncio.ensure_future(_ask(place, probe)) for place in others]
    try:
        for place, task in zip(others, tasks, strict=True):
            attempts.append(await task)
            if attempts[-1].error is None:
                return place.endpoint, tuple(attempts)
        return None, tuple(attempts)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _ask(place: Candidate, probe: Probe) -> Attempt:
    try:
        if place.problem is not None:
            raise place.problem
        await run_in_thread(check_socket, place.endpoint.url, name="socket")
        await probe(place.endpoint)
    except EngineError as error:
        return Attempt(place.endpoint, error)
    return Attempt(place.endpoint)


def check_socket(url: str) -> None:
    """What can be said about a ``unix://`` address without connecting; other addresses pass.

    It looks at the disk and at the users' database: call it in a thread.
    Raises :class:`Unreachable`: MISSING, DENIED or NOT_DOCKER (a file that is no socket).
    """
    path = addresses.socket_path(url)
    if path is None:
        return
    try:
        mode = Path(path).stat().st_mode
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Unreachable(Reason.MISSING, str(error)) from error
    except PermissionError as error:
        raise Unreachable(Reason.DENIED, str(error)) from error
    except (OSError, ValueError) as error:
        raise Unreachable(Reason.BAD_ADDRESS, str(error)) from error
    if not stat.S_ISSOCK(mode):
        raise Unreachable(Reason.NOT_DOCKER, f"{path} is not a socket")
    if not os.access(path, os.R_OK | os.W_OK):
        why = f"{path} may not be read and written by this user"
        raise Unreachable(Reason.DENIED, why, docker_group_advice(path))
