"""A button that opens a menu. Qt's own would run the menu in a nested event loop."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QToolButton

from desktop.ui.icons import BESIDE_TEXT, SMALL, Icon, icon


class MenuButton(QToolButton):
    """With a picture of its own, or with its text and an arrow."""

    def __init__(self, text: str, picture: Icon | None = None) -> None:
        super().__init__()
        self.choices: QMenu | None = None
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setText(text)
        self.setIcon(icon(picture or Icon.CHEVRON_DOWN))
        if picture is not None:
            self.setIconSize(QSize(SMALL, SMALL))
            self.setToolTip(text)
        else:
            self.setIconSize(BESIDE_TEXT)
            self.setProperty("chooses", True)
            self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow behind the text
        self.clicked.connect(self._open)

    def set_choices(self, menu: QMenu) -> None:
        """What it opens; the menu before goes."""
        if self.choices is not None:
            self.choices.deleteLater()
        menu.setLayoutDirection(QGuiApplication.layoutDirection())  # a child would take ours
        self.choices = menu

    def _open(self) -> None:
        menu = self.choices
        if menu is not None:
            below = self.mapToGlobal(QPoint(0, self.height()))
            menu.popup(below)
            if menu.y() < below.y():  # there is no room: above, and the button stays in sight
                menu.move(menu.x(), below.y() - self.height() - menu.height())
