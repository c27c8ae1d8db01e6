"""The details of the selected object: a header, and tabs that each show a part of it.

Pages that live on stand among these tabs, or beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.engine.records import Kind
from desktop.model.commands import COPYING
from desktop.model.operations import Operation
from desktop.model.store import Store
from desktop.ui import units, wording
from desktop.ui.ageing import Ageing
from desktop.ui.details.follower import Follower
from desktop.ui.details.header import Header
from desktop.ui.details.subject import Subject
from desktop.ui.details.tab_pages import TabPages
from desktop.ui.details.tabs import TABS, TabSpec
from desktop.ui.details.words import inspect_failed, is_copying, was_removed
from desktop.ui.focus import FocusGoesTo
from desktop.ui.living import Area, LivingPages
from desktop.ui.page import Surroundings
from desktop.ui.states import Banner
from desktop.ui.text import tr
from desktop.ui.theme import Tone


class DetailsPane(QWidget):
    """Follows the selection. End it by awaiting ``close_down``."""

    def __init__(
        self,
        surroundings: Surroundings,
        tabs: Sequence[TabSpec] = TABS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.surroundings = surroundings
        self._session = surroundings.session
        self._left: Subject | None = None  # the removed object that gave way to another
        self.setAccessibleName(tr("Details"))
        self.header = Header()
        self.banner = Banner()
        self.tabs = TabPages(tabs, surroundings)
        self.tabs.currentChanged.connect(self._show_about)
        self._about = QWidget()
        _column(self.header, self.banner, within=self._about)
        followers = _column(self._about, self.tabs)
        area = Area(self.tabs, followers)
        self.living = LivingPages(surroundings, area, self)
        _column(area, within=self)
        FocusGoesTo(self, self.tabs)
        self._ageing = Ageing(self, self._session.clock, self._on_aged)
        self._follower = Follower(self._session, self._on_told, surroundings.operations.busy)
        self._hear_no_more = surroundings.operations.changed.subscribe(self._on_operation_changed)
        self._show_about()

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
        self._hear_no_more()
        await self._follower.close()
        await self.living.close_down()
        await self.tabs.close_down()

    def _on_told(self, subject: Subject | None) -> None:
        if subject is not None:
            self._ageing.knows_of(subject.record)
            self.header.show_subject(subject, self._session.clock())
            self._show_banner(subject)
        self.tabs.show_subject(subject)
        self._show_about()

    def _on_operation_changed(self, operation: Operation) -> None:
        """While files of it are copied, the Engine may tell nothing more of it."""
        subject, busy = self.subject, self.surroundings.operations.busy
        if operation.running and subject is not None and busy(*subject.identity) in COPYING:
            self._follower.doubt()

    def _show_about(self) -> None:
        """A page that lives on speaks for itself."""
        self._about.setVisible(self.subject is not None and self.tabs.follows)

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
        elif subject.copying:
            self._say(is_copying(subject), Tone.WARNING)
        elif subject.error is not None:
            said = inspect_failed(subject, subject.error)
            self._say(said, Tone.DANGER, (tr("Retry"), self._follower.retry))
        elif self._left is not None and self._left.identity != subject.identity:
            said = was_removed(self._left)
            shown = tr("{name} is shown now.", name=wording.name_of(subject.record))
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

    def _on_aged(self) -> None:
        subject = self.subject
        if subject is not None and not subject.is_past:
            self.header.show_subject(subject, self._session.clock())
            self.tabs.refresh()


def _is_gone(store: Store, subject: Subject) -> bool:
    """Whether it was removed; not where the store was cleared for another Engine."""
    table = store.table(subject.kind)
    return table.standing.loaded and table.get(subject.key) is None


def _column(*parts: QWidget, within: QWidget | None = None) -> QWidget:
    """The parts below each other; the last one has the room that is left."""
    holder = within or QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part, part is parts[-1])
    return holder
