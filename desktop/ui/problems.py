"""Errors in sentences: what was tried and on what, why it failed, and what to do.

What can be known is told in our words: from the error's class and from the store. Only where
neither says why is the Engine's own text read or, at last, quoted; it is hostile and stays plain.
"""

from __future__ import annotations

import re

from desktop.engine.build_records import BuildFailed, ContextUnreadable
from desktop.engine.errors import (
    Conflict,
    EngineError,
    Garbled,
    NotFound,
    NotPermitted,
    Reason,
    Unreachable,
    Unsupported,
)
from desktop.engine.file_errors import (
    Changed,
    NeedsProgram,
    ProgramFailed,
    Refused,
)
from desktop.engine.records import Container, Kind
from desktop.model.archive_commands import BadArchive
from desktop.model.commands import Target, Verb
from desktop.model.engine_texts import is_full, taken_port
from desktop.model.image_commands import IsParent
from desktop.model.operations import NoEngine
from desktop.model.ports import holders
from desktop.model.possible import needs_force
from desktop.model.processes import Ended, NoShell, Unmatched
from desktop.model.run.pages import NotPulled, Unresolved
from desktop.model.ssh.records import NotReady, SshFailed
from desktop.model.store import Store
from desktop.model.usage.prune import CameIntoUse
from desktop.model.whole_file import FileTrouble
from desktop.ui.cannot import OF_PATHS, cannot, cannot_list
from desktop.ui.plain import visible
from desktop.ui.quoting import named, no_word, quoted, shown_name, what
from desktop.ui.text import tr
from desktop.ui.unreachable import unreachable as unreachable
from desktop.ui.wording import listed

# The Engine's own texts, where its status says too little; from moby's sources, and stable.
_NAME_TAKEN = re.compile(r'container name "/?([^"]+)" is already in use by container "?([0-9a-f]+)')


def sentence(verb: Verb, target: Target, error: EngineError, store: Store | None = None) -> str:
    """``Cannot remove container web: it is running. Stop it first, or remove it by force.``"""
    if isinstance(error, CameIntoUse):
        from desktop.ui.usage import words

        return words.left_alone(what(target), error)
    if isinstance(error, NotPulled):
        return sentence(Verb.PULL, Target(Kind.IMAGE, "", error.reference), error.error, store)
    known = ""
    if verb in OF_PATHS:
        from desktop.ui.files import problems as of_files

        known = of_files.why_undone(verb, error, store)
    why = known or _why(verb, target, error, store)
    return tr("{tried}: {why}", tried=cannot(verb, target), why=why)


def list_failed(kind: Kind, error: EngineError) -> str:
    """What a tree says when its list failed while the Engine as such answers."""
    why = tr("{tried}: {why}", tried=cannot_list(kind), why=quoted(error.explanation))
    shown = tr("What is shown is the last known state; it is asked for again by itself.")
    return f"{why} {shown}"


def measuring_failed(error: EngineError) -> str:
    """What disk usage says when the Engine did not tell it."""
    tried = tr("Cannot measure the Engine's disk")
    return not_told(tried, Target(Kind.VOLUME, "", ""), error)


def not_told(tried: str, target: Target, error: EngineError) -> str:
    """What a page says when the Engine did not tell what it shows: what was tried, and why not.

    Only a question was asked: whether anything was done is not in doubt.
    """
    return tr("{tried}: {why}", tried=tried, why=why_not_told(target, error))


def why_not_told(target: Target, error: EngineError) -> str:
    """The same without what was tried."""
    return no_word(error) or _why(Verb.MEASURE, target, error, None)


def _why(verb: Verb, target: Target, error: EngineError, store: Store | None) -> str:
    from desktop.ui.registry import words

    engine = store.engine if store is not None else None
    return (
        _why_by_class(error)
        or words.why(verb, target, error, engine)
        or _why_by_text(verb, target, error, store)
    )


def _why_by_class(error: EngineError) -> str:
    """What the error's class tells; empty where it tells too little."""
    if isinstance(error, NoEngine):
        return tr("no Engine is connected. Connect to one first.")
    if isinstance(error, Unreachable):
        return _no_answer(error)
    if isinstance(error, Garbled):
        return tr(
            "the Engine's answer makes no sense. Whether it was done is unknown;"
            " the lists show what is."
        )
    if isinstance(error, (FileTrouble, BadArchive)):
        from desktop.ui import archive_words

        return archive_words.why(error)
    if isinstance(error, ContextUnreadable):
        from desktop.ui.build import words as of_builds

        return tr("the files can't be sent. {why}", why=of_builds.unsendable(error))
    if isinstance(error, (Refused, Changed, NeedsProgram, ProgramFailed)):
        from desktop.ui.files import problems as of_files

        return of_files.why(error)
    if isinstance(error, (SshFailed, NotReady)):
        from desktop.ui.ssh import words as of_ssh

        return of_ssh.why(error)
    if isinstance(error, NoShell):
        return tr("it has no shell that could do it. Only its main process can be reached.")
    if isinstance(error, Unsupported):
        return tr("this Engine is not able to. {text}", text=quoted(error.explanation)).strip()
    if isinstance(error, Unresolved):
        from desktop.ui.run.words import sentence as sentence_of

        return " ".join(sentence_of(problem) for problem in error.problems)
    if isinstance(error, Ended):
        return tr("the process has ended.")
    if isinstance(error, Unmatched):
        return tr(
            "its processes change too fast to tell for certain which one it is inside."
            " Nothing was sent."
        )
    return ""


def _why_by_text(verb: Verb, target: Target, error: EngineError, store: Store | None) -> str:
    """What the store and the Engine's own text tell, or at last that text."""
    text = named(error.explanation, store)
    if isinstance(error, NotFound) and _gone(target, text, store):
        return tr("it does not exist any more.")
    if isinstance(error, IsParent):
        from desktop.ui import image_words

        return image_words.why_parent(error)
    if verb in (Verb.REMOVE, Verb.UNTAG) and isinstance(error, (Conflict, NotPermitted)):
        held = _held(target, store)
        if held:
            return held
    from desktop.ui import network_words

    known = _known_text(error.explanation, text, target, store) or network_words.why(verb, text)
    if known:
        return known
    if isinstance(error, BuildFailed):
        from desktop.ui.build import words as of_builds

        if said := of_builds.ended(error):
            return said
    if verb is Verb.IMPORT and "://" in target.name:
        return tr(
            "the Engine did not get it from there; {quote} Check the address, or download it"
            " and import the file.",
            quote=quoted(text),
        )
    if verb is Verb.PULL and isinstance(error, NotFound):
        why = tr("there is no such image, or it may not be seen without logging in")
        return tr("{why}; {quote} Check the name and the tag.", why=why, quote=quoted(text))
    if isinstance(error, NotPermitted):
        return tr("it is not permitted; {quote}", quote=quoted(text))
    return quoted(text)


def _no_answer(error: Unreachable) -> str:
    match error.reason:
        case Reason.DROPPED:
            return tr(
                "the connection to the Engine was lost. Whether it was done is unknown;"
                " the lists show what is."
            )
        case Reason.TIMEOUT:
            return tr(
                "the Engine did not answer in time. Whether it was done is unknown;"
                " the lists show what is."
            )
        case Reason.MISSING | Reason.REFUSED:
            return tr("the Engine is not running. Nothing was changed.")
        case Reason.DENIED:
            return tr("this user may not use the Engine's socket. Nothing was changed.")
        case _:
            return tr("the Engine can't be reached: “{text}”.", text=visible(error.explanation))


def _gone(target: Target, text: str, store: Store | None) -> bool:
    """Whether the target itself is what was not found: a network that it needs may be, too."""
    if not target.key:
        return False
    if store is not None and store.get(target.kind, target.key) is None:
        return True
    return re.match(rf"No such {target.kind.value}\b", text, re.IGNORECASE) is not None


def _held(target: Target, store: Store | None) -> str:
    """Who or what keeps an object from being removed, as far as the store knows."""
    if store is None:
        return ""
    record = store.get(target.kind, target.key)
    if isinstance(record, Container):
        if needs_force(record):
            return tr("it is running. Stop it first, or remove it by force.")
        return ""
    users = store.users(target.kind, target.key)
    if target.kind is Kind.NETWORK:
        users = [container for container in users if container.is_running]
    if not users:
        return ""
    who = _containers(users)
    if target.kind is Kind.IMAGE:
        if any(container.is_running for container in users):
            return tr("it is used by {who}. Stop and remove those first.", who=who)
        return tr("it is used by {who}. Remove those first, or remove it by force.", who=who)
    if target.kind is Kind.NETWORK:
        return tr("it is used by {who}. Stop or disconnect those first.", who=who)
    return tr("it is used by {who}. Remove those first.", who=who)


def _containers(users: list[Container]) -> str:
    shown = listed(visible(container.name, limit=60) for container in users[:3])
    if len(users) > 3:
        rest = len(users) - 3
        return tr("the containers {names} and %n more", "", rest, names=shown)
    if len(users) > 1:
        return tr("the containers {names}", names=shown)
    return tr("the container {name}", name=shown)


def _known_text(raw: str, text: str, target: Target, store: Store | None) -> str:
    if (port := taken_port(raw)) is not None:
        return _port_taken(port, target, store)
    if found := _NAME_TAKEN.search(raw):
        return tr(
            "the name {name} belongs to another container already. Choose another name, or rename"
            " or remove that one.",
            name=shown_name(found[1]),
        )
    if is_full(raw):
        return tr(
            "the Engine's disk is full; {quote} Remove what is not needed, which Disk usage shows,"
            " and try again.",
            quote=quoted(text),
        )
    return ""


def _port_taken(port: int, target: Target, store: Store | None) -> str:
    found = holders(port, store, but=target.key) if store is not None else []
    if found:
        return tr(
            "port {port} is in use by container {name}. Stop that one, or publish another port.",
            port=port,
            name=shown_name(found[0].name),
        )
    return tr(
        "port {port} is in use by a program outside of this Engine. End that one, or publish"
        " another port.",
        port=port,
    )
