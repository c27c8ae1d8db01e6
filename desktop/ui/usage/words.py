"""The words of disk usage: kinds, reasons, and what became of a prune."""

from __future__ import annotations

from desktop.model.commands import Skipped
from desktop.model.operations import Operation
from desktop.model.usage.plan import Candidate, Why
from desktop.model.usage.prune import CameIntoUse, Prune, Use
from desktop.model.usage.summary import Group, Summary
from desktop.ui import units, wording
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
    Why.DANGLING: mark("Has no name, and no container uses it"),
    Why.NOT_USED: mark("No container uses it"),
    Why.ANONYMOUS: mark("Anonymous, and no container mounts it"),
    Why.NOT_MOUNTED: mark("No container mounts it; its data is lost"),
    Why.NO_CONTAINER: mark("No container is in it"),
    Why.CACHED: mark("No build uses it now"),
    Why.CACHED_SHARED: mark("No build uses it now; its layer belongs to an image"),
}


def counts(summary: Summary) -> str:
    """How many there are, and how many of them are in use: ``12, 3 in use``."""
    if not summary.total:
        return tr("None")
    return tr("{total}, {active} in use", total=summary.total, active=summary.active)


def parts(summary: Summary) -> str:
    """The parts of a bar in words, with docker's own total of what can be reclaimed."""
    if summary.group is Group.NETWORKS:
        return tr("Networks take no space.")
    if not summary.size:
        return tr("Takes no space.")
    said = [tr("{size} used", size=units.size(summary.used))]
    if summary.shared:
        said.append(tr("{size} in shared layers", size=units.size(summary.shared)))
    said.append(tr("{size} unused", size=units.size(summary.unused)))
    return tr(" · ", "between parts").join(said)


def reclaimable(summary: Summary) -> str:
    """What ``docker system df`` says under RECLAIMABLE."""
    if not summary.size:
        return ""
    share = summary.reclaimable * 100 // summary.size
    size = units.size(summary.reclaimable)
    return tr("{size} reclaimable ({share} %)", size=size, share=share)


def why(candidate: Candidate) -> str:
    """Why it counts as unused, and what is to be known before it goes."""
    if candidate.why is Why.ONLY_STOPPED:
        names = wording.listed(visible(name, limit=40) for name in candidate.names[:3])
        return tr("Only stopped: {names}, not to start without it", names=names)
    text = tr(_WHY[candidate.why])
    if candidate.exit_code is not None:
        text = tr("Exited ({code})", code=candidate.exit_code)
    if candidate.group is Group.IMAGES and candidate.shared and not candidate.frees:
        return tr("{why}; frees nothing alone, for other images have its layers", why=text)
    return text


def left_alone(what: str, error: CameIntoUse) -> str:
    """Why a prune skipped something: it says what has changed since the list was made."""
    match error.use:
        case Use.STARTED:
            return tr("Kept {what}: it was started meanwhile.", what=what)
        case Use.USED:
            return tr("Kept {what}: it came into use meanwhile.", what=what)
        case Use.RENAMED:
            return tr("Kept {what}: its names have changed meanwhile.", what=what)
        case Use.REPLACED:
            return tr("Kept {what}: it is a new one of that name.", what=what)
        case Use.GONE:
            return tr("Did not find {what}: it was removed meanwhile.", what=what)


def pruned(command: Prune, operation: Operation) -> str:
    """``Removed 3 objects, freed 1.2GB. Kept 1: it came into use.``"""
    done = len(operation.succeeded)
    kept = sum(1 for failure in operation.failures if isinstance(failure.error, Skipped))
    failed = len(operation.failures) - kept
    size = units.size(command.freed(operation.succeeded))
    if command.in_part(operation.succeeded):
        said = [tr("Removed %n object(s), freed at least {size}", "", done, size=size)]
    else:
        said = [tr("Removed %n object(s), freed {size}", "", done, size=size)]
    if kept:
        said.append(tr("kept %n that (was|were) changed meanwhile", "", kept))
    if failed:
        said.append(tr("failed on %n", "", failed))
    return tr("; ", "between parts").join(said)
