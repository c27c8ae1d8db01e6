"""The crossing between threads and the loop: races, odd ends, and what is held on to."""

from __future__ import annotations

import asyncio
import gc
import threading
import weakref
from collections.abc import Generator
from functools import partial
from typing import Any

import pytest

from desktop.engine.pump import Pump
from desktop.engine.threads import Latest, run_in_thread, run_with_tool
from desktop.engine.workers import Workers
from tests.support.aio import Aio


class Blocker:
    """A tool whose ``block`` returns only when it is cut."""

    made: list[Blocker]

    def __init__(self) -> None:
        self.is_cut = threading.Event()
        self.blocks = threading.Event()
        self.closed_by: threading.Thread | None = None
        Blocker.made.append(self)

    def block(self) -> None:
        self.blocks.set()
        self.is_cut.wait()
        raise OSError("cut")

    def cut(self) -> None:
        self.is_cut.set()

    def close(self) -> None:
        self.closed_by = threading.current_thread()


@pytest.fixture(autouse=True)
def _no_blockers() -> None:
    Blocker.made = []


async def ended(task: asyncio.Task[Any]) -> None:
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


# run_in_thread


def test_a_result_and_an_error_come_across(aio: Aio) -> None:
    async def main() -> None:
        assert await run_in_thread(lambda number: number + 1, 1, name="add") == 2
        with pytest.raises(ZeroDivisionError):
            await run_in_thread(lambda: 1 / 0, name="divide")

    aio(main())


def test_a_cancel_returns_when_the_thread_has_ended(aio: Aio) -> None:
    stop, order = threading.Event(), []

    def work() -> None:
        stop.wait()
        order.append("thread")

    async def main() -> None:
        task = asyncio.create_task(run_in_thread(work, name="slow", stop=stop.set))
        await asyncio.sleep(0)
        await ended(task)
        order.append("cancelled")

    aio(main())
    assert order == ["thread", "cancelled"]


def test_a_thread_whose_loop_is_thrown_away_is_told_to_stop() -> None:
    stop, over = threading.Event(), threading.Event()

    def work() -> None:
        stop.wait()
        over.set()

    loop = asyncio.new_event_loop()
    coroutine = run_in_thread(work, name="orphan", stop=stop.set)

    async def begin() -> None:
        coroutine.send(None)

    loop.run_until_complete(begin())
    coroutine.close()
    loop.close()
    assert over.wait(5)


def test_an_error_that_is_kept_holds_no_variables_of_its_thread(aio: Aio) -> None:
    class Response:
        pass

    held: list[weakref.ref[Response]] = []

    def fail() -> None:
        response = Response()
        held.append(weakref.ref(response))
        try:
            raise OSError("below")
        except OSError as problem:
            raise ValueError("above") from problem

    async def main() -> BaseException:
        with pytest.raises(ValueError, match="above") as caught:
            await run_in_thread(fail, name="fail")
        return caught.value

    error = aio(main())
    gc.collect()
    assert str(error.__cause__) == "below"
    assert held[0]() is None


# run_with_tool


def test_a_tool_is_cut_though_it_was_made_after_the_cancel(aio: Aio) -> None:
    making, go_on = threading.Event(), threading.Event()

    def make() -> Blocker:
        making.set()
        go_on.wait()
        return Blocker()

    async def main() -> None:
        task = asyncio.create_task(run_with_tool(make, Blocker.block, name="tool"))
        await run_in_thread(making.wait, name="observer")
        task.cancel()
        await asyncio.sleep(0)
        go_on.set()
        await ended(task)

    aio(main())
    assert Blocker.made[0].closed_by is not None


def test_a_tool_that_cannot_be_made_is_an_error_of_the_call(aio: Aio) -> None:
    def make() -> Blocker:
        raise OSError("no tool")

    with pytest.raises(OSError, match="no tool"):
        aio(run_with_tool(make, Blocker.block, name="tool"))


# Latest


def test_only_the_newest_value_crosses(aio: Aio) -> None:
    seen: list[int] = []

    async def main() -> None:
        latest: Latest[int] = Latest(seen.append)
        for number in range(100):
            latest.put(number)
        await asyncio.sleep(0)

    aio(main())
    assert seen == [99]


def test_a_value_for_a_closed_loop_is_dropped() -> None:
    loop = asyncio.new_event_loop()

    async def main() -> Latest[int]:
        return Latest(print)

    latest = loop.run_until_complete(main())
    loop.close()
    latest.put(1)


# Workers


def test_a_cut_never_reaches_the_next_call_of_the_same_thread(aio: Aio) -> None:
    """The job has answered when it is stopped, and its thread is about to take the next one."""

    async def main() -> None:
        workers = Workers(Blocker, size=1, name="ask")
        try:
            for _ in range(300):
                hurry = asyncio.create_task(workers.run(lambda _tool: None))
                following = asyncio.create_task(workers.run(lambda tool: tool.is_cut.is_set()))
                await asyncio.sleep(0)
                hurry.cancel()
                assert await following is False
                await asyncio.wait([hurry])
        finally:
            await workers.close()

    aio(main())


def test_a_tool_that_was_cut_after_its_call_had_answered_is_not_used_again(aio: Aio) -> None:
    async def main() -> None:
        workers = Workers(Blocker, size=1, name="ask")

        def answer_all_the_same(tool: Blocker) -> str:
            tool.blocks.set()
            tool.is_cut.wait()
            return "answered"

        task = asyncio.create_task(workers.run(answer_all_the_same))
        await asyncio.sleep(0)
        await run_in_thread(lambda: wait_for_tools(1), name="observer")
        await ended(task)
        assert Blocker.made[0].closed_by is not None
        assert await workers.run(lambda tool: tool is Blocker.made[1])
        await workers.close()

    aio(main())


def wait_for_tools(number: int) -> None:
    while len(Blocker.made) < number:
        threading.Event().wait(0.001)
    Blocker.made[number - 1].blocks.wait()


def test_a_tool_that_cannot_be_made_fails_one_call_and_not_the_next(aio: Aio) -> None:
    faults = [OSError("no tool"), OSError("none yet")]

    def make() -> Blocker:
        if faults:
            raise faults.pop(0)
        return Blocker()

    async def main() -> None:
        workers = Workers(make, size=1, name="ask")
        for text in ("no tool", "none yet"):
            with pytest.raises(OSError, match=text):
                await workers.run(lambda _tool: None)
        assert await workers.run(lambda _tool: "fine") == "fine"
        assert len(workers._threads) == 1
        await workers.close()

    aio(main())


def test_calls_one_after_another_need_one_thread(aio: Aio) -> None:
    async def main() -> None:
        workers = Workers(Blocker, size=4, name="ask")
        for _ in range(200):
            await workers.run(lambda _tool: None)
        assert len(workers._threads) == 1
        await workers.close()

    aio(main())


def test_a_tool_that_fails_to_close_takes_no_thread_with_it(aio: Aio) -> None:
    class Stubborn(Blocker):
        def close(self) -> None:
            raise OSError("I stay")

    def fail(_tool: Blocker) -> None:
        raise ValueError("wrong")

    async def main() -> None:
        workers = Workers(Stubborn, size=1, name="ask")
        with pytest.raises(ValueError, match="wrong"):
            await workers.run(fail)
        assert await workers.run(lambda _tool: "fine") == "fine"
        await workers.close()

    aio(main())


def test_errors_leave_the_count_of_free_threads_right(aio: Aio) -> None:
    def fail(_tool: Blocker) -> None:
        raise ValueError("wrong")

    async def main() -> None:
        workers = Workers(Blocker, size=3, name="ask")
        for _ in range(20):
            results = await asyncio.gather(
                *(workers.run(fail) for _ in range(5)), return_exceptions=True
            )
            assert all(isinstance(result, ValueError) for result in results)
        together = threading.Barrier(3, timeout=5)
        await asyncio.gather(*(workers.run(lambda _tool: together.wait()) for _ in range(3)))
        assert len(workers._threads) == 3
        await workers.close()

    aio(main())


def test_calls_beyond_the_threads_wait_in_order(aio: Aio) -> None:
    order: list[int] = []

    async def main() -> None:
        workers = Workers(Blocker, size=1, name="ask")

        def note(number: int, _tool: Blocker) -> None:
            order.append(number)

        await asyncio.gather(*(workers.run(partial(note, number)) for number in range(20)))
        await workers.close()

    aio(main())
    assert order == list(range(20))


def test_closing_cancels_what_runs_and_what_waits(aio: Aio) -> None:
    async def main() -> None:
        workers = Workers(Blocker, size=1, name="ask")
        tasks = [asyncio.create_task(workers.run(Blocker.block)) for _ in range(3)]
        await asyncio.sleep(0)
        await asyncio.gather(workers.close(), workers.close())
        assert not [thread for thread in workers._threads if thread.is_alive()]
        results = await asyncio.gather(*tasks, return_exceptions=True)
        assert [type(result) for result in results] == [asyncio.CancelledError] * 3
        with pytest.raises(RuntimeError, match="closed"):
            await workers.run(Blocker.block)

    aio(main())


# Pump


class Collected:
    """Merges numbers into a list, and is full at three of them."""

    def __init__(self) -> None:
        self.numbers: list[int] = []

    @property
    def full(self) -> bool:
        return len(self.numbers) >= 3

    def add(self, number: int) -> None:
        self.numbers.append(number)

    def take(self) -> list[int]:
        numbers, self.numbers = self.numbers, []
        return numbers


def pump(read: Any) -> Pump[int, list[int]]:
    return Pump(Blocker, read, Collected(), name="pump")


def test_every_item_arrives_in_bounded_batches_and_the_end_is_told(aio: Aio) -> None:
    async def main() -> list[list[int]]:
        async with pump(lambda _tool: (number for number in range(1000))) as batches:
            return [batch async for batch in batches]

    batches = aio(main())
    assert [number for batch in batches for number in batch] == list(range(1000))
    assert all(0 < len(batch) <= 3 for batch in batches)


def test_what_came_before_an_error_is_delivered_before_it(aio: Aio) -> None:
    def read(_tool: Blocker) -> Generator[int, None, None]:
        yield 1
        raise ValueError("broken")

    async def main() -> None:
        async with pump(read) as batches:
            assert await anext(batches) == [1]
            with pytest.raises(ValueError, match="broken"):
                await anext(batches)
            with pytest.raises(ValueError, match="broken"):
                await anext(batches)

    aio(main())


def test_a_reader_that_fails_at_once_tells_it(aio: Aio) -> None:
    def read(_tool: Blocker) -> Generator[int, None, None]:
        raise ValueError("broken")
        yield 1

    async def main() -> None:
        async with pump(read) as batches:
            with pytest.raises(ValueError, match="broken"):
                await anext(batches)

    aio(main())


def test_leaving_ends_a_reader_that_waits_for_a_full_batch_to_be_taken(aio: Aio) -> None:
    full = threading.Event()

    def read(_tool: Blocker) -> Generator[int, None, None]:
        for number in range(100):
            if number == 3:
                full.set()
            yield number

    async def main() -> None:
        async with pump(read):
            await run_in_thread(full.wait, name="observer")

    aio(main())
    assert Blocker.made[0].closed_by is not None


def test_two_cancels_leave_no_reader(aio: Aio) -> None:
    reading = threading.Event()

    def read(tool: Blocker) -> Generator[int, None, None]:
        reading.set()
        tool.block()
        yield 1

    async def follow() -> None:
        async with pump(read) as batches:
            await anext(batches)

    async def main() -> None:
        task = asyncio.create_task(follow())
        await asyncio.sleep(0)
        await run_in_thread(reading.wait, name="observer")
        task.cancel()
        await asyncio.sleep(0)
        await ended(task)
        assert Blocker.made[0].closed_by is not None

    aio(main())


def test_the_loop_is_woken_once_a_batch(aio: Aio, monkeypatch: pytest.MonkeyPatch) -> None:
    woken = 0
    done = threading.Event()

    class Everything(Collected):
        full = False

    def read(_tool: Blocker) -> Generator[int, None, None]:
        yield from range(10_000)
        done.set()

    async def main() -> list[list[int]]:
        nonlocal woken
        loop = asyncio.get_running_loop()
        call_soon_threadsafe = loop.call_soon_threadsafe

        def count(*arguments: Any, **options: Any) -> Any:
            nonlocal woken
            woken += threading.current_thread().name == "pump" and not done.is_set()
            return call_soon_threadsafe(*arguments, **options)

        monkeypatch.setattr(loop, "call_soon_threadsafe", count)
        async with Pump(Blocker, read, Everything(), name="pump") as batches:
            return [batch async for batch in batches]

    batches = aio(main())
    assert sum(map(len, batches)) == 10_000
    assert woken <= len(batches)
