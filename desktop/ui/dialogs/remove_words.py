"""What is asked before things are removed, in the words of each kind."""

from __future__ import annotations

from desktop.engine.records import Kind
from desktop.ui.text import tr
from desktop.ui.units import number


def title(kind: Kind, count: int) -> str:
    """What the dialog is called."""
    match kind:
        case Kind.CONTAINER:
            return tr("Remove container(s)", "", count)
        case Kind.IMAGE:
            return tr("Remove image(s)", "", count)
        case Kind.NETWORK:
            return tr("Remove network(s)", "", count)
        case Kind.VOLUME:
            return tr("Remove volume(s)", "", count)


def one(kind: Kind, name: str) -> str:
    """The question about a single thing."""
    match kind:
        case Kind.CONTAINER:
            return tr("Remove container {name}?", name=name)
        case Kind.IMAGE:
            return tr("Remove image {name}?", name=name)
        case Kind.NETWORK:
            return tr("Remove network {name}?", name=name)
        case Kind.VOLUME:
            return tr("Remove volume {name}?", name=name)


def many(kind: Kind, count: int) -> str:
    """The question about several."""
    match kind:
        case Kind.CONTAINER:
            return tr("Remove %n container(s)?", "", count)
        case Kind.IMAGE:
            return tr("Remove %n image name(s)?", "", count)
        case Kind.NETWORK:
            return tr("Remove %n network(s)?", "", count)
        case Kind.VOLUME:
            return tr("Remove %n volume(s)?", "", count)


def some(kind: Kind, count: int, asked: int) -> str:
    """The question about those that can go."""
    match kind:
        case Kind.CONTAINER:
            return tr("Remove {count} of %n container(s)?", "", asked, count=number(count))
        case Kind.IMAGE:
            return tr("Remove {count} of %n image name(s)?", "", asked, count=number(count))
        case Kind.NETWORK:
            return tr("Remove {count} of %n network(s)?", "", asked, count=number(count))
        case Kind.VOLUME:
            return tr("Remove {count} of %n volume(s)?", "", asked, count=number(count))


def summary(kind: Kind, count: int) -> str:
    """What goes in any case."""
    match kind:
        case Kind.CONTAINER:
            return tr("(Its|Their) own files and (log|logs) go too.", "", count)
        case Kind.VOLUME:
            return tr("The data in (it|them) can't be brought back.", "", count)
    return ""


def force_note(kind: Kind) -> str:
    """What force does."""
    if kind is Kind.CONTAINER:
        return tr("Kills what still runs.")
    return tr("Takes all names of an image, and images of stopped containers.")
