"""The words of the timeline: what happened, and what an event tells beside."""

from __future__ import annotations

import json

from desktop.engine.records import Event
from desktop.model.event_filter import OTHERS, name_of
from desktop.model.inspection_masks import masked_label, masked_value
from desktop.ui import units, wording
from desktop.ui.icons import Icon
from desktop.ui.plain import visible
from desktop.ui.text import mark, tr

KINDS = {
    "container": mark("Containers"),
    "image": mark("Images"),
    "network": mark("Networks"),
    "volume": mark("Volumes"),
    OTHERS: mark("Others"),
}
PICTURES = {
    "container": Icon.CONTAINERS,
    "image": Icon.IMAGES,
    "network": Icon.NETWORKS,
    "volume": Icon.VOLUMES,
}
# What is shown of the attributes, in this order; the name stands in a column of its own.
_SHOWN = ("image", "oldName", "exitCode", "signal", "execDuration", "driver", "destination", "type")


def action(event: Event) -> str:
    """What was done, in Docker's words: ``exec_create``."""
    return visible(event.action.partition(":")[0])


def name(event: Event) -> str:
    """What it was done to."""
    found = name_of(event)
    return visible(wording.short_id(found) if found == event.id and len(found) > 40 else found)


def details(event: Event) -> str:
    """``image=nginx exitCode=137``, and the command of an exec."""
    said = [masked_value(event.action.partition(":")[2].strip())]
    known = _attributes(event)
    said += [f"{key}={known[key]}" for key in _SHOWN if known.get(key)]
    if container := event.attributes.get("container"):
        said.append(f"container={wording.short_id(container)}")
    return visible("  ".join(part for part in said if part), limit=500)


def line(event: Event) -> str:
    """One event as a line of text, as ``docker events`` has it."""
    attributes = ", ".join(f"{key}={value}" for key, value in sorted(_attributes(event).items()))
    moment = units.iso(event.time / 1e9)
    action = masked_value(event.action)
    return visible(f"{moment} {event.kind} {action} {event.id} ({attributes})", limit=4000)


def as_json(event: Event) -> str:
    """One event as the API has it."""
    actor = {"ID": event.id, "Attributes": _attributes(event)}
    action = masked_value(event.action)
    whole = {"Type": event.kind, "Action": action, "Actor": actor, "timeNano": event.time}
    return json.dumps(whole, ensure_ascii=False)


def _attributes(event: Event) -> dict[str, str]:
    """A container's are its labels, too; secrets are masked."""
    return {key: masked_label(key, value) for key, value in event.attributes.items()}


def missed(count: int) -> str:
    """How many events the timeline lacks."""
    return tr("%n event(s) came too fast to be kept", "", count) if count else ""
