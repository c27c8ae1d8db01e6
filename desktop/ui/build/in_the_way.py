"""The sentences beside the buttons: why it can't be built, and what to know before it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.model.build.spec import LARGE
from desktop.ui import units
from desktop.ui.build import words
from desktop.ui.build.draft import Draft, Place
from desktop.ui.plain import visible
from desktop.ui.text import tr
from desktop.ui.theme import Tone


@dataclass(frozen=True, slots=True)
class Note:
    """One sentence, how bad it is, and where it belongs."""

    tone: Tone
    text: str
    place: Place


def in_the_way(draft: Draft) -> tuple[Note, ...]:
    """All of them, the worst first."""
    return (*_bad(draft), *_to_know(draft))


def large(draft: Draft) -> str:
    """That the context is larger than it is probably meant to be; "" where it is not."""
    if draft.scan is None or draft.scan.size <= LARGE:
        return ""
    size = units.size(draft.scan.size)
    return tr("{size} is much for a build. Leave out what no step needs.", size=size)


def _bad(draft: Draft) -> Iterator[Note]:
    if draft.problem:
        yield Note(Tone.DANGER, draft.problem, Place.FOLDER)
    if draft.impossible:
        yield Note(Tone.DANGER, words.why_buildkit(draft.needs), Place.DOCKERFILE)
    elif draft.text.strip() and (number := len(draft.errors)):
        said = tr("The build will fail: %n error(s)", "", number)
        yield Note(Tone.DANGER, said, Place.DOCKERFILE)
    if draft.bad_network:
        said = words.no_such_network(draft.spec.network)
        yield Note(Tone.DANGER, said, Place.OPTIONS)
    if draft.scan_problem:
        yield Note(Tone.DANGER, words.not_sent(draft.scan_problem), Place.CONTEXT)
    elif draft.unreadable:
        path = visible(draft.unreadable, limit=120)
        yield Note(Tone.DANGER, words.not_permitted(path), Place.CONTEXT)


def _to_know(draft: Draft) -> Iterator[Note]:
    if said := large(draft):
        yield Note(Tone.WARNING, said, Place.CONTEXT)
    if draft.by_buildx and draft.spec.memory:
        yield Note(Tone.WARNING, words.no_limit(draft.spec.memory), Place.OPTIONS)
    if draft.by_buildx:
        yield Note(Tone.ACCENT, words.by_buildkit(draft.needs), Place.DOCKERFILE)
    elif draft.needs and not draft.impossible:
        yield Note(Tone.ACCENT, words.syntax_ignored(), Place.DOCKERFILE)
