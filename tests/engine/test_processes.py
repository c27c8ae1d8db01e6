"""A signal reaches the very process that was chosen from ``docker top``, on a real Engine."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.engine import DockerEngine
from desktop.engine.errors import Unsupported
from desktop.engine.records import Kind
from desktop.model.commands import Target
from desktop.model.operations import Operations
from desktop.model.processes import SignalProcess, Unmatched, pid_inside
from tests.support.aio import Aio

FAMILY = "sleep 1001 & sleep 1002 & (sleep 1003 & wait) & wait"


@pytest.fixture
def on(aio: Aio, engine_host: str) -> Callable[[Callable[[DockerEngine], Awaitable[Any]]], Any]:
    """``on(coroutine function)`` calls it with a connected Engine."""

    async def main(work: Callable[[DockerEngine], Awaitable[Any]]) -> Any:
        engine = await DockerEngine.connect(Endpoint(engine_host, "test", Origin.HOST_OPTION))
        try:
            return await work(engine)
        finally:
            await engine.close()

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
        pid = await pid_inside(engine, key, before["sleep 1002"])
        command = SignalProcess(Target(Kind.CONTAINER, key, "family"), pid, "KILL")
        operation = Operations(lambda: engine).start(command)
        await operation.wait()
        assert operation.failures == ()
        after = await numbers(engine, key)
        assert {*before} - {*after} == {"sleep 1002"}
        with pytest.raises(Unmatched):
            await pid_inside(engine, key, before["sleep 1002"])
        again = Operations(lambda: engine).start(command)
        await again.wait()
        assert again.failures, "a process that has ended can't be reached"

    on(main)


def test_a_container_without_shell_is_said_to_have_none(
    on: Callable[..., Any], docker: Callable[..., str], docker_run: Callable[..., str]
) -> None:
    key = docker_run(command=("sh", "-c", "rm /bin/sh; sleep 1001"))

    async def main(engine: DockerEngine) -> None:
        while "sleep 1001" not in (found := await numbers(engine, key)):
            pass
        with pytest.raises(Unsupported):
            await pid_inside(engine, key, found["sleep 1001"])

    on(main)
