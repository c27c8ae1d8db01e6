"""A file is written whole or not at all."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from desktop.model.whole_file import write_whole


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
