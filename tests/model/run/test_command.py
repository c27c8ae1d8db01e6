"""``docker run`` and ``docker create`` as one command, on an Engine from memory."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from desktop.engine.errors import EngineError, EngineFault, NotFound
from desktop.engine.records import Created, Progress, State
from desktop.model.commands import Verb
from desktop.model.operations import Operation, Operations, Outcome
from desktop.model.run.command import RunContainer
from desktop.model.run.networks import NetworkChoice
from desktop.model.run.pages import NotPulled, Page, Unresolved, page_of
from desktop.model.run.resolve import Surroundings
from desktop.model.run.spec import ContainerSpec
from tests.model.clock import settle
from tests.model.fake_engine import (
    FakeEngine,
    FakeWorld,
    lost,
    make_container,
    make_image,
    make_network,
)
from tests.support.aio import Aio

WEB = ContainerSpec(image="app:1", name="web")


def around(**files: str) -> Surroundings:
    """A machine with these files, and one variable."""

    def read(path: str) -> bytes:
        if path not in files:
            raise FileNotFoundError(path)
        return files[path].encode()

    return Surroundings("", {"FROM_HERE": "yes"}, read)


@pytest.fixture
def engine(world: FakeWorld) -> FakeEngine:
    world.add(make_image(900, "app:1"), make_network(700, "first"), make_network(701, "second"))
    return FakeEngine(world)


def run(aio: Aio, engine: FakeEngine, command: RunContainer) -> Operation:
    async def scenario() -> Operation:
        operation = Operations(lambda: engine).start(command)
        await operation.wait()
        return operation

    return aio(scenario())


def body_of(world: FakeWorld) -> Mapping[str, Any]:
    body: Mapping[str, Any] = world.called("create_container")[-1][0]
    return body


def failure_of(operation: Operation) -> EngineError:
    (failure,) = operation.failures
    return failure.error


def test_it_is_created_connected_started_and_told(
    aio: Aio, world: FakeWorld, engine: FakeEngine
) -> None:
    spec = replace(WEB, networks=(NetworkChoice("first"), NetworkChoice("second")))
    told: list[Created] = []
    operation = run(aio, engine, RunContainer(spec, around(), made=told.append))
    assert operation.outcome is Outcome.DONE
    ((key, record),) = world.containers.items()
    assert (record.name, record.state) == ("web", State.RUNNING)
    assert [made.id for made in told] == [key]
    steps = [call[0] for call in world.calls]
    assert steps == ["create_container", "connect_network", "start"]
    assert world.called("connect_network") == [("second", key, {})]


def test_create_does_not_start_it(aio: Aio, world: FakeWorld, engine: FakeEngine) -> None:
    command = RunContainer(WEB, around(), verb=Verb.CREATE)
    assert run(aio, engine, command).outcome is Outcome.DONE
    assert [record.state for record in world.containers.values()] == [State.CREATED]
    assert command.lines() == (("docker", "create", "--name", "web", "app:1"),)
    assert RunContainer(WEB, around()).lines() == (("docker", "run", "--name", "web", "app:1"),)


def test_what_the_line_takes_from_this_machine_is_put_in(
    aio: Aio, world: FakeWorld, engine: FakeEngine
) -> None:
    spec = replace(WEB, environment=("FROM_HERE", "A=b"), environment_files=("vars",))
    assert run(aio, engine, RunContainer(spec, around(vars="C=d"))).outcome is Outcome.DONE
    assert sorted(body_of(world)["Env"]) == ["A=b", "C=d", "FROM_HERE=yes"]


def test_a_file_that_can_not_be_read_is_said_before_anything_is_made(
    aio: Aio, world: FakeWorld, engine: FakeEngine
) -> None:
    spec = replace(WEB, environment_files=("vars",))
    error = failure_of(run(aio, engine, RunContainer(spec, around())))
    assert isinstance(error, Unresolved)
    assert page_of(error, spec) is Page.ENVIRONMENT
    profile = replace(WEB, security_options=("seccomp=profile.json",))
    error = failure_of(run(aio, engine, RunContainer(profile, around())))
    assert page_of(error, profile) is Page.SECURITY
    assert world.calls == []


# The image


def test_a_missing_image_is_pulled_first_with_progress(
    aio: Aio, world: FakeWorld, engine: FakeEngine
) -> None:
    world.progress = [Progress("Downloading", 5, 10)]
    seen: list[Progress] = []

    async def scenario() -> None:
        command = RunContainer(replace(WEB, image="new:2"), around())
        await command.act(engine, command.targets[0], seen.append)

    aio(scenario())
    steps = [call[0] for call in world.calls]
    assert steps == ["create_container", "pull", "create_container", "start"]
    assert seen[0] == Progress("Downloading", 5, 10)
    assert not seen[-1].text, "the start is not part of the pull"


def test_an_image_that_can_not_be_pulled_is_the_reason(
    aio: Aio, world: FakeWorld, engine: FakeEngine
) -> None:
    spec = replace(WEB, image="gone:1")
    world.fail("pull", NotFound("manifest for gone:1 not found", status=404))
    error = failure_of(run(aio, engine, RunContainer(spec, around())))
    assert isinstance(error, NotPulled)
    assert (error.reference, page_of(error, spec)) == ("gone:1", Page.IMAGE)
    assert not world.containers


@pytest.mark.parametrize(
    ("policy", "steps"),
    [
        ("always", ["pull", "create_container", "start"]),
        ("missing", ["create_container", "start"]),
        ("never", ["create_container", "start"]),
    ],
)
def test_the_pull_policy_is_obeyed(
    aio: Aio, world: FakeWorld, engine: FakeEngine, policy: str, steps: list[str]
) -> None:
    assert run(aio, engine, RunContainer(replace(WEB, pull=policy), around())).succeeded
    assert [call[0] for call in world.calls] == steps


def test_never_pulling_fails_where_the_image_is_missing(
    aio: Aio, world: FakeWorld, engine: FakeEngine
) -> None:
    spec = replace(WEB, image="new:2", pull="never")
    error = failure_of(run(aio, engine, RunContainer(spec, around())))
    assert page_of(error, spec) is Page.IMAGE
    assert not world.called("pull")


# Nothing half-made stays


@pytest.mark.parametrize("step", ["connect_network", "start"])
def test_a_container_that_does_not_start_is_removed_with_its_anonymous_volumes(
    aio: Aio, world: FakeWorld, engine: FakeEngine, step: str
) -> None:
    spec = replace(WEB, networks=(NetworkChoice("first"), NetworkChoice("second")))
    told: list[Created] = []
    world.fail(step, EngineFault("port is already allocated", status=500))
    operation = run(aio, engine, RunContainer(spec, around(), made=told.append))
    assert operation.outcome is Outcome.FAILED
    assert not world.containers
    assert [call[1:] for call in world.called("remove_container")] == [(True, True)]
    assert told == []


def test_a_container_that_does_not_start_is_kept_where_that_is_wanted(
    aio: Aio, world: FakeWorld, engine: FakeEngine
) -> None:
    world.fail("start", EngineFault("boom", status=500))
    command = RunContainer(WEB, around(), keep_failed=True)
    assert run(aio, engine, command).outcome is Outcome.FAILED
    ((key, record),) = world.containers.items()
    assert record.state is State.CREATED
    assert [each.id for each in command.kept] == [key]


def test_the_reason_is_told_also_where_the_removal_fails(
    aio: Aio, world: FakeWorld, engine: FakeEngine
) -> None:
    world.fail("start", EngineFault("no port", status=500))
    world.fail("remove_container", EngineFault("busy", status=500))
    assert failure_of(run(aio, engine, RunContainer(WEB, around()))).explanation == "no port"


def test_nothing_is_removed_where_the_connection_was_lost(
    aio: Aio, world: FakeWorld, engine: FakeEngine
) -> None:
    world.fail("start", lost())
    assert run(aio, engine, RunContainer(WEB, around())).outcome is Outcome.FAILED
    assert world.containers, "it may have started"
    assert not world.called("remove_container")


@pytest.mark.parametrize("step", ["create_container", "connect_network", "start"])
def test_cancelled_at_any_step_it_leaves_nothing(
    aio: Aio, world: FakeWorld, engine: FakeEngine, step: str
) -> None:
    async def scenario() -> Operation:
        go_on = asyncio.Event()
        reached = asyncio.Event()
        world.on_call = lambda name: reached.set() if name == step else None
        world.fail(step, until=go_on)
        spec = replace(WEB, networks=(NetworkChoice("first"), NetworkChoice("second")))
        operations = Operations(lambda: engine)
        operation = operations.start(RunContainer(spec, around()))
        await reached.wait()
        operations.cancel(operation)
        await settle()
        go_on.set()  # an Engine that was asked to create goes on
        await operation.wait()
        return operation

    assert aio(scenario()).outcome is Outcome.CANCELLED
    assert not world.containers


class _GoesOn(FakeEngine):
    """One that makes what it was asked for, whoever still waits for the answer."""

    async def create_container(
        self, body: Mapping[str, Any], *, name: str = "", platform: str = ""
    ) -> Created:
        try:
            return await super().create_container(body, name=name, platform=platform)
        except asyncio.CancelledError:
            self.world.add(make_container(1, name))
            raise


def test_cancelled_while_it_is_created_it_waits_for_what_to_remove(
    aio: Aio, world: FakeWorld
) -> None:
    world.add(make_image(900, "app:1"))
    engine = _GoesOn(world)

    async def scenario() -> Outcome:
        go_on = asyncio.Event()
        world.fail("create_container", until=go_on)
        operations = Operations(lambda: engine)
        operation = operations.start(RunContainer(WEB, around()))
        while not world.called("create_container"):  # noqa: ASYNC110 - in a thread before
            await asyncio.sleep(0.001)
        operations.cancel(operation)
        await settle()
        go_on.set()
        return await operation.wait()

    assert aio(scenario()) is Outcome.CANCELLED
    assert not world.containers


# Where to change it


@pytest.mark.parametrize(
    ("text", "page"),
    [  # of Engines that are not at hand: 23 to 28
        (
            "failed to set up container networking: driver failed programming external connectivity"
            " on endpoint web (0f): Bind for 0.0.0.0:8080 failed: port is already allocated",
            Page.PORTS,
        ),
        (
            "driver failed programming external connectivity on endpoint web (0f): failed to bind"
            " host port for 0.0.0.0:80:172.17.0.2:80/tcp: address already in use",
            Page.PORTS,
        ),
        (
            "invalid config for network lan: invalid endpoint settings:\nno configured subnet or"
            " ip-range contain the IP address 10.1.2.3",
            Page.NETWORK,
        ),
        ("failed to set up container networking: network lan not found", Page.NETWORK),
        ('invalid mount config for type "bind": bind source path does not exist: /x', Page.STORAGE),
        ("CDI device injection failed: unresolvable CDI devices a/b=c", Page.SECURITY),
        ('Conflict. The container name "/memory" is already in use by container "0f"', Page.BASICS),
        ('exec: "seccomp": executable file not found in $PATH', Page.BASICS),
        ("Duplicate mount point: /memory", Page.STORAGE),
        ("something that nobody has heard of", Page.REVIEW),
        ("", Page.REVIEW),
    ],
)
def test_other_engines_say_it_in_other_words(text: str, page: Page) -> None:
    assert page_of(EngineFault(text), WEB) is page


@pytest.mark.parametrize(
    ("spec", "page"),
    [
        (replace(WEB, volumes_from=("other:ro",)), Page.STORAGE),
        (replace(WEB, networks=(NetworkChoice("container:other"),)), Page.NETWORK),
        (replace(WEB, links=("other:alias",)), Page.NETWORK),
        (replace(WEB, pid="container:other"), Page.SECURITY),
        (WEB, Page.REVIEW),
    ],
)
def test_a_container_that_is_missing_is_looked_for_where_it_is_named(
    spec: ContainerSpec, page: Page
) -> None:
    assert page_of(NotFound("No such container: other", status=404), spec) is page
