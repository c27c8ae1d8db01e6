"""Docker's configuration file where it is a link."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from desktop.engine import docker_config


@pytest.fixture
def link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where it is; nothing is there yet."""
    folder = tmp_path / "docker"
    folder.mkdir()
    monkeypatch.setenv("DOCKER_CONFIG", os.fspath(folder))
    return folder / "config.json"


def test_what_a_link_leads_to_is_made_where_it_is_not_there(link: Path, tmp_path: Path) -> None:
    middle, real = tmp_path / "middle", tmp_path / "real.json"
    middle.symlink_to(real)
    link.symlink_to("../middle")
    docker_config.change(lambda settings: settings.update(a=1))
    assert link.is_symlink()
    assert middle.is_symlink()
    assert json.loads(real.read_text()) == {"a": 1}
    assert stat.S_IMODE(real.stat().st_mode) == 0o600


def test_a_link_into_a_folder_that_is_not_there_stays_and_is_a_trouble(
    link: Path, tmp_path: Path
) -> None:
    """The folder may be a disk that is not there now: a password is not written in its place."""
    link.symlink_to(tmp_path / "gone/config.json")
    with pytest.raises(FileNotFoundError):
        docker_config.change(lambda settings: settings.update(a=1))
    assert link.is_symlink()
    assert not (tmp_path / "gone").exists()
