"""The file that remembers: whole, private, and never a reason not to start."""

from __future__ import annotations

import asyncio
import json
import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.model import preferences
from desktop.ui.settings import Settings
from tests.support.aio import Aio
from tests.support.leaks import ExpectLog


def test_what_was_put_is_there_at_the_next_start(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "new" / "folder")
    settings.put("text", "größer")
    settings.put("flag", True)
    settings.put("texts", ["a", "b\ud800"])  # half a pair, as a hostile label may hold
    settings.put("data", b"\x00\xff")
    settings.save()
    again = Settings(tmp_path / "new" / "folder")
    assert again.text("text") == "größer"
    assert again.flag("flag") is True
    assert again.texts("texts") == ["a", "b\ud800"]
    assert again.data("data") == b"\x00\xff"


def test_only_its_owner_reads_the_file(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    settings.save()
    settings.save()
    (file,) = tmp_path.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_what_is_saved_is_not_written_again(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    settings.save()
    file = tmp_path / "settings.json"
    file.unlink()
    settings.save()
    assert not file.exists()
    settings.put("a", "b")
    settings.save()
    assert file.exists()


class Disk:
    """What is written to it, by whom, and a hand that holds it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.writers: list[str] = []
        self.on_write: Callable[[], object] = lambda: None
        sync = os.fsync

        def written(handle: int) -> None:
            self.writers.append(threading.current_thread().name)
            self.on_write()
            sync(handle)

        monkeypatch.setattr(os, "fsync", written)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


def test_what_is_put_together_is_saved_soon_in_one_go_by_a_thread(
    tmp_path: Path, aio: Aio, disk: Disk
) -> None:
    settings = Settings(tmp_path)
    told: list[str] = []
    settings.touched.subscribe(told.append)

    async def go() -> None:
        soon = asyncio.ensure_future(settings.save_soon())
        settings.put("a", "1")
        await asyncio.sleep(0)
        settings.put("b", ["2"])
        settings.forget("a")
        await soon

    aio(go())
    assert told == ["a", "b", "a"]
    assert disk.writers == ["settings"]
    assert Settings(tmp_path).texts("b") == ["2"]


def test_what_is_put_while_it_is_written_is_saved_too(tmp_path: Path, aio: Aio, disk: Disk) -> None:
    settings = Settings(tmp_path)

    async def go() -> None:
        loop = asyncio.get_running_loop()
        disk.on_write = lambda: (
            loop.call_soon_threadsafe(settings.put, "late", "yes") if not disk.writers[1:] else None
        )
        await settings.save_soon()

    aio(go())
    assert Settings(tmp_path).text("late") == "yes"
    assert len(disk.writers) == 2


def test_the_end_waits_for_a_disk_and_saves_all(tmp_path: Path, aio: Aio, disk: Disk) -> None:
    settings = Settings(tmp_path)
    released = threading.Event()

    async def go() -> None:
        loop = asyncio.get_running_loop()
        writes = loop.create_future()

        def hold() -> None:
            loop.call_soon_threadsafe(writes.set_result, None)
            released.wait(20)

        disk.on_write = hold
        settings.put("a", "early")
        soon = asyncio.ensure_future(settings.save_soon())
        await writes
        settings.put("a", "late")
        soon.cancel()
        released.set()
        await asyncio.wait([soon])

    aio(go())
    disk.on_write = lambda: None
    settings.save()
    assert Settings(tmp_path).text("a") == "late"
    assert [file.name for file in tmp_path.iterdir()] == ["settings.json"]


def test_what_could_not_be_saved_is_tried_again_with_what_comes_next(
    tmp_path: Path, aio: Aio, expect_log: ExpectLog
) -> None:
    expect_log("can't be saved")
    folder = tmp_path / "folder"
    settings = Settings(folder)
    folder.write_text("a file is in the way")
    settings.put("a", "1")
    aio(settings.save_soon())
    folder.unlink()
    settings.put("b", "2")
    aio(settings.save_soon())
    assert Settings(folder).text("a") == "1"


@pytest.mark.parametrize("content", [b"{", b"[1]", b"\xff\xfe", b"", b"[" * 100_000])
def test_a_broken_file_is_put_aside(tmp_path: Path, content: bytes, expect_log: ExpectLog) -> None:
    expect_log("put aside")
    (tmp_path / "settings.json").write_bytes(content)
    settings = Settings(tmp_path)
    assert settings.text("anything", "default") == "default"
    assert (tmp_path / "settings.broken").read_bytes() == content
    settings.put("a", "b")
    settings.save()
    assert Settings(tmp_path).text("a") == "b"


def test_values_of_another_type_count_as_not_there(tmp_path: Path) -> None:
    values = {"text": 1, "flag": "yes", "texts": "a", "data": "not base64!", "later": {"x": 1}}
    (tmp_path / "settings.json").write_text(json.dumps(values), encoding="utf-8")
    settings = Settings(tmp_path)
    assert settings.text("text", "x") == "x"
    assert settings.flag("flag", True) is True
    assert settings.texts("texts") == []
    assert settings.data("data") == b""
    settings.save()
    kept = json.loads((tmp_path / "settings.json").read_text(encoding="utf-8"))
    assert kept == values, "what a later version wrote is kept"


def test_a_folder_that_cannot_be_written_is_said_and_leaves_no_draft(
    tmp_path: Path, expect_log: ExpectLog
) -> None:
    expect_log("can't be saved")
    (tmp_path / "settings.json").mkdir()
    expect_log("put aside")
    settings = Settings(tmp_path)
    (tmp_path / "settings.json").mkdir()
    settings.save()
    assert not list(tmp_path.glob(".settings-*"))


def test_what_a_person_chooses_is_told_once_and_kept(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    told: list[str] = []
    settings.changed.subscribe(told.append)
    settings.choose(preferences.THEME, "system")  # as it is already
    settings.choose(preferences.THEME, "dark")
    settings.choose(preferences.LOG_TAIL, 50)
    settings.choose(preferences.STILL, True)
    settings.choose(preferences.PLACES, ["ssh://a b"])
    settings.save()
    assert told == ["theme", "logs.tail", "window.still", "engine.places"]
    again = Settings(tmp_path)
    assert again.chosen(preferences.THEME) == "dark"
    assert again.chosen(preferences.LOG_TAIL) == 50
    assert again.chosen(preferences.STILL) is True
    assert again.chosen(preferences.PLACES) == ["ssh://a b"]


def test_what_cannot_be_chosen_counts_as_not_chosen(tmp_path: Path) -> None:
    values = {"theme": "pink", "logs.tail": 10**9, "terminal.rows": True, "window.still": "yes"}
    (tmp_path / "settings.json").write_text(json.dumps(values), encoding="utf-8")
    settings = Settings(tmp_path)
    for setting in (preferences.THEME, preferences.LOG_TAIL, preferences.TERMINAL_ROWS):
        assert settings.chosen(setting) == setting.default
    assert settings.chosen(preferences.STILL) is False


def test_what_is_forgotten_is_gone_from_the_file(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    settings.put("pull.recent", ["secret/name"])
    settings.save()
    settings.forget("pull.recent", "never.there")
    settings.save()
    assert "secret" not in (tmp_path / "settings.json").read_text(encoding="utf-8")
