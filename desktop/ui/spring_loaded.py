"""A list of sections that opens the one that something is held over."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QDragLeaveEvent, QDragMoveEvent, QDropEvent

from desktop.ui.container_drags import MIME
from desktop.ui.section_list import SectionList

_SPRING_MS = 500


class SpringLoaded(QObject):
    """Opens the section that containers are held over for a moment, to be dropped within it."""

    def __init__(self, sections: SectionList) -> None:
        super().__init__(sections)
        self._sections = sections
        self._over = -1
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SPRING_MS)
        self._timer.timeout.connect(self._open)
        sections.viewport().setAcceptDrops(True)
        sections.viewport().installEventFilter(self)

    def _open(self) -> None:
        self._sections.setCurrentRow(self._over)

    def _hold(self, event: QDragMoveEvent) -> None:
        """It may move on over it, but not be dropped there."""
        if not event.mimeData().hasFormat(MIME):
            event.ignore()
            return
        event.accept()
        row = self._sections.indexAt(event.position().toPoint()).row()
        if row != self._over:
            self._over = row
            self._timer.stop()
            if row >= 0:
                self._timer.start()

    def _leave(self) -> None:
        self._over = -1
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event:
            case QDragLeaveEvent():
                self._leave()
            case QDragMoveEvent():
                self._hold(event)
            case QDropEvent():
                self._leave()
                event.ignore()
            case _:
                return super().eventFilter(watched, event)
        return True
