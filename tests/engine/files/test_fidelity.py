"""A nasty tree is the same at the other end: byte for byte, and in all that a header says."""

from __future__ import annotations

import itertools
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.engine.engine import DockerEngine
from desktop.engine.file_extract import Extraction
from desktop.engine.file_ground import Folder
from desktop.engine.file_pace import Notes, Pace
from desktop.engine.file_records import Copied, CopyOptions, FileKind, Note, Place, Why
from desktop.engine.file_tar import END, Member, Names, header, padding
from desktop.engine.records import Kind
from tests.engine.files.conftest import On
from tests.engine.files.trees import nasty, told

Docker = Callable[..., str]


def place(key: str) -> Place:
    return Place(Kind.CONTAINER, key, "web")


def silent(_told: Any) -> None:
    """Nobody looks at the progress."""


@pytest.fixture
def volume(docker: Docker) -> Place:
    docker("volume", "create", "--label", "portside.test", "files")
    return Place(Kind.VOLUME, "files", "files")


@pytest.fixture
def two(docker_run: Callable[..., str], docker: Docker) -> tuple[Place, Place]:
    """A container that runs, and one that never did."""
    created = docker("create", "--label", "portside.test", "portside-test/busybox:1")
    return place(docker_run()), place(created)


def test_a_nasty_tree_survives_the_way_in_and_out_as_with_docker(
    on: On, docker: Docker, two: tuple[Place, Place], tmp_path: Path
) -> None:
    tree = nasty(tmp_path / "tree")
    for number, there in enumerate(two):

        async def copy(engine: DockerEngine, there: Place = there, number: int = number) -> Copied:
            await engine.files.copy_in([tree], there, "/ours", CopyOptions(), None, silent)
            return await engine.files.copy_out(
                there, ["/ours"], tmp_path / f"back{number}", CopyOptions(), None, silent
            )

        copied = on(copy)
        assert told(tmp_path / f"back{number}") == told(tree)
        assert copied.notes == ()
        docker("cp", str(tree), f"{there.key}:/theirs")
        docker("cp", f"{there.key}:/theirs", str(tmp_path / f"docker{number}"))
        assert told(tmp_path / f"back{number}") == told(tmp_path / f"docker{number}")
        docker("cp", f"{there.key}:/ours", str(tmp_path / f"mixed{number}"))
        assert told(tmp_path / f"mixed{number}") == told(tree)


def test_a_nasty_tree_survives_from_container_to_volume_to_container(
    on: On, docker: Docker, two: tuple[Place, Place], volume: Place, tmp_path: Path
) -> None:
    tree = nasty(tmp_path / "tree")
    running, created = two

    async def copy(engine: DockerEngine) -> None:
        options = CopyOptions()
        await engine.files.copy_in([tree], running, "/", options, None, silent)
        await engine.files.copy_between(running, ["/tree"], volume, "/", options, None, silent)
        await engine.files.copy_between(volume, ["/tree"], created, "/x", options, None, silent)
        await engine.files.copy_between(created, ["/x"], created, "/y", options, None, silent)
        await engine.files.copy_out(created, ["/y"], tmp_path / "back", options, None, silent)

    on(copy)
    assert told(tmp_path / "back") == told(tree)
    assert "portside.files" not in docker("ps", "-a", "--format", "{{.Labels}}")


def test_holes_come_back_as_holes(
    on: On, docker: Docker, two: tuple[Place, Place], tmp_path: Path
) -> None:
    running = two[0]
    docker("exec", running.key, "sh", "-c", "dd if=/dev/zero of=/z bs=1M seek=64 count=0")

    async def copy(engine: DockerEngine, folder: Path) -> None:
        await engine.files.copy_out(running, ["/z"], folder, CopyOptions(), None, silent)

    on(lambda engine: copy(engine, tmp_path))
    status = (tmp_path / "z").stat()
    assert status.st_size == 64 << 20
    assert status.st_blocks * 512 < 1 << 20


def test_more_than_8_gib_are_told_by_the_engine_and_arrive_whole(
    on: On, docker: Docker, two: tuple[Place, Place], tmp_path: Path
) -> None:
    """Such a size does not fit into a plain header. Holes make it quick."""
    running, size = two[0], (8 << 30) + 3
    docker("exec", running.key, "sh", "-c", "dd if=/dev/zero of=/z bs=1 seek=8589934592 count=3")

    async def look(engine: DockerEngine) -> int | None:
        return (await engine.files.read(running, "/z", 5)).entry.size

    assert on(look) == size
    notes, pace = Notes(), Pace(silent)
    piece = bytes(1 << 20)
    pieces = itertools.chain(
        [header(Member("z", FileKind.FILE, size=size))],
        itertools.repeat(piece, size // len(piece)),
        [bytes(3), padding(size), END],
    )
    with Folder.open(str(tmp_path)) as ground:
        Extraction(ground, Names("/z", "z", "z"), CopyOptions(), pace, notes).run(pieces)
    assert (tmp_path / "z").stat().st_size == size
    assert pace.bytes == size


def test_owners_are_kept_when_that_is_asked_for(
    on: On, docker: Docker, two: tuple[Place, Place], tmp_path: Path
) -> None:
    running = two[0]
    docker("exec", running.key, "sh", "-c", "mkdir /d; echo x >/d/f; chown -R 1234:567 /d")

    async def copy(engine: DockerEngine) -> None:
        for name, owner in (("plain", False), ("kept", True)):
            await engine.files.copy_out(
                running, ["/d"], tmp_path / name, CopyOptions(owner=owner), None, silent
            )
        await engine.files.copy_in(
            [tmp_path / "kept"], running, "/back", CopyOptions(owner=True), None, silent
        )

    on(copy)
    assert (tmp_path / "plain/f").stat().st_uid == os.getuid()
    status = (tmp_path / "kept/f").stat()
    if os.getuid() == 0:
        assert (status.st_uid, status.st_gid) == (1234, 567)
        assert docker("exec", running.key, "stat", "-c", "%u:%g", "/back/f") == "1234:567"


def test_what_can_not_be_a_file_here_is_left_out_and_told(
    on: On, docker: Docker, two: tuple[Place, Place], tmp_path: Path
) -> None:
    running = two[0]
    make = "mkdir /d; mkfifo /d/pipe; mknod /d/null c 1 3; echo x >/d/f; chmod 6755 /d/f"
    docker("exec", running.key, "sh", "-c", make)

    async def copy(engine: DockerEngine) -> Copied:
        return await engine.files.copy_out(running, ["/d"], tmp_path, CopyOptions(), None, silent)

    copied = on(copy)
    assert set(copied.notes) == {
        Note("/d/pipe", Why.SPECIAL),
        Note("/d/null", Why.SPECIAL),
        Note("/d/f", Why.SETUID),
    }
    assert [path.name for path in (tmp_path / "d").iterdir()] == ["f"]
    assert (tmp_path / "d/f").stat().st_mode & 0o7777 == 0o755


def test_devices_and_sockets_of_this_machine_are_left_out_and_told(
    on: On, docker: Docker, two: tuple[Place, Place], tmp_path: Path
) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d/file").write_text("x")
    os.mkfifo(tmp_path / "d/pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "d/socket"))

        async def copy(engine: DockerEngine) -> Copied:
            return await engine.files.copy_in(
                [tmp_path / "d"], two[0], "/", CopyOptions(), None, silent
            )

        copied = on(copy)
    assert set(copied.notes) == {
        Note(str(tmp_path / "d/pipe"), Why.SPECIAL),
        Note(str(tmp_path / "d/socket"), Why.SPECIAL),
    }
    assert docker("exec", two[0].key, "ls", "/d") == "file"


@pytest.mark.parametrize("asked", [True, False])
def test_extended_attributes_go_in_when_that_is_asked_for(
    on: On, docker: Docker, volume: Place, tmp_path: Path, asked: bool
) -> None:
    file, value = tmp_path / "file", b"blue\xff\n=\0"
    file.write_text("x")
    there = Path(docker("volume", "inspect", "--format", "{{.Mountpoint}}", volume.key))
    try:
        os.setxattr(file, "user.colour", value)
        os.setxattr(there, "user.colour", value)
    except OSError:
        pytest.skip(
            "this file system has no extended attributes, or the Engine's is not ours to see"
        )

    async def copy(engine: DockerEngine) -> Copied:
        options = CopyOptions(attributes=asked)
        return await engine.files.copy_in([file], volume, "/marked", options, None, silent)

    assert on(copy).notes == ()
    found = {name: os.getxattr(there / "marked", name) for name in os.listxattr(there / "marked")}
    assert found == ({"user.colour": value} if asked else {})
