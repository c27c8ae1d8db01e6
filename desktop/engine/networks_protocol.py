"""What the model asks of an Engine about Swarm mode, and of containers that leave a network."""

from __future__ import annotations

from typing import Protocol

from desktop.engine.network_records import Swarm, SwarmInit, SwarmJoin


class Networking(Protocol):
    """See :class:`desktop.engine.protocol.Engine` for errors and for what cancelling does."""

    async def disconnect(self, network: str, container: str, *, force: bool = False) -> None:
        """Take a container, running or not, out of a network."""

    async def swarm(self) -> Swarm:
        """Where this Engine stands now."""

    async def init_swarm(self, spec: SwarmInit) -> None:
        """Make this Engine the manager of a new Swarm."""

    async def join_swarm(self, spec: SwarmJoin) -> None:
        """Enter a Swarm; as worker or manager, which the token says."""

    async def leave_swarm(self, *, force: bool = False) -> None:
        """Leave the Swarm; a manager only by force, the last one takes the Swarm with it."""
