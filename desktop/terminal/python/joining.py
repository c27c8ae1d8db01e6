"""Graphemes of several code points: combining marks, emoji that are joined, flags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.terminal.python import widths
from desktop.terminal.python.line import FIRST_CLUSTER
from desktop.terminal.python.widths import HALF

if TYPE_CHECKING:
    from desktop.terminal.python.screen import Screen

MOST_JOINED = 16  # code points in a cell
UNWANTED = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They turn the direction of all that follows: a screen is made of columns, in one direction."""
AS_EMOJI = "\ufe0f"


def put_one(screen: Screen, character: str) -> None:
    """Write a character that may belong to the one before it."""
    if character in UNWANTED:
        return
    before, column = grapheme_before(screen)
    if widths.continues(before, character):
        if before and len(before) < MOST_JOINED:
            _join(screen, column, before + character)
        return
    cell = character
    if ord(character) >= FIRST_CLUSTER:
        cell = screen.alphabets.clusters.character(character)
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
    grows = screen.x - column == 1 and screen.x < screen.columns
    if grows and (_is_flag(cluster) or (cluster[-1] == AS_EMOJI and widths.is_emoji(cluster[0]))):
        pen = line.pens[column : column + 1] or "\0"
        line.write(screen.x, HALF, pen)
        screen.x += 1


def _is_flag(cluster: str) -> bool:
    return len(cluster) == 2 and all(map(widths.is_flag_half, cluster))
