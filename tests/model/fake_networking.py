"""Swarm mode and leaving networks, from memory."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from desktop.engine.errors import NotFound
from desktop.engine.network_records import Swarm, SwarmInit, SwarmJoin, SwarmState
from desktop.engine.records import Container


class FakeNetworking:
    """Keeps :class:`desktop.engine.networks_protocol.Networking`."""

    def __init__(
        self,
        meet: Callable[..., Awaitable[None]],
        containers: dict[str, Container],
        change: Callable[..., None],
    ) -> None:
        self._meet = meet
        self._containers = containers
        self._change = change
        self.state = Swarm(SwarmState.INACTIVE)

    async def disconnect(self, network: str, container: str, *, force: bool = False) -> None:
        await self._meet("disconnect", network, container, force)
        if container not in self._containers:
            raise NotFound(f"No such container: {container}", status=404)
        before = self._containers[container]
        left = tuple(a for a in before.networks if network not in (a.network_id, a.network))
        self._change(replace(before, networks=left))

    async def swarm(self) -> Swarm:
        await self._meet("swarm")
        return self.state

    async def init_swarm(self, spec: SwarmInit) -> None:
        await self._enter("init_swarm", spec, manager=True)

    async def join_swarm(self, spec: SwarmJoin) -> None:
        await self._enter("join_swarm", spec, manager=False)

    async def leave_swarm(self, *, force: bool = False) -> None:
        await self._meet("leave_swarm", force)
        self.state = Swarm(SwarmState.INACTIVE)

    async def _enter(self, call: str, spec: Any, *, manager: bool) -> None:
        await self._meet(call, spec)
        self.state = Swarm(SwarmState.ACTIVE, spec.advertise, manager=manager, nodes=1)
