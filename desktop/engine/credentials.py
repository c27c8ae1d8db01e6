"""The user's credentials for a registry, as ``docker login`` has left them.

Only asked for when an image is pulled. docker-py would run the credential helper without a limit
of time, and out of reach of a cancel. A helper that fails means going on without credentials, as
the docker command line does; the registry then says if that was not enough.
"""

from __future__ import annotations

import json
import logging
import re
import shutil
from collections.abc import Mapping
from typing import Any

import docker.auth
import docker.errors
from docker.credentials.errors import CredentialsNotFound

from desktop.engine.wire import Wire

HELPER_SECONDS = 10.0

log = logging.getLogger(__name__)

_HELPER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


def registry_headers(wire: Wire, repository: str) -> Mapping[str, str]:
    """The header that lets the Engine pull from this repository's registry; none if unknown."""
    registry, _name = docker.auth.resolve_repository_name(repository)
    try:
        known: Any = docker.auth.load_config()
        for name in {known.creds_store, *known.cred_helpers.values()} - {None}:
            known._stores[name] = _Helper(wire, name)
        found = known.resolve_authconfig(registry)
    except (docker.errors.DockerException, LookupError, TypeError, ValueError, OSError) as problem:
        log.warning("No credentials for %s: %s", registry, problem)
        return {}
    return {"X-Registry-Auth": docker.auth.encode_header(found).decode()} if found else {}


class _Helper:
    """A ``docker-credential-*`` program, in the place of docker-py's own ``Store``."""

    def __init__(self, wire: Wire, name: str) -> None:
        self._wire = wire
        self._name = name

    def get(self, server: str) -> dict[str, Any]:
        """The user's name and secret for a registry."""
        path = None
        if _HELPER.fullmatch(self._name):
            path = shutil.which(f"docker-credential-{self._name}")
        if path is None:
            raise OSError(f"docker-credential-{self._name} is not there")
        code, said = self._wire.ask_program([path, "get"], server.encode(), HELPER_SECONDS)
        if code and b"not found" in said:
            raise CredentialsNotFound(server)
        if code:
            raise OSError(f"{path}: {said[:200].decode(errors='replace').strip()}")
        found: dict[str, Any] = json.loads(said)
        if not found["Username"] and not found["Secret"]:
            raise CredentialsNotFound(server)
        return found
