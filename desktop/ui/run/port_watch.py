"""Who holds the ports of the host that a container is to have, before it is made."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop.model import ports
from desktop.model.ports import Holder
from desktop.model.run.ports import PortMapping
from desktop.ui.run.draft import Draft
from desktop.ui.run.latest import Latest


@dataclass(frozen=True, slots=True)
class Held:
    """Ports of a row that are not free, and a free port, or the first of as many in a row (0: none
    was found).
    """

    mapping: PortMapping
    holders: tuple[tuple[int, Holder], ...]
    free: int = 0


class PortWatch(QObject):
    """Asks whenever other ports are wanted."""

    changed = Signal()

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self.held: tuple[Held, ...] = ()
        self._draft = draft
        self._latest = Latest()
        self._wanted: tuple[PortMapping, ...] = ()
        draft.changed.connect(self._on_draft_changed)
        self._on_draft_changed()

    def look(self) -> None:
        """See again: containers have come or gone."""
        if self._wanted:
            self._latest.ask(self._ask)

    async def close(self) -> None:
        """Ask nothing any more."""
        await self._latest.close()

    def _on_draft_changed(self) -> None:
        wanted = tuple(each for each in self._draft.spec.ports if _is_fixed(each))
        if wanted != self._wanted:
            self._wanted = wanted
            self._tell(tuple(each for each in self.held if each.mapping in wanted))
            self._latest.ask(self._ask)

    async def _ask(self) -> None:
        found: list[Held] = []
        store = self._draft.session.store
        local = ports.is_local(self._draft.session.status.endpoint)
        for mapping in self._wanted:
            numbers, place = _numbers(mapping), (mapping.address, mapping.protocol)
            holders = await ports.holders_of(store, place[0], numbers, place[1], local=local)
            if holders:
                free = await ports.free_port(
                    store,
                    mapping.address,
                    numbers[0],
                    mapping.protocol,
                    local=local,
                    count=len(numbers),
                    but=self._of_others(mapping),
                )
                found.append(Held(mapping, tuple(holders.items()), free or 0))
        self._tell(tuple(found))

    def _of_others(self, mapping: PortMapping) -> frozenset[int]:
        """The ports that other rows want."""
        others = (each for each in self._wanted if each is not mapping)
        same = (each for each in others if each.protocol == mapping.protocol)
        return frozenset(number for each in same for number in _numbers(each))

    def _tell(self, held: tuple[Held, ...]) -> None:
        if held != self.held:
            self.held = held
            self.changed.emit()


def _is_fixed(mapping: PortMapping) -> bool:
    """Whether it wants certain ports, rather than any of a range."""
    host = mapping.host
    return host is not None and host.first > 0 and host.count <= mapping.container.count


def _numbers(mapping: PortMapping) -> range:
    assert mapping.host is not None
    return range(mapping.host.first, mapping.host.last + 1)
