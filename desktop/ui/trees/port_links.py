"""Published ports are links: a click on the chip of one opens it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QTreeView

from desktop.engine.records import Port
from desktop.ui.trees.delegate import RowDelegate
from desktop.ui.trees.model import TreeModel


class PortLinks(QObject):
    """Watches the mouse over a tree's chips of ports."""

    clicked = Signal(object)
    """A published port was clicked; its ``Port``."""

    def __init__(self, view: QTreeView, model: TreeModel, delegate: RowDelegate) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._delegate = delegate
        self._pressed: Port | None = None
        view.viewport().installEventFilter(self)

    def _at(self, position: QPoint) -> Port | None:
        index = self._view.indexAt(position)
        value = self._model.value(index) if index.isValid() else None
        column = self._model.columns[max(0, index.column())]
        ports = column.ports(value) if value is not None else []
        if value is None or not ports:
            return None
        number = self._delegate.chip_at(self._view.visualRect(index), column, value, position.x())
        if number is None or number >= len(ports):
            return None
        port = ports[number]
        return port if port.host_port and port.protocol == "tcp" else None

    def _release(self, event: QMouseEvent, under: Port | None) -> None:
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        pressed, self._pressed = self._pressed, None
        left = event.button() == Qt.MouseButton.LeftButton
        if left and plain and pressed is not None and pressed == under:
            self.clicked.emit(pressed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent):
            under = self._at(event.position().toPoint())
            match event.type():
                case QEvent.Type.MouseButtonPress:
                    self._pressed = under
                case QEvent.Type.MouseButtonDblClick:
                    self._pressed = None  # the first click has opened it
                case QEvent.Type.MouseButtonRelease:
                    self._release(event, under)
                case QEvent.Type.MouseMove:
                    shapes = Qt.CursorShape
                    shape = shapes.ArrowCursor if under is None else shapes.PointingHandCursor
                    self._view.viewport().setCursor(shape)
        return False
