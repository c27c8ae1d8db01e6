"""The tabs of the details that follow the selection; those that live on stand behind them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.engine.records import Kind
from desktop.ui.details.subject import Subject
from desktop.ui.details.tabs import DetailsPage, TabSpec
from desktop.ui.empty import EmptyState
from desktop.ui.icons import Icon, icon
from desktop.ui.living import Tabs
from desktop.ui.page import Surroundings, close_pages
from desktop.ui.text import tr


class TabPages(Tabs):
    """Shows a subject. Only the page in front is kept up to date, the others when they come."""

    def __init__(
        self, specs: Sequence[TabSpec], surroundings: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._surroundings = surroundings
        self._places = {spec.name: _Place(spec, surroundings) for spec in specs}
        self._subject: Subject | None = None
        self._kind: Kind | None = None
        self._chosen = next(iter(self._places.values()))
        self.setAccessibleName(tr("Details"))
        for place in self._places.values():
            self.addTab(place, icon(place.spec.picture), tr(place.spec.title))
        self.currentChanged.connect(self._on_tab_chosen)
        self._show_tabs_of(None)
        self._on_tab_chosen()

    @property
    def follows(self) -> bool:
        """Whether the tab in front shows the subject."""
        return isinstance(self.currentWidget(), _Place)

    def page(self, name: str) -> QWidget:
        """A tab's widget, made if need be."""
        return self._places[name].page

    def show_tab(self, name: str) -> None:
        """Bring a tab to the front."""
        place = self._places[name]
        self.setCurrentWidget(place)
        place.setFocus()

    def show_subject(self, subject: Subject | None) -> None:
        """Show what is known of it now, in the tabs that its kind has; None: nothing, in one."""
        self._subject = subject
        kind = None if subject is None else subject.kind
        if kind is not self._kind:
            self._kind = kind
            self._show_tabs_of(kind)
        self.refresh()

    def refresh(self) -> None:
        """Show the subject again: what is said of times has grown older."""
        place = self.currentWidget()
        if isinstance(place, _Place):
            place.show_subject(self._subject)

    def _show_tabs_of(self, kind: Kind | None) -> None:
        """Another kind has other tabs; a person's choice counts again when it has that tab."""
        places = self._places.values()
        fitting = [place for place in places if kind in place.spec.kinds] or [next(iter(places))]
        chosen = self._chosen
        for place in fitting:
            self.setTabVisible(self.indexOf(place), True)
        if self.follows:
            self.setCurrentWidget(chosen if chosen in fitting else fitting[0])
            self._chosen = chosen
        for place in places:
            if place not in fitting:
                self.setTabVisible(self.indexOf(place), False)

    def _on_tab_chosen(self) -> None:
        place = self.currentWidget()
        if isinstance(place, _Place):
            self._chosen = place
            if not place.shows(self._subject):
                place.show_subject(self._subject)

    async def close_down(self) -> None:
        """End what the pages have running."""
        made = (place.made for place in self._places.values())
        await close_pages(page for page in made if page is not None)


class _Place(QStackedWidget):
    """Where a following tab's page goes, made when it first has something to show."""

    def __init__(self, spec: TabSpec, surroundings: Surroundings) -> None:
        super().__init__()
        self.spec = spec
        self.made: QWidget | None = None
        self._surroundings = surroundings
        self._nothing: QWidget | None = None
        self._subject: Subject | None = None
        self.setAccessibleName(tr(spec.title))

    @property
    def page(self) -> QWidget:
        """The page, made now if need be."""
        if self.made is None:
            self.made = cast(QWidget, self.spec.make(self._surroundings))
            self.addWidget(self.made)
            self.setFocusProxy(self.made)
        return self.made

    def shows(self, subject: Subject | None) -> bool:
        """Whether it shows this already."""
        return self.count() > 0 and self._subject is subject

    def show_subject(self, subject: Subject | None) -> None:
        """Show the page of the subject, or that there is none."""
        self._subject = subject
        if subject is None:
            self.setCurrentWidget(self._made_nothing())
        else:
            cast(DetailsPage, self.page).show_subject(subject)
            self.setCurrentWidget(self.page)

    def _made_nothing(self) -> QWidget:
        if self._nothing is None:
            self._nothing = EmptyState(
                Icon.OVERVIEW,
                tr("Nothing is selected"),
                tr("Select a row above to see what is known of it."),
            )
            self.addWidget(self._nothing)
        return self._nothing
