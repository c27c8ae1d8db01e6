"""Words that several dialogs share: what has gone, what a name may be, what a reference may be."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.engine.records import Container, Image, Kind, Record
from desktop.model.commands import Target
from desktop.model.reference import LONGEST_PATH, LONGEST_TAG, Fault, Invalid
from desktop.model.store import Store
from desktop.ui import wording
from desktop.ui.dialogs.fields import Verdict, ok, unfinished, wrong
from desktop.ui.plain import visible
from desktop.ui.text import tr

_LETTERS = re.compile(r"[a-zA-Z0-9_.-]*")
_ID = re.compile(r"(sha256:)?([0-9a-f]{64})")
_MOST_NAMES = 10
_LONGEST_IN_SENTENCE = 64


def short(name: str) -> str:
    """The name within a sentence: an id, or a volume's made-up name, by its first digits."""
    found = _ID.fullmatch(name)
    return found[2][:12] if found else visible(name, limit=_LONGEST_IN_SENTENCE)


def whole(name: str) -> str:
    """The name by itself: ids shortened as docker does, other names to their end."""
    return short(name) if _ID.fullmatch(name) else visible(name)


def listed(names: Sequence[str]) -> str:
    """``web, worker and 3 more``."""
    if len(names) <= _MOST_NAMES:
        return wording.listed(short(name) for name in names)
    shown = wording.listed(short(name) for name in names[: _MOST_NAMES - 1])
    return tr("{names} and %n more", "", len(names) - _MOST_NAMES + 1, names=shown)


def listed_containers(containers: Sequence[Container]) -> str:
    """Containers by name, those without one by id."""
    return listed([container.name or container.id for container in containers])


def removed_meanwhile(store: Store, kind: Kind, names: Sequence[str]) -> str:
    """That what the dialog was about is there no more."""
    if not store.table(kind).standing.loaded:  # cleared for another Engine
        return tr("Another Engine is shown now. Nothing was done here.")
    if len(names) != 1:
        return tr("All of them were removed meanwhile.")
    name = short(names[0])
    match kind:
        case Kind.CONTAINER:
            return tr("Container {name} was removed meanwhile.", name=name)
        case Kind.IMAGE:
            return tr("Image {name} was removed meanwhile.", name=name)
        case Kind.NETWORK:
            return tr("Network {name} was removed meanwhile.", name=name)
        case Kind.VOLUME:
            return tr("Volume {name} was removed meanwhile.", name=name)


def still_there(store: Store, target: Target) -> Record | None:
    """What the target means now, followed by its id; None when it has gone.

    A name that points to another image by now does not mean this one any more.
    """
    record = store.get(target.kind, target.key)
    if isinstance(record, Image) and not _ID.fullmatch(target.name):
        names = (*record.references, *record.digests)
        identifier = record.id.removeprefix("sha256:")
        bare = target.name.removeprefix("sha256:")
        if target.name not in names and not identifier.startswith(bare):
            return None
    return record


def renewed(store: Store, target: Target) -> Target:
    """The target by the name that it has now."""
    record = store.get(target.kind, target.key)
    if record is None or isinstance(record, Image) or not record.name:
        return target
    return Target(target.kind, target.key, record.name)


def name_verdict(text: str) -> Verdict:
    """Docker's grammar for the names of containers and volumes, as one types."""
    if not text:
        return unfinished()
    if text[0] in "_.-":
        return wrong(tr("A name begins with a letter or a digit."))
    good = _LETTERS.match(text)
    if good is not None and good.end() < len(text):
        bad = text[good.end()]
        if bad == " ":
            return wrong(tr("A space is not allowed. Letters a to z, digits, _ . and - are."))
        return wrong(
            tr(
                "{character} is not allowed. Letters a to z, digits, _ . and - are.",
                character=visible(bad),
            )
        )
    if len(text) == 1:
        return unfinished(tr("A name has at least two characters."))
    return ok()


def odd_registry(domain: str) -> Verdict:
    """That upper case makes a registry of what was hardly meant as one."""
    name = visible(domain, limit=60)
    return ok(tr("With its upper case, {name} is taken for a registry.", name=name))


def reference_problem(problem: Invalid) -> Verdict:
    """What is wrong with a text that is no reference, and with which part of it."""
    part = visible(problem.part, limit=60)
    match problem.fault:
        case Fault.EMPTY:
            return unfinished()
        case Fault.EMPTY_TAG:
            return unfinished(tr("After the colon comes a tag."))
        case Fault.IDENTIFIER:
            return wrong(tr("64 hexadecimal digits are an ID, and can't be a name."))
        case Fault.SCHEME:
            return wrong(tr("A reference has no {part}: it begins with the registry.", part=part))
        case Fault.SPACE:
            return wrong(tr("A reference has no spaces."))
        case Fault.UPPER_CASE:
            return wrong(tr("The repository {part} must be in lower case.", part=part))
        case Fault.LONG_PATH:
            return wrong(
                tr("The repository is longer than {count} characters.", count=LONGEST_PATH)
            )
        case Fault.DOMAIN:
            return wrong(tr("The registry {part} is no host name.", part=part))
        case Fault.PATH:
            return _path_problem(problem.part)
        case Fault.LONG_TAG:
            return wrong(tr("The tag is longer than {count} characters.", count=LONGEST_TAG))
        case Fault.TAG:
            return wrong(
                tr("The tag {part} may hold letters a to z, digits, _ . and - only.", part=part)
            )
        case Fault.ALGORITHM:
            return wrong(tr("The digest begins with sha256:, sha384: or sha512:."))
        case Fault.DIGEST_LENGTH:
            return unfinished(tr("The digest does not have the length that it should."))
        case Fault.DIGEST:
            return unfinished(tr("The digest is not like sha256: and 64 hexadecimal digits."))


def _path_problem(path: str) -> Verdict:
    part = visible(path, limit=60)
    text = tr(
        "The repository {part} may hold letters a to z, digits, and between them . _ - and /.",
        part=part,
    )
    # What ends with a separator may be about to go on.
    if re.fullmatch(r"[a-z0-9._/-]*", path) and path[-1:] in ("/", ".", "_", "-"):
        return unfinished(text) if path[:1] not in "./_-" else wrong(text)
    return unfinished() if not path else wrong(text)
