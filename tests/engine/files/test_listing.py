"""Folders are listed in containers of any state, with and without programs, and in others."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from typing import Any

import pytest

from desktop.engine.engine import DockerEngine
from desktop.engine.errors import Conflict, EngineFault, NotFound
from desktop.engine.file_batches import BATCH
from desktop.engine.file_errors import Refused, Rule
from desktop.engine.file_records import CopyOptions, FileEntry, FileKind, Mount, MountKind, Place
from desktop.engine.records import Kind
from tests.engine.files.conftest import On
from tests.support.packing import Root
from tests.support.real_engine import IMAGE, LABEL

Docker = Callable[..., str]
Run = Callable[..., str]

# All kinds, names that are no UTF-8 or have line ends and marks in them, owners, modes, times.
MAKE = r"""
set -e; mkdir /d /d/sub /d/sub/deep; cd /d
echo text >'plain'; echo x >"$(printf 'new\nline')"; echo y >"$(printf 'bad\377')"
echo z >'a -> b'; ln -s 'a -> b' "it's -> here"; ln -s sub tosub; ln -s nowhere broken
ln plain hard; mkfifo pipe; mknod null c 1 3; echo s >setuid; chmod 4755 setuid; chmod 1777 sub
echo o >owned; chown 1234:5678 owned; chown 65534 sub/deep; touch -d @1000000000 plain
mkdir empty; ln -s /d /linked
"""
NAMES = {
    "a -> b", "bad\udcff", "broken", "empty", "hard", "it's -> here", "new\nline", "null", "owned",
    "pipe", "plain", "setuid", "sub", "tosub",
}  # fmt: skip


def place(key: str) -> Place:
    return Place(Kind.CONTAINER, key, "web")


async def listed(engine: DockerEngine, where: Place, path: str) -> dict[str, FileEntry]:
    found: dict[str, FileEntry] = {}
    async with engine.files.listing(where, path) as batches:
        async for batch in batches:
            found.update((entry.name, entry) for entry in batch)
    return found


@pytest.fixture
def containers(docker: Docker, docker_run: Run) -> dict[str, Place]:
    """The same folder in one that runs, one that is paused, and one that was never started."""
    running = docker_run()
    docker("exec", running, "sh", "-c", MAKE)
    docker("commit", running, "portside-test/listing:1")
    paused = docker("run", "-d", "--label", LABEL, "portside-test/listing:1", "sleep", "999")
    docker("pause", paused)
    created = docker("create", "--label", LABEL, "portside-test/listing:1")
    bare = docker("run", "-d", "--label", LABEL, "portside-test/listing:1", "sleep", "999")
    docker("exec", bare, "rm", "/bin/find")
    image = docker("image", "inspect", "--format", "{{.Id}}", "portside-test/listing:1")
    found = {"running": running, "paused": paused, "created": created, "without find": bare}
    places = {name: place(key) for name, key in found.items()}
    return {**places, "image": Place(Kind.IMAGE, image, "portside-test/listing:1")}


def test_a_folder_looks_the_same_however_it_is_reached(
    on: On, containers: dict[str, Place]
) -> None:
    async def look(engine: DockerEngine) -> dict[str, dict[str, FileEntry]]:
        return {name: await listed(engine, it, "/d") for name, it in containers.items()}

    found = on(look)
    first = found.pop("running")
    assert set(first) == NAMES
    for name, entries in found.items():
        assert {it: _comparable(entries[it]) for it in entries} == {
            it: _comparable(first[it]) for it in first
        }, name
    assert first["plain"] == FileEntry(
        "plain", FileKind.FILE, 5, 0o644, 0, 0, "root", "root", 1_000_000_000.0
    )
    assert (first["hard"].size, found["image"]["hard"].size) == (5, 5)
    assert first["setuid"].mode == 0o4755
    assert first["sub"].mode == 0o1777
    assert (first["owned"].uid, first["owned"].gid, first["owned"].user) == (1234, 5678, "")
    assert first["it's -> here"].link == "a -> b"
    assert {first[name].kind for name in ("pipe", "null", "tosub", "sub")} == {
        FileKind.PIPE,
        FileKind.CHARACTER_DEVICE,
        FileKind.LINK,
        FileKind.FOLDER,
    }


def _comparable(entry: FileEntry) -> FileEntry:
    """A folder's and a link's own size is told by programs alone."""
    sized = entry.kind is FileKind.FILE
    return entry._replace(size=entry.size if sized else None, modified=int(entry.modified))


def test_a_link_is_followed_and_other_things_are_no_folders(
    on: On, containers: dict[str, Place]
) -> None:
    async def look(engine: DockerEngine) -> None:
        for where in containers.values():
            assert set(await listed(engine, where, "/linked")) == NAMES
            assert set(await listed(engine, where, "/d/tosub")) == {"deep"}
            assert not await listed(engine, where, "/d/empty")
            with pytest.raises(Refused) as refused:
                await listed(engine, where, "/d/plain")
            assert refused.value.rule is Rule.NOT_A_FOLDER
            with pytest.raises(NotFound):
                await listed(engine, where, "/d/nothing")

    on(look)


def test_what_is_wrong_with_a_path_is_told_in_the_engine_s_words(
    on: On, docker: Docker, docker_run: Run
) -> None:
    key = docker_run()
    docker("exec", key, "ln", "-s", "loop", "/loop")

    async def look(engine: DockerEngine) -> list[str]:
        said = []
        for path in ("/" + "n" * 300, "/loop/x"):
            with pytest.raises(EngineFault) as failed:
                await engine.files.stat(place(key), path)
            said.append(failed.value.explanation)
        for path in ("/etc/passwd/x", "/etc/passwd/."):
            with pytest.raises(Refused) as refused:
                await engine.files.stat(place(key), path)
            assert refused.value.rule is Rule.NOT_A_FOLDER
        return said

    long, loop = on(look)
    assert "file name too long" in long
    assert "too many" in loop


def test_gnu_programs_tell_the_same(
    on: On, docker: Docker, docker_run: Run, containers: dict[str, Place]
) -> None:
    root = Root()
    root.add_programs({"find": "findutils"})
    docker("import", "-", "portside-test/gnu:1", stdin=root.packed())
    gnu = docker("run", "-d", "--label", LABEL, "portside-test/gnu:1", "sleep", "999")
    docker("exec", gnu, "sh", "-c", MAKE)

    async def look(engine: DockerEngine) -> tuple[dict[str, FileEntry], dict[str, FileEntry]]:
        first = await listed(engine, place(gnu), "/d")
        return first, await listed(engine, containers["running"], "/d")

    ours, theirs = on(look)
    assert ours["tosub"].leads_to is FileKind.FOLDER
    assert ours["broken"].leads_to is None
    same = {"modified": 0.0, "leads_to": None}
    assert {name: entry._replace(**same) for name, entry in ours.items()} == {
        name: entry._replace(**same) for name, entry in theirs.items()
    }

    async def ask_for_a_few(engine: DockerEngine) -> None:
        for key in (gnu, containers["running"].key):
            with pytest.raises(Conflict):
                await engine.files.rename(place(key), "/d/plain", "/d/broken")
            with pytest.raises(NotFound):
                await engine.files.rename(place(key), "/d/no", "/d/new")
            await engine.files.rename(place(key), "/d/plain", "/d/new")

    on(ask_for_a_few)
    docker("rm", "-f", gnu)


def test_100_000_entries_come_in_batches_while_the_loop_goes_on(
    on: On, docker: Docker, docker_run: Run
) -> None:
    key = docker_run()
    docker("exec", key, "sh", "-c", "mkdir /d; cd /d; seq 100000 | xargs touch", seconds=120)
    longest = 0.0

    async def tick() -> None:
        nonlocal longest
        last = time.monotonic()
        while True:
            await asyncio.sleep(0.001)
            now = time.monotonic()
            longest, last = max(longest, now - last), now

    async def look(engine: DockerEngine) -> tuple[int, int]:
        ticking = asyncio.ensure_future(tick())
        count = most = 0
        async with engine.files.listing(place(key), "/d") as batches:
            async for batch in batches:
                count, most = count + len(batch), max(most, len(batch))
        ticking.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await ticking
        return count, most

    count, most = on(look)
    assert count == 100_000
    assert most <= BATCH
    assert longest < 0.5


def test_a_listing_that_is_left_ends_at_once(on: On, docker: Docker, docker_run: Run) -> None:
    key = docker_run()
    docker("exec", key, "sh", "-c", "mkdir /d; dd if=/dev/zero of=/d/z bs=1M seek=8000 count=0")
    docker("pause", key)

    async def look(engine: DockerEngine) -> float:
        async with engine.files.listing(place(key), "/") as batches:
            await anext(aiter(batches))
            began = time.monotonic()
        return time.monotonic() - began

    assert on(look) < 2.0


def test_a_volume_is_listed_without_a_container_of_its_own(on: On, docker: Docker) -> None:
    docker("volume", "create", "--label", "portside.test", "listing")
    fill = ("run", "--rm", "-v", "listing:/v", IMAGE, "sh", "-c")
    docker(*fill, "cd /v; mkdir a; echo x >a/f; ln -s a here; ln -s /etc outside; chown 7 a")
    volume = Place(Kind.VOLUME, "listing", "listing")

    async def look(engine: DockerEngine) -> dict[str, FileEntry]:
        async with engine.files.listing(volume, "/"):  # all that ask share what reaches it
            assert set(await listed(engine, volume, "/here")) == {"f"}
            assert (await engine.files.stat(volume, "/here")).leads_to is FileKind.FOLDER
            assert (await engine.files.stat(volume, "/outside")).leads_to is None
            with pytest.raises(NotFound):
                await listed(engine, volume, "/../../etc")
        return await listed(engine, volume, "/")

    found = on(look)
    assert set(found) == {"a", "here", "outside"}
    assert found["a"].uid == 7
    assert docker("ps", "-aq") == ""
    assert "<none>" not in docker("images", "-a", "--format", "{{.Repository}}")


def test_a_helper_goes_also_when_it_is_cancelled_while_it_is_made(
    on: On, docker: Docker, aio: Any
) -> None:
    docker("volume", "create", "--label", "portside.test", "cancelled")
    volume = Place(Kind.VOLUME, "cancelled", "cancelled")

    async def look(engine: DockerEngine) -> None:
        for pause in (0.0, 0.02, 0.05, 0.1, 0.2):
            task = asyncio.ensure_future(listed(engine, volume, "/"))
            await asyncio.wait([task], timeout=pause)
            task.cancel()
            await asyncio.wait([task])

    on(look)
    assert docker("ps", "-aq") == ""
    assert "<none>" not in docker("images", "-a", "--format", "{{.Repository}}")


def test_a_volume_that_is_not_there_is_not_made(on: On, docker: Docker) -> None:
    async def look(engine: DockerEngine) -> None:
        with pytest.raises(NotFound):
            await listed(engine, Place(Kind.VOLUME, "never-made", "never-made"), "/")

    on(look)
    assert "never-made" not in docker("volume", "ls", "-q")


def test_mounts_are_told_apart(on: On, docker: Docker, docker_run: Run, tmp_path: Any) -> None:
    docker("volume", "create", "--label", "portside.test", "mounted")
    key = docker_run(
        "-v",
        "mounted:/v:ro",
        "-v",
        f"{tmp_path}:/b",
        "--tmpfs",
        "/t",
        "--mount",
        "type=tmpfs,dst=/u",
    )

    async def look(engine: DockerEngine) -> tuple[Mount, ...]:
        assert set(await listed(engine, place(key), "/t")) == set()
        return await engine.files.mounts(place(key))

    assert on(look) == (
        Mount("/b", MountKind.BIND, str(tmp_path)),
        Mount("/t", MountKind.TMPFS),
        Mount("/u", MountKind.TMPFS),
        Mount("/v", MountKind.VOLUME, "mounted", read_only=True),
    )


def test_what_is_in_memory_is_listed_and_never_copied_from_beneath(
    on: On, docker: Docker, docker_run: Run, tmp_path: Any
) -> None:
    docker("volume", "create", "--label", "portside.test", "over")
    key = docker_run("--tmpfs", "/t", "-v", "over:/t/over")
    docker("exec", key, "sh", "-c", "echo x >/t/f; echo y >/t/over/f")
    (tmp_path / "f").write_text("x")

    async def look(engine: DockerEngine) -> None:
        files, there, options = engine.files, place(key), CopyOptions()
        assert set(await listed(engine, there, "/t")) == {"f", "over"}
        assert "cpuinfo" in await listed(engine, there, "/proc")
        for work in (
            files.read(there, "/t/f", 9),
            files.read(there, "/proc/cpuinfo", 9),
            files.write(there, "/t/g", b"", None),
            files.make_folder(there, "/t/g"),
            files.copy_in([tmp_path / "f"], there, "/t", options, None, lambda _: None),
            files.copy_out(there, ["/t/f"], tmp_path, options, None, lambda _: None),
            files.copy_between(there, ["/t/f"], there, "/", options, None, lambda _: None),
        ):
            with pytest.raises(Refused) as refused:
                await work
            assert refused.value.rule is Rule.HIDDEN
        assert (await files.read(there, "/t/over/f", 9)).data == b"y\n"

    on(look)
