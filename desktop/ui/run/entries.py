"""The pages of the wizard, and what stands on them: adding an option is one row of a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.model.facts import ImageFacts
from desktop.model.run.pages import Page
from desktop.model.store import Store
from desktop.ui.dialogs.fields import Verdict
from desktop.ui.icons import Icon
from desktop.ui.run.rows import RowKind
from desktop.ui.text import mark

TITLES = {
    Page.IMAGE: (mark("Image"), Icon.IMAGES),
    Page.BASICS: (mark("Basics"), Icon.CONTAINERS),
    Page.PORTS: (mark("Ports"), Icon.PORTS),
    Page.STORAGE: (mark("Storage"), Icon.VOLUMES),
    Page.NETWORK: (mark("Network"), Icon.NETWORKS),
    Page.ENVIRONMENT: (mark("Environment"), Icon.ENVIRONMENT),
    Page.LIMITS: (mark("Limits and health"), Icon.HEALTH),
    Page.SECURITY: (mark("Security"), Icon.LOCK),
    Page.REVIEW: (mark("Review"), Icon.CHECK),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One option that is typed or chosen in a line, or ticked if it is a flag.

    ``image`` finds what counts where nothing is typed, ``known`` what completes while one types.
    """

    field: str
    label: str
    hint: str = ""
    example: str = ""
    usual: str = ""  # what counts where nothing is typed, as far as docker says
    choices: tuple[str, ...] = ()
    image: Callable[[ImageFacts], str] | None = None
    known: Callable[[Store], Sequence[str]] | None = None
    judge: Callable[[str], Verdict] | None = None  # finer words for what is wrong with it
    wide: bool = False  # a row of its own

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.field,)


@dataclass(frozen=True, slots=True)
class TableEntry:
    """Options that are given several times, a row each."""

    kind: RowKind
    label: str
    rows: int = 4  # to be seen at once

    @property
    def fields(self) -> tuple[str, ...]:
        return self.kind.fields


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under a title; ``rare`` ones are folded away while nothing is in them."""

    title: str
    entries: tuple[Entry | TableEntry, ...]
    rare: bool = False
