"""A file is written whole or not at all."""

from __future__ import annotations

import asyncio
import errno
import gzip
import subprocess
import sys
from pathlib import Path

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


def test_what_was_there_stays_when_it_can_not_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        asyncio.run(write_whole(path, "new"))
    assert path.read_text() == "old"
    assert [found.name for found in tmp_path.iterdir()] == ["notes.txt"]


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
