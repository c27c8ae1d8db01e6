"""Which events of the timeline are shown: by kind, by what they are about, and by words.

=============  ==================================================
``kind:``      container, image, network, volume, daemon, …
``action:``    the beginning of what happened: start, die, exec, …
``name:``      part of the object's name
=============  ==================================================
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from desktop.engine.records import Event, Image, Kind, Record
from desktop.model import filters

KINDS = tuple(kind.value for kind in Kind)
OTHERS = "others"  # of the kinds: daemon, builder, plugin, …
# What is asked again and again: programs and health checks that run in containers, and looks.
_NOISE = ("exec_", "exec", "exec_died", "top", "resize")
_KEYS = ("kind", "action", "name")


@dataclass(frozen=True, slots=True)
class EventFilter:
    """``about`` is an object whose events alone are wanted; None for those of the whole Engine."""

    words: filters.Filter = field(default_factory=filters.Filter)
    kinds: Collection[str] = (*KINDS, OTHERS)
    noise: bool = False
    about: Record | None = None

    def concerns(self, event: Event) -> bool:
        """Whether it is about the object at all."""
        return self.about is None or is_about(event, self.about)

    def matches(self, event: Event) -> bool:
        """Whether it is shown, leaving aside whether it is noise."""
        kind = event.kind if event.kind in KINDS else OTHERS
        if kind not in self.kinds or not self.concerns(event):
            return False
        return all(_holds(term, event) is not term.negated for term in self.words.terms)


def parse(text: str) -> filters.Filter:
    """Read what was typed into the box."""
    return filters.parse(text, _KEYS)


def is_noise(event: Event) -> bool:
    """Whether it only tells that somebody looked, or that a program or a check ran inside."""
    action = event.action.partition(":")[0]
    return action in _NOISE or action.startswith("exec_")


def name_of(event: Event) -> str:
    """What people call the object; an image and a volume may have their name as id."""
    return event.attributes.get("name", "") or event.id


def is_about(event: Event, record: Record) -> bool:
    """Whether the event is of the object, or of what was done to it by another's: a network's.

    Of an image there are also the events of containers that were made of it by one of its names,
    as ``docker events --filter image=NAME`` shows them.
    """
    names = known_as(record)
    if not isinstance(record, Image):
        return event.id in names or event.attributes.get("container") in names
    if event.kind == Kind.IMAGE.value:
        return event.id in names or event.attributes.get("name") in names
    made_of = event.attributes.get("image", "")
    return made_of in names or f"{made_of}:latest" in names


def known_as(record: Record) -> tuple[str, ...]:
    """What events call the object."""
    return (record.key, *(record.references if isinstance(record, Image) else ()))


def object_of(event: Event) -> tuple[Kind, str] | None:
    """The object by its kind and id; None for what is none, as the daemon."""
    return (Kind(event.kind), event.id) if event.kind in KINDS and event.id else None


def _holds(term: filters.Term, event: Event) -> bool:
    match term.key:
        case "kind":
            return event.kind.lower().startswith(term.value)
        case "action":
            return event.action.lower().startswith(term.value)
        case "name":
            return term.value in name_of(event).lower()
    texts = (event.kind, event.action, name_of(event), event.id, *event.attributes.values())
    return any(term.value in text.lower() for text in texts)
