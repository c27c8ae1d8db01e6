"""What stands in a destination, or is put there meanwhile, leads no copy out of it, either way."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.engine import file_extract
from desktop.engine.engine import DockerEngine
from desktop.engine.errors import NotFound
from desktop.engine.file_errors import Refused, Rule
from desktop.engine.file_ground import Folder
from desktop.engine.file_names import fitting
from desktop.engine.file_pace import Notes, Pace
from desktop.engine.file_pack import Packing, walk
from desktop.engine.file_placing import put_in_place
from desktop.engine.file_records import CopyOptions, Note, Place, Why
from desktop.engine.file_tar import members
from desktop.engine.records import Kind
from desktop.engine.tar_stream import Stream
from tests.engine.files.conftest import On
from tests.engine.files.test_hostile_archives import (
    FILE,
    FOLDER,
    HARD,
    LINK,
    archive,
    extract,
)

Docker = Callable[..., str]
OPTIONS = CopyOptions()


def place(key: str) -> Place:
    return Place(Kind.CONTAINER, key, "web")


def silent(_told: Any) -> None:
    """Nobody looks at the progress."""


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder that no copy may touch."""
    made = tmp_path / "outside"
    made.mkdir()
    (made / "precious").write_text("precious")
    return made


def unharmed(outside: Path) -> bool:
    return [(path.name, path.read_text()) for path in outside.iterdir()] == [
        ("precious", "precious")
    ]


def test_a_link_that_stands_in_the_destination_is_no_folder_to_copy_into(
    on: On, docker: Docker, docker_run: Docker, outside: Path, tmp_path: Path
) -> None:
    key = docker_run()
    docker("exec", key, "sh", "-c", "mkdir -p /d/sub; echo new >/d/sub/precious; echo f >/d/f")
    target = tmp_path / "target"
    (target / "d").mkdir(parents=True)
    (target / "d/sub").symlink_to(outside)
    (target / "d/f").symlink_to(outside / "precious")

    async def copy(engine: DockerEngine) -> None:
        with pytest.raises(Refused) as refused:
            await engine.files.copy_out(place(key), ["/d"], target, OPTIONS, None, silent)
        assert refused.value.rule is Rule.FOLDER_ONTO_FILE
        (target / "d/sub").unlink()
        await engine.files.copy_out(place(key), ["/d"], target, OPTIONS, None, silent)

    on(copy)
    assert unharmed(outside)
    assert (target / "d/sub/precious").read_text() == "new\n"
    assert not (target / "d/f").is_symlink(), "the link is replaced, not what it leads to"


def test_a_folder_that_is_swapped_for_a_link_while_it_is_put_in_place_leads_nowhere(
    outside: Path, tmp_path: Path
) -> None:
    (tmp_path / "ground/d/sub").mkdir(parents=True)
    (tmp_path / "ground/d/sub/precious").write_text("gone")
    (tmp_path / "target/d/sub").mkdir(parents=True)
    swapped = []

    class Swapping(dict[str, Any]):
        """Asked about the first file, when both folders are open."""

        def get(self, *asked: Any) -> Any:
            if not swapped:
                (tmp_path / "target/d").rename(tmp_path / "target/moved")
                (tmp_path / "target/d").symlink_to(outside.parent / "outside")
                swapped.append(asked)
            return super().get(*asked)

    (tmp_path / "target/d/sub/precious").write_text("old")
    with (
        Folder.open(str(tmp_path / "ground")) as ground,
        Folder.open(str(tmp_path / "target")) as target,
    ):
        put_in_place(ground, target, Swapping(), Notes())
    assert swapped
    assert unharmed(outside)
    assert (tmp_path / "target/moved/sub/precious").read_text() == "gone"


def test_a_link_in_a_container_leads_no_copy_in_out_of_it(
    on: On, docker: Docker, docker_run: Docker, outside: Path, tmp_path: Path
) -> None:
    key = docker_run()
    up = "../" * 30
    make = f"ln -s {up}{outside} /up; ln -s {outside} /away; mkdir -p /d; ln -s {up}{tmp_path} /d/s"
    docker("exec", key, "sh", "-c", make)
    source = tmp_path / "source"
    (source / "s").mkdir(parents=True)
    (source / "s/new").write_text("new")
    (source / "precious").write_text("gone")

    async def copy(engine: DockerEngine) -> None:
        files, there = engine.files, place(key)
        for path in ("/up/", "/away/", "/up/precious", "/away/precious"):
            with pytest.raises((Refused, NotFound)):
                await files.copy_in([source / "precious"], there, path, OPTIONS, None, silent)
        with pytest.raises(Refused) as refused:
            await files.copy_in([f"{source}/."], there, "/d", OPTIONS, None, silent)
        assert refused.value.rule is Rule.FOLDER_ONTO_FILE
        docker("exec", key, "mkdir", "-p", str(outside))  # now they lead to a folder of its own
        await files.copy_in([source / "precious"], there, "/up/", OPTIONS, None, silent)

    on(copy)
    assert unharmed(outside)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["outside", "source"]
    assert docker("exec", key, "cat", f"{outside}/precious") == "gone"


@pytest.mark.skipif(sys.platform == "win32", reason="these names can't be made there")
def test_names_that_windows_keeps_are_changed_all_the_way_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_extract, "fitting", lambda name: fitting(name, "win32"))
    copied = extract(
        tmp_path,
        [
            archive(
                ("d/", FOLDER, ""),
                ("d/NUL", FILE, b"1"),
                ("d/com1.txt", FILE, b"2"),
                ("d/a:stream", FILE, b"3"),
                ("d/dots. .", FOLDER, ""),
                ("d/dots. ./C:\\evil", FILE, b"4"),
                ("d/dots. ./hard", HARD, "d/a:stream"),
                ("d/link", LINK, "NUL"),
                ("d/plain", FILE, b"5"),
            )
        ],
    )
    found = {
        str(path.relative_to(tmp_path / "d")): path.read_bytes()
        for path in (tmp_path / "d").rglob("*")
        if path.is_file() and not path.is_symlink()
    }
    assert found == {
        "NUL_": b"1",
        "com1_.txt": b"2",
        "a_stream": b"3",
        "dots___/C__evil": b"4",
        "dots___/hard": b"3",
        "plain": b"5",
    }
    assert [note.now for note in copied.notes if note.why is Why.RENAMED] == [
        "NUL_",
        "com1_.txt",
        "a_stream",
        "dots___",
        "C__evil",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="these names can't be made there")
@pytest.mark.parametrize(
    ("system", "names"),
    [
        ("win32", ["a:b", "a?b", "a_b", "a_b (2)", "nul", "nul_"]),
        ("win32", ["a_b", "a:b", "a_b (2)", "a?b"]),
        ("darwin", ["caf\udce9", "caf%E9", "caf%E9 (2)"]),
        ("darwin", ["caf%E9", "caf\udce9"]),
    ],
)
def test_names_that_become_one_here_are_told_apart_by_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str, names: list[str]
) -> None:
    monkeypatch.setattr(file_extract, "fitting", lambda name: fitting(name, system))
    files = [(f"d/{name}", FILE, f"d/{name}".encode(errors="surrogateescape")) for name in names]
    below = [
        (f"d/{name}s/f", FILE, f"d/{name}s/f".encode(errors="surrogateescape")) for name in names
    ]
    hard = [(f"d/hard{number}", HARD, f"d/{name}") for number, name in enumerate(names)]
    twice = [*files, *hard, *below, *below, (f"d/{names[-1]}", FILE, b"later")]
    copied = extract(tmp_path, [archive(("d/", FOLDER, ""), *twice)])
    found = [path for path in (tmp_path / "d").rglob("*") if path.is_file()]
    kept = [path.read_bytes() for path in found if not path.name.startswith("hard")]
    assert sorted(kept) == sorted([*(data for _, _, data in [*files[:-1], *below]), b"later"])
    for number, (_name, _kind, data) in enumerate(files):
        assert (tmp_path / f"d/hard{number}").read_bytes() == data
    now = [note.now for note in copied.notes if note.why is Why.RENAMED]
    assert len(now) == len(set(now))


def test_a_file_of_more_than_8_gib_is_told_as_it_is_on_its_way_in(tmp_path: Path) -> None:
    size = (8 << 30) + 3
    with (tmp_path / "z").open("wb") as file:
        file.truncate(size)
    with Folder.open(str(tmp_path.parent)) as above:
        packing = Packing(OPTIONS, lambda path: path, Pace(silent), Notes())
        pieces = packing.pieces(walk(above, tmp_path.name, Notes()), "d")
        begins = b"".join(itertools.islice(pieces, 3))
        pieces.close()  # type: ignore[attr-defined]
    told = members(Stream([begins]))
    assert next(told).name == "d"
    file_told = next(told)
    assert (file_told.name, file_told.size) == ("d/z", size)


def test_rights_that_were_lent_are_taken_away_also_through_a_hard_link(tmp_path: Path) -> None:
    copied = extract(
        tmp_path,
        [
            archive(
                ("d/", FOLDER, "", 0o2775),
                ("d/sub/", FOLDER, "", 0o1777),
                ("d/root", FILE, b"x", 0o6755),
                ("d/again", HARD, "d/root"),
            )
        ],
    )
    modes = {
        path.name: oct(path.stat().st_mode & 0o7777)
        for path in (tmp_path / "d", *(tmp_path / "d").iterdir())
    }
    assert modes == {"d": "0o775", "sub": "0o1777", "root": "0o755", "again": "0o755"}
    assert {note for note in copied.notes if note.why is Why.SETUID} == {
        Note("/d", Why.SETUID),
        Note("/d/root", Why.SETUID),
    }
    assert (tmp_path / "d/again").stat().st_nlink == 2
