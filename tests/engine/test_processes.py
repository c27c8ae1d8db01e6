"""A signal reaches the very process that was chosen from ``docker top``, on a real Engine."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from desktop.engine.engine import DockerEngine
from desktop.engine.records import Kind
from desktop.model.commands import Target
from desktop.model.operations import Operations
from desktop.model.processes import Ended, NoShell, SignalProcess, Unmatched, pid_inside
from tests.support.aio import Aio
from tests.support.connecting import connected

FAMILY = "sleep 1001 & sleep 1002 & (sleep 1003 & wait) & wait"


@pytest.fixture
def on(aio: Aio, engine_host: str) -> Callable[[Callable[[DockerEngine], Awaitable[Any]]], Any]:
    """``on(coroutine function)`` calls it with a connected Engine."""

    async def main(work: Callable[[DockerEngine], Awaitable[Any]]) -> Any:
        async with connected(engine_host) as engine:
            return await work(engine)

    return lambda work: aio(main(work), timeout=50)


async def numbers(engine: DockerEngine, key: str) -> dict[str, int]:
    """What runs, and its number on the Engine's machine."""
    shown = await engine.observe.processes(key, "-eo pid,args")
    return {arguments: int(pid) for pid, arguments in shown.rows}


def test_the_chosen_process_gets_the_signal_and_no_other(
    on: Callable[..., Any], docker_run: Callable[..., str]
) -> None:
    key = docker_run(command=("sh", "-c", FAMILY), name="family")

    async def main(engine: DockerEngine) -> None:
        before = await numbers(engine, key)
        while not {"sleep 1001", "sleep 1002", "sleep 1003"} <= {*before}:
            before = await numbers(engine, key)
        chosen = before["sleep 1002"]
        pid = await pid_inside(engine, key, chosen)
        command = SignalProcess(Target(Kind.CONTAINER, key, "family"), pid, "KILL", chosen)
        operation = Operations(lambda: engine).start(command)
        await operation.wait()
        assert operation.failures == ()
        after = await numbers(engine, key)
        assert {*before} - {*after} == {"sleep 1002"}
        with pytest.raises(Unmatched):
            await pid_inside(engine, key, chosen)
        again = Operations(lambda: engine).start(command)
        await again.wait()
        assert [type(failure.error) for failure in again.failures] == [Ended]

    on(main)


def test_after_a_restart_another_process_of_that_number_is_spared(
    on: Callable[..., Any], docker: Callable[..., str], docker_run: Callable[..., str]
) -> None:
    key = docker_run(command=("sh", "-c", "sleep 1001 & wait"))

    async def main(engine: DockerEngine) -> None:
        async def sleeper() -> int:
            while "sleep 1001" not in (found := await numbers(engine, key)):
                pass
            return found["sleep 1001"]

        before = await sleeper()
        docker("restart", "--time", "0", key)
        after = await sleeper()
        pid = await pid_inside(engine, key, after)
        command = SignalProcess(Target(Kind.CONTAINER, key, "again"), pid, "KILL", before)
        operation = Operations(lambda: engine).start(command)
        await operation.wait()
        assert [type(failure.error) for failure in operation.failures] == [Ended]
        assert await sleeper() == after

    on(main)


def test_a_container_without_shell_is_said_to_have_none(
    on: Callable[..., Any], docker: Callable[..., str], docker_run: Callable[..., str]
) -> None:
    key = docker_run(command=("sh", "-c", "rm /bin/sh; sleep 1001"))

    async def main(engine: DockerEngine) -> None:
        while "sleep 1001" not in (found := await numbers(engine, key)):
            pass
        with pytest.raises(NoShell):
            await pid_inside(engine, key, found["sleep 1001"])

    on(main)
