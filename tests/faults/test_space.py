"""No space left: on the Engine, where images come to, and here, where they are written to."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.engine.archive_records import ImportSpec
from desktop.engine.records import Kind
from desktop.model.archive_commands import ExportContainer, ImportImage, LoadImages, SaveImages
from desktop.model.commands import Command, Target
from desktop.model.image_commands import PullImage
from desktop.model.operations import Operation, Outcome
from desktop.ui.activity import record
from tests.faults.under_fault import outside, under_fault
from tests.journeys.hands import Hands, until
from tests.support.aio import Aio
from tests.support.packing import one_file
from tests.support.real_engine import RealEngine
from tests.support.registry import ABSENT, Registry, present
from tests.support.saved_images import SavedImage, packed

pytestmark = pytest.mark.display

DISK = 96 << 20
SIZE = 24 << 20  # of what comes
SPARE = 12 << 20  # less than that, and enough for all else that an Engine writes
NAME = "portside-test/large:1"


@pytest.fixture
def small(second_engine: Callable[..., RealEngine]) -> RealEngine:
    """An Engine with a small disk."""
    return second_engine(disk=DISK)


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Path]:
    """A folder of this machine on a small disk of its own."""
    folder = tmp_path / "stick"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], check=True)
    yield folder
    subprocess.run(["umount", folder], check=True)


def fill(engine: RealEngine) -> Path:
    """Take all of the disk but the spare; the file that does."""
    ballast = engine.data / "ballast"
    free = os.statvfs(engine.data)
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, free.f_bavail * free.f_frsize - SPARE)
    return ballast


def large() -> bytes:
    return one_file("random", os.urandom(SIZE))


async def run(hands: Hands, command: Command) -> Operation:
    operation = hands.window.deeds.run(command)
    assert operation is not None
    await until(lambda: not operation.running, "it ends")
    return operation


def said(hands: Hands, operation: Operation) -> str:
    [failure] = operation.failures
    return record.sentence(operation, failure, hands.application.store)


async def comes_only_where_there_is_room(
    hands: Hands, engine: RealEngine, command: Command
) -> None:
    """It fails, tells what to do, leaves nothing, and goes through once there is room."""
    ballast = await outside(fill, engine)
    failed = await run(hands, command)
    assert failed.outcome is Outcome.FAILED
    told = said(hands, failed)
    assert "the Engine's disk is full" in told
    assert "no space left on device" in told
    assert "Disk usage" in told
    assert await outside(engine.docker, "image", "ls", "--quiet") == ""
    hands.window.toggle_activity()
    hands.press(hands.window.activity, "Show disk usage")
    await until(
        lambda: hands.window.section_list.currentItem().text() == "Disk usage", "it is shown"
    )
    ballast.unlink()
    hands.press(hands.window.activity, "Try again")
    await until(lambda: len(list(hands.application.operations)) == 2, "it is tried again")
    *_others, again = hands.application.operations
    await until(lambda: not again.running, "it ends")
    assert again.outcome is Outcome.DONE, again.failures


@pytest.mark.parametrize("loads", [True, False])
def test_an_archive_for_which_the_engine_has_no_space_says_where_to_make_room(
    aio: Aio, small: RealEngine, tmp_path: Path, loads: bool
) -> None:
    archive = tmp_path / "large.tar"
    layer = large()
    archive.write_bytes(packed([SavedImage(NAME, layer=layer)]) if loads else layer)
    command = LoadImages((archive,)) if loads else ImportImage(archive, ImportSpec(NAME))

    async def journey() -> None:
        async with under_fault(tmp_path / "c", "--host", small.url) as hands:
            await comes_only_where_there_is_room(hands, small, command)

    aio(journey(), timeout=90)


@pytest.mark.skipif(not present(), reason=ABSENT)
def test_a_pull_for_which_the_engine_has_no_space_says_where_to_make_room(
    aio: Aio, small: RealEngine, tmp_path: Path
) -> None:
    ours = Registry(tmp_path / "registry", network_of=small.pid)
    ours.start()
    reference = f"{ours.host}/large:1"
    small.docker("import", "-", reference, stdin=large())
    small.docker("push", "--quiet", reference)
    small.docker("rmi", reference)

    async def journey() -> None:
        async with under_fault(tmp_path / "c", "--host", small.url) as hands:
            await comes_only_where_there_is_room(hands, small, PullImage(reference))

    try:
        aio(journey(), timeout=90)
    finally:
        ours.close()


@pytest.mark.parametrize("saves", [True, False])
def test_a_disk_here_that_is_full_is_told_and_keeps_nothing_half_written(
    aio: Aio,
    engine_host: str,
    docker: Callable[..., str],
    docker_run: Callable[..., str],
    tmp_path: Path,
    stick: Path,
    saves: bool,
) -> None:
    path = stick / "image.tar"
    path.write_bytes(b"older")
    docker("import", "-", NAME, stdin=large())
    docker_run(name="large")

    async def journey() -> None:
        async with under_fault(tmp_path / "c", "--host", engine_host) as hands:
            command: Command = ExportContainer(Target(Kind.CONTAINER, "large", "large"), path)
            if saves:
                command = SaveImages((Target(Kind.IMAGE, "", NAME),), path)
            failed = await run(hands, command)
            assert failed.outcome is Outcome.FAILED
            told = said(hands, failed)
            assert f"no space left in {stick} on this machine" in told
            assert "What was written is removed again" in told
            assert [each.name for each in stick.iterdir()] == ["image.tar"]
            assert path.read_bytes() == b"older"
            hands.window.toggle_activity()
            remount = ["mount", "-o", "remount,size=64m", stick]
            await outside(subprocess.run, remount, check=True)
            hands.press(hands.window.activity, "Try again")
            await until(lambda: len(list(hands.application.operations)) == 2)
            *_others, again = hands.application.operations
            await until(lambda: not again.running, "it ends")
            assert again.outcome is Outcome.DONE, again.failures
            assert path.stat().st_size > len(b"older")

    aio(journey(), timeout=90)
