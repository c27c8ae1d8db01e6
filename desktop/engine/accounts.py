"""Who is signed in to which registry: looked up, kept and forgotten as docker itself does it."""

from __future__ import annotations

import logging
from typing import Any

import docker.auth

from desktop.engine import docker_config
from desktop.engine.credential_helpers import CredentialHelper, installed
from desktop.engine.credentials import (
    Login,
    Session,
    as_stored,
    as_written,
    registry_of,
    server,
)
from desktop.engine.docker_config import section
from desktop.engine.registry_errors import RegistryFailed, RegistryFault
from desktop.engine.registry_records import Account, Keep, Keepers, SignIn
from desktop.engine.wire import Wire

log = logging.getLogger(__name__)

Settings = dict[str, Any]


def keepers(registry: str) -> Keepers:
    """What may keep a password for a registry. Raises :class:`RegistryFailed`."""
    return Keepers(
        _helper_of(_settings(registry), registry), installed(), str(docker_config.path())
    )


def accounts(session: Session, wire: Wire) -> list[Account]:
    """Everybody who is signed in. A helper that fails is passed over."""
    settings = _settings("")
    found: dict[str, Account] = {}
    for name, entry in section(settings, "auths").items():
        if isinstance(entry, dict) and (entry.get("auth") or entry.get("identitytoken")):
            registry = registry_of(name)
            found[registry] = Account(registry, _user(entry), Keep.FILE)
    helpers = section(settings, "credHelpers")
    for helper in dict.fromkeys((settings.get("credsStore"), *helpers.values())):
        for name, user in _users(wire, helper).items():
            registry = registry_of(name)
            if _helper_of(settings, registry) == helper:
                found[registry] = Account(registry, user, Keep.HELPER, str(helper))
    for registry, login in session.items():
        found[registry] = Account(registry, login.user, Keep.SESSION)
    return sorted(found.values(), key=lambda account: account.registry)


def keep(wanted: SignIn, login: Login, wire: Wire) -> None:
    """Keep a secret with a helper, or in the file. Raises :class:`RegistryFailed`."""
    name = server(wanted.registry)
    if wanted.keep is Keep.HELPER:
        user, secret = as_stored(login)
        _helped(
            wanted.registry, lambda: CredentialHelper(wire, wanted.helper).store(name, user, secret)
        )

    def edit(settings: Settings) -> None:
        if wanted.keep is Keep.HELPER and _helper_of(settings, wanted.registry) != wanted.helper:
            settings["credHelpers"] = {**section(settings, "credHelpers"), name: wanted.helper}
        kept = {} if wanted.keep is Keep.HELPER else as_written(login)
        settings["auths"] = {**_others(settings, wanted.registry), name: kept}

    _change(wanted.registry, edit)


def forget(registry: str, wire: Wire) -> None:
    """Forget who was signed in, wherever that is kept. Raises :class:`RegistryFailed`."""
    settings = _settings(registry)
    if helper := _helper_of(settings, registry):
        _helped(registry, lambda: CredentialHelper(wire, helper).erase(server(registry)))
    if _others(settings, registry) != section(settings, "auths"):

        def edit(found: Settings) -> None:
            found["auths"] = _others(found, registry)

        _change(registry, edit)


def _others(settings: Settings, registry: str) -> Settings:
    """What the file says of other registries; one may be there by several names."""
    auths = section(settings, "auths")
    return {name: entry for name, entry in auths.items() if registry_of(name) != registry}


def _helper_of(settings: Settings, registry: str) -> str:
    helpers = section(settings, "credHelpers")
    return str(helpers.get(server(registry)) or settings.get("credsStore") or "")


def _user(entry: Settings) -> str:
    try:
        user, _secret = docker.auth.decode_auth(entry["auth"])
    except (KeyError, ValueError, AttributeError):
        return ""
    return str(user)


def _users(wire: Wire, helper: Any) -> dict[str, str]:
    if not helper:
        return {}
    try:
        return CredentialHelper(wire, str(helper)).users()
    except (OSError, ValueError) as problem:
        log.warning("Nobody is known to %s: %s", helper, problem)
        return {}


def _helped(registry: str, work: Any) -> None:
    try:
        work()
    except (OSError, ValueError) as problem:
        raise RegistryFailed(RegistryFault.NO_HELPER, registry, str(problem)) from problem


def _settings(registry: str) -> Settings:
    try:
        return docker_config.read()
    except (OSError, ValueError) as problem:
        raise RegistryFailed(RegistryFault.NO_CONFIG, registry, str(problem)) from problem


def _change(registry: str, edit: Any) -> None:
    try:
        docker_config.change(edit)
    except (OSError, ValueError) as problem:
        raise RegistryFailed(RegistryFault.NO_CONFIG, registry, str(problem)) from problem
