"""How docker-py is imported, while several places are asked at once."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from desktop.engine import engine
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
