"""What the Linux packages say of the application."""

from __future__ import annotations

import re
import runpy
import shutil
import subprocess
from pathlib import Path

import pytest

import desktop

ROOT = Path(__file__).parents[2]


def test_version_stands_in_one_place() -> None:
    bundle = runpy.run_path(str(ROOT / "packaging" / "bundle.py"))
    assert bundle["version"](ROOT) == desktop.__version__
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{desktop.__version__}"' in project


def test_desktop_file_is_valid() -> None:
    if shutil.which("desktop-file-validate") is None:
        pytest.skip("there is no desktop-file-validate")
    file = ROOT / "resources" / "linux" / "portside.desktop"
    done = subprocess.run(
        ["desktop-file-validate", file], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_types_that_the_desktop_file_opens_are_told_of_in_the_metadata() -> None:
    folder = ROOT / "resources" / "linux"
    entry = (folder / "portside.desktop").read_text(encoding="utf-8")
    kinds = re.search(r"^MimeType=(.*)$", entry, re.MULTILINE)
    assert kinds is not None
    own = (folder / "portside-mime.xml").read_text(encoding="utf-8")
    assert "text/x-dockerfile" in kinds[1]
    assert 'type="text/x-dockerfile"' in own
