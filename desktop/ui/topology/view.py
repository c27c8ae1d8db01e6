"""The picture as one looks at it: zoom, keys, the mouse, and what is dragged onto a network."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsView, QWidget

from desktop.model.topology.picture import HOST
from desktop.ui.text import tr
from desktop.ui.theme import current
from desktop.ui.topology import words
from desktop.ui.topology.carrying import Carrying, TreeDrops
from desktop.ui.topology.items import CardItem, Node
from desktop.ui.topology.scene import TopologyScene

LEAST, MOST = 0.1, 3.0
_STEP = 1.25
_VEIL = 0.45
_MARGIN = 48  # around what is brought into sight
_DIRECTIONS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class TopologyView(QGraphicsView):
    """Looks at the scene. What is chosen here is told, and by the keyboard reached, too."""

    chosen = Signal(str)
    """The key of a node; empty for none."""
    activated = Signal(str)
    """Enter or a double click."""
    menu_requested = Signal(str, QPoint)
    dropped = Signal(list, str)
    """Containers, by their keys, were dragged onto a network."""
    said = Signal(str)
    """What a drag would do, while it lasts."""

    def __init__(self, scene: TopologyScene, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self.picture = scene
        self.current = ""
        self._fitted = True  # until a person zooms
        self._stale = False
        self._pressed: Node | None = None
        self._press = QPoint()
        self._carrying = Carrying(self)
        self._carrying.said.connect(self.said)
        self.setAccessibleName(tr("Topology"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setDragMode(QGraphicsView.DragMode.NoDrag)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        TreeDrops(self, self._carrying).dropped.connect(self.dropped)

    # Scale

    @property
    def scale_now(self) -> float:
        """How large things are: 1 is their own size."""
        return self.transform().m11()

    def fit(self) -> None:
        """All of it, but never larger than it is."""
        self._fitted = True
        size = self.viewport().size()
        if size.isEmpty():
            return
        self.picture.suit(size.width(), size.height())
        area = self.sceneRect()
        if area.isEmpty():
            return
        scale = min(size.width() / area.width(), size.height() / area.height(), 1.0)
        self._scale_to(max(scale, LEAST))
        self.centerOn(area.center())

    def zoom(self, factor: float) -> None:
        """Larger or smaller by a factor."""
        self._fitted = False
        self._scale_to(min(MOST, max(LEAST, self.scale_now * factor)))

    def zoom_in(self) -> None:
        self.zoom(_STEP)

    def zoom_out(self) -> None:
        self.zoom(1 / _STEP)

    def keep_fitted(self) -> None:
        """The picture changed: all of it again, unless a person has zoomed."""
        if self._fitted:
            self.fit()

    def _scale_to(self, scale: float) -> None:
        self.scale(scale / self.scale_now, scale / self.scale_now)

    def set_stale(self, stale: bool) -> None:
        """Whether what is shown may no longer be true: it is paler then."""
        if stale is not self._stale:
            self._stale = stale
            self.viewport().update()

    # What is chosen

    def choose(self, key: str, *, tell: bool = True, show: bool = True) -> None:
        """Make this node the current one."""
        node = self.picture.nodes.get(key)
        key = key if node is not None else ""
        changed = key != self.current
        self.current = key
        self.picture.choose(key)
        if node is not None and show:
            self.ensureVisible(node.sceneBoundingRect(), _MARGIN, _MARGIN)
        self.setAccessibleDescription(self.spoken(key))
        if changed:
            # A screen reader that is on the picture reads what is current now.
            QAccessible.updateAccessibility(
                QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
            )
            if QAccessible.isActive() and self.hasFocus() and key:
                said = QAccessibleAnnouncementEvent(self, self.spoken(key))
                QAccessible.updateAccessibility(said)
            if tell:
                self.chosen.emit(key)

    def spoken(self, key: str) -> str:
        """A node in words."""
        node = self.picture.nodes.get(key)
        if node is None:
            return ""
        graph = self.picture.picture
        names = {panel.key: panel.name for panel in graph.panels}
        names |= {card.key: card.record.name for card in graph.cards}
        return words.spoken(node, names)

    def step(self, direction: tuple[int, int]) -> None:
        """To the nearest node on that side; the first one where none is current."""
        at = self.picture.nodes.get(self.current)
        if at is None:
            self.choose(next(iter(self.order()), ""))
            return
        found = min(
            (node for node in self.picture.nodes.values() if node is not at),
            key=lambda node: _distance(at, node, direction),
            default=None,
        )
        if found is not None and math.isfinite(_distance(at, found, direction)):
            self.choose(found.key)

    def order(self) -> Sequence[str]:
        """All nodes as they are read: networks with their containers, ports, the host."""
        graph = self.picture.picture
        keys: list[str] = []
        for panel in graph.panels:
            keys += (panel.key, *panel.members)
        return (*keys, *(pin.key for pin in graph.pins), HOST)

    def node_at(self, position: QPoint) -> Node | None:
        """What stands at this place of the viewport; lines are nothing to be chosen."""
        found = (self.picture.node_of(item) for item in self.items(position))
        return next((node for node in found if node is not None), None)

    # Qt's

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._press = event.position().toPoint()
        self._pressed = self.node_at(self._press)
        self.choose(self._pressed.key if self._pressed is not None else "", show=False)
        if self._pressed is None:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        if not event.buttons() & Qt.MouseButton.LeftButton:
            node = self.node_at(position)
            self.setToolTip(self.spoken(node.key) if node is not None else "")
            super().mouseMoveEvent(event)
            return
        far = (position - self._press).manhattanLength() >= QApplication.startDragDistance()
        if isinstance(self._pressed, CardItem):
            if far or self._carrying.active:
                self._carrying.move(self._pressed, position)
        else:
            moved = position - self._press
            self._press = position
            self._fitted = False
            across, down = self.horizontalScrollBar(), self.verticalScrollBar()
            across.setValue(across.value() - moved.x())
            down.setValue(down.value() - moved.y())
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        meant = self._carrying.end()
        self._pressed = None
        if meant is not None:
            self.dropped.emit([meant[0]], meant[1])
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        node = self.node_at(event.position().toPoint())
        if node is not None:
            self.activated.emit(node.key)
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_STEP ** (event.angleDelta().y() / 120))
            event.accept()
        else:
            self._fitted = False
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        pinch = Qt.NativeGestureType.ZoomNativeGesture
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == pinch:
            self.zoom(1 + event.value())
            return True
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        where = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            node = self.picture.nodes.get(self.current)
            centre = node.sceneBoundingRect().center() if node is not None else QPointF()
            where = self.viewport().mapToGlobal(self.mapFromScene(centre))
        else:
            node = self.node_at(event.pos())
            self.choose(node.key if node is not None else "", show=False)
        if node is not None:
            self.menu_requested.emit(node.key, where)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self._carrying.active and key == Qt.Key.Key_Escape:
            self._carrying.end()
            self._pressed = None
        elif event.matches(QKeySequence.StandardKey.ZoomIn) or key == Qt.Key.Key_Plus:
            self.zoom_in()
        elif event.matches(QKeySequence.StandardKey.ZoomOut) or key == Qt.Key.Key_Minus:
            self.zoom_out()
        elif key in (Qt.Key.Key_0, Qt.Key.Key_F):
            self.fit()
        elif key in _DIRECTIONS:
            self.step(_DIRECTIONS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            order = self.order()
            self.choose(order[0 if key == Qt.Key.Key_Home else -1])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current:
            self.activated.emit(self.current)
        elif key == Qt.Key.Key_Escape and self.current:
            self.choose("")
        else:
            super().keyPressEvent(event)

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        if self._stale:
            veil = QColor(current().surface)
            veil.setAlphaF(_VEIL)
            painter.fillRect(rect, veil)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.keep_fitted()


def _distance(at: Node, node: Node, direction: tuple[int, int]) -> float:
    """How far a node is on that side; infinite where it is on another."""
    one, other = at.sceneBoundingRect(), node.sceneBoundingRect()
    away = other.center() - one.center()
    if other.contains(one) or one.contains(other):  # a panel and its card: by their heads
        away.setX(0)
        away.setY(other.top() - one.top())
    ahead = away.x() * direction[0] + away.y() * direction[1]
    aside = abs(away.x() * direction[1]) + abs(away.y() * direction[0])
    if ahead <= 1 or aside > 4 * ahead:
        return math.inf
    return ahead + 2.5 * aside
