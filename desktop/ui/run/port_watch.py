"""Who holds the ports of the host that a container is to have, before it is made."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop.model import ports
from desktop.model.ports import HeldByContainer, HeldByHost, Holder
from desktop.model.run.ports import PortMapping
from desktop.ui.run.draft import Draft
from desktop.ui.run.latest import Latest

_MOST = 32  # of a long range nobody reads more


@dataclass(frozen=True, slots=True)
class Held:
    """A port that is not free, and one that is (0: none was found)."""

    mapping: PortMapping
    number: int
    holder: Holder
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
        numbers = [
            (each, number)
            for each in self._wanted
            if each.host is not None
            for number in range(each.host.first, each.host.last + 1)
        ]
        store = self._draft.session.store
        local = ports.is_local(self._draft.session.status.endpoint)
        for mapping, number in numbers[:_MOST]:
            place = (mapping.address, number, mapping.protocol)
            holder = await ports.holder(store, *place, local=local)
            if isinstance(holder, HeldByContainer | HeldByHost):
                free = await ports.free_port(store, *place, local=local)
                found.append(Held(mapping, number, holder, free or 0))
        self._tell(tuple(found))

    def _tell(self, held: tuple[Held, ...]) -> None:
        if held != self.held:
            self.held = held
            self.changed.emit()


def _is_fixed(mapping: PortMapping) -> bool:
    """Whether it wants certain ports, rather than any of a range."""
    host = mapping.host
    return host is not None and host.first > 0 and host.count <= mapping.container.count
