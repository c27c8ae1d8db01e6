"""A copy that is cancelled or fails leaves nothing, or says what it leaves."""

from __future__ import annotations

import asyncio
import os
import resource
import subprocess
import time
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.engine.engine import DockerEngine
from desktop.engine.errors import EngineError, EngineFault, NotFound, Unreachable
from desktop.engine.file_records import (
    Answer,
    Clash,
    Copied,
    CopyOptions,
    CopyProgress,
    Decision,
    FileKind,
    Place,
    Why,
)
from desktop.engine.records import Kind, Progress
from tests.engine.files.conftest import On
from tests.support.aio import Aio
from tests.support.connecting import connected
from tests.support.real_engine import IMAGE, WAIT, RealEngine

Docker = Callable[..., str]
Run = Callable[..., str]
OPTIONS = CopyOptions()
AT_ONCE = 1.0  # seconds, on a busy machine; alone it takes a few milliseconds
LARGE = 4 << 30  # of nothing, so that it takes no room


def place(key: str) -> Place:
    return Place(Kind.CONTAINER, key, "web")


def silent(_told: Any) -> None:
    """Nobody looks at the progress."""


def sparse(path: Path, size: int = LARGE) -> Path:
    with path.open("wb") as file:
        file.truncate(size)
    return path


async def begun(copy: Callable[[Callable[[Progress], None]], Coroutine[Any, Any, Any]]) -> Any:
    """The task of a copy that has moved some bytes."""
    moving = asyncio.Event()

    def report(progress: Progress) -> None:
        if progress.done > 1 << 20:
            moving.set()

    task = asyncio.ensure_future(copy(report))
    waiting = asyncio.ensure_future(moving.wait())
    await asyncio.wait([task, waiting], return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    assert not task.done(), task
    return task


async def cancelled(task: asyncio.Task[Any]) -> float:
    """Cancel it; how many seconds that took."""
    start = time.monotonic()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    return time.monotonic() - start


@pytest.fixture
def large(docker: Docker, docker_run: Run) -> Place:
    """A container with a folder of a small and a large file."""
    key = docker_run()
    docker(
        "exec",
        key,
        "sh",
        "-c",
        "mkdir /d; echo a >/d/a; dd if=/dev/zero of=/d/z bs=1M seek=4096 count=0",
    )
    return place(key)


def test_a_cancelled_copy_out_changes_nothing(on: On, large: Place, tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d/a").write_text("mine")
    before = tmp_path.stat().st_mtime_ns

    async def copy(engine: DockerEngine) -> float:
        task = await begun(
            lambda report: engine.files.copy_out(large, ["/d"], tmp_path, OPTIONS, None, report)
        )
        return await cancelled(task)

    assert on(copy) < AT_ONCE
    assert [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")] == ["d", "d/a"]
    assert (tmp_path / "d/a").read_text() == "mine"
    assert tmp_path.stat().st_mtime_ns == before


def test_a_cancel_waits_for_no_thousands_of_files_and_none_is_left(
    on: On, docker: Docker, docker_run: Run, tmp_path: Path
) -> None:
    key = docker_run()
    docker("exec", key, "sh", "-c", "mkdir /d; cd /d; seq 20000 | xargs touch", seconds=120)

    async def copy(engine: DockerEngine) -> float:
        begun = asyncio.Event()

        def report(progress: Progress) -> None:
            if isinstance(progress, CopyProgress) and progress.files > 2000:
                begun.set()

        task = asyncio.ensure_future(
            engine.files.copy_out(place(key), ["/d"], tmp_path, OPTIONS, None, report)
        )
        await begun.wait()
        return await cancelled(task)

    assert on(copy) < AT_ONCE
    assert list(tmp_path.iterdir()) == []  # the engine is closed, and has waited for that


def test_a_cancelled_copy_in_says_what_it_leaves(
    on: On, docker: Docker, docker_run: Run, tmp_path: Path
) -> None:
    key = docker_run()
    sparse(tmp_path / "z")
    left: list[str] = []

    async def copy(engine: DockerEngine) -> float:
        task = await begun(
            lambda report: engine.files.copy_in(
                [tmp_path / "z"], place(key), "/into", OPTIONS, None, report, left.extend
            )
        )
        return await cancelled(task)

    assert on(copy) < AT_ONCE
    assert left == ["/into"]
    assert docker("exec", key, "echo", "it goes on") == "it goes on"


def test_a_copy_between_is_cancelled_on_both_sides(
    on: On, docker: Docker, docker_run: Run, large: Place
) -> None:
    other = docker_run()
    left: list[str] = []

    async def copy(engine: DockerEngine) -> float:
        task = await begun(
            lambda report: engine.files.copy_between(
                large, ["/d"], place(other), "/", OPTIONS, None, report, left.extend
            )
        )
        return await cancelled(task)

    assert on(copy) < AT_ONCE
    assert left == ["/d"]
    for key in (large.key, other):
        assert docker("exec", key, "echo", "it goes on") == "it goes on"


def test_a_killed_engine_leaves_nothing_of_a_copy_out(
    aio: Aio, second_engine: Callable[..., RealEngine], tmp_path: Path
) -> None:
    engine = second_engine(image=True)
    key = engine.docker("run", "-d", IMAGE, *WAIT)
    engine.docker("exec", key, "sh", "-c", "dd if=/dev/zero of=/z bs=1M seek=4096 count=0")
    source = sparse(tmp_path / "source")
    (tmp_path / "out").mkdir()

    left: list[str] = []

    async def copy(*, into: bool) -> None:
        async with connected(engine.url) as ours:
            files, to = ours.files, place(key)
            task = await begun(
                lambda report: (
                    files.copy_in([source], to, "/into", OPTIONS, None, report, left.extend)
                    if into
                    else files.copy_out(to, ["/z"], tmp_path / "out", OPTIONS, None, report)
                )
            )
            engine.kill()
            with pytest.raises(Unreachable):
                await task

    aio(copy(into=False), timeout=60)
    assert list((tmp_path / "out").iterdir()) == []
    engine.start()
    engine.docker("start", key)
    aio(copy(into=True), timeout=60)
    assert left == ["/into"]


def test_a_container_that_is_removed_meanwhile_ends_the_copy(
    on: On, docker: Docker, large: Place, tmp_path: Path
) -> None:
    async def copy(engine: DockerEngine) -> None:
        task = await begun(
            lambda report: engine.files.copy_out(large, ["/d"], tmp_path, OPTIONS, None, report)
        )
        task.cancel()
        await asyncio.wait([task])
        await engine.remove_container(large.key, force=True)
        with pytest.raises(NotFound):
            await engine.files.copy_out(large, ["/d"], tmp_path, OPTIONS, None, silent)

    on(copy)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MiB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.getuid() != 0:
        pytest.skip("only root can mount a small disk")
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "small", disk], check=True)
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_a_full_disk_here_is_named_and_left_as_it_was(
    on: On, docker: Docker, docker_run: Run, small_disk: Path
) -> None:
    key = docker_run()
    docker("exec", key, "sh", "-c", "mkdir /d; head -c 6000000 /dev/urandom >/d/big")

    async def copy(engine: DockerEngine) -> OSError:
        with pytest.raises(OSError, match="No space left") as full:
            await engine.files.copy_out(place(key), ["/d"], small_disk, OPTIONS, None, silent)
        return full.value

    assert str(on(copy).filename).endswith("/big")
    assert list(small_disk.iterdir()) == []


def test_a_full_disk_there_is_told_with_what_is_left(
    on: On, docker: Docker, docker_run: Run, tmp_path: Path
) -> None:
    docker(
        "volume", "create", "--label", "portside.test", "--opt", "type=tmpfs", "--opt",
        "device=tmpfs", "--opt", "o=size=2m", "tiny",
    )  # fmt: skip
    key = docker_run("-v", "tiny:/v")
    (tmp_path / "big").write_bytes(os.urandom(4_000_000))

    left: list[str] = []

    async def copy(engine: DockerEngine) -> EngineError:
        with pytest.raises(EngineFault) as failed:
            await engine.files.copy_in(
                [tmp_path / "big"], place(key), "/v", OPTIONS, None, silent, left.extend
            )
        return failed.value

    assert "no space left" in on(copy).explanation
    assert left == ["/v/big"]


def test_a_source_that_vanishes_or_shrinks_meanwhile_is_no_half_file(
    on: On, docker: Docker, docker_run: Run, tmp_path: Path
) -> None:
    key = docker_run()
    source = sparse(tmp_path / "z")
    left: list[str] = []

    async def copy(engine: DockerEngine) -> None:
        def shrink(progress: Progress) -> None:
            if progress.done:
                os.truncate(source, 10)

        with pytest.raises(OSError, match="shorter") as shorter:
            await engine.files.copy_in(
                [source], place(key), "/z", OPTIONS, None, shrink, left.extend
            )
        assert shorter.value.filename == str(source)
        assert left == ["/z"]
        with pytest.raises(FileNotFoundError):
            await engine.files.copy_in([tmp_path / "no"], place(key), "/z", OPTIONS, None, silent)

    on(copy)


def test_memory_stays_flat_both_ways(on: On, large: Place, tmp_path: Path) -> None:
    source = sparse(tmp_path / "z", 1 << 30)

    async def copy(engine: DockerEngine) -> int:
        await engine.files.copy_out(large, ["/d/a"], tmp_path, OPTIONS, None, silent)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        await engine.files.copy_in([source], large, "/in", OPTIONS, None, silent)
        await engine.files.copy_out(large, ["/in"], tmp_path, OPTIONS, None, silent)
        await engine.files.delete(large, ["/in"])
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before

    assert on(copy) < 64 << 10


def test_progress_tells_bytes_files_speed_and_what_is_left(
    on: On, docker_run: Run, tmp_path: Path
) -> None:
    sparse(tmp_path / "z", 300 << 20)
    told: list[Progress] = []

    async def copy(engine: DockerEngine) -> Copied:
        there = place(docker_run())
        return await engine.files.copy_in([tmp_path], there, "/new", OPTIONS, None, told.append)

    copied = on(copy)
    assert (copied.files, copied.bytes, copied.paths) == (1, 300 << 20, ("/new",))
    assert all(isinstance(each, CopyProgress) for each in told)
    assert [each.done for each in told] == sorted(each.done for each in told)
    last = told[-1]
    assert isinstance(last, CopyProgress)
    assert (last.done, last.total, last.files, last.total_files) == (300 << 20, 300 << 20, 1, 1)
    assert any(isinstance(each, CopyProgress) and each.speed and each.left for each in told)


def test_a_folder_that_comes_out_of_what_runs_tells_how_much_is_left(
    on: On, docker: Docker, docker_run: Run, tmp_path: Path
) -> None:
    key = docker_run()
    docker("exec", key, "sh", "-c", "mkdir /d; head -c 300000000 /dev/zero >/d/z")
    told: list[Progress] = []

    async def copy(engine: DockerEngine) -> None:
        await engine.files.copy_out(place(key), ["/d"], tmp_path, OPTIONS, None, told.append)

    on(copy)
    assert all(each.total and 300_000_000 <= each.total < 301_000_000 for each in told)
    assert any(isinstance(each, CopyProgress) and each.left for each in told)


@pytest.mark.parametrize("decision", list(Decision))
def test_what_is_in_the_way_is_decided_each_way(
    on: On, docker: Docker, docker_run: Run, tmp_path: Path, decision: Decision
) -> None:
    keys = docker_run(), docker_run()
    make = "mkdir -p /d/s; echo {0} >/d/f.txt; echo {0} >/d/s/g; echo {0} >/d/only-{0}"
    for key, word in zip(keys, ("old", "new"), strict=True):
        docker("exec", key, "sh", "-c", make.format(word))
    old, new = map(place, keys)
    asked: list[Clash] = []

    async def decide(clash: Clash) -> Answer:
        asked.append(clash)
        return Answer(decision, for_all=True)

    async def copy(engine: DockerEngine) -> list[Copied]:
        files = engine.files
        await files.copy_out(old, ["/d"], tmp_path, OPTIONS, None, silent)
        out = await files.copy_out(new, ["/d"], tmp_path, OPTIONS, decide, silent)
        between = await files.copy_between(new, ["/d"], old, "/", OPTIONS, decide, silent)
        return [out, between]

    copied = on(copy)
    assert [clash.theirs.kind for clash in asked] == [FileKind.FILE] * 2
    assert docker("exec", old.key, "sh", "-c", "cd /d; ls") == "\n".join(
        sorted(path.name for path in (tmp_path / "d").iterdir())
    )
    kept = (tmp_path / "d/f.txt").read_text().strip()
    assert kept == docker("exec", old.key, "cat", "/d/f.txt")
    assert kept == ("new" if decision is Decision.REPLACE else "old")
    assert (tmp_path / "d/only-new").exists()
    assert (tmp_path / "d/only-old").exists()
    beside = tmp_path / "d/f (2).txt"
    assert beside.exists() is (decision is Decision.KEEP_BOTH)
    why = {Decision.SKIP: Why.SKIPPED, Decision.KEEP_BOTH: Why.RENAMED}.get(decision)
    for each in copied:
        assert [note.why for note in each.notes] == ([why] * 2 if why else [])
