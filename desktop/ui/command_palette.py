"""The command palette: everything that can be done and everything there is, by a few letters.

It lies over the window as a part of it, so that no window manager has a say in it. Typing
searches; Enter runs the choice; Tab on an object lists what can be done to it.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from desktop.ui import theme
from desktop.ui.icons import SMALL, Icon, icon
from desktop.ui.palette_card import SHADOW, Card, Line, paint_shadow
from desktop.ui.palette_rows import ROW, ResultDelegate, ResultsModel
from desktop.ui.palette_search import ActionsFor, Entry, Found, Search, no_actions
from desktop.ui.plain import PlainLabel, visible
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Type

__all__ = ["CommandPalette", "Entry"]

_WIDTH = 160 * GRID
_ROWS = 11
_FEWEST_ROWS = 3
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
        self._build()
        self.hide()

    def _build(self) -> None:
        self.panel = Card(self)
        self.edit = QLineEdit()
        self.edit.setAccessibleName(tr("Search"))
        self.edit.setFrame(False)
        self.edit.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.edit.setMaxLength(200)
        self.edit.setStyleSheet("border: 0; background: transparent; padding: 0 2px;")
        self.edit.setFont(theme.font(Type.HEADING))
        font = self.edit.font()
        font.setWeight(font.Weight.Normal)
        self.edit.setFont(font)
        self.edit.installEventFilter(self)
        self.edit.textEdited.connect(self._on_text_edited)
        self._crumb = PlainLabel(elide=Qt.TextElideMode.ElideRight)
        self._crumb.setMaximumWidth(_WIDTH // 3)
        self._crumb.hide()
        self.list = QListView()
        self.list.setAccessibleName(tr("Results"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.viewport().setAutoFillBackground(False)
        self.model = ResultsModel(self)
        self.list.setModel(self.model)
        self._delegate = ResultDelegate(self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.clicked.connect(self._run_current)
        self.nothing = PlainLabel(wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self._hint = PlainLabel(elide=Qt.TextElideMode.ElideRight)
        self._hint.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self._lay_out()

    def _lay_out(self) -> None:
        glass = PlainLabel()
        glass.setPixmap(icon(Icon.SEARCH).pixmap(QSize(SMALL, SMALL), self.devicePixelRatioF()))
        top = QHBoxLayout()
        top.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
        top.setSpacing(2 * GRID)
        top.addWidget(glass)
        top.addWidget(self._crumb)
        top.addWidget(self.edit, 1)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.nothing)
        foot = QHBoxLayout()
        foot.setContentsMargins(4 * GRID, 2 * GRID, 4 * GRID, 2 * GRID)
        foot.addWidget(self._hint, 1)
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(Line())
        column.addSpacing(GRID)
        column.addLayout(self._pages, 1)
        column.addSpacing(GRID)
        column.addWidget(Line())
        column.addLayout(foot)
        # After the layout: a label that measured its text loses its font to a new parent's.
        self._crumb.setFont(theme.font(Type.NAME))
        self._hint.setFont(theme.font(Type.SMALL))

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
        self.model.show([])
        self.closed.emit()

    # Searching

    def _on_text_edited(self, text: str) -> None:
        self._find(text)

    def _enter(self, owner: Entry | None) -> None:
        """List the actions of an object, or everything."""
        self._owner = owner
        self._crumb.setVisible(owner is not None)
        if owner is not None:
            self._crumb.setText(f"{visible(owner.title)}  ›")
            self.edit.setPlaceholderText(tr("What to do"))
        else:
            self.edit.setPlaceholderText(tr("A name, a port, or what to do"))
        self.edit.clear()
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
        self.model.show(found)
        self._pages.setCurrentWidget(self.list if found else self.nothing)
        if not found:
            self.nothing.setText(self._nothing(query))
            self._announce(self.nothing.text())
        self._place()
        self.list.scrollToTop()
        self._choose(self._next_enabled(-1, 1))
        self._update_hint()

    def _nothing(self, query: str) -> str:
        if query.strip():
            return tr("Nothing matches “{query}”", query=visible(query.strip(), limit=60))
        return tr("Nothing can be done to it now")

    # Choosing

    def _current(self) -> Found | None:
        index = self.list.currentIndex()
        return self.model.found(index.row()) if index.isValid() else None

    def _next_enabled(self, row: int, step: int) -> int:
        """The row to go to, over rows that can't be chosen; -1 where there is none."""
        count = self.model.rowCount()
        direction = 1 if step > 0 else -1
        row = max(0, min(count - 1, row + step))
        while 0 <= row < count:
            found = self.model.found(row)
            if found is not None and found.entry.enabled:
                return row
            row += direction
        return -1

    def _choose(self, row: int) -> None:
        if row < 0:
            return
        index = self.model.index(row)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)
        found = self.model.found(row)
        if found is not None and self.isVisible():
            self._announce(visible(found.entry.title))
        self._update_hint()

    def _move(self, step: int) -> None:
        count = self.model.rowCount()
        current = self.list.currentIndex().row()
        if abs(step) == 1 and count:  # over the end to the other end
            wrapped = -1 if step > 0 and current == count - 1 else current
            wrapped = count if step < 0 and current <= 0 else wrapped
            current = wrapped
        row = self._next_enabled(current, step)
        self._choose(row)

    def _run_current(self) -> None:
        found = self._current()
        if found is None or not found.entry.enabled:
            return
        identity = found.identity
        if identity in self.recent:
            self.recent.remove(identity)
        self.recent.insert(0, identity)
        del self.recent[_REMEMBERED:]
        self.close_up()
        found.entry.run()

    def _update_hint(self) -> None:
        found = self._current()
        parts = [tr("↑↓ choose"), tr("↵ run")]
        if self._owner is not None:
            parts = [*parts, tr("⌫ back")]
        elif found is not None and found.entry.key:
            parts = [tr("↑↓ choose"), tr("↵ show"), tr("⇥ what can be done")]
        self._hint.setText("    ".join([*parts, tr("Esc close")]))

    def _announce(self, text: str) -> None:
        """The focus stays in the field: a screen reader is told what is chosen."""
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.edit, text))

    # Keys and the rest of the window

    def _on_key(self, event: QKeyEvent) -> bool:
        page = max(1, self.list.viewport().height() // max(ROW, theme.row_height()) - 1)
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_PageUp: -page,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self._move(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run_current()
        elif key == Qt.Key.Key_Escape:
            self.close_up()
        elif key == Qt.Key.Key_Tab:
            found = self._current()
            if self._owner is None and found is not None and found.entry.key:
                self._enter(found.entry)
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
            self.resize(_WIDTH + 2 * SHADOW, 120 * GRID)
        width = min(_WIDTH, self.width() - 4 * GRID)
        row = max(ROW, theme.row_height())
        chrome = self.panel.sizeHint().height() - self._pages.sizeHint().height()
        rows = max(_FEWEST_ROWS, min(_ROWS, self.model.rowCount()))
        height = min(chrome + rows * row, self.height() - 2 * SHADOW)
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

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._delegate.restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_shadow(QPainter(self), QRectF(self.panel.geometry()))
