"""Where later starts knock, whatever the system offers for that."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

from desktop.second_start.wish import Meeting, Wish


class Door:
    """Where later starts knock; ``knocked`` is called with each ``Wish`` once it listens."""

    def __init__(self, meeting: Meeting) -> None:
        self._meeting = meeting

    @classmethod
    def open(cls, folder: Path, wish: Wish) -> Door | None:
        """The first start's door; raises ``Runs`` where there is a first one, which has the wish.

        Asked before there is a window. None where there can be no door, or the first one does not
        answer.
        """
        try:
            return cls(_meet(_mark(folder), wish))
        except OSError:
            return None

    def listen(self, knocked: Callable[[Wish], object]) -> None:
        """Hear of later starts, on the running loop."""
        self._meeting.listen(knocked)

    def close(self) -> None:
        """Let the next start be the first one."""
        self._meeting.close()


def _meet(mark: str, wish: Wish) -> Meeting:
    if sys.platform == "win32":
        from desktop.second_start.pipe import meet_at_pipe

        return meet_at_pipe(mark, wish)
    from desktop.second_start.unix import meet_at_socket

    return meet_at_socket(mark, wish)


def _mark(folder: Path) -> str:
    """What stands for a settings folder."""
    path = os.path.normcase(folder.absolute().resolve())
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:16]
