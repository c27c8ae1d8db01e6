"""Names that several files would have where they go: each is asked about, or gets a number."""

from __future__ import annotations

import asyncio
import tempfile
import threading
from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine import file_in
from desktop.engine.engine import DockerEngine
from desktop.engine.file_clashes import There, clashes
from desktop.engine.file_errors import Refused, Rule
from desktop.engine.file_ground import Folder
from desktop.engine.file_pace import Notes
from desktop.engine.file_pack import Found, walk
from desktop.engine.file_placing import put_in_place
from desktop.engine.file_records import (
    Answer,
    Clash,
    Copied,
    CopyOptions,
    Decide,
    Decision,
    FileEntry,
    FileKind,
    Place,
)
from desktop.engine.file_rules import Landing
from desktop.engine.files_protocol import Files
from desktop.engine.records import Kind
from desktop.engine.threads import run_in_thread
from tests.engine.files.conftest import On

Docker = Callable[..., str]
Run = Callable[..., str]
OPTIONS = CopyOptions()
WAYS = ("in", "out", "between", "within")


def silent(_told: Any) -> None:
    """Nobody looks at the progress."""


class World:
    """A folder of this machine, and two containers, that have the same files."""

    def __init__(self, docker: Docker, keys: Sequence[str], here: Path) -> None:
        self._docker = docker
        self._keys = keys
        self._here = here

    def make(self, **files: dict[str, str]) -> None:
        """Folders by their names: files, and what is in them, by theirs."""
        for folder, contents in files.items():
            for name, text in contents.items():
                path = self._here / folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text)
            (self._here / folder).mkdir(exist_ok=True)
            for key in self._keys:
                self._docker("cp", str(self._here / folder), f"{key}:/{folder}")

    def copy(
        self, files: Files, way: str, paths: Sequence[str], to: str, decide: Decide | None
    ) -> Awaitable[Copied]:
        """Copy these into a folder."""
        one, other = (Place(Kind.CONTAINER, key, "web") for key in self._keys)
        if way == "in":
            sources = [f"{self._here}/{path}" for path in paths]
            return files.copy_in(sources, one, f"/{to}", OPTIONS, decide, silent)
        theirs = [f"/{path}" for path in paths]
        if way == "out":
            here = self._here / to
            return files.copy_out(one, theirs, here, OPTIONS, decide, silent)
        there = one if way == "within" else other
        return files.copy_between(one, theirs, there, f"/{to}", OPTIONS, decide, silent)

    def found(self, way: str, folder: str) -> dict[str, str]:
        """What is in the folder that was copied to that way, by path."""
        if way == "out":
            paths = (path for path in (self._here / folder).rglob("*") if path.is_file())
            return {str(it.relative_to(self._here / folder)): it.read_text() for it in paths}
        key = self._keys[1 if way == "between" else 0]
        said = self._docker("exec", key, "sh", "-c", f"cd /{folder}; grep -r '' . || true")
        lines = (line.removeprefix("./").partition(":") for line in said.splitlines())
        return {path: text for path, _colon, text in lines}


@pytest.fixture
def files_of(docker: Docker, docker_run: Run, tmp_path: Path) -> World:
    return World(docker, (docker_run(), docker_run()), tmp_path)


@pytest.mark.parametrize("way", WAYS)
def test_of_several_sources_none_takes_another_s_place_unasked(
    on: On, files_of: World, way: str
) -> None:
    files_of.make(a={"x.txt": "1", "d/f": "1"}, b={"x.txt": "2", "d/f": "2"}, to={"x.txt": "0"})
    sources = ["a/x.txt", "b/x.txt", "a/d", "b/d"]

    async def copy(engine: DockerEngine) -> Copied:
        return await files_of.copy(engine.files, way, sources, "to", None)

    copied = on(copy)
    found = files_of.found(way, "to")
    assert found == {"x.txt": "1", "x (2).txt": "2", "d/f": "1", "d/f (2)": "2"}
    assert [note.now for note in copied.notes] == ["x (2).txt", "f (2)"]


@pytest.mark.parametrize("way", WAYS)
def test_to_replace_all_is_not_said_of_what_the_same_copy_has_put_there(
    on: On, files_of: World, way: str
) -> None:
    files_of.make(a={"x": "first"}, b={"x": "second"}, to={"x": "old"})
    asked: list[int | None] = []

    async def decide(clash: Clash) -> Answer:
        asked.append(clash.theirs.size)
        return Answer(Decision.REPLACE, for_all=True)

    async def copy(engine: DockerEngine) -> None:
        await files_of.copy(engine.files, way, ["a/x", "b/x"], "to", decide)

    on(copy)
    assert asked == [len("old"), len("first")]
    assert files_of.found(way, "to") == {"x": "second"}


@pytest.mark.parametrize("way", WAYS)
def test_two_sources_of_one_name_change_nothing_for_the_files_after_them(
    on: On, files_of: World, way: str
) -> None:
    there = {"y": "old", "sub/f": "old"}
    files_of.make(a={"x": "1"}, b={"x": "2"}, c={"y": "3", "sub/f": "3"}, to=there, also=there)
    sources = ["a/x", "b/x", "c/y", "c/sub"]
    asked: list[str] = []

    async def replace(clash: Clash) -> Answer:
        asked.append(clash.path.rpartition("/also/")[2])
        return Answer(Decision.REPLACE, for_all=clash.theirs.name != "x")

    async def copy(engine: DockerEngine) -> None:
        await files_of.copy(engine.files, way, sources, "to", None)
        await files_of.copy(engine.files, way, ["c/y", *sources], "also", replace)

    on(copy)
    assert files_of.found(way, "to") == {"x": "1", "x (2)": "2", "y": "3", "sub/f": "3"}
    # Then y and x are of the copy itself, which is another question.
    assert asked == ["y", "x", "y"]
    assert files_of.found(way, "also") == {"x": "2", "y": "3", "sub/f": "3"}


@pytest.mark.parametrize("way", WAYS)
def test_names_that_only_their_case_tells_apart_are_asked_about_once_more_at_most(
    on: On, files_of: World, way: str
) -> None:
    names = ["A", "a", "B", "b", "C", "c", "z"]
    files_of.make(new=dict.fromkeys(names, "new"), to=dict.fromkeys(names, "old"))
    asked: list[str] = []

    async def replace_all(clash: Clash) -> Answer:
        asked.append(clash.theirs.name)
        return Answer(Decision.REPLACE, for_all=True)

    async def copy(engine: DockerEngine) -> None:
        sources = [f"new/{name}" for name in names]
        await files_of.copy(engine.files, way, sources, "to", replace_all)

    on(copy)
    assert asked == ["A", "a"]
    assert files_of.found(way, "to") == dict.fromkeys(names, "new")


@pytest.mark.parametrize("way", WAYS)
def test_what_is_kept_beside_another_takes_no_name_of_what_comes(
    on: On, files_of: World, way: str
) -> None:
    come = {"n.txt": "1", "n (2).txt": "2", "n (3).txt": "3", "n (2) (2).txt": "4"}
    files_of.make(a=come, to={"n.txt": "old", "n (2).txt": "older"}, all={"n.txt": "old"})

    async def keep_both(_clash: Clash) -> Answer:
        return Answer(Decision.KEEP_BOTH, for_all=True)

    async def copy(engine: DockerEngine) -> None:
        each = [f"a/{name}" for name in come]
        await files_of.copy(engine.files, way, each, "to", keep_both)
        await files_of.copy(engine.files, way, ["a/."], "all", keep_both)

    on(copy)
    assert sorted(files_of.found(way, "to").values()) == ["1", "2", "3", "4", "old", "older"]
    assert sorted(files_of.found(way, "all").values()) == ["1", "2", "3", "4", "old"]


@pytest.mark.parametrize("way", WAYS)
def test_a_number_that_one_has_got_is_not_taken_by_the_next_that_comes(
    on: On, files_of: World, way: str
) -> None:
    files_of.make(a={"n": "1", "z": "2", "n (2)": "3"}, to={"n": "old", "z": "older"})

    async def decide(clash: Clash) -> Answer:
        if clash.theirs.name == "n":
            return Answer(Decision.KEEP_BOTH)
        return Answer(Decision.REPLACE, for_all=True)

    async def copy(engine: DockerEngine) -> None:
        await files_of.copy(engine.files, way, ["a/n", "a/z", "a/n (2)"], "to", decide)

    on(copy)
    assert sorted(files_of.found(way, "to").values()) == ["1", "2", "3", "old"]


@pytest.mark.parametrize("way", WAYS)
def test_a_file_and_a_folder_of_one_name_are_refused_before_anything_is_done(
    on: On, files_of: World, way: str
) -> None:
    files_of.make(a={"x": "1"}, b={"x/f": "2"}, to={})

    async def copy(engine: DockerEngine) -> None:
        with pytest.raises(Refused) as refused:
            await files_of.copy(engine.files, way, ["a/x", "b/x"], "to", None)
        assert refused.value.rule is Rule.FOLDER_ONTO_FILE

    on(copy)
    assert files_of.found(way, "to") == {}


NAMES = st.lists(st.sampled_from(["n", "n (2)", "n (3)", "N (2)"]), unique=True)
CHOSEN = st.sampled_from([Decision.KEEP_BOTH, Decision.SKIP])


class Told(Folder):
    """A folder that tells its names in the order that the test says: each system has its own."""

    __slots__ = ("order",)
    order: list[str]

    def names(self) -> list[str]:
        return [name for name in self.order if self.status(name) is not None]


@given(NAMES, NAMES, st.lists(CHOSEN, min_size=4, max_size=4))
def test_no_set_of_names_loses_a_file_that_comes_out(
    come: list[str], there: list[str], decisions: list[Decision]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        sides = [Path(folder, "ground"), Path(folder, "place")]
        for side, names in zip(sides, (come, there), strict=True):
            side.mkdir()
            for name in names:
                (side / name).write_text(f"{side.name} {name}")
        taken = sorted({*come} & {*there})
        chosen = {str(sides[1] / name): it for name, it in zip(taken, decisions, strict=False)}
        with Told.open(str(sides[0])) as ground, Folder.open(str(sides[1])) as place:
            assert isinstance(ground, Told)
            ground.order = come
            put_in_place(ground, place, chosen, Notes())
        skipped = {name for name in taken if chosen[str(sides[1] / name)] is Decision.SKIP}
        expected = [f"ground {it}" for it in come if it not in skipped]
        expected += [f"place {it}" for it in there]
        assert sorted(path.read_text() for path in sides[1].iterdir()) == sorted(expected)


class Known(There):
    """A folder of which the test says what is in it."""

    def __init__(self, names: Sequence[str]) -> None:
        self.there = names
        self._names = {}

    def entry(self, path: str) -> FileEntry | None:
        return _file(path[3:]) if path[3:] in self.there else None

    def entries(self, folder: str, names: list[str]) -> dict[str, FileEntry]:
        return {name: _file(name) for name in names if name in self.there}


def _file(name: str) -> FileEntry:
    return FileEntry(name, FileKind.FILE, 1, 0o644)


@given(NAMES, NAMES)
def test_no_set_of_names_loses_a_file_that_comes_in(come: list[str], there: list[str]) -> None:
    known, folder = Known(there), FileEntry("", FileKind.FOLDER, 0, 0o755)
    children = [_file(name) for name in come]
    found = clashes(folder, Landing("/d", ""), lambda _path: children, known)
    given_names = [known.free_name(clash.path) for clash in list(found)]
    after = [*({*come} - {*there}), *there, *given_names]
    assert len(after) == len(set(after)) == len(come) + len(there)


def test_a_copy_in_that_is_cancelled_while_it_counts_ends_at_once(
    on: On, docker_run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "f").write_text("x")
    place, most = Place(Kind.CONTAINER, docker_run(), "web"), 5_000_000
    begun, counted = threading.Event(), 0

    def endless(folder: Folder, name: str, notes: Notes) -> Iterator[Found]:
        """A folder with more files than anybody waits for."""
        nonlocal counted
        (found,) = walk(folder, name, notes)
        for _ in range(most):
            counted += 1
            yield found
            begun.set()

    monkeypatch.setattr(file_in, "walk", endless)

    async def copy(engine: DockerEngine) -> None:
        sources = [tmp_path / "f"]
        copying = engine.files.copy_in(sources, place, "/f", OPTIONS, None, silent)
        task = asyncio.ensure_future(copying)
        await run_in_thread(begun.wait, 20, name="waiting")
        assert not task.done(), task
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    on(copy)
    assert counted < most
