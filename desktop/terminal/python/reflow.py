"""Another size: lines of the normal screen and the scrollback wrap anew, the cursor with them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from desktop.terminal.python.alphabet import NO_PEN
from desktop.terminal.python.grid import Grid
from desktop.terminal.python.line import Line
from desktop.terminal.python.screen import Screen
from desktop.terminal.python.widths import HALF

_wide = re.compile(f".{HALF}", re.DOTALL).sub


@dataclass(slots=True)
class _Place:
    """A cell that is followed: the row, counted from the oldest, and the column."""

    row: int
    column: int


def resize(screen: Screen, columns: int, rows: int) -> None:
    normal = screen.normal
    on_normal = screen.grid is normal
    saved = normal.saved
    cursor = _Place(screen.y, screen.x) if on_normal else _Place(saved.y, saved.x)
    _resize_normal(normal, cursor, columns, rows)
    if columns != screen.columns:
        screen.numbering += 1
        added = [at for at in range(8, columns, 8) if at >= screen.columns]
        screen.tabs = [at for at in screen.tabs if at < columns] + added
    _resize_alternate(screen.alternate, columns, rows)
    screen.columns, screen.rows = columns, rows
    screen.top, screen.bottom = 0, rows - 1
    if on_normal:
        screen.x, screen.y = cursor.column, cursor.row
        normal.saved = replace(saved, x=min(saved.x, columns - 1), y=min(saved.y, rows - 1))
    else:
        screen.move(screen.x, screen.y)
        normal.saved = replace(saved, x=min(cursor.column, columns - 1), y=cursor.row)


def _resize_alternate(grid: Grid, columns: int, rows: int) -> None:
    for line in grid.lines:
        line.cut(columns)
        line.unwrap()
    del grid.lines[rows:]
    grid.lines += [Line() for _ in range(rows - len(grid.lines))]
    grid.columns, grid.rows = columns, rows
    grid.saved = replace(
        grid.saved, x=min(grid.saved.x, columns - 1), y=min(grid.saved.y, rows - 1)
    )


def _resize_normal(grid: Grid, cursor: _Place, columns: int, rows: int) -> None:
    """Leaves in ``cursor`` where on the new screen it is."""
    past = len(grid.history)
    end = _end(grid, cursor)
    full = end == grid.rows  # then the screen's end stays where it is, else its top
    lines = [*grid.history, *grid.lines[:end]]
    cursor.row += past
    top = _Place(past, 0)
    if columns != grid.columns:
        lines = _wrapped_anew(lines, columns, grid.columns, [cursor, top])
    lowest = max(0, len(lines) - rows)
    first = lowest if full else max(top.row, lowest)
    first = max(0, min(first, cursor.row))
    grid.history = deque(lines[:first], maxlen=grid.history.maxlen)
    grid.scrolled = len(grid.history) if columns != grid.columns else grid.scrolled + first - past
    grid.lines = lines[first : first + rows]
    grid.lines += [Line() for _ in range(rows - len(grid.lines))]
    grid.columns, grid.rows = columns, rows
    cursor.row -= first


def _end(grid: Grid, cursor: _Place) -> int:
    """The row after the last one that shows something or has the cursor."""
    end = grid.rows
    while end > cursor.row + 1 and not (grid.lines[end - 1].cells or grid.lines[end - 1].pens):
        end -= 1
    return end


def _wrapped_anew(lines: list[Line], columns: int, old: int, places: list[_Place]) -> list[Line]:
    """The same lines for another width. The places go with their text."""
    anew: list[Line] = []
    for start, end in _logical(lines):
        inside = [place for place in places if start <= place.row < end]
        line = lines[start]
        if end - start == 1 and line.fits(columns):
            line.unwrap()
            for place in inside:
                place.row, place.column = len(anew), min(place.column, columns - 1)
            anew.append(line)
            continue
        cells, pens, starts = _joined(lines[start:end], old)
        offsets = [starts[place.row - start] + place.column for place in inside]
        cuts = _cuts(cells, columns)
        for place, offset in zip(inside, offsets, strict=True):
            piece = bisect_right(cuts, offset) - 1
            place.row = len(anew) + piece
            after_text = offset == len(cells)
            place.column = min(offset - cuts[piece], columns if after_text else columns - 1)
        anew += _cut(cells, pens, cuts, columns)
    return anew


def _logical(lines: list[Line]) -> Iterator[tuple[int, int]]:
    """Where each line starts and ends that was wrapped over several rows, or none."""
    start = 0
    for at, line in enumerate(lines, 1):
        if not line.wrapped or at == len(lines):
            yield start, at
            start = at


def _joined(rows: list[Line], columns: int) -> tuple[str, str, list[int]]:
    """Their characters, their pens, and at which offset each begins."""
    starts = [0]
    cells: list[str] = []
    pens: list[str] = []
    for row, following in pairwise(rows):
        # A wide character that did not fit has left the last column out.
        short = len(row.cells) == columns - 1 and following.cells[1:2] == HALF
        part = row.cells if short else row.cells.ljust(columns)
        cells.append(part)
        pens.append(row.pens[: len(part)].ljust(len(part), NO_PEN))
        starts.append(starts[-1] + len(part))
    cells.append(rows[-1].cells)
    pens.append(rows[-1].pens)
    return "".join(cells).rstrip(" "), "".join(pens), starts


def _cuts(cells: str, columns: int) -> list[int]:
    """Where its rows begin: a wide character is never cut."""
    cuts = [0]
    while len(cells) - cuts[-1] > columns:
        cut = cuts[-1] + columns
        cuts.append(cut - 1 if cells[cut] == HALF and columns > 1 else cut)
    return cuts


def _cut(cells: str, pens: str, cuts: list[int], columns: int) -> Iterator[Line]:
    if columns == 1:
        cells = _wide("\ufffd ", cells)
    for start, end in pairwise([*cuts, len(cells)]):
        last = end == len(cells)
        painted = pens[start : start + columns if last else end].rstrip(NO_PEN)
        line = Line(cells[start:end], painted)
        line.wrapped = not last
        yield line
