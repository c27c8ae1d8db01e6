"""Files that are dragged over a widget: it says what becomes of them, and hands them on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop.ui.icons import LARGE, Icon, paint_icon
from desktop.ui.local_urls import local_path
from desktop.ui.plain import visible
from desktop.ui.theme import GRID, RADIUS, Type, current, font, mix


class FileDrops(QObject):
    """Takes files of this machine that are dropped on a widget."""

    dropped = Signal(list)
    """Their paths."""

    def __init__(self, widget: QWidget, sentence: str) -> None:
        super().__init__(widget)
        self._widget = widget
        self._cover = _Cover(widget, sentence)
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            return self._enter(event)
        if kind is QEvent.Type.DragLeave:
            self._cover.hide()
        elif kind is QEvent.Type.Drop and isinstance(event, QDropEvent):
            self._cover.hide()
            paths = local_files(event.mimeData())
            if paths:
                event.setDropAction(Qt.DropAction.CopyAction)
                event.accept()
                self.dropped.emit(paths)
                return True
        return super().eventFilter(watched, event)

    def _enter(self, event: QDragEnterEvent) -> bool:
        own = event.source() is not None  # what goes out does not come in again
        if own or not local_files(event.mimeData()):
            event.ignore()
            return True
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._cover.setGeometry(self._widget.rect())
        self._cover.raise_()
        self._cover.show()
        return True


class PassesFiles(QObject):
    """Lets files that are dragged over a widget reach the one behind it; text it takes itself."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent) and local_files(event.mimeData()):
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def local_files(data: QMimeData) -> list[Path]:
    """The files of this machine among what is dragged."""
    return [local_path(url) for url in data.urls() if url.isLocalFile()]


class _Cover(QWidget):
    """Lies over the widget while files are above it."""

    def __init__(self, parent: QWidget, sentence: str) -> None:
        super().__init__(parent)
        self._sentence = visible(sentence)
        self.setAccessibleName(self._sentence)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = mix(theme.surface, theme.accent, 0.12)
        ground.setAlpha(235)
        painter.fillRect(self.rect(), ground)
        painter.setPen(QPen(theme.accent, 2, Qt.PenStyle.DashLine))
        inner = QRectF(self.rect()).adjusted(2 * GRID, 2 * GRID, -2 * GRID, -2 * GRID)
        painter.drawRoundedRect(inner, RADIUS, RADIUS)
        middle = inner.center()
        icon = QRectF(middle.x() - LARGE / 2, middle.y() - LARGE, LARGE, LARGE)
        if inner.height() > 4 * LARGE:
            paint_icon(painter, icon, Icon.LOAD, theme.accent)
            inner.setTop(icon.bottom() + 3 * GRID)
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        else:
            flags = Qt.AlignmentFlag.AlignCenter
        painter.setPen(theme.text)
        painter.setFont(font(Type.HEADING))
        painter.drawText(inner, int(flags | Qt.TextFlag.TextWordWrap), self._sentence)
