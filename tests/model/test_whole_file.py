"""A file is written whole or not at all."""

from __future__ import annotations

import asyncio
import errno
import gzip
import os
import stat
import subprocess
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from desktop.model.whole_file import FileTrouble, whole_file, write_whole


def test_what_is_written_is_there_exactly(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    asyncio.run(write_whole(path, "line\r\nlone surrogate \udc80, 漢字\n"))
    assert path.read_bytes() == "line\r\nlone surrogate \\udc80, 漢字\n".encode()
    assert [found.name for found in tmp_path.iterdir()] == ["notes.txt"]


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "target").write_text("old")
    (tmp_path / "link").symlink_to("target")
    asyncio.run(write_whole(tmp_path / "link", "new"))
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_text() == "new"


@pytest.mark.parametrize("write", ["text", "grown"])
def test_what_was_there_stays_when_it_can_not_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: str
) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    if write == "text":
        with pytest.raises(OSError, match="No space"):
            asyncio.run(write_whole(path, "new"))
    else:
        with pytest.raises(FileTrouble, match="No space"):
            asyncio.run(write_growing(path, "new"))
    assert path.read_text() == "old"
    assert [found.name for found in tmp_path.iterdir()] == ["notes.txt"]


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


async def write_growing(path: Path, text: str) -> None:
    async with whole_file(path) as file:
        file.write(text.encode())
        (beside,) = path.parent.glob(".*")
        assert rights(beside) == 0o600


@pytest.mark.parametrize("write", [write_whole, write_growing])
def test_a_new_file_is_for_this_user_alone_from_its_first_byte(
    tmp_path: Path, write: Callable[[Path, str], Coroutine[Any, Any, None]]
) -> None:
    asyncio.run(write(tmp_path / "new", "text"))
    assert rights(tmp_path / "new") == 0o600


@pytest.mark.parametrize("shared", [False, True])
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755, 0o444])
def test_a_file_that_was_there_stays_for_whom_it_was(
    tmp_path: Path, mode: int, shared: bool
) -> None:
    for name in ("text", "grown"):
        (tmp_path / name).touch()
        (tmp_path / name).chmod(mode)
    asyncio.run(write_whole(tmp_path / "text", "new", shared=shared))
    asyncio.run(write_growing(tmp_path / "grown", "new"))
    found = [(each.read_text(), rights(each)) for each in tmp_path.iterdir()]
    assert found == [("new", mode)] * 2


def test_a_shared_file_is_new_for_whom_the_umask_lets(tmp_path: Path) -> None:
    (tmp_path / "any").touch()
    asyncio.run(write_whole(tmp_path / "new", "text", shared=True))
    assert rights(tmp_path / "new") == rights(tmp_path / "any")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_a_file_of_somebody_else_stays_theirs(tmp_path: Path) -> None:
    path = tmp_path / "Dockerfile"
    path.touch()
    path.chmod(0o640)
    os.chown(path, 1234, 4321)
    asyncio.run(write_whole(path, "new"))
    found = path.stat()
    assert (found.st_uid, found.st_gid, rights(path)) == (1234, 4321, 0o640)


@pytest.mark.parametrize(("before", "after"), [(0o660, 0o600), (0o664, 0o644), (0o666, 0o666)])
def test_where_the_group_can_not_stay_another_may_no_more_than_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: int, after: int
) -> None:
    path = tmp_path / "notes.txt"
    path.touch()
    path.chmod(before)

    def refused(*_arguments: int) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr("os.fchown", refused)
    asyncio.run(write_whole(path, "new"))
    assert rights(path) == after


@pytest.mark.parametrize("compressed", [False, True])
def test_a_file_that_grows_is_there_when_it_is_whole(tmp_path: Path, compressed: bool) -> None:
    path = tmp_path / "image.tar"

    async def main() -> None:
        async with whole_file(path, compressed=compressed) as file:
            file.write(b"one ")
            assert not path.exists()
            file.write(b"two")
            assert file.written == 7

    asyncio.run(main())
    found = path.read_bytes()
    assert (gzip.decompress(found) if compressed else found) == b"one two"
    assert [found.name for found in tmp_path.iterdir()] == ["image.tar"]


def test_of_a_file_that_was_not_finished_nothing_is_left(tmp_path: Path) -> None:
    path = tmp_path / "image.tar"
    path.write_text("old")

    async def main() -> None:
        async with whole_file(path) as file:
            file.write(b"new")
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(main())
    assert path.read_text() == "old"
    assert [found.name for found in tmp_path.iterdir()] == ["image.tar"]


def test_a_folder_that_is_not_there_is_said_before_anything_is_asked(tmp_path: Path) -> None:
    async def main() -> None:
        async with whole_file(tmp_path / "none" / "image.tar"):
            raise AssertionError("it is not there")

    with pytest.raises(FileTrouble) as caught:
        asyncio.run(main())
    assert (caught.value.number, caught.value.writing) == (errno.ENOENT, True)


def test_a_file_system_that_is_full_ends_it(tmp_path: Path) -> None:
    """On a real one, of one page, in the mounts of this test alone."""
    script = f"""
import asyncio, errno, subprocess
from pathlib import Path
from desktop.model.whole_file import FileTrouble, whole_file
folder = Path({str(tmp_path)!r})
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], check=True)
async def main():
    async with whole_file(folder / "image.tar") as file:
        for _number in range(10):
            file.write(bytes(16 << 10))
try:
    asyncio.run(main())
except FileTrouble as trouble:
    assert trouble.number == errno.ENOSPC and trouble.writing, trouble
    assert list(folder.iterdir()) == []
    print("full")
"""
    command = ["unshare", "--mount", "--map-root-user", sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "full\n"
