"""What the pages of processes, changes and limits show is what the docker command shows."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest

from desktop.engine.engine import DockerEngine
from desktop.engine.observations import Difference, Limits
from desktop.engine.records import Kind
from desktop.engine.terminal_records import Channel
from desktop.model.commands import Target
from desktop.model.event_filter import is_about, known_as
from desktop.model.file_changes import tree_of
from desktop.model.health import CheckRun, RunCheck, health_check
from desktop.model.operations import Operations
from desktop.model.top import look_at_processes
from desktop.model.update import UpdateContainers, limits_of, options
from tests.support.aio import Aio
from tests.support.connecting import connected
from tests.support.real_engine import IMAGE, LABEL

On = Callable[[Callable[[DockerEngine], Awaitable[Any]]], Any]
_LETTERS = {Difference.ADDED: "A", Difference.CHANGED: "C", Difference.DELETED: "D"}


@pytest.fixture
def on(aio: Aio, engine_host: str) -> On:
    """``on(coroutine function)`` calls it with a connected Engine."""

    async def main(work: Callable[[DockerEngine], Awaitable[Any]]) -> Any:
        async with connected(engine_host) as engine:
            return await work(engine)

    return lambda work: aio(main(work), timeout=50)


def test_processes_are_those_of_docker_top(
    on: On, docker: Callable[..., str], docker_run: Callable[..., str]
) -> None:
    key = docker_run(command=("sh", "-c", "sleep 1001 & sleep 1002 & wait"))

    async def main(engine: DockerEngine) -> None:
        rows = await look_at_processes(engine, key)
        while len(rows) < 3:
            rows = await look_at_processes(engine, key)
        shown = {(row.pid, row.parent, row.command) for row in rows}
        lines = docker("top", key, "-eo", "pid,ppid,args").splitlines()[1:]
        parts = [line.split(maxsplit=2) for line in lines]
        assert shown == {(int(pid), int(parent), line) for pid, parent, line in parts}
        assert all(row.user and row.state and row.elapsed for row in rows)

    on(main)


def test_events_of_an_image_are_those_that_docker_filters_by_its_names(
    on: On, docker: Callable[..., str], docker_run: Callable[..., str]
) -> None:
    bare, sibling = "portside-test/other-name", "portside-test/busybox:sibling"
    begun = time.time()

    async def main(engine: DockerEngine) -> None:
        docker("tag", IMAGE, bare)  # that is :latest
        image = next(each for each in await engine.images() if IMAGE in each.references)
        for name in (*image.references, bare, image.id):
            docker("run", "--rm", "--label", LABEL, name, "true")
        docker("exec", docker_run(), "true")
        docker("commit", docker("create", "--label", LABEL, IMAGE), sibling)
        docker("run", "--rm", "--label", LABEL, sibling, "true")
        docker("rmi", bare, sibling)
        now = engine.clock() + 0.5  # our idea of its clock may be a little behind
        names = [f"--filter=image={name}" for name in (*known_as(image), bare)]
        window = (f"--since={begun:.9f}", f"--until={now:.9f}")
        told = [
            json.loads(line)
            for line in docker("events", *window, "--format=json", *names).splitlines()
        ]
        events = await engine.past_events("", begun, now)
        ours = [event for event in events if is_about(event, image)]
        assert [(each["timeNano"], each["Action"], each["Actor"]["ID"]) for each in told] == [
            (event.time, event.action, event.id) for event in ours
        ]
        assert {"tag", "create", "die", "untag"} <= {event.action for event in ours}
        assert len(ours) < len(events)

    on(main)


def test_changes_are_those_of_docker_diff(
    on: On, docker: Callable[..., str], docker_run: Callable[..., str]
) -> None:
    script = "mkdir -p '/a/b c'; echo x >'/a/b c/d'; echo x >>/etc/passwd; rm /etc/group; sleep 99"
    key = docker_run(command=("sh", "-c", f"touch /etc/group; {script}"))

    async def main(engine: DockerEngine) -> None:
        tree = tree_of(await engine.observe.file_changes(key))
        while "/a/b c/d" not in {node.path for node in tree.nodes}:
            tree = tree_of(await engine.observe.file_changes(key))
        told = docker("diff", key).splitlines()
        shown = [
            f"{_LETTERS[node.difference]} {node.path}"
            for node in tree.nodes
            if node.difference is not None
        ]
        assert sorted(shown) == sorted(told)
        assert sum(tree.total) == len(told)

    on(main)


def test_limits_are_changed_as_docker_update_does(
    on: On, docker: Callable[..., str], docker_run: Callable[..., str]
) -> None:
    key = docker_run(command=("sleep", "1001"))
    docker("update", "--memory", "64m", "--memory-swap", "128m", "--pids-limit", "50", key)

    async def main(engine: DockerEngine) -> None:
        now = limits_of(await engine.inspect(Kind.CONTAINER, key))
        assert (now.memory, now.swap, now.pids) == (64 << 20, 128 << 20, 50)
        wanted = Limits(memory=96 << 20, pids=-1, restart="on-failure", restart_attempts=2)
        command = UpdateContainers((Target(Kind.CONTAINER, key, key),), wanted)
        operation = Operations(lambda: engine).start(command)
        await operation.wait()
        assert operation.failures == ()
        host = json.loads(docker("inspect", "--format", "{{json .HostConfig}}", key))
        assert (host["Memory"], host["MemorySwap"]) == (96 << 20, 128 << 20)
        assert host["PidsLimit"] in (None, 0, -1)
        assert host["RestartPolicy"] == {"Name": "on-failure", "MaximumRetryCount": 2}

    on(main)


_LIMITED = Limits(0.5, 512, 64 << 20, 32 << 20, 128 << 20, 50)


@pytest.mark.parametrize(
    ("asked", "then"),
    [
        (Limits(0.0, 0, 0, 0, 0), _LIMITED),
        (Limits(pids=-1), replace(_LIMITED, pids=-1)),
        (Limits(swap=-1), replace(_LIMITED, swap=-1)),
        (Limits(cpu_shares=1024), replace(_LIMITED, cpu_shares=1024)),
        (Limits(memory_reservation=64 << 20), replace(_LIMITED, memory_reservation=64 << 20)),
    ],
)
def test_the_engine_takes_no_limit_away_but_that_of_the_pids_and_knows_what_is_the_same(
    on: On, docker_run: Callable[..., str], asked: Limits, then: Limits
) -> None:
    key = docker_run(*options(_LIMITED), command=("sleep", "1001"))

    async def main(engine: DockerEngine) -> None:
        await engine.update(key, asked)
        now = limits_of(await engine.inspect(Kind.CONTAINER, key))
        assert replace(now, restart=None) == then

    on(main)


def test_memory_and_cpus_of_the_whole_machine_are_taken_for_no_limit(
    on: On, docker: Callable[..., str], docker_run: Callable[..., str]
) -> None:
    key = docker_run(*options(_LIMITED), command=("sleep", "1001"))
    memory, cpus = docker("info", "--format", "{{.MemTotal}} {{.NCPU}}").split()
    whole = Limits(float(cpus), memory=int(memory), swap=int(memory))

    async def main(engine: DockerEngine) -> None:
        await engine.update(key, whole)
        now = limits_of(await engine.inspect(Kind.CONTAINER, key))
        assert (now.cpus, now.memory, now.swap) == (whole.cpus, whole.memory, whole.swap)

    on(main)


def test_a_check_is_run_as_the_engine_runs_it(on: On, docker_run: Callable[..., str]) -> None:
    options = ("--health-cmd", 'echo "$0 as $(id -u)"; exit 3', "--health-interval", "1h")
    key = docker_run("--user", "1234", *options, command=("sleep", "1001"))

    async def main(engine: DockerEngine) -> None:
        run = await _run_check(engine, key)
        assert (run.exit_code, run.output) == (3, "/bin/sh as 1234\n")

    on(main)


async def _run_check(engine: DockerEngine, key: str) -> CheckRun:
    check = health_check(await engine.inspect(Kind.CONTAINER, key))
    assert check is not None
    runs: list[CheckRun] = []
    target = Target(Kind.CONTAINER, key, key)
    await RunCheck(target, check, runs.append).act(engine, target, lambda _progress: None)
    (run,) = runs
    return run


def test_a_check_that_takes_too_long_is_ended_with_all_that_it_has_started(
    on: On, docker: Callable[..., str], docker_run: Callable[..., str]
) -> None:
    command = "sleep 1002 & sleep 1003"
    options = ("--health-cmd", command, "--health-interval", "1h", "--health-timeout", "3s")
    key = docker_run(*options, command=("sleep", "1001"))

    async def main(engine: DockerEngine) -> None:
        run = await _run_check(engine, key)
        assert (run.exit_code, run.runs_on) == (None, False)
        left = docker("top", key, "-eo", "pid,args")
        assert [f"sleep {n}" in left for n in (1001, 1002, 1003)] == [True, False, False]

    on(main)


def test_a_check_that_ignores_its_end_is_told_to_run_on(
    on: On, docker_run: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.model.health.END_SECONDS", 2.0)
    command = "trap '' HUP; sleep 1002"
    options = ("--health-cmd", command, "--health-interval", "1h", "--health-timeout", "3s")
    key = docker_run(*options)

    async def main(engine: DockerEngine) -> None:
        run = await _run_check(engine, key)
        assert (run.exit_code, run.runs_on) == (None, True)

    on(main)


def test_a_check_that_is_cancelled_is_ended_too(
    on: On,
    docker: Callable[..., str],
    docker_run: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    key = docker_run("--health-cmd", "sleep 1002", "--health-interval", "1h")

    async def main(engine: DockerEngine) -> None:
        begun = asyncio.Event()
        open_exec = engine.terminals.open_exec

        @asynccontextmanager
        async def opened(*arguments: Any) -> AsyncIterator[Channel]:
            async with open_exec(*arguments) as channel:
                begun.set()
                yield channel

        monkeypatch.setattr(engine.terminals, "open_exec", opened)
        running = asyncio.ensure_future(_run_check(engine, key))
        await begun.wait()
        while "sleep 1002" not in docker("top", key):  # noqa: ASYNC110 - only the Engine tells
            await asyncio.sleep(0)
        running.cancel()
        await asyncio.wait([running])
        assert running.cancelled()
        assert "sleep 1002" not in docker("top", key)

    on(main)
