"""The docker lines of what is done to files do the same, typed into a shell."""

from __future__ import annotations

import os
import subprocess
import tarfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from desktop.engine.engine import DockerEngine
from desktop.engine.file_records import CopyOptions, Place
from desktop.engine.records import Kind
from desktop.model.commands import Command
from desktop.model.files.commands import (
    CopyBetween,
    CopyIn,
    CopyOut,
    Download,
    WriteFile,
)
from desktop.model.files.in_place import DeleteEntries, MakeFolder, MoveEntries, RenameEntry
from desktop.model.shell import Shell, quoted
from tests.engine.files.conftest import On
from tests.engine.files.trees import told
from tests.support.real_engine import IMAGE, LABEL

Docker = Callable[..., str]
FILL = "mkdir -p /d/sub; echo 'x' >'/d/a b'; echo y >/d/sub/c; mkdir /into"


@pytest.fixture
def sides(docker: Docker) -> dict[str, list[Place]]:
    """Two of each place, the same: one for the lines, one for the commands."""
    found: dict[str, list[Place]] = {"container": [], "volume": [], "image": [], "other": []}
    for side in ("theirs", "ours"):
        for what in ("container", "other"):
            name = f"{what}-{side}"
            key = docker("run", "-d", "--label", LABEL, "--name", name, IMAGE, "sleep", "999")
            docker("exec", key, "sh", "-c", FILL)
            found[what].append(Place(Kind.CONTAINER, key, name))
        name = f"volume-{side}"
        docker("volume", "create", "--label", LABEL, name)
        fill = FILL.replace("/d", "/v/d").replace("/into", "/v/into")
        docker("run", "--rm", "-v", f"{name}:/v", IMAGE, "sh", "-c", fill)
        found["volume"].append(Place(Kind.VOLUME, name, name))
        name = f"portside-test/{side}:1"
        key = docker("commit", found["container"][-1].key, name)
        found["image"].append(Place(Kind.IMAGE, key, name))
    docker("tag", IMAGE, "busybox")  # what the lines take for a volume
    return found


def type_in(host: str, command: Command, folder: Path) -> None:
    """The lines, in a shell."""
    script = "\n".join(quoted(line, Shell.POSIX) for line in command.lines())
    environment = {**os.environ, "DOCKER_HOST": host}
    done = subprocess.run(
        ["sh", "-ec", script],
        cwd=folder,
        env=environment,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, (script, done.stderr.decode())


Make = Callable[[dict[str, Place], Path], Command]
COMMANDS: dict[str, Make] = {
    "in": lambda at, here: CopyIn((here / "file", f"{here}/tree/."), at["container"], "/into"),
    "in, as a new name": lambda at, here: CopyIn((here / "tree",), at["container"], "/new name"),
    "in, all options": lambda at, here: CopyIn(
        (here / "link",), at["container"], "/into/", CopyOptions(follow=True, owner=True)
    ),
    "into a volume": lambda at, here: CopyIn((here / "tree",), at["volume"], "/into"),
    "out": lambda at, here: CopyOut(at["container"], ("/d/a b", "/d/sub"), here),
    "out of a volume": lambda at, here: CopyOut(at["volume"], ("/d",), here / "new"),
    "out of an image": lambda at, here: CopyOut(at["image"], ("/d/.",), here / "tree"),
    "between": lambda at, _: CopyBetween(at["container"], ("/d",), at["other"], "/into"),
    "from an image to a volume": lambda at, _: CopyBetween(
        at["image"], ("/d/a b",), at["volume"], "/into"
    ),
    "make a folder": lambda at, _: MakeFolder(at["container"], "/-new"),
    "make a folder in a volume": lambda at, _: MakeFolder(at["volume"], "/new"),
    "rename": lambda at, _: RenameEntry(at["container"], "/d/a b", "/d/$(c)"),
    "rename in a volume": lambda at, _: RenameEntry(at["volume"], "/d/a b", "/d/$(c)"),
    "move": lambda at, _: MoveEntries(at["container"], ("/-new",), "/into"),
    "move in a volume": lambda at, _: MoveEntries(at["volume"], ("/new",), "/d"),
    "delete": lambda at, _: DeleteEntries(at["container"], ("/d/sub", "/d/$(c)")),
    "delete in a volume": lambda at, _: DeleteEntries(at["volume"], ("/d/sub", "/d/$(c)")),
    "write": lambda at, _: WriteFile(at["container"], "/into/written", b"file\n"),
    "download": lambda at, here: Download(at["container"], "/d", here / "d.tar"),
    "download from a volume": lambda at, here: Download(at["volume"], "/d", here / "d.tar"),
}


def test_the_lines_do_what_the_commands_do(
    on: On, docker: Docker, engine_host: str, sides: dict[str, list[Place]], tmp_path: Path
) -> None:
    """One after the other, on the same places."""
    for number, (name, make) in enumerate(COMMANDS.items()):
        outcomes: list[Any] = []
        for side, typed in enumerate((True, False)):
            at = {what: places[side] for what, places in sides.items()}
            here = tmp_path / f"{number}-{side}"
            make_source(here)
            command = make(at, here)
            if typed:
                type_in(engine_host, command, here)
            else:
                on(partial(act, command))
            touched = command.targets[0].kind.value, "other", "volume"
            look = {what: _found(docker, at[what]) for what in touched if what != "image"}
            outcomes.append((look, local(here)))
        assert outcomes[0] == outcomes[1], name
    assert "portside-files" not in docker("ps", "-a", "--format", "{{.Names}}")


def make_source(here: Path) -> None:
    (here / "tree/empty").mkdir(parents=True)
    (here / "tree/f").write_text("f")
    (here / "file").write_text("file\n")
    (here / "written").write_text("file\n")
    (here / "link").symlink_to("file")


def local(here: Path) -> dict[str, Any]:
    """What is on this machine; of a tar the names, as its times are those of the two sides."""
    found = told(here, times=False)
    if (here / "d.tar").exists():
        with tarfile.open(here / "d.tar") as tar:
            found["d.tar"] = tar.getnames()
    return found


async def act(command: Command, engine: DockerEngine) -> None:
    await command.act(engine, command.targets[0], lambda _progress: None)


def _found(docker: Docker, place: Place) -> list[str]:
    """What there is, with its kind, mode, owner and content."""
    look = "find . ! -path './proc*' ! -path './sys*' ! -path './dev*' ! -path './bin/*'"
    stat = (
        f"cd \"$1\"; {look} -exec stat -c '%n %f %u %g' {{}} +; {look} -type f -exec md5sum {{}} +"
    )
    if place.kind is Kind.CONTAINER:
        said = docker("exec", place.key, "sh", "-c", stat, "sh", "/")
    else:
        said = docker("run", "--rm", "-v", f"{place.key}:/v", IMAGE, "sh", "-c", stat, "sh", "/v")
    lines = (line for line in said.splitlines() if "/etc/" not in line)
    return sorted(lines)
