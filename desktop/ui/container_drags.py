"""Containers that are dragged onto networks: what goes with the pointer, and where it may go."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QObject, QTimer
from PySide6.QtGui import QDragLeaveEvent, QDragMoveEvent, QDropEvent

from desktop.engine.records import Kind, Network
from desktop.model.commands import Target
from desktop.ui.deeds.deeds import Deeds
from desktop.ui.deeds.deferred import Deferred
from desktop.ui.plain import visible
from desktop.ui.section_list import SectionList
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
_SPRING_MS = 500


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


class SpringLoaded(QObject):
    """Opens the section that containers are held over for a moment, to be dropped within it."""

    def __init__(self, sections: SectionList) -> None:
        super().__init__(sections)
        self._sections = sections
        self._over = -1
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SPRING_MS)
        self._timer.timeout.connect(self._open)
        sections.viewport().setAcceptDrops(True)
        sections.viewport().installEventFilter(self)

    def _open(self) -> None:
        self._sections.setCurrentRow(self._over)

    def _hold(self, event: QDragMoveEvent) -> None:
        """It may move on over it, but not be dropped there."""
        if not event.mimeData().hasFormat(MIME):
            event.ignore()
            return
        event.accept()
        row = self._sections.indexAt(event.position().toPoint()).row()
        if row != self._over:
            self._over = row
            self._timer.stop()
            if row >= 0:
                self._timer.start()

    def _leave(self) -> None:
        self._over = -1
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event:
            case QDragLeaveEvent():
                self._leave()
            case QDragMoveEvent():
                self._hold(event)
            case QDropEvent():
                self._leave()
                event.ignore()
            case _:
                return super().eventFilter(watched, event)
        return True


def _named(targets: tuple[Target, ...]) -> str:
    if len(targets) == 1:
        return visible(targets[0].name, limit=60)
    return tr("%n container(s)", "", len(targets))
