"""Typing into several terminals at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from desktop.model.observers import Observers
from desktop.model.terminals.session import TerminalSession
from desktop.terminal.keys import Typing
from desktop.terminal.protocol import Modes

WAITING_WRITES = 64  # that a terminal may not have taken, before it is left behind


class BroadcastGroup:
    """Terminals that share what is typed.

    Each takes it at its own pace. One that does not take it leaves the group: half of a command
    is worse than none. ``changed`` tells of those that are in it.
    """

    def __init__(self) -> None:
        self.changed: Observers[frozenset[TerminalSession]] = Observers()
        self._members: dict[TerminalSession, set[asyncio.Future[None]]] = {}
        self._modes: dict[TerminalSession, Callable[[], Modes]] = {}

    @property
    def members(self) -> frozenset[TerminalSession]:
        return frozenset(self._members)

    @property
    def modes(self) -> tuple[Modes, ...]:
        """What the programs have set that read what is typed."""
        return tuple(modes() for modes in self._modes.values())

    def add(self, session: TerminalSession, modes: Callable[[], Modes] = Modes) -> None:
        """Share with it from now on; ``modes`` says what its program has set."""
        if session not in self._members:
            self._members[session] = set()
            self._modes[session] = modes
            self.changed.tell(self.members)

    def remove(self, session: TerminalSession) -> None:
        """Share with it no more; what it has not taken yet is dropped."""
        waiting = self._members.pop(session, None)
        self._modes.pop(session, None)
        if waiting is not None:
            for write in waiting:
                write.cancel()
            self.changed.tell(self.members)

    def close(self) -> None:
        """Share with nobody any more."""
        for session in self.members:
            self.remove(session)

    def write(self, typing: Typing) -> None:
        """Type into all of them, as the program of each reads it."""
        for session, waiting in tuple(self._members.items()):
            if len(waiting) >= WAITING_WRITES:
                self.remove(session)
                continue
            data = typing(self._modes[session]())
            write = asyncio.ensure_future(session.write(data))
            waiting.add(write)
            write.add_done_callback(waiting.discard)
