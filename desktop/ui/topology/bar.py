"""The buttons above the picture."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QToolButton

from desktop.ui.icons import SMALL, Icon, icon


def tool(picture: Icon, text: str, act: Callable[[], object]) -> QToolButton:
    """A button with a picture; its text is its tooltip and its name."""
    button = QToolButton()
    button.setIcon(icon(picture))
    button.setIconSize(QSize(SMALL, SMALL))
    button.setToolTip(text)
    button.setAccessibleName(text)
    button.setAutoRaise(True)
    button.clicked.connect(lambda: act())
    return button
