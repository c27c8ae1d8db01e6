"""Every way to say source and destination has the outcome that it has with docker cp."""

from __future__ import annotations

import io
import itertools
import os
import subprocess
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.engine.engine import DockerEngine
from desktop.engine.errors import EngineError
from desktop.engine.file_records import CopyOptions, Place
from desktop.engine.records import Kind
from tests.engine.files.trees import TIME, told
from tests.support.aio import Aio
from tests.support.connecting import connected

Docker = Callable[..., str]

SOURCES = (
    "file",
    "file/",
    "folder",
    "folder/",
    "folder/.",
    "tofile",
    "tofolder",
    "tofolder/",
    "tofolder/.",
    "tonothing",
    "../srclink/file",
    "../srclink/folder/.",
    "missing",
    ".",
)
DESTINATIONS = (
    "",
    "/",
    "/.",
    "/old",
    "/old/",
    "/new",
    "/new/",
    "/new/.",
    "/there",
    "/there/.",
    "/within/new",
    "/none/new",
    "/linked",
    "/linked/",
    "/tofile",
    "/tonew",
    "/tonowhere",
    "/same",
    "/other",
)
# docker cp stumbles over its own "./", which it takes for a folder that is to replace the link.
STUMBLES = (
    ("folder/.", "/linked/"),
    ("tofolder/.", "/linked/"),
    ("../srclink/folder/.", "/linked/"),
    (".", "/linked/"),
)
LINKS = ("tofile", "tofolder", "tofolder/", "tofolder/.", "tonothing", "../srclink/file")
CASES = [
    *itertools.product(SOURCES, DESTINATIONS, (False,)),
    *itertools.product(LINKS, DESTINATIONS[::2], (True,)),
]


def source_tree(folder: Path) -> None:
    """What is copied."""
    (folder / "folder/below").mkdir(parents=True)
    (folder / "folder/below/deep").write_text("deep")
    (folder / "folder/one").write_text("one")
    (folder / "file").write_text("the file")
    (folder / "file").chmod(0o640)
    (folder / "folder").chmod(0o750)
    (folder / "tofile").symlink_to("file")
    (folder / "tofolder").symlink_to("folder")
    (folder / "tonothing").symlink_to("nowhere/at/all")
    folder.with_name("srclink").symlink_to(folder.name)
    for path in folder.rglob("*"):
        os.utime(path, (TIME, TIME), follow_symlinks=False)
    os.utime(folder, (TIME, TIME))


# Where it goes: a folder with an older file, folders, and links; and with the names that come, as
# the same kind and as another.
MAKE_DESTINATION = """
set -e; mkdir -p "$1/there" "$1/within" "$1/same/folder/below" "$1/same/src" "$1/other"
echo old >"$1/old"; echo old >"$1/same/folder/one"; echo kept >"$1/same/folder/kept"
echo old >"$1/same/file"; mkdir "$1/other/file"; echo old >"$1/other/folder"
mkdir "$1/other/tofile"; ln -s there "$1/linked"; ln -s old "$1/tofile"; ln -s new "$1/tonew"
ln -s no/where "$1/tonowhere"
find "$1" -exec touch -h -d @1000000000 {} +
"""


@pytest.fixture
def container(docker: Docker, docker_run: Callable[..., str], tmp_path: Path) -> str:
    """It runs, and has the source tree in /src."""
    source = tmp_path / "src"
    source.mkdir()
    source_tree(source)
    key = docker_run()
    docker("cp", str(source), f"{key}:/src")
    docker("exec", key, "ln", "-s", "src", "/srclink")
    return key


def make_destination(folder: Path) -> None:
    folder.parent.mkdir()
    subprocess.run(["sh", "-c", MAKE_DESTINATION, "sh", str(folder)], check=True)


def place(key: str) -> Place:
    return Place(Kind.CONTAINER, key, "web")


def command(host: str, follow: bool, archive: bool, source: str, destination: str) -> bool:
    """Whether docker cp of that succeeds."""
    options = [*(["-L"] if follow else []), *(["-a"] if archive else [])]
    line = ["docker", "--host", host, "cp", *options, source, destination]
    return subprocess.run(line, capture_output=True, timeout=60, check=False).returncode == 0


async def succeeds(copy: Any) -> bool:
    try:
        await copy
    except (EngineError, OSError):
        return False
    return True


def test_each_copy_out_has_the_outcome_of_docker_cp(
    aio: Aio, engine_host: str, container: str, tmp_path: Path
) -> None:
    found: dict[str, Any] = {}

    async def compare(engine: DockerEngine, number: int, case: tuple[str, str, bool]) -> None:
        source, destination, follow = case
        sides = [tmp_path / f"{side}{number}/end" for side in ("theirs", "ours")]
        for side in sides:
            make_destination(side)
        theirs, ours = (f"{side}{destination}" for side in sides)
        expected = command(engine_host, follow, False, f"{container}:/src/{source}", theirs)
        before = told(sides[1].parent, times=False)
        done = await succeeds(
            engine.files.copy_out(
                place(container),
                [f"/src/{source}"],
                ours,
                CopyOptions(follow=follow),
                None,
                lambda _progress: None,
            )
        )
        outcomes = told(sides[0].parent), told(sides[1].parent)
        if not expected:  # where docker leaves a part behind, nothing has changed
            outcomes = before, told(sides[1].parent, times=False)
        if done is not expected or _undated(outcomes[0]) != _undated(outcomes[1]):
            found[str(case)] = f"docker {expected}, ours {done}", *_apart(*outcomes)

    async def main() -> None:
        async with connected(engine_host) as engine:
            for number, case in enumerate(CASES):
                if case[:2] not in STUMBLES:
                    await compare(engine, number, case)

    aio(main(), timeout=300)
    assert not found, "\n".join(f"{case}: {apart}" for case, apart in found.items())


def test_each_copy_in_has_the_outcome_of_docker_cp(
    aio: Aio, docker: Docker, engine_host: str, container: str, tmp_path: Path
) -> None:
    docker("exec", container, "mkdir", "/theirs", "/ours")
    many = (
        'for n in $(seq 0 $2); do for side in theirs ours; do sh -c "$3" sh /$side/$n; done; done'
    )
    docker(
        "exec",
        container,
        "sh",
        "-c",
        many,
        "sh",
        "",
        str(len(CASES)),
        MAKE_DESTINATION,
        seconds=200,
    )
    found: dict[str, Any] = {}
    results: dict[int, tuple[bool, bool]] = {}

    async def compare(engine: DockerEngine, number: int, case: tuple[str, str, bool]) -> None:
        source, destination, follow = case
        here = f"{tmp_path}/src/{source}"
        theirs, ours = f"/theirs/{number}{destination}", f"/ours/{number}{destination}"
        expected = command(engine_host, follow, False, here, f"{container}:{theirs}")
        copy = engine.files.copy_in(
            [here],
            place(container),
            ours,
            CopyOptions(follow=follow),
            None,
            lambda _progress: None,
        )
        results[number] = expected, await succeeds(copy)

    async def main() -> None:
        async with connected(engine_host) as engine:
            for number, case in enumerate(CASES):
                await compare(engine, number, case)

    aio(main(), timeout=300)
    theirs, ours = (members_of(docker, engine_host, container, side) for side in ("theirs", "ours"))
    for number, case in enumerate(CASES):
        expected, done = results[number]
        sides = theirs.get(number), ours.get(number)
        if expected is not done or (expected and sides[0] != sides[1]):
            found[str(case)] = f"docker {expected}, ours {done}", *_apart(*sides)
    assert not found, "\n".join(f"{case}: {apart}" for case, apart in found.items())


def members_of(docker: Docker, host: str, container: str, side: str) -> dict[int, dict[str, Any]]:
    """What there is below each number of a folder in the container."""
    line = ["docker", "--host", host, "cp", f"{container}:/{side}", "-"]
    archive = subprocess.run(line, capture_output=True, timeout=60, check=True).stdout
    found: dict[int, dict[str, Any]] = {}
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        for member in tar:
            _side, number, *rest = *member.name.split("/"), ""
            if number:
                content = tar.extractfile(member) if member.isreg() else None
                found.setdefault(int(number), {})["/".join(rest)] = (
                    member.type,
                    member.mode,
                    member.uid,
                    content.read() if content else None,
                    member.linkname.replace(side, "", 1),
                    member.mtime if member.mtime == TIME else "now",
                )
    return found


def _undated(tree: dict[str, Any]) -> dict[str, Any]:
    """A time that is not of the trees is that of the copy."""
    return {
        name: (*it[:3], it[3] if it[3] == TIME else "now") if isinstance(it, tuple) else it
        for name, it in tree.items()
    }


def _apart(theirs: Any, ours: Any) -> tuple[Any, ...]:
    names = {*(theirs or {}), *(ours or {})}
    return tuple(
        (name, (theirs or {}).get(name), (ours or {}).get(name))
        for name in sorted(names)
        if (theirs or {}).get(name) != (ours or {}).get(name)
    )
