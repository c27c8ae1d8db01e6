"""The Linux packages that have been built, unpacked and started; skipped where none were built."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

from tests.packaging.building import BUILD, built, script

HOW = "packaging/linux/package.sh"


def _needs(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"there is no {program}")


def _ran(*command: str | Path, folder: Path | None = None) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _content(folder: Path) -> dict[str, str]:
    """A digest of each file below a folder, and where each link leads."""
    found = {}
    for path in folder.rglob("*"):
        name = str(path.relative_to(folder))
        if path.is_symlink():
            found[name] = f"-> {path.readlink()}"
        elif path.is_file():
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def _starts(program: Path, folder: Path) -> None:
    """Its smoke test passes, from a folder that has nothing to do with it."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "QT_QPA_PLATFORM": "offscreen",
        "LANG": "C.UTF-8",
    }
    done = subprocess.run(
        [program, "--smoke-test", folder / "smoke test"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"licences of \d\d parts are told", done.stdout)
    assert done.stdout.endswith("all works\n")


@_needs("rpm2archive")
def test_rpm_has_the_same_files_as_the_deb(tmp_path: Path) -> None:
    packages = built("packages/*.rpm", HOW), built("packages/*.deb", HOW)
    (tmp_path / "package.rpm").symlink_to(packages[0])
    _ran("rpm2archive", "--nocompression", tmp_path / "package.rpm")
    (tmp_path / "rpm").mkdir()
    _ran("tar", "-C", tmp_path / "rpm", "-xf", tmp_path / "package.rpm.tar")
    _ran("dpkg-deb", "-x", packages[1], tmp_path / "deb")
    of_rpm = _content(tmp_path / "rpm")
    assert of_rpm == _content(tmp_path / "deb")
    assert {"usr/bin/portside", "usr/lib/portside/portside"} < set(of_rpm)
    assert (tmp_path / "rpm/usr/lib/portside/portside").stat().st_mode & 0o777 == 0o755


@_needs("rpm")
def test_rpm_needs_the_systems_libraries_and_none_of_its_own() -> None:
    package = built("packages/*.rpm", HOW)
    needed = _ran("rpm", "-qp", "--nosignature", "--requires", package)
    assert {"libc.so.6()(64bit)", "libxcb-cursor.so.0()(64bit)"} < set(needed.splitlines())
    assert not re.search(r"Qt6|python3|shiboken|icudata", needed)


@_needs("dpkg-deb")
def test_deb_needs_the_libc_that_the_bundle_was_measured_to_need() -> None:
    package = built("packages/*.deb", HOW)
    needed = _ran("dpkg-deb", "-f", package, "Depends")
    major, minor = script("measure.py")["glibc"](built("dist/portside", HOW))
    assert f"libc6 (>= {major}.{minor})" in needed
    assert "libxcb-cursor0" in needed
    assert "fontconfig" in needed


def test_archive_starts_from_any_folder(tmp_path: Path) -> None:
    archive = built("packages/*.tar.gz", HOW)
    place = tmp_path / "another place, 另一个"
    with tarfile.open(archive) as file:
        file.extractall(place, filter="tar")
    (folder,) = place.iterdir()
    assert {"README", "bin", "lib", "share"} == {path.name for path in folder.iterdir()}
    _starts(folder / "bin" / "portside", tmp_path)


@_needs("unsquashfs")
def test_appimage_is_its_runtime_and_a_folder_that_starts(tmp_path: Path) -> None:
    image = built("packages/*.AppImage", f"APPIMAGE_RUNTIME=FILE {HOW}")
    offset = image.read_bytes().index(b"hsqs")
    assert os.access(image, os.X_OK)
    folder = tmp_path / "mounted"
    _ran("unsquashfs", "-no-progress", "-quiet", "-o", str(offset), "-d", folder, image)
    top = {path.name for path in folder.iterdir()}
    assert top == {"AppRun", ".DirIcon", "portside.desktop", "portside.png", "usr"}
    _starts(folder / "AppRun", tmp_path)


def test_checksums_are_of_all_that_is_published() -> None:
    sums = built("packages/SHA256SUMS", HOW)
    _ran("sha256sum", "--check", "--strict", sums, folder=sums.parent)
    told = {line.split()[1] for line in sums.read_text(encoding="utf-8").splitlines()}
    assert told == {path.name for path in sums.parent.iterdir()} - {sums.name}


def test_sbom_names_every_part_whose_licence_is_told() -> None:
    parts = json.loads(built("packages/*.cdx.json", HOW).read_text(encoding="utf-8"))
    assert (parts["bomFormat"], parts["specVersion"]) == ("CycloneDX", "1.5")
    told = {(each["name"], each["version"]) for each in parts["components"]}
    licences = next(BUILD.glob("dist/portside/_internal/desktop/resources/LICENCES.txt"))
    text = licences.read_text(encoding="utf-8")
    named = re.findall(r"^={78}\n(\S+) (\d\S*)\nLicence: ", text, re.MULTILINE)
    plain = script("licences.py")["plain"]
    expected = {(plain(name).replace("python", "cpython"), version) for name, version in named}
    assert len(expected) > 10
    assert expected == {part for part in told if part[0] != "qt"}
