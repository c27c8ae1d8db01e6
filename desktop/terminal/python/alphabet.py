"""Values as characters: a row of them is a string, which Python cuts and joins fastest of all."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, NamedTuple, TypeVar

from desktop.terminal.cells import Color, Style, Underline

V = TypeVar("V", bound=Hashable)


class Alphabet(Generic[V]):
    """Gives each value a character, from ``first`` on: the same to equal ones."""

    def __init__(self, first: int, weight: Callable[[V], int] = lambda _: 1) -> None:
        self._first = first
        self._weight = weight
        self._values: list[V] = []
        self._characters: dict[V, str] = {}
        self.weight = 0

    def character(self, value: V) -> str:
        found = self._characters.get(value)
        if found is None:
            found = self._characters[value] = chr(self._first + len(self._values))
            self._values.append(value)
            self.weight += self._weight(value)
        return found

    def value(self, character: str) -> V:
        return self._values[ord(character) - self._first]

    def weigh(self, characters: set[str]) -> int:
        return sum(self._weight(self.value(character)) for character in characters)

    def keep(self, characters: set[str]) -> dict[int, str]:
        """Forget all values but those of these. Returns the character that each has from now on."""
        kept = [(character, self.value(character)) for character in sorted(characters)]
        self._values.clear()
        self._characters.clear()
        self.weight = 0
        return {ord(character): self.character(value) for character, value in kept}


class Pen(NamedTuple):
    """How text is written: the fields of its style in their order, and its link."""

    foreground: Color = None
    background: Color = None
    underline_color: Color = None
    underline: Underline = Underline.NONE
    bold: bool = False
    faint: bool = False
    italic: bool = False
    blink: bool = False
    inverse: bool = False
    invisible: bool = False
    strikethrough: bool = False
    overline: bool = False
    link: str = ""

    @property
    def weight(self) -> int:
        """What it takes to remember it, where one without a link is 1."""
        return 1 + len(self.link) // 256

    @property
    def style(self) -> Style:
        return Style(*self[:-1])


PLAIN_PEN = Pen()
NO_PEN = "\0"
"""The character of the plain pen, in every alphabet of pens."""
