"""Commands on files run as operations: what they ask, tell, and print."""

from __future__ import annotations

import asyncio
import errno
from pathlib import Path

from desktop.engine.errors import Reason, Unreachable
from desktop.engine.file_records import (
    Answer,
    Clash,
    Copied,
    CopyOptions,
    Decision,
    FileEntry,
    FileKind,
    Place,
)
from desktop.engine.records import Kind
from desktop.model.commands import Command, Verb
from desktop.model.files.commands import (
    CopyBetween,
    CopyIn,
    CopyOut,
    Download,
    WriteFile,
)
from desktop.model.files.in_place import DeleteEntries, MoveEntries
from desktop.model.operations import Operation, Operations, Outcome
from desktop.model.whole_file import FileTrouble
from tests.model.fake_engine import FakeEngine, FakeWorld
from tests.support.aio import Aio

WEB = Place(Kind.CONTAINER, "1" * 64, "web")
DATA = Place(Kind.VOLUME, "data", "data")
APP = Place(Kind.IMAGE, "sha256:1", "app:1")


def run(aio: Aio, world: FakeWorld, *commands: Command) -> list[Operation]:
    """All of them at once, to their end."""

    async def main() -> list[Operation]:
        engine = FakeEngine(world)
        operations = Operations(lambda: engine)
        for started in [operations.start(command) for command in commands]:
            await started.wait()
        return list(operations)

    return aio(main())


def test_a_copy_is_decided_about_and_tells_what_it_did(aio: Aio, world: FakeWorld) -> None:
    entry = FileEntry("f", FileKind.FILE, 1, 0o644)
    world.held.clashes = [Clash("/into/f", entry, entry)]
    world.held.copied = Copied(("/into/f (2)",), 1, 1)
    heard: list[Copied] = []

    async def decide(clash: Clash) -> Answer:
        return Answer(Decision.KEEP_BOTH, for_all=clash.path == "/into/f")

    copy = CopyIn((Path("f"),), WEB, "/into", decide=decide, copied=heard.append)
    (operation,) = run(aio, world, copy)
    assert operation.outcome is Outcome.DONE
    assert world.held.answers == [Answer(Decision.KEEP_BOTH, for_all=True)]
    assert heard == [world.held.copied]
    assert world.called("copy_in") == [((Path("f"),), WEB, "/into", CopyOptions())]


def test_two_copies_to_one_container_are_no_conflict(aio: Aio, world: FakeWorld) -> None:
    copies = CopyIn((Path("a"),), WEB, "/a"), CopyIn((Path("b"),), WEB, "/b")
    assert [each.outcome for each in run(aio, world, *copies)] == [Outcome.DONE] * 2


def test_what_is_wrong_with_a_file_here_is_named_with_it(
    aio: Aio, world: FakeWorld, tmp_path: Path
) -> None:
    beside = f"{tmp_path}/.portside-1/1/big"  # which is gone by then
    world.fail("copy_out", OSError(errno.ENOSPC, "No space left on device", beside))
    world.fail("copy_in", OSError(errno.EACCES, "Permission denied", "/home/me/secret"))
    out, into = run(aio, world, CopyOut(WEB, ("/big",), tmp_path), CopyIn(("secret",), WEB, "/"))
    expected = (out, f"{tmp_path}/big", True), (into, "/home/me/secret", False)
    for operation, path, writing in expected:
        error = operation.failures[0].error
        assert isinstance(error, FileTrouble)
        assert (str(error.path), error.writing) == (path, writing)
        assert (error.free is not None) is writing


def test_containers_are_busy_while_files_are_copied(aio: Aio, world: FakeWorld) -> None:
    other = Place(Kind.CONTAINER, "2" * 64, "other")

    async def main() -> None:
        engine = FakeEngine(world)
        operations = Operations(lambda: engine)
        gate = asyncio.Event()
        world.fail("copy_between", until=gate)
        copy = operations.start(CopyBetween(WEB, ("/a",), other, "/"))
        for place in (WEB, other):
            assert operations.busy(Kind.CONTAINER, place.key) is Verb.COPY
        gate.set()
        assert await copy.wait() is Outcome.DONE
        for place in (WEB, other):
            assert operations.busy(Kind.CONTAINER, place.key) is None

    aio(main())


def test_what_a_copy_has_left_is_told_with_its_error(aio: Aio, world: FakeWorld) -> None:
    lost = Unreachable(Reason.DROPPED)
    lost.left = ("/into/big",)
    world.fail("copy_in", lost)
    (operation,) = run(aio, world, CopyIn((Path("big"),), WEB, "/into"))
    assert operation.failures[0].error.left == ("/into/big",)


def test_a_download_that_fails_leaves_no_file(aio: Aio, world: FakeWorld, tmp_path: Path) -> None:
    world.fail("download", Unreachable(Reason.DROPPED))
    (operation,) = run(aio, world, Download(WEB, "/etc", tmp_path / "etc.tar"))
    assert operation.outcome is Outcome.FAILED
    assert list(tmp_path.iterdir()) == []
    world.heal()
    run(aio, world, Download(WEB, "/etc", tmp_path / "etc.tar"))
    assert (tmp_path / "etc.tar").read_bytes() == b"a tar"


def test_a_written_file_is_known_for_the_next_time(aio: Aio, world: FakeWorld) -> None:
    known: list[FileEntry] = []
    run(aio, world, WriteFile(WEB, "/f", b"one", written=known.append))
    run(aio, world, WriteFile(WEB, "/f", b"two", known[0], written=known.append))
    (operation,) = run(aio, world, WriteFile(WEB, "/f", b"three", known[0]))
    assert operation.outcome is Outcome.FAILED
    assert world.held.contents["/f"] == b"two"


def test_a_volume_and_an_image_are_reached_by_lines_of_their_own() -> None:
    copy = CopyBetween(APP, ("/a b",), DATA, "/into", CopyOptions(owner=True))
    assert copy.lines() == (
        ("docker", "create", "--name", "portside-files", "app:1"),
        ("docker", "create", "--name", "portside-files-2", "--volume", "data:/volume", "busybox"),
        (
            *("docker", "cp", "--archive", "portside-files:/a b", "-"),
            "|",
            *("docker", "cp", "--archive", "-", "portside-files-2:/volume/into"),
        ),
        ("docker", "rm", "--volumes", "portside-files-2"),
        ("docker", "rm", "--volumes", "portside-files"),
    )
    delete = "docker run --rm --volume data:/volume busybox rm -rf -- /volume/a"
    assert DeleteEntries(DATA, ("/a",)).lines() == (tuple(delete.split()),)
    move = "docker run --rm --volumes-from web busybox mv -- /v/a /v/b/"
    assert MoveEntries(WEB, ("/v/a",), "/v/b", runs=False).lines() == (tuple(move.split()),)


def test_a_name_here_is_taken_for_nothing_else() -> None:
    copy = CopyIn(("-", "a:b", "/x:y", "c"), WEB, "/")
    assert [line[2] for line in copy.lines()] == ["./-", "./a:b", "/x:y", "c"]


def test_a_cancelled_copy_is_cancelled(aio: Aio, world: FakeWorld) -> None:
    async def main() -> Outcome:
        engine = FakeEngine(world)
        operations = Operations(lambda: engine)
        world.fail("copy_out", until=asyncio.Event())
        operation = operations.start(CopyOut(WEB, ("/f",), Path("/tmp/x")))
        await asyncio.sleep(0)
        operations.cancel(operation)
        return await operation.wait()

    assert aio(main()) is Outcome.CANCELLED
