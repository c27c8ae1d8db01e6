"""That no other Engine is taken than the one that was named, and how docker-py is imported."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from desktop.engine import addresses, engine
from desktop.engine.discovery import ENVIRON
from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.host_programs import Way
from desktop.locating import Locator
from desktop.model.private import PrivateEngineKeeper
from tests.support.aio import Aio


def test_module_that_another_thread_is_importing_is_not_used(
    aio: Aio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = PrivateEngineKeeper(tmp_path)
    locator = Locator(keeper, host=None, context=None, starts_private=False)
    # There from the first moment of an import on, and empty as yet.
    monkeypatch.setitem(sys.modules, engine.__name__, ModuleType(engine.__name__))
    assert aio(locator._import_engine()) is engine


@pytest.mark.parametrize(
    ("context", "environ"),
    [
        (None, {"DOCKER_CONTEXT": "typo"}),
        (None, {"DOCKER_CONTEXT": "default"}),
        (None, {"DOCKER_HOST": "unix:///nowhere/docker.sock"}),
        ("typo", {}),
        ("default", {}),
    ],
)
def test_where_a_named_engine_does_not_answer_no_other_is_taken_and_none_is_started(
    context: str | None,
    environ: dict[str, str],
    aio: Aio,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(addresses, "DEFAULT_SOCKET", str(tmp_path / "none.sock"))
    for name in ENVIRON:
        monkeypatch.delenv(name, raising=False)
    for name, value in {"DOCKER_CONFIG": str(tmp_path), **environ}.items():
        monkeypatch.setenv(name, value)
    looked: list[str] = []

    def ways() -> tuple[Way, ...]:
        looked.append("for a way to start one")
        return ()

    def preferred() -> Endpoint:
        looked.append("into the settings")
        return Endpoint("unix:///nowhere/other.sock", "other", Origin.SETTINGS)

    keeper = PrivateEngineKeeper(tmp_path, find_ways=ways)
    locator = Locator(keeper, host=None, context=context, starts_private=True, preferred=preferred)
    found, (attempt,) = aio(locator.find())
    assert (found, looked) == (None, [])
    assert attempt.error is not None
    assert attempt.endpoint.origin.is_named
