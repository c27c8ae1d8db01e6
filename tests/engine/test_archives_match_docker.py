"""Archives, images and histories are what docker's command line makes and shows, on one Engine."""

from __future__ import annotations

import io
import json
import stat
import tarfile
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

from desktop.engine.archive_records import CommitSpec, ImportSpec, Url
from desktop.engine.engine import DockerEngine
from desktop.engine.errors import EngineFault, NotFound, Rejected
from desktop.engine.observations import Difference
from desktop.engine.records import Kind, PartState, Progress
from desktop.model.archive_commands import ExportContainer, SaveImages
from desktop.model.archive_sizes import about_saved
from desktop.model.commands import Target
from tests.support.aio import Aio
from tests.support.connecting import connected
from tests.support.real_engine import IMAGE, LABEL

Docker = Callable[..., str]
T = TypeVar("T")
CHANGES = ('CMD ["/bin/run", "-x"]', "ENV A=1 B=2", "EXPOSE 80/tcp", "WORKDIR /srv", "LABEL x=y")


@pytest.fixture
def on(aio: Aio, engine_host: str) -> Callable[[Callable[[DockerEngine], Awaitable[T]]], T]:
    async def main(work: Callable[[DockerEngine], Awaitable[T]]) -> T:
        async with connected(engine_host) as engine:
            return await work(engine)

    return lambda work: aio(main(work), timeout=120)


@pytest.fixture
def changed(docker: Docker, docker_run: Docker) -> str:
    """A container whose files differ from its image's."""
    key = docker_run()
    docker("exec", key, "sh", "-c", "echo new >/new; mkdir /d; echo x >/d/x; rm /bin/vi")
    return key


@pytest.fixture
def made(docker: Docker) -> Iterator[Callable[[str], str]]:
    """``made(name)`` is a name of an image that is removed at the end."""
    names: list[str] = []

    def name(short: str) -> str:
        names.append(f"portside-test/archive-{short}:1")
        return names[-1]

    yield name
    there = docker("image", "ls", "--format", "{{.Repository}}:{{.Tag}}").split()
    for each in names:
        if each in there:
            docker("rmi", "--force", each)


def tar_of(**files: bytes) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return packed.getvalue()


def contents(archive: bytes) -> dict[str, tuple[Any, ...]]:
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        return {m.name: (m.type, m.mode, m.uid, m.size, m.linkname, m.mtime) for m in tar}


def test_a_saved_image_is_byte_for_byte_what_docker_saves(
    on: Any, docker: Docker, made: Callable[[str], str], tmp_path: Path
) -> None:
    names = [made("one"), made("two")]
    for name in names:
        docker("tag", IMAGE, name)
    docker("save", "--output", str(tmp_path / "theirs.tar"), *names)
    ours: list[bytes] = []
    on(lambda engine: engine.archives.save(names, ours.append))
    assert contents(b"".join(ours)) == contents((tmp_path / "theirs.tar").read_bytes())


def test_an_archive_is_as_private_as_the_one_that_docker_makes(
    on: Any, docker: Docker, changed: str, made: Callable[[str], str], tmp_path: Path
) -> None:
    name = made("private")
    docker("tag", IMAGE, name)
    docker("save", "--output", str(tmp_path / "theirs-images"), name)
    docker("export", "--output", str(tmp_path / "theirs-files"), changed)
    image = Target(Kind.IMAGE, name, name)
    container = Target(Kind.CONTAINER, changed, changed)
    save = SaveImages((image,), tmp_path / "our-images")
    export = ExportContainer(container, tmp_path / "our-files")
    on(lambda engine: save.act(engine, image, lambda _progress: None))
    on(lambda engine: export.act(engine, container, lambda _progress: None))
    found = {each.name: stat.S_IMODE(each.stat().st_mode) for each in tmp_path.iterdir()}
    names = ("theirs-images", "theirs-files", "our-images", "our-files")
    assert found == dict.fromkeys(names, 0o600)


@pytest.mark.parametrize("base", [0, 2])
def test_it_is_known_about_how_much_is_saved_of_images_that_share_layers(
    on: Any, docker: Docker, made: Callable[[str], str], tmp_path: Path, base: int
) -> None:
    """Each has two megabytes of its own, and the other's, and the image of both, below them."""
    names, below = [IMAGE], IMAGE
    for short in ("first", "second"):
        write = "dd if=/dev/urandom of=/$0 bs=1M count=2 && touch -d @1 /$0"
        key = docker("run", "-d", "--label", LABEL, below, "sh", "-c", write, short)
        docker("wait", key)
        names.append(below := made(f"shared-{short}"))
        docker("commit", key, below)
        docker("rm", key)
    names = [*names[base:], *names[:base]]  # also the uppermost first
    docker("save", "--output", str(tmp_path / "all.tar"), *names)
    about = on(lambda engine: about_saved(engine, names))
    if about is None:
        pytest.skip("this Engine's images count their packed layers, too")
    assert about == pytest.approx((tmp_path / "all.tar").stat().st_size, rel=0.1)


def test_what_we_save_docker_loads_and_what_docker_saves_we_load(
    on: Any, docker: Docker, made: Callable[[str], str], changed: str, tmp_path: Path
) -> None:
    name = made("moved")
    key = docker("commit", changed, name)
    ours: list[bytes] = []
    on(lambda engine: engine.archives.save([name], ours.append))
    (tmp_path / "ours.tar").write_bytes(b"".join(ours))
    docker("save", "--output", str(tmp_path / "theirs.tar"), name)
    docker("rmi", name)
    assert name in docker("load", "--input", str(tmp_path / "ours.tar"))
    assert docker("inspect", "--format", "{{.Id}}", name) == key
    docker("rmi", name)
    reports: list[Progress] = []
    loaded = on(lambda engine: engine.archives.load(tmp_path / "theirs.tar", reports.append))
    assert loaded.references == (name,)
    assert docker("inspect", "--format", "{{.Id}}", name) == key
    size = (tmp_path / "theirs.tar").stat().st_size
    assert Progress("", size, size) in reports
    assert [part.state for part in reports[-1].parts] == [PartState.DONE]


def test_a_name_that_is_taken_from_an_older_image_is_told(
    on: Any, docker: Docker, made: Callable[[str], str], changed: str, tmp_path: Path
) -> None:
    name = made("taken")
    older, newer = docker("tag", IMAGE, name), docker("commit", changed, name)
    docker("save", "--output", str(tmp_path / "newer.tar"), name)
    docker("rmi", name)
    docker("tag", IMAGE, name)
    loaded = on(lambda engine: engine.archives.load(tmp_path / "newer.tar", lambda _: None))
    assert loaded.displaced == (name,)
    assert docker("inspect", "--format", "{{.Id}}", name) == newer
    assert older == ""


def test_an_export_is_what_docker_exports(
    on: Any, docker: Docker, docker_run: Docker, tmp_path: Path
) -> None:
    key = docker_run("--entrypoint", "true")
    docker("wait", key)
    docker("export", "--output", str(tmp_path / "theirs.tar"), key)
    ours: list[bytes] = []
    on(lambda engine: engine.archives.export(key, ours.append))
    assert contents(b"".join(ours)) == contents((tmp_path / "theirs.tar").read_bytes())


def test_a_commit_makes_the_image_that_docker_commits(
    on: Any, docker: Docker, made: Callable[[str], str], changed: str
) -> None:
    ours, theirs = made("ours"), made("theirs")
    options = [word for change in CHANGES for word in ("--change", change)]
    docker("commit", "--author", "A <a@b>", "--message", "why not", *options, changed, theirs)
    spec = CommitSpec(ours, "A <a@b>", "why not", changes=CHANGES)
    key = on(lambda engine: engine.archives.commit(changed, spec))
    found = [json.loads(docker("inspect", name))[0] for name in (ours, theirs)]
    assert found[0]["Id"] == key
    for each in found:
        for nature in ("Id", "RepoTags", "Created", "Metadata"):
            del each[nature]
        each["RootFS"]["Layers"].pop()  # its times differ
        each["GraphDriver"] = each["Size"] = each["VirtualSize"] = None
    assert found[0] == found[1]


def test_a_commit_without_a_name_is_an_image_without_one(
    on: Any, docker: Docker, changed: str
) -> None:
    key = on(lambda engine: engine.archives.commit(changed, CommitSpec(pause=False)))
    try:
        assert json.loads(docker("inspect", key))[0]["RepoTags"] == []
    finally:
        docker("rmi", key)


@pytest.mark.parametrize("change", ["RUN true", "COPY a b", "NONSENSE"])
def test_a_commit_with_a_change_that_makes_no_sense_is_refused(
    on: Any, changed: str, change: str
) -> None:
    with pytest.raises(Rejected):
        on(lambda engine: engine.archives.commit(changed, CommitSpec(changes=(change,))))


def test_an_import_makes_the_image_that_docker_imports(
    on: Any, docker: Docker, made: Callable[[str], str], tmp_path: Path
) -> None:
    ours, theirs = made("ours"), made("theirs")
    archive = tmp_path / "files.tar"
    archive.write_bytes(tar_of(a=b"x" * 5000, b=b""))
    options = [word for change in CHANGES for word in ("--change", change)]
    docker("import", "--message", "why not", *options, str(archive), theirs)
    spec = ImportSpec(ours, "why not", CHANGES)
    reports: list[Progress] = []
    key = on(lambda engine: engine.archives.import_image(archive, spec, reports.append))
    found = [json.loads(docker("inspect", name))[0] for name in (ours, theirs)]
    assert found[0]["Id"] == key
    for each in found:
        for nature in ("Id", "RepoTags", "Created", "Metadata", "ContainerConfig"):
            each.pop(nature, None)
    assert found[0] == found[1]
    assert reports[0].done == archive.stat().st_size


def test_an_import_from_a_url_is_fetched_by_the_engine(
    on: Any, docker: Docker, made: Callable[[str], str]
) -> None:
    serve = "mkdir /w; cd /w; echo x >a; tar -cf files.tar a; exec httpd -f -p 80 -h /w"
    server = docker("run", "--detach", "--label", LABEL, IMAGE, "sh", "-c", serve)
    docker("exec", server, "sh", "-c", "until wget -q -O /dev/null 127.0.0.1/a; do :; done")
    address = docker("inspect", "--format", "{{.NetworkSettings.IPAddress}}", server)
    name, url = made("fetched"), Url(f"http://{address}/files.tar")
    reports: list[Progress] = []
    key = on(lambda engine: engine.archives.import_image(url, ImportSpec(name), reports.append))
    docker("rm", "--force", server)
    assert reports
    assert docker("inspect", "--format", "{{.Id}}", name) == key


def test_a_history_is_the_one_that_docker_shows(
    on: Any, docker: Docker, made: Callable[[str], str], changed: str
) -> None:
    name = made("history")
    docker("commit", "--message", "mine", "--change", "ENV A=1", changed, name)
    fields = "{{.ID}}\t{{.CreatedBy}}\t{{.Comment}}"
    theirs = docker("history", "--no-trunc", "--format", fields, name).split("\n")
    sizes = docker("history", "--no-trunc", "--human=false", "--format", "{{.Size}}", name)
    found = on(lambda engine: engine.archives.history(name))
    ours = [f"{e.id or '<missing>'}\t{e.created_by}\t{e.comment}" for e in found]
    assert ours == [line if "\t" in line else f"{line}\t\t" for line in theirs]
    assert [str(entry.size) for entry in found] == sizes.split()
    assert found[0].tags == (name,)


def test_the_files_of_each_layer_are_those_that_docker_diff_shows(
    on: Any, docker: Docker, made: Callable[[str], str], changed: str
) -> None:
    name = made("layers")
    docker("commit", changed, name)
    found = on(lambda engine: engine.archives.layers(name, lambda _: None))
    theirs = {line.split(" ", 1)[1] for line in docker("diff", changed).splitlines()}
    assert {file.path for file in found.layers[-1]} == theirs
    deleted = {f.path for f in found.layers[-1] if f.difference is Difference.DELETED}
    assert deleted == {"/bin/vi"}
    assert {f.path: f.size for f in found.layers[-1] if f.size} == {"/new": 4, "/d/x": 2}
    assert found.steps == tuple(range(len(found.layers)))
    assert len(found.layers) == 2


def test_an_image_that_is_gone_and_a_container_that_is_gone_are_not_found(on: Any) -> None:
    with pytest.raises((NotFound, EngineFault)):
        on(lambda engine: engine.archives.save(["portside-test/none:1"], lambda _: None))
    with pytest.raises(NotFound):
        on(lambda engine: engine.archives.export("portside-none", lambda _: None))
    with pytest.raises(NotFound):
        on(lambda engine: engine.archives.commit("portside-none", CommitSpec()))
