"""What would let one container reach another, as a command."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.engine.records import Kind
from desktop.model.commands import Command, ContainersCommand, Target, Verb
from desktop.model.network_commands import ConnectContainers
from desktop.model.reach.machines import Machine, Mode, Place
from desktop.model.reach.verdict import Reason

_HELPED = (Reason.NO_TOOL, Reason.NOT_PERMITTED, Reason.REFUSED)
_TOGETHER = (Reason.NO_COMMON_NETWORK, Reason.INTERNAL, Reason.NO_NAMES_ON_BRIDGE)


def step(
    source: Machine, target: Machine, reasons: Iterable[Reason], *, pack: Command | None = None
) -> Command | None:
    """The one thing to do, for these reasons; None where a person has to decide more.

    ``pack`` makes an image that helpers can be made of, where there is none.
    """
    found = set(reasons)
    if Reason.NOT_RUNNING in found:
        stopped = tuple(_target(each) for each in (source, target) if not each.running)
        return ContainersCommand(Verb.START, stopped)
    if Reason.PAUSED in found:
        return ContainersCommand(Verb.UNPAUSE, (_target(source),))
    if pack is not None and not found.isdisjoint(_HELPED):
        return pack
    if not found.isdisjoint(_TOGETHER) and _enters(source) and _enters(target):
        for who, whose in ((source, target), (target, source)):
            inside = {place.network for place in who.places}
            for place in whose.places:
                if _is_entered(place) and place.network not in inside:
                    network = Target(Kind.NETWORK, place.network, place.name)
                    return ConnectContainers((_target(who),), network)
    return None


def _enters(machine: Machine) -> bool:
    """Whether it can be connected to networks: it has one of its own."""
    return machine.mode is Mode.OWN and not machine.shares and bool(machine.places)


def _is_entered(place: Place) -> bool:
    """Whether names are known in it, and who is in it may talk."""
    return not place.default and place.talks


def _target(machine: Machine) -> Target:
    return Target(Kind.CONTAINER, machine.key, machine.name)
