"""Which ports that resting containers want are another program's of this machine.

They are tried when somebody looks, and again when containers have changed meanwhile: never by
themselves. Of an Engine on another machine nothing is known.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator

from desktop.engine import host_ports
from desktop.model.observers import Observers
from desktop.model.ports import Publication, holds_ports, is_local
from desktop.model.published import PublishedPorts
from desktop.model.session import Session

log = logging.getLogger(__name__)

_Place = tuple[str, str, int]  # address, protocol, port


class TakenOutside:
    """``changed`` names the containers of which something else is known now."""

    def __init__(self, session: Session, published: PublishedPorts) -> None:
        self.changed: Observers[frozenset[str]] = Observers()
        self._session = session
        self._published = published
        self._taken: frozenset[_Place] = frozenset()
        self._task: asyncio.Task[None] | None = None
        self._again = False

    def holds(self, port: Publication) -> bool:
        """Whether another program was seen to have it, on one of its addresses."""
        return any(place in self._taken for place in _places(port))

    def look(self) -> None:
        """Try the ports; once more after that, if this is asked for meanwhile."""
        if self._task is not None:
            self._again = True
            return
        self._again = False
        if next(self._wanted(), None) is None:
            self._know(frozenset())
            return
        self._task = asyncio.get_running_loop().create_task(self._try())
        self._task.add_done_callback(self._on_ended)

    async def close(self) -> None:
        """Try nothing any more."""
        self._again = False
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])

    async def _try(self) -> None:
        wanted: dict[tuple[str, str], set[int]] = {}
        for address, protocol, number in self._wanted():
            wanted.setdefault((address, protocol), set()).add(number)
        taken: set[_Place] = set()
        for (address, protocol), numbers in wanted.items():
            found = await host_ports.taken(address, sorted(numbers), protocol)
            taken |= {(address, protocol, number) for number in found}
        self._know(frozenset(taken))

    def _wanted(self) -> Iterator[_Place]:
        """What containers want that rest, and none has that runs."""
        if is_local(self._session.status.endpoint):
            for container in self._session.store.containers:
                if not holds_ports(container):
                    for port in self._published.of(container):
                        if not self._published.rivals(container, port):
                            yield from _places(port)

    def _know(self, taken: frozenset[_Place]) -> None:
        other = taken ^ self._taken
        self._taken = taken
        if other:
            told = (
                each.id
                for each in self._session.store.containers
                if any(p in other for port in self._published.of(each) for p in _places(port))
            )
            self.changed.tell(frozenset(told))

    def _on_ended(self, task: asyncio.Task[None]) -> None:
        self._task = None
        if task.cancelled():
            return
        if (fault := task.exception()) is not None:
            log.error("the ports were not tried", exc_info=fault)
        if self._again:
            self.look()


def _places(port: Publication) -> list[_Place]:
    return [(address, port.protocol, port.host_port) for address in port.addresses]
