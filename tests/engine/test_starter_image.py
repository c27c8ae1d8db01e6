"""The image that is packed from this machine's busybox, tried on a real Engine."""

from __future__ import annotations

import hashlib
import io
import json
import os
import struct
import subprocess
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.engine.starter_image import CHANGES, REFERENCE, find_busybox, is_static, pack
from desktop.model.shell import Shell, script
from desktop.model.starter import PackStarter


@pytest.fixture
def busybox() -> Path:
    found = find_busybox()
    assert found is not None, "the tests need busybox-static"
    return found


@pytest.fixture
def starter(busybox: Path, docker: Callable[..., str]) -> Iterator[str]:
    changes = [argument for change in CHANGES for argument in ("-c", change)]
    docker("import", *changes, "-", REFERENCE, stdin=pack(busybox))
    yield REFERENCE
    docker("rmi", "-f", REFERENCE)


def test_busybox_of_this_machine_is_static(busybox: Path) -> None:
    assert is_static(busybox)


def test_program_with_libraries_and_what_is_no_program_are_refused(tmp_path: Path) -> None:
    elf = Path("/bin/true").read_bytes()
    contents = [b"", b"#!/bin/sh\n", b"\x7fELF", elf[:40], elf[:64], b"\x7fELF" + b"\xff" * 100]
    for content in contents:
        path = tmp_path / "program"
        path.write_bytes(content)
        assert not is_static(path), content[:20]
    assert not is_static(Path("/bin/true"))
    assert not is_static(tmp_path)
    assert not is_static(tmp_path / "none")


def test_static_program_is_known_in_each_word_size_and_byte_order(tmp_path: Path) -> None:
    def elf(bits: int, order: str, segment: int) -> bytes:
        sign = "<" if order == "little" else ">"
        head = bytes([*b"\x7fELF", bits // 32, 1 if order == "little" else 2]).ljust(16, b"\0")
        if bits == 64:
            head += struct.pack(f"{sign}HHIQQQIHHH", 2, 62, 1, 0, 64, 0, 0, 64, 56, 1)
            return head.ljust(64, b"\0") + struct.pack(f"{sign}I", segment).ljust(56, b"\0")
        head += struct.pack(f"{sign}HHIIIIIHHH", 2, 3, 1, 0, 52, 0, 0, 52, 32, 1)
        return head.ljust(52, b"\0") + struct.pack(f"{sign}I", segment).ljust(32, b"\0")

    path = tmp_path / "program"
    for bits in (32, 64):
        for order in ("little", "big"):
            path.write_bytes(elf(bits, order, 1))
            assert is_static(path), (bits, order)
            path.write_bytes(elf(bits, order, 3))
            assert not is_static(path), (bits, order)


def test_busybox_that_needs_libraries_is_passed_over(tmp_path: Path) -> None:
    dynamic = tmp_path / "busybox"
    dynamic.symlink_to("/bin/true")
    found = find_busybox({"PATH": str(tmp_path)})
    assert found is None or found.name == "busybox"


def test_packing_twice_gives_the_same_bytes(busybox: Path) -> None:
    assert pack(busybox) == pack(busybox)


def test_packed_tar_holds_nothing_outside_its_folders(busybox: Path) -> None:
    with tarfile.open(fileobj=io.BytesIO(pack(busybox))) as tar:
        members = tar.getmembers()
    names = [member.name for member in members]
    assert len(names) == len(set(names))
    folders = {member.name for member in members if member.isdir()}
    assert all(str(Path(name).parent) in folders | {"."} for name in names)
    assert {"bin/sh", "bin/busybox", "etc/passwd"} <= set(names)


def tree(docker: Callable[..., str], image: str, folder: Path) -> dict[str, tuple[object, ...]]:
    """All that is in an image's file system: kinds, modes, owners, contents, times."""
    saved = folder / "image.tar"
    docker("save", "--output", str(saved), image)
    with tarfile.open(saved) as outer:
        (layer,) = json.load(outer.extractfile("manifest.json"))[0]["Layers"]  # type: ignore[arg-type]
        with tarfile.open(fileobj=outer.extractfile(layer)) as tar:
            found = {}
            for each in tar:
                file = tar.extractfile(each) if each.isfile() else None
                content = hashlib.sha256(file.read()).hexdigest() if file else each.linkname
                owner = (each.uid, each.gid)
                found[each.name] = (each.type, each.mode, owner, each.mtime, content)
            return found


def test_the_script_makes_the_same_image(
    starter: str, docker: Callable[..., str], engine_host: str, busybox: Path, tmp_path: Path
) -> None:
    before = tree(docker, starter, tmp_path)
    docker("rmi", starter)
    made = tmp_path / "with space"
    made.mkdir()
    command = PackStarter(busybox)
    text = script([("Pack", [command.shell_text()], True)], Shell.POSIX)
    environment = {**os.environ, "DOCKER_HOST": engine_host, "TMPDIR": str(made)}
    subprocess.run(["sh"], input=text.encode(), env=environment, check=True, timeout=60)
    assert tree(docker, starter, tmp_path) == before
    assert docker("run", "--rm", "--label", "portside.test", starter, "id", "-un").strip() == "root"
    assert list(made.iterdir()) == [], "nothing is left of it"


def test_container_of_the_starter_image_runs_its_shell(
    starter: str, docker: Callable[..., str]
) -> None:
    script = "id -un; stat -c %a /tmp; echo hello | tr a-z A-Z; ls -l /bin/ls | grep -c busybox"
    run = ("run", "--rm", "--label", "portside.test", "-i", starter)
    assert docker(*run, stdin=script.encode()).split() == ["root", "1777", "HELLO", "1"]
    assert docker(*run[:-1], "--user", "nobody", starter, "id", "-un").strip() == "nobody"


def test_busybox_that_fails_is_an_error_and_no_image(tmp_path: Path) -> None:
    program = tmp_path / "busybox"
    program.write_text("#!/bin/sh\nexit 3\n")
    program.chmod(0o755)
    with pytest.raises(Exception, match="exit status 3"):
        pack(program)
