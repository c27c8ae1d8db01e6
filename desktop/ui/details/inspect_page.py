"""The tab with the Engine's JSON: a tree to search and to copy from."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.engine.records import Kind
from desktop.model.inspection_masks import masked_json
from desktop.ui.details.json_model import JsonModel, Path
from desktop.ui.details.json_search import Haystack
from desktop.ui.details.json_view import JsonView
from desktop.ui.details.subject import Subject
from desktop.ui.focus import FocusGoesTo
from desktop.ui.icons import SMALL, Icon, icon
from desktop.ui.plain import PlainLabel
from desktop.ui.states import Skeleton
from desktop.ui.text import tr
from desktop.ui.theme import GRID

_OPEN_AT_FIRST: dict[Kind, set[Path]] = {
    Kind.CONTAINER: {("State",), ("Config",)},
    Kind.IMAGE: {("Config",)},
    Kind.NETWORK: {("IPAM",), ("Containers",)},
    Kind.VOLUME: {("Labels",)},
}
_CENTRED = QAbstractItemView.ScrollHint.PositionAtCenter
_SEEN = QAbstractItemView.ScrollHint.EnsureVisible
_EXPANDED_AT_ONCE = 100  # matches; beyond, each is opened when one goes to it


class InspectPage(QWidget):
    """Shows a subject's JSON. What is expanded is kept for the next object of its kind."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Kind, str] | None = None
        self._inspection: Any = None
        self._revealed = False
        self._open = {kind: set(paths) for kind, paths in _OPEN_AT_FIRST.items()}
        self._haystack: Haystack | None = None
        self._matches: list[int] = []
        self._current = -1
        self._keeping = False
        self.model = JsonModel(self)
        self.view = JsonView(self.model)
        self.view.expanded.connect(self._on_expanded)
        self.view.collapsed.connect(self._on_collapsed)
        self.filter_box = _FilterBox()
        self.filter_box.textChanged.connect(self._on_filter_changed)
        self.filter_box.stepped.connect(self.step)
        self.count = PlainLabel()
        self.count.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._previous = self._button(Icon.CHEVRON_UP, tr("Previous match"))
        self._previous.clicked.connect(lambda: self.step(-1))
        self._next = self._button(Icon.CHEVRON_DOWN, tr("Next match"))
        self._next.clicked.connect(lambda: self.step(1))
        self.eye = self._button(Icon.EYE, tr("Show secrets"))
        self.eye.setCheckable(True)
        self.eye.toggled.connect(self._on_eye_toggled)
        self._copy = self._button(Icon.COPY, tr("Copy all as JSON"))
        self._copy.clicked.connect(self.copy_all)
        self._stack = QStackedWidget()
        self._blank = QWidget()
        self._skeleton = Skeleton(name=tr("Loading {what}", what=tr("Inspect")))
        for page in (self._blank, self._skeleton, self.view):
            self._stack.addWidget(page)
        bar = QHBoxLayout()
        bar.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        bar.setSpacing(GRID)
        bar.addWidget(self.filter_box, 1)
        for widget in (self.count, self._previous, self._next, self.eye, self._copy):
            bar.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self._stack, 1)
        self._shortcut("F3", lambda: self.step(1))
        self._shortcut("Shift+F3", lambda: self.step(-1))
        self.view.find_requested.connect(self._focus_filter)
        FocusGoesTo(self, self.view)
        self._show_count()

    def show_subject(self, subject: Subject) -> None:
        """Show its JSON as it is now."""
        other = self._shown != subject.identity
        if other:
            self._shown = subject.identity
            self._inspection = None
            self._revealed = False
            self.eye.setChecked(False)
        self.view.delegate.stale = subject.is_past
        if subject.inspection is None:
            self._inspection = None
            self._stack.setCurrentWidget(self._skeleton if subject.late else self._blank)
            self._matches = []
            self._show_count()
            return
        if self._stack.currentWidget() is not self.view:
            self._stack.setCurrentWidget(self.view)
            other = True
        if subject.inspection is not self._inspection:
            self._inspection = subject.inspection
            self._show(other=other)
        self.view.viewport().update()

    def copy_all(self) -> None:
        """The whole as JSON, as it is shown: hidden secrets stay hidden."""
        text = json.dumps(self.model.document, indent=2, ensure_ascii=False)
        QGuiApplication.clipboard().setText(text)

    def step(self, by: int) -> None:
        """Go to the next match, or the one before; around at the ends."""
        if self._matches:
            self._go((self._current + by) % len(self._matches))

    def _show(self, *, other: bool) -> None:
        hidden = masked_json(self._inspection)
        self.eye.setVisible(hidden is not self._inspection)
        document = self._inspection if self._revealed else hidden
        self._haystack = None
        if other:
            self.model.show(document)
            self._expand_kept()
        else:
            self.model.update(document)
        self._search(keep=True)

    def _expand_kept(self) -> None:
        assert self._shown is not None
        self._keeping = True
        for path in sorted(self._open[self._shown[0]], key=lambda path: (len(path), str(path))):
            index = self.model.index_of(path)
            if index.isValid() and self.model.node(index).path() == path:
                self.view.setExpanded(index, True)
        self._keeping = False

    def _on_expanded(self, index: QModelIndex) -> None:
        if self._shown is not None and not self._keeping:
            self._open[self._shown[0]].add(self.model.node(index).path())

    def _on_collapsed(self, index: QModelIndex) -> None:
        if self._shown is not None and not self._keeping:
            self._open[self._shown[0]].discard(self.model.node(index).path())

    def _on_eye_toggled(self, shown: bool) -> None:
        self.eye.setIcon(icon(Icon.EYE_OFF if shown else Icon.EYE))
        text = tr("Hide secrets") if shown else tr("Show secrets")
        self.eye.setToolTip(text)
        self.eye.setAccessibleName(text)
        if shown != self._revealed:
            self._revealed = shown
            if self._inspection is not None:
                self._show(other=False)

    # Searching

    def _focus_filter(self) -> None:
        self.filter_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter_box.selectAll()

    def _on_filter_changed(self) -> None:
        self._search(keep=False)

    def _search(self, *, keep: bool) -> None:
        """Find what is typed; ``keep``: the place in the tree stays."""
        needle = self.filter_box.text().strip()
        self.view.delegate.needle = needle
        self._matches = []
        self._current = -1
        if needle and self._inspection is not None:
            if self._haystack is None:
                self._haystack = Haystack(self.model.document)
            self._matches = self._haystack.find(needle)
            if not keep:
                self._expand_matches()
        if self._matches and not keep:
            self._go(0)
        self._show_count()
        self.view.viewport().update()

    def _expand_matches(self) -> None:
        assert self._haystack is not None
        self._keeping = True
        for number in self._matches[:_EXPANDED_AT_ONCE]:
            above = self.model.index_of(self._haystack.path(number)).parent()
            while above.isValid() and not self.view.isExpanded(above):
                self.view.setExpanded(above, True)
                above = above.parent()
        self._keeping = False

    def _go(self, number: int) -> None:
        assert self._haystack is not None
        self._current = number
        index = self.model.index_of(self._haystack.path(self._matches[number]))
        self._keeping = True
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index, _CENTRED if not self._is_seen(index) else _SEEN)
        self._keeping = False
        self._show_count()

    def _is_seen(self, index: QModelIndex) -> bool:
        return self.view.viewport().rect().contains(self.view.visualRect(index).center())

    def _show_count(self) -> None:
        typed = bool(self.filter_box.text().strip())
        total = len(self._matches)
        if not typed or self._inspection is None:
            self.count.setText("")
        elif not total:
            self.count.setText(tr("No match"))
        elif self._current < 0:
            self.count.setText(tr("%n match(|es)", "", total))
        else:
            self.count.setText(tr("{number} of {total}", number=self._current + 1, total=total))
        for button in (self._previous, self._next):
            button.setEnabled(total > 0)

    def _button(self, which: Icon, text: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(which))
        button.setIconSize(QSize(SMALL, SMALL))
        button.setToolTip(text)
        button.setAccessibleName(text)
        return button

    def _shortcut(self, keys: str, act: Any) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)


class _FilterBox(QLineEdit):
    """Enter goes to the next match, Shift+Enter to the one before, Escape empties it."""

    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Filter"))
        self.setPlaceholderText(tr("Find a key or a value"))
        self.setClearButtonEnabled(True)
        self.addAction(icon(Icon.SEARCH), QLineEdit.ActionPosition.LeadingPosition)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.stepped.emit(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
