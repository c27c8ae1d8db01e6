"""Menus in which several things are chosen, one after another."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QAction, QColor, QIcon, QKeyEvent, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

K = TypeVar("K", bound=Hashable)


class ChoiceMenu(QMenu):
    """Stays open while one ticks and unticks."""

    changed = Signal()

    def tickable(self, text: str, picture: QIcon | None = None) -> QAction:
        """One more thing to tick, which is ticked."""
        made = self.addAction(text)
        if picture is not None:
            made.setIcon(picture)
        made.setCheckable(True)
        made.setChecked(True)
        made.triggered.connect(lambda _on: self.changed.emit())
        return made

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable() and action.isEnabled():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)


class Choice(Generic[K]):
    """Some keys of a menu, of which those are wanted that are ticked."""

    def __init__(self, menu: ChoiceMenu, items: Iterable[tuple[K, str, QIcon | None]]) -> None:
        self._menu = menu
        self._actions = {key: menu.tickable(text, picture) for key, text, picture in items}

    @property
    def chosen(self) -> frozenset[K] | None:
        """The ticked ones; None where it is all."""
        found = frozenset(key for key, action in self._actions.items() if action.isChecked())
        return None if len(found) == len(self._actions) else found

    def choose(self, wanted: Iterable[K] | None) -> None:
        """Tick these only; None: all."""
        keys = None if wanted is None else set(wanted)
        for key, action in self._actions.items():
            action.setChecked(keys is None or key in keys)
        self._menu.changed.emit()


def dot(colour: QColor, widget: QWidget) -> QIcon:
    """A disc of a colour, for a menu."""
    scale = widget.devicePixelRatioF()
    pixmap = QPixmap(int(16 * scale), int(16 * scale))
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QRect(3, 3, 10, 10))
    painter.end()
    return QIcon(pixmap)
