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


DIFFERS = {
    "ghostty": {
        "test_nothing_scrolls_off_the_alternate_screen": "it tells of no scrollback meanwhile",
        "test_reset_leaves_the_scrollback_and_nothing_else": "RIS takes its scrollback, too",
        "test_reverse_wrap_goes_back_to_the_row_above": "only where a line was wrapped",
        "test_parameter_that_is_left_out_at_the_end_is_zero": "it takes no notice of that one",
    },
}
"""Where an engine is known to differ, and how. One that passes does not belong here."""


@pytest.fixture(params=engines.available())
def engine(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    node = request.node
    known = DIFFERS.get(name, {})
    reason = known.get(getattr(node, "originalname", ""))
    if reason:
        node.add_marker(pytest.mark.xfail(reason=reason, strict=True))
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
