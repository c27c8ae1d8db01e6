"""A container that is carried to a network within the picture."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGraphicsView, QWidget

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


def _meant(item: CardItem, panel: PanelItem | None) -> tuple[str, bool]:
    """What letting go here would do, and whether it does anything."""
    card = item.card
    name = visible(card.record.name, limit=60)
    if panel is None:
        return tr("Drop {name} on a network to connect it", name=name), False
    where = visible(panel.what.name, limit=60)
    if panel.key in (card.home, *card.others):
        return tr("{name} is in {network} already", name=name, network=where), False
    if panel.what.record is None or panel.what.name in _ALONE:
        return tr("Nobody enters this network later"), False
    return tr("Connect {name} to {network}", name=name, network=where), True


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
