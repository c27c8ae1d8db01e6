"""Coroutines run on Qt's event loop here; each test says which row of the table it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import desktop.engine.engine
import desktop.ui.start_page  # noqa: F401 - imported late by the application, and slow
from tests.support.aio import Aio, qt_aio
from tests.support.pointer import put_away
from tests.support.proxy import Proxy
from tests.support.real_engine import IMAGE, LABEL, WAIT


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "row(number): which row of the fault table it is")


@pytest.fixture(autouse=True)
def windows_may_close(qapp: QApplication) -> None:
    """The last window that closes would end the event loop, and the coroutine with it."""
    qapp.setQuitOnLastWindowClosed(False)


@pytest.fixture(autouse=True)
def pointer_is_away(qapp: QApplication) -> None:
    """No window appears below it, and hovers what no test has pointed at."""
    put_away()


@pytest.fixture
def aio(qapp: QApplication) -> Iterator[Aio]:
    """``aio(coroutine, timeout=30)`` runs it on Qt's loop; see ``tests.support.aio``."""
    with qt_aio(qapp) as runner:
        yield runner


@pytest.fixture
def proxy(engine_host: str, tmp_path: Path) -> Iterator[Proxy]:
    """Between the application and the real Engine that all tests share."""
    with Proxy(Path(engine_host.removeprefix("unix://")), tmp_path / "proxy.sock") as made:
        yield made


@pytest.fixture
def create(docker: Callable[..., str]) -> Callable[..., str]:
    """``create("-p", "80", name="web")`` makes a labelled container that waits to be started."""

    def make(*options: str, name: str) -> str:
        return docker("create", "--label", LABEL, "--name", name, *options, IMAGE, *WAIT)

    return make
