"""What to do about a refusal of networks or of Swarm mode: see :mod:`.remedies`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from desktop.engine.records import Kind
from desktop.model import network_refusals as refusals
from desktop.model.advice import Advice, Remedy
from desktop.model.commands import Command, CreateNetwork, Target
from desktop.model.in_turn import InTurn
from desktop.model.network_commands import (
    ConnectContainers,
    DisconnectContainers,
    InitSwarm,
    JoinSwarm,
    LeaveSwarm,
)
from desktop.model.store import Store

COMMANDS = (ConnectContainers, CreateNetwork, InitSwarm, JoinSwarm, LeaveSwarm)


def of(command: Command, text: str, store: Store) -> Iterator[Remedy]:
    """The next steps after such a command was refused with this text."""
    match command:
        case ConnectContainers():
            yield from _connect(command, text, store)
        case CreateNetwork() if re.search(refusals.SUBNET_OVERLAPS, text) and command.spec.subnets:
            spec = replace(command.spec, subnets=())
            yield Remedy(Advice.ANY_SUBNET, replace(command, spec=spec))
        case InitSwarm() | JoinSwarm() if re.search(refusals.IN_A_SWARM, text):
            yield Remedy(Advice.LEAVE_SWARM)
        case LeaveSwarm() if re.search(refusals.MANAGER_STAYS, text):
            yield Remedy(Advice.LEAVE_SWARM)


def _connect(command: ConnectContainers, text: str, store: Store) -> Iterator[Remedy]:
    fixed = command.ipv4 or command.ipv6
    if fixed and any(re.search(pattern, text) for pattern in refusals.ADDRESS_REFUSED):
        yield Remedy(Advice.ANY_ADDRESS, replace(command, ipv4="", ipv6=""))
    elif command.aliases and re.search(refusals.NO_ALIASES, text):
        yield Remedy(Advice.NO_ALIASES, replace(command, aliases=()))
    elif re.search(refusals.ALONE_IN_NONE, text):
        for network in store.networks:
            if network.driver == "null":
                none = Target(Kind.NETWORK, network.id, network.name)
                leave = DisconnectContainers(command.targets, none)
                yield Remedy(Advice.LEAVE_NONE, InTurn((leave,), command), (none,))
