"""The user's credentials for a registry, as ``docker login`` leaves them.

Only asked for when a registry is. docker-py would run the credential helper without a limit of
time, and out of reach of a cancel. A helper that fails means going on without credentials, as the
docker command line does; the registry then says if that was not enough.
"""

from __future__ import annotations

import base64
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import docker.auth
import docker.errors
from docker.credentials.errors import CredentialsNotFound

from desktop.engine.credential_helpers import TOKEN_USER, CredentialHelper
from desktop.engine.registry_records import HUB
from desktop.engine.wire import Wire

HUB_KEY = "https://index.docker.io/v1/"  # what docker's configuration calls Docker Hub

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Login:
    """Who asks a registry. ``token`` is what it gave in exchange for a password, where it did."""

    user: str = ""
    secret: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    def header(self, registry: str) -> Mapping[str, str]:
        """For the Engine, which asks the registry in this one's name."""
        told = {"serveraddress": server(registry)}
        if self.token:
            told["identitytoken"] = self.token
        else:
            told |= {"username": self.user, "password": self.secret}
        return {"X-Registry-Auth": docker.auth.encode_header(told).decode()}


Session = Mapping[str, Login]  # who has signed in for as long as we run, by registry


def server(registry: str) -> str:
    """The name of a registry in docker's configuration, and for the Engine."""
    return HUB_KEY if registry == HUB else registry


def registry_of(name: str) -> str:
    """The registry that a name in docker's configuration means."""
    found: str = docker.auth.resolve_index_name(name)
    return found


def registry_in(repository: str) -> str:
    """The registry of a repository: ``docker.io`` where its name has none."""
    registry: str = docker.auth.resolve_repository_name(repository)[0]
    return registry


def registry_headers(wire: Wire, repository: str, session: Session) -> Mapping[str, str]:
    """The header that lets the Engine ask this repository's registry; none if unknown."""
    registry = registry_in(repository)
    login = find(wire, registry, session)
    return login.header(registry) if login is not None else {}


def find(wire: Wire, registry: str, session: Session) -> Login | None:
    """Who is signed in to a registry; None if nobody is, or it can't be known."""
    if registry in session:
        return session[registry]
    try:
        known: Any = docker.auth.load_config()
        for name in {known.creds_store, *known.cred_helpers.values()} - {None}:
            known._stores[name] = _Store(CredentialHelper(wire, name))
        found = known.resolve_authconfig(registry)
    except (docker.errors.DockerException, LookupError, TypeError, ValueError, OSError) as problem:
        log.warning("No credentials for %s: %s", registry, problem)
        return None
    if not found:
        return None
    lower = {str(key).lower(): str(value or "") for key, value in found.items()}
    return Login(
        lower.get("username", ""), lower.get("password", ""), lower.get("identitytoken", "")
    )


class _Store:
    """A helper in the place of docker-py's own ``Store``."""

    def __init__(self, helper: CredentialHelper) -> None:
        self._helper = helper

    def get(self, name: str) -> dict[str, Any]:
        """The user's name and secret for a registry."""
        found = self._helper.get(name)
        if found is None:
            raise CredentialsNotFound(name)
        return {"Username": found[0], "Secret": found[1]}


def as_stored(login: Login) -> tuple[str, str]:
    """The user and the secret that a helper is given, as docker gives them."""
    return (TOKEN_USER, login.token) if login.token else (login.user, login.secret)


def as_written(login: Login) -> dict[str, str]:
    """An entry of docker's configuration that holds the secret itself."""
    pair = f"{login.user}:{'' if login.token else login.secret}"
    written = {"auth": base64.b64encode(pair.encode()).decode()}
    return {**written, "identitytoken": login.token} if login.token else written
