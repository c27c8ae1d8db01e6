"""What the Engine's observer tells is what the ``docker`` command tells."""

from __future__ import annotations

import asyncio
import hashlib
import subprocess
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import pytest

from desktop.engine.engine import DockerEngine
from desktop.engine.errors import Conflict, NotFound
from desktop.engine.observations import (
    LINE_BYTES,
    Difference,
    FileChange,
    Limits,
    LogLine,
    LogQuery,
    Output,
)
from desktop.engine.samples import Gathering, Reading
from tests.support.aio import Aio
from tests.support.connecting import connected

On = Callable[[Callable[[DockerEngine], Awaitable[Any]]], Any]


@pytest.fixture
def on(aio: Aio, engine_host: str) -> On:
    """``on(coroutine function)`` calls it with a connected Engine."""

    async def main(work: Callable[[DockerEngine], Awaitable[Any]]) -> Any:
        async with connected(engine_host) as engine:
            return await work(engine)

    return lambda work: aio(main(work), timeout=50)


async def told(engine: DockerEngine, key: str, query: LogQuery) -> list[LogLine]:
    found: list[LogLine] = []
    async with engine.observe.logs(key, query) as batches:
        async for batch in batches:
            assert not batch.skipped
            found += batch.lines
    return found


async def saved_hash(key: str, query: LogQuery, engine: DockerEngine) -> str:
    saved = hashlib.sha256()
    await engine.observe.save_log(key, query, saved.update)
    return saved.hexdigest()


SPEAKS = (
    "i=0; while [ $i -lt 300 ]; do echo out $i; echo err $i >&2; i=$((i+1)); done; "
    "printf 'a\\0b\\033[31mred\\377\\n'; head -c 200000 /dev/zero | tr '\\0' x; echo; printf end"
)


@pytest.mark.parametrize("options", [(), ("-t",)], ids=["pipes", "tty"])
def test_a_log_is_what_docker_logs_tells(
    on: On,
    docker: Callable[..., str],
    docker_run: Callable[..., str],
    engine_host: str,
    options: tuple[str, ...],
) -> None:
    key = docker_run(*options, command=("sh", "-c", SPEAKS))
    docker("wait", key)
    wanted = subprocess.run(
        ["docker", "-H", engine_host, "logs", key], capture_output=True, check=True
    )
    lines: list[LogLine] = on(lambda engine: told(engine, key, LogQuery()))
    for output, theirs in ((Output.STDOUT, wanted.stdout), (Output.STDERR, wanted.stderr)):
        ours = [line for line in lines if line.output is output]
        end = b"\r\n" if options else b"\n"
        texts = theirs.removesuffix(end).split(end) if theirs else []
        assert [line.text for line in ours] == [text[:LINE_BYTES] for text in texts]
        assert [line.more for line in ours] == [max(0, len(t) - LINE_BYTES) for t in texts]
        assert all(len(line.time) == 30 and line.time.endswith("Z") for line in ours)
        only = LogQuery(stdout=output is Output.STDOUT, stderr=output is Output.STDERR)
        assert on(partial(saved_hash, key, only)) == hashlib.sha256(theirs).hexdigest()


def test_a_part_of_a_log_has_both_its_ends(
    on: On, docker: Callable[..., str], docker_run: Callable[..., str]
) -> None:
    key = docker_run(command=("sh", "-c", "for i in 1 2 3 4 5; do echo $i; usleep 1000; done"))
    docker("wait", key)
    lines = on(lambda engine: told(engine, key, LogQuery()))
    part = LogQuery(since=lines[1].time, until=lines[3].time)
    assert on(lambda engine: told(engine, key, part)) == lines[1:4]
    assert on(lambda engine: told(engine, key, LogQuery(tail=2))) == lines[3:]


def test_a_followed_log_ends_with_its_container(
    on: On, docker: Callable[..., str], docker_run: Callable[..., str]
) -> None:
    waits = "trap 'go=1' USR1; echo first; until [ \"$go\" ]; do usleep 10000; done; echo last"
    key = docker_run(command=("sh", "-c", waits))

    async def main(engine: DockerEngine) -> list[bytes]:
        found: list[bytes] = []
        async with engine.observe.logs(key, LogQuery(follow=True)) as batches:
            async for batch in batches:
                if not found:
                    # Not by exec, which would race with the container's end.
                    docker("kill", "--signal", "USR1", key)
                found += [line.text for line in batch.lines]
        return found

    assert on(main) == [b"first", b"last"]


def test_samples_count_up_and_processes_are_listed(
    on: On, docker: Callable[..., str], docker_run: Callable[..., str]
) -> None:
    key = docker_run("--memory", "64m", command=("sh", "-c", "while :; do :; done"))

    async def main(engine: DockerEngine) -> None:
        told = asyncio.Queue[Reading]()
        gathering = Gathering(lambda some: [told.put_nowait(each) for each in some], 0)
        stream = asyncio.ensure_future(engine.observe.stats(key, gathering))
        found = [(await told.get()).sample, (await told.get()).sample]
        stream.cancel()
        await asyncio.wait([stream])
        gathering.close()
        first, second = found
        assert second.time > first.time
        assert second.cpu > first.cpu
        assert second.memory_limit == 64 << 20
        assert second.memory is not None
        assert 0 < second.memory < 64 << 20
        assert second.pids == 1
        shown = await engine.observe.processes(key)
        assert [row[-1] for row in shown.rows] == ["sh -c while :; do :; done"]
        theirs = docker("top", key).splitlines()
        assert list(shown.titles) == theirs[0].split()

    on(main)


def test_what_differs_from_the_image_is_told(
    on: On, docker: Callable[..., str], docker_run: Callable[..., str]
) -> None:
    key = docker_run(command=("sh", "-c", "echo new >/new; rm /bin/vi; mkdir -p /a/b"))
    docker("wait", key)
    found: list[FileChange] = on(lambda engine: engine.observe.file_changes(key))
    letters = {Difference.CHANGED: "C", Difference.ADDED: "A", Difference.DELETED: "D"}
    ours = sorted(f"{letters[change.difference]} {change.path}" for change in found)
    assert ours == sorted(docker("diff", key).splitlines())


def test_a_program_in_a_container_says_and_ends(on: On, docker_run: Callable[..., str]) -> None:
    key = docker_run()

    async def main(engine: DockerEngine) -> None:
        done = await engine.observe.execute(key, ["sh", "-c", "echo out; echo err >&2; exit 3"])
        assert (done.exit_code, done.stdout, done.stderr) == (3, b"out\n", b"err\n")
        loud = await engine.observe.execute(key, ["head", "-c", "3000000", "/dev/zero"])
        assert (len(loud.stdout), loud.cut) == (1 << 20, True)
        with pytest.raises(NotFound):
            await engine.observe.execute("0" * 64, ["true"])

    on(main)


def test_a_program_needs_a_running_container(
    on: On, docker: Callable[..., str], docker_run: Callable[..., str]
) -> None:
    key = docker_run()
    docker("stop", key)

    async def main(engine: DockerEngine) -> None:
        with pytest.raises(Conflict):
            await engine.observe.execute(key, ["true"])

    on(main)


def test_limits_change_as_docker_update_changes_them(
    on: On, docker: Callable[..., str], docker_run: Callable[..., str]
) -> None:
    key = docker_run()
    new = Limits(
        cpus=0.5, memory=64 << 20, swap=128 << 20, pids=50, restart="on-failure", restart_attempts=3
    )
    on(lambda engine: engine.update(key, new))
    form = (
        "{{with .HostConfig}}{{.NanoCpus}} {{.Memory}} {{.MemorySwap}} {{.PidsLimit}} "
        "{{.RestartPolicy.Name}} {{.RestartPolicy.MaximumRetryCount}}{{end}}"
    )
    told = docker("inspect", "--format", form, key)
    assert told.split() == ["500000000", "67108864", "134217728", "50", "on-failure", "3"]
    on(lambda engine: engine.update(key, Limits(restart="no")))
    told = docker("inspect", "--format", form, key)
    assert told.split()[:3] == ["500000000", "67108864", "134217728"]
    assert told.split()[4:] == ["no", "0"]


def test_what_takes_space_is_what_system_df_tells(
    on: On, docker: Callable[..., str], docker_run: Callable[..., str]
) -> None:
    key = docker_run(
        "-v",
        "/data",
        command=("sh", "-c", "head -c 5000 /dev/zero >/layer; head -c 7000 /dev/zero >/data/x"),
    )
    docker("wait", key)
    usage = on(lambda engine: engine.observe.disk_usage())
    (container,) = [found for found in usage.containers if found.id == key]
    assert container.size >= 5000
    assert f"{container.name}" == docker("inspect", "--format", "{{.Name}}", key).strip("/\n")
    names = docker("volume", "ls", "-q").split()
    assert {volume.name for volume in usage.volumes} == set(names)
    mine = docker("inspect", "--format", "{{range .Mounts}}{{.Name}}{{end}}", key).strip()
    (volume,) = [found for found in usage.volumes if found.name == mine]
    assert volume.size == 7000 or (volume.size or 0) > 7000
    assert volume.containers == 1
    images = docker("image", "ls", "-q", "--no-trunc").split()
    assert {image.id for image in usage.images} == set(images)
