"""A picture, no larger than its place, on a ground that shows where it is transparent."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.text import tr
from desktop.ui.theme import GRID, current

_SQUARE = 2 * GRID


class Picture(QWidget):
    """Shows an image that was decoded elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setAccessibleName(tr("Picture"))

    def show_image(self, image: QImage) -> None:
        """Show this one."""
        self._image = image
        self.setAccessibleDescription(
            tr("{width} by {height} pixels", width=image.width(), height=image.height())
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = current()
        painter.fillRect(self.rect(), theme.window)
        if self._image.isNull():
            return
        room = self.rect().adjusted(3 * GRID, 3 * GRID, -3 * GRID, -3 * GRID)
        ratio = self.devicePixelRatioF()
        size = QSize(self._image.size())
        natural = QSize(round(size.width() / ratio), round(size.height() / ratio))
        if natural.width() > room.width() or natural.height() > room.height():
            natural.scale(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        where = QRect(room.topLeft(), natural)
        where.moveCenter(room.center())
        painter.setClipRect(where)
        painter.fillRect(where, theme.surface)
        for row in range(where.top(), where.bottom() + 1, _SQUARE):
            odd = (row - where.top()) // _SQUARE % 2
            for left in range(where.left() + odd * _SQUARE, where.right() + 1, 2 * _SQUARE):
                painter.fillRect(QRect(left, row, _SQUARE, _SQUARE), theme.sunken)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(where, self._image)
