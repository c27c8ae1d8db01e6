"""A tab that shows one look at a container: when it was, and how to look again."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.engine.records import Container
from desktop.model.look import Look
from desktop.ui import units
from desktop.ui.details.subject import Subject
from desktop.ui.empty import EmptyState
from desktop.ui.focus import FocusGoesTo
from desktop.ui.icons import BESIDE_TEXT, Icon, icon
from desktop.ui.list_tree import ListTree
from desktop.ui.page import Surroundings, Watcher
from desktop.ui.plain import PlainLabel
from desktop.ui.states import Banner, Skeleton
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Tone

_JUST = 10  # seconds


class LookPage(QWidget):
    """Asks when it is first seen, when the container changes, and on demand: nothing polls."""

    def __init__(
        self,
        surroundings: Surroundings,
        look: Look[Any],
        tree: ListTree,
        picture: Icon,
        line: str,
    ) -> None:
        super().__init__()
        self.session = surroundings.session
        self.look = look
        self.tree = tree
        self.subject: Subject | None = None
        # The container's life that was asked about: its id, its state, its exact start.
        self._told_of: tuple[object, object, object] = (None, None, None)
        self._says_failure = False  # the banner, of the look
        self.filter_box = QLineEdit()
        self.filter_box.setAccessibleName(tr("Filter"))
        self.filter_box.setClearButtonEnabled(True)
        self.filter_box.addAction(icon(Icon.FILTER), QLineEdit.ActionPosition.LeadingPosition)
        self.facts = PlainLabel(elide=Qt.TextElideMode.ElideRight)
        self.facts.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.refresh_button = QToolButton()
        self.refresh_button.setText(tr("Refresh"))
        self.refresh_button.setIcon(icon(Icon.RETRY))
        self.refresh_button.setIconSize(BESIDE_TEXT)
        self.refresh_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.refresh_button.setToolTip(f"{line} (F5)")
        self.refresh_button.clicked.connect(self.refresh)
        again = QAction(tr("Refresh"), self)
        again.triggered.connect(self.refresh)
        self.banner = Banner()
        self.loading = Skeleton()
        self.nothing = EmptyState(picture, "")
        self.failed = EmptyState(picture, "", action=again)
        self.stack = QStackedWidget()
        self.stack.setMinimumHeight(0)
        for part in (self.loading, self.nothing, self.failed, tree):
            self.stack.addWidget(part)
        self.bar = QHBoxLayout()
        self.bar.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        self.bar.setSpacing(2 * GRID)
        self.bar.addWidget(self.filter_box, 1)
        self.bar.addWidget(self.facts, 1)
        self.bar.addWidget(self.refresh_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.bar)
        column.addWidget(self.banner)
        column.addWidget(self.stack, 1)
        FocusGoesTo(self, tree)
        self._watcher = Watcher(self, self._on_watched)
        self._end = look.changed.subscribe(lambda _look: self.show_look())

    # For the pages

    def resting(self, container: Container) -> tuple[str, str] | None:
        """Why there is nothing to look at, and what helps; None where there is."""
        raise NotImplementedError

    def show_value(self, value: Any) -> bool:
        """Show the answer; False where it is empty, and ``nothing`` says so."""
        raise NotImplementedError

    def failure(self) -> str:
        """Why the look failed, in a sentence."""
        raise NotImplementedError

    def facts_text(self, age: str) -> str:
        """What the bar says: how many, and how old it is."""
        return age

    # What all do

    @property
    def container(self) -> Container:
        assert self.subject is not None
        record = self.subject.record
        assert isinstance(record, Container)
        return record

    def refresh(self) -> None:
        """Look again."""
        if self.subject is not None and not self.subject.is_past:
            self.look.ask()

    def show_subject(self, subject: Subject) -> None:
        """Show this container; ask where it is another one, or began another life."""
        if self.subject is None or self.subject.key != subject.key:
            self.banner.hide()
        self.subject = subject
        state = (subject.inspection or {}).get("State") or {}
        life = subject.key, self.container.state, state.get("StartedAt", "")
        self.look.turn_to(subject.key)
        if self._watcher.watched:
            self._ask_about(life)
        self.show_look()

    def _ask_about(self, life: tuple[object, object, object]) -> None:
        before, self._told_of = self._told_of, life
        # The exact start becomes known a moment after the state: that is no other life.
        same = before[:2] == life[:2] and ("" in (before[2], life[2]) or before[2] == life[2])
        if same and not life[2]:
            self._told_of = before
        if self.resting(self.container) is None and not (same and self._has_looked):
            self.refresh()

    @property
    def _has_looked(self) -> bool:
        look = self.look
        return look.asking or look.value is not None or look.problem is not None

    def _on_watched(self, watched: bool) -> None:
        if watched and self.subject is not None:
            self.show_subject(self.subject)

    def show_look(self) -> None:
        """Show what is known at this moment."""
        if self.subject is None:
            return
        look, live = self.look, not self.subject.is_past
        why = self.resting(self.container) if live else None
        self.refresh_button.setEnabled(live and why is None)
        age = ""
        if look.asked_at:
            seconds = self.session.clock() - look.asked_at
            age = (
                tr("just now")
                if seconds < _JUST
                else tr("{span} ago", span=units.duration(seconds))
            )
            self.facts.setToolTip(units.exact(look.asked_at))
        part: QWidget = self.tree
        if self._says_failure:  # else it is about something that a person did
            self.banner.hide()
            self._says_failure = False
        if why is not None:
            self.nothing.say(*why)
            part = self.nothing
        elif look.value is not None:
            if look.problem is not None:
                self.banner.say(self.failure(), Tone.WARNING, dismissible=False)
                self._says_failure = True
            if not self.show_value(look.value):
                part = self.nothing
        elif look.problem is not None and not look.asking:
            self.failed.say(self.failure())
            part = self.failed
        else:
            part = self.loading
        shown = part in (self.tree, self.nothing) and why is None
        self.facts.setText(self.facts_text(age) if shown else "")
        self.filter_box.setEnabled(shown)
        if self.stack.currentWidget() is not part:
            self.stack.setCurrentWidget(part)

    async def close_down(self) -> None:
        """End what it asks."""
        self._end()
        await self.look.close()

    def event(self, event: QEvent) -> bool:
        # In here F5 looks again; elsewhere it lists all objects.
        if event.type() is QEvent.Type.ShortcutOverride and _is_refresh(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_refresh(event):
            self.refresh()
        else:
            super().keyPressEvent(event)


def _is_refresh(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F5
