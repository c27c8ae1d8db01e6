"""Docker's contexts, read as the docker command line stores them.

Layout (docker/cli ``cli/context/store/doc.go``): ``config.json`` names the current context; each
context is ``contexts/meta/ID/meta.json`` and ``contexts/tls/ID/docker/{ca,cert,key}.pem``, where
ID is the SHA-256 of its name in hexadecimal. The context ``default`` is never stored: it means
DOCKER_HOST or the default socket. Nothing is written here.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.engine import addresses
from desktop.engine.endpoint import Endpoint, Origin, TLSFiles
from desktop.engine.errors import Reason, Unreachable

DEFAULT_NAME = "default"
_NAME = re.compile(r"[a-zA-Z0-9][a-zA-Z0-9_.+-]+")
_LARGEST_FILE = 1 << 20  # bytes; a meta.json has some hundreds


@dataclass(frozen=True, slots=True)
class Context:
    """One context. ``url`` is empty where ``problem`` says why it can't be used.

    ``skips_verification`` is what the file asks for (SkipTLSVerify). It is told, never done:
    the peer is verified all the same.
    """

    name: str
    url: str = ""
    description: str = ""
    tls: TLSFiles | None = None
    skips_verification: bool = False
    problem: Unreachable | None = None

    def endpoint(self, origin: Origin) -> Endpoint:
        """The address that it names, on behalf of ``origin``."""
        return Endpoint(url=self.url, name=self.name, origin=origin, tls=self.tls)


def config_folder(environ: Mapping[str, str], home: Path) -> Path:
    """Where the docker command line keeps its files: ``DOCKER_CONFIG``, else ``~/.docker``."""
    return Path(environ["DOCKER_CONFIG"]) if environ.get("DOCKER_CONFIG") else home / ".docker"


def list_contexts(config_dir: Path) -> tuple[Context, ...]:
    """All stored contexts by name; those that can't be read come with their problem."""
    meta = config_dir / "contexts" / "meta"
    try:
        folders = sorted(entry for entry in meta.iterdir() if entry.is_dir())
    except FileNotFoundError:
        return ()
    except OSError as error:
        return (_broken(str(meta), error),)
    return tuple(
        sorted((_read(config_dir, folder) for folder in folders), key=lambda each: each.name)
    )


def find_context(config_dir: Path, name: str) -> Context:
    """The stored context of this name, or one with a problem where there is none."""
    folder = config_dir / "contexts" / "meta" / _identity(name)
    if not _NAME.fullmatch(name) or not folder.is_dir():
        return _broken(name, f"there is no context named {name!r} in {config_dir}")
    return _read(config_dir, folder)


def current_context(config_dir: Path, environ: Mapping[str, str] = os.environ) -> Context | None:
    """The context in use; None for ``default``.

    As docker/cli ``resolveContextName``: DOCKER_HOST means ``default``, then DOCKER_CONTEXT
    counts, then ``currentContext`` in ``config.json``.
    """
    if environ.get("DOCKER_HOST"):
        return None
    name: object = environ.get("DOCKER_CONTEXT")
    if not name:
        path = config_dir / "config.json"
        try:
            name = _load(path).get("currentContext")
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            return _broken(str(path), error)
    if not name or name == DEFAULT_NAME:
        return None
    if not isinstance(name, str):
        return _broken(str(config_dir / "config.json"), "currentContext is not a text")
    return find_context(config_dir, name)


def _identity(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()


def _broken(name: str, why: object) -> Context:
    return Context(name=name, problem=Unreachable(Reason.BAD_ADDRESS, str(why)))


def _load(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        data = file.read(_LARGEST_FILE + 1)
    if len(data) > _LARGEST_FILE:
        raise ValueError(f"{path} is larger than {_LARGEST_FILE} bytes")
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except RecursionError as error:
        raise ValueError(f"{path} is nested too deeply") from error
    except ValueError as error:
        raise ValueError(f"{path} is not JSON: {error}") from error
    if not isinstance(content, dict):
        raise ValueError(f"{path} holds no JSON object")
    return content


def _text(holder: object, key: str) -> str:
    value = holder.get(key) if isinstance(holder, dict) else None
    return value if isinstance(value, str) else ""


def _read(config_dir: Path, folder: Path) -> Context:
    path = folder / "meta.json"
    try:
        meta = _load(path)
    except (OSError, ValueError) as error:
        return _broken(folder.name, error)
    name = _text(meta, "Name")
    if _identity(name) != folder.name:
        return _broken(folder.name, f"{path} is named {name!r}, which does not belong there")
    endpoints = meta.get("Endpoints")
    docker = endpoints.get("docker") if isinstance(endpoints, dict) else None
    if not isinstance(docker, dict):
        return _broken(name, f"{path} names no docker endpoint")
    skips = docker.get("SkipTLSVerify") is True
    host = _text(docker, "Host")
    tls = _tls_files(config_dir / "contexts" / "tls" / folder.name / "docker")
    if tls is None and (skips or addresses.is_secure(host)):
        tls = TLSFiles()
    try:
        url = addresses.normal(host, tls=tls is not None)
    except Unreachable as problem:
        return Context(name=name, skips_verification=skips, problem=problem)
    return Context(
        name=name,
        url=url,
        description=_text(meta.get("Metadata"), "Description"),
        tls=tls if url.startswith("tcp://") else None,
        skips_verification=skips,
    )


def _tls_files(folder: Path) -> TLSFiles | None:
    """Those of the three files that exist, None where none does."""
    ca, cert, key = (folder / name for name in ("ca.pem", "cert.pem", "key.pem"))
    files = TLSFiles(
        ca=ca if ca.is_file() else None,
        cert=cert if cert.is_file() else None,
        key=key if key.is_file() else None,
    )
    return None if files == TLSFiles() else files
