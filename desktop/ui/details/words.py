"""What the details say of an object that can't be shown, or is no more."""

from __future__ import annotations

from desktop.engine.errors import EngineError, Garbled, Reason, Unreachable
from desktop.engine.records import Kind
from desktop.ui import quoting, wording
from desktop.ui.details.subject import Subject
from desktop.ui.text import tr


def was_removed(subject: Subject) -> str:
    """``Container web was removed.``"""
    name = quoting.shown_name(wording.name_of(subject.record))
    match subject.kind:
        case Kind.CONTAINER:
            return tr("Container {name} was removed.", name=name)
        case Kind.IMAGE:
            return tr("Image {name} was removed.", name=name)
        case Kind.NETWORK:
            return tr("Network {name} was removed.", name=name)
        case Kind.VOLUME:
            return tr("Volume {name} was removed.", name=name)


def is_copying(subject: Subject) -> str:
    """``Container web is busy: copying. …``"""
    return tr(
        "Container {name} is busy: copying. The Engine tells more of it when that has ended.",
        name=quoting.shown_name(wording.name_of(subject.record)),
    )


def inspect_failed(subject: Subject, error: EngineError) -> str:
    """``Cannot inspect container web: the Engine did not answer in time. …``"""
    name = quoting.shown_name(wording.name_of(subject.record))
    why = _why(error, subject)
    match subject.kind:
        case Kind.CONTAINER:
            return tr("Cannot inspect container {name}: {why}", name=name, why=why)
        case Kind.IMAGE:
            return tr("Cannot inspect image {name}: {why}", name=name, why=why)
        case Kind.NETWORK:
            return tr("Cannot inspect network {name}: {why}", name=name, why=why)
        case Kind.VOLUME:
            return tr("Cannot inspect volume {name}: {why}", name=name, why=why)


def _why(error: EngineError, subject: Subject) -> str:
    if isinstance(error, Unreachable):
        if error.reason is Reason.TIMEOUT:
            return tr("the Engine did not answer in time. It may be busy.")
        if error.reason is Reason.DROPPED:
            return tr("the connection to the Engine was lost.")
        return tr("the Engine can't be reached.")
    if isinstance(error, Garbled):
        return tr("the Engine's answer makes no sense.")
    return quoting.quoted(error.explanation, subject.store)
