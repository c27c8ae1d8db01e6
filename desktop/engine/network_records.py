"""What is told to an Engine about networks and Swarm mode, and what it tells."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field


class SwarmState(enum.Enum):
    """Where an Engine stands with Swarm, in the Engine's own words."""

    INACTIVE = "inactive"
    PENDING = "pending"
    ACTIVE = "active"
    ERROR = "error"
    LOCKED = "locked"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Swarm:
    """Swarm mode as the Engine tells it. ``error`` is its own text, and hostile.

    ``nodes`` and ``managers`` are 0 where it does not say: only managers know.
    """

    state: SwarmState
    address: str = ""
    manager: bool = False
    nodes: int = 0
    managers: int = 0
    error: str = ""

    @property
    def active(self) -> bool:
        """Whether overlay networks can be made, or used."""
        return self.state is SwarmState.ACTIVE

    @property
    def inside(self) -> bool:
        """Whether the Engine belongs to a Swarm, in whatever state: it can't enter another."""
        return self.state not in (SwarmState.INACTIVE, SwarmState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class SwarmInit:
    """A new Swarm. ``advertise``: the address (or interface) by which others reach this Engine."""

    advertise: str = ""


@dataclass(frozen=True, slots=True)
class SwarmJoin:
    """A Swarm to join: one manager's ``HOST:PORT``, and the token, which is a secret."""

    remote: str
    token: str = field(repr=False)
    advertise: str = ""
