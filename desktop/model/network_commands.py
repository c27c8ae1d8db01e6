"""What is done between containers and networks, and to Swarm mode: see :mod:`.commands`."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.engine.network_records import SwarmInit, SwarmJoin
from desktop.engine.protocol import Engine
from desktop.engine.records import Kind
from desktop.model.commands import Line, Report, Target, Verb
from desktop.model.run.networks import NetworkChoice, endpoint_of

SWARM = Target(Kind.NETWORK, "", "Swarm")
"""What the commands on Swarm mode act on: the Engine as a whole."""


@dataclass(frozen=True, slots=True)
class ConnectContainers:
    """Put containers, running or not, into a network.

    ``aliases`` are names by which the others there find them. A fixed address is for one of them.
    """

    targets: tuple[Target, ...]
    network: Target
    aliases: tuple[str, ...] = ()
    ipv4: str = ""
    ipv6: str = ""
    verb: Verb = Verb.CONNECT
    kind: Kind = Kind.CONTAINER

    def lines(self) -> tuple[Line, ...]:
        options: list[str] = []
        for name, value in (("--ip", self.ipv4), ("--ip6", self.ipv6)):
            options += (name, value) if value else ()
        for alias in self.aliases:
            options += ("--alias", alias)
        begin = ("docker", "network", "connect", *options, self.network.name)
        return tuple((*begin, target.name) for target in self.targets)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del report
        choice = NetworkChoice(
            self.network.name, aliases=self.aliases, ipv4=self.ipv4, ipv6=self.ipv6
        )
        await engine.connect_network(
            self.network.key or self.network.name, target.key, endpoint_of(choice)
        )


@dataclass(frozen=True, slots=True)
class DisconnectContainers:
    """Take containers, running or not, out of a network."""

    targets: tuple[Target, ...]
    network: Target
    verb: Verb = Verb.DISCONNECT
    kind: Kind = Kind.CONTAINER

    def lines(self) -> tuple[Line, ...]:
        begin = ("docker", "network", "disconnect", self.network.name)
        return tuple((*begin, target.name) for target in self.targets)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del report
        key = self.network.key or self.network.name
        await engine.networking.disconnect(key, target.key)


@dataclass(frozen=True, slots=True)
class InitSwarm:
    """Make the Engine the manager of a new Swarm."""

    spec: SwarmInit
    targets: tuple[Target, ...] = (SWARM,)
    verb: Verb = Verb.INIT_SWARM
    kind: Kind = Kind.NETWORK

    def lines(self) -> tuple[Line, ...]:
        address = ("--advertise-addr", self.spec.advertise) if self.spec.advertise else ()
        return (("docker", "swarm", "init", *address),)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del target, report
        await engine.networking.init_swarm(self.spec)


@dataclass(frozen=True, slots=True)
class JoinSwarm:
    """Enter a Swarm. Its line holds the token, which every view masks as it does any other."""

    spec: SwarmJoin
    targets: tuple[Target, ...] = (SWARM,)
    verb: Verb = Verb.JOIN_SWARM
    kind: Kind = Kind.NETWORK

    def lines(self) -> tuple[Line, ...]:
        spec = self.spec
        address = ("--advertise-addr", spec.advertise) if spec.advertise else ()
        return (("docker", "swarm", "join", "--token", spec.token, *address, spec.remote),)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del target, report
        await engine.networking.join_swarm(self.spec)


@dataclass(frozen=True, slots=True)
class LeaveSwarm:
    """Leave the Swarm. ``force``: as a manager, who may be the last, and then it is gone."""

    force: bool = False
    targets: tuple[Target, ...] = (SWARM,)
    verb: Verb = Verb.LEAVE_SWARM
    kind: Kind = Kind.NETWORK

    def lines(self) -> tuple[Line, ...]:
        return (("docker", "swarm", "leave", *(("--force",) if self.force else ())),)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del target, report
        await engine.networking.leave_swarm(force=self.force)
