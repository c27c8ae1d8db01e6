"""The published ports of all containers, and which containers want the same one.

Of a container that does not run the list tells no ports: what it will publish is asked for once,
when somebody looks.
"""

from __future__ import annotations

from collections.abc import Iterable

from desktop.engine.records import Container, Record
from desktop.model.asked_once import KEPT, AskedOnce
from desktop.model.observers import Observers
from desktop.model.ports import Publication, holds_ports, publications
from desktop.model.session import Session
from desktop.model.store import Change

Place = tuple[int, str]  # a port of the machine and its protocol


class PublishedPorts:
    """Follows the store by :meth:`take`. ``learned`` tells of containers whose ports are known now,
    or (of none) that a look may show more.
    """

    def __init__(self, session: Session) -> None:
        self._store = session.store
        self._configured = AskedOnce[tuple[Publication, ...]](
            session, lambda facts: publications(facts.ports), (), waiting=KEPT
        )
        self.learned: Observers[frozenset[str]] = self._configured.changed
        self._ports: dict[str, tuple[Publication, ...]] = {}
        self._at: dict[Place, dict[str, None]] = {}

    def of(self, container: Container) -> tuple[Publication, ...]:
        """What a container has published, or will when it runs, as far as it is known."""
        return self._ports.get(container.id, ())

    def rivals(self, container: Container, port: Publication) -> tuple[Container, ...]:
        """The others that can't run beside this one for the sake of a port, one of them running.

        Two that both rest are no conflict: maybe they are meant to take turns.
        """
        others = self._at.get((port.host_port, port.protocol), {})
        return tuple(
            found
            for key in others
            if key != container.id
            and (found := self._store.containers.get(key)) is not None
            and holds_ports(container) is not holds_ports(found)
            and any(port.overlaps(each) for each in self._ports[key])
        )

    def take(self, change: Change) -> list[Record]:
        """Take in news of containers; returns the others that want or wanted one of their ports."""
        told = (*change.appeared, *change.changed, *change.vanished)
        places = self._places(told)
        for record in change.vanished:
            self._put(record.key, ())
        for record in (*change.appeared, *change.changed):
            if isinstance(record, Container):
                self._put(record.id, self._found(record))
        places |= self._places(told)
        keys = {key for place in places for key in self._at.get(place, ())}
        keys -= {record.key for record in told}
        return [found for key in keys if (found := self._store.containers.get(key)) is not None]

    def look(self) -> None:
        """Somebody sees them: ask what the containers will publish that do not run."""
        for container in self._store.containers:
            if not holds_ports(container):
                self._configured.look(container.id)

    async def close(self) -> None:
        """Ask nothing any more."""
        await self._configured.close()

    def _found(self, container: Container) -> tuple[Publication, ...]:
        if holds_ports(container):
            return publications(container.ports)
        return self._configured.of(container.id)

    def _put(self, key: str, ports: tuple[Publication, ...]) -> None:
        for port in self._ports.pop(key, ()):
            place = port.host_port, port.protocol
            if (there := self._at.get(place)) is not None:
                there.pop(key, None)
                if not there:
                    del self._at[place]
        if ports:
            self._ports[key] = ports
            for port in ports:
                self._at.setdefault((port.host_port, port.protocol), {})[key] = None

    def _places(self, records: Iterable[Record]) -> set[Place]:
        ports = (port for record in records for port in self._ports.get(record.key, ()))
        return {(port.host_port, port.protocol) for port in ports}
