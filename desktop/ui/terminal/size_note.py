"""A note over a terminal that says its new size while it is resized."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop.ui.plain import PlainLabel
from desktop.ui.theme import GRID

_MS = 900


class SizeNote(PlainLabel):
    """``120 × 34``, for a moment. The first size is no news."""

    def __init__(self, over: QWidget) -> None:
        super().__init__("", over)
        self.setObjectName("sizeNote")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setContentsMargins(3 * GRID, GRID, 3 * GRID, GRID)
        self._over = over
        self._known = False
        self._timer = QTimer(self, singleShot=True, interval=_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, columns: int, rows: int) -> None:
        """It has this size now."""
        if not self._known:
            self._known = True
            return
        self.setText(f"{columns} × {rows}")
        self.adjustSize()
        middle = self._over.rect().center() - self.rect().center()
        self.move(middle)
        self.show()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
