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
    """One thing to choose. ``keywords`` also find it; ``key`` is set where it is an object.

    ``usual`` makes what is listed before an object whose name is all that was typed.
    """

    title: str
    run: Callable[[], object]
    subtitle: str = ""
    icon: Icon | None = None
    keywords: str = ""
    enabled: bool = True
    shortcut: str = ""
    key: str = ""
    usual: Callable[[], Entry] | None = None


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
        found = [found for _rank, _number, found in hits]
        if len(wanted) == 1:
            found = self._usual(wanted, hits) + found
        return found[:LIMIT]

    def owner_of(self, found: Found) -> Entry | None:
        """The object that it is, or acts on."""
        key = found.owner or found.entry.key
        return next((entry for entry in self._objects if entry.key == key), None)

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

    @staticmethod
    def _usual(wanted: list[str], hits: list[_Ranked]) -> list[Found]:
        """What is done to the one object of which this is the name, or whose name fits best and
        alone of its kind. Who types a port or an image asks where that is.
        """
        named = [found.entry for rank, _number, found in hits if found.entry.key and _by_name(rank)]
        exact = (it for it in named if it.usual and fuzzy.words(visible(it.title)) == wanted)
        owner = next(exact, None)
        if owner is None and named and hits[0][2].entry is named[0]:
            kind = named[0].key.partition("/")[0]
            alone = not any(each.key.partition("/")[0] == kind for each in named[1:])
            owner = named[0] if alone else None
        if owner is None or owner.usual is None:
            return []
        usual = owner.usual()
        shown = fuzzy.Index([(visible(usual.title), usual.keywords)]).search(wanted, 1)
        return [Found(usual, hit.positions, owner.key) for hit in shown]

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


def _by_name(rank: tuple[int, ...]) -> bool:
    """Whether one word was found whole in a title, rather than in keywords or letter by letter."""
    return rank[0] in (fuzzy.START, fuzzy.WORD, fuzzy.INITIALS, fuzzy.INSIDE)


def _index(entries: Sequence[Entry]) -> fuzzy.Index:
    return fuzzy.Index((visible(entry.title), entry.keywords) for entry in entries)
