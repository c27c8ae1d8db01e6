"""Graphemes of several code points: combining marks, emoji that are joined, flags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.terminal.python import widths
from desktop.terminal.python.alphabet import Alphabet
from desktop.terminal.python.line import FIRST_CLUSTER
from desktop.terminal.python.widths import HALF

if TYPE_CHECKING:
    from desktop.terminal.python.screen import Screen

MOST_JOINED = 16  # code points in a cell
UNWANTED = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They turn the direction of all that follows: a screen is made of columns, in one direction."""

_MOST_CLUSTERS = 0xF000  # there are characters for a few more
_MOST_REMEMBERED = 4096
_LONGEST_REMEMBERED = 32


class Spelling:
    """The columns of text, of which nothing joins what is before it. What is rare is remembered."""

    def __init__(self, clusters: Alphabet[str]) -> None:
        self._clusters = clusters
        self._known: dict[str, str] = {}

    def cells(self, text: str) -> str:
        return widths.spell(text, self._spelled)

    def forget(self) -> None:
        """The clusters have other characters now."""
        self._known.clear()

    def _spelled(self, text: str) -> str:
        known = self._known.get(text)
        if known is None:
            graphemes: list[str] = []
            for character in text:
                _add(graphemes, character)
            known = "".join(map(self._cell, graphemes))
            if len(text) <= _LONGEST_REMEMBERED:
                if len(self._known) >= _MOST_REMEMBERED:
                    self._known.clear()
                self._known[text] = known
        return known

    def _cell(self, grapheme: str) -> str:
        return cell_of(grapheme, self._clusters) + (HALF if widths.takes_two(grapheme) else "")


def _add(graphemes: list[str], character: str) -> None:
    if character in UNWANTED:
        return
    before = graphemes[-1] if graphemes else ""
    if not widths.continues(before, character):
        graphemes.append(character)
    elif before and len(before) < MOST_JOINED:
        graphemes[-1] += character


def cell_of(grapheme: str, clusters: Alphabet[str]) -> str:
    """The character that stands for it in a line."""
    if len(grapheme) == 1 and ord(grapheme) < FIRST_CLUSTER:
        return grapheme
    if clusters.weight >= _MOST_CLUSTERS:
        return bare(grapheme)
    return clusters.character(grapheme)


def bare(cluster: str) -> str:
    """Its letter without its marks, which needs no other character."""
    return cluster[0] if ord(cluster[0]) < FIRST_CLUSTER else "\ufffd"


def put_one(screen: Screen, character: str) -> None:
    """Write a character that may belong to the one before it."""
    if character in UNWANTED:
        return
    before, column = grapheme_before(screen)
    if widths.continues(before, character):
        if before and len(before) < MOST_JOINED:
            _join(screen, column, before + character)
        return
    cell = cell_of(character, screen.alphabets.clusters)
    if widths.is_wide(character):
        screen.put_wide(cell)
    else:
        screen.put_narrow(cell)


def grapheme_before(screen: Screen) -> tuple[str, int]:
    """The grapheme left of the cursor, and its column."""
    column = screen.x - 1
    if column < 0:
        return "", 0
    cells = screen.line.cells
    cell = cells[column : column + 1] or " "
    if cell == HALF:
        column -= 1
        cell = cells[column]
    if ord(cell) >= FIRST_CLUSTER:
        cell = screen.alphabets.clusters.value(cell)
    return cell, column


def _join(screen: Screen, column: int, cluster: str) -> None:
    line = screen.line
    cell = screen.alphabets.clusters.character(cluster)
    line.cells = line.cells[:column].ljust(column) + cell + line.cells[column + 1 :]
    line.changed = True
    may_grow = screen.x - column == 1 and screen.x < screen.columns
    if may_grow and widths.takes_two(cluster):
        pen = line.pens[column : column + 1] or "\0"
        line.write(screen.x, HALF, pen)
        screen.x += 1
