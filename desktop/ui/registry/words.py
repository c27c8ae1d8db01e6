"""Registries in sentences: what went wrong with one, and what to do."""

from __future__ import annotations

from desktop.engine.build_records import BaseRefused
from desktop.engine.errors import EngineError, NotFound
from desktop.engine.records import EngineInfo
from desktop.engine.registry_errors import RegistryFailed, RegistryFault, fault_of
from desktop.engine.registry_records import HUB, Account, Keep
from desktop.model.commands import Target, Verb
from desktop.model.registry_commands import registry_of
from desktop.ui import quoting
from desktop.ui.plain import visible
from desktop.ui.registry import trust
from desktop.ui.text import tr

_VERBS = (Verb.PULL, Verb.PUSH, Verb.SIGN_IN, Verb.SIGN_OUT)


def shown(registry: str) -> str:
    """What a registry is called: by its host, but for the one that all know by name."""
    return tr("Docker Hub") if registry == HUB else visible(registry, limit=80)


def why(verb: Verb, target: Target, error: EngineError, engine: EngineInfo | None = None) -> str:
    """Why the registry could not be used, and what to do; empty where it is not the reason."""
    if isinstance(error, BaseRefused):
        error = error.refused
    if isinstance(error, RegistryFailed):
        return reason(error.fault, error.registry, error, engine)
    fault = fault_of(error)
    unclear = verb is Verb.PULL and isinstance(error, NotFound)  # which it says in its own words
    if fault is None or verb not in _VERBS or unclear:
        return ""
    signs = verb in (Verb.SIGN_IN, Verb.SIGN_OUT)
    registry = target.name if signs else registry_of(target.name)
    return reason(fault, registry, error, engine)


def reason(
    fault: RegistryFault, registry: str, error: EngineError, engine: EngineInfo | None
) -> str:
    """A sentence without its beginning, as :mod:`desktop.ui.problems` has them.

    What to do may depend on what the ``engine`` runs on.
    """
    where, quote = shown(registry), quoting.quoted(error.explanation)
    said = visible(quoting.named(error.explanation).strip(), limit=400)
    match fault:
        case RegistryFault.SIGN_IN:
            return tr(
                "nobody is signed in to {where}, or somebody who may not do this. Sign in, and try"
                " again.",
                where=where,
            )
        case RegistryFault.WRONG_SECRET:
            return tr(
                "{where} does not accept this user name with this password. Sign in with others.",
                where=where,
            )
        case RegistryFault.NO_HELPER:
            return tr(
                "the program that keeps passwords has failed: “{said}”. Unlock or mend it, or let"
                " the password be kept elsewhere.",
                said=said,
            )
        case RegistryFault.NO_CONFIG:
            return tr(
                "docker's configuration can't be read or written: “{said}”. Mend the file, or move"
                " it away.",
                said=said,
            )
        case RegistryFault.TOO_MANY:
            return tr(
                "{where} answers no more requests for a while. Wait, or sign in: who is signed in"
                " may ask more often.",
                where=where,
            )
        case RegistryFault.UNWELL:
            return tr(
                "{where} fails by itself: “{said}”. Try again later. Whoever runs it finds the"
                " reason in its log: often its disk is full.",
                where=where,
                said=said,
            )
        case RegistryFault.PLATFORM:
            return tr(
                "there is no image for this platform; {quote} Choose another platform.",
                quote=quote,
            )
        case RegistryFault.NO_CATALOGUE:
            return tr(
                "{where} does not list its repositories. Type the whole name of one.", where=where
            )
        case RegistryFault.ELSEWHERE:
            return tr(
                "{where} is on the Engine's machine, and can't be asked from this one. Pull by the"
                " whole name.",
                where=where,
            )
        case RegistryFault.NO_REPOSITORY:
            return tr(
                "{where} has no such repository, or does not show it to everybody. Check the name,"
                " or sign in.",
                where=where,
            )
        case RegistryFault.NO_REGISTRY:
            return tr(
                "what answers at {where} is no registry: “{said}”. Check the name and the port.",
                where=where,
                said=said,
            )
        case _:
            return _unreached(fault, registry, said, engine)


def _unreached(fault: RegistryFault, registry: str, said: str, engine: EngineInfo | None) -> str:
    """Why no connection came about, or did not last."""
    where = shown(registry)
    match fault:
        case RegistryFault.AUTHORITY:
            return trust.unknown_authority(where, registry, engine)
        case RegistryFault.EXPIRED:
            return tr(
                "the certificate of {where} has expired, or is not valid yet. Who runs the registry"
                " has to renew it; see that the clocks are right, too.",
                where=where,
            )
        case RegistryFault.OTHER_NAME:
            return tr(
                "the certificate that {where} shows is for another name. Use the name that it is"
                " for.",
                where=where,
            )
        case RegistryFault.PLAIN:
            return trust.plain_http(where, engine)
        case RegistryFault.HANDSHAKE:
            return trust.no_handshake(where, registry, said, engine)
        case RegistryFault.REFUSED:
            return tr(
                "nothing answers at {where}. Check the name and the port, and that it runs.",
                where=where,
            )
        case RegistryFault.NO_HOST:
            return tr("no host {where} is known. Check the name, and the network.", where=where)
        case RegistryFault.NO_WAY:
            return tr(
                "no network leads to {where}. See that the Engine's machine and this one are"
                " connected, or set a proxy.",
                where=where,
            )
        case RegistryFault.PROXY:
            return tr(
                "the proxy on the way to {where} does not let this through: “{said}”. Check its"
                " address, user name and password, in HTTPS_PROXY or in the Engine's settings.",
                where=where,
                said=said,
            )
        case RegistryFault.TIMEOUT:
            return tr("{where} did not answer in time. Try again later.", where=where)
        case _:
            return tr(
                "the connection to {where} ended in the middle. What has arrived whole is kept;"
                " try again.",
                where=where,
            )


def standing(account: Account | None) -> str:
    """Who is signed in, and where the password is."""
    if account is None:
        return tr("Not signed in")
    user = visible(account.user, limit=60) or tr("somebody")
    match account.keep:
        case Keep.SESSION:
            return tr("Signed in as {user} until Portside ends", user=user)
        case Keep.FILE:
            return tr("Signed in as {user}; the password stands in docker's file", user=user)
        case Keep.HELPER:
            name = visible(account.helper, limit=40)
            return tr("Signed in as {user}, kept by {helper}", user=user, helper=name)
