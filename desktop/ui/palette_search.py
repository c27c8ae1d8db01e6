"""What the command palette offers, and the search among it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.ui import fuzzy
from desktop.ui.icons import Icon
from desktop.ui.plain import visible

LIMIT = 100  # results shown
_OBJECTS_ASKED = 8  # whose actions are looked up per way to split a query


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing to choose. ``keywords`` also find it; ``key`` is set where it is an object."""

    title: str
    run: Callable[[], object]
    subtitle: str = ""
    icon: Icon | None = None
    keywords: str = ""
    enabled: bool = True
    shortcut: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that fits, which letters of its title do, and the object that it acts on."""

    entry: Entry
    positions: tuple[int, ...] = ()
    owner: str = ""

    @property
    def identity(self) -> tuple[str, str]:
        """What it is remembered by."""
        return self.owner or self.entry.key, self.entry.title


_Ranked = tuple[tuple[int, ...], int, Found]
ActionsFor = Callable[[str], Sequence[Entry]]


def no_actions(_key: str) -> Sequence[Entry]:
    """For palettes without objects."""
    return ()


class Search:
    """Finds among the entries, and among the actions of objects that a query names.

    An object's actions are asked for only when a part of the query fits it: ``stop web`` and
    ``web stop`` ask for those of ``web``.
    """

    def __init__(self, entries: Sequence[Entry], actions_for: ActionsFor = no_actions) -> None:
        self._entries = entries
        self._actions_for = actions_for
        self._index = _index(entries)
        places = [number for number, entry in enumerate(entries) if entry.key]
        self._objects = [entries[number] for number in places]
        self._object_index = self._index.part(places)
        self._actions: dict[str, tuple[Sequence[Entry], fuzzy.Index]] = {}

    def find(self, query: str) -> list[Found]:
        """The best entries for a query, the best first."""
        wanted = fuzzy.words(query)
        hits: list[_Ranked] = [
            (hit.rank, hit.number, Found(self._entries[hit.number], hit.positions))
            for hit in self._index.search(wanted, LIMIT)
        ]
        if len(wanted) > 1:
            hits += self._of_objects(wanted)
        hits.sort(key=lambda each: each[:2])
        return [found for _rank, _number, found in hits[:LIMIT]]

    def recall(self, identities: Sequence[tuple[str, str]]) -> list[Found]:
        """The remembered choices that still exist, in their order."""
        wanted = set(identities)
        known = {
            identity: Found(entry)
            for entry in self._entries
            if (identity := (entry.key, entry.title)) in wanted
        }
        objects = {entry.key for entry in self._objects}
        for owner, title in identities:
            if (owner, title) not in known and owner in objects:
                for entry in self._of(owner)[0]:
                    if entry.title == title:
                        known[owner, title] = Found(entry, owner=owner)
        return [known[identity] for identity in identities if identity in known]

    def actions(self, owner: str, query: str) -> list[Found]:
        """The actions of one object that fit a query."""
        actions, index = self._of(owner)
        return [Found(actions[h.number], h.positions, owner) for h in index.search(query, LIMIT)]

    def _of_objects(self, wanted: list[str]) -> list[_Ranked]:
        hits: list[_Ranked] = []
        owners: dict[str, int] = {}
        for place in range(len(wanted)):
            name = wanted[:place] + wanted[place + 1 :]
            for hit in self._object_index.search(name, _OBJECTS_ASKED, scattered=False):
                if hit.rank[0] <= fuzzy.INSIDE * len(name):  # not by a piece of a keyword
                    owners.setdefault(self._objects[hit.number].key, hit.number)
        for owner, number in owners.items():
            actions, index = self._of(owner)
            hits += [
                (hit.rank, number, Found(actions[hit.number], hit.positions, owner))
                for hit in index.search(wanted, LIMIT, scattered=False)
            ]
        return hits

    def _of(self, owner: str) -> tuple[Sequence[Entry], fuzzy.Index]:
        if owner not in self._actions:
            entries = self._actions_for(owner)
            known = next(
                (f"{each.title} {each.keywords}" for each in self._objects if each.key == owner), ""
            )
            # What finds the object finds its actions: "stop 8080".
            index = fuzzy.Index((visible(e.title), f"{e.keywords} {known}") for e in entries)
            self._actions[owner] = entries, index
        return self._actions[owner]


def _index(entries: Sequence[Entry]) -> fuzzy.Index:
    return fuzzy.Index((visible(entry.title), entry.keywords) for entry in entries)
