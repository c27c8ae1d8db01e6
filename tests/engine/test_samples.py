"""Lines of many threads become samples, together."""

from __future__ import annotations

import asyncio
import threading

import pytest

from desktop.engine.samples import Gathering, Reading
from tests.model.stats.samples import line, sample
from tests.support.aio import Aio


def test_what_threads_put_is_handed_over_once_and_on_the_loop(aio: Aio) -> None:
    async def main() -> None:
        told: list[tuple[threading.Thread, list[Reading]]] = []
        handed = asyncio.Event()

        def take(readings: list[Reading]) -> None:
            told.append((threading.current_thread(), readings))
            handed.set()

        moments = iter((7.0, 8.0, 9.0))
        gathering = Gathering(take, 0.05, lambda: next(moments))

        def put() -> None:
            for second, name in enumerate("abc"):
                gathering.put(name, line(sample(second)))

        thread = threading.Thread(target=put)
        thread.start()
        thread.join()
        await handed.wait()
        ((where, readings),) = told
        assert where is threading.main_thread()
        assert readings == [
            Reading("a", sample(0), 7.0),
            Reading("b", sample(1), 8.0),
            Reading("c", sample(2), 9.0),
        ]

    aio(main())


@pytest.mark.parametrize("said", [b"{", b"[]", b'{"read": 3}', b'{"cpu_stats": []}', b"[" * 9999])
def test_a_garbled_line_says_nothing_and_the_next_one_does(aio: Aio, said: bytes) -> None:
    async def main() -> None:
        told: asyncio.Queue[list[Reading]] = asyncio.Queue()
        gathering = Gathering(told.put_nowait, 0)
        gathering.put("a", said)
        gathering.put("a", line(sample(1)))
        assert [each.sample for each in await told.get()] == [sample(1)]

    aio(main())


def test_a_container_at_rest_has_no_sample(aio: Aio) -> None:
    async def main() -> None:
        told: asyncio.Queue[list[Reading]] = asyncio.Queue()
        gathering = Gathering(told.put_nowait, 0)
        gathering.put("a", b'{"read":"0001-01-01T00:00:00Z","cpu_stats":{}}')
        assert await told.get() == []

    aio(main())


def test_an_urgent_line_takes_along_what_waits(aio: Aio) -> None:
    async def main() -> None:
        told: asyncio.Queue[list[Reading]] = asyncio.Queue()
        gathering = Gathering(told.put_nowait, 3600)
        gathering.urgent = frozenset("b")
        gathering.put("a", line(sample(1)))
        gathering.put("b", line(sample(2)))
        assert [each.container for each in await told.get()] == ["a", "b"]
        gathering.put("b", line(sample(3)))
        assert [each.container for each in await told.get()] == ["b"]
        gathering.close()

    aio(main())


def test_nothing_is_handed_over_after_the_end(aio: Aio) -> None:
    async def main() -> None:
        gathering = Gathering(lambda _readings: pytest.fail("told"), 0)
        gathering.put("a", line(sample(1)))
        gathering.close()
        gathering.put("a", line(sample(2)))
        for _turn in range(20):
            await asyncio.sleep(0)

    aio(main())
