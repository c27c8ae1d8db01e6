"""What to do about a registry that an Engine does not trust: it depends on what that runs on."""

from __future__ import annotations

from desktop.engine.records import EngineInfo
from desktop.model.certificates import (
    Ground,
    file_of,
    folder_of,
    ground_of,
    our_file,
    our_folder,
)
from desktop.ui.plain import visible
from desktop.ui.text import tr


def unknown_authority(where: str, registry: str, info: EngineInfo | None) -> str:
    """Its certificate is signed by somebody unknown."""
    why = tr(
        "the certificate of {where} is signed by itself, or by an authority that nobody here"
        " knows.",
        where=where,
    )
    return tr("{why} {remedy}", why=why, remedy=_trusting(registry, ground_of(info)))


def _trusting(registry: str, ground: Ground) -> str:
    theirs, ours = file_of(ground, registry), our_file(registry)
    match ground:
        case Ground.DESKTOP_WINDOWS:
            return tr(
                "Add the authority's certificate to Windows' Trusted Root Certification"
                " Authorities, and restart Docker Desktop."
            )
        case Ground.DESKTOP:
            return tr(
                "Put the authority's certificate into {file}, and restart Docker Desktop.",
                file=visible(theirs, limit=120),
            )
        case _ if theirs == ours:
            return tr(
                "Put the authority's certificate into {file}, on the Engine's machine and on this"
                " one.",
                file=visible(theirs, limit=120),
            )
        case _:
            return tr(
                "Put the authority's certificate into {theirs} on the Engine's machine, and into"
                " {ours} on this one.",
                theirs=visible(theirs, limit=120),
                ours=visible(ours, limit=120),
            )


def no_handshake(where: str, registry: str, said: str, info: EngineInfo | None) -> str:
    """It speaks TLS, but not with who asked."""
    why = tr("TLS with {where} fails: “{said}”.", where=where, said=said)
    return tr("{why} {remedy}", why=why, remedy=_telling_who_asks(registry, ground_of(info)))


def _telling_who_asks(registry: str, ground: Ground) -> str:
    theirs, ours = folder_of(ground, registry), our_folder(registry)
    match ground:
        case Ground.DESKTOP | Ground.DESKTOP_WINDOWS:
            return tr(
                "If it lets in only who has a certificate, put that as client.cert, and its key as"
                " client.key, into {folder}, and restart Docker Desktop.",
                folder=visible(theirs, limit=120),
            )
        case _ if theirs == ours:
            return tr(
                "If it lets in only who has a certificate, put that as client.cert, and its key as"
                " client.key, into {folder}, on the Engine's machine and on this one.",
                folder=visible(theirs, limit=120),
            )
        case _:
            return tr(
                "If it lets in only who has a certificate, put that as client.cert, and its key as"
                " client.key, into {theirs} on the Engine's machine, and into {ours} on this one.",
                theirs=visible(theirs, limit=120),
                ours=visible(ours, limit=120),
            )


def plain_http(where: str, info: EngineInfo | None) -> str:
    """It speaks no TLS."""
    why = tr(
        "{where} speaks plain HTTP: anybody on the way could read and change what is sent. Give it"
        " a certificate;",
        where=where,
    )
    match ground_of(info):
        case Ground.DESKTOP | Ground.DESKTOP_WINDOWS:
            remedy = tr(
                "or, in a network that you trust, add it to “insecure-registries” in Docker"
                " Desktop's settings, below Docker Engine."
            )
        case Ground.PODMAN:
            remedy = tr(
                "or, in a network that you trust, give it “insecure = true” in the"
                " registries.conf of Podman."
            )
        case _:
            remedy = tr(
                "or, in a network that you trust, add it to “insecure-registries” in the Engine's"
                " daemon.json, and restart the Engine."
            )
    return tr("{why} {remedy}", why=why, remedy=remedy)
