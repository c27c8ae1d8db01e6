"""The command palette: everything that can be done and everything there is, by a few letters.

It lies over the window as a part of it, so that no window manager has a say in it. Typing
searches; Enter runs the choice; Tab on an object lists what can be done to it.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.palette_card import SHADOW, paint_shadow
from desktop.ui.palette_panel import WIDTH, Panel
from desktop.ui.palette_search import ActionsFor, Entry, Found, Search, no_actions
from desktop.ui.plain import visible
from desktop.ui.text import tr
from desktop.ui.theme import GRID

__all__ = ["CommandPalette", "Entry"]

_REMEMBERED = 8

Recent = list[tuple[str, str]]


class CommandPalette(QWidget):
    """Hidden until ``open_with()``. ``recent`` are the last choices, the newest first."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None, *, recent: Recent | None = None) -> None:
        super().__init__(parent)
        self.recent: Recent = [] if recent is None else recent
        self._search = Search(())
        self._owner: Entry | None = None  # whose actions are listed
        self._before: QWidget | None = None  # where the focus was
        self.setAccessibleName(tr("Command palette"))
        self.panel = Panel(self)
        self.edit = self.panel.edit
        self.edit.installEventFilter(self)
        self.edit.textEdited.connect(self._find)
        self.list = self.panel.list
        self.list.clicked.connect(self._run_current)
        self.list.current_told.connect(self._on_current_told)
        self.hide()

    # Opening and closing

    def open_with(self, entries: Sequence[Entry], actions_for: ActionsFor = no_actions) -> None:
        """Open on these entries; on an open palette it closes it.

        ``actions_for`` gives the actions of an entry that has a ``key``, by that key.
        """
        if self.isVisible():
            self.close_up()
            return
        self._search = Search(entries, actions_for)
        self._owner = None
        self._before = QApplication.focusWidget()
        parent = self.parentWidget()
        if parent is not None:
            parent.installEventFilter(self)
        self._enter(None)
        self._place()
        self.raise_()
        self.show()
        self.edit.setFocus(Qt.FocusReason.PopupFocusReason)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)

    def close_up(self, *, return_focus: bool = True) -> None:
        """Close without a choice."""
        if not self.isVisible():
            return
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.disconnect(self._on_focus_changed)
        parent = self.parentWidget()
        if parent is not None:
            parent.removeEventFilter(self)
        self.hide()
        before, self._before = self._before, None
        if return_focus and before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._search = Search(())
        self.list.show_found([])
        self.closed.emit()

    # Searching

    def _enter(self, owner: Entry | None) -> None:
        """List the actions of an object, or everything."""
        self._owner = owner
        self.panel.show_owner(owner)
        self._find("")

    def _find(self, query: str) -> None:
        if self._owner is not None:
            found = self._search.actions(self._owner.key, query)
        elif query.strip():
            found = self._search.find(query)
        else:
            recent = self._search.recall(self.recent)
            known = {each.identity for each in recent}
            rest = [each for each in self._search.find("") if each.identity not in known]
            found = recent + rest
        self.panel.show_found(found, query)
        if not found:
            self._announce(self.panel.nothing.accessibleName())
        self._place()

    def _run_current(self) -> None:
        found = self.list.current
        if found is None or not found.entry.enabled:
            return
        identity = found.identity
        if identity in self.recent:
            self.recent.remove(identity)
        self.recent.insert(0, identity)
        del self.recent[_REMEMBERED:]
        self.close_up()
        found.entry.run()

    def _on_current_told(self, found: Found | None) -> None:
        if found is not None and self.isVisible():
            self._announce(visible(found.entry.title))
        keys = [tr("↑↓ choose"), tr("↵ run")] if found is not None else []
        if self._owner is not None:
            keys = [*keys, tr("⌫ back")]
        elif found is not None and (found.entry.key or found.owner):
            enter = tr("↵ show") if found.entry.key else tr("↵ run")
            keys = [tr("↑↓ choose"), enter, tr("⇥ what can be done")]
        self.panel.say_keys([*keys, tr("Esc close")])

    def _announce(self, text: str) -> None:
        """The focus stays in the field: a screen reader is told what is chosen."""
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.edit, text))

    # Keys and the rest of the window

    def _on_key(self, event: QKeyEvent) -> bool:
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: self.list.page,
            Qt.Key.Key_PageUp: -self.list.page,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self.list.go(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run_current()
        elif key == Qt.Key.Key_Escape:
            self.close_up()
        elif key == Qt.Key.Key_Tab:
            found = self.list.current
            owner = self._search.owner_of(found) if found is not None else None
            if self._owner is None and owner is not None:
                self._enter(owner)
        elif key == Qt.Key.Key_Backtab or (key == Qt.Key.Key_Backspace and not self.edit.text()):
            if self._owner is not None:
                self._enter(None)
        elif key == Qt.Key.Key_K and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.close_up()
        else:
            return False
        return True

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if QApplication.activePopupWidget() is None and not (new and self.isAncestorOf(new)):
            self.close_up(return_focus=False)

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        else:
            self.resize(WIDTH + 2 * SHADOW, 120 * GRID)
        width = min(WIDTH, self.width() - 4 * GRID)
        height = min(self.panel.wanted_height(), self.height() - 2 * SHADOW)
        top = min(self.height() // 8, 24 * GRID)
        self.panel.setGeometry((self.width() - width) // 2, max(SHADOW, top), width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self.edit:
            if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
                # What is typed here is for the palette, not for the window's shortcuts.
                if not event.matches(QKeySequence.StandardKey.Quit):
                    event.accept()
                return False
            if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._on_key(event)
        elif kind == QEvent.Type.Resize and watched is self.parentWidget():
            self._place()
        return False

    def focusNextPrevChild(self, next: bool) -> bool:
        return True  # Tab is the palette's own

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.close_up()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_shadow(QPainter(self), QRectF(self.panel.geometry()))
