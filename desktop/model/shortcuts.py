"""Which keys do what: those of the actions and of single pages, and what a person has changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

SEPARATOR = "; "


@dataclass(frozen=True, slots=True)
class Binding:
    """The keys of one action. ``place`` is where they count: "" for the whole window.

    ``takes``: in its place they do this, whatever the window would do by them. ``fixed``: nobody
    changes them; they may be several.
    """

    name: str
    usual: str
    keys: str
    place: str = ""
    takes: bool = False
    fixed: bool = False

    @property
    def each(self) -> list[str]:
        """All of its keys."""
        return [keys for keys in self.keys.split(SEPARATOR) if keys]

    @property
    def changed(self) -> bool:
        """Whether a person has chosen other keys, or none."""
        return self.keys != self.usual


def read_keys(texts: Iterable[str]) -> dict[str, str]:
    """The keys by action, of what the settings keep."""
    pairs = (text.partition(" ") for text in texts)
    return {name: keys.strip() for name, _, keys in pairs if name}


def write_keys(bindings: Iterable[Binding]) -> list[str]:
    """What the settings keep: only what differs from the table, which may change later."""
    return [f"{each.name} {each.keys}".strip() for each in bindings if each.changed]


def conflicts(bindings: Iterable[Binding]) -> Mapping[str, tuple[str, ...]]:
    """The actions that the same keys would do, by the name of each of them.

    Keys that count in one place collide with those of the same place, and with the window's:
    Qt then calls them ambiguous, and does neither, but where the place takes them.
    """
    by_keys: dict[str, list[Binding]] = {}
    for each in bindings:
        for keys in each.each:
            by_keys.setdefault(keys, []).append(each)
    found: dict[str, dict[str, None]] = {}
    for group in by_keys.values():
        for each in group:
            for other in group:
                if other is not each and _meet(other, each):
                    found.setdefault(each.name, {})[other.name] = None
    return {name: tuple(others) for name, others in found.items()}


def _meet(one: Binding, other: Binding) -> bool:
    if one.place and other.place and one.place != other.place:
        return False
    # A place that takes what is usual in the window does the like of it.
    return one.changed or other.changed or not (one.takes or other.takes)
