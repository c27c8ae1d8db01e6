"""The button that floats over a log that does not show the newest lines."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QPushButton

from desktop.ui.logs.log_view import LogView
from desktop.ui.text import tr
from desktop.ui.theme import GRID
from desktop.ui.units import number

_ROOM = 3  # times its height: it would hide what little is seen


class Pill(QPushButton):
    """Leads back to the newest line; where the log is paused, it goes on."""

    def __init__(self, view: LogView) -> None:
        super().__init__(view.viewport())
        self._view = view
        self.setObjectName("pill")
        self.setProperty("main", True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the key is End
        self.setCursor(Qt.CursorShape.ArrowCursor)
        view.scrolled.connect(self.renew)
        view.viewport().installEventFilter(self)
        self.hide()

    def renew(self) -> None:
        """Say how much is out of sight."""
        view = self._view
        paused, held = view.view.paused, view.view.held_back
        if not paused and view.scrolling.follows:
            self.hide()
            return
        if paused:
            text = tr("Paused: go on ({number} new)", number=number(held))
        elif view.scrolling.unseen:
            text = tr("Jump to newest ({number} new)", number=number(view.scrolling.unseen))
        else:
            text = tr("Jump to newest")
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(text)
        self._place()
        self.raise_()

    def _place(self) -> None:
        size: QSize = self.sizeHint()
        area = self._view.viewport().size()
        self.setVisible(area.height() >= _ROOM * size.height())
        left = (area.width() - size.width()) // 2
        self.setGeometry(
            left, area.height() - size.height() - 3 * GRID, size.width(), size.height()
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.renew()
        return False
