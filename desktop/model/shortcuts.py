"""Which keys do what: those of the table of actions, and what a person has changed of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Binding:
    """The keys of one action. ``place`` is where they count: "" for the whole window."""

    name: str
    usual: str
    keys: str
    place: str = ""

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
    Qt then calls them ambiguous, and does neither.
    """
    by_keys: dict[str, list[Binding]] = {}
    for each in bindings:
        if each.keys:
            by_keys.setdefault(each.keys, []).append(each)
    return {
        each.name: others
        for group in by_keys.values()
        for each in group
        if (others := tuple(it.name for it in group if it is not each and _meet(it, each)))
    }


def _meet(one: Binding, other: Binding) -> bool:
    return not one.place or not other.place or one.place == other.place
