"""The timeline with its filter: of the whole Engine, or of one object."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.engine.errors import EngineError
from desktop.engine.records import Event, Image, Kind
from desktop.model import event_filter
from desktop.model.event_filter import EventFilter, is_noise, known_as
from desktop.ui.ageing import Ageing
from desktop.ui.details.subject import Subject
from desktop.ui.empty import EmptyState
from desktop.ui.events import words
from desktop.ui.events.model import EventsModel
from desktop.ui.focus import FocusGoesTo
from desktop.ui.icons import Icon, icon
from desktop.ui.list_tree import ListTree
from desktop.ui.menu_button import MenuButton
from desktop.ui.page import Surroundings, Watcher
from desktop.ui.plain import PlainLabel, tooltip
from desktop.ui.states import Banner
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Tone, row_height


class EventsView(QWidget):
    """Follows the session's timeline while it is watched; hidden, it does nothing."""

    def __init__(self, surroundings: Surroundings, *, of_object: bool = False) -> None:
        super().__init__()
        self._session = surroundings.session
        self._reveal = surroundings.reveal
        self._timeline = surroundings.session.timeline
        self._filter = EventFilter()
        self._subject: Subject | None = None
        self._of_object = of_object
        self._late = True  # something happened that is not shown yet
        self._noise = 0  # events that are hidden as noise
        self._recalling: asyncio.Task[None] | None = None
        self.model = EventsModel(self._session.clock, self)
        self.tree = ListTree(tr("Events"))
        self.tree.setModel(self.model)
        self.tree.set_widths(16, 12, 16, 26, 0)
        self.tree.opened.connect(self._on_opened)
        self.tree.copy_requested.connect(self.copy_text)
        self.tree.menu_requested.connect(self._open_menu)
        self._make_bar()
        self.banner = Banner()
        self.nothing = EmptyState(Icon.BELL, "")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.tree)
        self.stack.addWidget(self.nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.bar)
        column.addWidget(self.banner)
        column.addWidget(self.stack, 1)
        FocusGoesTo(self, self.tree)
        self._ageing = Ageing(self, self._session.clock, self.tree.viewport().update)
        self._watcher = Watcher(self, self._on_watched)
        self._end = self._timeline.grown.subscribe(self._on_grown)

    def _make_bar(self) -> None:
        self.filter_box = QLineEdit()
        self.filter_box.setAccessibleName(tr("Filter"))
        self.filter_box.setPlaceholderText(tr("Filter: words, kind:…, action:…, name:…"))
        self.filter_box.setToolTip(tooltip(self.filter_box.placeholderText()))  # where it is narrow
        self.filter_box.setClearButtonEnabled(True)
        self.filter_box.addAction(icon(Icon.FILTER), QLineEdit.ActionPosition.LeadingPosition)
        self.filter_box.textChanged.connect(self._on_filter_changed)
        self.kinds_button = MenuButton(tr("Kinds"))
        self.kinds_button.setToolTip(tr("Choose the kinds of objects"))
        self.kinds_button.setVisible(not self._of_object)
        menu = QMenu(self.kinds_button)
        self.kinds: dict[str, QAction] = {}
        for kind, title in words.KINDS.items():
            self.kinds[kind] = action = menu.addAction(tr(title))
            action.setCheckable(True)
            action.setChecked(True)
            action.toggled.connect(self._on_filter_changed)
        self.kinds_button.set_choices(menu)
        self.noise_button = self._toggle(
            tr("Exec and top"), tr("Show also each exec, health check and look at processes")
        )
        self.noise_button.toggled.connect(self._on_filter_changed)
        self.order_button = self._toggle(
            tr("Newest first"), tr("The newest on top; otherwise at the end")
        )
        self.order_button.setChecked(True)
        self.order_button.toggled.connect(self._on_order_toggled)
        self.facts = PlainLabel(elide=Qt.TextElideMode.ElideRight)
        self.facts.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.bar = QHBoxLayout()
        self.bar.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        self.bar.setSpacing(2 * GRID)
        self.bar.addWidget(self.filter_box, 1)
        for part in (self.kinds_button, self.noise_button, self.order_button):
            self.bar.addWidget(part)
        self.bar.addWidget(self.facts)

    def _toggle(self, text: str, tip: str) -> QToolButton:
        made = QToolButton()
        made.setText(text)
        made.setToolTip(tip)
        made.setAccessibleName(text)
        made.setProperty("toggle", True)
        made.setCheckable(True)
        return made

    # What is shown

    def show_subject(self, subject: Subject) -> None:
        """Show the events of this object; called again as it grows older."""
        about = self._filter.about
        self._subject = subject
        if about is None or known_as(about) != known_as(subject.record):
            self._on_filter_changed()
        self.tree.viewport().update()

    def _on_filter_changed(self, *_: object) -> None:
        self._filter = EventFilter(
            words=event_filter.parse(self.filter_box.text()),
            kinds=frozenset(kind for kind, action in self.kinds.items() if action.isChecked()),
            noise=self.noise_button.isChecked(),
            about=self._subject.record if self._subject is not None else None,
        )
        self._late = True
        self._catch_up()

    def _on_order_toggled(self, newest_first: bool) -> None:
        self.model.newest_first = newest_first
        self._late = True
        self._catch_up()

    def _passing(self, events: tuple[Event, ...]) -> tuple[Event, ...]:
        """Those to show; those that are noise are counted."""
        matching = [event for event in events if self._filter.matches(event)]
        if self._filter.noise:
            return tuple(matching)
        shown = tuple(event for event in matching if not is_noise(event))
        self._noise += len(matching) - len(shown)
        return shown

    def _on_grown(self, fresh: tuple[Event, ...] | None) -> None:
        if not self._watcher.watched or fresh is None:
            self._late = True
            self._catch_up()
            return
        bar = self.tree.verticalScrollBar()
        at_end = bar.value() >= bar.maximum()
        shown = self._passing(fresh)
        self.model.append(shown)
        if self.model.newest_first and bar.value() > 0:
            bar.setValue(bar.value() + len(shown) * row_height())  # what is read stays in place
        elif not self.model.newest_first and at_end and shown:
            self.tree.scrollToBottom()
        self._say()

    def _catch_up(self) -> None:
        if not self._late or not self._watcher.watched:
            return
        self._late = False
        self._noise = 0
        index = self.tree.currentIndex()
        current = self.model.event_at(index.row()) if index.isValid() else None
        self.model.show_events(self._passing(tuple(self._timeline)))
        row = self.model.row_of(current) if current is not None else -1
        if row >= 0:
            self.tree.setCurrentIndex(self.model.index(row, 0))
        elif not self.model.newest_first:
            self.tree.scrollToBottom()
        self._say()

    def _say(self) -> None:
        self._ageing.knows(self.model.latest)
        said = [tr("%n event(s)", "", len(self.model))]
        if self._noise:
            said.append(tr("%n of exec and top hidden", "", self._noise))
        if missed := words.missed(self._timeline.missed):
            said.append(missed)
        self.facts.setText(tr(", ", "between counts").join(said))
        if not len(self.model):
            filtered = bool(self._filter.words) or len(self._filter.kinds) < len(self.kinds)
            self.nothing.say(
                tr("Nothing matches the filter") if filtered else tr("Nothing has happened yet"),
                "" if filtered else tr("The Engine remembers its last 256 events."),
            )
        self.stack.setCurrentWidget(self.tree if len(self.model) else self.nothing)

    def _on_watched(self, watched: bool) -> None:
        if watched:
            self._catch_up()
            self._recall()

    def _recall(self) -> None:
        engine = self._session.engine
        if engine is not None and self._recalling is None:
            work = self._timeline.recall(engine)
            self._recalling = asyncio.get_running_loop().create_task(work)
            self._recalling.add_done_callback(self._on_recalled)

    def _on_recalled(self, task: asyncio.Task[None]) -> None:
        self._recalling = None
        if task.cancelled():
            return
        problem = task.exception()
        if isinstance(problem, EngineError):
            self.banner.say(tr("The Engine did not tell what happened earlier."), Tone.WARNING)

    async def close_down(self) -> None:
        """Hear nothing any more."""
        self._end()
        self._ageing.stop()
        if self._recalling is not None:
            self._recalling.cancel()
            await asyncio.wait([self._recalling])

    # What is done with an event

    @property
    def current(self) -> Event | None:
        """The event of the current row."""
        index = self.tree.currentIndex()
        return self.model.event_at(index.row()) if index.isValid() else None

    def object_of(self, event: Event) -> tuple[Kind, str] | None:
        """The object that the event is about, if it still exists."""
        found = event_filter.object_of(event)
        if found is None:
            return None
        kind, key = found
        store = self._session.store
        if store.get(kind, key) is not None:
            return found
        for image in store.images if kind is Kind.IMAGE else ():
            if isinstance(image, Image) and event_filter.is_about(event, image):
                return kind, image.id
        return None

    def copy_text(self) -> None:
        """The current event as a line."""
        if (event := self.current) is not None:
            QGuiApplication.clipboard().setText(words.line(event))

    def copy_json(self) -> None:
        """The current event as JSON."""
        if (event := self.current) is not None:
            QGuiApplication.clipboard().setText(words.as_json(event))

    def go(self) -> None:
        """Go to the object of the current event."""
        event = self.current
        found = self.object_of(event) if event is not None else None
        if found is not None:
            self._reveal(*found)
        elif event is not None:
            text = tr("{name} does not exist any more.", name=words.name(event))
            self.banner.say(text, Tone.ACCENT)

    def _on_opened(self, _index: QModelIndex) -> None:
        self.go()

    def _open_menu(self, where: QPoint) -> None:
        event = self.current
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        go = menu.addAction(icon(Icon.EXTERNAL), tr("Go to the object"), self.go)
        go.setEnabled(event is not None and self.object_of(event) is not None)
        menu.addAction(icon(Icon.COPY), tr("Copy"), self.copy_text)
        menu.addAction(icon(Icon.COPY), tr("Copy as JSON"), self.copy_json)
        menu.popup(where)
