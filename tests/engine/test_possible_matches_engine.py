"""What is offered on a container is what the real Engine does, state by state and verb by verb."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from typing import Any

from desktop.engine.engine import DockerEngine
from desktop.engine.errors import NotFound, Rejected
from desktop.engine.records import Container, Kind, State
from desktop.engine.threads import run_in_thread
from desktop.model.commands import (
    Command,
    ContainersCommand,
    RemoveContainers,
    RenameContainer,
    Target,
    Verb,
)
from desktop.model.inspection import container_facts
from desktop.model.possible import applicable, needs_force
from tests.support.aio import Aio
from tests.support.connecting import connected
from tests.support.real_engine import IMAGE, LABEL, WAIT

Docker = Callable[..., str]
STATES = (State.CREATED, State.RUNNING, State.PAUSED, State.EXITED, State.RESTARTING)
VERBS = (
    Verb.START,
    Verb.STOP,
    Verb.RESTART,
    Verb.PAUSE,
    Verb.UNPAUSE,
    Verb.KILL,
    Verb.RENAME,
    Verb.REMOVE,
)


def make(docker: Docker, state: State) -> str:
    """A container, on its way to that state at least; returns its id."""
    options = ("--label", LABEL)
    if state is State.CREATED:
        return docker("create", *options, IMAGE, *WAIT)
    if state is State.RESTARTING:
        return docker("run", "-d", *options, "--restart", "always", IMAGE, "false")
    container = docker(
        "run", "-d", *options, IMAGE, *(("true",) if state is State.EXITED else WAIT)
    )
    if state is State.PAUSED:
        docker("pause", container)
    if state is State.EXITED:
        docker("wait", container)
    return container


def command_for(verb: Verb, record: Container) -> Command:
    target = Target(Kind.CONTAINER, record.id, record.name)
    if verb is Verb.RENAME:
        return RenameContainer(target, f"{record.name}-renamed")
    if verb is Verb.REMOVE:
        return RemoveContainers((target,), force=needs_force(record))
    return ContainersCommand(verb, (target,))


async def look(engine: DockerEngine, key: str) -> tuple[Any, ...] | None:
    """What a verb would change."""
    try:
        found: Mapping[str, Any] = await engine.inspect(Kind.CONTAINER, key)
    except NotFound:
        return None
    state = found["State"]
    return found["Name"], state["Paused"], state["Running"], state["StartedAt"]


async def until_waiting_long(engine: DockerEngine, key: str) -> None:
    """Until its next restart is two seconds away: the waits double, from 0.1 s."""
    async with engine.changes(engine.clock() - 10) as batches:
        async for _changes in batches:
            found = await engine.inspect(Kind.CONTAINER, key)
            facts = container_facts(found)
            wait = 0.1 * 2 ** (found["RestartCount"] - 1)
            if facts.status == "restarting" and facts.finished + wait - engine.clock() > 2:
                return


def test_what_is_offered_is_what_the_engine_does(
    aio: Aio, docker: Docker, engine_host: str
) -> None:
    async def made(state: State) -> str:
        return await run_in_thread(make, docker, state, name="make")

    async def done(engine: DockerEngine, verb: Verb, record: Container) -> bool:
        before = await look(engine, record.id)
        command = command_for(verb, record)
        with contextlib.suppress(Rejected):
            await command.act(engine, command.targets[0], lambda _progress: None)
        return await look(engine, record.id) != before

    async def wrong_verbs(engine: DockerEngine, state: State, ready: list[str]) -> list[Verb]:
        """A container that a verb left in its state serves the next verb, too."""
        wrong: list[Verb] = []
        found: list[Container] = []
        for verb in VERBS:
            if not found or found[0].state is not state:
                key = ready.pop() if ready else await made(state)
            if state is State.RESTARTING:
                await until_waiting_long(engine, key)
            found = await engine.containers([key])
            assert found[0].state is state
            if applicable(verb, found[0]) is not await done(engine, verb, found[0]):
                wrong.append(verb)
            found = await engine.containers([key])
        return wrong

    async def scenario() -> dict[State, list[Verb]]:
        async with connected(engine_host) as engine:
            # These need time until they wait long, and have it while the others are tried.
            restarting = [await made(State.RESTARTING) for _ in range(4)]
            return {
                state: await wrong_verbs(
                    engine, state, restarting if state is State.RESTARTING else []
                )
                for state in STATES
            }

    assert aio(scenario(), timeout=180) == {state: [] for state in STATES}


def test_removing_what_has_a_process_needs_force(
    aio: Aio, docker: Docker, engine_host: str
) -> None:
    async def scenario() -> None:
        async with connected(engine_host) as engine:
            for state in STATES:
                key = await run_in_thread(make, docker, state, name="make")
                [record] = await engine.containers([key])
                refused = False
                try:
                    await engine.remove_container(key)
                except Rejected:
                    refused = True
                assert refused is needs_force(record), state

    aio(scenario(), timeout=60)
