"""What a terminal may answer: a program must not be able to put words into its own input."""

from __future__ import annotations

import re

_MOST_WAITING = 4096

_ALLOWED = re.compile(
    rb"\x1b\[\?62;[\d;]*c"  # DA1
    rb"|\x1b\[>[\d;]*c"  # DA2
    rb"|\x1b\[0n"  # DSR: well
    rb"|\x1b\[\d+;\d+R"  # DSR: where the cursor is
    rb"|\x1b\[\??\d+;[0-4]\$y"  # DECRPM
    rb"|\x1b\]1[01];rgb:[\da-f/]+(?:\x07|\x1b\\)"
    rb"|\x1b\]4;\d+;rgb:[\da-f/]+(?:\x07|\x1b\\)"
)


class Replies:
    """Collects them until they are taken."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def offer(self, reply: bytes) -> None:
        """Keep it if it is one of a short list."""
        if _ALLOWED.fullmatch(reply):
            self.add(reply)

    def add(self, reply: bytes) -> None:
        """Keep it, as long as not too many wait."""
        if len(self._waiting) + len(reply) <= _MOST_WAITING:
            self._waiting += reply

    def take(self) -> bytes:
        """All, once."""
        taken = bytes(self._waiting)
        self._waiting.clear()
        return taken
