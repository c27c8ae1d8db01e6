"""Which rows were wrapped: evp tells no row of it, but joins them when it writes its text.

Writing 10,000 rows twice takes 0.1 s, so that is done only for rows that reach the last column,
and once as long as nothing is fed.
"""

from __future__ import annotations

from typing import Any


class Wraps:
    """Compares the text with joined rows to the text without."""

    def __init__(self, terminal: Any, evp: Any) -> None:
        self._terminal = terminal
        self._evp = evp
        self._flags: list[bool] | None = None

    def forget(self) -> None:
        """The terminal was fed, or has another size."""
        self._flags = None

    def of(self, rows: tuple[Any, ...], first: int) -> list[bool]:
        """Whether each of these rows, the first so many below the oldest, goes on in the next."""
        if not any(map(_is_full, rows)):
            return [False] * len(rows)
        if self._flags is None:
            self._flags = self._compared()
        flags = self._flags[first : first + len(rows)]
        return flags + [False] * (len(rows) - len(flags))

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


def guessed(rows: tuple[Any, ...]) -> list[bool]:
    """For rows that are only painted: whether they seem to go on."""
    full = list(map(_is_full, rows))
    begun = [row.graphemes[0] != " " for row in rows[1:]]
    return [reaches and goes_on for reaches, goes_on in zip(full, [*begun, False], strict=True)]


def _is_full(row: Any) -> bool:
    graphemes = row.graphemes
    return bool(graphemes) and graphemes[-1] != " "
