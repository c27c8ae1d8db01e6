from __future__ import annotations

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from desktop.model.pace import Backoff, Pace
from tests.model.clock import ClockLoop, now


def passes(rate: float, burst: int, arrivals: list[float]) -> list[tuple[float, float]]:
    """When each of those who came one after the other came and passed."""

    async def scenario() -> list[tuple[float, float]]:
        pace = Pace(rate, burst=burst)
        times = []
        for gap in arrivals:
            await asyncio.sleep(gap)
            came = now()
            await pace.wait()
            times.append((came, now()))
        return times

    loop = ClockLoop()
    try:
        return loop.run_until_complete(scenario())
    finally:
        loop.close()


@given(
    rate=st.floats(0.5, 100),
    burst=st.integers(1, 5),
    arrivals=st.lists(st.floats(0, 2), max_size=40),
)
def test_no_stretch_of_time_has_more_passes_than_the_rate_and_the_burst(
    rate: float, burst: int, arrivals: list[float]
) -> None:
    times = [passed for _came, passed in passes(rate, burst, arrivals)]
    for first in range(len(times)):
        for last in range(first, len(times)):
            assert last - first + 1 <= burst + rate * (times[last] - times[first]) + 1e-6


@given(rate=st.floats(0.5, 100), burst=st.integers(1, 5))
def test_who_comes_alone_passes_at_once(rate: float, burst: int) -> None:
    assert all(came == passed for came, passed in passes(rate, burst, [burst / rate + 0.1] * 5))


def test_several_that_wait_pass_in_the_order_of_their_coming(clock_aio) -> None:  # type: ignore[no-untyped-def]
    async def scenario() -> None:
        pace = Pace(10, burst=1)
        passed: list[tuple[int, float]] = []

        async def one(number: int) -> None:
            await pace.wait()
            passed.append((number, round(now() - began, 6)))

        began = now()
        await asyncio.gather(*(one(number) for number in range(5)))
        assert passed == [(0, 0.0), (1, 0.1), (2, 0.2), (3, 0.3), (4, 0.4)]

    clock_aio(scenario())


def test_waits_grow_to_ten_seconds_with_jitter_and_begin_anew() -> None:
    backoff = Backoff()
    waits = [backoff.next() for _ in range(30)]
    assert 0.4 <= waits[0] <= 0.6
    assert 0.8 <= waits[1] <= 1.2
    assert all(1.6 <= wait <= 2.4 for wait in waits[2:8])
    assert all(8 <= wait <= 12 for wait in waits[12:])
    assert len(set(waits[12:])) > 1
    backoff.reset()
    assert 0.4 <= backoff.next() <= 0.6
