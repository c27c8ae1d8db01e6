"""Dragging something out of a widget."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDrag, QPixmap
from PySide6.QtWidgets import QWidget


def drag(source: QWidget, data: QMimeData, picture: QPixmap) -> None:
    """Drag until the button is released; for a widget's ``startDrag``, never for a coroutine.

    Qt knows no other way than its nested loop. What Qt itself does in ``startDrag`` would hold
    Python's lock all the while, and every thread with it; this call lets go of it.
    """
    dragged = QDrag(source)
    dragged.setMimeData(data)
    dragged.setPixmap(picture)
    dragged.setHotSpot(QPoint(-12, -4))
    dragged.exec(Qt.DropAction.CopyAction)
