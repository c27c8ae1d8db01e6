"""Values as characters: a row of them is a string, which Python cuts and joins fastest of all."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, NamedTuple, TypeVar

from desktop.terminal.cells import PLAIN, Style

V = TypeVar("V", bound=Hashable)


class Alphabet(Generic[V]):
    """Gives each value a character: the same to equal ones."""

    def __init__(self, first: int, most: int) -> None:
        self._first = first
        self._most = most
        self._values: list[V] = []
        self._characters: dict[V, str] = {}

    @property
    def full(self) -> bool:
        return len(self._values) >= self._most

    def character(self, value: V) -> str:
        found = self._characters.get(value)
        if found is None:
            found = self._characters[value] = chr(self._first + len(self._values))
            self._values.append(value)
        return found

    def value(self, character: str) -> V:
        return self._values[ord(character) - self._first]


class Pen(NamedTuple):
    """How text is written: its style, and the link that it is part of."""

    style: Style = PLAIN
    link: str = ""


PLAIN_PEN = Pen()
NO_PEN = "\0"
"""The character of the plain pen, in every alphabet of pens."""
