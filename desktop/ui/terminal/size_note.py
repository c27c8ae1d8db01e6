"""A note over a terminal that says its new size while it is resized."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop.ui.plain import PlainLabel
from desktop.ui.theme import GRID

_MS = 900
_LAYING_OUT_MS = 500  # after it is shown, when nobody resizes it


class SizeNote(PlainLabel):
    """``120 × 34``, for a moment. What it has when it is shown is no news."""

    def __init__(self, over: QWidget) -> None:
        super().__init__("", over)
        self.setObjectName("sizeNote")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setContentsMargins(3 * GRID, GRID, 3 * GRID, GRID)
        self._over = over
        self._shown = QElapsedTimer()
        self._timer = QTimer(self, singleShot=True, interval=_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def be_quiet(self) -> None:
        """The terminal is just shown."""
        self._shown.start()

    def say(self, columns: int, rows: int) -> None:
        """It has this size now."""
        if not self._shown.isValid() or not self._shown.hasExpired(_LAYING_OUT_MS):
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
