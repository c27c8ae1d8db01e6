"""What is done with archives: which file is taken, what is asked, and what is left behind."""

from __future__ import annotations

import asyncio
import gzip
import io
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.engine.archive_look import Contents
from desktop.engine.archive_records import CommitSpec, HistoryEntry, ImportSpec, Loaded, Url
from desktop.engine.errors import Conflict, EngineFault
from desktop.engine.records import Kind, Progress
from desktop.model.archive_commands import (
    BadArchive,
    CommitContainer,
    ExportContainer,
    ImportImage,
    LoadImages,
    SaveImages,
    reference_for,
)
from desktop.model.commands import Command, Target
from desktop.model.operations import Failure, Operation, Operations, Outcome
from desktop.model.remedies import Advice, Remedy, remedies
from desktop.model.shell import Shell, quoted
from desktop.model.store import Store
from desktop.model.whole_file import FileTrouble
from tests.model.fake_engine import FakeEngine, FakeWorld, make_container
from tests.support.aio import Aio

APP = Target(Kind.IMAGE, "sha256:1", "app:1")
WEB = make_container(1, "web")
CONTAINER = Target(Kind.CONTAINER, WEB.id, "web")


def tar_with(name: str) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        tar.addfile(tarfile.TarInfo(name))
    return packed.getvalue()


@pytest.fixture
def images(tmp_path: Path) -> Path:
    path = tmp_path / "images.tar"
    path.write_bytes(tar_with("manifest.json"))
    return path


@pytest.fixture
def files(tmp_path: Path) -> Path:
    path = tmp_path / "Rescue Disk.tar.gz"
    path.write_bytes(gzip.compress(tar_with("bin/sh")))
    return path


def done(aio: Aio, world: FakeWorld, command: Command) -> Operation:
    async def main() -> Operation:
        engine = FakeEngine(world)
        operation = Operations(lambda: engine).start(command)
        await operation.wait()
        return operation

    world.add(WEB)
    return aio(main())


def lines(command: Command) -> list[str]:
    return [quoted(line, Shell.POSIX) for line in command.lines()]


def next_steps(operation: Operation) -> tuple[Remedy, ...]:
    return remedies(operation, operation.failures[0], Store())


@pytest.mark.parametrize("compressed", [False, True])
def test_images_are_saved_whole(
    aio: Aio, world: FakeWorld, tmp_path: Path, compressed: bool
) -> None:
    world.stored.pieces = [b"one ", b"two"]
    path = tmp_path / "out.tar"
    two = Target(Kind.IMAGE, "sha256:2", "web:2")
    operation = done(aio, world, SaveImages((APP, two), path, compressed))
    assert operation.outcome is Outcome.DONE
    assert world.called("save") == [(("app:1", "web:2"),)]
    found = path.read_bytes()
    assert (gzip.decompress(found) if compressed else found) == b"one two"
    assert operation.progress is not None
    assert operation.progress.done == 7


def inspection(number: int, size: int, *layers: str) -> dict[str, object]:
    return {"Id": f"sha256:{number}", "Size": size, "RootFS": {"Layers": list(layers)}}


@pytest.mark.parametrize(
    ("other", "driver", "about"),
    [
        (inspection(2, 30, "b"), "overlay2", 130),
        (inspection(1, 100, "a"), "overlay2", 100),  # a second name of the same image
        (inspection(2, 130, "a", "b"), "overlay2", 130),  # what they share counts once
        # One of three layers is empty, and nobody tells which: rather too much.
        (inspection(2, 130, "a", "b", "c"), "overlay2", 230),
        (inspection(2, 130, "a", "b", "c", "d"), "overlay2", 230),
        (inspection(2, 30, "b"), "overlayfs", None),
        (None, "overlay2", None),
    ],
)
def test_what_is_saved_tells_about_how_much_it_is_where_that_can_be_known(
    aio: Aio,
    world: FakeWorld,
    tmp_path: Path,
    other: dict[str, object] | None,
    driver: str,
    about: int | None,
) -> None:
    world.info = replace(world.info, storage_driver=driver)
    world.inspections = {"app:1": inspection(1, 100, "a")}
    steps = (("second", 30), ("a name", 0), ("first", 100))
    world.stored.history = [HistoryEntry("", 0, made_by, size) for made_by, size in steps]
    if other is not None:
        world.inspections["web:2"] = other
    both = (APP, Target(Kind.IMAGE, "sha256:2", "web:2"))
    operation = done(aio, world, SaveImages(both, tmp_path / "out.tar"))
    assert operation.progress == Progress("", 5, about=about)


def test_what_is_exported_tells_about_how_much_its_image_has(
    aio: Aio, world: FakeWorld, tmp_path: Path
) -> None:
    world.inspections = {WEB.id: {"Image": "sha256:1"}, "sha256:1": inspection(1, 100, "a")}
    operation = done(aio, world, ExportContainer(CONTAINER, tmp_path / "out.tar"))
    assert operation.progress == Progress("", 5, about=100)


def test_what_is_only_known_about_is_never_all_done(world: FakeWorld) -> None:
    operation = Operation(1, SaveImages((APP,), Path("out.tar")), "here")
    for done_, fraction in ((30, 0.3), (100, 0.99), (500, 0.99)):
        operation.progress = Progress("", done_, about=100)
        assert operation.fraction == fraction


def test_a_container_is_exported_whole(aio: Aio, world: FakeWorld, tmp_path: Path) -> None:
    operation = done(aio, world, ExportContainer(CONTAINER, tmp_path / "web.tar"))
    assert operation.outcome is Outcome.DONE
    assert world.called("export") == [(WEB.id,)]
    assert (tmp_path / "web.tar").read_bytes() == b"a tar"


def test_what_fails_or_is_cancelled_leaves_no_file_and_not_another_one(
    aio: Aio, world: FakeWorld, tmp_path: Path
) -> None:
    path = tmp_path / "out.tar"
    path.write_bytes(b"old")
    world.fail("save", EngineFault("broken"))
    operation = done(aio, world, SaveImages((APP,), path))
    assert operation.outcome is Outcome.FAILED
    assert path.read_bytes() == b"old"
    assert [remedy.advice for remedy in next_steps(operation)] == [Advice.RETRY]

    async def cancelled() -> None:
        world.fail("save", until=asyncio.Event())
        asked = asyncio.Event()
        world.on_call = lambda _name: asked.set()
        engine = FakeEngine(world)
        operations = Operations(lambda: engine)
        operation = operations.start(SaveImages((APP,), path))
        await asked.wait()
        operations.cancel(operation)
        assert await operation.wait() is Outcome.CANCELLED

    aio(cancelled())
    assert [found.name for found in tmp_path.iterdir()] == ["out.tar"]
    assert path.read_bytes() == b"old"


def test_a_place_that_can_not_be_written_is_said_before_the_engine_is_asked(
    aio: Aio, world: FakeWorld, tmp_path: Path
) -> None:
    operation = done(aio, world, SaveImages((APP,), tmp_path / "none" / "out.tar"))
    [failure] = operation.failures
    assert isinstance(failure.error, FileTrouble)
    assert not world.called("save")


def test_several_archives_are_loaded_each_for_itself(
    aio: Aio, world: FakeWorld, images: Path, files: Path, tmp_path: Path
) -> None:
    (tmp_path / "d").mkdir()
    same = tmp_path / "d" / images.name
    same.write_bytes(images.read_bytes())
    world.stored.loaded = Loaded(("app:1",))
    heard: list[Loaded] = []
    command = LoadImages((images, same, files), heard.append)
    assert [target.name for target in command.targets] == [str(images), str(same), files.name]
    operation = done(aio, world, command)
    assert [call[0] for call in world.called("load")] == [images, same]
    assert heard == [Loaded(("app:1",))] * 2
    [failure] = operation.failures
    assert isinstance(failure.error, BadArchive)
    assert failure.error.contents is Contents.FILES
    [remedy] = next_steps(operation)
    assert remedy == Remedy(Advice.IMPORT, ImportImage(files, ImportSpec("rescue-disk")))


def test_images_are_not_imported_but_may_be_loaded(
    aio: Aio, world: FakeWorld, images: Path
) -> None:
    operation = done(aio, world, ImportImage(images, ImportSpec("a:1")))
    assert not world.called("import_image")
    assert next_steps(operation) == (Remedy(Advice.LOAD, LoadImages((images,))),)


@pytest.mark.parametrize("content", [b"", b"hello", tar_with("a")[:700]])
def test_what_is_no_archive_is_not_sent(
    aio: Aio, world: FakeWorld, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "odd.tar"
    path.write_bytes(content)
    for command in (LoadImages((path,)), ImportImage(path, ImportSpec())):
        operation = done(aio, world, command)
        assert isinstance(operation.failures[0].error, BadArchive)
        assert not next_steps(operation)
    assert not world.called("load")
    assert not world.called("import_image")


def test_a_file_that_went_is_said(aio: Aio, world: FakeWorld, tmp_path: Path) -> None:
    operation = done(aio, world, LoadImages((tmp_path / "gone.tar",)))
    error = operation.failures[0].error
    assert isinstance(error, FileTrouble)
    assert not error.writing
    assert [remedy.advice for remedy in next_steps(operation)] == [Advice.RETRY]


def test_files_and_what_the_engine_fetches_are_imported(
    aio: Aio, world: FakeWorld, files: Path
) -> None:
    made: list[str] = []
    spec = ImportSpec("a:1", "why", ('CMD ["sh"]',))
    url = Url("http://example.com/a.tar")
    for source in (files, url):
        operation = done(aio, world, ImportImage(source, spec, made.append))
        assert operation.outcome is Outcome.DONE
    assert world.called("import_image") == [(files, spec), (url, spec)]
    assert len(made) == 2


def test_a_container_is_committed(aio: Aio, world: FakeWorld) -> None:
    made: list[str] = []
    spec = CommitSpec("app:2", "me", "why", changes=("ENV A=1",))
    done(aio, world, CommitContainer(CONTAINER, spec, made.append))
    assert world.called("commit") == [(WEB.id, spec)]
    assert made == [image.id for image in world.images.values()]
    world.fail("commit", Conflict("no", status=409))
    failed = done(aio, world, CommitContainer(CONTAINER, spec, made.append))
    assert failed.outcome is Outcome.FAILED
    assert failed.failures == (Failure(CONTAINER, failed.failures[0].error),)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (SaveImages((APP,), Path("/a b.tar")), ["docker save --output '/a b.tar' app:1"]),
        (
            SaveImages((APP,), Path("/a.tar.gz"), compressed=True),
            ["docker save app:1 | gzip --fast > /a.tar.gz"],
        ),
        (ExportContainer(CONTAINER, Path("/a.tar")), ["docker export --output /a.tar web"]),
        (
            LoadImages((Path("/a.tar"), Path("/b.tar"))),
            ["docker load --input /a.tar", "docker load --input /b.tar"],
        ),
        (
            ImportImage(Path("/a.tar"), ImportSpec("a:1", "why not", ("ENV A=1",))),
            ["docker import --change 'ENV A=1' --message 'why not' /a.tar a:1"],
        ),
        (
            CommitContainer(CONTAINER, CommitSpec("a:1", "me", "why", False, ("ENV A=1",))),
            ["docker commit --author me --message why --change 'ENV A=1' --pause=false web a:1"],
        ),
        (CommitContainer(CONTAINER, CommitSpec()), ["docker commit web"]),
    ],
)
def test_the_line_that_does_the_same(command: Command, said: list[str]) -> None:
    assert lines(command) == said


@pytest.mark.parametrize(
    ("name", "reference"),
    [
        ("Rescue Disk.tar.gz", "rescue-disk"),
        ("app_1.2.tar", "app-1-2"),
        ("漢字.tar", "imported"),
        (".tar", "imported"),
        ("a" * 300 + ".tar", "imported"),
    ],
)
def test_a_name_for_an_image_of_a_file(name: str, reference: str) -> None:
    assert reference_for(Path(name)) == reference
