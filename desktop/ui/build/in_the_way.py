"""The one sentence beside the buttons: why it can't be built, or what to know before it is."""

from __future__ import annotations

from desktop.model.build.spec import LARGE
from desktop.ui import units
from desktop.ui.build import words
from desktop.ui.build.draft import Draft
from desktop.ui.text import tr
from desktop.ui.theme import Tone


def in_the_way(draft: Draft) -> tuple[Tone, str]:
    """How bad it is, and what; "" for nothing."""
    if draft.problem:
        return Tone.DANGER, draft.problem
    if draft.impossible:
        return Tone.DANGER, words.why_buildkit(draft.needs)
    if draft.text.strip() and (number := len(draft.errors)):
        return Tone.DANGER, tr("The build will fail: %n error(s)", "", number)
    if draft.by_buildx:
        return Tone.ACCENT, words.by_buildkit(draft.needs)
    if draft.scan is not None and draft.scan.size > LARGE:
        size = units.size(draft.scan.size)
        said = tr("{size} is much for a build. Leave out what no step needs.", size=size)
        return Tone.WARNING, said
    return Tone.ACCENT, words.syntax_ignored() if draft.needs else ""
