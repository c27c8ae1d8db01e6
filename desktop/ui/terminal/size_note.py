"""A note over a terminal that says its new size while it is resized."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.plain import PlainLabel
from desktop.ui.theme import GRID, RADIUS, Type, current, font

_MS = 900
_LAYING_OUT_MS = 500  # after it is shown, when nobody resizes it


class SizeNote(PlainLabel):
    """``120 × 34``, for a moment, while a person resizes it: the window, or by a splitter.

    What it has when it is shown is no news, nor what a banner above leaves it.
    """

    def __init__(self, over: QWidget) -> None:
        super().__init__("", over)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setContentsMargins(4 * GRID, 2 * GRID, 4 * GRID, 2 * GRID)
        self._over = over
        self._shown = QElapsedTimer()
        self._window_size = QSize()
        self._timer = QTimer(self, singleShot=True, interval=_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def be_quiet(self) -> None:
        """The terminal is just shown."""
        self._shown.start()
        self._window_size = self._over.window().size()

    def say(self, columns: int, rows: int) -> None:
        """It has this size now."""
        before, self._window_size = self._window_size, self._over.window().size()
        pulled = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        if not (pulled or self._window_size != before):
            return
        if not self._shown.isValid() or not self._shown.hasExpired(_LAYING_OUT_MS):
            return
        self.setFont(font(Type.HEADING))
        self.setText(f"{columns} × {rows}")
        self.adjustSize()
        self.move(self._over.rect().center() - self.rect().center())
        self.show()
        self._timer.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.outline)
        painter.setBrush(theme.raised)
        card = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(card, RADIUS, RADIUS)
        painter.end()
        super().paintEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
