"""What the Linux packages say of the application."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

import desktop
from tests.packaging.building import ROOT, script

FILES = ROOT / "resources" / "linux"
METAINFO = "dev.portside.Portside.metainfo.xml"
MIME = Path("/usr/share/mime/packages/freedesktop.org.xml")
OPENED = {
    "Dockerfile": "text/x-dockerfile",
    "Dockerfile.test": "text/x-dockerfile",
    "Containerfile": "text/x-dockerfile",
    "web.dockerfile": "text/x-dockerfile",
    "image.tar": "application/x-tar",
    "image.tar.gz": "application/x-compressed-tar",
    "image.tgz": "application/x-compressed-tar",
    "image.tar.bz2": "application/x-bzip-compressed-tar",
    "image.tar.xz": "application/x-xz-compressed-tar",
    "image.tar.zst": "application/x-zstd-compressed-tar",
}
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def _types_it_opens() -> list[str]:
    entry = (FILES / "portside.desktop").read_text(encoding="utf-8")
    found = re.search(r"^MimeType=(.*);$", entry, re.MULTILINE)
    assert found is not None
    return found[1].split(";")


def test_version_stands_in_one_place() -> None:
    assert script("bundle.py")["version"](ROOT) == desktop.__version__
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{desktop.__version__}"' in project


@pytest.mark.skipif(
    shutil.which("desktop-file-validate") is None, reason="there is no desktop-file-validate"
)
def test_desktop_file_is_valid() -> None:
    done = subprocess.run(
        ["desktop-file-validate", FILES / "portside.desktop"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.skipif(shutil.which("appstreamcli") is None, reason="there is no appstreamcli")
def test_metadata_is_valid(tmp_path: Path) -> None:
    text = (FILES / METAINFO).read_text(encoding="utf-8")
    said = {"@VERSION@": desktop.__version__, "@DATE@": "2026-01-01"}
    for name, value in {**said, "@HOMEPAGE@": "https://example.org/"}.items():
        text = text.replace(name, value)
    assert "@" not in text
    (tmp_path / METAINFO).write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["appstreamcli", "validate", "--no-net", tmp_path / METAINFO],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_types_that_the_desktop_file_opens_are_told_of_in_the_metadata() -> None:
    told = ET.parse(FILES / METAINFO).findall("provides/mediatype")
    assert [kind.text for kind in told] == _types_it_opens()


@pytest.mark.skipif(not MIME.is_file(), reason="there is no shared-mime-info")
def test_dockerfiles_and_archives_are_of_types_that_the_desktop_file_opens(tmp_path: Path) -> None:
    packages = tmp_path / "mime" / "packages"
    packages.mkdir(parents=True)
    (packages / MIME.name).symlink_to(MIME)
    (packages / "portside.xml").symlink_to(FILES / "portside-mime.xml")
    ask = "import sys; from PySide6.QtCore import *; QCoreApplication([]);"
    ask += "by_name = QMimeDatabase.MatchMode.MatchExtension; known = QMimeDatabase();"
    ask += "[print(known.mimeTypeForFile(name, by_name).name()) for name in sys.argv[1:]]"
    folders = {"XDG_DATA_HOME": str(tmp_path), "XDG_DATA_DIRS": str(tmp_path), "LANG": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-c", ask, *OPENED, "Makefile"],
        env=folders,
        check=True,
        capture_output=True,
        text=True,
    )
    *kinds, of_makefile = done.stdout.split()
    assert dict(zip(OPENED, kinds, strict=True)) == OPENED
    assert set(kinds) == set(_types_it_opens())
    assert of_makefile not in kinds


@pytest.mark.parametrize("size", SIZES)
def test_icon_has_its_size(size: int) -> None:
    image = QImage(str(ROOT / "resources" / "icons" / f"portside-{size}.png"))
    assert (image.width(), image.height()) == (size, size)
    package = (ROOT / "packaging" / "linux" / "package.sh").read_text(encoding="utf-8")
    assert f"for size in {' '.join(map(str, SIZES))}; do" in package
