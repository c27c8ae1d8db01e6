"""A window for pages that were torn off."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.icons import application_icon
from desktop.ui.living.area import Area
from desktop.ui.plain import visible
from desktop.ui.text import tr


class PageWindow(QWidget):
    """Its close button only asks for the end of its pages; it goes with the last one."""

    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.area = Area()
        self.setWindowIcon(application_icon())
        self.resize(900, 560)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.area)

    def show_title(self, title: str) -> None:
        """Name what is in front."""
        self.setWindowTitle(tr("Portside — {title}", title=visible(title)))

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.closing.emit()
