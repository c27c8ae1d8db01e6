"""What a real Engine refuses of networks is told with a next step, and it is the right one."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from desktop.engine.engine import DockerEngine
from desktop.engine.network_records import SwarmInit
from desktop.engine.records import Kind, NetworkSpec, Subnet
from desktop.model.commands import Command, CreateNetwork, RemoveNetworks, Target
from desktop.model.network_commands import ConnectContainers, InitSwarm, LeaveSwarm
from desktop.model.operations import Operation, Operations
from desktop.model.remedies import Advice, Remedy, remedies
from desktop.model.store import Store
from desktop.ui.activity.steps import Step, next_steps
from desktop.ui.problems import sentence
from tests.support.aio import Aio
from tests.support.connecting import connected
from tests.support.real_engine import LABEL, RealEngine

Docker = Callable[..., str]
NET = "portside-test-net"
SUBNET = Subnet("10.216.8.0/24")


async def run(engine: DockerEngine, command: Command) -> Operation:
    operation = Operations(lambda: engine).start(command)
    await operation.wait()
    return operation


class Refused:
    """A command that failed: what is said of it, and what is offered."""

    def __init__(self, operation: Operation, store: Store) -> None:
        (failure,) = operation.failures
        self.said = sentence(operation.command.verb, failure.target, failure.error, store)
        self.offered: tuple[Remedy, ...] = remedies(operation, failure, store)
        self.steps: tuple[Step, ...] = next_steps(operation, store)


async def refused(engine: DockerEngine, command: Command) -> Refused:
    store = Store()
    store.take_networks(None, await engine.networks())
    store.take_containers(None, await engine.containers())
    return Refused(await run(engine, command), store)


async def follow(engine: DockerEngine, step: Step) -> None:
    assert step.command is not None
    operation = await run(engine, step.command)
    assert not operation.failures, operation.failures


@pytest.fixture
def net(docker: Docker) -> Target:
    docker("network", "create", "--label", LABEL, "--subnet", SUBNET.subnet, NET)
    return Target(Kind.NETWORK, docker("network", "inspect", "-f", "{{.Id}}", NET), NET)


def places(docker: Docker, container: str) -> dict[str, str]:
    found = json.loads(docker("inspect", "-f", "{{json .NetworkSettings.Networks}}", container))
    return {name: place["IPAddress"] for name, place in found.items()}


@pytest.mark.parametrize("address", ["10.216.8.1", "10.217.0.9"], ids=["taken", "outside"])
def test_an_address_that_is_taken_or_outside_is_left_to_the_engine(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, net: Target, address: str
) -> None:
    one = Target(Kind.CONTAINER, docker_run(name="one"), "one")

    async def main() -> None:
        async with connected(engine_host) as engine:
            found = await refused(engine, ConnectContainers((one,), net, ("db",), address))
            (step,) = found.steps
            assert step.text == "Let the Engine choose the address"
            await follow(engine, step)

    aio(main())
    assert places(docker, "one")[NET].startswith("10.216.8.")


def test_an_alias_on_the_default_bridge_is_left_out(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, net: Target
) -> None:
    one = Target(Kind.CONTAINER, docker_run("--network", NET, name="one"), "one")
    bridge = Target(Kind.NETWORK, "bridge", "bridge")

    async def main() -> None:
        async with connected(engine_host) as engine:
            found = await refused(engine, ConnectContainers((one,), bridge, ("db",)))
            assert "no aliases. Use one that you have created." in found.said
            (step,) = found.steps
            assert step.text == "Connect without aliases"
            await follow(engine, step)

    aio(main())
    assert set(places(docker, "one")) == {NET, "bridge"}


def test_who_is_in_the_network_none_leaves_it_first(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, net: Target
) -> None:
    alone = Target(Kind.CONTAINER, docker_run("--network", "none", name="alone"), "alone")

    async def main() -> None:
        async with connected(engine_host) as engine:
            found = await refused(engine, ConnectContainers((alone,), net))
            assert "network none, which is alone" in found.said
            (step,) = found.steps
            assert step.text == "Disconnect from none and try again"
            await follow(engine, step)

    aio(main())
    assert set(places(docker, "alone")) == {NET}


def test_a_subnet_that_overlaps_is_left_to_the_engine(
    aio: Aio, engine_host: str, docker: Docker, net: Target
) -> None:
    spec = NetworkSpec(
        "portside-test-two", subnets=(Subnet("10.216.8.0/28"),), labels=((LABEL, ""),)
    )

    async def main() -> None:
        async with connected(engine_host) as engine:
            found = await refused(engine, CreateNetwork(spec))
            assert "overlaps with another network's. Choose another subnet." in found.said
            (step,) = found.steps
            assert step.text == "Let the Engine choose the subnet"
            await follow(engine, step)

    aio(main())
    assert "portside-test-two" in docker("network", "ls", "--format", "{{.Name}}")


def test_a_network_in_use_is_left_by_its_containers_first(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, net: Target
) -> None:
    docker_run("--network", NET, name="one")

    async def main() -> None:
        async with connected(engine_host) as engine:
            found = await refused(engine, RemoveNetworks((net,)))
            assert "containers are in it" in found.said or "one" in found.said
            step = next(step for step in found.steps if step.text == "Disconnect one and remove")
            await follow(engine, step)

    aio(main())
    assert NET not in docker("network", "ls", "--format", "{{.Name}}")


def test_a_name_that_is_taken_and_a_default_network_are_said(
    aio: Aio, engine_host: str, docker: Docker, net: Target
) -> None:
    async def main() -> None:
        async with connected(engine_host) as engine:
            taken = await refused(engine, CreateNetwork(NetworkSpec(NET)))
            assert "a network has this name already. Choose another name." in taken.said
            assert [remedy.advice for remedy in taken.offered] == [Advice.OTHER_NAME]
            default = Target(Kind.NETWORK, "bridge", "bridge")
            kept = await refused(engine, RemoveNetworks((default,)))
            assert "a network of the Engine's own, which stays" in kept.said
            assert not kept.steps

    aio(main())


def test_who_is_in_a_swarm_is_led_to_leaving_it(
    aio: Aio, second_engine: Callable[..., RealEngine]
) -> None:
    own = second_engine()

    async def main() -> None:
        async with connected(own.url) as engine:
            init = InitSwarm(SwarmInit("127.0.0.1"))
            assert not (await run(engine, init)).failures
            for command, words in ((init, "in a Swarm already"), (LeaveSwarm(), "by force only")):
                found = await refused(engine, command)
                assert words in found.said
                (step,) = found.steps
                assert (step.text, step.action) == ("Leave the Swarm…", "network.swarm_leave")
            assert not (await run(engine, LeaveSwarm(force=True))).failures

    aio(main(), timeout=60)
