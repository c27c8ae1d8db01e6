"""What is in the bundle, and what it weighs."""

from __future__ import annotations

import importlib.util
import json
import shutil
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QRawFont
from PySide6.QtWidgets import QApplication

from desktop.ui.icons import Icon
from tests.packaging.building import ROOT, bundle, script

MEASURE = script("measure.py")
WANTED = script("bundle.py")["is_wanted"]


def test_bundle_keeps_to_its_limits() -> None:
    assert MEASURE["problems"](bundle()) == []


def test_icons_of_the_bundle_are_drawn_as_those_of_the_source(qapp: QApplication) -> None:
    (file,) = (bundle() / "_internal" / "qtawesome" / "fonts").glob("phosphor-*.ttf")
    code_points = json.loads(next(file.parent.glob("*charmap*.json")).read_bytes())
    package = importlib.util.find_spec("qtawesome")
    assert package is not None
    assert package.origin is not None
    whole = Path(package.origin).parent / "fonts" / file.name
    fonts = [QRawFont(str(each), 256.0) for each in (file, whole)]
    assert file.stat().st_size < whole.stat().st_size / 10
    assert fonts[0].ascent() == fonts[1].ascent()
    drawn = set()
    for which in Icon:
        character = chr(int(code_points[which.value], 16))
        paths = [font.pathForGlyph(font.glyphIndexesForString(character)[0]) for font in fonts]
        assert paths[0] == paths[1], which
        drawn.add(paths[0].boundingRect().width() > 0)
    assert drawn == {True}


def test_bundle_that_is_too_heavy_is_found(tmp_path: Path) -> None:
    with (tmp_path / "heavy").open("wb") as file:
        file.truncate(MEASURE["LIMIT"])
    assert MEASURE["problems"](tmp_path) == []
    (tmp_path / "more").write_bytes(b"x")
    (tmp_path / "link").symlink_to("heavy")
    assert MEASURE["problems"](tmp_path) == ["115.0 MB, more than 115"]


def test_what_was_left_out_is_found_where_it_is_in_again(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "hadolint").touch()
    assert MEASURE["problems"](tmp_path) == ["has bin/hadolint, which is left out"]


@pytest.mark.skipif(shutil.which("objdump") is None, reason="there is no objdump (binutils)")
def test_glibc_is_that_of_the_newest_symbol(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(Path(sys.executable).resolve(), tmp_path / "program")
    major, minor = MEASURE["glibc"](tmp_path)
    assert (major, minor) >= (2, 17)
    monkeypatch.setitem(MEASURE["problems"].__globals__, "GLIBC", (2, 16))
    assert MEASURE["problems"](tmp_path) == [f"needs glibc {major}.{minor}, more than 2.16"]


def test_glibc_that_is_needed_is_the_one_that_users_are_told_of() -> None:
    told = (ROOT / "resources" / "linux" / "README.tar").read_text(encoding="utf-8")
    assert "glibc {}.{} or later".format(*MEASURE["GLIBC"]) in told


@pytest.mark.parametrize(
    ("place", "wanted"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqeglfs.so", False),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", False),
        ("PySide6/Qt/plugins/sqldrivers/libqsqlite.so", False),
        ("PySide6/Qt/plugins/imageformats/libqjpeg.so", True),
        ("PySide6/Qt/plugins/imageformats/libqtiff.so", False),
        ("PySide6/plugins/imageformats/libqwebp.dylib", True),
        ("PySide6/Qt/translations/qtbase_zh_CN.qm", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("PySide6/Qt/qml/QtQuick/qmldir", False),
        ("desktop/resources/translations/portside_zh_CN.qm", True),
    ],
)
def test_of_qt_only_what_is_used_goes_in(place: str, wanted: bool) -> None:
    assert WANTED(place) is wanted


def test_of_the_systems_libraries_only_those_of_python_go_in() -> None:
    assert not WANTED("libssl.so.3", "/usr/lib/x86_64-linux-gnu/libssl.so.3")
    assert WANTED("libbz2.so.1.0", "/lib/x86_64-linux-gnu/libbz2.so.1.0")
