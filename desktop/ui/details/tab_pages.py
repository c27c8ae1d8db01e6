"""The tabs of the details, each made when it is first seen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import cast

from PySide6.QtWidgets import QTabWidget, QWidget

from desktop.engine.records import Kind
from desktop.ui.details.subject import Subject
from desktop.ui.details.tabs import DetailsPage, TabSpec
from desktop.ui.icons import BESIDE_TEXT, icon
from desktop.ui.later import Later
from desktop.ui.page import Surroundings, close_pages
from desktop.ui.text import tr


class TabPages(QTabWidget):
    """Shows a subject. Only the page in front is kept up to date, the others when they come."""

    def __init__(
        self, specs: Sequence[TabSpec], surroundings: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._kinds = [spec.kinds for spec in specs]
        self._names = [spec.name for spec in specs]
        self._places: list[Later[QWidget]] = []
        self._subject: Subject | None = None
        self._seen: dict[int, Subject] = {}
        self.setDocumentMode(True)
        self.setIconSize(BESIDE_TEXT)
        self.setAccessibleName(tr("Details"))
        for spec in specs:
            place = Later(partial(_make, spec, surroundings))
            place.setAccessibleName(tr(spec.title))
            self._places.append(place)
            self.addTab(place, icon(spec.picture), tr(spec.title))
        self.currentChanged.connect(self._on_tab_chosen)

    def page(self, name: str) -> QWidget:
        """A tab's widget, made if need be."""
        return self._places[self._names.index(name)].part

    def show_tab(self, name: str) -> None:
        """Bring a tab to the front."""
        self.setCurrentIndex(self._names.index(name))
        self.page(name).setFocus()

    def show_subject(self, subject: Subject) -> None:
        """Show what is known of it now, in the tabs that its kind has."""
        self._subject = subject
        self._show_tabs_of(subject.kind)
        self.refresh()

    def refresh(self) -> None:
        """Show the subject again: what it says of times has grown older."""
        if self._subject is not None:
            number = self.currentIndex()
            self._seen[number] = self._subject
            cast(DetailsPage, self._places[number].part).show_subject(self._subject)

    async def close_down(self) -> None:
        """End what the pages have running."""
        await close_pages(place.made for place in self._places if place.made is not None)

    def _show_tabs_of(self, kind: Kind) -> None:
        for number, kinds in enumerate(self._kinds):
            if self.isTabVisible(number) != (kind in kinds):
                self.setTabVisible(number, kind in kinds)

    def _on_tab_chosen(self, number: int) -> None:
        if self._seen.get(number) is not self._subject:
            self.refresh()


def _make(spec: TabSpec, surroundings: Surroundings) -> QWidget:
    return cast(QWidget, spec.make(surroundings))
