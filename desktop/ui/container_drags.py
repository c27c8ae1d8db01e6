"""Containers that are dragged onto networks: what goes with the pointer, and where it may go."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QDropEvent

from desktop.engine.records import Kind, Network
from desktop.model.commands import Target
from desktop.ui.deeds.deeds import Deeds
from desktop.ui.deeds.deferred import Deferred
from desktop.ui.plain import visible
from desktop.ui.text import tr
from desktop.ui.trees.model import TreeModel
from desktop.ui.trees.row_target import RowTarget
from desktop.ui.trees.rows import Child, Row
from desktop.ui.trees.view import TreeView

if TYPE_CHECKING:
    from desktop.ui.deeds import networks
else:
    networks = Deferred("networks")

MIME = "application/x-portside-containers"


def containers_data(rows: list[Row]) -> QMimeData:
    """What goes with the pointer, for these rows of containers."""
    data = QMimeData()
    pairs = [(row.record.key, row.title) for row in rows]
    data.setData(MIME, QByteArray(json.dumps(pairs).encode()))
    data.setText("\n".join(name for _key, name in pairs))
    return data


def dragged(data: QMimeData) -> tuple[Target, ...]:
    """The containers in it; none where it is something else."""
    if not data.hasFormat(MIME):
        return ()
    pairs = json.loads(bytes(data.data(MIME).data()))
    return tuple(Target(Kind.CONTAINER, str(key), str(name)) for key, name in pairs)


class NetworkDrops(RowTarget):
    """Takes containers on the rows of the tree of networks."""

    def __init__(self, tree: TreeView, model: TreeModel, deeds: Deeds) -> None:
        super().__init__(tree, model, deeds.window.say)
        self._deeds = deeds

    def knows(self, data: QMimeData) -> bool:
        return bool(dragged(data))

    def refusal(self, event: QDropEvent) -> str:
        targets, network = dragged(event.mimeData()), self._network_at(event)
        if not targets:
            return tr("Only containers can be dropped here.")
        if self._deeds.session.engine is None:
            return tr("No Engine answers: nothing can be connected now.")
        if network is None:
            return tr("Drop containers on the network that they are to enter.")
        if not networks.is_entered(network, self._deeds):
            return tr("Nobody enters this network later")
        if not self._new_ones(targets, network):
            name = visible(network.name, limit=60)
            return tr("{name} is in {network} already", name=_named(targets), network=name)
        return ""

    def promise(self, event: QDropEvent) -> str:
        targets, network = dragged(event.mimeData()), self._network_at(event)
        name = visible(network.name, limit=60) if network is not None else ""
        return tr("Connect {name} to {network}", name=_named(targets), network=name)

    def take(self, event: QDropEvent) -> None:
        targets, network = dragged(event.mimeData()), self._network_at(event)
        if network is not None:
            networks.dropped(self._deeds, self._new_ones(targets, network), network)

    def _new_ones(self, targets: tuple[Target, ...], network: Network) -> tuple[Target, ...]:
        inside = {c.id for c in self._deeds.store.users(Kind.NETWORK, network.id)}
        return tuple(target for target in targets if target.key not in inside)

    def _network_at(self, event: QDropEvent) -> Network | None:
        """The one whose row, or whose container's row, is there."""
        value = self.value_at(event)
        if isinstance(value, Child):
            value = self.value_at(event, above=True)
        record = value.record if isinstance(value, Row) else None
        return record if isinstance(record, Network) else None


def _named(targets: tuple[Target, ...]) -> str:
    if len(targets) == 1:
        return visible(targets[0].name, limit=60)
    return tr("%n container(s)", "", len(targets))
