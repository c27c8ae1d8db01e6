"""Events of a real Engine become what must be asked for again: nothing is lost, little is held."""

from __future__ import annotations

import asyncio
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.engine import DockerEngine
from desktop.engine.errors import Reason, Unreachable
from desktop.engine.feed import DEATHS_KEPT, EVENTS_KEPT, ChangeMerger
from desktop.engine.records import Changes, Event
from desktop.engine.threads import run_in_thread
from tests.support.aio import Aio
from tests.support.proxy import Proxy
from tests.support.real_engine import IMAGE, LABEL


def at(url: str) -> Endpoint:
    return Endpoint(url, "test", Origin.HOST_OPTION)


@pytest.fixture
def proxy(engine_host: str) -> Iterator[Proxy]:
    with Proxy(Path(engine_host.removeprefix("unix://"))) as proxy:
        yield proxy


class Sum:
    """All that a row of batches says."""

    def __init__(self) -> None:
        self.batches: list[Changes] = []

    async def until(self, batches: AsyncIterator[Changes], reached: Callable[[Sum], bool]) -> None:
        async for batch in batches:
            self.batches.append(batch)
            if reached(self):
                return

    def of(self, kind: str) -> set[str]:
        return {key for batch in self.batches for key in getattr(batch, kind)}

    @property
    def count(self) -> int:
        return sum(batch.count for batch in self.batches)


async def _volumes(engine: DockerEngine, names: list[str]) -> None:
    def make_and_remove(name: str) -> Callable[[Any], None]:
        def act(client: Any) -> None:
            client.create_volume(name, labels={LABEL: ""})
            client.remove_volume(name)

        return act

    await asyncio.gather(*(engine._act(make_and_remove(name)) for name in names))


def test_a_burst_of_600_events_loses_nothing(aio: Aio, engine_host: str) -> None:
    """More than the 256 that the Engine remembers: only what is read as it comes arrives."""
    names = [f"burst-{number}" for number in range(300)]

    async def main() -> None:
        engine = await DockerEngine.connect(at(engine_host))
        found = Sum()
        async with engine.changes(engine.clock()) as batches:
            making = asyncio.create_task(_volumes(engine, names))
            await found.until(batches, lambda it: it.count >= 600)
            await making
        await engine.close()
        assert found.of("volumes") >= set(names)
        assert len(found.batches) < 600  # merged, though by how much depends on the machine

    aio(main(), timeout=50)


def test_a_loop_that_is_busy_gets_one_batch_for_all_that_has_happened(
    aio: Aio, engine_host: str
) -> None:
    """The merging happens in the thread, and the loop is woken once."""
    names = [f"busy-{number}" for number in range(50)]

    async def main() -> None:
        engine = await DockerEngine.connect(at(engine_host))
        loop = asyncio.get_running_loop()
        wakes = 0
        call_soon_threadsafe = loop.call_soon_threadsafe

        def count(*arguments: Any, **options: Any) -> Any:
            nonlocal wakes
            wakes += threading.current_thread().name == "events"
            return call_soon_threadsafe(*arguments, **options)

        loop.call_soon_threadsafe = count  # type: ignore[assignment,method-assign]
        async with engine.changes(engine.clock()) as batches:
            await _volumes(engine, names)
            merger: Any = batches
            await run_in_thread(lambda: _until(lambda: merger._merger._count == 100), name="wait")
            batch = await anext(batches)
            assert batch.volumes == set(names)
            assert batch.removed_volumes == set(names)
            assert batch.count == 100
            assert wakes == 1
        await engine.close()

    aio(main(), timeout=50)


def _until(true: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        threading.Event().wait(0.001)


def test_every_kind_of_object_is_told_of(
    aio: Aio, engine_host: str, docker: Callable[..., str], docker_run: Callable[..., str]
) -> None:
    async def main() -> None:
        engine = await DockerEngine.connect(at(engine_host))
        found = Sum()
        async with engine.changes(engine.clock()) as batches:
            container = docker_run(name="web")
            docker("tag", IMAGE, "tagged:1")
            network = docker("network", "create", "--label", LABEL, "net")
            docker("network", "connect", "net", "web")
            docker("volume", "create", "--label", LABEL, "vol")
            docker("kill", "--signal", "KILL", "web")
            await found.until(
                batches,
                lambda it: (
                    "vol" in it.of("volumes")
                    and any(event.action == "die" for b in it.batches for event in b.deaths)
                ),
            )
        await engine.close()
        assert container in found.of("containers")
        assert network in found.of("networks")
        assert any(batch.images for batch in found.batches)
        deaths = [event for batch in found.batches for event in batch.deaths]
        (die,) = [event for event in deaths if event.action == "die"]
        assert (die.id, die.attributes["exitCode"]) == (container, "137")
        assert max(batch.last for batch in found.batches) >= die.time

    aio(main(), timeout=50)


def test_what_happened_while_the_stream_was_cut_is_told_on_resumption(
    aio: Aio, proxy: Proxy, engine_host: str
) -> None:
    async def main() -> None:
        engine = await DockerEngine.connect(at(proxy.url))
        direct = await DockerEngine.connect(at(engine_host))
        before, after = Sum(), Sum()
        async with engine.changes(engine.clock()) as batches:
            await _volumes(direct, ["before"])
            await before.until(batches, lambda it: it.count >= 2)
            proxy.cut()
            with pytest.raises(Unreachable) as caught:
                await anext(batches)
            assert caught.value.reason is Reason.DROPPED
        await _volumes(direct, ["meanwhile"])
        async with engine.changes(before.batches[-1].last / 1e9) as batches:
            await _volumes(direct, ["after"])
            await after.until(batches, lambda it: "after" in it.of("volumes") and it.count >= 4)
        assert after.of("volumes") >= {"before", "meanwhile", "after"}
        await engine.close()
        await direct.close()

    aio(main(), timeout=50)


def test_the_last_event_is_among_those_that_come_again(aio: Aio, engine_host: str) -> None:
    """``since`` holds nanoseconds in a float, which may be rounded up: it must lose none."""

    async def main() -> None:
        engine = await DockerEngine.connect(at(engine_host))
        found = Sum()
        async with engine.changes(engine.clock()) as batches:
            await _volumes(engine, [f"last-{number}" for number in range(20)])
            await found.until(batches, lambda it: it.count >= 40)
        last = found.batches[-1].last
        again = Sum()
        async with engine.changes(last / 1e9) as batches:
            await again.until(batches, lambda it: True)
        assert again.batches[0].last == last
        await engine.close()

    aio(main(), timeout=50)


def test_health_checks_and_execs_ask_for_nothing(
    aio: Aio, engine_host: str, docker: Callable[..., str], docker_run: Callable[..., str]
) -> None:
    async def main() -> None:
        engine = await DockerEngine.connect(at(engine_host))
        found = Sum()
        container = docker_run("--health-cmd=true", "--health-interval=200ms", name="web")
        async with engine.changes(engine.clock()) as batches:
            docker("exec", "web", "true")
            docker("top", "web")
            await found.until(batches, lambda it: it.count >= 12)
        await engine.close()
        # Only that it has become healthy, once.
        telling = [batch for batch in found.batches if container in batch.containers]
        assert len(telling) <= 2
        assert not found.of("volumes")

    aio(main(), timeout=50)


def test_what_the_engine_remembers_of_a_container_is_told_at_once(
    aio: Aio, engine_host: str, docker: Callable[..., str], docker_run: Callable[..., str]
) -> None:
    container = docker_run(name="web")
    docker_run(name="other")
    docker("stop", "web")

    async def main() -> None:
        engine = await DockerEngine.connect(at(engine_host))
        # It does not wait for what is still to come.
        events = await engine.past_events(container, 0, engine.clock() + 1000)
        await engine.close()
        assert {event.id for event in events if event.kind == "container"} == {container}
        actions = [event.action for event in events]
        assert actions.index("start") < actions.index("kill") < actions.index("die")
        assert all(LABEL not in event.attributes for event in events), "labels are left out"

    aio(main(), timeout=50)


# The merger


def event(kind: str, action: str, key: str, time: int = 0, **attributes: str) -> Event:
    return Event(kind, action, key, time, attributes)


def test_a_batch_is_bounded_by_the_objects_and_not_by_the_events() -> None:
    merger = ChangeMerger()
    for number in range(200_000):
        merger.add(event("container", "die", f"c{number % 10}", number))
    held = sys.getsizeof(merger._containers) + sys.getsizeof(merger._deaths)
    assert held < 20_000
    changes = merger.take()
    assert changes.containers == {f"c{number}" for number in range(10)}
    assert len(changes.deaths) == DEATHS_KEPT
    assert [event.time for event in changes.events] == [*range(200_000 - EVENTS_KEPT, 200_000)]
    assert (changes.count, changes.last) == (200_000, 199_999)
    assert merger.take() == Changes()


_EVENTS = st.builds(
    event,
    st.sampled_from(["container", "image", "network", "volume", "plugin", "daemon", ""]),
    st.sampled_from(["start", "die", "exec_create: sh -c x", "exec_die", "health_status: healthy",
                     "pull", "save", "connect", "create", ""]),
    st.sampled_from(["", "a", "b", "c"]),
    st.integers(0, 10**18),
)  # fmt: skip


@given(events=st.lists(_EVENTS), cuts=st.sets(st.integers(0, 50)))
def test_however_it_is_cut_into_batches_the_sum_is_the_same(
    events: list[Event], cuts: set[int]
) -> None:
    whole, pieces = ChangeMerger(), ChangeMerger()
    batches = []
    for number, one in enumerate(events):
        whole.add(one)
        pieces.add(one)
        if number in cuts:
            batches.append(pieces.take())
    batches.append(pieces.take())
    expected = whole.take()
    for kind in ("containers", "networks", "volumes"):
        assert frozenset().union(*(getattr(it, kind) for it in batches)) == getattr(expected, kind)
    assert any(it.images for it in batches) == expected.images
    assert sum(it.count for it in batches) == expected.count == len(events)
    assert max(it.last for it in batches) == expected.last
    assert "" not in expected.containers
