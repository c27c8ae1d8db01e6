"""Typing into several terminals at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from desktop.model.observers import Observers
from desktop.model.terminals.session import Phase, Standing, TerminalSession
from desktop.terminal.keys import Typing
from desktop.terminal.protocol import Modes

WAITING_WRITES = 64  # that a terminal may not have taken, before it is left behind


@dataclass(frozen=True, slots=True)
class _Member:
    """One terminal: what its program has set, who hears what it is sent, and what it waits for."""

    modes: Callable[[], Modes]
    hear: Callable[[bytes], object]
    leave: Callable[[], None]
    waiting: set[asyncio.Future[None]] = field(default_factory=set)


class BroadcastGroup:
    """Terminals that share what is typed.

    Each takes it at its own pace. One that does not take it leaves the group: half of a command
    is worse than none. So does one whose program does not run any more: the rest of a command is
    not for the next. ``changed`` tells of those that are in it.
    """

    def __init__(self) -> None:
        self.changed: Observers[frozenset[TerminalSession]] = Observers()
        self._members: dict[TerminalSession, _Member] = {}

    @property
    def members(self) -> frozenset[TerminalSession]:
        return frozenset(self._members)

    @property
    def modes(self) -> tuple[Modes, ...]:
        """What the programs have set that read what is typed."""
        return tuple(member.modes() for member in self._members.values())

    def add(
        self,
        session: TerminalSession,
        modes: Callable[[], Modes] = Modes,
        hear: Callable[[bytes], object] = lambda _data: None,
    ) -> None:
        """Share with it from now on, while it runs.

        ``modes`` says what its program has set, ``hear`` is told what is about to be sent to it.
        """
        if session in self._members or session.standing.phase is not Phase.RUNNING:
            return

        def follow(standing: Standing) -> None:
            if standing.phase is not Phase.RUNNING:
                self.remove(session)

        self._members[session] = _Member(modes, hear, session.changed.subscribe(follow))
        self.changed.tell(self.members)

    def remove(self, session: TerminalSession) -> None:
        """Share with it no more; what it has not taken yet is dropped."""
        member = self._members.pop(session, None)
        if member is not None:
            member.leave()
            for write in member.waiting:
                write.cancel()
            self.changed.tell(self.members)

    def close(self) -> None:
        """Share with nobody any more."""
        for session in self.members:
            self.remove(session)

    def write(self, typing: Typing) -> None:
        """Type into all of them, as the program of each reads it."""
        for session, member in tuple(self._members.items()):
            if len(member.waiting) >= WAITING_WRITES:
                self.remove(session)
                continue
            data = typing(member.modes())
            member.hear(data)
            write = asyncio.ensure_future(session.write(data))
            member.waiting.add(write)
            write.add_done_callback(member.waiting.discard)
