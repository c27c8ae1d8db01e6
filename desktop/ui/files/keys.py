"""Keys that mean the same whatever is shown of a folder: its rows, or that there are none."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.ui.files.tree import FileTree
from desktop.ui.icons import Icon, icon
from desktop.ui.text import tr

_MOVES = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class KeysGoTo(QObject):
    """What is pressed where the tree would be, were there a row, is pressed in the tree."""

    def __init__(self, tree: FileTree, pages: Iterable[QWidget]) -> None:
        super().__init__(tree)
        self._tree = tree
        for page in pages:
            page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride
        if isinstance(event, QKeyEvent) and event.type() in kinds and event.key() not in _MOVES:
            QCoreApplication.sendEvent(self._tree, event)
            return event.isAccepted()
        return super().eventFilter(watched, event)


class FilterBox(QLineEdit):
    """Leaves what matches. Enter and the arrow down go to the list, Escape empties it first."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Filter"))
        self.setPlaceholderText(tr("Filter: part of a name"))
        self.setClearButtonEnabled(True)
        self.addAction(icon(Icon.FILTER), QLineEdit.ActionPosition.LeadingPosition)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
            Qt.Key.Key_Down,
            Qt.Key.Key_Escape,
        ):
            self.left.emit()
        else:
            super().keyPressEvent(event)
