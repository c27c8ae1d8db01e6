"""Networks, and containers in them, are what docker's own line makes; Swarm and the way back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from desktop.engine.engine import DockerEngine
from desktop.engine.network_records import SwarmInit, SwarmJoin, SwarmState
from desktop.engine.records import Kind, NetworkSpec, Subnet
from desktop.model.commands import Command, CreateNetwork, Line, Target, Verb
from desktop.model.network_commands import (
    ConnectContainers,
    DisconnectContainers,
    InitSwarm,
    JoinSwarm,
    LeaveSwarm,
)
from desktop.model.operations import Operation, Operations
from desktop.ui.problems import sentence
from tests.support.aio import Aio
from tests.support.connecting import connected
from tests.support.real_engine import LABEL, RealEngine

Docker = Callable[..., str]
LABELLED = ((LABEL, ""),)
NET = "portside-test-net"
DUAL = NetworkSpec(
    NET,
    subnets=(
        Subnet("10.213.8.0/24", "10.213.8.254", "10.213.8.128/25"),
        Subnet("fd00:213::/64", "fd00:213::1"),
    ),
    ipv6=True,
    labels=LABELLED,
)


def done(operation: Operation) -> Operation:
    assert not operation.failures, operation.failures
    return operation


async def run(engine: DockerEngine, command: Command) -> Operation:
    operation = Operations(lambda: engine).start(command)
    await operation.wait()
    return operation


def typed(docker: Docker, lines: tuple[Line, ...]) -> None:
    for line in lines:
        docker(*line[1:])


@pytest.fixture
def net(docker: Docker) -> Iterator[str]:
    """A network of the test's own, with addresses of both kinds."""
    typed(docker, CreateNetwork(DUAL).lines())
    yield NET
    for key in json.loads(docker("network", "inspect", NET))[0]["Containers"]:
        docker("network", "disconnect", "--force", NET, key)
    docker("network", "rm", NET)


def described(docker: Docker, name: str) -> dict[str, Any]:
    (found,) = json.loads(docker("network", "inspect", name))
    return {key: value for key, value in found.items() if key not in ("Id", "Created")}


@pytest.mark.parametrize(
    "spec",
    [
        NetworkSpec(NET, labels=LABELLED),
        DUAL,
        NetworkSpec(NET, internal=True, attachable=True, labels=(*LABELLED, ("stage", "a b=c"))),
        NetworkSpec(
            NET,
            subnets=(Subnet("10.213.9.0/24"),),
            labels=LABELLED,
            options=(
                ("com.docker.network.bridge.name", "br-portside"),
                ("com.docker.network.driver.mtu", "1400"),
                ("com.docker.network.bridge.enable_icc", "false"),
            ),
        ),
    ],
    ids=["plain", "addresses of both kinds", "internal", "driver options"],
)
def test_a_network_is_what_dockers_own_line_makes(
    aio: Aio, engine_host: str, docker: Docker, spec: NetworkSpec
) -> None:
    command = CreateNetwork(spec)

    async def ours() -> None:
        async with connected(engine_host) as engine:
            done(await run(engine, command))

    aio(ours())
    made = described(docker, NET)
    docker("network", "rm", NET)
    typed(docker, command.lines())
    try:
        # Which of its pools an Engine takes for a network without a subnet, it chooses anew.
        keys = made.keys() - (() if spec.subnets else {"IPAM"})
        theirs = described(docker, NET)
        assert {key: made[key] for key in keys} == {key: theirs[key] for key in keys}
        assert made["Internal"] is spec.internal
    finally:
        docker("network", "rm", NET)


def place(docker: Docker, container: str) -> dict[str, Any]:
    found = json.loads(docker("inspect", "-f", "{{json .NetworkSettings.Networks}}", container))
    return {
        key: value
        for key, value in found[NET].items()
        if key in ("IPAMConfig", "Aliases", "IPAddress", "GlobalIPv6Address", "DNSNames")
    }


def test_whose_network_a_container_has_is_in_the_list(
    aio: Aio, engine_host: str, docker_run: Docker
) -> None:
    owner = docker_run(name="owner")
    docker_run("--network", "container:owner", name="guest")
    docker_run("--network", "host", name="hosted")

    async def main() -> dict[str, str]:
        async with connected(engine_host) as engine:
            return {each.name: each.shares for each in await engine.containers()}

    assert aio(main()) == {"owner": "", "guest": owner, "hosted": ""}


@pytest.mark.parametrize("running", [True, False], ids=["running", "stopped"])
def test_a_container_is_connected_and_disconnected_as_docker_does_it(
    aio: Aio,
    engine_host: str,
    docker: Docker,
    docker_run: Docker,
    net: str,
    running: bool,
) -> None:
    key = docker_run(name="portside-test-one")
    if not running:
        docker("stop", key)
    target = (Target(Kind.CONTAINER, key, "portside-test-one"),)
    network = Target(Kind.NETWORK, net, net)
    connect = ConnectContainers(target, network, ("db", "store"), "10.213.8.200", "fd00:213::99")

    async def act(command: Command) -> None:
        async with connected(engine_host) as engine:
            done(await run(engine, command))

    aio(act(connect))
    if not running:
        docker("start", key)
    ours = place(docker, key)
    assert ours["IPAddress"] == "10.213.8.200"
    assert ours["GlobalIPv6Address"] == "fd00:213::99"
    if not running:
        docker("stop", key)
    aio(act(DisconnectContainers(target, network)))
    assert NET not in docker("inspect", "-f", "{{json .NetworkSettings.Networks}}", key)
    typed(docker, connect.lines())
    if not running:
        docker("start", key)
    assert place(docker, key) == ours


def test_why_the_engine_refuses_is_said_with_the_next_step(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, net: str
) -> None:
    one = Target(Kind.CONTAINER, docker_run(name="portside-test-one"), "one")
    alone = Target(Kind.CONTAINER, docker_run("--network", "none"), "alone")
    of_host = Target(Kind.CONTAINER, docker_run("--network", "host"), "of_host")
    guest = Target(Kind.CONTAINER, docker_run("--network", f"container:{one.key}"), "guest")
    bridge = Target(Kind.NETWORK, "bridge", "bridge")
    there = Target(Kind.NETWORK, net, net)
    host = Target(Kind.NETWORK, "host", "host")
    said = {
        CreateNetwork(NetworkSpec(NET)): "has this name already",
        CreateNetwork(
            NetworkSpec("portside-test-two", subnets=(Subnet("10.213.8.0/28"),))
        ): "overlaps with another network's",
        CreateNetwork(NetworkSpec("portside-test-two", "overlay")): "overlay needs Swarm mode",
        ConnectContainers((one,), bridge): "in this network already",
        ConnectContainers((alone,), there): "network none, which is alone",
        ConnectContainers((of_host,), there): "shares the network",
        ConnectContainers((guest,), there): "shares the network",
        ConnectContainers((one,), host): "can't be entered or left",
        ConnectContainers((one,), there, ipv4="10.213.8.254"): "this address is taken",
        ConnectContainers((one,), there, ipv4="10.99.9.9"): "not in the network's subnet",
        DisconnectContainers((alone,), there): "not in this network",
        LeaveSwarm(): "in no Swarm",
    }

    async def refused() -> dict[Command, str]:
        found: dict[Command, str] = {}
        async with connected(engine_host) as engine:
            for command in said:
                (failure,) = (await run(engine, command)).failures
                found[command] = sentence(command.verb, failure.target, failure.error)
        return found

    found = aio(refused())
    missed = {
        found[command]: words for command, words in said.items() if words not in found[command]
    }
    assert not missed


def test_a_swarm_is_initialised_overlay_works_in_it_and_leaving_it_is_the_way_back(
    aio: Aio, second_engine: Callable[..., RealEngine]
) -> None:
    own = second_engine(image=True)
    spec = NetworkSpec(
        NET,
        "overlay",
        (Subnet("10.77.0.0/24"),),
        attachable=True,
        options=(("com.docker.network.driver.mtu", "1400"), ("encrypted", "")),
    )
    key = own.docker("run", "-d", "--network", "none", "portside-test/busybox:1", "sleep", "999")
    own.docker("network", "disconnect", "none", key)
    target = Target(Kind.CONTAINER, key, "one")

    async def main() -> None:
        async with connected(own.url) as engine:
            assert (await engine.networking.swarm()).state is SwarmState.INACTIVE
            done(await run(engine, InitSwarm(SwarmInit("127.0.0.1"))))
            swarm = await engine.networking.swarm()
            assert (swarm.active, swarm.manager, swarm.managers) == (True, True, 1)
            assert swarm.address == "127.0.0.1"
            done(await run(engine, CreateNetwork(spec)))
            (made,) = [n for n in await engine.networks() if n.name == NET]
            assert (made.scope, made.attachable) == ("swarm", True)
            network = Target(Kind.NETWORK, made.id, made.name)
            ours = described(own.docker, NET)
            own.docker("network", "rm", NET)
            typed(own.docker, CreateNetwork(spec).lines())
            assert without_numbers(described(own.docker, NET)) == without_numbers(ours)
            (made,) = [n for n in await engine.networks() if n.name == NET]
            network = Target(Kind.NETWORK, made.id, made.name)
            done(await run(engine, ConnectContainers((target,), network)))
            (container,) = await engine.containers([key])
            assert [place.network for place in container.networks] == [NET]
            again = await run(engine, InitSwarm(SwarmInit("127.0.0.1")))
            assert "in a Swarm already" in said_of(again)
            unwilling = await run(engine, LeaveSwarm())
            assert "leaves it by force only" in said_of(unwilling)
            done(await run(engine, DisconnectContainers((target,), network)))
            done(await run(engine, LeaveSwarm(force=True)))
            assert (await engine.networking.swarm()).state is SwarmState.INACTIVE
            assert NET not in [n.name for n in await engine.networks()]

    aio(main(), timeout=120)


def test_who_has_no_right_token_does_not_join_and_stays_as_it_was(
    aio: Aio, second_engine: Callable[..., RealEngine]
) -> None:
    own = second_engine()

    async def main() -> None:
        async with connected(own.url) as engine:
            wrong = SwarmJoin("127.0.0.1:2377", "SWMTKN-1-no-such")
            operation = await run(engine, JoinSwarm(wrong))
            assert "the token is not the Swarm's" in said_of(operation)
            assert not (await engine.networking.swarm()).inside

    aio(main(), timeout=60)


def without_numbers(network: dict[str, Any]) -> dict[str, Any]:
    """An overlay's VXLAN number is new each time."""
    options = {k: v for k, v in network["Options"].items() if not k.endswith("vxlanid_list")}
    return {**network, "Options": options}


def said_of(operation: Operation) -> str:
    (failure,) = operation.failures
    return sentence(operation.command.verb, failure.target, failure.error)


def test_the_token_of_a_swarm_is_in_no_text_of_the_command() -> None:
    command = JoinSwarm(SwarmJoin("host:2377", "SWMTKN-1-secret"))
    assert "SWMTKN" not in repr(command)
    assert command.verb is Verb.JOIN_SWARM
