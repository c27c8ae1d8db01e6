"""Which part of a page has the keyboard when the page is given it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget


class FocusGoesTo(QObject):
    """Hands the focus of a page on to its part.

    Qt's focus proxy does so, too, but where a page has one, Tab skips what stands before the part:
    it takes the page for its proxy, and goes on behind that.
    """

    def __init__(self, page: QWidget, part: QWidget) -> None:
        super().__init__(page)
        self._part = part
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
            self._part.setFocus(event.reason())
        return super().eventFilter(watched, event)


def show_instead(shown: QWidget, hidden: QWidget) -> None:
    """The one is seen in place of the other, and has the keyboard if that had it."""
    had = hidden.hasFocus()
    shown.show()
    if had:
        shown.setFocus(Qt.FocusReason.OtherFocusReason)
    hidden.hide()
