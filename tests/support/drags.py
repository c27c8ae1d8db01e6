"""What another program drags over a widget: entering it, moving there, let go of, and leaving.

Each sends Qt's event as it would come, for a plain copy with the left button, and says whether the
widget took it. Qt sends moves and what is let go to whoever took the entering, until it leaves.
"""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, qVersion
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

Keys = Qt.KeyboardModifier
NONE = Keys.NoModifier
_How = tuple[Qt.DropAction, QMimeData, Qt.MouseButton, Qt.KeyboardModifier]
_WITH_FRACTIONS = tuple(map(int, qVersion().split("."))) >= (
    6,
    12,
)  # before, where it enters has none


def enter(widget: QWidget, where: QPoint, data: QMimeData, keys: Keys = NONE) -> bool:
    return _sent(widget, QDragEnterEvent(_place(where), *_how(data, keys)))


def move(
    widget: QWidget, where: QPoint, data: QMimeData, *, taken: bool = False, keys: Keys = NONE
) -> bool:
    """``taken``: the place before was good; Qt takes this one, too, if nobody says a word."""
    event = QDragMoveEvent(_place(where), *_how(data, keys))
    event.setAccepted(taken)
    return _sent(widget, event)


def let_go(widget: QWidget, where: QPoint, data: QMimeData, keys: Keys = NONE) -> bool:
    return _sent(widget, QDropEvent(QPointF(where), *_how(data, keys)))


def leave(widget: QWidget) -> None:
    QApplication.sendEvent(widget, QDragLeaveEvent())


def drop(widget: QWidget, where: QPoint, data: QMimeData) -> bool:
    """All of it, as far as the widget goes along; whether it was taken."""
    if not (enter(widget, where, data) and move(widget, where, data, taken=True)):
        leave(widget)
        return False
    return let_go(widget, where, data)


def forget() -> None:
    """Let nothing be dragged over any more.

    Qt keeps the widget over which a drag event has come, by its bare address, until the drag has
    left. An event that a test sends next would go there, though the widget is gone by then.
    """
    taker = _Taker()
    enter(taker, QPoint(), QMimeData())
    leave(taker)
    taker.deleteLater()


class _Taker(QWidget):
    """Takes any drag."""

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.accept()


def _how(data: QMimeData, keys: Keys) -> _How:
    return Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, keys


def _place(where: QPoint) -> QPoint:
    # PySide6 6.12 takes fractions and warns of whole points; those before know whole points only.
    return QPointF(where) if _WITH_FRACTIONS else where  # type: ignore[return-value]


def _sent(widget: QWidget, event: QDropEvent) -> bool:
    QApplication.sendEvent(widget, event)
    return event.isAccepted()
