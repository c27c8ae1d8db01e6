"""Why no Engine answers at a place, and what to do about it, for each reason."""

from __future__ import annotations

from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.errors import (
    NEWEST_API,
    OLDEST_API,
    EngineError,
    Garbled,
    NotPermitted,
    Reason,
    Unreachable,
)
from desktop.model.secrets import masked_text
from desktop.ui.plain import visible
from desktop.ui.text import tr
from desktop.ui.way_in import way_in
from desktop.ui.wording import endpoint_title

_LONGEST_QUOTE = 400


def unreachable(endpoint: Endpoint, error: EngineError) -> tuple[str, str]:
    """Why no Engine answers at a place, and what to do: two texts for a banner or a start page."""
    where = visible(endpoint_title(endpoint), limit=160)
    said = visible(masked_text(error.explanation), limit=_LONGEST_QUOTE)
    if not isinstance(error, Unreachable):
        return _misbehaving(where, error, said)
    local = endpoint.url.startswith(("unix:", "npipe:"))
    match error.reason:
        case Reason.MISSING | Reason.REFUSED if endpoint.origin is Origin.PRIVATE:
            return (
                tr("The private Engine has ended by itself."),
                tr("Its containers have stopped, too. Its data stay."),
            )
        case Reason.MISSING if local:
            return (
                tr("Docker is not running at {where}: there is no such socket.", where=where),
                tr("Start Docker, or choose another place. Where Docker is missing, install it."),
            )
        case Reason.MISSING:
            return (
                tr("Cannot find {where}: its host name is unknown.", where=where),
                tr("Check the address, and the network or VPN that it belongs to."),
            )
        case Reason.REFUSED:
            return (
                tr("Docker is not running at {where}: nobody listens there.", where=where),
                tr("Start Docker there, or choose another place."),
            )
        case Reason.DENIED:
            sentence = tr("This user may not use {where}.", where=where)
            return sentence, way_in(endpoint, error, said).advice
        case Reason.TIMEOUT:
            return (
                tr("Docker does not respond at {where}.", where=where),
                tr("It may be busy or hang. If it stays so, restart Docker there."),
            )
        case Reason.TLS:
            return _tls(endpoint, where, said)
        case Reason.NOT_DOCKER:
            return (
                tr("What answers at {where} does not look like Docker.", where=where),
                tr("It said “{text}”. Check the address and the port.", text=said),
            )
        case Reason.TOO_OLD:
            return (
                tr(
                    "The Engine at {where} is too old: it speaks API {theirs}, and Portside needs"
                    " {ours} at least.",
                    where=where,
                    theirs=said,
                    ours=OLDEST_API,
                ),
                tr("Update Docker there."),
            )
        case Reason.TOO_NEW:
            return (
                tr(
                    "The Engine at {where} is too new: it needs API {theirs} at least, and this"
                    " Portside speaks up to {ours}.",
                    where=where,
                    theirs=said,
                    ours=NEWEST_API,
                ),
                tr("Update Portside."),
            )
        case Reason.DROPPED:
            return (
                tr("The connection to {where} was lost.", where=where),
                tr(
                    "Whether what was under way has been done is unknown: once connected again,"
                    " the lists show what is."
                ),
            )
        case Reason.BAD_ADDRESS if not endpoint.url:
            return (
                tr(
                    "The docker context {name} can't be used: {text}.",
                    name=visible(endpoint.name, limit=160),
                    text=said,
                ),
                tr("“docker context ls” lists those that there are."),
            )
        case Reason.BAD_ADDRESS:
            return (
                tr("The address {where} can't be used: {text}", where=where, text=said),
                tr(
                    "An address looks like unix:///var/run/docker.sock, tcp://host:2376 or"
                    " ssh://user@host."
                ),
            )


def _misbehaving(where: str, error: EngineError, said: str) -> tuple[str, str]:
    if isinstance(error, NotPermitted):
        sentence = tr("The Engine at {where} does not let this user in.", where=where)
    elif isinstance(error, Garbled):
        sentence = tr("The answers of the Engine at {where} make no sense.", where=where)
    else:
        sentence = tr("The Engine at {where} answers with an error.", where=where)
    return sentence, tr("It said “{text}”.", text=said) if said else ""


def _tls(endpoint: Endpoint, where: str, said: str) -> tuple[str, str]:
    if endpoint.url.startswith("ssh:"):
        return (
            tr("The host at {where} can't be trusted: {text}", where=where, text=said),
            tr(
                "Its key is unknown or has changed. Compare its fingerprint with one that you"
                " trust, then connect to it once with ssh in a terminal."
            ),
        )
    return (
        tr("No secure connection to {where}: {text}", where=where, text=said),
        tr(
            "Check the certificates (DOCKER_CERT_PATH, or those of the docker context), and"
            " whether that port speaks TLS."
        ),
    )
