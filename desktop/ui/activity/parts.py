"""The parts of an operation, a row each: the layers of an image, the steps of a build."""

from __future__ import annotations

import re

from desktop.engine.records import PartState, ProgressPart
from desktop.model.operations import Operation, Outcome
from desktop.ui import units
from desktop.ui.activity.speed import Speed
from desktop.ui.icons import Icon
from desktop.ui.plain import visible
from desktop.ui.text import mark, tr
from desktop.ui.theme import Tone

LOOKS = {
    PartState.WAITING: (Icon.DANGLING, Tone.MUTED),
    PartState.RUNNING: (Icon.ACTIVITY, Tone.ACCENT),
    PartState.DONE: (Icon.OK, Tone.OK),
    PartState.CACHED: (Icon.OK, Tone.MUTED),
    PartState.FAILED: (Icon.ERROR, Tone.DANGER),
}

# The Engine's words about a layer. What it says otherwise is shown as it is.
_SAID = {
    "Pulling fs layer": mark("Waiting"),
    "Waiting": mark("Waiting"),
    "Preparing": mark("Preparing"),
    "Downloading": mark("Downloading"),
    "Verifying Checksum": mark("Verifying"),
    "Download complete": mark("Downloaded"),
    "Extracting": mark("Extracting"),
    "Pull complete": mark("Pulled"),
    "Pushing": mark("Pushing"),
    "Pushed": mark("Pushed"),
    "Already exists": mark("Already here"),
    "Layer already exists": mark("Already there"),
}
_WAITS = re.compile(r"Retrying in (\d{1,4}) seconds?")
_WORK = frozenset(("Extracting", "Verifying Checksum"))  # of the Engine's own machine
_LONGEST = 200


class Parts:
    """What is shown of one operation's parts, and how fast each goes."""

    def __init__(self) -> None:
        self.shown: tuple[ProgressPart, ...] = ()
        self._speeds: dict[str, Speed] = {}

    def measure(self) -> None:
        """Look at the bytes of those that are under way."""
        for part in self.shown:
            if part.state is PartState.RUNNING and part.done:
                self._speeds.setdefault(part.name, Speed()).add(part.done)
            else:
                self._speeds.pop(part.name, None)

    def rate(self, part: ProgressPart) -> float | None:
        """Bytes a second, where they are counted."""
        speed = self._speeds.get(part.name)
        return speed.rate if speed is not None else None


def standing(part: ProgressPart, operation: Operation) -> PartState:
    """Where it stands, the operation's end considered: nobody tells it part by part."""
    if operation.running or part.state not in (PartState.WAITING, PartState.RUNNING):
        return part.state
    if operation.outcome is Outcome.DONE:
        return PartState.DONE
    return PartState.WAITING


def fraction(part: ProgressPart, operation: Operation) -> float | None:
    """How far it is, while it counts; None where there is nothing to draw."""
    if not operation.running or not _counts(part):
        return None
    return max(0.0, min(1.0, part.done / part.total)) if part.total else None


def _counts(part: ProgressPart) -> bool:
    """Whether bytes go on in it. One that has all of them waits for what comes next."""
    return part.state is PartState.RUNNING and part.done > 0 and part.done != part.total


def name(part: ProgressPart) -> str:
    """A layer's id, a step's instruction."""
    return visible(part.name, limit=_LONGEST)


def result(part: ProgressPart, operation: Operation, rate: float | None) -> str:
    """``Downloading  12MB of 80MB  3MB/s``."""
    state = standing(part, operation)
    if state is PartState.WAITING and not operation.running:
        stopped = part.state is PartState.RUNNING
        said = tr("Not finished") if stopped else tr("Not begun")
    elif state is PartState.FAILED and (part.text in _SAID or _WAITS.fullmatch(part.text)):
        said = tr("Failed")
    else:
        known = _SAID.get(part.text)
        said = tr(known) if known else waits(part) or visible(part.text, limit=_LONGEST)
    counts = _counts(part) or (part.state is PartState.FAILED and part.done > 0)
    told = [said, amount(part.done, part.total) if counts else ""]
    if not counts and part.total and state is not PartState.WAITING:
        told[1] = units.size(part.total)
    if rate and counts and operation.running:
        told.append(tr("{size}/s", size=units.size(rate)))
    return "  ".join(filter(None, told))


def is_at_work(part: ProgressPart) -> bool:
    """Whether the Engine does something with it that needs no network."""
    return part.state is PartState.RUNNING and part.text in _WORK


def waits(part: ProgressPart) -> str:
    """That it was cut off, and is tried again by itself; empty where it was not."""
    found = _WAITS.fullmatch(part.text) if part.state is PartState.RUNNING else None
    return tr("Cut off; tried again in %n second(s)", "", int(found[1])) if found else ""


def amount(done: int, total: int | None, about: int | None = None) -> str:
    """``12MB of 80MB``, or as much of it as is known."""
    if not total and about and done <= about:
        return tr("{done} of about {total}", done=units.size(done), total=units.size(about))
    if not total:
        return units.size(done)
    return tr("{done} of {total}", done=units.size(done), total=units.size(total))
