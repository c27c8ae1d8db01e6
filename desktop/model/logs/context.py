"""Rows around those that were looked for, as ``grep -C`` shows them. Rows are bytes of flags."""

from __future__ import annotations

CANDIDATE = 1  # may be shown around a hit
HIT = 2
ALWAYS = 4  # a marker


def earliest(flags: bytearray, low: int, count: int) -> int:
    """The index of the row that lies ``count`` candidates before index ``low``."""
    while low > 0 and count > 0:
        low -= 1
        count -= 1 if flags[low] else 0
    return low


def places(flags: bytearray, start: int, context: int, *, first: bool) -> list[int]:
    """The rows from index ``start`` on that are shown, as index * 2; a separator is 1 less.

    ``first``: none is shown before these, so that none is separated from them.
    """
    if not context:
        wanted = HIT | ALWAYS
        return [i * 2 for i in range(start, len(flags)) if flags[i] & wanted]
    warm = earliest(flags, start, 2 * context + 1)
    rows = [i for i in range(warm, len(flags)) if flags[i]]
    found = []
    left_out = False
    for index, is_shown in zip(rows, _near(flags, rows, context), strict=True):
        if index >= start and is_shown:
            if left_out and not first:
                found.append(index * 2 - 1)
            found.append(index * 2)
            first = False
        left_out = not is_shown
    return found


def _near(flags: bytearray, rows: list[int], context: int) -> list[bool]:
    """Which of these rows are a hit, or no more than ``context`` rows from one."""
    shown = [bool(flags[index] & ALWAYS) for index in rows]
    for order in (range(len(rows)), range(len(rows) - 1, -1, -1)):
        distance = context + 1
        for place in order:
            distance = 0 if flags[rows[place]] & HIT else distance + 1
            if distance <= context:
                shown[place] = True
    return shown
