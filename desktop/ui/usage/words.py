"""The words of disk usage: kinds, reasons, and what became of a prune."""

from __future__ import annotations

from desktop.model.commands import Skipped
from desktop.model.operations import Operation
from desktop.model.usage.plan import Candidate, Why
from desktop.model.usage.prune import CameIntoUse, Prune, Use
from desktop.model.usage.summary import Group, Summary
from desktop.ui import quoting, units, wording
from desktop.ui.icons import Icon
from desktop.ui.plain import visible
from desktop.ui.text import mark, tr

TITLES = {
    Group.IMAGES: mark("Images"),
    Group.CONTAINERS: mark("Containers"),
    Group.VOLUMES: mark("Volumes"),
    Group.CACHE: mark("Build cache"),
    Group.NETWORKS: mark("Networks"),
}
PICTURES = {
    Group.IMAGES: Icon.IMAGES,
    Group.CONTAINERS: Icon.CONTAINERS,
    Group.VOLUMES: Icon.VOLUMES,
    Group.CACHE: Icon.BUILD,
    Group.NETWORKS: Icon.NETWORKS,
}
_WHY = {
    Why.EXITED: mark("Has exited"),
    Why.NEVER_STARTED: mark("Was never started"),
    Why.DEAD: mark("Dead: its removal failed half way"),
    Why.DANGLING: mark("Nameless, unused"),
    Why.NOT_USED: mark("No container uses it"),
    Why.ANONYMOUS: mark("Anonymous, not mounted"),
    Why.NOT_MOUNTED: mark("Not mounted; its data is lost"),
    Why.NO_CONTAINER: mark("No container is in it"),
    Why.CACHED: mark("No build uses it"),
    Why.CACHED_SHARED: mark("No build uses it; an image has its layer"),
}


def counts(summary: Summary) -> str:
    """How many there are, and how many of them are in use: ``12, 3 in use``."""
    if not summary.total:
        return tr("None")
    total, active = units.number(summary.total), units.number(summary.active)
    return tr("{total}, {active} in use", total=total, active=active)


def parts(summary: Summary) -> str:
    """The parts of a bar in words, and what ``docker system df`` says under RECLAIMABLE."""
    if summary.group is Group.NETWORKS:
        return tr("Networks take no space.")
    if not summary.size:
        return tr("Takes no space.")
    share = summary.reclaimable * 100 // summary.size
    said = [tr("{size} used", size=units.size(summary.used))]
    unused = units.size(summary.unused)
    if summary.shared:  # docker counts it, though images in use may have these layers
        said.append(tr("{size} in shared layers", size=units.size(summary.shared)))
        said.append(tr("{size} unused", size=unused))
        whole = units.size(summary.reclaimable)
        said.append(tr("docker says {size} reclaimable ({share} %)", size=whole, share=share))
    else:
        said.append(tr("{size} unused ({share} %)", size=unused, share=share))
    return tr(" · ", "between parts").join(said)


def why(candidate: Candidate) -> str:
    """Why it counts as unused, and what is to be known before it goes."""
    if candidate.why is Why.ONLY_STOPPED:
        names = wording.listed(visible(name, limit=40) for name in candidate.names[:3])
        return tr("Needed to start {names}", names=names)
    text = tr(_WHY[candidate.why])
    if candidate.exit_code is not None:
        text = tr("Exited ({code})", code=candidate.exit_code)
    if candidate.group is Group.IMAGES and candidate.shared and not candidate.frees:
        return tr("{why}; its layers are shared", why=text)
    return text


def name(candidate: Candidate) -> str:
    """What it is called, ids by their first digits."""
    shown = quoting.shown_name(candidate.name)
    others = len(candidate.names) - 1 if candidate.group is Group.IMAGES else 0
    return tr("{name} and %n more", "", others, name=shown) if others > 0 else shown


def names(candidate: Candidate) -> str:
    """All that it is called, in full."""
    if candidate.group is Group.CACHE:
        return f"{candidate.name}\n{candidate.key}"
    if candidate.group is Group.IMAGES:
        return "\n".join((*candidate.names, candidate.key))
    return candidate.name


def size(count: int | None) -> str:
    """Bytes as docker writes them; a question mark where nobody knows."""
    return "?" if count is None else units.size(count)


def left_alone(what: str, error: CameIntoUse) -> str:
    """Why a prune skipped something: it says what has changed since the list was made."""
    match error.use:
        case Use.STARTED:
            return tr("Kept {what}: it was started meanwhile.", what=what)
        case Use.USED:
            return tr("Kept {what}: it came into use meanwhile.", what=what)
        case Use.PARENT:
            return tr("Kept {what}: it is what another image was made of.", what=what)
        case Use.RENAMED:
            return tr("Kept {what}: its names have changed meanwhile.", what=what)
        case Use.REPLACED:
            return tr("Kept {what}: it is a new one of that name.", what=what)
        case Use.GONE:
            return tr("Did not find {what}: it was removed meanwhile.", what=what)


def pruned(command: Prune, operation: Operation) -> str:
    """``Removed 3 objects, freed 1.2GB; skipped 1``; each of these says why by itself."""
    done = len(operation.succeeded)
    skipped = sum(1 for failure in operation.failures if isinstance(failure.error, Skipped))
    failed = len(operation.failures) - skipped
    freed = units.size(command.freed(operation.succeeded))
    if command.in_part(operation.succeeded):
        said = [tr("Removed %n object(s), freed at least {size}", "", done, size=freed)]
    else:
        said = [tr("Removed %n object(s), freed {size}", "", done, size=freed)]
    if skipped:
        said.append(tr("skipped %n", "", skipped))
    if failed:
        said.append(tr("failed on %n", "", failed))
    return tr("; ", "between parts").join(said)
