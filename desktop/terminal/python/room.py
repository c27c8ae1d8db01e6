"""Keeps the alphabets of a screen small: what no line holds any more is forgotten."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.terminal.python.alphabet import NO_PEN
from desktop.terminal.python.joining import bare
from desktop.terminal.python.line import FIRST_CLUSTER, Line
from desktop.terminal.python.screen import Screen
from desktop.terminal.python.unspelt import UnspeltLine

SLICE = 1 << 16
"""So many bytes may be written between two looks: half as many values, as each takes two."""
_FULL = 0x4000


def make_room(screen: Screen) -> bool:
    """Look whether an alphabet is full. Says whether pens have other characters now.

    If more values are in use than there is room for, the oldest rows of the scrollback lose their
    colours, or the marks of their letters.
    """
    if screen.alphabets.clusters.weight > _FULL:
        _renew_clusters(screen)
    if screen.alphabets.pens.weight > _FULL:
        _renew_pens(screen)
        return True
    return False


def _renew_pens(screen: Screen) -> None:
    pens = screen.alphabets.pens
    current = screen.pen_value
    used, weight = {NO_PEN}, 0
    for line in _newest_first(screen):
        if new := set(line.pens) - used:
            weight += pens.weigh(new)
            if weight > _FULL // 2:
                line.pens, line.changed = "", True
            else:
                used |= new
    changes = pens.keep(used)
    for line in _newest_first(screen):
        if line.pens:
            line.pens = line.pens.translate(changes)
    screen.alphabets.styles.clear()
    screen.set_pen(current)


def _renew_clusters(screen: Screen) -> None:
    clusters = screen.alphabets.clusters
    used: set[str] = set()
    for line in _newest_first(screen):
        if new := _clusters(line) - used:
            if len(used) + len(new) > _FULL // 2:
                without = {ord(cell): bare(clusters.value(cell)) for cell in new}
                line.cells, line.changed = line.cells.translate(without), True
            else:
                used |= new
    changes = clusters.keep(used)
    screen.spelling.forget()
    for line in _newest_first(screen):
        if _clusters(line):
            line.cells = line.cells.translate(changes)


def _clusters(line: Line) -> set[str]:
    if isinstance(line, UnspeltLine) and not line.spelt:
        return set()
    if line.cells.isascii():
        return set()
    return {cell for cell in set(line.cells) if ord(cell) >= FIRST_CLUSTER}


def _newest_first(screen: Screen) -> Iterator[Line]:
    yield from screen.normal.lines
    yield from screen.alternate.lines
    yield from reversed(screen.normal.history)
