"""What the actions do."""

from __future__ import annotations

import asyncio
from typing import Any

from desktop.engine.records import Kind
from desktop.ui.deeds import Deeds
from tests.support.aio import Aio


class _Window:
    def selected(self, kind: Kind) -> list[Any]:
        return [f"selected {kind.value}"]


def _deeds() -> Deeds:
    nothing: Any = None
    window: Any = _Window()
    return Deeds(window, nothing, nothing, nothing, lambda: None)


def test_a_deed_that_asks_first_acts_on_the_given_rows_and_not_on_the_selection(aio: Aio) -> None:
    deeds = _deeds()
    seen: list[object] = []

    async def asks_first(d: Deeds) -> None:
        await asyncio.sleep(0)
        seen.append(d.rows(Kind.CONTAINER))

    async def journey() -> None:
        rows: Any = ["the row of the button"]
        deeds.on(rows, asks_first)
        deeds.do(asks_first)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        await deeds.close()

    aio(journey())
    assert seen == [["the row of the button"], ["selected container"]]


def test_a_deed_that_acts_at_once_acts_on_the_given_rows() -> None:
    deeds = _deeds()
    rows: Any = ["the row of the button"]
    seen: list[object] = []
    deeds.on(rows, lambda d: seen.append(d.rows(Kind.CONTAINER)))
    deeds.do(lambda d: seen.append(d.rows(Kind.CONTAINER)))
    assert seen == [["the row of the button"], ["selected container"]]
