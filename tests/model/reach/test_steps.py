"""What would let one container reach another."""

from __future__ import annotations

import pytest

from desktop.engine.records import Kind
from desktop.model.commands import Command, ContainersCommand, Target, Verb
from desktop.model.network_commands import ConnectContainers
from desktop.model.reach.machines import Machine, Mode, Place
from desktop.model.reach.steps import step
from desktop.model.reach.verdict import Reason

NET = Place("1", "net", "172.18.0.2")
OTHER = Place("2", "other", "172.19.0.2")
QUIET = Place("3", "quiet", "172.20.0.2", talks=False)
BRIDGE = Place("0", "bridge", "172.17.0.2", default=True)
APART = Reason.NO_COMMON_NETWORK


def box(name: str, *places: Place, mode: Mode = Mode.OWN, running: bool = True) -> Machine:
    return Machine(name, name, running=running, mode=mode, namespace=name, places=places)


def target(name: str) -> Target:
    return Target(Kind.CONTAINER, name, name)


def joins(name: str, place: Place) -> Command:
    return ConnectContainers((target(name),), Target(Kind.NETWORK, place.network, place.name))


@pytest.mark.parametrize(
    ("source", "aim", "reason", "expected"),
    [
        (box("a", NET), box("b", OTHER), APART, joins("a", OTHER)),
        (box("a", NET), box("b", BRIDGE), APART, joins("b", NET)),
        (box("a", NET), box("b", QUIET), APART, joins("b", NET)),
        (box("a", BRIDGE), box("b", BRIDGE), Reason.NO_NAMES_ON_BRIDGE, None),
        (box("a", BRIDGE, NET), box("b", BRIDGE), Reason.NO_NAMES_ON_BRIDGE, joins("b", NET)),
        (box("a", NET), box("b", NET), Reason.NOTHING_LISTENS, None),
        (box("a", NET), box("b", mode=Mode.HOST), Reason.NO_NAMES_ON_HOST, None),
        (box("a", NET), box("b", mode=Mode.NONE), Reason.NO_NETWORK, None),
        (box("a", NET), box("b", NET), Reason.PAUSED,
         ContainersCommand(Verb.UNPAUSE, (target("a"),))),
        (box("a", NET), box("b", NET, running=False), Reason.NOT_RUNNING,
         ContainersCommand(Verb.START, (target("b"),))),
        (box("a", NET, running=False), box("b", NET, running=False), Reason.NOT_RUNNING,
         ContainersCommand(Verb.START, (target("a"), target("b")))),
    ],
)  # fmt: skip
def test_the_step_fits_the_reason(
    source: Machine, aim: Machine, reason: Reason, expected: Command | None
) -> None:
    assert step(source, aim, [Reason.FAILED, reason]) == expected


def test_who_has_anothers_network_is_connected_nowhere() -> None:
    guest = Machine("b", "b", namespace="c", places=(OTHER,))
    assert step(box("a", NET), guest, [APART]) is None


@pytest.mark.parametrize("reason", [Reason.NO_TOOL, Reason.NOT_PERMITTED, Reason.REFUSED])
def test_what_a_helper_could_tell_needs_an_image_for_it(reason: Reason) -> None:
    pack = ContainersCommand(Verb.PACK, (target("starter"),))
    assert step(box("a", NET), box("b", NET), [reason], pack=pack) is pack
    assert step(box("a", NET), box("b", NET), [reason]) is None
    assert step(box("a", NET), box("b", NET), [Reason.NOTHING_LISTENS], pack=pack) is None
