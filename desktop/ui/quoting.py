"""Names of things, and what the Engine says of them, within a sentence: hostile, and plain here."""

from __future__ import annotations

import re

from desktop.engine.errors import EngineError, Garbled, Reason, Unreachable
from desktop.engine.records import Kind
from desktop.model.commands import Target
from desktop.model.secrets import masked_text
from desktop.model.store import Store
from desktop.model.usage.prune import BUILD_CACHE
from desktop.ui.plain import visible
from desktop.ui.text import tr

_SHORT = 12
_LONGEST_QUOTE = 400
_ID = re.compile(r"(?<![0-9A-Za-z])(?:sha256:)?([0-9a-f]{64})(?![0-9A-Za-z])")


def shown_name(name: str) -> str:
    """A name for a sentence: 64-digit ids cut to the 12 that docker shows."""
    return visible(_ID.sub(lambda found: found[1][:_SHORT], name), limit=120)


def what(target: Target) -> str:
    """A target by its kind and name, within a sentence: ``container web``."""
    name = shown_name(target.name)
    if target.key == BUILD_CACHE:
        return tr("build cache record {name}", name=name)
    match target.kind:
        case Kind.CONTAINER:
            return tr("container {name}", name=name)
        case Kind.IMAGE:
            return tr("image {name}", name=name)
        case Kind.NETWORK:
            return tr("network {name}", name=name)
        case Kind.VOLUME:
            return tr("volume {name}", name=name) if name else tr("the volumes")


def quoted(text: str, store: Store | None = None) -> str:
    """The Engine's own text, said to be that, with names instead of long ids."""
    said = named(text, store).strip()
    if not said:
        return tr("the Engine does not say why.")
    return tr("the Engine says “{text}”.", text=visible(said, limit=_LONGEST_QUOTE))


def named(text: str, store: Store | None = None) -> str:
    """The text with each 64-digit id replaced by the name that we know, or by 12 digits."""

    def name(found: re.Match[str]) -> str:
        digits = found[1]
        if store is not None:
            for kind in (Kind.CONTAINER, Kind.NETWORK):
                record = store.get(kind, digits)
                if record is not None:
                    return str(getattr(record, "name", "")) or digits[:_SHORT]
            image = store.images.get(f"sha256:{digits}")
            if image is not None and image.references:
                return image.references[0]
        return digits[:_SHORT]

    return masked_text(_ID.sub(name, text))


def no_word(error: EngineError) -> str:
    """Why a question has no answer; empty where the Engine said something."""
    if isinstance(error, Garbled):
        return tr("the Engine's answer makes no sense.")
    match error.reason if isinstance(error, Unreachable) else None:
        case Reason.DROPPED:
            return tr("the connection to the Engine was lost.")
        case Reason.TIMEOUT:
            return tr("the Engine did not answer in time.")
        case Reason.MISSING | Reason.REFUSED:
            return tr("the Engine is not running.")
        case _:
            return ""
