"""Swarm mode with two real Engines: one begins it, one joins, and an overlay spans both."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop.engine.engine import DockerEngine
from desktop.engine.network_records import SwarmInit, SwarmJoin, SwarmState
from desktop.engine.records import NetworkSpec, Subnet
from desktop.model.commands import Command, CreateNetwork
from desktop.model.network_commands import InitSwarm, JoinSwarm, LeaveSwarm
from desktop.model.operations import Operation, Operations
from desktop.model.reach.machines import look_up
from desktop.model.reach.testing import ReachStory, ReachTest, pinging_image
from desktop.model.reach.verdict import Reason, Way
from desktop.ui.problems import sentence
from tests.support.aio import Aio
from tests.support.connecting import connected
from tests.support.network import cable
from tests.support.real_engine import IMAGE, WAIT, RealEngine

NET = "portside-test-net"
FIRST, SECOND = "10.215.0.1", "10.215.0.2"


async def run(engine: DockerEngine, command: Command) -> Operation:
    operation = Operations(lambda: engine).start(command)
    await operation.wait()
    return operation


async def done(engine: DockerEngine, command: Command) -> None:
    assert not (await run(engine, command)).failures


async def refused(engine: DockerEngine, command: Command) -> str:
    (failure,) = (await run(engine, command)).failures
    return sentence(command.verb, failure.target, failure.error)


@pytest.fixture
def two_engines(second_engine: Callable[..., RealEngine]) -> tuple[RealEngine, RealEngine]:
    """Two machines with a cable between them."""
    one, other = second_engine(image=True), second_engine(image=True)
    cable(one.pid, other.pid, (f"{FIRST}/24", f"{SECOND}/24"))
    return one, other


def test_one_begins_the_swarm_one_joins_and_containers_of_both_meet_in_an_overlay(
    aio: Aio, two_engines: tuple[RealEngine, RealEngine]
) -> None:
    one, other = two_engines
    overlay = CreateNetwork(NetworkSpec(NET, "overlay", (Subnet("10.78.0.0/24"),), attachable=True))

    async def main() -> None:
        async with connected(one.url) as first, connected(other.url) as second:
            await done(first, InitSwarm(SwarmInit(FIRST)))
            token = one.docker("swarm", "join-token", "--quiet", "worker")
            join = JoinSwarm(SwarmJoin(f"{FIRST}:2377", token, SECOND))
            await done(second, join)
            swarm = await second.networking.swarm()
            assert (swarm.state, swarm.manager, swarm.address) == (
                SwarmState.ACTIVE,
                False,
                SECOND,
            )
            assert (await first.networking.swarm()).nodes == 2

            again = await refused(second, join)
            assert "this Engine is in a Swarm already. Leave that one first." in again
            own = await refused(second, InitSwarm(SwarmInit(SECOND)))
            assert "in a Swarm already" in own
            assert "no manager of one" in await refused(second, overlay)

            await done(first, overlay)
            for engine, name in ((one, "s0"), (one, "s1"), (other, "far")):
                engine.docker("run", "-d", "--network", NET, "--name", name, IMAGE, *WAIT)
            one.docker("run", "-d", "--name", "outside", IMAGE, *WAIT)
            for engine, source, target in ((one, "s0", "far"), (other, "far", "s1")):
                # The Engines tell each other of names, in a while.
                meets = f"until ping -c 1 -W 1 {target}; do :; done"
                assert "1 packets received" in engine.docker("exec", source, "sh", "-c", meets)
            await reached(first)

            for name in ("s0", "s1"):
                one.docker("rm", "--force", name)
            other.docker("rm", "--force", "far")
            await done(second, LeaveSwarm())
            assert (await second.networking.swarm()).state is SwarmState.INACTIVE
            await done(first, LeaveSwarm(force=True))
            assert NET not in [network.name for network in await first.networks()]

    aio(main(), timeout=180)


async def reached(engine: DockerEngine) -> None:
    """The matrix of the overlay's containers on this Engine, and one outside."""
    story = ReachStory()
    networks = {network.id: network for network in await engine.networks()}
    ids = {each.name: each.id for each in await engine.containers()}
    story.show(await look_up(engine, [ids[name] for name in ("s0", "s1", "outside")], networks))
    image = pinging_image(await engine.images())
    command = ReachTest(story, tuple(story.testable()), story.machines, image)
    await command.act(engine, command.targets[0], lambda _progress: None)
    for check, verdict in story.verdicts.items():
        inside = ids["outside"] not in (check.source, check.target)
        assert story.findings[check].reached is inside, (check, verdict, story.findings[check])
        if inside:
            assert (verdict.reason, verdict.network) == (Reason.COMMON_NETWORK, NET)
        elif check.way is Way.ADDRESS:
            assert verdict.reason is Reason.NO_COMMON_NETWORK


def test_a_swarm_that_does_not_answer_is_told_and_the_engine_stays_out_of_it(
    aio: Aio, two_engines: tuple[RealEngine, RealEngine]
) -> None:
    _one, other = two_engines

    async def main() -> None:
        async with connected(other.url) as second:
            token = "SWMTKN-1-" + "0" * 50 + "-" + "0" * 25
            said = await refused(second, JoinSwarm(SwarmJoin(f"{FIRST}:2377", token, SECOND)))
            assert "no manager answers at this address" in said
            assert not (await second.networking.swarm()).inside

    aio(main(), timeout=90)
