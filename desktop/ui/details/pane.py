"""The details of the selected object: a header, and tabs that each show a part of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from desktop.engine.records import Kind
from desktop.model.session import Session
from desktop.model.store import Store
from desktop.ui import units
from desktop.ui.details.follower import Follower
from desktop.ui.details.header import Header
from desktop.ui.details.subject import Subject, name_of
from desktop.ui.details.words import inspect_failed, was_removed
from desktop.ui.empty import EmptyState
from desktop.ui.icons import Icon
from desktop.ui.states import Banner
from desktop.ui.text import mark, tr
from desktop.ui.theme import Tone

AGEING_MS = 15_000  # "3 minutes ago" grows older without news; only while it is seen


class Page(Protocol):
    """What a tab's widget does beside being a widget."""

    def show_subject(self, subject: Subject) -> None:
        """Show this part of what is known of the subject now."""


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab: made when it is first seen, for the kinds that it makes sense for."""

    name: str
    title: str
    make: Callable[[], QWidget]
    kinds: frozenset[Kind] = frozenset(Kind)


class DetailsPane(QWidget):
    """Follows the selection. End it by awaiting ``close_down``."""

    open_url_requested = Signal(QUrl)
    object_requested = Signal(object, str)
    """Another object is to be shown in its tree: its ``Kind`` and key."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._left: Subject | None = None  # the removed object that gave way to another
        self._tabs: dict[str, Tab] = {}
        self._pages: dict[str, QWidget] = {}
        self._holders: dict[str, QWidget] = {}
        self._seen: dict[str, Subject] = {}
        self.setAccessibleName(tr("Details"))
        self.header = Header()
        self.banner = Banner()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(tr("Details"))
        self.tabs.currentChanged.connect(self._on_tab_chosen)
        self.nothing = EmptyState(
            Icon.OVERVIEW,
            tr("Nothing is selected"),
            tr("Select a row above to see what is known of it."),
        )
        known = QWidget()
        column = QVBoxLayout(known)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.banner)
        column.addWidget(self.tabs, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(known)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self._ageing = QTimer(self, interval=AGEING_MS)
        self._ageing.timeout.connect(self._on_aged)
        self._follower = Follower(session, self._on_told)
        self.add_tab(Tab("overview", mark("Overview"), self._make_overview))
        self.add_tab(Tab("inspect", mark("Inspect"), _make_inspect))

    def add_tab(self, tab: Tab) -> None:
        """One more tab, behind the others."""
        self._tabs[tab.name] = tab
        holder = QWidget()
        holder.setAccessibleName(tr(tab.title))
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        self._holders[tab.name] = holder
        self.tabs.addTab(holder, tr(tab.title))

    def show_tab(self, name: str) -> None:
        """Bring a tab to the front."""
        self.tabs.setCurrentWidget(self._holders[name])
        self._page().setFocus()

    def page(self, name: str) -> QWidget:
        """A tab's widget, made if need be."""
        if name not in self._pages:
            made = self._pages[name] = self._tabs[name].make()
            holder = self._holders[name]
            inside = holder.layout()
            assert inside is not None
            inside.addWidget(made)
            holder.setFocusProxy(made)
        return self._pages[name]

    @property
    def subject(self) -> Subject | None:
        """What is shown."""
        return self._follower.subject

    def show_object(self, kind: Kind | None, key: str) -> None:
        """Follow this object; None: nothing is selected."""
        shown = self.subject
        gone = shown is not None and _is_gone(self._session.store, shown)
        if shown is not None and gone and not shown.removed:
            # Its row went, and the tree's selection with it, before we were told.
            self._follower.vanish()
            self._left = self.subject
        elif shown is not None and shown.identity != (kind, key):
            self._left = None  # a person has moved on
        if kind is None:
            if not gone:
                self._follower.forget()
        elif not self._follower.show(kind, key):
            self._follower.forget()

    async def close_down(self) -> None:
        """End what still asks; hear nothing any more."""
        self._ageing.stop()
        await self._follower.close()

    def _make_overview(self) -> QWidget:
        from desktop.ui.details.overview import Overview

        made = Overview(self._session.clock)
        made.open_url_requested.connect(self.open_url_requested)
        made.object_requested.connect(self.object_requested)
        return made

    def _page(self) -> QWidget:
        return self.page(self._current_name())

    def _current_name(self) -> str:
        widget = self.tabs.currentWidget()
        return next(name for name, holder in self._holders.items() if holder is widget)

    def _on_told(self, subject: Subject | None) -> None:
        if subject is None:
            self._stack.setCurrentIndex(0)
            return
        for name, tab in self._tabs.items():
            number = self.tabs.indexOf(self._holders[name])
            if self.tabs.isTabVisible(number) != (subject.kind in tab.kinds):
                self.tabs.setTabVisible(number, subject.kind in tab.kinds)
        self.header.show_subject(subject, self._session.clock())
        self._show_banner(subject)
        self._show_page(subject)
        self._stack.setCurrentIndex(1)
        self.setFocusProxy(self.tabs)

    def _show_page(self, subject: Subject) -> None:
        """Only the tab in front is kept up to date; the others when they come to the front."""
        name = self._current_name()
        page = self.page(name)
        self._seen[name] = subject
        show: Callable[[Subject], None] = page.show_subject  # type: ignore[attr-defined]
        show(subject)

    def _show_banner(self, subject: Subject) -> None:
        if subject.removed:
            self._say(was_removed(subject), Tone.WARNING)
        elif subject.stale:
            text = tr("This is the last known state: no Engine answers.")
            if subject.known_at:
                when = units.exact(subject.known_at)
                text = tr(
                    "This is the last known state, from {when}: no Engine answers.", when=when
                )
            self._say(text, Tone.WARNING)
        elif subject.error is not None:
            said = inspect_failed(subject, subject.error)
            self._say(said, Tone.DANGER, (tr("Retry"), self._follower.retry))
        elif self._left is not None and self._left.identity != subject.identity:
            said = was_removed(self._left)
            shown = tr("{name} is shown now.", name=name_of(subject.kind, subject.record))
            self._say(f"{said} {shown}", Tone.ACCENT)
        else:
            self.banner.hide()

    def _say(
        self, text: str, tone: Tone, action: tuple[str, Callable[[], object]] | None = None
    ) -> None:
        if self.banner.isHidden() or self.banner.text != text:
            self.banner.say(
                text, tone, actions=[action] if action else [], dismissible=tone is Tone.ACCENT
            )

    def _on_tab_chosen(self, _number: int) -> None:
        subject = self.subject
        if subject is not None and self._seen.get(self._current_name()) is not subject:
            self._show_page(subject)

    def _on_aged(self) -> None:
        subject = self.subject
        if subject is not None and not subject.is_past:
            self.header.show_subject(subject, self._session.clock())
            self._show_page(subject)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ageing.start()
        self._on_aged()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ageing.stop()


def _is_gone(store: Store, subject: Subject) -> bool:
    """Whether it was removed; not where the store was cleared for another Engine."""
    table = store.table(subject.kind)
    return table.standing.loaded and table.get(subject.key) is None


def _make_inspect() -> QWidget:
    from desktop.ui.details.inspect_page import InspectPage

    return InspectPage()
