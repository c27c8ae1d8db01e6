"""What an earlier run has left on the Engine, because it ended badly, is put away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.model.terminals import helper
from tests.journeys.hands import opened, until
from tests.support.aio import Aio
from tests.support.real_engine import IMAGE, LABEL

pytestmark = pytest.mark.display


def test_a_helper_that_was_never_started_is_removed(
    aio: Aio,
    engine_host: str,
    docker: Callable[..., str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(helper, "_STARTED_BY", -1.0)
    labels = ("--label", LABEL, "--label", f"{helper.LABEL}=gone")
    docker("create", *labels, "--name", "left", IMAGE, "sh")
    docker("create", "--label", LABEL, "--name", "other", IMAGE, "sh")

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            await until(lambda: hands.state("other"), "its row appears")
            await until(lambda: not hands.state("left"), "it goes")

    aio(journey(), timeout=60)
    names = docker("ps", "--all", "--format", "{{.Names}}").split()
    assert "other" in names
    assert "left" not in names
