"""Coroutines run on both loops, and nothing gets lost there."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tests.support.aio import Aio, plain_aio, qt_aio

Loop = Callable[[], contextlib.AbstractContextManager[Aio]]


@pytest.fixture(params=["plain", "qt"])
def loop(request: pytest.FixtureRequest, qapp: QApplication) -> Loop:
    qapp.setQuitOnLastWindowClosed(False)
    return plain_aio if request.param == "plain" else lambda: qt_aio(qapp)


async def _answer() -> int:
    await asyncio.sleep(0.01)
    return 42


async def _fail() -> None:
    raise ValueError("lost")


def test_a_result_comes_back(loop: Loop) -> None:
    with loop() as aio:
        assert aio(_answer()) == 42
        assert aio(_answer()) == 42


def test_an_error_comes_back(loop: Loop) -> None:
    with loop() as aio, pytest.raises(ValueError, match="lost"):
        aio(_fail())


def test_what_never_ends_is_ended(loop: Loop) -> None:
    with loop() as aio, pytest.raises(TimeoutError):
        aio(asyncio.Event().wait(), timeout=0.05)


def test_a_task_left_behind_fails(loop: Loop) -> None:
    async def leave() -> asyncio.Task[bool]:
        return asyncio.create_task(asyncio.Event().wait(), name="left")

    with pytest.raises(AssertionError, match=r"task left behind: .*left"), loop() as aio:
        aio(leave())


def test_an_error_that_nobody_awaits_fails(loop: Loop) -> None:
    async def lose() -> None:
        task = asyncio.create_task(_fail())
        await asyncio.wait([task])

    with pytest.raises(AssertionError, match="errors that nobody awaited"), loop() as aio:
        aio(lose())


def test_the_qt_loop_runs_qt_timers(qapp: QApplication) -> None:
    async def main() -> None:
        fired = asyncio.Event()
        QTimer.singleShot(10, fired.set)
        await fired.wait()

    with qt_aio(qapp) as aio:
        aio(main())


def test_a_task_that_runs_on_finds_its_loop_whenever_it_goes_on(loop: Loop) -> None:
    async def run_on() -> None:
        for _ in range(200):
            await asyncio.sleep(0)
            asyncio.get_running_loop()

    with loop() as aio:
        task = aio.loop.create_task(run_on())
        while not task.done():
            aio(asyncio.sleep(0))
        task.result()
