"""The sections of the list on the left: one row each here, and nothing anywhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from desktop.engine.records import Kind
from desktop.ui.icons import Icon
from desktop.ui.page import Surroundings
from desktop.ui.text import mark


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """One section. It shows the tree of a ``kind``, or the page that ``make`` makes.

    Either is made when it is first shown. ``make`` imports the page's module, so that the start
    stays short; see :mod:`desktop.ui.page` for what a page may use, and how it learns whether it
    is watched. ``selects``: its page selects objects, so that their details are shown below it.
    ``acts``: what it selects the trees select, too, and the actions act on it.
    """

    name: str
    title: str
    picture: Icon
    kind: Kind | None = None
    make: Callable[[Surroundings], QWidget] | None = None
    selects: bool = False
    acts: bool = False


def _stats(surroundings: Surroundings) -> QWidget:
    from desktop.ui.stats.page import StatsPage

    return StatsPage(surroundings)


def _ports(surroundings: Surroundings) -> QWidget:
    from desktop.ui.ports.page import PortsPage

    return PortsPage(surroundings)


def _registry(surroundings: Surroundings) -> QWidget:
    from desktop.ui.registry.page import RegistryPage

    return RegistryPage(surroundings)


def _topology(surroundings: Surroundings) -> QWidget:
    from desktop.ui.topology.page import TopologyPage

    return TopologyPage(surroundings)


def _usage(surroundings: Surroundings) -> QWidget:
    from desktop.ui.usage.page import DiskUsagePage

    return DiskUsagePage(surroundings)


def _events(surroundings: Surroundings) -> QWidget:
    from desktop.ui.events.view import EventsView

    return EventsView(surroundings)


SECTIONS: tuple[SectionSpec, ...] = (
    SectionSpec("containers", mark("Containers"), Icon.CONTAINERS, Kind.CONTAINER),
    SectionSpec("images", mark("Images"), Icon.IMAGES, Kind.IMAGE),
    SectionSpec("networks", mark("Networks"), Icon.NETWORKS, Kind.NETWORK),
    SectionSpec("volumes", mark("Volumes"), Icon.VOLUMES, Kind.VOLUME),
    SectionSpec("ports", mark("Ports"), Icon.PORTS, make=_ports, selects=True),
    SectionSpec("registry", mark("Registry"), Icon.REGISTRY, make=_registry),
    SectionSpec(
        "topology", mark("Topology"), Icon.TOPOLOGY, make=_topology, selects=True, acts=True
    ),
    SectionSpec("stats", mark("Stats"), Icon.STATS, make=_stats, selects=True),
    SectionSpec("events", mark("Events"), Icon.BELL, make=_events),
    SectionSpec("usage", mark("Disk usage"), Icon.CONTEXT, make=_usage),
)


def section_of(kind: Kind) -> SectionSpec:
    """The section with the tree of a kind."""
    return next(spec for spec in SECTIONS if spec.kind is kind)
