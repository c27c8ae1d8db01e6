"""The tabs of the details: one row each here, and nothing anywhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from desktop.engine.records import Kind
from desktop.ui.details.subject import Subject
from desktop.ui.icons import Icon
from desktop.ui.page import Surroundings
from desktop.ui.text import mark


class DetailsPage(Protocol):
    """What a tab's widget does beside being a widget."""

    def show_subject(self, subject: Subject) -> None:
        """Show this part of what is known of the subject now.

        Called only while the tab is in front: with each news of the subject, with another subject,
        and when the tab comes to the front. See :class:`desktop.ui.page.Watcher` for pages that
        must know when they are no longer seen.
        """


@dataclass(frozen=True, slots=True)
class TabSpec:
    """One tab, shown for the kinds that it makes sense for.

    ``make`` makes its :class:`DetailsPage`, a widget, when the tab is first seen; it imports the
    page's module, so that the start stays short.
    """

    name: str
    title: str
    picture: Icon
    make: Callable[[Surroundings], DetailsPage]
    kinds: frozenset[Kind] = frozenset(Kind)


def _overview(surroundings: Surroundings) -> DetailsPage:
    from desktop.ui.details.overview import Overview

    made = Overview(surroundings.session.clock)
    made.open_url_requested.connect(surroundings.open_url)
    made.object_requested.connect(surroundings.reveal)
    return made


def _logs(surroundings: Surroundings) -> DetailsPage:
    from desktop.ui.logs.tab import LogTab

    return LogTab(surroundings)


def _inspect(_surroundings: Surroundings) -> DetailsPage:
    from desktop.ui.details.inspect_page import InspectPage

    return InspectPage()


def _stats(surroundings: Surroundings) -> DetailsPage:
    from desktop.ui.stats.tab import StatsTab

    return StatsTab(surroundings)


def _processes(surroundings: Surroundings) -> DetailsPage:
    from desktop.ui.processes.page import ProcessesPage

    return ProcessesPage(surroundings)


def _files(surroundings: Surroundings) -> DetailsPage:
    from desktop.ui.files.tab import FilesTab

    return FilesTab(surroundings)


def _changes(surroundings: Surroundings) -> DetailsPage:
    from desktop.ui.changes.page import ChangesPage

    return ChangesPage(surroundings)


def _health(surroundings: Surroundings) -> DetailsPage:
    from desktop.ui.health.page import HealthPage

    return HealthPage(surroundings)


def _events(surroundings: Surroundings) -> DetailsPage:
    from desktop.ui.events.view import EventsView

    return EventsView(surroundings, of_object=True)


def _history(surroundings: Surroundings) -> DetailsPage:
    from desktop.ui.history.page import HistoryPage

    return HistoryPage(surroundings)


_OF_CONTAINERS = frozenset((Kind.CONTAINER,))
_WITH_FILES = frozenset((Kind.CONTAINER, Kind.VOLUME, Kind.IMAGE))
_OF_IMAGES = frozenset((Kind.IMAGE,))

TABS: tuple[TabSpec, ...] = (
    TabSpec("overview", mark("Overview"), Icon.OVERVIEW, _overview),
    TabSpec("logs", mark("Logs"), Icon.LOGS, _logs, _OF_CONTAINERS),
    TabSpec("files", mark("Files"), Icon.FILES, _files, _WITH_FILES),
    TabSpec("stats", mark("Stats"), Icon.STATS, _stats, _OF_CONTAINERS),
    TabSpec("processes", mark("Processes"), Icon.PROCESSES, _processes, _OF_CONTAINERS),
    TabSpec("changes", mark("Changes"), Icon.FILES, _changes, _OF_CONTAINERS),
    TabSpec("health", mark("Health"), Icon.HEALTH, _health, _OF_CONTAINERS),
    TabSpec("history", mark("History"), Icon.HISTORY, _history, _OF_IMAGES),
    TabSpec("events", mark("Events"), Icon.BELL, _events),
    TabSpec("inspect", mark("Inspect"), Icon.INSPECT, _inspect),
)
