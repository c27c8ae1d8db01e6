"""Keeping one kind true: when it is asked for, and how often."""

from __future__ import annotations

import asyncio
from collections.abc import Collection

from desktop.engine.records import Kind
from desktop.model.lister import SECOND_LOOK_LATEST, SECOND_LOOK_SECONDS, Lister
from desktop.model.pace import Pace
from tests.support.aio import Aio


class _Asked:
    """Notes what was asked for, and when."""

    def __init__(self) -> None:
        self.calls: list[tuple[float, frozenset[str]]] = []

    async def __call__(self, keys: Collection[str] | None) -> None:
        now = asyncio.get_running_loop().time()
        self.calls.append((now, frozenset(keys or ())))


def _lister(asked: _Asked) -> Lister:
    return Lister(
        Kind.CONTAINER, asked, Pace(10), on_problem=lambda *_: None, on_slow=lambda *_: None
    )


def test_an_event_that_comes_before_the_engines_list_knows_is_looked_at_again(
    clock_aio: Aio,
) -> None:
    asked = _Asked()

    async def journey() -> None:
        lister = _lister(asked)
        running = asyncio.ensure_future(lister.run())
        began = asyncio.get_running_loop().time()
        lister.want_twice({"a"})
        await asyncio.sleep(5)
        running.cancel()
        await asyncio.wait([running])
        first, second = (moment - began for moment, _keys in asked.calls)
        assert first < 0.1
        assert SECOND_LOOK_SECONDS <= second <= SECOND_LOOK_SECONDS + 0.2

    clock_aio(journey())
    assert [keys for _moment, keys in asked.calls] == [frozenset("a"), frozenset("a")]


def test_events_without_end_do_not_put_the_second_look_off_for_ever(clock_aio: Aio) -> None:
    asked = _Asked()

    async def journey() -> None:
        lister = _lister(asked)
        running = asyncio.ensure_future(lister.run())
        began = asyncio.get_running_loop().time()
        lister.want_twice({"first"})
        while asyncio.get_running_loop().time() < began + 4:
            lister.want_twice({"other"})
            await asyncio.sleep(0.2)
        running.cancel()
        await asyncio.wait([running])
        looks = [moment - began for moment, keys in asked.calls if "first" in keys]
        assert len(looks) == 2
        assert looks[1] <= SECOND_LOOK_LATEST + 0.2
        assert len(asked.calls) <= 4 * 10 + 4

    clock_aio(journey())


def test_a_lister_that_ends_looks_at_nothing_any_more(clock_aio: Aio) -> None:
    asked = _Asked()

    async def journey() -> None:
        lister = _lister(asked)
        running = asyncio.ensure_future(lister.run())
        lister.want_twice({"a"})
        await asyncio.sleep(0.1)
        running.cancel()
        await asyncio.wait([running])
        await asyncio.sleep(5)

    clock_aio(journey())
    assert len(asked.calls) == 1
