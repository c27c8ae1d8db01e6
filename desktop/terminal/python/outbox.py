"""What a terminal has to say: to the program, and to the one who looks at it."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.terminal.protocol import Notice

MOST_REPLIES = 4096  # bytes


class Outbox:
    """Holds replies and notices until they are taken: of a kind of notice only the newest."""

    def __init__(self) -> None:
        self._replies = bytearray()
        self._notices: dict[type[Notice], Notice] = {}

    def reply(self, text: str) -> None:
        """Answer the program, unless too much waits already."""
        data = text.encode("ascii")
        if len(self._replies) + len(data) <= MOST_REPLIES:
            self._replies += data

    def tell(self, notice: Notice) -> None:
        self._notices.pop(type(notice), None)
        self._notices[type(notice)] = notice

    def take_replies(self) -> bytes:
        replies = bytes(self._replies)
        self._replies.clear()
        return replies

    def take_notices(self) -> Sequence[Notice]:
        notices = tuple(self._notices.values())
        self._notices.clear()
        return notices
