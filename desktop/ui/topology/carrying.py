"""A container that is carried to a network within the picture."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QGraphicsView, QWidget

from desktop.ui.container_drags import dragged
from desktop.ui.plain import visible
from desktop.ui.states import paint_chip
from desktop.ui.text import tr
from desktop.ui.theme import Tone
from desktop.ui.topology.items import CardItem, PanelItem

_ALONE = ("host", "none")  # nobody enters them later


class Carrying(QObject):
    """From the first movement with a container to where it is let go."""

    said = Signal(str)
    """What letting go would do; empty when it is over."""

    def __init__(self, view: QGraphicsView) -> None:
        super().__init__(view)
        self._view = view
        self._card: CardItem | None = None
        self._aimed: PanelItem | None = None
        self._ghost = _Ghost(view.viewport())

    @property
    def active(self) -> bool:
        return self._card is not None

    def move(self, card: CardItem, position: QPoint) -> None:
        """It is here now."""
        self._card = card
        items = self._view.items(position)
        panel = next((item for item in items if isinstance(item, PanelItem)), None)
        said, enters = _meant(card, panel)
        self._aim(panel if enters else None)
        self._ghost.follow(position, visible(card.card.record.name, limit=60))
        shape = Qt.CursorShape.DragCopyCursor if enters else Qt.CursorShape.ForbiddenCursor
        self._view.setCursor(shape)
        self.said.emit(said)

    def hold(self, keys: Sequence[str], position: QPoint) -> str:
        """Containers of a tree are held here: the key of the network that some would enter."""
        items = self._view.items(position)
        panel = next((item for item in items if isinstance(item, PanelItem)), None)
        enters = panel is not None and _is_entered(panel) and bool(self.new_ones(keys, panel.key))
        self._aim(panel if enters else None)
        return panel.key if panel is not None and enters else ""

    def new_ones(self, keys: Sequence[str], network: str) -> list[str]:
        """Those of the containers that are not in the network yet."""
        cards = (item.card for item in self._view.items() if isinstance(item, CardItem))
        own = (card for card in cards if card.owner is None)
        outside = {card.key for card in own if network not in (card.home, *card.others)}
        return [key for key in keys if key in outside]

    def end(self) -> tuple[str, str] | None:
        """It is let go: the container and the network that it enters, by their keys."""
        card, panel = self._card, self._aimed
        self._card = None
        self._aim(None)
        self._ghost.hide()
        self._view.unsetCursor()
        if card is None:
            return None
        self.said.emit("")
        return (card.key, panel.key) if panel is not None else None

    def _aim(self, panel: PanelItem | None) -> None:
        if self._aimed is not None and self._aimed is not panel:
            self._aimed.aim(False)
        self._aimed = panel
        if panel is not None:
            panel.aim(True)


class TreeDrops(QObject):
    """Takes containers that are dragged from their tree, by way of the section list."""

    dropped = Signal(list, str)
    """Their keys, without those that are in it already, and the network's."""

    def __init__(self, view: QGraphicsView, carrying: Carrying) -> None:
        super().__init__(view)
        self._carrying = carrying
        view.setAcceptDrops(True)
        view.viewport().installEventFilter(self)

    def _hold(self, event: QDropEvent) -> tuple[list[str], str]:
        """What would enter which network here."""
        keys = [target.key for target in dragged(event.mimeData())]
        network = self._carrying.hold(keys, event.position().toPoint())
        return (self._carrying.new_ones(keys, network) if network else []), network

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event:
            case QDragLeaveEvent():
                self._carrying.end()
            case QDragEnterEvent():
                event.setAccepted(bool(dragged(event.mimeData())))
            case QDragMoveEvent():
                new, _network = self._hold(event)
                event.setAccepted(bool(new))
            case QDropEvent():
                new, network = self._hold(event)
                self._carrying.end()
                event.setAccepted(bool(new))
                if new:
                    self.dropped.emit(new, network)
            case _:
                return super().eventFilter(watched, event)
        return True


def _meant(item: CardItem, panel: PanelItem | None) -> tuple[str, bool]:
    """What letting go here would do, and whether it does anything."""
    card = item.card
    name = visible(card.record.name, limit=60)
    if card.owner is not None:
        owner = visible(card.owner.name, limit=60)
        return tr(
            "{name} has the network of {owner}, and enters none", name=name, owner=owner
        ), False
    if panel is None:
        return tr("Drop {name} on a network to connect it", name=name), False
    where = visible(panel.what.name, limit=60)
    if panel.key in (card.home, *card.others):
        return tr("{name} is in {network} already", name=name, network=where), False
    if not _is_entered(panel):
        return tr("Nobody enters this network later"), False
    return tr("Connect {name} to {network}", name=name, network=where), True


def _is_entered(panel: PanelItem) -> bool:
    """Whether containers may enter it after they were created."""
    return panel.what.record is not None and panel.what.name not in _ALONE


class _Ghost(QWidget):
    """The name of what is dragged, at the pointer."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self._name = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def follow(self, position: QPoint, name: str) -> None:
        """Be there."""
        self._name = name
        metrics = self.fontMetrics()
        self.resize(min(240, metrics.horizontalAdvance(name) + 24), metrics.height() + 12)
        self.move(position + QPoint(12, 12))
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(painter, self.rect().toRectF(), self._name, Tone.ACCENT)
