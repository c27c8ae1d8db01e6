"""An address at which an Engine may answer, and where that address came from."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from pathlib import Path


class Origin(enum.Enum):
    """Who named the address. The order is the order in which they are asked."""

    HOST_OPTION = "--host"
    CONTEXT_OPTION = "--context"
    DOCKER_HOST = "DOCKER_HOST"
    DOCKER_CONTEXT = "DOCKER_CONTEXT"
    SETTINGS = "settings"
    CURRENT_CONTEXT = "current context"
    WELL_KNOWN = "well-known place"
    PRIVATE = "private Engine"

    @property
    def is_named(self) -> bool:
        """Whether a person named that very address: then no other one will do."""
        return self not in (Origin.CURRENT_CONTEXT, Origin.WELL_KNOWN, Origin.PRIVATE)


@dataclass(frozen=True, slots=True)
class TLSFiles:
    """PEM files for TLS. ``ca`` of None: the system's authorities. The peer is always verified."""

    ca: Path | None = None
    cert: Path | None = None
    key: Path | None = None


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address.

    ``url`` is as docker writes it: ``unix:///path``, ``npipe:////./pipe/x``, ``tcp://host:port``
    or ``ssh://user@host``. ``name`` is what a person calls it: a context's name, ``Colima``, …
    """

    url: str
    name: str
    origin: Origin
    tls: TLSFiles | None = None

    @property
    def title(self) -> str:
        """As the window's title shows it: ``default (unix:///var/run/docker.sock)``."""
        return f"{self.name} ({self.url})"
