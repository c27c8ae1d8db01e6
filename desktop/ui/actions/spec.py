"""What a row of the table of actions says."""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.engine.records import Ability, Kind, Record
from desktop.model.commands import Verb
from desktop.model.possible import applicable
from desktop.ui.deeds import Deeds
from desktop.ui.icons import Icon
from desktop.ui.text import mark
from desktop.ui.trees.rows import Row


class Menu(enum.Enum):
    """The menus of the menu bar, in their order."""

    FILE = mark("File")
    EDIT = mark("Edit")
    VIEW = mark("View")
    CONTAINER = mark("Container")
    IMAGE = mark("Image")
    NETWORK = mark("Network")
    VOLUME = mark("Volume")
    TOOLS = mark("Tools")
    HELP = mark("Help")


@dataclass(frozen=True, slots=True)
class Spec:
    """One action. With a ``kind`` it acts on the selected rows of that kind's tree.

    With a ``verb`` it is possible where the verb makes sense on at least one of them, and acts on
    those. ``one``: on a single row only. ``live``: needs an Engine that answers.
    """

    name: str  # its menu, a dot, and what it does
    text: str
    picture: Icon
    run: Callable[[Deeds], object]
    kind: Kind | None = None
    verb: Verb | None = None
    one: bool = False
    live: bool = False
    toolbar: bool = False
    beside: Kind | None = None  # of no row, but of this kind: in that tree's context menu, too
    shortcut: str = ""
    separated: bool = False  # a line above it
    tip: str = ""
    in_tree: bool = False  # its shortcut counts only where a tree has the focus
    ability: Ability | None = None
    suits: Callable[[Record, Deeds], bool] | None = None  # where it has no verb
    when: Callable[[Deeds], bool] | None = None  # where it is of no kind

    @property
    def menu(self) -> Menu:
        """Where it stands in the menu bar."""
        return Menu[self.name.partition(".")[0].upper()]

    @property
    def tree(self) -> Kind | None:
        """In whose tree's context menu it stands, and beside whose tree in the toolbar."""
        return self.kind or self.beside

    def fits(self, record: Record, deeds: Deeds) -> bool:
        """Whether it would do something to the record."""
        if self.verb is None:
            return self.suits is None or self.suits(record, deeds)
        if deeds.operations.busy(self.kind or Kind.CONTAINER, record.key) is self.verb:
            return False
        return applicable(self.verb, record, deeds.abilities)

    def possible(self, deeds: Deeds, rows: Sequence[Row]) -> bool:
        """Whether it can be done now; ``rows`` are the selected ones of its kind."""
        if self.live and deeds.session.engine is None:
            return False
        if self.ability is not None and self.ability not in deeds.abilities:
            return False
        if self.kind is None:
            return self.when is None or self.when(deeds)
        if self.one and any(row.record.key != rows[0].record.key for row in rows):
            return False
        return any(self.fits(row.record, deeds) for row in rows)
