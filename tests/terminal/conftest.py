"""The shared suite runs on every engine that can be made here."""

from __future__ import annotations

from typing import Protocol

import pytest

from desktop.terminal import engines
from desktop.terminal.protocol import SCROLLBACK
from tests.terminal.looking import Looked


class Make(Protocol):
    """Makes a terminal and feeds it."""

    def __call__(
        self,
        written: str | bytes = "",
        *,
        columns: int = 10,
        rows: int = 4,
        scrollback: int = SCROLLBACK,
    ) -> Looked: ...


@pytest.fixture(params=engines.available())
def engine(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def make(engine: str) -> Make:
    def make(
        written: str | bytes = "",
        *,
        columns: int = 10,
        rows: int = 4,
        scrollback: int = SCROLLBACK,
    ) -> Looked:
        terminal = engines.make(columns, rows, name=engine, scrollback=scrollback)
        return Looked(terminal).write(written)

    return make
