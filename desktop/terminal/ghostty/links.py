"""Links (OSC 8), which evp does not tell: while one is open its cells get a mark.

The mark is an underline colour that nobody else uses. It goes with the cell wherever that goes,
as any colour does, and is taken out again when rows are read.
"""

from __future__ import annotations

from desktop.terminal.cells import Color

_MOST = 4096  # then the oldest marks are given to others
_RED = 0xFE  # of all marks; a program that uses such a colour itself is unlikely, and harmless


class Links:
    """The links that were open so far, each with its mark."""

    def __init__(self) -> None:
        self._targets: list[str] = []
        self._numbers: dict[str, int] = {}
        self._next = 0

    def mark(self, target: str) -> bytes:
        """What to write so that the cells that follow bear the link."""
        number = self._numbers.get(target)
        if number is None:
            number = self._next
            if number < len(self._targets):
                self._numbers.pop(self._targets[number], None)
                self._targets[number] = target
            else:
                self._targets.append(target)
            self._numbers[target] = number
            self._next = (number + 1) % _MOST
        return b"\x1b[58;2;%d;%d;%dm" % (_RED, number >> 8, number & 0xFF)

    def marked(self, color: Color) -> str:
        """The link that a mark stands for; "" if it is none."""
        if not isinstance(color, tuple) or color[0] != _RED:
            return ""
        number = (color[1] << 8) + color[2]
        return self._targets[number] if number < len(self._targets) else ""
