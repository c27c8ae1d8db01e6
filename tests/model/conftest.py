"""Fixtures for the model: a loop whose clock jumps, and a world without an Engine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.model.clock import ClockLoop
from tests.model.fake_engine import FakeWorld
from tests.support.aio import Aio


class ClockAio(Aio):
    """As ``Aio``, in which a minute costs nothing."""

    def __call__(self, coroutine, *, timeout: float = 100_000):  # type: ignore[no-untyped-def]
        return super().__call__(coroutine, timeout=timeout)


@pytest.fixture
def clock_aio() -> Iterator[Aio]:
    runner = ClockAio(ClockLoop())
    try:
        yield runner
    finally:
        runner.finish()


@pytest.fixture
def world() -> FakeWorld:
    return FakeWorld()
