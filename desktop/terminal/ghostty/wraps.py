"""Which rows were wrapped: evp tells no row of it, but joins them when it writes its text.

Writing 10,000 rows twice takes 0.1 s, so that is done only for rows that reach the last column,
and once as long as nothing is fed.
"""

from __future__ import annotations

from typing import Any

SOON_WRITTEN = 1000  # rows, in some 8 ms


class Wraps:
    """Compares the text with joined rows to the text without."""

    def __init__(self, terminal: Any, evp: Any) -> None:
        self._terminal = terminal
        self._evp = evp
        self._flags: list[bool] | None = None
        self._seen: dict[
            int, tuple[Any, bool, bool]
        ] = {}  # a row, whether the next has begun, flag

    def forget(self) -> None:
        """The terminal was fed, or has another size."""
        self._flags = None

    def in_doubt(self, rows: tuple[Any, ...]) -> bool:
        """Whether any of these may go on in the next."""
        return any(map(_is_full, rows))

    def of_screen(self, rows: tuple[Any, ...], first: int) -> list[bool]:
        """The same of the screen's rows, which are looked at each time they are painted.

        Where much is above them, and so the answer takes long, it is guessed: what is selected and
        searched is read again by its number.
        """
        if first <= SOON_WRITTEN:
            return self.of(rows, first)
        begun = [*(row.graphemes[0] != " " for row in rows[1:]), False]
        return [full and goes_on for full, goes_on in zip(map(_is_full, rows), begun, strict=True)]

    def of(self, rows: tuple[Any, ...], first: int) -> list[bool]:
        """Whether each of these rows, the first so many below the oldest, goes on in the next."""
        if not self.in_doubt(rows):
            return [False] * len(rows)
        if self._flags is None:
            self._flags = self._compared()
        flags = self._flags[first : first + len(rows)]
        flags += [False] * (len(rows) - len(flags))
        return [flag and _is_full(row) for flag, row in zip(flags, rows, strict=True)]

    def _compared(self) -> list[bool]:
        lines = self._written(unwrap=True).split("\n")
        rows = iter(self._written(unwrap=False).split("\n"))
        flags: list[bool] = []
        for line in lines:
            length = len(next(rows, ""))
            while length < len(line):
                more = next(rows, None)
                if more is None:
                    break
                flags.append(True)
                length += len(more)
            flags.append(False)
        return flags

    def _written(self, *, unwrap: bool) -> str:
        text: str = self._evp.Formatter(self._terminal, unwrap=unwrap, trim=False).format()
        return text


def _is_full(row: Any) -> bool:
    """Whether it may have been wrapped: a wide character may have left the last column free."""
    return any(grapheme != " " for grapheme in row.graphemes[-2:])
