"""Builds by the Engine's own builder, held against docker's own command line."""

from __future__ import annotations

import asyncio
import errno
import io
import json
import os
import socket
import tarfile
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.engine.build_records import (
    BaseRefused,
    BuildFailed,
    BuildNews,
    BuildRequest,
    ContextUnreadable,
)
from desktop.engine.context_files import ContextScan, Oddity, Scan, Stopped, rules_of
from desktop.engine.context_tar import pieces
from desktop.engine.errors import Reason, Unreachable
from desktop.engine.records import PartState
from desktop.engine.registry_errors import RegistryFault
from desktop.engine.registry_records import Secret, SignIn
from tests.support.aio import Aio
from tests.support.capabilities import permissions_count
from tests.support.connecting import connected
from tests.support.many_files import FILES as MANY
from tests.support.many_files import many_files
from tests.support.real_engine import IMAGE, LABEL, RealEngine
from tests.support.registry import Registry

Docker = Callable[..., str]
NAME = "portside-test/built:1"
THEIRS = "portside-test/theirs:1"


@pytest.fixture
def built(docker: Docker) -> Iterator[None]:
    """Images that a test builds are removed."""
    yield
    for name in (NAME, THEIRS):
        if docker("images", "--quiet", name):
            docker("rmi", "--force", name)
    docker("image", "prune", "--force")


def make(folder: Path, dockerfile: str, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "Dockerfile").write_text(dockerfile)
    for name, text in files.items():
        (folder / name).write_text(text)
    return folder


async def build(
    host: str, request: BuildRequest, tell: Callable[[BuildNews], object] = lambda news: None
) -> str:
    async with connected(host) as engine:
        return await engine.builds.build(request, lambda news: tell(news))


def theirs(docker: Docker, folder: Path, *options: str) -> str:
    """What docker's own command line builds of it."""
    said = docker("build", "--quiet", *options, str(folder), seconds=120)
    return said.splitlines()[-1]


FILES = "find /c | sort"


def test_a_build_is_what_docker_builds_and_finds_its_steps_in_the_cache(
    aio: Aio, engine_host: str, docker: Docker, tmp_path: Path, built: None
) -> None:
    folder = make(
        tmp_path / "c",
        f"FROM {IMAGE} AS first\nARG WHO=nobody\nRUN echo $WHO >/who\n"
        f"FROM {IMAGE}\nCOPY --from=first /who /\nCOPY . /c\nRUN {FILES}\nENV A=1\nCMD ['sh']\n",
        a="a",
        skipped="s",
    )
    (folder / "sub").mkdir()
    (folder / "sub" / "deep").write_text("deep")
    (folder / "link").symlink_to("./sub/../a")
    os.link(folder / "a", folder / "hard")
    (folder / "a").chmod(0o751)
    (folder / ".dockerignore").write_text("skipped\nDockerfile\n.dockerignore\n")
    options = ("--label", "a=b", "--build-arg", "WHO=me", "--tag", THEIRS)
    their_id = theirs(docker, folder, *options)
    steps: list[BuildNews] = []
    request = BuildRequest(folder, tags=(NAME,), arguments={"WHO": "me"}, labels={"a": "b"})
    image = aio(build(engine_host, request, steps.append), timeout=120)
    assert image == their_id
    parts = steps[-1].progress.parts
    states = [part.state for part in parts]
    assert len(states) == 10, "the label is a step of its own"
    assert set(states) == {PartState.DONE, PartState.CACHED}
    assert all(part.state is PartState.CACHED for part in parts if " RUN " in part.name)
    assert docker("run", "--rm", NAME, "cat", "/who") == "me"


def test_a_step_that_fails_is_told_with_its_output_and_leaves_no_container(
    aio: Aio, engine_host: str, docker: Docker, tmp_path: Path, built: None
) -> None:
    folder = make(tmp_path / "c", f"FROM {IMAGE}\nRUN echo before\nRUN echo in it; exit 3\n")
    news: list[BuildNews] = []
    with pytest.raises(BuildFailed) as failed:
        aio(build(engine_host, BuildRequest(folder, tags=(NAME,)), news.append), timeout=120)
    assert failed.value.step == 2
    assert "returned a non-zero code: 3" in failed.value.explanation
    states = [part.state for part in news[-1].progress.parts]
    assert states == [PartState.DONE, PartState.DONE, PartState.FAILED]
    said = "".join(out.text for each in news for out in each.output if out.step == 2)
    assert "in it\n" in said
    assert "before" not in said
    assert docker("ps", "--all", "--quiet") == ""


def test_a_cancelled_build_ends_on_the_engine_too(
    aio: Aio, engine_host: str, docker: Docker, tmp_path: Path, built: None
) -> None:
    folder = make(tmp_path / "c", f"FROM {IMAGE}\nRUN echo here; sleep 600\n")

    async def journey() -> None:
        runs = asyncio.Event()

        def tell(news: BuildNews) -> None:
            if any(out.text.endswith("here\n") for out in news.output):
                runs.set()

        task = asyncio.create_task(build(engine_host, BuildRequest(folder, no_cache=True), tell))
        await runs.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        async with (
            connected(engine_host) as engine,
            engine.changes(engine.clock() - 10) as changes,
        ):
            while await engine.containers():
                await anext(changes)

    aio(journey(), timeout=60)
    assert docker("ps", "--all", "--quiet") == ""


@pytest.mark.parametrize("end", ["stop", "kill"])
def test_an_engine_that_ends_is_not_the_fault_of_a_step(
    aio: Aio, second_engine: Callable[..., RealEngine], tmp_path: Path, end: str
) -> None:
    engine = second_engine(image=True)
    folder = make(tmp_path / "c", f"FROM {IMAGE}\nRUN echo here; sleep 600\n")

    async def journey() -> None:
        runs = asyncio.Event()

        def tell(news: BuildNews) -> None:
            if any(out.text.endswith("here\n") for out in news.output):
                runs.set()

        task = asyncio.create_task(build(engine.url, BuildRequest(folder), tell))
        await runs.wait()
        await asyncio.get_running_loop().run_in_executor(None, getattr(engine, end))
        with pytest.raises(Unreachable) as lost:
            await task
        assert lost.value.reason is Reason.DROPPED

    aio(journey(), timeout=90)


def test_a_dockerfile_without_a_folder_is_built(
    aio: Aio, engine_host: str, docker: Docker, built: None
) -> None:
    text = f"FROM {IMAGE}\nENV TYPED=yes\n".encode()
    image = aio(build(engine_host, BuildRequest(None, text=text, tags=(NAME,))))
    (found,) = json.loads(docker("inspect", NAME))
    assert found["Id"] == image
    assert "TYPED=yes" in found["Config"]["Env"]


def test_a_dockerfile_from_elsewhere_is_not_copied_into_the_image(
    aio: Aio, engine_host: str, docker: Docker, tmp_path: Path, built: None
) -> None:
    folder = tmp_path / "c"
    folder.mkdir()
    (folder / "a").write_text("a")
    text = f"FROM {IMAGE}\nCOPY . /c\n".encode()
    aio(build(engine_host, BuildRequest(folder, text=text, tags=(NAME,))))
    assert docker("run", "--rm", NAME, "find", "/c", "-type", "f") == "/c/a"


def test_an_ignore_file_that_is_a_link_is_not_followed_out_of_the_folder(
    aio: Aio, engine_host: str, docker: Docker, tmp_path: Path, built: None
) -> None:
    folder = tmp_path / "c"
    folder.mkdir()
    (tmp_path / "key").write_text("secret\n")
    (folder / ".dockerignore").symlink_to(tmp_path / "key")
    text = f"FROM {IMAGE}\nCOPY .dockerignor[e] x* /c/\n".encode()
    (folder / "x").write_text("x")
    aio(build(engine_host, BuildRequest(folder, text=text, tags=(NAME,))))
    assert "secret" not in docker("run", "--rm", NAME, "sh", "-c", "cat /c/.docker* /c/x; true")


def test_every_option_reaches_the_engine(
    aio: Aio, engine_host: str, docker: Docker, tmp_path: Path, built: None
) -> None:
    folder = make(
        tmp_path / "c",
        f"FROM {IMAGE} AS one\nRUN cat /proc/net/dev >/net; cat /sys/fs/cgroup/memory.max"
        " /sys/fs/cgroup/memory/memory.limit_in_bytes >/mem 2>/dev/null || true\n"
        f"FROM {IMAGE} AS two\nRUN false\n",
    )
    request = BuildRequest(
        folder, tags=(NAME,), target="one", no_cache=True, network="none", memory=64 << 20
    )
    aio(build(engine_host, request))
    assert "eth0" not in docker("run", "--rm", NAME, "cat", "/net")
    assert str(64 << 20) in docker("run", "--rm", NAME, "cat", "/mem")


def test_a_large_context_needs_no_memory(
    aio: Aio, engine_host: str, docker: Docker, tmp_path: Path, built: None
) -> None:
    folder = make(tmp_path / "c", f"FROM {IMAGE}\nCOPY Dockerfile /\n")
    with (folder / "large").open("wb") as large:
        large.truncate(512 << 20)
    sent: list[int] = []
    tracemalloc.start()
    try:
        aio(
            build(engine_host, BuildRequest(folder), lambda news: sent.append(news.progress.done)),
            timeout=120,
        )
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 16 << 20
    assert max(sent) > 100 << 20, "it tells how much is sent"


def test_a_file_that_cannot_be_sent_is_named(
    aio: Aio, engine_host: str, docker: Docker, tmp_path: Path
) -> None:
    folder = make(tmp_path / "c", f"FROM {IMAGE}\n")
    (folder / ".dockerignore").write_text("fine\n[a-\n")
    with pytest.raises(ContextUnreadable, match=r"line 2: \[a-"):
        aio(build(engine_host, BuildRequest(folder)))
    with pytest.raises(AssertionError):
        docker("build", str(folder))


def test_the_archive_is_what_tarfile_makes(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("a", "sub/b", "x" * 99, "y" * 100, "ü", "new\nline"):
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / "a").chmod(0o4751)
    os.utime(tmp_path / "a", (0, 0))
    ours = b"".join(pieces(tmp_path, rules_of(tmp_path), {}))
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for path in sorted(tmp_path.rglob("*"), key=os.fsencode):
            info = tar.gettarinfo(path, str(path.relative_to(tmp_path)))
            info.uid = info.gid = 0
            info.uname = info.gname = ""
            info.mtime = int(info.mtime)
            tar.addfile(info, io.BytesIO(path.read_bytes()) if info.isreg() else None)
    assert ours == archive.getvalue()[: len(ours)]
    assert not archive.getvalue()[len(ours) :].strip(b"\0")


def scan(folder: Path, *kept: str) -> ContextScan:
    return Scan(folder, kept, lambda _scan: None).run()


def test_a_scan_adds_up_what_is_sent_and_what_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "app" / "data").mkdir(parents=True)
    (tmp_path / "app" / "data" / "big").write_bytes(bytes(5000))
    (tmp_path / "app" / "small").write_bytes(bytes(10))
    (tmp_path / "node_modules" / "x").mkdir(parents=True)
    (tmp_path / "node_modules" / "x" / "y").write_bytes(bytes(700))
    (tmp_path / "a.log").write_bytes(bytes(30))
    (tmp_path / ".dockerignore").write_text("# not these\nnode_modules\n*.log\n")
    found = scan(tmp_path)
    assert (found.files, found.size) == (3, 5010 + 31)
    assert [(part.path, part.size, part.is_folder) for part in found.largest] == [
        ("app/data/big", 5000, False),
        (".dockerignore", 31, False),
        ("app/small", 10, False),
    ]
    assert [(out.pattern, out.line, out.size, out.files) for out in found.left_out] == [
        ("node_modules", 2, 700, 1),
        ("*.log", 3, 30, 1),
    ]
    assert found.complete


def test_a_scan_tells_what_is_odd_and_goes_on(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(".")
    (tmp_path / "self").symlink_to("self")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        os.mkfifo(tmp_path / "pipe")
        (tmp_path / "closed").mkdir()
        (tmp_path / "closed" / "x").write_text("x")
        (tmp_path / "key").touch(0)
        (tmp_path / "z").write_text("zz")
        (tmp_path / "closed").chmod(0)
        with permissions_count():
            found = scan(tmp_path)
        (tmp_path / "closed").chmod(0o700)
        (tmp_path / "key").chmod(0o600)
        sent = b"".join(pieces(tmp_path, rules_of(tmp_path), {}))
    assert {trouble.path: trouble.oddity for trouble in found.troubles} == {
        "closed": Oddity.UNREADABLE,
        "key": Oddity.UNREADABLE,
        "s": Oddity.SOCKET,
    }
    assert (found.files, found.size, found.troubles_in_all) == (4, 2, 3)
    assert b"pipe\0" in sent
    assert b"\0s\0" not in sent


@pytest.mark.parametrize(("name", "holds"), [("key", None), ("data/deep", None), ("closed", "x")])
def test_a_file_or_folder_that_can_not_be_read_ends_a_build_by_its_name(
    aio: Aio, engine_host: str, tmp_path: Path, name: str, holds: str | None
) -> None:
    folder = make(tmp_path / "c", f"FROM {IMAGE}\n")
    (folder / "data").mkdir()
    closed = folder / name
    if holds is None:
        closed.touch()
    else:
        closed.mkdir()
        (closed / holds).touch()
    closed.chmod(0)
    with permissions_count(), pytest.raises(ContextUnreadable) as failed:
        aio(build(engine_host, BuildRequest(folder)))
    closed.chmod(0o700)
    assert (failed.value.path, failed.value.number) == (name, errno.EACCES)


def test_what_is_closed_and_left_out_is_not_looked_into(
    aio: Aio, engine_host: str, tmp_path: Path, built: None
) -> None:
    folder = make(tmp_path / "c", f"FROM {IMAGE}\nCOPY . /c\n")
    (folder / ".dockerignore").write_text("closed\n")
    (folder / "closed").mkdir(0)
    with permissions_count():
        assert scan(folder).troubles == ()
        aio(build(engine_host, BuildRequest(folder, tags=(NAME,))))
    (folder / "closed").chmod(0o700)


def test_a_scan_counts_a_hundred_thousand_files_and_can_be_stopped() -> None:
    with many_files() as folder:
        assert scan(folder).files == MANY
        told: list[ContextScan] = []

        def report(so_far: ContextScan) -> None:
            told.append(so_far)
            going.stop()

        going = Scan(folder, (), report)
        with pytest.raises(Stopped):
            going.run()
    assert [(each.files < MANY / 10, each.complete) for each in told] == [(True, False)]


def test_a_context_of_many_files_arrives_whole(
    aio: Aio, engine_host: str, docker: Docker, tmp_path: Path, built: None
) -> None:
    folder = make(tmp_path / "c", f"FROM {IMAGE}\nLABEL {LABEL}=1\nCOPY . /c\n")
    long = folder / ("d" * 200)
    long.mkdir()
    for number in range(500):
        (long / f"{number:0200}").write_text(str(number))
    (folder / "ü€ 名").write_text("n")
    aio(build(engine_host, BuildRequest(folder, tags=(NAME,))), timeout=60)
    assert docker("run", "--rm", NAME, "sh", "-c", "find /c -type f | wc -l") == "502"
    assert docker("run", "--rm", NAME, "cat", "/c/ü€ 名") == "n"


BEGINS = {
    "FROM": lambda base: f"FROM {base} AS a\nENV A=1\n",
    "ARG": lambda base: f"ARG BASE={base}\nFROM $BASE\nENV A=1\n",
}


@pytest.mark.parametrize("text", BEGINS.values(), ids=BEGINS)
def test_what_a_stage_begins_with_is_pulled_by_who_has_signed_in(
    text: Callable[[str], str],
    aio: Aio,
    engine_host: str,
    docker: Docker,
    registry: Callable[..., Registry],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    built: None,
) -> None:
    monkeypatch.setenv("DOCKER_CONFIG", str(tmp_path / "docker"))
    private = registry(users={"me": "word"})
    base = private.push(docker, "base:1")
    request = BuildRequest(None, text=text(base).encode(), tags=(NAME,), pulls_from=(base,))

    async def journey() -> None:
        async with connected(engine_host) as engine:
            with pytest.raises(BaseRefused) as unknown:
                await engine.builds.build(request, lambda _news: None)
            assert (unknown.value.refused.registry, unknown.value.step) == (
                private.host,
                text(base).count("ARG"),
            )
            assert unknown.value.refused.fault is RegistryFault.SIGN_IN
            await engine.registries.sign_in(SignIn(private.host, "me", Secret("word")))
            await engine.builds.build(request, lambda _news: None)

    try:
        aio(journey(), timeout=60)
    finally:
        docker("rmi", "--force", base)
    assert docker("images", "--quiet", NAME)
