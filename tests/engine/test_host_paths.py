"""What is said of a path, and what the Engine does where nothing is."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.engine import host_paths
from desktop.engine.host_paths import Standing
from tests.support.aio import Aio
from tests.support.leaks import OwnThreads
from tests.support.real_engine import IMAGE, LABEL


def test_what_is_there_is_told_from_what_is_missing(aio: Aio, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "link").symlink_to("nowhere")
    (tmp_path / "loop").symlink_to("loop")
    wanted = {
        str(tmp_path): Standing.THERE,
        str(tmp_path / "file"): Standing.THERE,
        str(tmp_path / "none"): Standing.MISSING,
        str(tmp_path / "file/below"): Standing.MISSING,
        str(tmp_path / "link"): Standing.MISSING,
        str(tmp_path / "loop"): Standing.UNSEEN,
        f"{tmp_path}/{'x' * 300}": Standing.UNSEEN,
        f"{tmp_path}/\0": Standing.UNSEEN,
        f"{tmp_path}/\udcff": Standing.MISSING,
    }
    assert aio(host_paths.look(wanted)) == wanted


def test_looking_leaves_no_thread(aio: Aio, own_threads: OwnThreads) -> None:
    aio(host_paths.look(["/"]))
    assert own_threads("look at paths") == []


def test_the_engine_makes_a_missing_folder_for_v_and_refuses_it_for_mount(
    docker: Callable[..., str], tmp_path: Path
) -> None:
    missing = tmp_path / "missing"
    mount = f"type=bind,source={missing},target=/m,bind-propagation=rslave"
    with pytest.raises(AssertionError, match=re.escape("bind source path does not exist")):
        docker("create", "--label", LABEL, "--mount", mount, IMAGE)
    assert not missing.exists()
    docker("run", "--label", LABEL, "--volume", f"{missing}:/m", IMAGE, "true")
    assert missing.is_dir()
    assert [*missing.iterdir()] == []
