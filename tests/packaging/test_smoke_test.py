"""The smoke test of builds, on this checkout, which works."""

from __future__ import annotations

import logging
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo
from PySide6.QtGui import QImage

from desktop import smoke_test


def test_smoke_test_passes_on_what_works_and_leaves_a_picture(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "--smoke-test", tmp_path],
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == done.stdout
    assert "lists the container smoke-test" in done.stdout
    assert QImage(str(tmp_path / "window.png")).width() > 600


def test_smoke_test_fails_where_a_part_of_the_bundle_is_missing(tmp_path: Path) -> None:
    (tmp_path / "qtawesome").mkdir()  # a package without its fonts, found before the real one
    (tmp_path / "qtawesome" / "__init__.py").touch()
    start = (
        "import sys; sys.path.insert(0, sys.argv[1]); from desktop.app import main; "
        "sys.exit(main(['--smoke-test', sys.argv[1]]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", start, tmp_path],
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "FAILED: icons: no Phosphor font" in done.stdout


def test_smoke_test_fails_where_pictures_of_a_kind_can_not_be_read(tmp_path: Path) -> None:
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    for file in plugins.glob("*/*"):
        if "jpeg" not in file.name:
            link = tmp_path / "plugins" / file.parent.name / file.name
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(file)
    start = (
        "import sys; from PySide6.QtCore import QCoreApplication; from desktop.app import main; "
        "QCoreApplication.setLibraryPaths([sys.argv[1] + '/plugins']); "
        "sys.exit(main(['--smoke-test', sys.argv[1]]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", start, tmp_path],
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "FAILED: RuntimeError: pictures are not read: .jpeg, .jpg\n" in done.stdout


def test_scripted_engine_ends_with_its_threads() -> None:
    with smoke_test.scripted_engine() as url:
        host = url.replace("tcp:", "http:")
        with urllib.request.urlopen(f"{host}/v1.46/volumes?filters=x", timeout=5) as answer:
            assert b"scripted" in answer.read()
        with pytest.raises(urllib.error.HTTPError, match="404") as refused:
            urllib.request.urlopen(f"{host}/v1.46/nothing", timeout=5)
        refused.value.close()
        events = urllib.request.urlopen(f"{host}/v1.46/events", timeout=5)
    assert events.read() == b""
    events.close()


def test_warning_is_noted_as_a_problem() -> None:
    noted = smoke_test._Noted()
    noted.handle(logging.makeLogRecord({"levelno": logging.WARNING, "msg": "no font"}))
    assert noted.lines == ["no font"]
