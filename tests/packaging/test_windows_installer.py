"""The installer for Windows, compiled here around a stand-in of a bundle, and taken apart."""

from __future__ import annotations

import shutil
import struct
import subprocess
from pathlib import Path

import pytest

import desktop
from tests.packaging.building import ROOT, script

SCRIPT = ROOT / "packaging" / "windows" / "portside.nsi"
ICON = ROOT / "resources" / "icons" / "portside.ico"
UNPACK = shutil.which("7zz") or shutil.which("7z")


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A program and a folder, one name of which is Chinese."""
    folder = tmp_path_factory.mktemp("bundle")
    (folder / "portside.exe").write_bytes(b"MZ" + bytes(1000))
    (folder / "_internal" / "资源").mkdir(parents=True)
    (folder / "_internal" / "资源" / "一.txt").write_text("text", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def setup(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The compiled installer; a warning of its compiler is an error."""
    if shutil.which("makensis") is None:
        pytest.skip("there is no makensis (nsis)")
    file = tmp_path_factory.mktemp("setup") / "portside-setup.exe"
    defined = {"ROOT": ROOT, "VERSION": desktop.__version__, "BUNDLE": bundle, "OUT": file}
    options = [f"-D{name}={value}" for name, value in defined.items()]
    done = subprocess.run(
        ["makensis", "-V2", "-WX", *options, SCRIPT], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return file


@pytest.mark.skipif(UNPACK is None, reason="there is neither 7zz nor 7z")
def test_installer_holds_the_bundle_and_an_uninstaller(
    setup: Path, bundle: Path, tmp_path: Path
) -> None:
    assert UNPACK is not None
    subprocess.run([UNPACK, "x", "-y", f"-o{tmp_path}", setup], check=True, capture_output=True)
    for path in bundle.rglob("*"):
        if path.is_file():
            assert (tmp_path / path.relative_to(bundle)).read_bytes() == path.read_bytes()
    assert (tmp_path / "uninstall.exe").read_bytes()[:2] == b"MZ"


def test_installer_tells_its_version_and_asks_for_no_more_than_the_user_may(setup: Path) -> None:
    content = setup.read_bytes()
    for word in ("ProductName", "Portside setup", desktop.__version__):
        assert f"{word}\0".encode("utf-16-le") in content
    assert b'requestedExecutionLevel level="highestAvailable"' in content


def test_installer_has_the_applications_icon_in_every_size(setup: Path) -> None:
    content, icon = setup.read_bytes(), ICON.read_bytes()
    (count,) = struct.unpack("<H", icon[4:6])
    assert count >= 6
    for number in range(count):
        size, offset = struct.unpack("<II", icon[14 + 16 * number : 22 + 16 * number])
        assert icon[offset : offset + size] in content


def test_program_tells_its_version(tmp_path: Path) -> None:
    file = script("bundle.py")["windows_version"]("1.20.3", tmp_path / "version.txt")
    told = file.read_text(encoding="utf-8")
    assert "filevers=(1, 20, 3, 0)" in told
    assert "StringStruct('ProductVersion', '1.20.3')" in told
    compile(told, "version.txt", "eval")  # PyInstaller evaluates it
